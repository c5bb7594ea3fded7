"""Danish full text: every word becomes the terms under which it is found.

A term is the word's base form, and the base form of every part of a compound: "anlægsbudgettet" gives
"anlægsbudget", "anlæg" and "budget". Base forms come from simplemma (MIT), parts from its word list.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from nlp.resources import read_json
from nlp.store.archive.keys import fold, words

LINKS = ("", "s", "e", "er", "n")
LONGEST = 40
TERM = re.compile(r"[^\W_]+")


@cache
def rules() -> dict[str, frozenset[str]]:
    """Word lists of ``nlp/data/query/words.json``, folded."""
    return {name: frozenset(fold(word) for word in listed) for name, listed in read_json("query/words.json").items()}


@cache
def lemmas() -> dict[str, str]:
    """Every word form that simplemma knows, folded, with its base form; read once (about 1 s)."""
    from simplemma.strategies import DefaultDictionaryFactory

    known: dict[str, str] = {}
    for form, lemma in DefaultDictionaryFactory().get_dictionary("da").items():
        known.setdefault(fold(form), fold(lemma))
    return known


class Terms:
    """Turns words into terms; remembers each form, so that a word is worked out once."""

    def __init__(self) -> None:
        self.known: dict[str, str] = {}

    def of(self, text: str) -> set[str]:
        """The terms of a text."""
        return set(self.stream(words(text)))

    def stream(self, forms: Iterable[str]) -> Iterable[str]:
        known = self.known
        for form in forms:
            found = known.get(form)
            if found is None:
                known[form] = found = " ".join(terms(form))
            yield from found.split(" ")


def terms(form: str) -> list[str]:
    """The base form of a folded word, then those of its parts."""
    if len(form) > LONGEST or not form.isalpha():
        return TERM.findall(form)[:5] or [form]
    lemma = base(form)
    found = [lemma]
    found += [part for part in parts(lemma) if part not in found]
    if form not in found and lemma in rules()["keep_form"]:
        found.append(form)
    return found


def base(form: str) -> str:
    """The base form: from the word list, else that of the longest known ending."""
    own = rules()["own"]
    if form in own:
        return form
    lemma = lemmas().get(form)
    if lemma is not None and not (lemma == form and form.endswith("s")):
        return lemma
    if form.endswith("s") and (genitive := lemmas().get(form[:-1])):
        return genitive
    if lemma is not None:
        return lemma
    for cut in range(2, len(form) - 3):
        tail = lemmas().get(form[cut:])
        if tail and len(form) - cut >= 4 and (splits_at(form[:cut]) or len(form) - cut >= 5):
            return form[:cut] + tail
    return form


def splits_at(front: str) -> bool:
    """Whether this may be the front of a compound: a known word, with or without its link."""
    return any(
        front.removesuffix(link) in lemmas() and len(front) - len(link) >= 3 for link in LINKS if front.endswith(link)
    )


def parts(lemma: str) -> list[str]:
    """The known words a compound is made of, base forms; [] for a word that is none."""
    if len(lemma) < 8 - (lemma not in lemmas()) * 2 or lemma in rules()["whole"]:
        return []
    for cut in range(len(lemma) - 3, 2, -1):
        tail = lemma[cut:]
        if is_part(tail) and (head := front_part(lemma[:cut])) is not None:
            found = [head, *shorter_parts(head, lemma), base(tail), *shorter_parts(base(tail), lemma)]
            return list(dict.fromkeys(found))
    heads = (lemma[cut:] for cut in range(3, len(lemma) - 4))
    return [base(tail) for tail in heads if tail in rules()["heads"]][:1]


def shorter_parts(part: str, whole: str) -> list[str]:
    return parts(part) if len(part) < len(whole) else []


def front_part(front: str) -> str | None:
    """The base form of the front of a compound, None where it is no word."""
    for link in LINKS:
        stem = front.removesuffix(link) if link else front
        if front.endswith(link) and is_part(stem):
            return base(stem)
    return None


def is_part(word: str) -> bool:
    """Whether a word may be a part: known, and not one of the short ones that stand in others by chance."""
    if len(word) < 3 or word in rules()["never_parts"]:
        return False
    if len(word) <= 4:
        return word in rules()["short_parts"]
    return word in lemmas()
