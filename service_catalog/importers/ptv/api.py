"""What the APIs of all versions share: where they are asked, their pages, and the ids that a material refers to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, ClassVar

from service_catalog.importers.ptv.material import Material
from service_catalog.importers.ptv.pages import GetJson
from service_catalog.importers.ptv.report import BadFile
from service_catalog.importers.ptv.scope import Progress, silent

# More pages than the whole catalogue has: an answer that says so is a fault.
MOST_PAGES = 2000
SHOWN = 160


class PtvApi:
    """A reader of one version of the API, at the address `base`: the live one unless another is given."""

    HOSTS: ClassVar[dict[str, str]]
    ITEMS: ClassVar[str]
    COUNT: ClassVar[str]

    def __init__(self, pages: GetJson, base: str | None = None, progress: Progress = silent) -> None:
        self._pages = pages
        self._base = base or self.HOSTS["live"]
        self._progress = progress

    def _paged(self, url_of: Callable[[int], str], what: str) -> Iterator[Any]:
        """The items of all pages of a list; raises BadFile for an answer that is not a page."""
        page, count = 1, 1
        while page <= count:
            url = url_of(page)
            answer = self._pages.get_json(url)
            items, count = self._page(answer, url)
            yield from items
            self._progress(what, page, max(count, 1))
            page += 1

    def _page(self, answer: object, url: str) -> tuple[list[Any], int]:
        given: dict[str, Any] = answer if isinstance(answer, dict) else {}
        items, count = given.get(self.ITEMS, []), given.get(self.COUNT)
        if items is None:
            items = []  # v11 says so of a list without anything
        if not isinstance(items, list) or not isinstance(count, int) or count > MOST_PAGES:
            raise BadFile(f"{url[:SHOWN]}: not a page of a list")
        return items, count


def unique_ids(ids: Iterable[str | None]) -> list[str]:
    """The ids that are there, each once, in their order."""
    return list(dict.fromkeys(guid for guid in ids if guid))


def general_descriptions_of(material: Material) -> list[str]:
    """The ids of the general descriptions that the services refer to."""
    return unique_ids(service.general_description_id for service in material.services.values())


def owners_of(material: Material) -> list[str]:
    """The ids of the organisations that are responsible for the services."""
    return unique_ids(service.organisation[0] for service in material.services.values() if service.organisation)
