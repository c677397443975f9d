"""The edit view at /yllapito, on the admin library sqladmin. Off unless LUOTSI_UPKEEP is set.

Forms and views read the content files when they are imported; only `install` imports them.
"""
