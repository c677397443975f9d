"""HSDS 3.0, both ways: rows of the catalogue as HSDS tables and back, nested JSON and the tabular data package."""
