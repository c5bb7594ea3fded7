"""Whether a decision names other figures than its proposal: 15 places for 25, two years for five."""

from __future__ import annotations

import re

from nlp.classify import patterns

_FIGURE = re.compile(patterns.FIGURE)
_DAY = re.compile(patterns.DAY)


def figures(text: str) -> dict[str, set[str]]:
    """Figures by what they count; days under "dag"."""
    found: dict[str, set[str]] = {}
    for number, kind in _FIGURE.findall(text.lower()):
        found.setdefault(kind, set()).add(number.rstrip("."))
    for day, month in _DAY.findall(text.lower()):
        found.setdefault("dag", set()).add(day + month)
    return found


def altered(decision: str, proposal: str) -> bool:
    """Whether both have figures of a kind, none of them alike."""
    if not (proposal and decision):
        return False
    said, proposed = figures(decision), figures(proposal)
    return any(not said[kind] & proposed[kind] for kind in said.keys() & proposed.keys())
