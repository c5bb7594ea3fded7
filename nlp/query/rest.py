"""What is left of a question when all else is read: words to look for in the texts."""

from __future__ import annotations

from functools import cache

from nlp.query.known import Known, stripped
from nlp.query.labels import add, topic_of
from nlp.query.reading import Reading, listed, phrase_pattern
from nlp.resources import read_json
from nlp.store.archive.keys import fold, words


@cache
def glossary() -> dict[str, str]:
    """English phrase to the Danish word that the texts use."""
    return dict(read_json("query/glossary.json"))


def read(reading: Reading, known: Known) -> None:
    """Phrases in English first, then word by word; what the archive's texts do not have is corrected or kept."""
    reading.take_all(phrase_pattern("asking"))
    for start, end, phrase in reading.runs(3):
        danish = translated(phrase)
        if danish and (" " in phrase or not known.terms(fold(phrase)) or phrase == danish):
            reading.question.text.append(danish)
            reading.take(start, end)
    noise, heads = frozenset(listed("noise")), frozenset(listed("heads"))
    left = reading.words()
    for start, end, word in left:
        if len(word) == 1 and word not in noise and not word.isdigit():
            reading.question.unused.append(reading.written[start:end])
        elif word not in noise and word not in heads and len(word) > 1:
            take_word(reading, known, start, end, word)


def translated(phrase: str) -> str | None:
    plain = " ".join(phrase.split())
    singular = [plain, plain.removesuffix("s"), plain.removesuffix("es"), plain.removesuffix("ies") + "y"]
    return next((glossary()[one] for one in singular if one in glossary()), None)


def take_word(reading: Reading, known: Known, start: int, end: int, word: str) -> None:
    """A word of the texts; one that no text has asks for its topic ("schools"), or is taken for a slip."""
    question = reading.question
    reading.take(start, end)
    forms = words(word)
    if not forms:
        question.unused.append(reading.written[start:end])
    elif any(term_of(known, form) is None for form in forms) and known.db and len(word) >= 5:
        if topic := topic_of(word):
            add(question.topics, topic)
            return
        close = known.near_form(forms[0]) if len(forms) == 1 else None
        if close:
            question.corrected[reading.written[start:end]] = close
        question.text.append(close or word)
    else:
        question.text.append(word)


def term_of(known: Known, form: str) -> str | None:
    """The term under which the archive's texts have a folded word, None where they do not have it.

    A form that no text uses is tried without its endings, so that the answer does not hang on which form
    happens to stand in the texts.
    """
    if found := known.terms(form):
        return found[0]
    danish = form.replace("ae", "æ").replace("oe", "ø")
    if danish != form:
        return term_of(known, danish)
    return next((stem for stem in (form, *stripped(form)) if known.has_term(stem)), None)
