"""Danish full text: every word becomes the terms under which it is found.

A term is the word's base form, and the base form of every part of a compound: "anlægsbudgettet" gives
"anlægsbudget", "anlæg" and "budget". Base forms come from simplemma (MIT), parts from its word list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from unicodedata import normalize

from nlp.resources import read_json
from nlp.store.archive.index.keys import fold

LINKS = ("", "s", "e", "er", "n")
"""Between the parts of a compound."""
VOWELS = frozenset("aeiouyæøå")
LONGEST = 40
"""Letters of a word; longer ones are no words."""
SHORT = 4
"""Characters of a number that is remembered: years and the like."""
FORM = re.compile(r"\w+")
LETTERS = {
    codec: bytes(
        ord((char.lower() if char.isalnum() or char == "_" else " ").encode(codec, "replace"))
        for char in (bytes([code]).decode(codec, "replace") for code in range(256))
    )
    for codec in ("latin-1", "cp1252")
}
"""By codec: small letters for letters, blanks for all that is no word. The first is quickest."""
TERM = re.compile(r"[^\W_]+")


@cache
def rules() -> dict[str, frozenset[str]]:
    """Word lists of ``nlp/data/query/words.json``, folded."""
    return {name: frozenset(fold(word) for word in listed) for name, listed in read_json("query/words.json").items()}


@cache
def dictionary() -> Mapping[str, str]:
    """simplemma's word forms with their base forms; loaded once (about 1 s)."""
    from simplemma.strategies import DefaultDictionaryFactory

    return DefaultDictionaryFactory().get_dictionary("da")


@lru_cache(maxsize=500_000)
def lemma_of(form: str) -> str | None:
    """The base form of a folded word, None for words that simplemma does not know.

    simplemma takes short nouns for forms of other words ("bad", "net"); what ends in -r may be a verb ("lukker").
    No Danish base form ends in a doubled consonant ("hallen" is no "hall").
    """
    if form in irregular():
        return irregular()[form]
    found = looked_up(form)
    if found is None or found == form:
        return found
    if not form.endswith("r") and is_noun(form):
        return form
    doubled = found[-1:] == found[-2:-1] and found[-1:] not in VOWELS
    return found[:-1] if doubled and looked_up(found[:-1]) == found[:-1] else found


def is_noun(form: str) -> bool:
    """Whether it is the base form of its definite form ("bus" of "bussen")."""
    return any(looked_up(form + ending) == form for ending in ("en", "et", form[-1:] + "en", form[-1:] + "et"))


def looked_up(form: str) -> str | None:
    """What simplemma's word list has for a folded word."""
    found = dictionary().get(form)
    if found is None and "aa" in form:
        found = dictionary().get(form.replace("aa", "å"))
    return fold(found) if found is not None else None


@cache
def irregular() -> Mapping[str, str]:
    """Base forms that the word list has wrong, by folded form."""
    forms = read_json("query/irregular.json").items()
    return {fold(form): fold(base) for base, listed in forms for form in listed}


class Terms(dict[str, str]):
    """Turns words into terms; remembers each form, so that a word is worked out once.

    Maps forms (as :func:`forms` gives them, or folded) to their terms with blanks between; ``new`` holds the folded
    forms met for the first time. Long numbers are not kept: there are too many.
    """

    def __init__(self) -> None:
        super().__init__()
        self.new: dict[str, str] = {}

    def of(self, text: str) -> set[str]:
        """The terms of a text."""
        return set(self.line(text).split())

    def line(self, text: str) -> str:
        """The terms of a text, blanks between; some may stand there twice."""
        return " ".join(map(self.__getitem__, forms(text)))

    def __missing__(self, form: str) -> str:
        if not form.isalpha() or len(form) > LONGEST:
            made = " ".join(pieces(form))
            if len(form) <= SHORT:
                self[form] = made
            return made
        folded = fold(form)
        made = self.get(folded, "")
        if not made:
            self[folded] = self.new[folded] = made = " ".join(terms(folded))
        self[form] = made
        return made

    def forget(self) -> None:
        """Drop what is known."""
        self.clear()
        self.new.clear()


def forms(text: str) -> set[str]:
    """The different words of a text in small letters; quick where all characters are western ones."""
    for codec, letters in LETTERS.items():
        try:
            return set(text.encode(codec).translate(letters).decode(codec).split())
        except UnicodeEncodeError:
            continue
    return set(FORM.findall(normalize("NFC", text.lower())))


@lru_cache(maxsize=100_000)
def pieces(form: str) -> tuple[str, ...]:
    """The terms of a number, or of another form that is no word of letters."""
    return tuple(terms(fold(form)))


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
    if form in rules()["own"]:
        return form
    lemma = lemma_of(form)
    if lemma == form + "e" and form.endswith("er") and (noun := plural_of(form)):
        return noun
    if lemma is not None and not (lemma == form and form.endswith("s") and not is_noun(form)):
        return lemma
    if form.endswith("s") and (genitive := lemma_of(form[:-1])):
        return genitive
    if lemma is not None:
        return lemma
    for cut in range(2, len(form) - 3):
        tail = lemma_of(form[cut:])
        if tail and len(form) - cut >= 4 and (splits_at(form[:cut]) or len(form) - cut >= 5):
            return form[:cut] + tail
    return form


def plural_of(form: str) -> str | None:
    """The noun of which "budgetter" is the plural, though the word list takes it for a verb's imperative."""
    stem = form[:-2]
    return next((one for one in (stem[:-1], stem) if lemma_of(one) == one), None) if stem[-1:] == stem[-2:-1] else None


def splits_at(front: str) -> bool:
    """Whether this may be the front of a compound: a known word, with or without its link."""
    return any(
        lemma_of(front.removesuffix(link)) is not None and len(front) - len(link) >= 3
        for link in LINKS
        if front.endswith(link)
    )


def parts(lemma: str) -> list[str]:
    """The known words a compound is made of, base forms; [] for a word that is none."""
    known = lemma_of(lemma) is not None
    if len(lemma) < (8 if known else 6) or lemma in rules()["whole"]:
        return []
    for cut in range(len(lemma) - 2, 2, -1):
        tail = lemma[cut:]
        if is_part(tail, beside=cut) and (heads := front_parts(lemma[:cut], len(tail))):
            found = [part for head in heads for part in (head, *shorter_parts(head, lemma))]
            return list(dict.fromkeys([*found, base(tail), *shorter_parts(base(tail), lemma)]))
    tails = (lemma[cut:] for cut in range(3, len(lemma) - 2))
    return [] if known else [base(tail) for tail in tails if tail in rules()["heads"]][:1]


def shorter_parts(part: str, whole: str) -> list[str]:
    return parts(part) if len(part) < len(whole) else []


def front_parts(front: str, beside: int) -> list[str]:
    """The base forms that the front of a compound may have ("låne-": låne and lån); [] where it is no word."""
    stems = [front.removesuffix(link) if link else front for link in LINKS if front.endswith(link)]
    return list(dict.fromkeys(base(stem) for stem in stems if is_part(stem, beside)))


def is_part(word: str, beside: int) -> bool:
    """Whether a word may be a part: known, and no short one that stands in others by chance.

    Words of four letters count beside a part of five (``beside`` is that one's length) or more.
    """
    if word in rules()["short_parts"]:
        return True
    if len(word) < 4 or word in rules()["never_parts"]:
        return False
    return (len(word) > 4 or beside >= 5) and lemma_of(word) is not None
