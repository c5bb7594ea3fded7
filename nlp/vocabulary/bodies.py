"""Names of deciding bodies (Byrådet, Teknik- og Miljøudvalget, Udvalget for Børn og Unge)."""

from __future__ import annotations

import re
from functools import cache

from nlp.resources import read_json

_YEAR = r"(?:(?:19|20)\d{2}|\d{2})"
_PERIOD = re.compile(
    rf"(?:[\s,]*[(\[]?\b{_YEAR}\s*[-–—/]\s*{_YEAR}\b[)\]]?|(?<=[^\W\d_])\s+[(\[]?(?:19|20)\d{{2}}[)\]]?)\s*$"
)
_SECTION = re.compile(r"§+\s*\d+\s*,?\s*(?:stk\.?\s*\d+)?\s*,?\s*-?\s*", re.IGNORECASE)
_SHORT_NAME = re.compile(r"\s*\([A-ZÆØÅ]{2,6}\)\s*$")
_ZERO = re.compile(r"(?<!\w)0(?=[a-zæøå]{3})")
_COUNCILS = frozenset({"byråd", "kommunalbestyrelse", "regionsråd", "amtsråd"})
_PLAIN = re.compile(r"(?<=\bbyr)a(?=d(?:et)?s?\b)", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*-?|[^\s\w]|\d+")
_NOT_HEADS = ("området", "områdets", "forråd")
_QUALIFIERS = frozenset(["for", "vedr", "vedrørende", "om", "i", "på", "af"])


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(read_json("headings.json")["bodies"][kind])


@cache
def _heads() -> tuple[str, ...]:
    heads = _words("heads")
    return tuple(sorted(heads | {head + "s" for head in heads}))


def clean_body(text: str) -> str:
    """The name without period suffix ("2018-2021", "(18-21)"), outer punctuation and shouting."""
    text = _without_period(without_slips(" ".join(text.split()))).strip(" ,;:.-–—*_#|")
    if text.isupper() and text not in _words("abbreviations"):
        fillers = _words("fillers")
        parts = re.split(r"([\s-]+)", text.lower())
        text = "".join(part if part in fillers else part[:1].upper() + part[1:] for part in parts)
    return text


def _without_period(text: str) -> str:
    return _PERIOD.sub("", text) if text[-1:].isdigit() or text[-1:] in ")]" else text


def without_slips(text: str) -> str:
    """The name with the Danish letters that scanning lost: "0konomiudvalget", "BYRAD"."""
    text = _ZERO.sub("Ø", text) if "0" in text else text
    return _PLAIN.sub(lambda found: "Å" if found[0] == "A" else "å", text)


def is_body(text: str, strict: bool = False) -> bool:
    """Whether the text is nothing but the name of a deciding body.

    ``strict`` refuses words in lower case before the noun ("Det lokale råd"), for use where nothing
    else tells that the line is a heading.
    """
    text = _without_period(without_slips(text.strip()))
    text = _SHORT_NAME.sub("", text) if ")" in text else text
    if text in _words("abbreviations"):
        return True
    if not text or len(text) > 110 or not (text[0].isupper() or text[0] == "§"):
        return False
    numbered = _SECTION.match(text)
    text = _SECTION.sub("", text).strip() if "§" in text else text.strip()
    tokens = _WORD.findall(text)
    return bool(tokens) and _plain(tokens) and _shaped_as_body(tokens, strict, named=numbered is not None)


def _plain(tokens: list[str]) -> bool:
    return all(token[0].isalpha() or token in ",&-/." for token in tokens)


def _shaped_as_body(tokens: list[str], strict: bool, named: bool) -> bool:
    """``named``: the noun may be followed by a name of its own ("§ 17, stk. 4-udvalget Levende Landsbyer")."""
    words = [token for token in tokens if token[0].isalpha()]
    if len(words) > 14 or any(token.isdigit() for token in tokens):
        return False
    lowered = [word.lower() for word in words]
    fillers = _words("fillers")
    if any(word in _words("never") or word.endswith("ede") for word in lowered):
        return False
    place = next(
        (n for n, word in enumerate(lowered) if word.endswith(_heads()) and not word.endswith(_NOT_HEADS)), None
    )
    if place is None:
        return False
    own = named and words[place + 1 : place + 2] != [] and words[place + 1][0].isupper()
    if place + 1 < len(lowered) and lowered[place + 1] not in _QUALIFIERS and not own:
        return False
    return not strict or all(word[0].isupper() or word.lower() in fillers for word in words[:place])


def is_political(body: str) -> bool:
    """Whether the body is a council or committee, not a part of the administration."""
    return (
        body.lower()
        .rstrip("s")
        .endswith(("udvalg", "udvalget", "råd", "rådet", "magistraten", "kommunalbestyrelsen", "repræsentationen"))
    )


def is_generic(body: str) -> bool:
    """Whether the name says no more than "the committee"."""
    return body.lower() in _words("generic")


def without_genitive(body: str) -> str:
    """ "Byrådets" as "Byrådet"."""
    return body[:-1] if body.endswith(("s", "S")) else body.rstrip("'’")


def same_body(one: str | None, other: str | None) -> bool:
    """Whether two names mean one body: case, article ending, punctuation and whose council it is do not count."""
    if one is None or other is None:
        return False
    if _key(one) == _key(other):
        return True
    last = {_key(body.split()[-1]) for body in (one, other) if body.split()}
    return len(last) == 1 and last <= _COUNCILS and min(len(one.split()), len(other.split())) == 1


def _key(body: str) -> str:
    key = re.sub(r"[\W\d_]+", "", _SHORT_NAME.sub("", clean_body(body)).lower())
    return key[:-2] if key.endswith("et") else key[:-1] if key.endswith("en") else key
