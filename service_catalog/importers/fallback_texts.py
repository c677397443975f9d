"""What an imported service says when its source is silent (`content/sheet/texts.yaml`)."""

from __future__ import annotations

from functools import cache

from pydantic import BaseModel, ConfigDict

from service_catalog.importers.yaml_file import read_yaml
from service_catalog.texts import CONTENT


class FallbackTexts(BaseModel):
    """The file texts.yaml; the texts on age have the places {low} and {high}."""

    model_config = ConfigDict(extra="forbid")
    how_to_apply: str
    cost_unknown: str
    cost_free: str
    age_between: str
    age_from: str
    age_to: str

    def age(self, low: int | None, high: int | None) -> str:
        """The condition in words; at least one of the years is given."""
        if low is None:
            return self.age_to.format(high=high)
        return self.age_from.format(low=low) if high is None else self.age_between.format(low=low, high=high)


@cache
def fallback_texts() -> FallbackTexts:
    """The texts, read once."""
    return read_yaml(CONTENT / "sheet" / "texts.yaml", FallbackTexts)
