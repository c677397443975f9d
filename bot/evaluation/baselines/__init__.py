"""Other pipelines on the same data, in the same run: what Luotsi's own is compared with."""
