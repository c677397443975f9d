"""Settings of the catalogue, from the environment or `.env` (names begin with LUOTSI_)."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

ROOT = Path(__file__).resolve().parent.parent


class CatalogueSettings(BaseSettings):
    """Where the catalogue is and which area it serves."""

    model_config = SettingsConfigDict(env_prefix="LUOTSI_", env_file=ROOT / ".env", extra="ignore")

    database_url: str = Field(
        default=f"sqlite:///{ROOT / 'var' / 'catalogue.db'}",
        description="The catalogue's database as an SQLAlchemy address.",
    )
    area: str = Field(
        default="pikassos",
        description="The area that is served: a file `service_catalog/content/areas/<area>.yaml`.",
    )
    vectors: str = Field(
        default=str(ROOT / "var" / "vectors"),
        description="The folder of the services' vectors for search by meaning; empty: search by words only.",
    )
