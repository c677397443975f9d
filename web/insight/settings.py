"""Settings of insight, from the environment or `.env` (names begin with LUOTSI_INSIGHT_)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service_catalog.settings import ROOT


class InsightSettings(BaseSettings):
    """Where the counters are, who may look at them, and what else is kept."""

    model_config = SettingsConfigDict(env_prefix="LUOTSI_INSIGHT_", env_file=ROOT / ".env", extra="ignore")

    url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'insight.db'}",
        description="The database of counters, votes and reports as an SQLAlchemy address; empty: nothing is counted.",
    )
    public: bool = Field(default=False, description="Whether anyone may open /havainnot; otherwise it asks to sign in.")
    samples: bool = Field(
        default=False, description="Whether messages that gave no need are kept, redacted, for training (30 days)."
    )
    population: Path | None = Field(
        default=None,
        description="A CSV file with the columns `code` and `population` for figures per 1,000 inhabitants.",
    )
    metrics_token: str = Field(
        default="", description="The bearer token that opens /metrics to other machines; empty: this machine only."
    )
