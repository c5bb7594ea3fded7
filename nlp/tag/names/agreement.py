"""What a whole document tells of the names in it: one name is read alike, and found, wherever it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from nlp.record import EntityLabel
from nlp.tag.entities import MODEL, Found
from nlp.tag.names import patterns as p
from nlp.tag.names.features import COMMON, FIRST, LAST, membership

LOWER_WORD = re.compile(r"(?<![\w-])[a-zæøåéö]{5,}")
CAPITAL_WORD = re.compile(r"(?<![\w-])[A-ZÆØÅÉÖÜ][\w'’-]*")
CAPITAL_BEFORE, CAPITAL_AFTER = re.compile(r"(?:[A-ZÆØÅ]\w*[ -]|[\w.]-)$"), re.compile(r" (?:[A-ZÆØÅ]|\d)|/\w")
GENITIVE = re.compile(r"(?:['’´]?s|['’´])?(?![\w-])")
GENITIVE_END = re.compile(r"(?:['’´]s?|(?<=[^sxzSXZ])s)$")
OPENS = re.compile(p.OPENS)
Named = tuple[Found, str]
"""A candidate and its name without a genitive."""


def agreed(text: str, candidates: Iterable[Found]) -> list[Found]:
    """The candidates, without common nouns that the text writes small elsewhere, and with names that were missed."""
    found = list(candidates)
    names = [one for one in found if one.priority == MODEL]
    if not names:
        return found
    others = [one for one in found if one.priority != MODEL]
    named = one_label([(one, plain(text, one)) for one in without_nouns(text, names)])
    return [*others, *(one for one, _ in named), *missed(text, named, found)]


def without_nouns(text: str, names: list[Found]) -> Iterator[Found]:
    """Leaves out single words that may only open a sentence and stand in small letters elsewhere."""
    doubtful = {one.start: text[one.start : one.end] for one in names if opens(text, one) and single(text, one)}
    small = set(LOWER_WORD.findall(text)) if doubtful else set()
    for one in names:
        word = doubtful.get(one.start)
        if word is None or not any(form in small for form in forms(word.lower())):
            yield one


def forms(word: str) -> Iterator[str]:
    """A noun and what it may be without its ending: "pylonen", "pylon"; "klinikken", "klinik"."""
    yield word
    for ending in p.NOUN_ENDINGS:
        stem = word.removesuffix(ending)
        if stem != word and len(stem) >= p.SHORTEST_STEM:
            yield stem
            if stem[-1] == stem[-2]:
                yield stem[:-1]


def one_label(named: list[Named]) -> list[Named]:
    """A single word that is a person here and something else there is what it is most often; never both."""
    votes: defaultdict[str, Counter[EntityLabel]] = defaultdict(Counter)
    for one, name in named:
        votes[name][one.label] += 1
    return [
        (Found(one.start, one.end, settled(name, one.label, votes), one.value, one.priority), name)
        for one, name in named
    ]


def settled(name: str, label: EntityLabel, votes: dict[str, Counter[EntityLabel]]) -> EntityLabel:
    """The label that most mentions of a lone word have, where a person and another kind share it."""
    counts = votes[name]
    if " " in name or len(counts) < 2 or "PERSON" not in counts:
        return label
    other = max((one for one in counts if one != "PERSON"), key=lambda one: counts[one])
    people = counts["PERSON"] + (1 if membership(name) & (FIRST | LAST) else 0)
    if people > counts[other]:
        return "PERSON"
    return other if label == "PERSON" else label


def missed(text: str, named: list[Named], found: list[Found]) -> Iterator[Found]:
    """Further places of names that are long enough to be nothing else; not inside a longer run of capitals."""
    known: dict[str, EntityLabel] = {}
    for one, name in named:
        if certain(name) and not (single(text, one) and opens(text, one)):
            known.setdefault(name, one.label)
    if not known:
        return
    first: defaultdict[str, list[str]] = defaultdict(list)
    for name in sorted(known, key=len, reverse=True):
        first[name.split()[0]].append(name)
    starts = {one.start for one in found}
    taken = sorted((one.start, one.end) for one in found)
    for match in CAPITAL_WORD.finditer(text):
        start = match.start()
        word = match.group()
        key = word if word in first else word.removesuffix("s").rstrip("'’")
        if start in starts or key not in first:
            continue
        for name in first[key]:
            end = behind(text, start, name)
            if end and alone(text, start, end) and not any(s < end and start < e for s, e in near(taken, start)):
                yield Found(start, end, known[name], None, MODEL)
                break


def near(taken: list[tuple[int, int]], position: int) -> list[tuple[int, int]]:
    """The few spans around a position of those in order."""
    at = bisect_left(taken, (position, 0))
    return taken[max(0, at - 2) : at + 2]


def behind(text: str, start: int, name: str) -> int | None:
    """Where ``name`` ends that stands at ``start``, with a genitive; None where something else stands."""
    end = start + len(name)
    if text[start:end] != name:
        return None
    genitive = GENITIVE.match(text, end)
    return genitive.end() if genitive else None


def alone(text: str, start: int, end: int) -> bool:
    """Whether no other capitalised word or number stands beside it in the line."""
    before = text[max(0, start - 24) : start].rpartition("\n")[2]
    return not CAPITAL_BEFORE.search(before) and not CAPITAL_AFTER.match(text, end)


def certain(name: str) -> bool:
    """Two words, or one that no list of common words holds."""
    if " " in name:
        return len(name) > p.SHORTEST_STEM
    return len(name) >= p.SHORTEST_STEM and not membership(name) & COMMON and not name.isupper()


def plain(text: str, one: Found) -> str:
    """The name without a genitive, with single blanks."""
    return GENITIVE_END.sub("", " ".join(text[one.start : one.end].split()))


def single(text: str, one: Found) -> bool:
    """Whether the candidate is one word."""
    return len(text[one.start : one.end].split()) == 1


def opens(text: str, one: Found) -> bool:
    """Whether a sentence, a line, a cell or an item of a list begins there."""
    return OPENS.search(text[max(0, one.start - 16) : one.start]) is not None
