"""The Finnish words that an imported service needs where its source is silent (`content/ptv/texts.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT


class PtvTexts(BaseModel):
    """The file texts.yaml; places in braces are filled by `str.format`."""

    model_config = ConfigDict(extra="forbid")
    source_name: str
    source_url: str
    how_to_apply: str
    cost_free: str
    cost_charged: str
    cost_unknown: str
    call_free: str
    call_charged: str
    sms: str
    deadline: str
    processing_time: str
    validity_time: str
    voucher: str
    producers: str
    reservation: str
    exception_closed: str
    always: str
    weekday: dict[str, str]
    weeks: dict[str, str]
    season: str


@cache
def ptv_texts() -> PtvTexts:
    """The texts, read once; raises ContentError."""
    return read_yaml(CONTENT / "ptv" / "texts.yaml", PtvTexts)
