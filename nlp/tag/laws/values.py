"""What a citation says: the act's name, its provisions, and the act in the register."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from nlp.tag import scan
from nlp.tag.entities import Context
from nlp.tag.laws import patterns as p
from nlp.tag.laws import register
from nlp.tag.laws.provisions import provisions

if TYPE_CHECKING:
    from nlp.record import LawValue, Provision, ResolvedLaw

PROVISIONS = scan.late(p.PROVISIONS)
NUMBER = scan.late(p.ACT_NUMBER, re.DOTALL)
YEAR = scan.late(r"(?:19|20)\d\d(?!\d)|\d\d$")
NO_ACT_AFTER = scan.late(p.NO_ACT_AFTER)
LEADING = scan.late(r"^(?:(?:lov)?bekendtgørelse(?:n)?\s+af\s+(?=.*lov)|(?:i|efter|fra)\s+(?:den\s+)?|[\s,.(–-]+)")
KIND_AND_NUMBER = scan.late(
    rf"^{p.KIND}\.?\s*(?:nr\.?\s*:?)?\d{{1,4}}(?:/\d{{4}})?(?:,?\s+(?:af|fra)\s+{p.DATE})?\s*[-–,]?\s*"
)
NUMBER_AFTER = scan.late(rf"{p.NUMBER_AFTER}|{p.DATE_AFTER}$")
BROKEN = scan.late(r"(?<=[^\W\d_])-\n[ ]*(?=[a-zæøå])")
DEFINITE = (
    ("lovens", "loven"),
    ("lovs", "loven"),
    ("bekendtgørelsens", "bekendtgørelsen"),
    ("reglementets", "reglementet"),
)


class Memory:
    """Values citations in text order and remembers the act last named in the section."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.section = -1
        self.last: ResolvedLaw | None = None

    def value(self, span_text: str, start: int) -> LawValue:
        """The value of the citation ``span_text`` that stands at ``start`` of the context's text."""
        from nlp.record import LawValue

        section = self.context.section_start(start)
        if section != self.section:
            self.section, self.last = section, None
        text = scan.lower(span_text)
        found = provisions(text)
        name = law_name(text)
        if name is None and not NUMBER.search(PROVISIONS.sub(" ", text)):
            return LawValue(provisions=found, resolved=self.referred(text, start + len(span_text), found))
        if name and name.split()[0] in p.REFER_BACK and len(name.split()) < 3:
            return LawValue(law=name, provisions=found, resolved=self.referred(text, -1, found))
        resolved = self.resolve(name, text)
        self.last = resolved
        return LawValue(law=name, provisions=found, resolved=resolved)

    def referred(self, text: str, end: int, found: list[Provision]) -> ResolvedLaw | None:
        """The act last named, unless the provision is of a local plan or another text than a statute."""
        if self.last is None or any("." in (one.section or "") for one in found):
            return None
        if end >= 0 and NO_ACT_AFTER.match(self.context.text, end):
            return None
        return self.last.model_copy(update={"via": "context"})

    def resolve(self, name: str | None, text: str) -> ResolvedLaw | None:
        """The act in the register by its number, else by its name as of the meeting's day."""
        if by_number := numbered_act(PROVISIONS.sub(" ", text)):
            return by_number.resolved("number")
        if "cirkulære" in text or name is None:
            return None
        named = register.by_name(name, self.context.meeting_date)
        return named.resolved("name") if named else None


def numbered_act(text: str) -> register.Act | None:
    """The act of "lov nr. 1482 … af 23. december 2014"; None without a year or not in the register."""
    match = NUMBER.search(text)
    if not match or re.match(r"\W*(?:cirkulære|cir\b|vejledning)", text):
        return None
    written = YEAR.findall(match["slash"] or match["date"] or "")
    if not written:
        return None
    year = int(written[-1]) if len(written[-1]) == 4 else 2000 + int(written[-1])
    return register.by_number(int(match["number"]), year)


def law_name(text: str) -> str | None:
    """The name as cited, definite and without genitive; None for a bare § or a number alone."""
    text = whole_words(text)
    name = PROVISIONS.sub(" ", text)
    if not PROVISIONS.search(text) and (missing := re.search(p.MISSING_SIGN + "$", text)):
        name = text[: missing.start()]
    name = " ".join(name.split()).strip(" ,()-–")
    name = LEADING.sub("", name)
    without = KIND_AND_NUMBER.sub("", name)
    if without != name:
        name = f"{kind_of(name)} {without}" if without.startswith("om ") else without
    name = NUMBER_AFTER.sub("", LEADING.sub("", name))
    name = re.sub(r"\s*\([^)]*\)?|\s*\((?:lbk|lov|bek).*$", "", name)
    return tidy(name.strip(" ,.()-–:") if not name.rstrip().endswith(p.TITLE_ABBREVIATIONS) else name.strip(" ,()-–:"))


def whole_words(text: str) -> str:
    """The text with words joined that a hyphen breaks over two lines."""
    return BROKEN.sub("", text)


def kind_of(citation: str) -> str:
    """ "lov", "cirkulære", "vejledning" or "bekendtgørelse", from how a citation by number begins."""
    for start, kind in (("lov", "lov"), ("lbk", "lov"), ("cir", "cirkulære"), ("vejl", "vejledning")):
        if citation.startswith(start):
            return kind
    return "bekendtgørelse"


def tidy(name: str) -> str | None:
    """A cited name made definite, without genitive and words before it; None where nothing is left."""
    name = re.sub(r"^(?:i|efter|fra|jf\.?|og|samt)\s+", "", name).strip()
    if not re.search(r"[^\W\d_]{2}", name) or name in ("jf", "og", "samt"):
        return None
    if re.fullmatch(r"br ?18", name):
        return "bygningsreglementet 2018"
    if name.split()[0] in ("samme", "nævnte"):
        return name.removesuffix("s")
    name = re.sub(r"^bygningsreglement(?!et)", "bygningsreglementet", name).replace("reglementet, br", "reglementet br")
    name = re.sub(r"^service-lov", "servicelov", name).replace("lab loven", "lab-loven")
    if " om " in f"{name} " and not name.startswith(("samme", "loven", "bekendtgørelsen")):
        return name
    for ending, plain in DEFINITE:
        if name.endswith(ending) and not name.startswith(("barnets", "kommunale")):
            return name.removesuffix(ending) + plain
    if name.endswith("lov") and " " not in name:
        return name + "en"
    return re.sub(r"(?<=\w\w)(?<=et|en|er|ne|gt|rd|ov)s$", "", name)
