"""Brings services of an HSDS 3.0 feed into the catalogue: nested JSON or a tabular data package."""
