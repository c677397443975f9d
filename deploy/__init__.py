"""Ways to run Luotsi."""
