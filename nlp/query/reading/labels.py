"""Topics and decision types in a question, in Danish and English, inflected and misspelt."""

from __future__ import annotations

import re
from functools import cache

from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known, stripped
from nlp.query.reading.reading import Reading, compiled, distance, listed, near
from nlp.resources import Lines, label_names, read_json
from nlp.store.archive.index.keys import fold

PASSED = ("referred", "returned", "recommended")
"""Decisions behind which it may be told to whom."""
HEAD_ENDING = re.compile(p.COMPOUND_HEADS)


@cache
def topic_words() -> dict[str, str]:
    """Word or phrase, folded, to topic; labels and their Danish names among them."""
    found = {fold(word): topic for topic, words in read_json("query/topics.json").items() for word in words}
    found |= {fold(name): topic for topic, name in label_names("topics").items()}
    return found | {topic: topic for topic in label_names("topics")}


@cache
def decision_words() -> dict[str, str]:
    """Words and phrases to the decision types that they ask for."""
    words: dict[str, list[str]] = read_json("query/decisions.json")
    return {word: decision for decision, listed_words in words.items() for word in listed_words}


@cache
def glossary() -> dict[str, str]:
    """English phrase to the Danish word that the texts use."""
    return dict(read_json("query/glossary.json"))


@cache
def common_words() -> Lines:
    """Words that are no slips, though no text of the archive has them."""
    glossed = (word for danish in glossary().values() for word in danish.split())
    return Lines("gazetteer/common.txt", glossed)


def topic_of(word: str) -> str | None:
    """The topic that a word or phrase names, whatever its ending."""
    folded = fold(word)
    for form in (folded, *stripped(folded)):
        if form in topic_words():
            return topic_words()[form]
    return None


def decisions(reading: Reading, known: Known) -> None:
    """ "afviste", "sendt tilbage", "turned down"; the longest phrases first."""
    keep = [match.span() for match in compiled(reading.said(listed("keep"))).finditer(reading.text)]
    keep += longer_phrases(reading)
    recommended = reading.find(p.RECOMMENDED)
    for match in list(compiled(reading.said(decision_words())).finditer(reading.text)):
        inside = any(
            start < match.end() and match.start() < end and end - start > len(match.group()) for start, end in keep
        )
        if cites(reading, match):
            reading.take(*match.span())
        elif not inside and not a_topic_matter(reading, match):
            decision = decision_words()[" ".join(match.group().split())]
            add(reading.question.decisions, decision)
            to = compiled(p.TO_ADMINISTRATION).match(reading.text, match.end()) if decision in PASSED else None
            reading.take(match.start(), to.end() if to else match.end())
    if recommended and {"referred", "recommended"} <= {*reading.question.decisions}:
        reading.question.decisions.remove("referred")
    for start, end, word in reading.words():
        if len(word) < 6 or known.terms(fold(word)) or fold(word) in topic_words() or word in decision_words():
            continue
        if word.removesuffix("d") in glossary() or any(first <= start < last for first, last in keep):
            continue
        most = 2 if reading.question.language == "da" else 1
        close = [one for one in decision_words() if " " not in one and len(one) > 5 and slip(word, one, most)]
        if close:
            add(reading.question.decisions, decision_words()[close[0]])
            reading.question.corrected[reading.written[start:end]] = close[0]
            reading.take(start, end)


def cites(reading: Reading, match: re.Match[str]) -> bool:
    """ "henviste udvalget til lov om ...": a statute that has been read stands behind, so nothing was passed on."""
    if not match.group().startswith(("henvis", "refer")):
        return False
    behind = compiled(p.CITED).match(reading.text, match.end())
    cited = compiled(rf"{p.BLANK}+").match(reading.text, behind.end()) if behind else None
    named = reading.written[slice(*cited.span())].lower() if cited else ""
    return "lov" in named or "§" in named


def slip(word: str, other: str, most: int) -> bool:
    """A single edit: "reception" is no "rejection"; two in long words that begin alike: "eftretning"."""
    edits = distance(word, other) if near(word, other) else 9
    return edits == 1 or (edits == most == 2 and min(len(word), len(other)) > 9 and word[:3] == other[:3])


def a_topic_matter(reading: Reading, match: re.Match[str]) -> bool:
    """ "valg" and "passed" mean a decision only as verbs: not in a compound joined by a hyphen."""
    return reading.text[match.end() : match.end() + 1] == "-" or reading.text[match.start() - 1 : match.start()] == "-"


def topics(reading: Reading, known: Known) -> None:
    """A word for a topic beside a word for "matters": "budgetbeslutninger", "school decisions", "sager om skoler"."""
    named = compiled(p.TOPIC_LABEL).search(reading.text)
    phrases = longer_phrases(reading)
    for start, end, words in reading.runs(5):
        if p.BLANK in reading.text[start:end] or any(a <= start and end <= b for a, b in phrases):
            continue
        compound = HEAD_ENDING.sub("", words) if HEAD_ENDING.search(words) else ""
        field = words.endswith(("område", "området")) and " " not in words
        if field and (topic := topic_of(words) or topic_of(re.sub("s?området?$", "", words))):
            if not too_wide(reading, topic, start, end):
                take_topic(reading, topic, start, end)
            continue
        whole = not (compound and compound != words and topic_of(compound))
        topic = topic_of(words if whole else compound)
        only = words in listed("only_topics")
        if not topic or (whole and not (only or beside_head(reading, start, end) or named or " " in words)):
            continue
        if not too_wide(reading, topic, start, end):
            take_topic(reading, topic, start, end)
            also_topics(reading, start, end)
        elif not whole:
            reading.question.text.append(compound)
            reading.take(start, end)
    for start, end, word in reading.words():
        misspelt(reading, known, start, end, word)


def longer_phrases(reading: Reading) -> list[tuple[int, int]]:
    """English phrases in which a topic is only a part: "climate adaptation"."""
    runs = ((start, end, " ".join(words.split())) for start, end, words in reading.runs(3) if " " in words)
    return [
        (start, end)
        for start, end, words in runs
        if not topic_of(words) and any(one in glossary() for one in (words, words.removesuffix("s")))
    ]


def also_topics(reading: Reading, start: int, end: int) -> None:
    """ "sager om klima eller energi", "trafik- og skolesager": the other word is a topic as well."""
    before = compiled(p.HYPHENED).search(reading.text, 0, start)
    if before and (topic := topic_of(before[1])):
        take_topic(reading, topic, *before.span(1))
    while (match := compiled(p.ALSO).match(reading.text, end)) and (topic := topic_of(match[1])):
        take_topic(reading, topic, *match.span(1))
        end = match.end()


def too_wide(reading: Reading, topic: str, start: int, end: int) -> bool:
    """ "budgetsager om skoler": a second topic that is not joined to the first would ask for either."""
    asked = reading.question.topics
    joined = compiled(p.JOINED).search(reading.text, 0, start) or compiled(p.JOINS).match(reading.text, end)
    return bool(asked) and topic not in asked and not joined


def take_topic(reading: Reading, topic: str, start: int, end: int) -> None:
    """Take it with "projects" or "area" behind."""
    add(reading.question.topics, topic)
    behind = compiled(rf"\s+{reading.said(listed('behind_topics'))}").match(reading.text, end)
    reading.take(start, behind.end() if behind else end)


def misspelt(reading: Reading, known: Known, start: int, end: int, word: str) -> None:
    """ "bugdetbeslutninger", "buget decisions": a slip in a word that the archive does not know."""
    if len(word) < 5 or known.terms(fold(word)) or topic_of(word):
        return
    stem = HEAD_ENDING.sub("", word) if HEAD_ENDING.search(word) else word
    if len(stem) < 5 or (stem == word and not beside_head(reading, start, end)):
        return
    close = [one for one in topic_words() if " " not in one and near(fold(stem), one)]
    if close:
        reading.question.corrected[reading.written[start:end]] = word.replace(stem, close[0], 1)
        take_topic(reading, topic_words()[close[0]], start, end)


def beside_head(reading: Reading, start: int, end: int) -> bool:
    """Whether "beslutninger", "cases" or the like stands right after, or before with "om" between."""
    after = re.match(rf"[\s{p.BLANK}]*([^\W_]+)", reading.text[end:])
    if (
        after
        and after[1] in (*listed("heads"), *listed("areas"), *listed("behind_topics"))
        and " " in reading.text[end : end + after.start(1) + 1]
    ):
        return not reading.written[end + after.start(1)].isupper() or reading.written.isupper()
    before = re.search(
        rf"([^\W_]+)[\s{p.BLANK}]+([^\W_]+)[\s{p.BLANK}]+(?:(?:the|alle|all|de|det|den)\s+)?$", reading.text[:start]
    )
    return bool(before and before[1] in listed("heads") and before[2] in listed("about"))


def add(values: list[str], value: str) -> None:
    if value not in values:
        values.append(value)


def is_a_word(known: Known, letters: str) -> bool:
    """Whether initials in small letters may be a word instead."""
    return letters in common_words() or letters in glossary() or bool(known.terms(fold(letters)))
