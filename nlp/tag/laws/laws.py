"""Finds citations of statutes, executive orders and provisions."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from typing import TYPE_CHECKING

from nlp.tag import scan
from nlp.tag.entities import RULE, Context, Found
from nlp.tag.laws import patterns as p
from nlp.tag.laws import register
from nlp.tag.laws.titles import title_end
from nlp.tag.laws.values import Memory, whole_words

if TYPE_CHECKING:
    from nlp.record import LawValue

Span = tuple[int, int]
SECTION_ANCHOR = scan.late(p.SECTION_ANCHOR)
TITLE_ANCHOR = scan.late(p.TITLE_ANCHOR)
NUMBER_ANCHOR = scan.late(p.NUMBER_ANCHOR)
NAME_ANCHOR = scan.late(p.NAME_ANCHOR)
OTHER_ANCHOR = scan.late(p.OTHER_ANCHOR)
PROVISIONS = scan.late(p.PROVISIONS)
YEAR = scan.late(r"(?:19|20)\d\d(?!\d)")
NUMBERED = scan.late(p.NUMBERED_FULL)
NUMBERED_START = scan.late(p.NUMBERED)
TITLED = scan.late(p.TITLED)
TITLE_AFTER_NUMBER = scan.late(p.TITLE_AFTER_NUMBER)
NUMBER_AFTER = scan.late(p.NUMBER_AFTER)
DATE_AFTER = scan.late(p.DATE_AFTER)
POPULAR = scan.late(p.POPULAR)
NAMED = scan.late(p.NAMED)
WITH_PROVISION = scan.late(p.WITH_PROVISION)
ABBREVIATIONS = scan.late(p.ABBREVIATIONS)
AFTER_ACT = scan.late(p.AFTER_ACT)
BETWEEN = scan.late(p.BETWEEN)
MISSING_SIGN = scan.late(p.MISSING_SIGN)
PERMISSION = scan.late(p.PERMISSION)
LAST_JOIN = scan.late(rf"{p.JOIN}§?$")
BRACKETED_NAME = scan.late(r"\s?\([\w-]{3,40}\)")


def find(text: str) -> Iterator[Found]:
    """Citations in text order, without values: those depend on the document (:class:`Memory`)."""
    lowered = scan.lower(text)
    acts = list(longest([*acts_in(lowered), *abbreviations(text)]))
    provisions: list[Span] = []
    for start, end in scan.windows(SECTION_ANCHOR, lowered, 2, 120):
        provisions += [match.span() for match in PROVISIONS.finditer(lowered, start, end)]
    for start, end in combined(text, lowered, acts, list(divided(lowered, acts, provisions))):
        yield Found(start, end, "LAW", None, RULE)


def parse(span_text: str, context: Context | None = None, start: int = 0) -> LawValue:
    """The value of one citation by itself, without what was named before it."""
    return Memory(context or Context(text=span_text)).value(span_text, start)


def acts_in(text: str) -> Iterator[Span]:
    """Names and numbers of acts, with what belongs to them but without provisions."""
    yield from titled(text)
    for match in around(text, NUMBER_ANCHOR, NUMBERED, 10, 90):
        if NUMBERED_START.match(text, match.start()):
            yield match.start(), numbered_end(text, match)
    for match in around(text, NAME_ANCHOR, POPULAR, 75, 2):
        if is_law_name(match["name"]):
            yield match.start(), with_number(text, match.end())
    for match in around(text, OTHER_ANCHOR, NAMED, 30, 35):
        yield match.span()
    for match in around(text, SECTION_ANCHOR, WITH_PROVISION, 90, 2):
        yield match.span("act")


def around(
    text: str, anchor: re.Pattern[str], pattern: re.Pattern[str], before: int, after: int
) -> Iterator[re.Match[str]]:
    """Matches of the pattern near its anchor, ``before`` and ``after`` characters away at most."""
    for start, end in scan.windows(anchor, text, before, after):
        yield from pattern.finditer(text, start, end)


def titled(text: str) -> Iterator[Span]:
    """ "lov om …" with its whole title; none inside another's."""
    reached = 0
    for match in around(text, TITLE_ANCHOR, TITLED, 30, 4):
        before = text[max(0, match.start() - 20) : match.start()]
        if match.start() >= reached and not PERMISSION.search(before):
            reached = with_number(text, title_end(text, match.start("head")))
            yield match.start(), reached


def abbreviations(text: str) -> Iterator[Span]:
    """Short names in capitals ("SEL § 85"); most count beside a section sign only."""
    for match in ABBREVIATIONS.finditer(text):
        after = text[match.end() : match.end() + 4]
        if text[match.start() - 1 : match.start()].strip(' \n\t(,/"') and match.start():
            continue
        if match.group() in p.ALONE or "§" in after or "§" in text[max(0, match.start() - 20) : match.start()]:
            yield match.span()


def numbered_end(text: str, match: re.Match[str]) -> int:
    """ "lov nr. 1482 af 23. december 2014" and the title after it, "mv. af 23. dec. 2014" too."""
    end = match.end()
    titled = TITLE_AFTER_NUMBER.match(text, end)
    if titled and titled["head"]:
        end = title_end(text, titled.start("head"), cited_act(match))
        dated = DATE_AFTER.match(text, end)
        return dated.end() if dated and not match["date"] else end
    if titled:
        popular = POPULAR.match(text, titled.end())
        return popular.end() if popular else end
    return end


def cited_act(match: re.Match[str]) -> register.Act | None:
    """The act of a citation by number and year, None where the register does not have it."""
    year = YEAR.search(match["slash"] or match["date"] or "")
    return register.by_number(int(match["number"]), int(year.group())) if year else None


def with_number(text: str, end: int) -> int:
    """The end of a named act with the number after it: "nr. 47 af januar 2019", "(LBK nr. 4 af 3/1/2023)"."""
    if bracketed := BRACKETED_NAME.match(text, end):
        name = bracketed.group().strip(" ()")
        end = bracketed.end() if name.endswith(p.BRACKETED_ENDINGS) else end
    numbered = NUMBER_AFTER.match(text, end)
    if not numbered:
        return end
    closed = numbered.group().count("(") == numbered.group().count(")")
    return numbered.end() if closed else end


def is_law_name(name: str) -> bool:
    """Definite names are laws; indefinite ones ("ældrelov") only where the definite one is known."""
    name = " ".join(whole_words(name).split())
    if name in p.NOT_LAWS or name.endswith(p.NOT_LAW_ENDINGS):
        return False
    if re.search(r"(?:loven|bekendtgørelsen)s?$", name):
        return True
    definite = re.sub(r"lovs?$", "loven", name)
    return definite in register.names() or bool(register.with_key(definite) or register.with_key(name))


def longest(spans: list[Span]) -> Iterator[Span]:
    """Spans in text order, of those that overlap the first and longest."""
    last = -1
    for start, end in sorted(set(spans), key=lambda span: (span[0], -span[1])):
        if start >= last:
            yield start, end
            last = end


def combined(text: str, lowered: str, acts: list[Span], provisions: list[Span]) -> Iterator[Span]:
    """Joins acts with provisions after them ("planloven § 35") or before ("§ 35 i planloven")."""
    by_start = dict(provisions)
    starts = [start for start, _ in provisions]
    used: set[int] = set()
    for start, end in acts:
        whole_start, whole_end = start, end
        at = bisect_left(starts, start)
        used.update(starts[at : bisect_left(starts, end)])
        gap = AFTER_ACT.match(lowered, end)
        after = gap.end() if gap else end
        if after in by_start and balanced(text, end, after, by_start[after]):
            used.add(after)
            whole_end = by_start[after] + (1 if "(" in text[end:after] else 0)
            whole_end = with_number(lowered, whole_end)
        elif lowered[start:end].endswith("s") and (bare := MISSING_SIGN.match(lowered, end)):
            whole_end = bare.end()
        else:
            before = provisions[at - 1] if at and starts[at - 1] not in used else None
            if before and before[1] <= start and BETWEEN.fullmatch(lowered, before[1], start):
                used.add(before[0])
                whole_start = before[0]
        if whole_start != start or whole_end != end or not needs_provision(lowered[start:end]):
            yield whole_start, whole_end
    for start, end in provisions:
        if start not in used and lowered[start] in "§p":
            yield start, end


def divided(text: str, acts: list[Span], provisions: list[Span]) -> Iterator[Span]:
    """Provisions between two acts in two parts: "planlovens § 35, samt § 65 i naturbeskyttelsesloven"."""
    starts = {start for start, _ in acts}
    ends = {gap.end() for _, end in acts if (gap := AFTER_ACT.match(text, end))}
    for start, end in provisions:
        between = BETWEEN.match(text, end) if start in ends else None
        last = text.rfind("§", start + 1, end)
        last -= text[last - 1] == "§"
        if between and between.end() in starts and last > start:
            yield start, start + len(LAST_JOIN.sub("", text[start:last]))
            yield last, end
        else:
            yield start, end


def balanced(text: str, end: int, after: int, stop: int) -> bool:
    """A bracket that opens before the provision must close right behind it."""
    return "(" not in text[end:after] or text[stop : stop + 1] == ")"


ONLY_WITH_PROVISION = scan.late(p.ONLY_WITH_PROVISION)


def needs_provision(name: str) -> bool:
    """Whether a name ("loven", "vedtægten") is a citation only with a provision."""
    return bool(ONLY_WITH_PROVISION.fullmatch(name))
