"""The HTTP contract (docs/api.md): what the API takes and gives. Stable; the widget and other programs rely on it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from service_catalog.cards import Card

MAX_TEXT = 2000

CrisisKind = Literal["self_harm", "violence", "child", "medical", "shelter"]
ConversationId = Annotated[str, StringConstraints(max_length=64)]


def whole_characters(text: object) -> object:
    """`text` with halves of characters replaced: a client that cuts a text may cut an emoji in two."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") if isinstance(text, str) else text


class Problem(BaseModel):
    """An RFC 9457 problem document."""

    type: str = "about:blank"
    title: str
    status: int
    detail: str | None = None
    errors: list[dict[str, object]] | None = None


class ChatContext(BaseModel):
    """Where the chat is embedded. `municipality` presets the municipality by name or code; the person can change it."""

    municipality: Annotated[str, StringConstraints(max_length=80)] | None = None
    page: Literal["perhekeskus", "asiakaspalvelu"] | None = None


class ChatRequest(BaseModel):
    """A message of a person. Leave `conversation_id` out at first; then send the one that came back."""

    model_config = ConfigDict(extra="ignore")
    conversation_id: ConversationId | None = None
    message_id: Annotated[str, StringConstraints(max_length=64)] | None = Field(
        default=None, description="The same when a message is sent again: it is then answered once."
    )
    text: Annotated[str, StringConstraints(max_length=MAX_TEXT), BeforeValidator(whole_characters)]
    context: ChatContext = ChatContext()
    language: Literal["fi", "sv", "en"] = "fi"


class HeardNeed(BaseModel):
    """A need that the conversation is about, with the probability that it was meant (0..1)."""

    id: str
    confidence: float


class HeardMunicipality(BaseModel):
    """The municipality that the conversation holds, with its code of the national code list."""

    code: str
    name: str


class Understanding(BaseModel):
    """What was understood. `intent` is the act of this message; the rest is what the conversation now holds."""

    intent: str | None = None
    confidence: float = 0.0
    needs: list[HeardNeed] = []
    municipality: HeardMunicipality | None = None
    crisis: CrisisKind | None = None


class TextMessage(BaseModel):
    """Something that Luotsi says; `language` is its code when it is not the page's language."""

    type: Literal["text"] = "text"
    text: str
    language: str | None = None


class CrisisContact(BaseModel):
    """A line that answers in danger; every number comes from a verified fact."""

    name: str
    phone: str | None = None
    url: str | None = None
    hours_text: str | None = None


class CrisisMessage(BaseModel):
    """Help in danger: always the first message when there is one. `language` is that of its text and hours."""

    type: Literal["crisis"] = "crisis"
    kind: CrisisKind
    text: str
    language: str = "fi"
    contacts: list[CrisisContact]


class ServicesMessage(BaseModel):
    """Services for one need (null: for the person's words)."""

    type: Literal["services"] = "services"
    need: str | None = None
    services: list[Card]


class Choice(BaseModel):
    """A ready answer: `label` is shown, `text` is sent when it is tapped."""

    label: str
    text: str


class ChoicesMessage(BaseModel):
    """Ready answers to choose from; one may always write instead. `language` as in a text message."""

    type: Literal["choices"] = "choices"
    choices: list[Choice]
    language: str | None = None


Message = Annotated[
    TextMessage | CrisisMessage | ServicesMessage | ChoicesMessage,
    Field(discriminator="type"),
]


class ChatAnswer(BaseModel):
    """The answer to a message. `messages` is never empty.

    `notice` says that the adviser is automatic: on the first turn, and when the bot is away (digipalvelulaki 6 a §).
    """

    conversation_id: str
    understanding: Understanding
    messages: list[Message] = Field(min_length=1)
    notice: str | None = None


class ServicePage(BaseModel):
    """A page of services. `total` counts all that matched."""

    total: int
    items: list[Card]
    understanding: Understanding


class NeedOut(BaseModel):
    """A need of the vocabulary, with the theme under which it is shown."""

    id: str
    name: str
    theme: str
    theme_name: str
    crisis: bool


class MunicipalityOut(BaseModel):
    """A municipality; `in_scope` where this installation knows its local services."""

    code: str
    name: str
    name_sv: str
    in_scope: bool


class Feedback(BaseModel):
    """Whether an answer or a service helped, or what is wrong.

    `kind` vote: `helped` counts. wrong: the facts of `service_id` are wrong as `reason` says. missing: `reason` says
    what service is missing, in `municipality` (its code).
    """

    conversation_id: ConversationId
    service_id: Annotated[str, StringConstraints(max_length=160)] | None = None
    helped: bool
    reason: Annotated[str, StringConstraints(max_length=300)] | None = None
    kind: Literal["vote", "wrong", "missing"] = "vote"
    municipality: Annotated[str, StringConstraints(pattern=r"^\d{3}$")] | None = None


class Opened(BaseModel):
    """That a contact of a shown service was opened (called, mailed, followed)."""

    conversation_id: ConversationId
    service_id: Annotated[str, StringConstraints(max_length=160)]
