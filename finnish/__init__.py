"""Finnish text: cleaning, folding, and what is heard in it. Pure functions and small readers of data files.

Used by the bot (Python 3.10), the catalogue and the web (Python 3.13); depends on none of them
(docs/decisions/0002-finnish-package.md).
"""
