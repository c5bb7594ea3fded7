"""What lines of minutes look like: patterns of the line features and of rules on lines (data only).

The features' patterns are part of the trained labeller. Source: layouts of minutes of 38 municipalities.
"""

from __future__ import annotations

import re

from nlp.resources import months

_I = re.IGNORECASE

# Leading numbering, by kind; the order is the order of trial. Group "n" is the number.
_NUMBERING = (
    (
        "punkt",
        r"(?:dagsordenspunkt|dagsordenens punkt|ad punkt|punkt nr\.?|punkt)\s*(?P<n>\d{1,4})\b(?!\.\d)"
        r"(?:\s*(?:af|/)\s*\d{1,3}(?=\s*[:)\-–]|\s*$))?\s*[.:)\-–]*",
    ),
    (
        "pkt",
        r"pkt\.?\s*(?:nr\.?)?\s*(?P<n>\d{1,4})\b(?!\.\d)(?:\s*(?:af|/)\s*\d{1,3}(?=\s*[:)\-–]|\s*$))?\s*[.:)\-–]*",
    ),
    ("sag", r"sag(?:s?nr\.?| nr\.?)?\s*(?P<n>\d{1,4})(?![\d/\-]|\.\d)\s*[.:)\-–]*"),
    ("nr", r"nr\.?\s*(?P<n>\d{1,4})(?![\d/])\s*[.:)\-–]*"),
    ("ad", r"(?:ad|emne)\.?\s*(?P<n>\d{1,4})\b\s*[.:)\-–]*"),
    ("paragraph", r"§\s*(?P<n>\d{1,4})\b"),
    ("paren", r"\(?(?P<n>\d{1,4})\)"),
    ("dotted", r"(?P<n>\d{1,4})\s?\.+(?!\d)\s*:?"),
    ("dash", r"(?P<n>\d{1,4})\s*(?:[-–:]|\.:)(?=\s)"),
    ("open", r"(?P<n>\d{1,4})\s*\.?\s*\((?:åben|åbent|lukket|offentlig|åben sag|lukket sag)\)"),
    ("plain", r"(?P<n>\d{1,4})(?=\s+[^\W\d_])(?!\s+af\s+\d)"),
    ("alone", r"(?P<n>\d{1,4})$"),
    ("glued", r"(?P<n>\d{1,4})(?=[A-ZÆØÅ][a-zæøå])"),
)
NUMBERING = tuple((kind, re.compile(pattern, _I)) for kind, pattern in _NUMBERING)
BULLET = re.compile(r"[-–•·*▪o]\s")
MARKS = re.compile(
    r"^(?:\s|#|\*\*|__|<b>|<strong>|[*_](?=[^\s*_]))+|(?:\*\*|__|</b>|</strong>|#|\s|(?<=[^\s*_])[*_])+$"
)
CONTENTS_HEAD = re.compile(
    r"(?:indholdsfortegnelse|indhold|dagsorden|punkter|sagsoversigt|punkter på dagsordenen|"
    r"sag nr\.? emne side|dagsordenspunkter|oversigt)\s*:?$",
    _I,
)
CASE_FIELDS = "brevid|sagsansvarlig|sagsbehandler|initialer|sagsinitialer|sagstype|punkttype"
CASE_DATA = re.compile(
    r"\(?(?:sags?(?:\s?id|nr|nummer)?\.?|sag|j\.?\s?nr\.?|journal\s?(?:nr|nummer)\.?|journal(?=:? {1,3}\d)|"
    rf"dok\.?(?:ument)?\s?(?:nr|nummer)?\.?|{CASE_FIELDS}|ansvarligt center|acadre|emn)\b[ .:]",
    _I,
)
CASE_NUMBER = re.compile(
    r"(?:\d{2}/\d{1,6}|\d{2,4}-\d{3,7}[A-Z]?|\d{3}-\d{4}-\d+|\d{2}\.\d{2}\.\d{2}.{0,3}[A-ZÆØÅ]\d{2}.*\d|"
    r"EMN-\d{4}-\d+|S\d{4}-\d+|\d{4}-\d{4,7}|\d{5,7})$",
    _I,
)
STATUS_LINE = re.compile(
    r"(?:åbent?|lukket|offentlig|(?:åben|lukket) (?:sag|dagsorden|del)|(?:åbent|lukket) (?:punkt|møde)|"
    r"(?:åbne|lukkede|offentlige|fortrolige) (?:punkter|sager|møder))\.?$",
    _I,
)
ABSENCE = re.compile(r"(?:fraværende|afbud|ikke til stede|ej til stede|følgende deltog ikke|fravær)\b", _I)
HEAD_WORD = re.compile(
    r"(?:referat|mødedato|mødested|mødedeltagere|deltagere|medlemmer|til stede|indkaldte?|udvalg|møde|"
    r"sted|starttidspunkt|sluttidspunkt|tidspunkt|dato|tid|protokol|beslutningsprotokol|åbent referat|"
    r"mødefakta|data om mødet|mødelokale|mødetidspunkt|beslutninger fra|udskrift|for .* kommune|kl\.|"
    r"i mødet deltog|stedfortrædere?)\b",
    _I,
)
NOISE = re.compile(
    r"(?:side\s*\d+|[-–]?\s*\d{1,4}\s*[-–]?$|udskriv$|(?:tilbage )?til toppen$|fejl! bogmærke|\d+\s*/\s*\d+$|cookie|"
    r"vi bruger cookies|spring til|forside\b|del siden|følg os|sitemap|tilgængelighedserklæring|senest opdateret|"
    r"mødet (?:blev )?(?:sluttede|hævet|hævedes|slut)|underskrift|bilag til (?:referatet|protokollen)|"
    r"på .{3,30}s vegne$)",
    _I,
)
ABSENCE_END = r"(?:var fraværende|deltog ikke|var ikke til stede|ikke til stede|havde meldt afbud|fraværende)\b"
DATE = rf"\b\d{{1,2}}[.\-/ ]\s?(?:\d{{1,2}}|{'|'.join(months())})[.\-/ ]\s?\d{{2,4}}\b"
_INSIDE = (
    (("...", "…", "\t", "   "), r"(?:\.{3,}|…|\t| {3,})\s*\d{0,4}\s*$"),
    (tuple("0123456789"), r"\s\d{1,4}$"),
    (("fraværende", "deltog ikke", "til stede", "afbud"), ABSENCE_END),
    (tuple("0123456789"), DATE),
    (
        ("udvalg", "råd", "kommunalbestyrelse", "nævn", "borgerrepræsentation", "magistrat"),
        r"(?:udvalg|byråd|kommunalbestyrelse|rådet?\b|regionsråd|nævn|borgerrepræsentation|magistrat)",
    ),
)
INSIDE = tuple((needs, re.compile(pattern, _I)) for needs, pattern in _INSIDE)
"""What may stand inside a line: what it must hold in lower case for the pattern to be tried, and the pattern. A row of
a contents list, a page number at the end, absence, a date, a body."""
NAME_LINE = re.compile(r"[A-ZÆØÅ][\w.\-]*(?: [A-ZÆØÅa-z][\w.\-]*){1,4}(?:\s*[(,\-–].{0,40})?$")
PAGE_AT_END = re.compile(
    r"(?:^|\s{2,}|\t)(?:(?:protokol)?side|blad(?: nr\.?)?|fol(?:io|\.)?)\s+\d+(?:\s*(?:af|/)\s*\d+)?\s*$", _I
)
# A line between points that names the group of those below it.
GROUP = (
    r"(?:(?:åbne|lukkede|offentlige|fortrolige) (?:dagsordens)?(?:punkter|sager|møder)|(?:åben|lukket) (?:dagsorden"
    r"|del)|(?:fra det )?(?:åbn?e|åbent|lukkede|lukket) møde"
    r"|(?:(?:punkter|sager|mødet?) )?(?:for|bag) (?:åbne|lukkede) døre"
    r"|tillægsdagsorden|ud(?:en|enfor| over) (?:for )?dagsorden(?:en)?)"
)
GROUP_LINE = re.compile(GROUP + r"\s*:?$", _I)
# How the text of a decision begins.
DECIDED = re.compile(
    r"(?:(?:\d{1,2}[.)]?|[a-zæøå][.)]|ad\.? ?\w{1,2}[.):]?|(?:punkt|pkt\.?) ?\d+:?|[-–•*])\s+)?"
    r"(?:(?:byrådet|kommunalbestyrelsen|regionsrådet|borgerrepræsentationen|magistraten|rådet|bestyrelsen|udvalget|vi"
    r"|[\w\-]+(?: og [\w\-]+)?udvalget)\s+(?:\w+\s+)?(?:godkend|anbefal|tager|tog|drøft|vedt|beslut|tiltr|udsæt"
    r"|udsat|send"
    r"|henvis|oversend|indstil|afvis|ønske|bad|beder|var enig|er enig|bakke|blev)"
    r"|(?:alle |enstemmigt |sagen |punktet |forslaget |indstillingen |dagsordenen |orienteringen |referatet |rapporten "
    r"|anbefalingen |redegørelsen |planen |ansøgningen |planforslaget )?(?:bl(?:ev|iver) |er |blev ikke |kan |kunne )?"
    r"(?:herefter |dermed |derefter |enstemmigt )?(?:ikke )?"
    r"(?:godkend|tiltr(?:å|æ)d|vedt(?:a|o)g|anbefal|ta(?:get|ges) til|til (?:efterretning|orientering)|drøft(?:et"
    r"|edes|es)"
    r"|udsat|udsæt|udskudt|afvist|afslået|forkastet|oversend|oversendt|henvis|indstil(?:les|let|lingen)"
    r"|orienter(?:et|ing)"
    r"|send(?:t|es)|tilbagesend|imødekom|følges|genoptag|udgår|udgik|udgået|trukket|taget af|bevilge|bevilget|foretoges"
    r"|noteret|valgt|udpeget|hjemvist|stil(?:les|let) i bero|bortfald|støtte|fremsend|videresend|til)"
    r"|med stemmerne|med \d+ stemmer|et flertal|et enigt|enstemmigt|der var enighed|for(?:slaget)? stemte|ad \d"
    r"|ingen|intet"
    r"|der var ingen|dagsordenen|ok\b|ja\b|nej\b|model|[-–]\s*$)",
    _I,
)
CLOSED_GROUP = re.compile(
    r"(?:[a-zæøå\d][.:)]\s*)?(?:lukke(?:t|de)|fortroligt?e?)(?: (?:punkter|sager|sag|punkt|møde|dagsorden|del"
    r"|dagsordenspunkter))?"
    r"\s*[:.]?$|fra det lukkede møde\b|(?:(?:punkter|sager|sag|møde)(?: \w+)? )?(?:for|bag) lukkede døre",
    _I,
)
# A decision without heading: what a body does, and what becomes of a matter.
DECIDES = (
    r"(?:(?:herefter|derefter|enstemmigt)\s+)?(?:vedt(?:og|ager)|beslutte(?:de|r)|godkend(?:te|er)|anbefale(?:de|r)"
    r"|tiltr(?:ådte|æder)"
    r"|t(?:og|ager)|drøfte(?:de|r)|sende(?:r|te)|uds(?:ætter|atte)|henvis(?:er|te)|oversend(?:er|te)|indstille(?:r|de)"
    r"|afvis(?:er|te)|imødekom(?:mer)?|støtte(?:r|de)|valgte|vælger|udpege(?:r|de)|henskyder|henskød)"
)
OUTCOME = (
    r"(?:(?:sagen|punktet|forslaget|indstillingen|dagsordenen|orienteringen|referatet|rapporten|anbefalingen"
    r"|redegørelsen"
    r"|skrivelsen|beretningen|meddelelsen|meddelelserne)\s+(?:(?:bl(?:ev|iver)|er)\s+)?)?(?:enstemmigt\s+)?(?:ikke\s+)?"
    r"(?:godkendt|tiltrådt|vedtaget|ta(?:get|ges) til efterretning|til efterretning|anbefales|anbefalet|drøftet|udsat"
    r"|oversendt|henvist|foretoges|afvist|forkastet|bortfaldet|imødekommet|indstilles)\b"
)
# A line that goes on in lower case or opens with a dash, as second lines of titles do.
LOWERED = re.compile(r"[-–]\s|(?-i:[a-zæøå])", _I)
