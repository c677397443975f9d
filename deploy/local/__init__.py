"""Runs Luotsi on one machine: gets the tools, builds what is missing, starts and watches the three processes.

Only the standard library of Python 3.10 or later: this is what runs before anything is installed.
"""
