"""Measures the trained bot on the development sets of tests/evaluation, and what docs/evaluation.md tells of it."""
