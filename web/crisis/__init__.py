"""Crisis detection and its answer. Needs no other process, no database and no network."""
