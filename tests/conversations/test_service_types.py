"""Every kind of service is found in each of the 17 municipalities from a resident's own wording."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.running import RunningLuotsi

ROWS = yaml.safe_load((Path(__file__).parent / "service_types.yml").read_text(encoding="utf-8"))
MUNICIPALITIES = yaml.safe_load(
    (Path(__file__).parents[2] / "service_catalog/content/areas/pikassos.yaml").read_text(encoding="utf-8")
)["municipalities"]
FIRST_SHOWN = 5


@pytest.mark.parametrize("municipality", MUNICIPALITIES)
@pytest.mark.parametrize("row", ROWS, ids=[row["type"] for row in ROWS])
def test_a_right_service_of_the_municipality_is_found(
    row: dict[str, Any], municipality: str, luotsi: RunningLuotsi
) -> None:
    for wording in row["wordings"]:
        query: dict[str, str | int] = {"q": wording, "municipality": municipality, "limit": FIRST_SHOWN}
        found = luotsi.http.get("/api/v1/services", params=query).json()
        types = [card["service_type"] for card in found["items"]]
        heard = [need["id"] for need in found["understanding"]["needs"]]
        assert set(types) & set(row["accepts"]), f"“{wording}” in {municipality}: {heard} {types}"
