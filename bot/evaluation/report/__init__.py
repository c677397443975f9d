"""Writes docs/evaluation.md from what was measured. Nothing in the page is typed by hand."""
