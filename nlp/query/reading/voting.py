"""Votes in a question: who voted, and how."""

from __future__ import annotations

import re

from nlp.query.question import Side
from nlp.query.reading import patterns as p
from nlp.query.reading.known import Known
from nlp.query.reading.labels import decision_words
from nlp.query.reading.persons import party, person_name, typed_name, typed_name_behind
from nlp.query.reading.reading import Reading, compiled, in_manner, listed
from nlp.resources import read_json

LINKING = re.compile(r"^\W*(?:af|by|fra|var|er|from|har|of|hos|was|were)?\s+(?:the\s+|de\s+)?$")
BETWEEN_PARTIES = re.compile(r"[\s,/+]*(?:og|and|&|samt|eller|or|as well as)?[\s,/]*(?:the\s+|de\s+)?")


def read(reading: Reading, known: Known) -> None:
    """ "hvor Enhedslisten stemte imod", "stemt for af Venstre", "points with a vote"."""
    for match in reversed(list(compiled(p.PARTY_BEHIND).finditer(reading.written))):
        reading.rewrite(*match.span(), "")
    without_adverbs(reading)
    unvoted = reading.find(reading.said(listed("unvoted")))
    if unvoted:
        reading.take(*unvoted.span())
        reading.question.voted = False
        return
    unanimity(reading)
    but_parties(reading)
    counted(reading)
    many = reading.take_all(p.MANY_VOTES) if reading.has("stem", "vote") else []
    reading.question.unused += [reading.written[slice(*match.span())].strip() for match in many]
    asked = inverted(reading, known) or against_votes(reading, known) or on_no_side(reading, known)
    for side in ("against", "abstained", "for"):
        for match in compiled(reading.said(listed(side))).finditer(reading.text):
            voters = voters_at(reading, known, match.start(), match.end())
            if not voters and match.group() in listed("needs_voter") and not asks_who(reading, match.start()):
                continue
            reading.take(*match.span())
            if not voters:
                reading.take_all(reading.said(listed("which_party")))
            reading.question.votes += [(voter, side) for voter in voters or [""]]
            asked = True
    asked = party_for(reading, known) or asked or any_vote(reading, known)
    if asked:
        reading.take_all(reading.said(listed("voted")))
        reading.take_all(reading.said(listed("to_vote")))
        reading.take_all(reading.said(listed("all_parties")))
    else:
        voted(reading)


def counted(reading: Reading) -> None:
    """ "14 stemmer mod 11", "passed 13 to 12", "med snævert flertal": there was a vote, and so many voted."""
    if any(letter.isdigit() for letter in reading.text):
        decided = reading.said((*decision_words(), *listed("voted")))
        behind = list(compiled(p.COUNTED_BEHIND.format(decided=decided)).finditer(reading.text))
        for match in behind:
            reading.take(*match.span("tally"))
        for match in (*behind, *reading.take_all(p.COUNTED)):
            reading.question.voted = True
            numbers = [int(one) for name, one in match.groupdict().items() if one and name != "tally"]
            if len(numbers) == 2:
                reading.question.tally = sorted(numbers, reverse=True)
    margins: dict[str, int] = listed("margins")
    if found := reading.find(reading.said(margins)):
        reading.take(*found.span())
        reading.question.voted, reading.question.margin = True, margins[" ".join(found.group().split())]


def without_adverbs(reading: Reading) -> None:
    """ "stemte sammen imod" as "stemte imod"."""
    if not reading.has("stem", "vote"):
        return
    between = reading.said(listed("vote_adverbs"))
    pattern = rf"(?:stemte|stemmer|stemt|voted|vote)(\s+{between})(?=\s+(?:i?mod|for|nej|ja|against)(?![^\W_]))"
    reading.replace(pattern, "", group=1)


def voted(reading: Reading) -> None:
    """ "points with a vote", "not those with a vote"."""
    if found := reading.find(reading.said(listed("voted"))):
        but = reading.said((*in_manner("except"), *in_manner("not")))
        denied = compiled(rf"{but}{p.SMALL_WORDS}\s+$").search(reading.text, 0, found.start())
        reading.take(denied.start() if denied else found.start(), found.end())
        reading.question.voted = not denied


def unanimity(reading: Reading) -> None:
    """ "ikke vedtaget enstemmigt": there was a vote."""
    if reading.has("stemmig", "unanim", "enighed") and (match := reading.find(p.NOT_UNANIMOUS)):
        reading.take(*match.span(1))
        reading.take(*match.span(2))
        reading.question.voted = True


def but_parties(reading: Reading) -> None:
    """ "alle undtagen DF stemte for": no condition can say so; taken and named."""
    for match in list(compiled(reading.said(in_manner("except")) + r"\s+").finditer(reading.text)):
        for start, end, _ in reading.runs(3):
            if start == match.end() and party(reading.written[start:end]) in read_json("parties.json")["letters"]:
                reading.question.unused.append(reading.written[match.start() : end])
                reading.take(match.start(), end)
                break


def on_no_side(reading: Reading, known: Known) -> bool:
    """ "hvem stemte for og imod", "A and V disagreed on": whoever is named, on any side; taken."""
    match = reading.find(reading.said(listed("no_side")))
    if not match:
        return False
    voters = voters_at(reading, known, match.start(), match.end())
    reading.take(*match.span())
    reading.take_all(reading.said(listed("which_party")))
    reading.question.votes += [(voter, "any") for voter in voters]
    reading.question.voted = None if voters else True
    return True


def asks_who(reading: Reading, limit: int) -> bool:
    """Whether "hvem" or "hvilke partier" stands before."""
    return bool(compiled(reading.said((*listed("which_party"), "hvem", "who"))).search(reading.text, 0, limit))


def party_for(reading: Reading, known: Known) -> bool:
    """ "DF for i Byrådet": parties right before "for"; taken."""
    for match in compiled(p.BARE_FOR).finditer(reading.text):
        before = [reading.written[at:end] for at, end, _ in reading.words() if end <= match.start()]
        if any(party(" ".join(before[-size:])) for size in (1, 2) if len(before) >= size):
            voters = voters_at(reading, known, match.start(), match.end())
            reading.question.votes += [(voter, "for") for voter in voters]
            reading.take(*match.span())
            return bool(voters)
    return False


def any_vote(reading: Reading, known: Known) -> bool:
    """ "hvordan stemte Venstre om", "how did V vote on": whoever is named there, on any side; taken."""
    if whose := compiled(p.WHOSE_VOTES).search(reading.written) if reading.has("stemme", "vot") else None:
        voter = party(whose["who"]) or next(iter(known.people(whose["who"])), None)
        if p.BLANK not in reading.text[slice(*whose.span())] and (voter or " " in whose["who"]):
            reading.take(*whose.span())
            reading.question.votes.append((voter or whose["who"], "for" if whose["with"] else "any"))
            return True
    match = reading.find(reading.said(listed("how_voted")))
    if match and not compiled(p.OF_VOTING).search(reading.text, match.start()):
        return False
    voters = voters_at(reading, known, match.start(), match.end()) if match else []
    if match and not voters and match.group().endswith((" by", " of", " fra", " af")):
        voters = [name for name in [typed_name_behind(reading, match.end())] if name]
    if not match or not voters:
        return False
    reading.take(*match.span())
    reading.take_all(reading.said(listed("to_vote")))
    reading.question.votes += [(voter, "any") for voter in voters]
    return True


def against_votes(reading: Reading, known: Known) -> bool:
    """ "vedtaget mod Venstres stemmer": taken."""
    match = reading.find(p.AGAINST_VOTES) if reading.has("stemmer", "votes") else None
    voters = voters_at(reading, known, match.end("who"), match.end()) if match else []
    if match and voters:
        reading.take(*match.span())
        reading.question.votes += [(voter, "against") for voter in voters]
    return bool(voters)


def inverted(reading: Reading, known: Known) -> bool:
    """ "hvor stemte Venstre imod": the voter between verb and side; taken."""
    match = reading.find(p.INVERTED) if reading.has("stemte", "stemmer") else None
    if not match:
        return False
    start, end = match.span("who")
    voters = voters_at(reading, known, end, end)
    if not voters or reading.text[start:end].strip(p.BLANK + " ,").replace("og", "").strip(" ,"):
        return False
    side: Side = "for" if match["side"] in ("for", "ja") else "against"
    reading.question.votes += [(voter, side) for voter in voters]
    reading.take(*match.span())
    return True


def voters_at(reading: Reading, known: Known, start: int, end: int) -> list[str]:
    """Parties or people right before the words of voting, else right after them; taken."""
    found: list[str] = []
    while named := named_before(reading, known, start):
        found.insert(0, named[0])
        start = named[1]
    before = bool(found)
    while not before and (named := named_after(reading, known, end)):
        found.append(named[0])
        end = named[2]
    if not found and (name := unknown_voter(reading, start)):
        found.append(name)
    return found


def unknown_voter(reading: Reading, limit: int) -> str | None:
    """Two capitalised words or more right before: a person whom the archive does not know; taken."""
    typed = compiled(r"(?:[A-ZÆØÅ][\w'’.-]+\s+){2,4}(?:[a-zæø]+\s+){0,3}$").search(reading.written, 0, limit)
    if not typed or re.search(p.NO_PERSON, typed.group()):
        return None
    capitals = re.sub(r"(?<!\w)(?:[a-zæø]+\s+)*$", "", typed.group())
    if not only_blank(typed.group()[len(capitals) :]):
        return None
    name = typed_name(reading, typed.start() + len(capitals))
    return name if name and " " in name else None


def named_before(reading: Reading, known: Known, limit: int) -> tuple[str, int, int] | None:
    """The party or person that ends where the words of voting, or the voter named last, begin."""
    for start, end, words in reading.runs(5):
        gap = reading.text[end:limit]
        beside = end <= limit and (BETWEEN_PARTIES.fullmatch(gap) or only_blank(gap))
        if beside and (voter := voter_of(reading, known, start, end, words)):
            reading.take(start, limit)
            return voter, start, end
    return None


def named_after(reading: Reading, known: Known, limit: int) -> tuple[str, int, int] | None:
    """The voter who is named right behind a place, taken, with where; None where nobody is."""
    for start, end, words in reading.runs(5):
        gap = reading.text[limit:start]
        beside = start >= limit and (LINKING.match(gap) or BETWEEN_PARTIES.fullmatch(gap))
        if beside and (voter := voter_of(reading, known, start, end, words)):
            reading.take(start, end)
            return voter, start, end
    return None


def only_blank(text: str) -> bool:
    """Whether nothing but "har", "som", "nogensinde" or what has been read stands there."""
    return all(word in listed("between_voter_and_vote") for word in text.replace(p.BLANK, " ").split())


def voter_of(reading: Reading, known: Known, start: int, end: int, words: str) -> str | None:
    """The letter of a party, else the name of a person of the archive."""
    if len(words) > 2 and words in listed("noise") and words not in listed("parties"):
        return None
    return party(reading.written[start:end]) or person_name(reading, known, start, end)
