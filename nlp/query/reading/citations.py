"""Statutes, cases and KLE numbers that a question cites."""

from __future__ import annotations

import re

from nlp.query.reading import patterns as p
from nlp.query.reading.reading import Reading, compiled, listed, near


def read(reading: Reading) -> None:
    """ "servicelovens § 85", "section 85 of serviceloven", "sag 20/638", "KLE 27.12"."""
    acts: dict[str, str] = listed("acts_in_english")
    reading.replace(reading.said(acts), lambda match: acts[" ".join(match.group().split())])
    for kle in reading.take_all(p.KLE) if reading.has("kle", "emne") else ():
        reading.question.kle += compiled(p.KLE_CODE).findall(kle.group())
    if reading.has("lo"):
        misspelt_laws(reading, frozenset(acts.values()))
    reading.replace(p.SECTION_FIRST, lambda match: f"{match[1]} i ")
    reading.replace(p.SECTIONS, lambda match: f"§§ {match[1]} og ")
    reading.replace(p.SUBSECTION, lambda match: f", stk. {match[1]}")
    reading.replace(p.SECTION, "§ ")
    if "§" in reading.text or compiled(r"lov|\bsel\b|\blab\b|bekendtgørelse").search(reading.text):
        laws(reading)
    if re.search(r"\d[-/.]\d", reading.text):
        cases(reading)


def misspelt_laws(reading: Reading, acts: frozenset[str]) -> None:
    """ "servicelovns § 85"."""
    for start, end, word in reversed(reading.words()):
        stem = word.removesuffix("s")
        close = [act for act in acts if stem != act and act.endswith("loven") and len(stem) > 8 and near(stem, act)]
        if close and stem + "en" not in acts and "lov" in word:
            reading.question.corrected[reading.written[start:end]] = close[0]
            reading.rewrite(start, end, close[0])


def laws(reading: Reading) -> None:
    """Statutes and sections, by the rules that tag minutes."""
    from nlp.tag.laws import laws as finder
    from nlp.tag.laws.provisions import named
    from nlp.tag.laws.values import law_name, numbered_act

    reading.replace(r"(?<=\d)\s+(?:of|in)\s+(?:the\s+)?", " i ")
    shown = reading.unread()
    reading.question.any_law = bool(compiled(p.LAW_OR_LAW).search(shown.lower()))
    for one in list(finder.find(shown)):
        cited = shown[one.start : one.end].lower()
        sections = [found["section"] for found in named(cited) if "section" in found]
        name, end = law_name(cited) or "", one.end
        if not name and (act := numbered_act(cited)):
            name = act.title.lower().removeprefix("bekendtgørelse af ")
        behind = compiled(p.SECTION_BEHIND).match(reading.text, end) if name and not sections else None
        if behind:
            sections, end = [behind[1].strip()], behind.end()
        if not (name or sections):
            continue
        cited_here = [(name, section) for section in sections or [""]]
        reading.question.laws += [one for one in dict.fromkeys(cited_here) if one not in reading.question.laws]
        before = compiled(reading.said(listed("citing")) + r"\.?\s+$").search(reading.text, 0, one.start)
        reading.take(before.start() if before else one.start, end)


def cases(reading: Reading) -> None:
    """Case and document numbers, by the rules that tag minutes."""
    from nlp.tag.cases import cases as finder
    from nlp.tag.entities import resolve

    for one in resolve(finder.find(reading.unread())):
        reading.question.cases.append(reading.written[one.start : one.end])
        before = compiled(p.CASE_WORD).search(reading.text, 0, one.start)
        reading.take(before.start() if before else one.start, one.end)
