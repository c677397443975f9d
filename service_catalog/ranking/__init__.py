"""The parts of search: what is held in memory of the catalogue, the hard filters and the soft scores."""
