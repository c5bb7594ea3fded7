"""Values of exports: moments, truth values, JSON keys in any spelling, the municipality behind addresses."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from nlp.read.patterns import FALSE_WORDS, TRUE_WORDS
from nlp.resources import read_json
from nlp.vocabulary.dates import find_date, find_times

_ISO_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}")
_SHORT_ZONE = re.compile(r"\.\d+(?=[+Z-]|$)")
_NAMED = re.compile(r"([A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?) Kommunes?\b", re.IGNORECASE)
_SERVER = re.compile(
    r"https?://(?=[^/\"]*(?:dagsorden|agenda|politik|referat))((?:[a-z0-9-]+\.)+[a-z0-9-]+)\.dk\b", re.IGNORECASE
)
_SERVER_OR_MAIL = re.compile(r"(?:@|https?://)((?:[a-z0-9-]+\.)*[a-z0-9-]+)\.dk\b", re.IGNORECASE)


def moment(value: Any, *, utc: bool = False) -> tuple[str | None, str | None]:
    """ISO date and "HH:MM" of a moment as exports write it, in Danish time.

    ``utc``: a moment without zone is in UTC. A time of 00:00 in a plain date counts as none.
    """
    text = str(value or "").strip()
    if _ISO_MOMENT.match(text):
        try:
            return _local(datetime.fromisoformat(_SHORT_ZONE.sub("", text)), utc)
        except ValueError:
            pass
    date = find_date(text.replace("T", " "))
    times = find_times(re.sub(r"(\d{1,2}:\d{2}):\d{2}\b", r"\1", text))
    time = times[0] if times else None
    return date, None if time == "00:00" else time


def clock(value: Any) -> str | None:
    """ "HH:MM" of a field that holds only a time ("16:00:00", "16.00", "kl. 16")."""
    return moment(value)[1]


def _local(when: datetime, utc: bool) -> tuple[str, str | None]:
    offset = when.utcoffset()
    if (offset is None and utc) or (offset is not None and not offset):
        try:
            when = when.replace(tzinfo=UTC).astimezone(ZoneInfo("Europe/Copenhagen"))
        except ZoneInfoNotFoundError:
            when = when.replace(tzinfo=None)
    time = f"{when:%H:%M}"
    return when.date().isoformat(), None if time == "00:00" else time


def truth(value: Any) -> bool | None:
    """True, False, or None where the value says neither."""
    if isinstance(value, bool):
        return value
    text = str(value if value is not None else "").strip().lower()
    return True if text in TRUE_WORDS else False if text in FALSE_WORDS else None


def get(source: Any, *names: str) -> Any:
    """The first of the keys that holds something, in any case of letters; None where none does."""
    if not isinstance(source, dict):
        return None
    for name in names:
        value = source.get(name)
        if value not in (None, "", [], {}):
            return value
    lowered = {str(key).lower(): value for key, value in source.items()}
    for name in names:
        value = lowered.get(name.lower())
        if value not in (None, "", [], {}):
            return value
    return None


def text_of(value: Any) -> str:
    """A value as text; of an object its text, HTML or content."""
    if isinstance(value, dict):
        return text_of(get(value, "text", "html", "content", "tekst", "decision"))
    if isinstance(value, list):
        return "\n".join(filter(None, map(text_of, value)))
    return "" if value is None else str(value)


def records(value: Any) -> list[dict[str, Any]]:
    """The objects of a list; an object alone counts as a list of one."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


@cache
def _municipalities() -> dict[str, str]:
    return {slug: name for name in read_json("municipalities.json") for slug in _slugs(name)}


def _slugs(name: str) -> tuple[str, ...]:
    lowered = re.sub(r"[ -]", "", name.lower()).replace("æ", "ae")
    return lowered.replace("ø", "oe").replace("å", "aa"), lowered.replace("ø", "o").replace("å", "a")


def municipality_of(source: str, *, mails: bool = False) -> str | None:
    """The municipality whose web server ("dagsordener.NAME.dk") most links of an export lead to.

    ``mails``: the addresses of members in the export count too.
    """
    known = _municipalities()
    found: Counter[str] = Counter()
    for match in (_SERVER_OR_MAIL if mails else _SERVER).finditer(source):
        labels = [label for label in match[1].lower().replace("-", "").split(".") if label != "kommune"]
        if labels and (name := known.get(labels[-1].removesuffix("kommune"))):
            found[name] += 1
    return found.most_common(1)[0][0] if found else None


def named_municipality(texts: Iterable[str]) -> str | None:
    """The municipality that most of the texts name ("Fjordvang Kommune")."""
    names = set(_municipalities().values())
    spoken = {form.lower(): name for name in names for form in (name, f"{name}s")}
    words = (match[1].lower() for text in texts for match in _NAMED.finditer(text))
    found = Counter(spoken[word] for word in words if word in spoken)
    return found.most_common(1)[0][0] if found else None
