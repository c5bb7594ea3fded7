"""Which municipality a document is from."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache

from nlp.outline import Offsets
from nlp.resources import read_json, read_words

_NAMED = re.compile(
    r"(?<![\w-])(?P<name>[A-ZÆØÅ][\w-]*(?: (?:og )?[A-ZÆØÅ][\w-]*){0,2})[ \t]+(?:Regionsk|[Kk])(?:ommune|OMMUNE)s?\b"
)
_REGION = re.compile(
    r"^[ \t*_#]*(?P<name>(?:Region|REGION) [A-ZÆØÅ][\w-]+|[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)? Amt)[ \t*_]*$",
    re.MULTILINE,
)
_SPACED = re.compile(r"(?<![^\W_])[^\W\d_](?: [^\W\d_]){3,}(?![^\W_])")
"""A word in spaced letters ("K O M M U N E")."""
_TOWN_HALL = re.compile(r"\b(?P<name>[A-ZÆØÅ][^\W\d_]+(?:-[A-ZÆØÅ][^\W\d_]+)?) Rådhus\b")
_BESIDE_BODY = (
    re.compile(
        r"(?<![\w-])(?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?) (?:Byråd|Kommunalbestyrelse|[A-ZÆØÅ]\w+råd)s?\b"
    ),
    re.compile(r"(?:[Bb]yrådet|[Kk]ommunalbestyrelsen|\w{3,}(?:rådet|udvalget))(?: i|,)? (?P<name>[A-ZÆØÅ][\w-]+)"),
    re.compile(r"\bKommunen?[ \t]*:[ \t]*(?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)"),
)
"""One of the 98 with its body ("Varde Byråd", "Byrådet i Varde"), or behind a label."""
_DOMAIN = re.compile(r"(?:@|www\.)(?:[\w-]+\.)*([\w-]+)\.dk\b", re.IGNORECASE)
_ALONE = re.compile(r"^[ \t*_#]*(?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?)[ \t*_]*$", re.MULTILINE)
_LINE = re.compile(
    r"^(?:[^\w\n]|\d)*(?P<name>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?) (?:Byråd|Kommunalbestyrelse)(?:[^\w\n]|\d)*$",
    re.MULTILINE,
)
"""A line of its own at the margin of pages."""
_FORMER = re.compile(r"(?<![\w-])(?P<name>[A-ZÆØÅ][\w-]{2,}) (?:Byråd|BYRÅD|Kommunalbestyrelse|KOMMUNALBESTYRELSE)s?\b")
"""A name that none of the 98 has, as those of before 2007, with its council ("Egebjerg Byråd")."""
_HEAD_WEIGHT = 5
_LONGEST = 200_000


@cache
def _names() -> dict[str, str]:
    """Lower-case name, genitive and spelling without Danish letters of each of the 98 municipalities."""
    forms: dict[str, str] = {}
    for name in read_json("municipalities.json"):
        lowered = name.lower()
        plain = lowered.replace("æ", "ae").replace("ø", "oe").replace("å", "aa")
        forms.update({lowered: name, lowered + "s": name, plain: name})
    return forms


@cache
def _domains() -> dict[str, str]:
    """What stands before ".dk" in addresses of each municipality: spelt without Danish letters, or abbreviated."""
    forms: dict[str, str] = dict(read_json("domains.json"))
    for name in read_json("municipalities.json"):
        lowered = name.lower().replace("æ", "ae")
        for spelt in (
            lowered.replace("ø", "oe").replace("å", "aa"),
            lowered.replace("ø", "o").replace("å", "a"),
            lowered,
        ):
            for word in (spelt, spelt.replace("-", "")):
                forms.update({word + ending: name for ending in ("", "kommune", "skommune", "-kommune", "kom")})
    return forms


@cache
def _common_words() -> frozenset[str]:
    return frozenset(read_words("gazetteer/common.txt"))


def find_municipality(text: str, head: Offsets) -> str | None:
    """The municipality that the text names most often, the head counting more than the rest."""
    counted: Counter[str] = Counter()
    for found in _NAMED.finditer(text[:_LONGEST]):
        if name := _name(found["name"].split()):
            counted[name] += _HEAD_WEIGHT if head[0] <= found.start() < head[1] else 1
    if not counted:
        spaced = _SPACED.sub(lambda word: word[0].replace(" ", ""), text[slice(*head)])
        named = (_name(found["name"].split()) for found in _NAMED.finditer(spaced))
        counted.update(name for name in named if name)
    for found in _DOMAIN.finditer(text[:_LONGEST]):
        if name := _domains().get(found[1].lower()):
            counted[name] += 1
    for forms, reach in ((_BESIDE_BODY, head), ((_ALONE,), head), ((_LINE,), (0, _LONGEST))):
        if not counted:
            beside = (found["name"] for form in forms for found in form.finditer(text, *reach))
            counted.update(name for written in beside if (name := _known(written.split())))
    if not counted:
        former = (_name([found["name"]]) for found in _FORMER.finditer(text, *head))
        counted.update(name for name in former if name and name.lower() not in _common_words())
    if not counted and (hall := _TOWN_HALL.search(text, *head)):
        counted[hall["name"]] += 1
    region = _REGION.search(text, *head)
    return " ".join(map(_in_lower_case, region["name"].split())) if region else _likeliest(counted)


def _in_lower_case(word: str) -> str:
    return word.title() if word.isupper() else word


def _likeliest(counted: Counter[str]) -> str | None:
    """The name counted most; "Systemet Hvidsted" counts as Hvidsted where that stands alone elsewhere."""
    merged: Counter[str] = Counter()
    for written, count in counted.items():
        words = written.split()
        endings = [" ".join(words[start:]) for start in range(len(words) - 1, 0, -1)]
        merged[next((ending for ending in endings if ending in counted), written)] += count
    return merged.most_common(1)[0][0] if merged else None


def _name(words: list[str]) -> str | None:
    """The name without genitive and without what stands before it ("I Københavns": København)."""
    if name := _known(words):
        return name
    never = read_json("head.json")["not_municipalities"]
    while words and words[0].lower() in never:
        words = words[1:]
    written = " ".join(words)
    return written.title() if written.isupper() else written or None


def _known(words: list[str]) -> str | None:
    """The municipality of the 98 that the last words name."""
    names = (_names().get(" ".join(words[start:]).lower()) for start in range(len(words)))
    return next((name for name in names if name), None)
