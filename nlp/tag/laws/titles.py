"""Where the title of a statute ends in running text."""

from __future__ import annotations

import re

from nlp.tag.laws import patterns as p
from nlp.tag.laws import register
from nlp.tag.laws.keys import act_key

WORD = re.compile(r"\S+")
LEADING_WORDS = re.compile(r"^(?:(?:lov|bekendtgørelse)(?: |$))?(?:om(?: |$))?")
NO_TITLE_WORD = re.compile(r"[(§]")
ABBREVIATION = re.compile(r",? ?(?:m\. ?v\.|mv\.?(?!\w)|m\.m\.|m\.fl\.)")
GOES_FAR = 3
"""So many words that begin a longer title beyond one spelled in full mean the longer one, loosely cited."""
CLOSERS = '.,;:)"”»“'


def title_end(text: str, start: int, act: register.Act | None = None) -> int:
    """The end of a title that starts at ``start`` ("lov om …") of a text in lower case.

    As far as the words are the title of ``act`` or of the register, or else up to a stop word, a sentence's
    end or a line that does not go on.
    """
    words = [match for _, match in zip(range(p.MAX_TITLE_WORDS), WORD.finditer(text, start, start + 400), strict=False)]
    if act and (end := act_title_end(text, start, words, act)):
        return end
    known, prefix, full = registered_end(text, start, words)
    if known is None or prefix - full >= GOES_FAR:
        return guessed_end(text, words, prefix)
    return known


def act_title_end(text: str, start: int, words: list[re.Match[str]], act: register.Act) -> int | None:
    """The end of the title of a known act, when the words spell it (after "om" at least)."""
    title = act_key(act.title).split(" om ", 1)[-1]
    end = None
    for word in words:
        if NO_TITLE_WORD.match(word.group()):
            break
        stop = trimmed(text, word)
        key = LEADING_WORDS.sub("", act_key(text[start:stop]))
        if key and not (title + " ").startswith(key + " "):
            break
        end = stop if key == title else end
    return end


def registered_end(text: str, start: int, words: list[re.Match[str]]) -> tuple[int | None, int, int]:
    """The end of the longest title in the register that the words spell in full.

    Also how many words begin some title, and how many of them spell the title in full.
    """
    best, prefix, full = None, 0, 0
    for count, word in enumerate(words, 1):
        if NO_TITLE_WORD.match(word.group()) or (count > 2 and blank_line(text, words[count - 2].end(), word.start())):
            break
        end = trimmed(text, word)
        key = act_key(text[start:end])
        if count >= 3 and (register.with_key(key) or key in register.names()):
            best, full = with_abbreviation(text, end, key), count
        if not register.begins_title(key):
            break
        prefix = count
        if is_sentence_end(word.group()):
            break
    return best, prefix, full


def with_abbreviation(text: str, end: int, key: str) -> int:
    """Takes in "m.v." behind a title that has it in the register."""
    match = ABBREVIATION.match(text, end)
    if match and any(re.search(r"m\.\s?v\.|m\.m\.|m\.fl\.", act.title) for act in register.with_key(key)):
        return match.end()
    return end


def guessed_end(text: str, words: list[re.Match[str]], sure: int = 1) -> int:
    """The likely end; the first ``sure`` words are part of the title."""
    sure = max(1, sure)
    end = trimmed(text, words[sure - 1]) if words else 0
    for before, word in zip(words[sure - 1 :], words[sure:], strict=False):
        plain = word.group().strip('(,;:"”')
        if plain in p.TITLE_STOP or plain.startswith(("§", "(", "-", "–")) or word.group().startswith(("(", '"', "”")):
            break
        if "\n" in text[before.end() : word.start()] and not goes_on(before.group()):
            break
        if is_sentence_end(before.group()) or (before.group().endswith(",") and comma_ends(plain)):
            break
        if re.match(r"af$", plain) and re.match(r"\s+(?:den\s+)?\d", text[word.end() : word.end() + 8]):
            break
        end = trimmed(text, word)
    while (last := re.search(r"\s(\S+)$", text[max(0, end - 20) : end])) and last[1] in p.TITLE_GOES_ON:
        end -= len(last[0])
    return end


def comma_ends(word: str) -> bool:
    """After a comma a title goes on only as a list of nouns: not with a law's name or a stop word."""
    return word in p.COMMA_STOP or word.endswith(p.COMMA_STOP_ENDINGS)


def goes_on(word: str) -> bool:
    """Whether the title cannot end behind this word."""
    return word.rstrip() in p.TITLE_GOES_ON or word.endswith(("-", ","))


def is_sentence_end(word: str) -> bool:
    """Whether a sentence ends with this word; "m.v." ends none."""
    return word[-1] in ".;:)" and not word.endswith(p.TITLE_ABBREVIATIONS)


def blank_line(text: str, end: int, start: int) -> bool:
    """Whether an empty line stands between the end of one word and the start of the next."""
    return text.count("\n", end, start) > 1


def trimmed(text: str, word: re.Match[str]) -> int:
    """The end of a word without closing punctuation, but with the dot of "m.v."."""
    if word.group().rstrip(",;:)").endswith(p.TITLE_ABBREVIATIONS):
        return word.start() + len(word.group().rstrip(",;:)"))
    return word.start() + len(word.group().rstrip(CLOSERS))
