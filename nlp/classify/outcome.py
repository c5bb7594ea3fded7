"""What a decision's text says was decided, without what was merely said, quoted or voted down."""

from __future__ import annotations

import re
from functools import lru_cache

from nlp.classify import patterns
from nlp.segment.points.votes import find_votes
from nlp.vocabulary.parties import party_names

_QUOTATION = re.compile(patterns.QUOTATION)
_SENTENCE_END = re.compile(patterns.SENTENCE_END)
_MINUTES_LINE = re.compile(patterns.MINUTES_LINE, re.IGNORECASE | re.MULTILINE)
_MINORITY = re.compile(patterns.MINORITY.replace("PARTIES", rf"(?i:{party_names()})"))
_SENTENCES = [(re.compile(pattern, re.IGNORECASE | re.DOTALL), word) for pattern, word in patterns.SENTENCES]
_BESIDE = re.compile(patterns.BESIDE, re.IGNORECASE)
_COURTESY = re.compile(patterns.COURTESY, re.IGNORECASE)
_SPOKEN = re.compile(patterns.SPOKEN)
_RESOLVED = re.compile(patterns.RESOLVED, re.IGNORECASE)
_ONWARD = re.compile(patterns.ONWARD, re.IGNORECASE)
_BODY_DECIDES = re.compile(patterns.BODY_DECIDES, re.IGNORECASE)
_IMPARTIALITY = re.compile(patterns.IMPARTIALITY, re.IGNORECASE)
_PROPOSED = re.compile(patterns.PROPOSED, re.IGNORECASE)
_FATE = re.compile(patterns.FATE)
_OTHER_VOTE = re.compile("ændringsforslag|udvalgshenvis", re.IGNORECASE)
_SETTLED = re.compile(patterns.SETTLED, re.IGNORECASE)
_MAY_NEGATE = re.compile("ikke|undl", re.IGNORECASE)
_NEGATIONS = [(re.compile(pattern, re.IGNORECASE), word) for pattern, word in patterns.NEGATIONS]


def negated(text: str) -> str:
    """Verdicts and their negations joined: "kan ikke anbefales" to "kan ikkeanbefal"."""
    if not _MAY_NEGATE.search(text):
        return text
    for pattern, word in _NEGATIONS:
        text = pattern.sub(word, text)
    return text


def _sentence(sentence: str) -> str:
    if _SPOKEN.search(sentence) and not _BODY_DECIDES.search(sentence):
        return ""
    for pattern, word in _SENTENCES:
        if pattern.search(sentence):
            return word
    return sentence


def _with_amendments(sentences: list[str]) -> list[str]:
    """The sentences, where a verdict right behind an amendment names the amendment if another verdict follows."""
    named = list(sentences)
    for at in range(1, len(sentences) - 1):
        if _PROPOSED.search(sentences[at - 1]) and _FATE.search(sentences[at]) and _SETTLED.search(sentences[at + 1]):
            named[at] = "Ændringsforslaget " + sentences[at][0].lower() + sentences[at][1:]
    return named


def _by_vote(decision: str) -> str:
    """What the figures of a vote say where no word does."""
    votes = None if _OTHER_VOTE.search(decision) else find_votes(decision)
    if votes is None or votes.for_.count is None or votes.against.count is None:
        return ""
    return "Vedtaget." if votes.for_.count > votes.against.count else "Forkastet."


@lru_cache(maxsize=4096)
def is_recorded(decision: str) -> bool:
    """Whether a decision is told, not only headed or said to be kept back ("Beslutning ikke frigivet")."""
    return bool(_MINUTES_LINE.sub("", decision).strip())


def outcome(decision: str) -> str:
    """The decision without headings, quotations and statements and votes of a minority.

    Proposals that fell leave nothing, carried amendments "med den ændring". Where nothing is left, a decision on
    somebody's impartiality or the figures of a vote stand for themselves.
    """
    text = _QUOTATION.sub(" xcitat ", _MINUTES_LINE.sub("", decision))
    if left := _left(text):
        return left
    return "Besluttet om habilitet." if _IMPARTIALITY.search(text) else _by_vote(text)


def _plainly(resolved: re.Match[str]) -> str:
    """ "indstiller" for "besluttede at indstille"."""
    return resolved["verb"] + "r" if resolved["verb"] else "giver afslag"


def _left(text: str) -> str:
    text = _RESOLVED.sub(_plainly, text)
    text = _COURTESY.sub("", _ONWARD.sub(r"\1\2\3", text))
    text = negated(_MINORITY.sub(" xmindretal. ", text))
    sentences = list(filter(None, map(_sentence, _with_amendments(_SENTENCE_END.split(text)))))
    own = [one for one in sentences if not _BESIDE.search(one)]
    return "\n".join(own if any(map(_SETTLED.search, own)) else sentences).strip()
