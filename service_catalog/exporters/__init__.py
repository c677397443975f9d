"""Ways out of the catalogue. Each exporter writes what the database holds, so that others can read it whole."""
