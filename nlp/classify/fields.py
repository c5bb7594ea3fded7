"""The parts of a point that its labels rest on."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlp.classify import patterns
from nlp.record import Point

MATTER = 500
"""Characters of the summary (or of the case text's beginning) that are read for topics."""
PROPOSAL = 700
DECISION = 2000
_COUNCIL = re.compile(patterns.COUNCIL, re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """Texts of one point; empty where the point has none.

    ``council`` tells whether the deciding body is the council itself, which recommends to nobody;
    ``body`` is its name, whose words hint at topics, as the group of its KLE code does.
    """

    title: str
    matter: str = ""
    proposal: str = ""
    decision: str = ""
    council: bool = False
    body: str = ""
    kle: str = ""


def is_council(body: str | None) -> bool:
    return bool(body and _COUNCIL.search(body))


def fields_of(text: str, point: Point, body: str | None) -> Fields:
    """The fields of a point in its document's text; ``body`` is the meeting's."""

    def section(*roles: str) -> str:
        for role in roles:
            for one in point.sections:
                if one.role == role:
                    start = one.span[0] + len(one.heading)
                    content = text[start : one.span[1]].strip(" :*#\n")
                    if len(content) > 20:
                        return content
        return ""

    matter = section("summary", "background", "assessment", "history")
    if not matter and not point.sections:
        heading = max(text.find(point.title, *point.span), point.span[0])
        matter = text[heading + len(point.title) : point.span[1]][:MATTER]
    decision = point.decisions[-1].text if point.decisions else ""
    proposal = section("proposal")[:PROPOSAL]
    return Fields(
        point.title, matter[:MATTER], proposal, decision[:DECISION], is_council(body), body or "", point.kle or ""
    )
