"""How an answer is wanted: counted, the newest, the five dearest, of the last meeting."""

from __future__ import annotations

import re

from nlp.query.question import Order
from nlp.query.reading import patterns as p
from nlp.query.reading.reading import Reading, compiled, in_manner, listed, number_of

MEETING = re.compile(p.MEETING_TAIL)
AHEAD = 3
"""Words after "sidste" or "største" among which what it speaks of must stand."""


def read(reading: Reading) -> None:
    """Take the words; dates and amounts ("de sidste tre år") have been read before."""
    counting(reading)
    repeated(reading)
    adding_up(reading)
    counted_by(reading)
    wanted(reading)
    if meeting(reading) or meetings(reading):
        return
    ranked(reading, "smallest")
    ranked(reading, "amount")
    ranked(reading, "oldest")
    ranked(reading, "newest")


def counting(reading: Reading) -> None:
    """ "hvor mange", "antal" at the start: the number is what is asked for."""
    money = compiled(reading.said((*listed("asking"), *in_manner("added_up"))))
    start = compiled(rf"^\W*(?:{reading.said(in_manner('counting_first'))})")
    for match in (compiled(reading.said(in_manner("counting"))).search(reading.text), start.search(reading.text)):
        longer = match and money.match(reading.text, match.start())
        if match and not (longer and longer.end() > match.end()):
            reading.question.how_many = True
            reading.take(*match.span())
            return


def repeated(reading: Reading) -> None:
    """ "udsat mere end én gang": no condition can say so; taken and named."""
    if not reading.has("gang", "time", "once", "twice", "repeated", "again and", "igen og"):
        return
    pattern = p.REPEATED.replace("NUMBER", rf"(?:\d{{1,2}}|{'|'.join(listed('numbers'))})")
    for match in reading.take_all(pattern):
        reading.question.unused.append(reading.written[slice(*match.span())])


def adding_up(reading: Reading) -> None:
    """ "hvor mange penge", "how much was spent": amounts are shown point by point, a sum would count some twice."""
    asked = reading.take_all(reading.said(in_manner("added_up")))
    if compiled(reading.said(in_manner("money"))).search(reading.text):
        asked += reading.take_all(reading.said(in_manner("how_much")))
    if asked:
        reading.question.remarks.append(("no_sum", ""))


def counted_by(reading: Reading) -> None:
    """ "hvilket udvalg behandler flest byggesager": counts are what `stats` gives."""
    kinds: dict[str, str] = in_manner("counted_by")
    asked = reading.find(reading.said(kinds))
    most = compiled(reading.said(in_manner("most_of"))).search(reading.text, asked.end()) if asked else None
    if asked and most:
        reading.question.remarks.append(("stats", kinds[" ".join(asked.group().split())]))
        reading.take(*asked.span())
        reading.take(*most.span())


def wanted(reading: Reading) -> None:
    """ "top 10", "vis 50 sager", "at most five results": how many; in which order may be said too."""
    numbers: dict[str, int] = listed("numbers")
    heads = reading.said((*listed("heads"), *in_manner("hits")))
    shown = p.SHOWN.format(numbers="|".join(numbers), heads=heads)
    top = p.TOP.format(numbers="|".join(numbers)) if reading.has("top") else "(?!)"
    for pattern in (top, shown if heads != "(?!)" else "(?!)"):
        if match := reading.find(pattern):
            reading.question.limit = number_of(match["number"])
            reading.take(match.start(), match.end("number"))
            if pattern != shown and any(is_sum(word) for _, _, word in following(reading, match.end())[:1]):
                reading.question.order = "amount"
            return


def meeting(reading: Reading) -> bool:
    """ "sidste møde i Byrådet", "last council meeting", "næste udvalgsmøde"."""
    for name in ("latest", "coming"):
        for match in compiled(reading.said(in_manner(name))).finditer(reading.text):
            if compiled(p.TOWARDS).search(reading.text, 0, match.start()):
                continue
            for _, end, word in following(reading, match.end()):
                if word in in_manner("meeting") or re.search(p.MEETING_TAIL, word):
                    at = end - len(word) if word in in_manner("meeting") else end - len(tail(word))
                    if re.match(rf"[\s{p.BLANK}]*(?:hvor|where|der|at which)\b", reading.text[end:]):
                        break
                    reading.question.meeting = "latest" if name == "latest" else "next"
                    reading.take(*match.span())
                    reading.take(at, end)
                    return True
    return False


def meetings(reading: Reading) -> bool:
    """ "de seneste tre møder"."""
    if not reading.has(*in_manner("latest")):
        return False
    number = rf"(?P<number>\d{{1,2}}|{'|'.join(listed('numbers'))})"
    latest, plural = reading.said(in_manner("latest")), reading.said(in_manner("meetings"))
    pattern = rf"(?:{latest}\s+{number}|{number.replace('number', 'first')}\s+{latest})\s+{plural}"
    match = compiled(pattern).search(reading.text)
    if match:
        reading.question.meeting = "latest"
        reading.question.meetings = number_of(match["number"] or match["first"])
        reading.take(*match.span())
    return bool(match)


def tail(word: str) -> str:
    found = re.search(p.MEETING_TAIL, word)
    return found.group() if found else ""


def following(reading: Reading, at: int) -> list[tuple[int, int, str]]:
    """The next few words that have not been read."""
    return [one for one in reading.words() if one[0] >= at][: AHEAD + 1]


def ranked(reading: Reading, order: Order) -> None:
    """ "de fem seneste", "top 10", "største bevillinger": an order, and how many are wanted."""
    bare = {"amount": "largest", "smallest": "least"}.get(order)
    names = [*in_manner(order), *(in_manner(bare) if bare else ())]
    match = next((one for one in compiled(reading.said(names)).finditer(reading.text) if fits(reading, one)), None)
    if not match:
        return
    number = rf"(\d{{1,3}}|{'|'.join(listed('numbers'))})"
    before = compiled(rf"(?<![^\W_]){number}\s+$").search(reading.text, 0, match.start())
    after = compiled(rf"\s+{number}(?![\w.,]*\d)(?!\w)").match(reading.text, match.end())
    if found := before or after:
        reading.question.limit = number_of(found[1])
        reading.take(*found.span(1))
    reading.question.order = order
    reading.take(*match.span())


def is_sum(said: str) -> bool:
    """Whether a word speaks of sums of money."""
    return any(
        said.startswith(part) or said.endswith(part) or (len(part) > 4 and part in said) for part in in_manner("sums")
    )


def fits(reading: Reading, match: re.Match[str]) -> bool:
    """Whether "største" speaks of sums, "ældste" of points, and not of the largest school or the oldest house."""
    word = " ".join(match.group().split())
    ahead = [one for _, _, one in following(reading, match.end())[:2]]
    if not ahead:
        return word not in ("første", "first")
    if word in in_manner("largest") or word in in_manner("least"):
        return any(map(is_sum, ahead))
    if word in in_manner("oldest") and " " not in word:
        return any(
            said.startswith(part) or MEETING.search(said) for said in ahead for part in in_manner("after_oldest")
        )
    return True
