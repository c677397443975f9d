"""A service with its general description, as PTV and Suomi.fi put them together.

Classes, target groups, life events, terms and laws of both are joined, the general description's first. Its texts stand
before the service's own, except the summary, which is the service's own where it has one. Its charge holds.
"""

from __future__ import annotations

from service_catalog.importers.ptv.raw import unique
from service_catalog.importers.ptv.records import Classified, Texts

BEFORE = ("Description", "UserInstruction", "ChargeTypeAdditionalInfo", "DeadLine", "ProcessingTime", "ValidityTime")


def merged(own: Classified, general: Classified | None) -> Classified:
    """The joined texts and codes; `own` may carry the general description's texts itself (types beginning `GD_`)."""
    inherited = {
        language: {kind.removeprefix("GD_"): text for kind, text in texts.items() if kind.startswith("GD_")}
        for language, texts in own.texts.items()
    }
    general_texts = {} if general is None else general.texts
    languages = unique([*own.texts, *general_texts])
    return Classified(
        texts={
            language: _texts(own.texts.get(language, {}), general_texts.get(language) or inherited.get(language) or {})
            for language in languages
        },
        requirements=_joined(own.requirements, general.requirements if general else {}),
        charge=(general.charge if general else None) or own.charge,
        laws=unique((*(general.laws if general else ()), *own.laws), key=lambda law: tuple(sorted(law.names.items()))),
        classes=unique((*own.classes, *(general.classes if general else ()))),
        target_groups=unique((*own.target_groups, *(general.target_groups if general else ()))),
        life_events=unique((*own.life_events, *(general.life_events if general else ()))),
        terms=unique((*own.terms, *(general.terms if general else ())), key=lambda term: tuple(sorted(term.items()))),
    )


def _texts(own: Texts, general: Texts) -> Texts:
    found = {kind: text for kind, text in own.items() if not kind.startswith("GD_")}
    general = {"Description": general.get("BackgroundDescription", ""), **general}
    for kind in BEFORE:
        parts = unique(text for text in (general.get(kind), found.get(kind)) if text)
        if parts:
            found[kind] = "\n\n".join(parts)
    if general.get("Summary"):
        found.setdefault("Summary", general["Summary"])
    return found


def _joined(own: Texts, general: Texts) -> Texts:
    return {
        language: "\n\n".join(unique(text for text in (general.get(language), own.get(language)) if text))
        for language in unique([*general, *own])
    }
