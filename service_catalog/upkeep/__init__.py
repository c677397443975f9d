"""What people do to the catalogue by hand: edits that survive imports, own services, pins, and who changed what."""
