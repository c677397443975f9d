"""How well the held-out training messages are heard: one in sixteen, of which nothing but thresholds was chosen.

They are the nearest to messages by others that there is: written by many hands, many of them hints, and harder than the
development set. Neither the encoder nor the classifiers have learned them.
"""

from __future__ import annotations

from typing import Any

from bot.evaluation.hearing import Heard, Listener
from bot.evaluation.measures import share
from bot.evaluation.results import need_figures
from bot.evaluation.sets import NeedMessage, Utterance
from finnish.held_out import is_held_out

FIGURES = ("first_right", "among_three", "micro_f1", "both_of_two", "false_on_none")


async def held_out_figures(listener: Listener, utterances: list[Utterance]) -> dict[str, Any]:
    """The main figures of needs, and how often the act is right; {} where nothing was held out."""
    held = [one for one in utterances if is_held_out(one.text)]
    heard: list[Heard] = [await listener.hear(one.text) for one in held]
    if not held:
        return {}
    messages = [NeedMessage(one.text, one.needs, (), "held_out") for one in held]
    needs = need_figures(list(zip(messages, heard, strict=True)))
    acts = share(said.act == one.intent for one, said in zip(held, heard, strict=True))
    return {"messages": len(held), **{name: needs[name] for name in FIGURES}, "act": acts}
