"""Brings associations and meeting places from a spreadsheet (CSV or XLSX) into the catalogue."""
