"""Opening hours as data: their form, the Finnish special days, and what they say of any moment."""
