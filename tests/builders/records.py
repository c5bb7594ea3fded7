"""Records made by hand, for tests of writers and views."""

from __future__ import annotations

from typing import Any

from nlp.record import Record

TEXT = "Byrådet\n1. Ny bro\nDer bevilges 2 mio. kr. den 3. maj 2021.\nBeslutning\nGodkendt.\n"


def span_of(words: str) -> tuple[int, int]:
    start = TEXT.index(words)
    return start, start + len(words)


def entity(label: str, words: str, value: dict[str, Any] | None = None) -> dict[str, Any]:
    return {"label": label, "text": words, "span": span_of(words), "value": value}


def point(**changes: Any) -> dict[str, Any]:
    """A point about a bridge; keyword arguments replace its fields."""
    return {
        "number": "1",
        "title": "Ny bro",
        "case_number": "21/77",
        "span": (span_of("1. Ny")[0], len(TEXT)),
        "topics": [{"label": "traffic", "score": 0.9}, {"label": "budget", "score": 0.6}],
        "decision_types": [{"label": "approved", "score": 0.99}],
        "decisions": [{"body": "Byrådet", "date": "2021-05-10", "text": "Godkendt.", "span": span_of("Godkendt.")}],
        "absent": ["Åse Ø. Krog"],
        "sections": [
            {"heading": "Beslutning", "role": "decision", "span": (span_of("Beslutning")[0], len(TEXT))},
        ],
        "entities": [
            entity("ORG", "Byrådet"),
            entity("MONEY", "2 mio. kr.", {"amount": 2_000_000.0}),
            entity("DATE", "3. maj 2021", {"start": "2021-05-03", "end": "2021-05-03", "text": "2021-05-03"}),
        ],
        **changes,
    }


def record(*points: dict[str, Any], **meeting: Any) -> Record:
    """A meeting of an invented council; without points it has one about a bridge."""
    return Record.model_validate(
        {
            "source": {"path": "in/bro.txt", "sha256": "0", "format": "txt"},
            "model": {"name": "da_test", "version": "1"},
            "text": TEXT,
            "meeting": {"municipality": "Hvidsted", "body": "Byrådet", "date": "2021-05-10", **meeting},
            "points": list(points) or [point()],
        }
    )
