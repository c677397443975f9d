"""Insight: which needs find no service, where. Counters, feedback and reports, kept without knowing who asked."""
