"""The catalogue that the actions ask; opened at the first question and shared by them all."""

from __future__ import annotations

from functools import cache

from service_catalog.catalogue import Catalogue
from service_catalog.settings import CatalogueSettings


@cache
def catalogue() -> Catalogue:
    """The catalogue of the settings."""
    settings = CatalogueSettings()
    return Catalogue.open(settings.database_url, settings.vectors)
