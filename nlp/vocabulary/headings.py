"""Section headings of minutes: which role a line has as heading, and what a decision heading says.

The synonyms are data (``nlp/data/headings.json``, from minutes of some forty municipalities). A line
is looked up under a key without case, accents, spaces, numbering and markdown, so that spaced
letters and common slips of OCR still match; patterns are tried only on lines that look like one.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import cast

from nlp.record import SectionRole
from nlp.resources import read_json
from nlp.vocabulary.bodies import clean_body, is_body, is_generic, is_political, without_genitive
from nlp.vocabulary.dates import DAY_DATE, MONTHS, as_iso, without_slips

_LONGEST = 200
_LONGEST_PHRASE = 90
_SHORTEST_FUZZY = 9

_CANONICAL = str.maketrans(
    {"é": "e", "è": "e", "ø": "o", "ö": "o", "å": "a", "æ": "a", "ä": "a", "l": "i", "1": "i", "|": "i", "0": "o"}
)
_NOT_KEY = re.compile(r"[^a-z2-9§]+")
_NUMBERING = re.compile(rf"(?:\d{{1,2}}(?:\.\d{{1,2}})*[.)]|[a-zA-Z][.)])\s+(?!(?:{'|'.join(MONTHS)}))", re.IGNORECASE)
_BRACKETS_AT_END = re.compile(r"\s*\([^()]*\)\s*$")
_TAG = re.compile(r"</?(?:b|strong|h\d)>")
_BULLET = ("- ", "• ", "– ", "* ", "· ", "o ")

_WEEKDAY = r"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag\s*,?\s*)?"
_POINT = re.compile(
    r"[\s,;(]*\b(?:pkt|punkt|dagsordenspunkt|sag|nr)\b\.?\s*(?:nr\.?\s*)?(\d+[a-zA-Z]?)\)?\s*$",
    re.IGNORECASE,
)
_WHEN = re.compile(
    rf"[\s,(–-]*\b(?:(?:af|fra|på|ved)\s+)?(?:mødet?\s+)?{_WEEKDAY}(?:(?:den|d|dato|pr)\b\.?\s*:?\s*)?"
    rf"({DAY_DATE})\)?",
    re.IGNORECASE,
)
_POINT_WORDS = ("pkt", "punkt", "sag", "nr")
_DECISION_WORDS = ("eslutning", "edtagelse", "rotokol", "ehandling", "vedtog", "vedtager", "beslutte")
_DIGIT = re.compile(r"\d")
_DATED = re.compile(rf"\d(?:\s?[./-]\s?\d|\.?\s*(?:{'|'.join(month[:3] for month in MONTHS)}))", re.IGNORECASE)
_SLIPPED = re.compile(r"\d[lOoI]|[lOoI]\d")
_CLOCK = re.compile(r"[\s,]*\bkl\.?\s*\d{1,2}(?:[.:]\d{2})?\s*$", re.IGNORECASE)
_READING = re.compile(r"[\s,(–-]*\b[12]\.\s*behandling\)?", re.IGNORECASE)
_IN_MEETING = re.compile(r"[\s,]+(?:i|på|fra)\s*(?:mødet?)?\s*$", re.IGNORECASE)
_LOST_DATE = re.compile(r"[\s,]+(?:den|d\.)\s*$", re.IGNORECASE)
_SHORT_BODY = re.compile(r"[A-ZÆØÅ]{2,4}")
_DECIDED_BY = re.compile(
    r"(?P<body>\S.{2,60}?)\s+(?:vedtog|vedtager|besluttede|beslutter)(?:\s+(?:herefter|derefter|enstemmigt|følgende))*",
    re.IGNORECASE,
)
_TO_BE_TAKEN = re.compile(r"[a-zæøå]+s\s+(?:endeligt\s+)?(?:af|i|på|ved)\b")
"""What goes on behind "Beslutningen" that only says who will take it ("træffes af Byrådet")."""
_WITHOUT_YEAR = re.compile(
    r"(?P<body>[^\d:]{2,80}?),?\s+(?:den |d\. ?)?(?P<day>\d{1,2})\s?[/.]\s?(?P<month>\d{1,2})\.?\s*:(?:\*\*)?",
    re.IGNORECASE,
)
_SHORTENED = re.compile(r"[^\W\d_]{4,10}\.")
_RUN_IN = re.compile(r":(?!\d)(?:\*|</b>)*\s*|(?<=[^\W\d_])\*\*:?\s+")
_GLUED = re.compile(r"[.!?)](?P<heading>[A-ZÆØÅ][^\s.]+)$")
_LINK = re.compile(
    r"[\s:,–-]*(?:\b(?:truffet|vedtaget)\s+)?(?:\b(?:i|fra|af|på|ved|for)\b\s*)?(?:\bmødet?\b\s*(?:\bi\b\s*)?)?[\s:,(–-]*",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class DecisionHeading:
    """What a decision heading tells: the body (None where unnamed), ISO date, point number."""

    body: str | None = None
    date: str | None = None
    number: str | None = None
    day: str | None = None
    """Month and day ("10-12") where the heading leaves the year out."""


def bare_heading(text: str) -> str:
    """The heading without markdown marks, numbering and final colon, as records give it."""
    text = text.replace("**", "").replace("__", "")
    text = " ".join((_TAG.sub("", text) if "<" in text else text).split()).strip("#*_|> \t").strip()
    numbering = _NUMBERING.match(text)
    return (text[numbering.end() :] if numbering else text).rstrip(" :.-–")


def heading_role(text: str) -> SectionRole | None:
    """The role of a section headed by this line, None where the line is no known heading."""
    if len(text) > _LONGEST or text.startswith(_BULLET) or text.rstrip().endswith(","):
        return None
    if text.rstrip().endswith(".") and len(text.split()) > 3:
        return None
    return _role(text)


@lru_cache(maxsize=4096)
def _role(text: str) -> SectionRole | None:
    bare = bare_heading(text)
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in "§l|"):
        return None
    if len(bare) <= _LONGEST_PHRASE and (role := _phrase_role(bare)):
        return role
    if parse_decision_heading(text):
        return "decision"
    return _shortened_role(text) or _followed_role(bare)


def _shortened_role(text: str) -> SectionRole | None:
    """ "Besl.:" and "Indst." stand for the shortest known heading that begins so."""
    word = text.strip("#*_ \t").rstrip(": *_")
    if not _SHORTENED.fullmatch(word):
        return None
    begun = [phrase for phrase in _phrases() if phrase.startswith(_key(word))]
    return _phrases()[min(begun, key=len)] if begun else None


def parse_decision_heading(text: str) -> DecisionHeading | None:
    """Body, date and point number of a decision heading, None where the line is none.

    Besides "Beslutning i Byrådet den 3. maj 2019" it knows "Byrådets beslutning den 3.5.2019" and,
    without the word, a body with a date ("Økonomiudvalget, 12-06-2009, pkt. 7", "XU 3/5-98:", "Byrådet 3/5:")
    or with what it did ("Magistraten vedtog").
    """
    if len(text) > _LONGEST or text.startswith(_BULLET) or not _may_be_decision(text):
        return None
    bare = bare_heading(text)
    if body := decided_by(bare):
        return _heading_of(body, None, None)
    if found := _WITHOUT_YEAR.fullmatch(text.strip(" \t*_#")):
        month, day = int(found["month"]), int(found["day"])
        if is_body(found["body"], strict=True) and month <= 12 and day <= 31:
            return replace(_heading_of(found["body"], None, None), day=f"{month:02}-{day:02}")
    bare, number = _take_number(bare)
    bare = _CLOCK.sub("", bare) if "kl" in bare.lower() else bare
    bare, when = _take_date(bare)
    date = as_iso(when) if when else None
    rest = _IN_MEETING.sub("", _READING.sub("", _LOST_DATE.sub("", bare))).strip(" ,:;.–-")
    body = _decision_body(rest, bool(date))
    if body is None and date and text.rstrip().endswith(":") and _SHORT_BODY.fullmatch(rest):
        body = rest
    if body is None:
        return None
    body = clean_body(body)
    return DecisionHeading(None if not body or is_generic(body) else body, date, number)


def decided_by(text: str) -> str | None:
    """The body of a line that says no more than that it decided ("Magistraten vedtog")."""
    found = _DECIDED_BY.fullmatch(bare_heading(text)) if len(text) <= _LONGEST_PHRASE else None
    return found["body"] if found and is_body(found["body"]) else None


def _may_be_decision(text: str) -> bool:
    lowered = text.lower()
    return any(word in lowered for word in _DECISION_WORDS) or _DATED.search(text) is not None


def own_heading(text: str) -> tuple[str, DecisionHeading]:
    """The words of a heading in the document's own terms, and the body, date and point number it names.

    "Udtalelse i ØK 4/12-28:" gives "Udtalelse" and ØK on 2028-12-04, "Rådets ord" gives "ord" and no body.
    """
    bare, number = _take_number(bare_heading(text))
    rest, when = _take_date(bare)
    rest = rest.strip(" ,:;.–-")
    date = as_iso(when) if when else None
    for link in re.finditer(r"\s+(?:i|fra|af|ved|på)\s+", rest):
        if is_body(rest[link.end() :]) or (date and _SHORT_BODY.fullmatch(rest[link.end() :])):
            return rest[: link.start()], _heading_of(rest[link.end() :], date, number)
    if date and _SHORT_BODY.fullmatch(rest):
        return "", _heading_of(rest, date, number)
    owner, _, words = rest.rpartition(" ")
    if words and (body := _owner(owner, political=False)):
        return words, _heading_of(body, date, number)
    return rest, DecisionHeading(None, date, number)


def _heading_of(body: str, date: str | None, number: str | None) -> DecisionHeading:
    body = clean_body(body)
    return DecisionHeading(None if is_generic(body) else body, date, number)


def split_run_in(line: str) -> tuple[str, str] | None:
    """Heading and text of a line like "Beslutning: Godkendt."; the text is a suffix of the line."""
    for found in _RUN_IN.finditer(line[: _LONGEST + 2]) if ":" in line or "**" in line else ():
        heading, rest = line[: found.end()].rstrip(), line[found.end() :]
        if rest.strip() and heading_role(heading):
            return heading, rest
    return None


def run_in_role(line: str) -> SectionRole | None:
    """The role of the heading that a line begins with, its text behind it; None for other lines."""
    run_in = split_run_in(line)
    return heading_role(run_in[0]) if run_in else None


def split_glued(line: str) -> tuple[str, str] | None:
    """Text and heading of a line whose heading is glued to its end: "dialogmødet.Sagsfremstilling"."""
    found = _GLUED.search(line)
    if found and heading_role(found["heading"]):
        return line[: found.start("heading")], found["heading"]
    return None


def _take_number(text: str) -> tuple[str, str | None]:
    """The text without the number of a point at its end, and that number."""
    if not _DIGIT.search(text[-3:]) or not any(word in text.lower() for word in _POINT_WORDS):
        return text, None
    return _take(_POINT, text)


def _take_date(text: str) -> tuple[str, str | None]:
    """The text without a date and the words before it, and the date as written."""
    text = without_slips(text) if _SLIPPED.search(text) else text
    return _take(_WHEN, text) if _DATED.search(text) else (text, None)


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, str | None]:
    found = pattern.search(text)
    if not found:
        return text, None
    between = " " if text[: found.start()].strip() else ""
    return text[: found.start()] + between + text[found.end() :], found[1]


def _decision_body(rest: str, dated: bool) -> str | None:
    """The body's name in a heading without its date ("" where none is named), None if no heading."""
    words = _decision_words()
    lowered = rest.lower()
    for word in words if lowered.startswith(words) else ():
        if lowered == word:
            return "" if dated or word.startswith("beslutning") else None
        if lowered.startswith(word) and not lowered[len(word)].isalpha():
            body = rest[len(word) :][_link_length(rest[len(word) :]) :].strip(" ,:–-")
            body = body if "(" in body else body.rstrip(")")
            if body and not _TO_BE_TAKEN.match(body) and is_body(body[0].upper() + body[1:]):
                return body
    for word in (*words, *(("indstilling", "anbefaling") if dated else ())):
        if lowered.endswith(" " + word):
            return _owner(rest[: -len(word)].rstrip(), political=not word.startswith(("b", "v", "p")))
    return rest if dated and is_body(rest, strict=True) else None


def _link_length(text: str) -> int:
    found = _LINK.match(text)
    return found.end() if found else 0


def _owner(text: str, political: bool) -> str | None:
    body = text.rstrip(" ,:–-")
    if body == text:
        if not body.endswith(("s", "S", "'", "’")):
            return None
        body = without_genitive(body)
    return body if is_body(body) and (not political or is_political(body)) else None


def _key(text: str) -> str:
    return _NOT_KEY.sub("", text.lower().translate(_CANONICAL)).replace("rn", "m")


@cache
def _phrases() -> dict[str, SectionRole]:
    roles = read_json("headings.json")["roles"]
    return {_key(phrase): cast("SectionRole", role) for role, phrases in roles.items() for phrase in phrases}


@cache
def _slips() -> dict[str, SectionRole]:
    """Long keys with one letter left out, so that a key with one wrong letter finds its role."""
    slips: dict[str, SectionRole] = {}
    for key, role in _phrases().items():
        if len(key) >= _SHORTEST_FUZZY:
            slips.update({short: role for short in _shortened(key)})
    return slips


def _shortened(key: str) -> list[str]:
    return [key[:place] + key[place + 1 :] for place in range(len(key))]


@cache
def _decision_words() -> tuple[str, ...]:
    return tuple(sorted(read_json("headings.json")["decision_words"], key=len, reverse=True))


@cache
def _prefixes() -> tuple[str, ...]:
    return tuple(_key(prefix) for prefix in read_json("headings.json")["prefixes"])


def _phrase_role(bare: str) -> SectionRole | None:
    key = _key(bare)
    if not key:
        return None
    if role := _phrases().get(key):
        return role
    for prefix in _prefixes():
        if key.startswith(prefix) and (role := _phrases().get(key[len(prefix) :])):
            return role
    without = _BRACKETS_AT_END.sub("", bare)
    if without and without != bare:
        return _phrase_role(without)
    return _slip_role(key) or _owned_role(bare) or _joined_role(bare)


def _slip_role(key: str) -> SectionRole | None:
    if not _SHORTEST_FUZZY - 1 <= len(key) <= 40:
        return None
    slips = _slips()
    if role := slips.get(key):
        return role
    if len(key) < _SHORTEST_FUZZY:
        return None
    phrases = _phrases()
    return next((role for short in _shortened(key) if (role := phrases.get(short) or slips.get(short))), None)


def _owned_role(bare: str) -> SectionRole | None:
    """ "Teknik- og Miljøforvaltningens vurdering": who, in the genitive, and what."""
    words = bare.lower().split()
    data = read_json("headings.json")
    role = data["owned"].get(words[-1])
    if role is None or not 2 <= len(words) <= 8 or not words[-2].endswith("s"):
        return None
    owners = tuple(data["owned_by"])
    return cast("SectionRole", role) if words[-2].removesuffix("s").endswith(owners) else None


def _joined_role(bare: str) -> SectionRole | None:
    """ "Økonomi og høring": two known headings in one."""
    parts = [part for part in re.split(r"\s+og\s+|\s*[/&,+]\s*|\s+-\s+", bare) if part]
    if not 2 <= len(parts) <= 3:
        return None
    roles = [_phrases().get(_key(part)) for part in parts]
    return roles[0] if all(roles) else None


def _followed_role(bare: str) -> SectionRole | None:
    """ "Indstilling fra Økonomiudvalget", "Fraværende i Byrådet, 3. maj 2019": what and whose."""
    data = read_json("headings.json")
    rest, _ = _take_date(_take_number(bare)[0])
    lowered = rest.lower()
    for phrase, role in data["followed"].items():
        if not lowered.startswith(phrase + " "):
            continue
        link, _, owner = rest[len(phrase) :].strip().partition(" ")
        owner = owner.strip(" ,")
        if link.lower() in data["followed_by"] and (is_body(owner) or owner.lower().endswith(tuple(data["owned_by"]))):
            return cast("SectionRole", role)
    return None
