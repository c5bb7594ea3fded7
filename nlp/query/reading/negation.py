"""What a question leaves out: "undtagen SFO", "men ikke i Skovhuse", "not rejected"."""

from __future__ import annotations

import re

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import common_words, decision_words
from nlp.query.reading.part import understand_part
from nlp.query.reading.reading import Reading, compiled, in_manner, listed

MOST = 6
"""Exceptions that are read in one question."""
LONGEST_NAME = 60
"""Characters of what follows an exception of the same kind."""
LONGEST = 6
"""Words of what "ikke" denies."""
FIELDS = ("topics", "decisions", "municipalities", "bodies", "persons", "text")


def read(reading: Reading, known: Known) -> None:
    """Take every exception and what it excepts, read as a question of its own."""
    for _ in range(MOST):
        match = compiled(reading.said(in_manner("except"))).search(reading.text)
        if not match:
            break
        reading.take(*match.span())
        before = re.search(rf"([^\W_]+)[\s{p.BLANK}]*$", reading.text[: match.start()])
        if not (before and before[1] in decision_words() and first_decision(reading, known, match.end())):
            end = before_matter(reading, known, match.end(), scope(reading, match.end()))
            if leave_out(reading, known, match.end(), end):
                others_left_out(reading, known, end)
            elif reading.words():
                name_unused(reading, match.end(), end)
    neither(reading, known)
    for match in list(compiled(reading.said(in_manner("not"))).finditer(reading.text))[:MOST]:
        if not inside_decision(reading, match):
            weak(reading, known, match)


def others_left_out(reading: Reading, known: Known, end: int) -> None:
    """ "undtagen Aalborg, Aarhus og Odense": whatever follows of the same kind."""
    kind = reading.question.exclude[-1][0] if reading.question.exclude else ""
    while kind in ("municipalities", "bodies") and (link := compiled(p.ALSO_LEFT_OUT).match(reading.text, end)):
        for stop in (stop for at, stop, _ in reversed(reading.words()) if link.end() <= at < link.end() + LONGEST_NAME):
            part = understand_part(reading.unread()[link.end() : stop], known, reading.question.language)
            if part.conditions() == [kind]:
                leave_out(reading, known, link.end(), stop)
                end = stop
                break
        else:
            return


def before_matter(reading: Reading, known: Known, start: int, end: int) -> int:
    """Where the exception ends that names a place: before "om" in "undtagen Økonomiudvalget om budget"."""
    about = compiled(r"\s(?:om|about|on|regarding|vedrørende)\s").search(reading.text, start, end)
    part = understand_part(reading.unread()[start : about.start()], known, "da") if about else None
    return about.start() if about and part and (part.bodies or part.municipalities) else end


def name_unused(reading: Reading, start: int, end: int) -> None:
    """An exception of which nothing was understood."""
    if said := reading.written[start:end].strip(" .,?!") if p.BLANK not in reading.text[start:end] else "":
        reading.question.unused.append(said)
        reading.take(start, end)


def neither(reading: Reading, known: Known) -> None:
    """ "hverken godkendt eller afvist", "neither Vejle nor Kolding": both are left out."""
    words = reading.said((*decision_words(), *listed("closed"), *listed("open")))
    pattern = rf"(?<![^\W_])(?:hverken|neither)\s+({words})\s+(?:eller|nor|or)\s+({words})"
    if match := reading.find(pattern):
        for group in (1, 2):
            if match[group] in (*listed("closed"), *listed("open")):
                reading.question.closed = match[group] in listed("open")
                reading.take(*match.span(group))
            else:
                leave_out(reading, known, *match.span(group))
    elif match := reading.find(p.NEITHER):
        part = understand_part(reading.unread()[slice(*match.span("one"))], known, reading.question.language)
        if part.conditions() in (["municipalities"], ["bodies"]):
            leave_out(reading, known, *match.span("one"))
            others_left_out(reading, known, match.end("one"))


def first_decision(reading: Reading, known: Known, start: int) -> bool:
    """ "afviste men ikke udsatte byggesager": the decision alone is left out."""
    found = compiled(rf"\s*{reading.said(decision_words())}").match(reading.text, start)
    return bool(found and leave_out(reading, known, *found.span()))


def scope(reading: Reading, start: int) -> int:
    """Where an exception ends: at a comma, at what has been read, or at a word that begins something new."""
    rest = reading.text[start:]
    ends = compiled(rf",|;|:|[.](?:\s|$)|{p.BLANK}|{reading.said(in_manner('ends'))}")
    lead = re.match(
        r"\s*(?:(?:dem|those|sager|punkter|cases|points|items)\s+)?(?:med|som|der|that|which|i|in|fra|from|by|hos)?\s*",
        rest,
    )
    skip = lead.end() if lead else 0
    found = ends.search(rest, skip)
    return start + (found.start() if found else len(rest))


def weak(reading: Reading, known: Known, match: re.Match[str]) -> None:
    """ "ikke": the next decision, place, body or topic; a word of the text only where no clause is denied."""
    after = match.end()
    skipped = re.match(p.SKIPPED, reading.text[after:])
    start = after + (skipped.end() if skipped else 0)
    ends = [end for at, end, _ in reading.words() if start <= at < scope(reading, start)]
    for end in reversed(ends[:LONGEST]):
        part = understand_part(reading.unread()[start:end], known, reading.question.language)
        conditions = part.conditions()
        alone = len(conditions) == 1 or not {"closed", "voted"} & {*conditions}
        if conditions and alone and not part.text:
            leave_out(reading, known, start, end)
            reading.take(*match.span())
            return
    if ends and is_participle(reading.text[start : ends[0]]):
        reading.take(*match.span())
        return
    clause = re.search(reading.said(in_manner("clause")), reading.text[:start])
    if ends and not clause and leave_out(reading, known, start, ends[0]):
        reading.take(*match.span())


def is_participle(word: str) -> bool:
    """ "pasningsgarantien ikke overholdt" tells what was not done; nothing is left out by it."""
    stems = [word.removesuffix(ending) for ending in ("et", "t", "te", "ede") if word.endswith(ending)]
    kept = (*listed("nouns_in_t"), *listed("closed"), *listed("open"))
    return word not in kept and any(stem + "e" in common_words() for stem in stems)


def leave_out(reading: Reading, known: Known, start: int, end: int) -> bool:
    """Put what stands there among what is left out; whether there was anything."""
    said = [word for at, _, word in reading.words() if start <= at < end and word not in (*listed("noise"), "ones")]
    if said and all(word in (*listed("closed"), *listed("open")) for word in said):
        reading.question.closed = said[0] in listed("open")
        reading.take(start, end)
        return True
    part = understand_part(reading.unread()[start:end], known, reading.question.language)
    found = [(name, value) for name in FIELDS for value in getattr(part, name)]
    if part.closed is not None or part.voted is not None:
        reading.question.closed = not part.closed if part.closed is not None else reading.question.closed
        reading.question.voted = not part.voted if part.voted is not None else reading.question.voted
        heads = [at for at, stop, word in reading.words() if start < at and stop <= end and word in listed("heads")]
        reading.take(start, heads[-1] if heads else end)
        return True
    if found:
        reading.question.exclude += [one for one in found if one not in reading.question.exclude]
        reading.question.corrected |= part.corrected
        reading.take(start, end)
    return bool(found)


def inside_decision(reading: Reading, match: re.Match[str]) -> bool:
    """Whether "ikke" belongs to the words of a decision type, as in "ikke godkendt"."""
    phrases = tuple(one for one in decision_words() if match.group() in one.split())
    found = compiled(reading.said(phrases)).finditer(reading.text) if phrases else ()
    return any(one.start() <= match.start() < one.end() for one in found)
