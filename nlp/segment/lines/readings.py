"""The ways to take a line apart into number and title, where no known numbering does."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

ALPHABET = "abcdefghijklmnopqrstuvwxyzæøå"
_OWN = re.compile(
    r"(?P<before>[^\d\n]{0,30}?)(?P<gap>[ \t]*)(?P<n>\d{1,4})(?!\d|[.,:]\d)"
    r"(?P<year>[/-](?:\d{4}|\d\d)(?![\d.,/-])|(?![/-]\d))"
    r"(?P<behind>(?:[ \t]*(?:af|/)[ \t]*\d{1,3})?[ \t]*[^\w\s\"'»”(]*)[ \t]*(?P<rest>.*)"
)
_STATUS = re.compile(r"(?:åbent?|lukket|offentligt?|fortroligt?)\b(?: (?:sag|punkt)\b)?", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:side|s\.|bilag|tabel|figur|kort|blad|ad|kl|den|d)\b|[,;]", re.IGNORECASE)
_KIND_OF_POINT = re.compile(r"[A-ZÆØÅ][^\W\d_]+(?: [^\W\d_]+){0,2}")
"""What kind of point it is, before its number: another word from point to point ("INDSTILLING 1 —", "SAG 2 —")."""
_PARTS = re.compile(
    r"(?P<word>(?:[^\W\d_]+\.? )*)(?P<before>\d{1,4}[.-])(?P<n>\d{1,3})(?P<behind>\.?:?)[ \t]+(?P<rest>[^\W\d_].*)"
)
DECIMAL = re.compile(
    r"(?P<word>(?:[^\W\d_]+\.? )?)(?P<major>\d{1,2})\.(?P<minor>\d{1,2})\.?:?(?:[ \t]+(?P<rest>[^\W\d_].*))?"
)
_LETTER_ALONE = re.compile(r"(?P<before>[^\W\d_]+\.? )(?P<n>[IVXLC]+|[A-ZÆØÅ])(?P<behind>[.:]?)(?P<rest>)")
_LETTERS = re.compile(
    r"(?P<before>(?:[^\W\d_]+\.? )?)(?P<n>[IVXLC]+|[A-ZÆØÅa-zæøå])(?P<behind>[.:)]| -)?[ \t]+(?P<rest>.+)"
)
_BEHIND = re.compile(
    r"(?P<rest>.*?[^\W\d_].*?)(?P<before>\s*(?:[(\[](?:[^\W\d_]{2,14}\.? )?|–"
    r"|,? ?\b(?:punkt|pkt\.?|sag|nr\.?)\b| -(?= ))[^\w\d]*(?:(?:punkt|pkt\.?|sag|nr\.?)\b\.? ?)*)"
    r"(?P<n>\d{1,3})(?P<closed>, ?lukket)?(?P<behind>[)\]]?)",
    re.IGNORECASE,
)
_CLOCK = re.compile(
    r"(?:kl\.?[ \t]*)?\d{1,2}[.:]\d\d(?:[ \t]*[-–][ \t]*\d{1,2}[.:]\d\d)?[ \t]+(?=[^\W_])", re.IGNORECASE
)
"""When a point is due, before its number ("Kl. 14.05 Emne 2. Veje")."""
_AD = re.compile(r"^ad ", re.IGNORECASE)
"""Heads points only where a contents list says so; else what a decision says of the parts of its proposal."""
_CODE = re.compile(r"(?P<letters>[A-ZÆØÅ]{1,4})[-./]?")
"""Letters before a number: a part of it where no blank parts them ("KU-3") or where they tell groups ("B 1", "T 1"),
else a word as any other ("ØU 212")."""
_DIGIT = re.compile(r"\d")
_WORDS_AND_BLANKS = re.compile(r"[\w\s]")
_NUMBER_LAST = re.compile(r"(?<!\d)\d{1,3}(?:, ?lukket)?[)\]]?$", re.IGNORECASE)
ROMAN = re.compile(r"(?=[IVXLC])(X{0,3}|XL|L)(IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to take a line apart; ``form`` is what the lines of a series have in common."""

    form: tuple[str, str, str, bool]
    number: int
    written: str
    rest: str
    code: str = ""
    """Letters of the group in which the number counts."""


def readings(text: str) -> Iterator[Reading]:
    """The ways to read a line as number and title: digits, parts of a number, letters, a number at the end."""
    due = _CLOCK.match(text)
    text = text[due.end() :] if due else text
    if _DIGIT.search(text):
        yield from _digits(text)
        yield from _parts(text)
    yield from _letters(text)
    if _NUMBER_LAST.search(text[-14:]):
        yield from _behind(text)


def _digits(text: str) -> Iterator[Reading]:
    """A number before the title, maybe behind a word, a code of letters or the kind of point."""
    match = _OWN.fullmatch(text)
    if not match or not may_head(match["before"], match["rest"]):
        return
    number, written, rest = int(match["n"]), match["n"] + match["year"], match["rest"].strip()
    behind = _WORDS_AND_BLANKS.sub("", match["behind"])
    before = _STATUS.sub("*", match["before"]).strip().lower()
    same_year = match["year"] if match["year"].startswith("-") else ""
    form = ("before" if match["rest"] else "alone", before + same_year, behind, not match["rest"])
    if code := _CODE.fullmatch(match["before"]):
        coded = match["before"] + match["gap"][:1] + written
        groups = ("groups", match["before"].replace(code["letters"], ""), behind, not rest)
        yield Reading(groups, number, coded, rest, code["letters"])
        written = written if match["gap"] else coded
    yield Reading(form, number, written, rest)
    kind = match["gap"] and _KIND_OF_POINT.fullmatch(match["before"])
    if kind and (match["before"].isupper() or (rest and behind)):
        yield Reading(("words", "", behind, not rest), number, written, rest)


def _parts(text: str) -> Iterator[Reading]:
    """A number of two parts, of which the last counts ("2004-17 Veje")."""
    match = _PARTS.fullmatch(text)
    if match and may_head(match["word"], match["rest"]):
        form = ("parts", match["word"].lower() + match["before"], match["behind"], False)
        yield Reading(form, int(match["n"]), match["before"] + match["n"], match["rest"].strip())


def _letters(text: str) -> Iterator[Reading]:
    """A letter or a Roman numeral, alone or before the title."""
    if ROMAN.fullmatch(alone := text.rstrip(". ")):
        yield Reading(("letters of Rome", "alone", "", True), roman_value(alone), alone, "")
    if match := _LETTER_ALONE.fullmatch(text):
        yield from _lettered(match, "alone")
    match = _LETTERS.fullmatch(text)
    marked = match and (match["before"] or match["behind"] or ROMAN.fullmatch(match["n"]))
    if match and marked and may_head(_AD.sub("", match["before"]), match["rest"]):
        yield from _lettered(match)


def _behind(text: str) -> Iterator[Reading]:
    """A number behind the title ("Veje (punkt 3)")."""
    match = _BEHIND.fullmatch(text)
    if match and may_head(match["before"].strip(" ,"), match["rest"].strip()) and not _NEVER.match(match["rest"]):
        form = ("behind", match["before"].strip().lower(), match["behind"], False)
        rest = match["rest"].strip(" ,") + (" (lukket)" if match["closed"] else "")
        yield Reading(form, int(match["n"]), match["n"], rest)


def _lettered(match: re.Match[str], alone: str = "") -> Iterator[Reading]:
    """The readings of "I" as a letter and as a Roman numeral."""
    written, form = match["n"], (match["before"].lower(), alone or match["behind"] or "", bool(alone))
    if ROMAN.fullmatch(written):
        yield Reading(("letters of Rome", *form), roman_value(written), written, match["rest"].strip())
    if len(written) == 1 and (match["behind"] or match["before"]):
        case = "letters" if written.isupper() else "letters small"
        yield Reading((case, *form), ALPHABET.index(written.lower()) + 1, written, match["rest"].strip())


def roman_value(numeral: str) -> int:
    """4 of "IV"."""
    values = [_VALUES[letter] for letter in numeral]
    return sum(-one if one < two else one for one, two in pairwise([*values, 0]))


def may_head(before: str, rest: str) -> bool:
    """Whether a line with these words before its number and behind it may head a point."""
    if _NEVER.search(before) or len(before.split()) > 3:
        return False
    return not rest or (rest[0].isupper() and rest[-1] not in ".,;")
