"""Writes docs/transcripts: the conversations of `client_questions/` as they go with the whole running Luotsi.

`python -m tests.conversations.transcripts [folder]`. What stands there was said by Luotsi, not by us.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from typing import Any

import yaml

from service_catalog.settings import ROOT
from tests.conversations.test_conversations import HERE, tapped
from tests.running import RunningLuotsi, running_luotsi

QUESTIONS = HERE / "client_questions" / "kahdeksan_kysymysta.yml"


def main() -> None:
    """Walks through every question and writes one page of each."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "transcripts"
    folder.mkdir(parents=True, exist_ok=True)
    walks = yaml.safe_load(QUESTIONS.read_text(encoding="utf-8"))
    with running_luotsi(Path(tempfile.gettempdir()) / "luotsi-transcripts.log") as luotsi:
        for number, walk in enumerate(walks, start=1):
            (folder / f"{number}.md").write_text(transcript(luotsi, walk), encoding="utf-8")


def transcript(luotsi: RunningLuotsi, walk: dict[str, Any]) -> str:
    """One conversation as a page."""
    parts = [
        f"# {walk['name']}",
        "*Said by the running Luotsi; made by `make transcripts`, so what is open or closed is of that hour.*",
    ]
    answer: dict[str, Any] = {}
    for turn in walk["turns"]:
        said = turn.get("user") or turn["tap"]
        text = turn["user"] if "user" in turn else tapped(answer, turn["tap"])
        answer = luotsi.say(text, answer.get("conversation_id"), turn.get("context"))
        parts += [f"**Asukas:** {said}", "**Luotsi:**", *(block(message) for message in answer["messages"])]
    return "\n\n".join(parts) + "\n"


def block(message: dict[str, Any]) -> str:
    """One message of an answer in Markdown."""
    if message["type"] == "services":
        return "\n".join(card(one) for one in message["services"])
    if message["type"] == "choices":
        return " ".join(f"[{choice['label']}]" for choice in message["choices"])
    lines = [quoted(message["text"]), *(f"> * {contact_line(contact)}" for contact in message.get("contacts", ()))]
    return "\n>\n".join(lines)


def quoted(text: str) -> str:
    """A text as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def contact_line(contact: dict[str, Any]) -> str:
    """A contact of a crisis message."""
    return ", ".join(str(contact[key]) for key in ("name", "phone", "url", "hours_text") if contact.get(key))


def card(one: dict[str, Any]) -> str:
    """A card: name, provider, what it is, why, hours, contacts, and the source with its date."""
    contacts = ", ".join(contact["value"] for contact in one["contacts"] if contact.get("value"))
    why = "; ".join(reason["text"].rstrip(".") for reason in one["why"])
    hours, source = one["open"]["text"].rstrip("."), one["source"]
    return (
        f"* **{one['name']}** ({one['provider']['name']}): {one['summary']} {hours}. {contacts}  \n"
        f"  {why}. Lähde: [{source['name']}]({source['url']}), tarkistettu {source['checked_on']}."
    )


if __name__ == "__main__":
    main()
