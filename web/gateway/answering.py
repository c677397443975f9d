"""Answers a message: danger first, then Rasa, and without Rasa what the web can do alone. Never nothing."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from finnish.language import language_of
from finnish.places import PlaceRecogniser
from service_catalog.catalogue import Catalogue
from service_catalog.need_texts import not_this
from web.api.contract import (
    ChatAnswer,
    ChatRequest,
    Choice,
    ChoicesMessage,
    CrisisKind,
    HeardNeed,
    Message,
    ServicesMessage,
    TextMessage,
    Understanding,
)
from web.crisis.answer import CrisisAnswers
from web.crisis.detector import CrisisDetector, Finding
from web.gateway.alone import Alone
from web.gateway.conversation_ids import ConversationIds
from web.gateway.incoming import taken_in, with_public_numbers
from web.gateway.languages import answer_in
from web.gateway.limits import RateLimit
from web.gateway.memory import Memory, Remembered
from web.gateway.notice import automatic_notice
from web.gateway.rasa_client import RasaClient, RasaFull, RasaUnavailable
from web.gateway.repeats import Repeats
from web.metrics import FALLBACKS, note_answer, step
from web.municipality import code_of, municipality_of_code

SURE = 0.7
DANGEROUS: dict[str, CrisisKind] = {
    "itsetuho": "self_harm",
    "lahisuhdevakivalta": "violence",
    "seksuaalivakivalta": "violence",
}

# What watches answers, to count them (web/insight): the request, the answer, the memory, and the redacted message.
Watch = Callable[[ChatRequest, ChatAnswer, Remembered, str], None]

logger = logging.getLogger(__name__)


class TooManyMessages(Exception):
    """A conversation or an address sends faster than it may, and no danger was heard. `wait` is in seconds."""

    def __init__(self, wait: float) -> None:
        super().__init__()
        self.wait = wait


class Overloaded(Exception):
    """Every Rasa has its hands full, and no danger was heard."""


@dataclass(frozen=True)
class Answered:
    """The answer below what danger brings. `away`: the web made it alone; `lost`: what was said before is forgotten."""

    messages: list[Message]
    understanding: Understanding
    away: bool = False
    lost: bool = False


class ChatGateway:
    """One for the process; holds what all conversations share."""

    def __init__(
        self,
        rasa: RasaClient,
        catalogue: Catalogue,
        ids: ConversationIds,
        memory: Memory,
        places: PlaceRecogniser,
        detector: CrisisDetector,
        crisis_answers: CrisisAnswers,
        limit: RateLimit | None = None,
        watch: Watch | None = None,
        weights: Callable[[], Mapping[str, float]] = dict,
    ) -> None:
        self._watch = watch
        self._weights = weights
        self._limit = limit or RateLimit(0, 0)
        self._repeats = Repeats()
        self._rasa = rasa
        self._catalogue = catalogue
        self._ids = ids
        self._memory = memory
        self._places = places
        self._detector = detector
        self._crisis_answers = crisis_answers
        self._alone = Alone(catalogue, places)

    async def answer(self, request: ChatRequest, *, key: str | None = None, wait: float = 0.0) -> ChatAnswer:
        """The answer to one message; `messages` is never empty, and crisis help comes first.

        The same `key` (else the message's own id) gets the same answer. `wait`: for how many seconds the address is
        over its limit. Raises TooManyMessages and Overloaded, never for a message in which danger is heard.
        """
        with step("answer"):
            return await self._repeats.once(key or request.message_id, request, partial(self._answer, request, wait))

    def remembered(self, conversation_id: str) -> Remembered | None:
        """What is remembered of a conversation that this server began and has not forgotten."""
        known = self._ids.is_ours(conversation_id) and self._memory.holds(conversation_id)
        return self._memory.of(conversation_id) if known else None

    async def _answer(self, request: ChatRequest, wait: float) -> ChatAnswer:
        given = request.conversation_id
        conversation_id = given if given and self._ids.is_ours(given) else self._ids.issue()
        is_new = not self._memory.holds(conversation_id)
        remembered = self._memory.of(conversation_id)
        payload = remembered.payloads.get(request.text.strip())
        text = taken_in(request.text)
        with step("crisis"):
            finding = self._detector.detect(text)
        wait = max(wait, self._limit.take(conversation_id))
        if wait and finding is None:
            raise TooManyMessages(wait)
        text = await with_public_numbers(request.text, text, self._catalogue)
        preset = code_of(self._places, request.context.municipality)
        spoken = self._language(text, request)
        foreign = [] if payload else answer_in(spoken)
        if not text:
            answered = Answered(self._alone.empty_message(), self._understanding({}, remembered, finding))
        elif foreign:
            answered = Answered(foreign, self._understanding({}, remembered, finding))
        elif wait:
            answered = await self._alone_answer(text, remembered, finding, preset)
        else:
            answered = await self._rest(conversation_id, payload or text, request, remembered, finding, preset)
        understanding = answered.understanding
        if finding is None and understanding.crisis and self._detector.speaks_from_afar(text):
            understanding = understanding.model_copy(update={"crisis": None})
        if finding is None and understanding.crisis:
            finding = Finding(understanding.crisis, "worry", "need", SURE)
        crisis = self._crisis_message(finding, understanding, text, preset, spoken)
        if not finding and self._detector.denies_self_harm(text):
            crisis = [TextMessage(text=self._crisis_answers.soft_line(spoken))]
        lost = self._alone.forgotten_message() if given and is_new and answered.lost else []
        answer = ChatAnswer(
            conversation_id=conversation_id,
            understanding=understanding,
            messages=[*crisis, *lost, *answered.messages],
            notice=automatic_notice(request.language) if is_new or answered.away else None,
        )
        note_answer(understood=bool(understanding.needs), crisis=understanding.crisis)
        if self._watch:
            self._watch(request, answer, remembered, text)
        return answer

    async def _rest(
        self,
        conversation_id: str,
        text: str,
        request: ChatRequest,
        remembered: Remembered,
        finding: Finding | None,
        preset: str | None,
    ) -> Answered:
        metadata = {
            "crisis": finding.kind if finding else None,
            "page": request.context.page,
            "language": request.language,
            "municipality": preset,
            "remembered": remembered.slots,
            "boosts": dict(self._weights()),
        }
        started = time.monotonic()
        try:
            with step("rasa"):
                answered = await self._rasa.message(conversation_id, text, metadata, urgent=finding is not None)
            return self._read(answered, remembered, finding)
        except RasaFull as full:
            if finding is None:
                raise Overloaded from full
        except RasaUnavailable:
            pass
        except Exception as error:  # an answer in another form than the channel's: its words stay out of the log
            logger.error("rasa's answer could not be read: %s", type(error).__name__)
        return await self._alone_answer(text, remembered, finding, preset, time.monotonic() - started)

    def _read(self, answered: dict[str, Any], remembered: Remembered, finding: Finding | None) -> Answered:
        """Rasa's answer in the words of the contract; remembers nothing of an answer that cannot be read."""
        new = Remembered(touched=remembered.touched)
        messages = messages_of(answered["messages"], new)
        if not messages:
            raise ValueError("nothing to say")
        new.slots = {name: value for name, value in (answered.get("slots") or {}).items() if value is not None}
        new.payloads |= corrections(new.slots.get("needs") or [])
        heard = answered.get("understanding") or {}
        understanding = self._understanding(heard, new, finding)
        understanding = understanding.model_copy(update={"crisis": understanding.crisis or second_net(heard)})
        remembered.slots, remembered.payloads = new.slots, new.payloads
        return Answered(messages, understanding, lost=not answered.get("known", True))

    async def _alone_answer(
        self, text: str, remembered: Remembered, finding: Finding | None, preset: str | None, waited: float = 0.0
    ) -> Answered:
        FALLBACKS.inc()
        with step("alone"):
            messages = await self._alone.answer(text, remembered, preset, in_danger=finding is not None, waited=waited)
        return Answered(messages, self._understanding({}, remembered, finding), away=True, lost=True)

    def _understanding(self, heard: dict[str, Any], remembered: Remembered, finding: Finding | None) -> Understanding:
        return Understanding(
            intent=heard.get("intent"),
            confidence=heard.get("confidence") or 0.0,
            needs=[HeardNeed.model_validate(need) for need in remembered.slots.get("needs") or []],
            municipality=municipality_of_code(self._places, remembered.slots.get("municipality")),
            crisis=finding.kind if finding else None,
        )

    def _language(self, text: str, request: ChatRequest) -> str:
        """The message's language; a word too short to tell is in the page's, unless it is a place."""
        return language_of(text) or ("fi" if self._places.home(text) else request.language)

    def _crisis_message(
        self,
        finding: Finding | None,
        understanding: Understanding,
        text: str,
        preset: str | None,
        language: str,
    ) -> list[Message]:
        if finding is None:
            return []
        heard = understanding.municipality
        named = self._places.home(text)
        code = heard.code if heard else named.code if named else preset
        return [self._crisis_answers.message(finding, code, language)]


def second_net(heard: dict[str, Any]) -> CrisisKind | None:
    """Danger that the detector missed, but whose need the bot hears surely in this very message."""
    sure = (need["id"] for need in heard.get("needs") or [] if need["confidence"] >= SURE)
    return next((DANGEROUS[need] for need in sure if need in DANGEROUS), None)


def corrections(needs: list[dict[str, Any]]) -> dict[str, str]:
    """What a tap on an understood need sends (`correction.not_this` of texts.yaml), and the act behind it."""
    return {not_this(need["id"]): f'/korjaa_tarve{{"rejected_need": "{need["id"]}"}}' for need in needs}


def messages_of(sent: list[dict[str, Any]], remembered: Remembered) -> list[Message]:
    """Rasa's messages in the words of the contract; intents behind buttons stay here, by the label that is shown."""
    messages: list[Message] = []
    payloads: dict[str, str] = {}
    for one in sent:
        if one.get("text"):
            messages.append(TextMessage(text=one["text"]))
        custom = one.get("custom")
        if custom and custom.get("type") == "services":
            messages.append(ServicesMessage.model_validate(custom))
        if one.get("buttons"):
            choices = []
            for button in one["buttons"]:
                label, payload = button["title"], button["payload"]
                if payload.startswith("/"):
                    payloads[label] = payload
                    payload = label
                choices.append(Choice(label=label, text=payload))
            messages.append(ChoicesMessage(choices=choices))
    remembered.payloads = payloads
    return messages
