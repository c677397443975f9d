"""What an operator wants to know of the catalogue: what is out of date, broken or unclear, and how much there is."""
