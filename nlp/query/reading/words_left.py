"""What is left of a question when all else is read: words to look for in the texts."""

from __future__ import annotations

import re
from itertools import pairwise

from nlp.query.reading.known import Known, danish_letters, stripped
from nlp.query.reading.labels import (
    HEAD_ENDING,
    add,
    common_words,
    decision_words,
    glossary,
    too_wide,
    topic_of,
    topic_words,
)
from nlp.query.reading.parts_of_names import in_name, is_street
from nlp.query.reading.persons import names_of
from nlp.query.reading.reading import Reading, compiled, distance, listed, near
from nlp.resources import label_names, read_json
from nlp.store.archive.index.keys import fold, words


def read(reading: Reading, known: Known) -> None:
    """Phrases in English first, then word by word; what the archive's texts do not have is corrected or kept."""
    reading.take_all(reading.said(listed("asking")))
    reading.question.unused += [
        reading.written[slice(*match.span())] for match in reading.take_all(reading.said(listed("no_party")))
    ]
    parties_in_english(reading)
    alone = len(reading.words()) == 1
    for start, end, phrase in reading.runs(3):
        danish = None if alone and phrase in topic_words() else translated(phrase)
        english = " " in phrase or reading.question.language == "en" or is_foreign(known, phrase)
        if danish and (english or phrase == danish):
            reading.question.text.append(danish)
            reading.take(start, end)
    noise, heads = frozenset(listed("noise")), frozenset(listed("heads"))
    left, before = reading.words(), reading.text
    for start, end, typed in left:
        word = re.sub("['’]s$", "", typed)
        numbered = word.isdigit() and reading.text[:start].rstrip(" .").endswith(("nr", "nummer", "no"))
        if (len(word) == 1 and numbered) or in_name(reading, start, end):
            take_word(reading, known, start, end, word)
        elif word in heads and is_in_name(reading, start):
            reading.question.text.append(word)
        elif len(word) == 1 and word not in noise:
            reading.question.unused.append(reading.written[start:end])
        elif word not in noise and word not in heads and len(word) > 1:
            take_word(reading, known, start, end, word)
    spans = [(start, end) for start, end, word in left if word not in noise and word not in heads]
    either = [re.fullmatch(r"\s+(?:eller|or)\s+", before[one[1] : two[0]]) for one, two in pairwise(spans)]
    reading.question.any_word = (
        len(reading.question.text) > 1 and len(spans) == len(reading.question.text) and all(either)
    )


def parties_in_english(reading: Reading) -> None:
    """ "the Danish People's Party" by its Danish name, where no vote is asked for."""
    names: dict[str, str] = listed("parties")
    said = reading.said([one for one in names if len(one) > 4]) if reading.question.language == "en" else "(?!)"
    if said == "(?!)":
        return
    danish: dict[str, list[str]] = read_json("parties.json")["letters"]
    for match in list(compiled(said).finditer(reading.text)):
        name = " ".join(match.group().split())
        own = [one for one in danish[names[name]] if len(one) > 4]
        capital = re.search("[A-ZÆØÅ]", reading.written[slice(*match.span())])
        if capital and own and not any(name in one.lower() for one in own):
            reading.question.text.append(min(own, key=len))
            reading.take(*match.span())


def is_in_name(reading: Reading, start: int) -> bool:
    """ "Sagen" of "Ældre Sagen": a capital behind a word with one."""
    before = re.search(r"([A-ZÆØÅ][a-zæøå]+)\s+$", reading.written[:start])
    return bool(before and before.start() > 0 and re.match(r"[A-ZÆØÅ][a-zæøå]", reading.written[start:]))


def translated(phrase: str) -> str | None:
    plain = " ".join(phrase.split())
    if plain in topic_words() and plain not in glossary():
        return None
    return next((glossary()[one] for one in english_stems(plain) if one in glossary()), None)


def is_foreign(known: Known, word: str) -> bool:
    """Whether a word of a Danish question may be English: "landing" is no form of "land"."""
    return not (known.terms(fold(word)) or (word not in glossary() and word in common_words()))


def english_stems(word: str) -> list[str]:
    """A word and what it may be a form of: "fees", "nurseries", "banning", "renovated"."""
    word = re.sub("['’]s$", "", word)
    stems = [word, word.removesuffix("s"), word.removesuffix("es"), re.sub("ies$", "y", word)]
    for ending in ("ing", "ed"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            stems += [stem, stem + "e", re.sub(r"(.)\1$", r"\1", stem)]
    return stems


def take_word(reading: Reading, known: Known, start: int, end: int, word: str) -> None:
    """A word of the texts; one that no text has asks for its topic ("schools"), or is taken for a slip."""
    question, typed = reading.question, reading.written[start:end]
    word = re.sub("['’]s$", "", word)
    reading.take(start, end)
    genitive = typed[0].isupper() and word.endswith("s") and not is_street(reading, end)
    if genitive and is_last_name(word[:-1]) and not is_last_name(word):
        word = word[:-1]
    forms = words(word)
    if (alike := listed("alike").get(word)) and typed[0].isupper():
        question.remarks.append(("alike", ", ".join([word, *alike])))
    if (typed_plain := danish_letters(word)) != word and is_danish(known, typed_plain):
        question.corrected[typed] = typed_plain
        question.text.append(typed_plain)
    elif not forms:
        question.unused.append(typed)
    elif known.db and is_slip_of_head(known, forms, word):
        return
    elif (
        question.language == "en"
        and known.db
        and typed.islower()
        and typed.isalpha()
        and is_english(known, word, forms)
    ):
        english_word(reading, word, typed, start)
    elif any(term_of(known, form) is None for form in forms) and known.db and len(word) >= 5:
        unknown_word(reading, known, start, end, word)
    else:
        question.text.append(word)


def is_last_name(word: str) -> bool:
    return word.capitalize() in names_of("last")


def unknown_word(reading: Reading, known: Known, start: int, end: int, word: str) -> None:
    """A word that no text has: a topic's, "dispensationssager" as "dispensation", a slip, or kept as it is."""
    question, typed, forms = reading.question, reading.written[start:end], words(word)
    proper = typed[0].isupper() and (start > 0 or is_street(reading, end))
    stem = HEAD_ENDING.sub("", word) if HEAD_ENDING.search(word) else word
    if topic := topic_of(word):
        topic_or_text(reading, topic, word, start, proper)
        return
    if stem != word and len(stem) > 3 and term_of(known, fold(stem)):
        question.text.append(stem)
        return
    if linked := linked_otherwise(known, word):
        question.corrected[typed] = linked
        question.text.append(linked)
        return
    short = len(word) > 7 and is_known(known, word[:3]) and is_known(known, word[3:])
    may_be_slip = len(forms) == 1 and not (proper or short or halves(known, forms[0]))
    close = known.near_form(forms[0]) or near_word(word) if may_be_slip else None
    if close and distance(fold(word), fold(close)) > 1 and fold(word)[:3] != fold(close)[:3]:
        close = None
    if close and word not in common_words():
        question.corrected[typed], word = close, close
        if close in decision_words():
            add(question.decisions, decision_words()[close])
            return
    if word not in (*listed("noise"), *listed("heads")):
        question.text.append(word)


def linked_otherwise(known: Known, word: str) -> str | None:
    """A known compound of which a linking letter is missing or too much: "børnhaver", "arbejdmarked"."""
    inside = range(3, len(word) - 3)
    more = (word[:at] + letter + word[at:] for at in inside for letter in "es")
    fewer = (word[:at] + word[at + 1 :] for at in inside if word[at] in "es")
    return next((one for one in (*more, *fewer) if len(word) > 7 and is_known(known, one)), None)


def is_known(known: Known, word: str) -> bool:
    return any(is_word(known, one) for one in (word, *stripped(word)))


def is_danish(known: Known, word: str) -> bool:
    """Whether a word typed with "ae" or "oe" is one with æ or ø: a common word, or one the texts have."""
    pairs = ((word[:cut].removesuffix("s"), word[cut:]) for cut in range(3, len(word) - 2))
    return is_word(known, word) or any(is_word(known, one) and is_word(known, other) for one, other in pairs)


def is_word(known: Known, word: str) -> bool:
    return word in common_words() or bool(known.terms(fold(word)))


def near_word(word: str) -> str | None:
    """A word of council matters that differs by a slip, though no text of the archive has it."""
    slips = (one for one in glossary().values() if len(one) > 5 and not word.startswith(one) and near(word, one))
    return next(slips, None)


def is_slip_of_head(known: Known, forms: list[str], word: str) -> bool:
    """Whether a word that no text has is meant as "beslutninger" or "decisions"."""
    unknown = len(word) >= 6 and not any(known.terms(form) for form in forms)
    return unknown and any(near(word, head) for head in listed("heads") if len(head) >= 6)


def topic_or_text(reading: Reading, topic: str, word: str, start: int, proper: bool = False) -> None:
    """A topic; beside another one, or in a name ("Rosenborg School"), its Danish word instead."""
    danish: dict[str, str] = listed("topics_in_danish")
    known_as = next((danish[one] for one in english_stems(word) if one in danish), word)
    if proper or too_wide(reading, topic, start, start + len(word)):
        reading.question.text.append(known_as)
    else:
        add(reading.question.topics, topic)


def is_english(known: Known, word: str, forms: list[str]) -> bool:
    """Whether a word of an English question is none of the texts', or the name of a topic: "the budget"."""
    named = any(one in label_names("topics") for one in english_stems(word))
    return named or all(term_of(known, one) is None for one in forms)


def english_word(reading: Reading, word: str, typed: str, start: int) -> None:
    """A word of an English question that no text has: a topic, a slip of a word of the glossary, or of no use."""
    question = reading.question
    plain = word.removesuffix("s")
    close = [one for one in glossary() if " " not in one and len(plain) > 5 and near(plain, one)]
    close = [one for one in close if 1 in (distance(plain, one), distance(word, one))]
    topic = next((topic_words()[one] for one in english_stems(word) if one in topic_words()), None)
    if topic:
        topic_or_text(reading, topic, word, start)
    elif close:
        question.corrected[typed] = close[0]
        question.text.append(glossary()[close[0]])
    else:
        question.unused.append(typed)


def term_of(known: Known, form: str) -> str | None:
    """The term under which the archive's texts have a folded word, None where they do not have it.

    A form that no text uses is tried without its endings, so that the answer does not hang on which form
    happens to stand in the texts.
    """
    if found := known.terms(form):
        return found[0]
    danish = danish_letters(form)
    if danish != form:
        return term_of(known, danish)
    return next((stem for stem in (form, *stripped(form)) if known.has_term(stem)), None)


def halves(known: Known, form: str) -> list[str]:
    """The two words of the archive that make up a compound which it does not have; the rarer half decides."""
    best: tuple[int, list[str]] = (0, [])
    for cut in range(4, len(form) - 3):
        links = (0, 1) if form[cut - 1] in "se" and cut > 4 else (0,)
        front = next((form[: cut - link] for link in links if known.terms(form[: cut - link])), None)
        tail = term_of(known, form[cut:]) if front else None
        if front and tail:
            common = min(known.count(tail), known.count(known.terms(front)[0]))
            best = max(best, (common, [front, form[cut:]]))
    return best[1]
