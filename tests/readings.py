"""Right readings written as the options of ``referat find``, and whether a question was read so."""

from __future__ import annotations

from typing import Any

from nlp.query.question import Question
from nlp.query.reading.persons import party
from nlp.query.reading.understand import understand
from nlp.store.archive.index.keys import body_key, case_key, municipality_key, name_key, words
from nlp.store.archive.index.terms import Terms, lemma_of

Form = dict[str, Any]
TERMS = Terms()
COUNCILS = {"byraad", "kommunalbestyrels", "borgerrepræsentation", "bystyr"}
"""Keys of councils: "the city council" is all of them where no municipality is named."""


def alike(question: Question, right: Form) -> bool:
    """Whether a question was read as ``right`` says, or as one of its ``or``."""
    return any(form_of(question) == form_of_options(one) for one in [right["reading"], *right.get("or", ())])


def form_of(question: Question) -> Form:
    """A question in the form that is compared: words by their base form, names by their keys."""
    texts = [*question.text, *question.phrases]
    return set_only(
        topics=set(question.topics),
        decisions=set(question.decisions),
        municipalities={municipality_key(one) for one in question.municipalities},
        bodies=bodies(question.bodies),
        days=(question.since, question.until),
        amounts=tuple(one and round(one) for one in (question.min_amount, question.max_amount)),
        persons={name_key(one) for one in question.persons},
        absent={name_key(one) for one in question.absent},
        present={name_key(one) for one in question.present},
        votes=set(question.votes),
        voted=question.voted,
        laws=set(question.laws),
        cases={case_key(one) for one in question.cases},
        kle=set(question.kle),
        closed=question.closed,
        text=base_forms(texts),
        exclude={(name, base) for name, value in question.exclude for base in bases(name, value)},
        order=question.order,
        limit=question.limit,
        number=question.number,
        meeting=question.meeting,
        how_many=question.how_many,
    )


def form_of_options(given: Form) -> Form:
    attendance = given.get("attendance")
    people = {name_key(one) for one in several(given, "person")}
    away = {name_key(one) for one in several(given, "absent")} | (people if attendance == "absent" else set())
    there = {name_key(one) for one in several(given, "present")} | (people if attendance == "present" else set())
    vote, parties = given.get("vote"), several(given, "party")
    side = {"none": "any"}.get(vote or "any", vote or "any")
    if people and not parties and vote not in (None, "none"):
        parties, people = several(given, "person"), set()
    voters = [party(one) or party(one.upper()) or one for one in parties]
    votes = {(one, side) for one in voters} or ({("", vote)} if vote not in (None, "any", "none") else set())
    return set_only(
        topics=set(several(given, "topic")),
        decisions=set(several(given, "decision")),
        municipalities={municipality_key(one) for one in several(given, "municipality")},
        bodies=bodies(several(given, "body")),
        days=(given.get("from"), given.get("to")),
        amounts=(given.get("min_amount"), given.get("max_amount")),
        persons=people - away - there,
        absent=away,
        present=there,
        votes=votes,
        voted={"any": True, "none": False}.get(vote or "") if not parties else None,
        laws={law for one in several(given, "law") for law in understand(one).laws},
        cases={case_key(one) for one in several(given, "case")},
        kle=set(several(given, "kle")),
        closed=closed_of(given),
        text=base_forms(several(given, "text")),
        exclude={
            (name, base)
            for option, name in (("decision", "decisions"), ("municipality", "municipalities"), ("body", "bodies"),
                                 ("topic", "topics"), ("person", "persons"), ("text", "text"))
            for value in several(given.get("not", {}), option)
            for base in bases(name, value)
        },
        order=None if given.get("sort") == "relevance" else given.get("sort"),
        limit=given.get("limit"),
        how_many=bool(given.get("count")),
    )  # fmt: skip


def closed_of(given: Form) -> bool | None:
    """ "not closed" is open."""
    left_out = given.get("not", {}).get("closed")
    return given.get("closed") if left_out is None else not left_out


def set_only(**given: Any) -> Form:
    return {name: value for name, value in given.items() if value not in (None, set(), (None, None)) and value != []
            and not (name == "how_many" and not value)}  # fmt: skip


def bodies(names: list[str]) -> set[str]:
    keys = {body_key(one) for one in names}
    return {"byraad"} if len(keys) > 1 and keys <= COUNCILS else keys


def several(given: Form, name: str) -> list[str]:
    value = given.get(name, [])
    return value if isinstance(value, list) else [value]


def base_forms(texts: list[str]) -> set[str]:
    return {base for text in texts for base in bases("text", text)}


def bases(name: str, value: str) -> set[str]:
    """The base forms of a text's words; a name as its key."""
    if name == "municipalities":
        return {municipality_key(value)}
    if name == "bodies":
        return {body_key(value)}
    return {base_form(word) for word in words(value)} if name == "text" else {value}


def base_form(word: str) -> str:
    term = (TERMS.line(word) or word).split()[0]
    return lemma_of(term) or term
