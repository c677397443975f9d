"""The command `luotsi`: what an operator does with the catalogue. A module a command adds itself to `catalog`."""

from __future__ import annotations

from service_catalog.cli.approvals import approvals
from service_catalog.cli.apps import app
from service_catalog.cli.catalog import build
from service_catalog.cli.check import check
from service_catalog.cli.export import export
from service_catalog.cli.import_hsds import import_hsds
from service_catalog.cli.import_ptv import ptv
from service_catalog.cli.import_sheet import sheet, template
from service_catalog.cli.stats import stats

__all__ = ["app", "approvals", "build", "check", "export", "import_hsds", "ptv", "sheet", "stats", "template"]
