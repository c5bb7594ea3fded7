"""A question told back in one line, in the language in which it was asked."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from nlp.resources import Lines, label_names, read_json

if TYPE_CHECKING:
    from nlp.query.question import Question

LABELS = {"topics": "topics", "decisions": "decision_types"}
SINGLE = {
    "municipalities": "municipality",
    "bodies": "body",
    "persons": "person",
    "absent": "absent",
    "present": "present",
    "kle": "kle",
    "cases": "case",
    "topics": "topic",
    "decisions": "decision",
    "text": "text",
}


def language_of(text: str) -> str:
    """ "en" where more words are English than Danish, else "da"; ``text`` in lower case.

    Where no small word tells, those of the glossary and of the list of common Danish words do.
    """
    marks = read_json("query/manner.json")
    said = [word.strip(".,?!:;\"'()") for word in text.split()]
    english, danish = (sum(word in marks[name] for word in said) for name in ("english", "danish"))
    if english == danish:
        common = Lines("gazetteer/common.txt")
        own = [word in common or any(letter in word for letter in "æøå") for word in said]
        other = [is_foreign(word) or is_foreign(word.removesuffix("s")) for word in said]
        english = sum(one and not two for one, two in zip(other, own, strict=True))
        danish = sum(two and not one for one, two in zip(other, own, strict=True))
    return "en" if english > danish else "da"


def is_foreign(word: str) -> bool:
    """Whether a word stands in the glossary and not on its Danish side."""
    english, danish = sides_of_glossary()
    return f" {word} " in english and f" {word} " not in danish


@cache
def sides_of_glossary() -> tuple[str, str]:
    """All its English and all its Danish words, with spaces between: looked up without taking them apart."""
    glossary: dict[str, str] = read_json("query/glossary.json")
    return f" {' '.join(glossary)} ", f" {' '.join(glossary.values())} "


class Telling:
    """Words of one language, "en" or "da"."""

    def __init__(self, language: str = "en", labels: bool = True) -> None:
        """``labels``: whether topics and decision types are told by their label, or by their Danish name alone."""
        self.language = language
        self.labels = labels
        self.words: dict[str, str] = read_json("query/telling.json")[language]

    def say(self, name: str, **given: object) -> str:
        """A sentence of ``nlp/data/query/telling.json``."""
        return self.words[name].format(**given)

    def number(self, value: float) -> str:
        """ "1,200" or "1.200", with two decimals where there are any."""
        shown = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        return shown.translate(str.maketrans(",.", ".,")) if self.language == "da" else shown

    def counted(self, points: int) -> str:
        """ "1 point", "1.200 punkter"."""
        return f"{self.number(points)} {self.words['point' if points == 1 else 'points']}"

    def kroner(self, amount: float) -> str:
        return f"{self.number(amount)} kr."

    def describe(self, question: Question) -> str:
        """One line: how the question was understood."""
        said = [part for name in question.conditions() if (part := self.part(question, name))]
        if question.limit:
            said.append(self.say("first", number=question.limit))
        if question.order:
            said.append(self.words[question.order])
        line = "; ".join(said) or self.words["everything"]
        if question.corrected:
            read = (self.say("read_as", typed=wrong, read=right) for wrong, right in question.corrected.items())
            line += f". {self.words['read']} " + ", ".join(read)
        for kind, what in question.remarks:
            if not what or kind == "stats" or what.split(", ")[0] in question.text:
                line += ". " + self.remark(kind, what)
        if question.unused:
            line += f". {self.words['unused']}: " + ", ".join(question.unused)
        return line

    def remark(self, kind: str, what: str) -> str:
        """What is told beside the conditions."""
        told = self.say(kind, what=what)
        return told[0].upper() + told[1:]

    def part(self, question: Question, name: str) -> str:
        """One condition in words."""
        value, w = getattr(question, name), self.words
        match name:
            case "topics" | "decisions":
                return f"{w[SINGLE[name]]} " + f" {w['or']} ".join(self.label(name, one) for one in value)
            case "since" | "until" | "number":
                return f"{w[name]} {value}"
            case "min_amount" | "max_amount":
                return f"{w[name]} {self.kroner(value)}"
            case "tally":
                return self.say("tally", more=value[0], fewer=value[1])
            case "margin":
                return self.say("margin", number=value)
            case "votes":
                return f" {w['and']} ".join(f"{self.voter(voter)} {w['vote_' + side]}" for voter, side in value)
            case "laws":
                said = (f"{law} § {section}".strip(" §") if law else f"§ {section}" for law, section in value)
                return f"{w['law']} " + f" {w['or' if question.any_law else 'and']} ".join(said)
            case "closed" | "voted":
                return w[name if value else f"not_{name}"]
            case "phrases":
                return f"{w['phrases']} " + f" {w['and']} ".join(f'"{one}"' for one in value)
            case "text":
                return f"{w['text']} " + (f" {w['or']} " if question.any_word else " ").join(value)
            case "exclude":
                return ", ".join(f"{w['not']} {w[SINGLE[kind]]} {self.label(kind, one)}" for kind, one in value)
            case "meeting":
                many = question.meetings
                return self.say("meetings_latest", number=many) if many else w[f"meeting_{value}"]
        return f"{w[SINGLE[name]]} " + f" {w['or']} ".join(one or w["somebody"] for one in value)

    def votes(self, sides: dict[str, list[str]]) -> str:
        """ "imod: Ø, F; for: 13"."""
        order = [side for side in ("against", "abstained", "for") if side in sides]
        return "; ".join(self.say(f"side_{side}", who=", ".join(sides[side])) for side in order)

    def voter(self, voter: str) -> str:
        """ "O (Dansk Folkeparti)", a person's name, "somebody"."""
        names = read_json("parties.json")["letters"].get(voter)
        return f"{voter} ({names[0]})" if names else voter or self.words["somebody"]

    def label(self, kind: str, name: str) -> Any:
        """A label as its name with the Danish one, another value as it is."""
        if kind not in LABELS:
            return name
        danish = label_names(LABELS[kind]).get(name, name)
        return f"{name} ({danish})" if self.labels else danish
