"""The national service catalogue (PTV): version adapters give `records`, and `convert` makes catalogue rows of them.

`files` and `api_v11`/`api_v12` read, `v11`, `v12` and `flat` are the adapters, `material` gathers and reports, `merge`
joins a service with its general description, `run` brings it all into the database. `report.NOT_TAKEN` lists what the
catalogue has no place for.
"""
