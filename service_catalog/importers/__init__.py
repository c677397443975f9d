"""Ways into the catalogue. Each importer reads, validates, and then replaces in one transaction."""
