"""Lists of persons as minutes write them: "Hans Holm (V), Grete Lund (A) (Afbud) og Ole Bjerg"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from nlp.resources import read_json
from nlp.vocabulary.parties import LETTER, party_letter, party_names

_CAPITAL = r"[^\W\d_a-zæøåéèöäüß]"
_WORD = rf"(?:(?:{_CAPITAL}[^\W\d_]{{0,2}}\.-?)+|{_CAPITAL}[^\W\d_]*(?:['’´-][^\W\d_]+)*)"
_ITEM = re.compile(r"[ \t]*(?:[-•*·–][ \t]*)?(?:\d{1,2}[.)][ \t]*)?")
_NEW_LINE = re.compile(r"\s*\n\s*")
_SPACE = re.compile(r"\s*")
_BRACKET = re.compile(r"\s*[(\[]([^()\[\]\n]{0,80})[)\]]")
_BRACKET_ACROSS = re.compile(r"\s*[(\[]([^()\[\]]{0,80})[)\]]")
_COMMA_PARTY = re.compile(rf"\s*,\s*({LETTER})(?=\s*(?:$|[\n,;(])|[ \t]+[-–—][ \t])")
_DASH_NOTE = re.compile(r"[ \t]+[-–—][ \t]+((?:(?![ \t][-–—][ \t])[^\n,;()]){1,40})")
_FORCED = 55
_COLUMN = re.compile(rf" {{1,3}}({_CAPITAL}[^\W\d_]+(?: [^\W\d_]+){{0,2}}?)(?= {{1,3}}{_CAPITAL}|[ \t]*(?:\n|$))")
_COMMA_WORD = re.compile(
    r"[ \t]*,[ \t]*((?:[12]\. )?[^\W\d_]+(?: [^\W\d_]+){0,2}?)(?=[ \t]*(?:[,;.\n(]|$|[ \t]og\b|[ \t][-–]))"
)
_SEPARATOR = re.compile(r"[ \t]*(?:[,;/]|\bog\b|\bsamt\b|&|\t)[ \t]*(?:\bog\b[ \t]*)?")


@dataclass(slots=True)
class Name:
    """A person's name in a text with what stands behind it: party, and notes such as "Afbud"."""

    text: str
    start: int
    end: int
    party: str | None = None
    notes: list[str] = field(default_factory=list)


@cache
def _data(kind: str) -> tuple[str, ...]:
    return tuple(read_json("names.json")[kind])


@cache
def _not_names() -> frozenset[str]:
    return frozenset(_data("not_names"))


@cache
def _pattern(across: bool) -> re.Pattern[str]:
    """A name of two to six words; ``across`` lets it run over a line break."""
    space = r"(?: {1,2}|[ \t]*\n[ \t]*(?![A-ZÆØÅ]{1,2} ?:))" if across else r" {1,2}"
    particles = "|".join(_data("particles"))
    return re.compile(rf"{_WORD}(?:{space}(?:{_WORD}|(?:{particles})\b)){{0,5}}")


@cache
def _title() -> re.Pattern[str]:
    titles = sorted(_data("titles"), key=len, reverse=True)
    return re.compile("(?:(?:" + "|".join(re.escape(title) for title in titles) + r")[ \t]*:?[ \t]+)+", re.IGNORECASE)


@cache
def _party_name() -> re.Pattern[str]:
    return re.compile(party_names() + r"(?![^\W\d_])", re.IGNORECASE)


@cache
def _comma_party_name() -> re.Pattern[str]:
    """ "Hans Holm, Venstre", "Hans Holm, Venstre. Formand"."""
    return re.compile(rf"[ \t]*,[ \t]*({party_names()})(?=[ \t]*(?:$|[\n.,;(]))", re.IGNORECASE)


def spelling_key(name: str) -> str:
    """A key under which two spellings of a name are one ("A.C. Holm", "A. C. Holm")."""
    return re.sub(r"[\W_]+", "", name.lower())


def end_of_line(text: str, at: int, end: int) -> int:
    """Where the line of this offset ends, at most ``end``."""
    place = text.find("\n", at, end)
    return end if place < 0 else place


def skip(pattern: re.Pattern[str], text: str, at: int, end: int | None = None) -> int:
    """The offset behind what a pattern finds at this one, or this one where it finds nothing."""
    found = pattern.match(text, at, len(text) if end is None else end)
    return found.end() if found else at


def known_words(people: Iterable[str]) -> frozenset[str]:
    """The words of all names, lower case, by which a lone surname or first name is known."""
    return frozenset(word for name in people for word in name.lower().split() if len(word) > 2)


def name_at(text: str, at: int, people: frozenset[str] = frozenset(), across: bool = False) -> Name | None:
    """The name that starts at this offset (after a bullet, number or title), with party and notes.

    A single word is a name only when ``people`` (:func:`known_words`) knows it or a party follows.
    """
    at = skip(_title(), text, skip(_ITEM, text, at))
    if _party_name().match(text, at):
        return None
    found = _pattern(across).match(text, at)
    if not found:
        return None
    name = Name(*_trimmed(_on_its_line(text, at, found[0]), at))
    if not name.text or not _plausible(name.text):
        return None
    _read_notes(name, text, across)
    alone = len(name.text.split()) == 1
    return None if alone and not name.party and name.text.lower() not in people else name


def take_names(
    text: str, at: int, end: int, people: frozenset[str] = frozenset(), across: bool = False
) -> tuple[list[Name], int]:
    """The list of names that starts at ``at`` and the offset behind its last name.

    Without ``across`` the list stays on its line.
    """
    names: list[Name] = []
    text = text[:end]
    position = at
    while name := name_at(text, position, people, across):
        names.append(name)
        at = name_end(text, name)
        found = _SEPARATOR.match(text, at)
        if not found and across:
            found = _NEW_LINE.match(text, at)
        if not found:
            break
        position = skip(_SPACE, text, found.end()) if across else found.end()
    return names, at


def name_end(text: str, name: Name) -> int:
    """The offset behind a name, its party and its notes (``name.end`` is that of the bare name)."""
    return _notes_end(text, name.end, [])


def _on_its_line(text: str, at: int, raw: str) -> str:
    """A name of two words does not run on behind the end of a short line, which nothing forced to end."""
    first, newline, _ = raw.partition("\n")
    line = text[text.rfind("\n", 0, at) + 1 : at + len(first)]
    return first if newline and len(first.split()) > 1 and len(line) < _FORCED else raw


def _trimmed(raw: str, at: int) -> tuple[str, int, int]:
    """Name text (single spaces), start and end without trailing particles and full stops of sentences."""
    words = list(re.finditer(r"\S+", raw))
    if party := next((n for n, word in enumerate(words) if n > 1 and _ends_name(raw, word)), None):
        raw, words = raw[: words[party - 1].end()], words[:party]
    stop = next((n for n, word in enumerate(words) if _never_in_name(word[0]) and "\n" in raw[: word.start()]), None)
    words = words[:stop]
    while words and words[-1][0] in _data("particles"):
        words.pop()
    if not words:
        return "", at, at
    raw = raw[: words[-1].end()]
    if raw.endswith(".") and len(words[-1][0]) > 2:
        raw = raw[:-1]
    return " ".join(raw.split()), at, at + len(raw)


def _ends_name(raw: str, word: re.Match[str]) -> bool:
    """A party or a role behind a name in a table whose columns were lost ("Karl Holm Venstre Formand")."""
    return bool(_party_name().match(raw, word.start())) or word[0].lower() in _data("roles")


def _never_in_name(word: str) -> bool:
    initial = len(word) == 2 and word[0].isupper() and word[1] == "."
    return not initial and word not in _data("particles") and word.lower().rstrip(".") in _not_names()


def _plausible(name: str) -> bool:
    words = name.split()
    if any(_never_in_name(word) for word in words):
        return False
    if all(len(word.rstrip(".")) == 1 for word in words):
        return False
    return not any(word.lower().endswith(_data("not_name_ends")) for word in words)


def _read_notes(name: Name, text: str, across: bool) -> None:
    notes: list[str] = []
    _notes_end(text, name.end, notes, across)
    for note in notes:
        letter = party_letter(note)
        if letter and name.party is None:
            name.party = letter
        elif note:
            name.notes.append(note)


def _notes_end(text: str, at: int, notes: list[str], across: bool = True) -> int:
    bracket = _BRACKET_ACROSS if across else _BRACKET
    while found := (
        bracket.match(text, at)
        or _COMMA_PARTY.match(text, at)
        or _comma_party_name().match(text, at)
        or _dash_note(text, at)
        or _comma_role(text, at)
        or _lost_column(text, at)
    ):
        notes.append(found[1].strip())
        at = found.end()
    return at


def _dash_note(text: str, at: int) -> re.Match[str] | None:
    found = _DASH_NOTE.match(text, at)
    return found if found and _is_note(found[1]) else None


def _lost_column(text: str, at: int) -> re.Match[str] | None:
    """A party or a role that stood in the next column of a table ("Karl Holm Venstre Formand")."""
    found = _COLUMN.match(text, at)
    known = found and (party_letter(found[1]) if len(found[1]) > 2 else None)
    return found if found and (known or found[1].lower() in _data("roles")) else None


def _comma_role(text: str, at: int) -> re.Match[str] | None:
    """A role or an attendance between commas ("Hans Holm (V), formand, Grete Lund (A)")."""
    found = _COMMA_WORD.match(text, at)
    return found if found and found[1] and (found[1].lower() in _comma_words()) else None


@cache
def _comma_words() -> frozenset[str]:
    return frozenset([*_data("roles"), *_data("absent"), *_data("after_commas")]) - {*_data("never_after_commas")}


def _is_note(text: str) -> bool:
    lowered = text.strip(" .").lower()
    known = (*_data("absent"), *_data("present"), *_data("roles"))
    return party_letter(text) is not None or lowered in known
