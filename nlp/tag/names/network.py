"""The trained network: a spaCy ``ner`` that sees only what may hold a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from spacy.language import Language

from nlp.errors import ModelError, reason
from nlp.record import EntityLabel
from nlp.resources import read_json, read_words
from nlp.tag.entities import MODEL, Found
from nlp.tag.names import noise
from nlp.tag.names import patterns as p
from nlp.tag.names.features import ATTRIBUTES, COMMON, FIRST, GENITIVE, LAST, PLACE, membership, vocabulary
from nlp.tag.names.moves import Entity, Moves
from nlp.tag.names.tokens import OPENERS, Tokens, near_names, passages, tokenize

LABELS: dict[str, EntityLabel] = {"PERSON": "PERSON", "ORG": "ORG", "LOC": "LOC"}
NOT_BODIES = frozenset(read_json("bodies.json")["not_committees"])
COLUMN_GAP = re.compile(p.COLUMN_GAP)
LINE_OPENER = re.compile(r"\s*\n\s*(?:(\w+)|[-–•])")
LABEL_END = re.compile(r"\.?:")
HEADINGS = {name.lower() for names in read_json("headings.json")["roles"].values() for name in names if " " not in name}
FIRST_OPENERS = frozenset((*read_words("openers.txt")[: p.FIRST_OPENERS], *p.LINE_OPENERS, *HEADINGS))
ACTS_AFTER, ACTS_BEFORE = re.compile(p.ACTS_AFTER), re.compile(p.ACTS_BEFORE, re.IGNORECASE)
ASSOCIATION = re.compile(p.ASSOCIATION, re.IGNORECASE)
PREPOSITION_BEFORE = re.compile(p.PREPOSITION_BEFORE, re.IGNORECASE)
BUILT_BEFORE = re.compile(p.BUILT_BEFORE, re.IGNORECASE)
COMMON_ONLY = (COMMON, COMMON | GENITIVE)
"""In no list but that of common words, as written or without a genitive."""
EDGES = "-–*#\"“„”»'’´.,;:"
CONTINUED = re.compile(p.CONTINUED)
LOOSE_END = re.compile(p.LOOSE_END)
NOT_AROUND = re.compile(p.NOT_AROUND)
MARKED = re.compile(p.MARKED)
CLUB_AFTER = re.compile(p.CLUB_AFTER)
ASSOCIATION_BEFORE = re.compile(p.ASSOCIATION_BEFORE)
TITLE_BEFORE, PERSON_AFTER = re.compile(p.TITLE_BEFORE, re.IGNORECASE), re.compile(p.PERSON_AFTER)


class Network:
    """``find(text)`` gives candidates of PERSON, ORG and LOC with exact offsets.

    What a passage gives is remembered: the same case goes through several bodies, each with the same paragraphs.
    ``remember`` counts passages (0: none); the answers are the same with any.
    """

    def __init__(self, language: Language, remember: int = p.REMEMBERED) -> None:
        self.language, self.remember = language, remember
        self._moves = Moves(language.get_pipe("ner"))
        self._known: dict[str, list[Entity]] = {}

    def find(self, text: str) -> Iterator[Found]:
        """People, organisations and places of a text, passage by passage."""
        tokens = tokenize(text)
        parts = passages(near_names(tokens.words), p.PASSAGE)
        while batch := list(islice(parts, p.BATCH)):
            rows = [[i for stretch in passage for i in stretch] for passage in batch]
            for entities, row in zip(
                self._entities([[tokens.words[i] for i in row] for row in rows]), rows, strict=True
            ):
                yield from found_in(entities, row, tokens, text)

    def _entities(self, passages: list[list[str]]) -> list[list[Entity]]:
        """Names in each passage, those of new ones by the network."""
        keys = [" ".join(words) for words in passages]
        new = {key: words for key, words in zip(keys, passages, strict=True) if key not in self._known}
        answers = dict(zip(new, self._moves.entities(list(new.values())), strict=True)) if new else {}
        found = [answers[key] if key in answers else self._known[key] for key in keys]
        if len(self._known) + len(answers) > self.remember:
            self._known.clear()
        if len(answers) <= self.remember:
            self._known.update(answers)
        return found

    def to_disk(self, path: str | Path) -> None:
        self.language.to_disk(path, exclude=["tokenizer"])

    @classmethod
    def from_disk(cls, path: str | Path) -> Network:
        """Load a network with a vocabulary of its own; raises :class:`nlp.errors.ModelError`."""
        from spacy import util
        from thinc.api import use_ops

        try:
            config = util.load_config(Path(path) / "config.cfg")
            if tuple(config["components"]["ner"]["model"]["tok2vec"]["embed"]["attrs"]) != ATTRIBUTES:
                raise ValueError("made by another version of referat")
            with use_ops("numpy", use_blis=False):
                language = util.load_model_from_config(config, vocab=vocabulary(), auto_fill=True)
            language.from_disk(path, exclude=["tokenizer", "vocab"])
            return cls(language)
        except (OSError, ValueError, KeyError) as error:
            raise ModelError(
                f"{path}: the names network does not load ({reason(error)}); install the model again"
            ) from error


def found_in(entities: list[Entity], row: list[int], tokens: Tokens, text: str) -> Iterator[Found]:
    """The entities of a passage at their places in the text; none that bridges a gap."""
    for begin, behind, name in entities:
        first, last = row[begin], row[behind - 1]
        label = LABELS.get(name)
        if label is None or last - first != behind - 1 - begin:
            continue
        start, end = trimmed(text, tokens.matches[first].start(), tokens.matches[last].end())
        for begin, stop in columns(text, start, end):
            begin, stop = trimmed(text, begin, whole_words(text, begin, before_next_line(text, begin, stop)))
            begin, stop = noise.without_label(text, begin, stop), noise.without_floor(text, begin, stop)
            if begin < stop and not no_name(text, begin, stop):
                yield named(text, begin, stop, label)


def named(text: str, start: int, end: int, label: EntityLabel) -> Found:
    """The candidate with the label that its words settle, and with the club that a place gives its name to."""
    if label != "PERSON" and (club := CLUB_AFTER.match(text, end)):
        return Found(start, club.end(), "ORG", priority=MODEL)
    return Found(start, end, by_context(text, start, end, label), priority=MODEL)


def by_context(text: str, start: int, end: int, label: EntityLabel) -> EntityLabel:
    """The label that the words settle: an association, a school that acts, a hall that is rebuilt."""
    if end - start == 1:
        return "ORG"
    before = max(0, start - 40)
    two_words = text.count(" ", start, end) == 1
    if label != "PERSON" and two_words and is_named_human(text, start, end):
        return "PERSON"
    if label == "LOC" and is_person(text[start:end]):
        return "PERSON"
    if label != "ORG" and ASSOCIATION_BEFORE.search(text, before, start):
        return "ORG"
    if label == "LOC" and ASSOCIATION.search(text, start, end):
        return "ORG"
    if label == "LOC" and ACTS_BEFORE.search(text, before, start):
        return "ORG"
    if label == "LOC" and ACTS_AFTER.match(text, end) and not PREPOSITION_BEFORE.search(text, before, start):
        return "ORG"
    return "LOC" if label == "ORG" and BUILT_BEFORE.search(text, before, start) else label


def is_named_human(text: str, start: int, end: int) -> bool:
    """A title before or a deed behind two words of which no list of places or common words knows the first."""
    if membership(text[start:end].split()[0]) & (PLACE | COMMON):
        return False
    return bool(TITLE_BEFORE.search(text, max(0, start - 30), start) or PERSON_AFTER.match(text, end))


def is_person(name: str) -> bool:
    """A first name and a surname of the lists, neither of them a place."""
    first, *_, last = (membership(word) for word in (name.split() or [""]) * 2)
    return " " in name and bool(first & FIRST and last & LAST) and not (first | last) & PLACE


def columns(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The parts of a stretch that wide gaps divide: two names in a row of a table are two.

    A line that holds nothing else is a heading or an item of its own and goes on in the next one only behind a hyphen.
    """
    for gap in COLUMN_GAP.finditer(text, start, end):
        yield start, gap.start()
        start = gap.end()
    while (at := text.find("\n", start, end)) >= 0 and noise.opens_line(text, start) and text[at - 1] not in "-–,&":
        yield start, at
        start = at + 1
    yield start, end


def before_next_line(text: str, start: int, end: int) -> int:
    """The end of a name that is not broken over lines: before a mark, label, number or common word."""
    for match in LINE_OPENER.finditer(text, start, end):
        word = match[1]
        if not word or word[0].isdigit() or word.lower() in FIRST_OPENERS or LABEL_END.match(text, match.end()):
            return match.start()
    return end


def whole_words(text: str, start: int, end: int) -> int:
    """The end with the second half of "Idræts- og Fritidscenter" and without a loose "og" or "på"."""
    if more := CONTINUED.match(text, end):
        return more.end()
    loose = LOOSE_END.search(text, start, end)
    return loose.start() if loose else end


def no_name(text: str, start: int, end: int) -> bool:
    """Common nouns with a capital, words in lower case, labels, letters that number ("scenarie B") or mark a title."""
    name = text[start:end]
    if NOT_AROUND.match(text, end) or name.lower().rstrip("s").endswith(p.OFFICES):
        return True
    if name.islower() or not any(c.isalpha() for c in name):
        return True
    if noise.is_noise(text, start, end):
        return True
    if len(name) == 1:
        return name in p.MARKERS and MARKED.match(text, start - 1) is not None
    if len(name.split()) > 1:
        return False
    opens = text[max(0, start - 20) : start].rstrip(" ")[-1:] in p.OPENING_MARKS
    return is_common(name) or (opens and membership(name) in COMMON_ONLY)


def is_common(word: str) -> bool:
    """A common noun that only its place gave a capital: "Indstillingens", "Kriteriet"."""
    lowered = word.lower()
    if lowered.removesuffix("s") in NOT_BODIES:
        return True
    return len(word) > 3 and not word.isupper() and (lowered in OPENERS or lowered.removesuffix("s") in OPENERS)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without blanks and marks at its edges, and without a bracket that has no partner."""
    while start < end and (text[start].isspace() or text[start] in EDGES + ")"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in EDGES + "(") and not _dotted(text, start, end):
        end -= 1
    if start < end and text[start] == "(" and ")" not in text[start:end]:
        start += 1
    if start < end and text[end - 1] == ")" and "(" not in text[start:end]:
        end -= 1
    return start, end


def _dotted(text: str, start: int, end: int) -> bool:
    """A full stop that belongs to the name: "a.m.b.a.", "Foreningen L.A.F."."""
    return text[end - 1] == "." and end - start > 3 and text[end - 3] == "."
