"""Settings of the web process, from the environment or `.env` (names begin with LUOTSI_)."""

from __future__ import annotations

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict

from service_catalog.settings import ROOT

THIS_MACHINE = ("127.0.0.1", "localhost", "[::1]", "::1")


class WebSettings(BaseSettings):
    """How the web process listens, whom it asks and how long it waits."""

    model_config = SettingsConfigDict(env_prefix="LUOTSI_", env_file=ROOT / ".env", extra="ignore")

    port: int = Field(default=8000, ge=1, le=65535, description="The public port.")
    host: str = Field(default="127.0.0.1", description="The address that is listened on; 0.0.0.0 for a public server.")
    trusted_proxies: str = Field(
        default="", description="Addresses of proxies whose word about the client's address is taken, with commas."
    )
    allowed_hosts: str = Field(
        default="", description="Names by which the site is asked for, with commas; empty: this machine's own."
    )
    rasa_url: str = Field(default="http://127.0.0.1:5005", description="Where Rasa is; this machine only.")
    rasa_urls: str = Field(default="", description="Where the Rasas are when there are several, with commas.")
    action_url: str = Field(default="http://127.0.0.1:5055/webhook", description="Where Rasa finds the actions.")
    model_sha256: str = Field(
        default="", description="The SHA-256 of the bot's model; another one is not ready. With commas while switching."
    )
    messages_at_once: int = Field(default=16, ge=1, description="How many messages one Rasa may have under way.")
    conversation_per_minute: int = Field(
        default=60, ge=0, description="Messages a minute of one conversation, 60 at once; 0: no limit."
    )
    address_per_minute: int = Field(
        default=1200, ge=0, description="Requests a minute from one address, 300 at once; 0: no limit."
    )
    secret: str = Field(
        default="",
        description="The key that conversation ids are signed with; empty: a new one at each start.",
    )
    answer_seconds: float = Field(default=2.0, gt=0, description="How long an answer is waited for after a failure.")
    slow_answer_seconds: float = Field(
        default=8.0, gt=0, description="How long an answer is waited for while the bot is alive but slow."
    )
    frame_ancestors: str = Field(default="'none'", description="Sites that may frame our pages (CSP frame-ancestors).")
    cors_origins: str = Field(
        default="", description="Sites whose pages may use the API from the widget, separated by commas."
    )
    upkeep: bool = Field(default=False, description="Whether there is an edit view at /yllapito.")
    oidc_issuer: str = Field(default="", description="Sign-in with the municipality's accounts (OpenID Connect).")
    oidc_client_id: str = Field(default="", description="Our name at that sign-in.")
    oidc_client_secret: str = Field(default="", description="Our secret there.")
    oidc_users: str = Field(default="", description="Who may come in from there, with commas; empty: nobody.")

    def hosts(self) -> list[str]:
        """The names that a request may ask for. A server that is open to the network and has none set takes any."""
        return listed(self.allowed_hosts) or (list(THIS_MACHINE) if self.host in THIS_MACHINE else ["*"])

    def rasas(self) -> list[str]:
        """The address of each Rasa."""
        return listed(self.rasa_urls) or [self.rasa_url]


def listed(value: str) -> list[str]:
    """The items of a setting with commas."""
    return [item.strip() for item in value.split(",") if item.strip()]
