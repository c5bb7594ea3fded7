"""What the line features look for (data only). Sources: reference on layouts of 38 municipalities."""

from __future__ import annotations

# Leading numbering, by kind; the order is the order of trial. Group "n" is the number.
NUMBERING: tuple[tuple[str, str], ...] = (
    ("punkt", r"(?:dagsordenspunkt|dagsordenens punkt|ad punkt|punkt nr\.?|punkt)\s*(?P<n>\d{1,4})\b\s*[.:)\-–]*"),
    ("pkt", r"pkt\.?\s*(?:nr\.?)?\s*(?P<n>\d{1,4})\b\s*[.:)\-–]*"),
    ("sag", r"sag(?:s?nr\.?| nr\.?)?\s*(?P<n>\d{1,4})(?![\d/\-])\s*[.:)\-–]*"),
    ("nr", r"nr\.?\s*(?P<n>\d{1,4})(?![\d/])\s*[.:)\-–]*"),
    ("ad", r"(?:ad|emne)\.?\s*(?P<n>\d{1,4})\b\s*[.:)\-–]*"),
    ("paragraph", r"§\s*(?P<n>\d{1,4})\b"),
    ("paren", r"\(?(?P<n>\d{1,4})\)"),
    ("dotted", r"(?P<n>\d{1,4})\s?\.(?!\d)\s*:?"),
    ("dash", r"(?P<n>\d{1,4})\s*(?:[-–:]|\.:)(?=\s)"),
    ("open", r"(?P<n>\d{1,4})\s*\.?\s*\((?:åben|åbent|lukket|offentlig|åben sag|lukket sag)\)"),
    ("plain", r"(?P<n>\d{1,4})(?=\s+[^\W\d_])"),
    ("alone", r"(?P<n>\d{1,4})$"),
    ("glued", r"(?P<n>\d{1,4})(?=[A-ZÆØÅ][a-zæøå])"),
)
BULLET = r"[-–•·*▪o]\s"
MARKS = r"^(?:\s|#|\*\*|__|<b>|<strong>)+|(?:\*\*|__|</b>|</strong>|#|\s)+$"
CONTENTS_ROW = r"(?:\.{3,}|…|\t| {3,})\s*\d{0,4}\s*$"
PAGE_NUMBER = r"\s\d{1,4}$"
CONTENTS_HEAD = (
    r"(?:indholdsfortegnelse|indhold|dagsorden|punkter|sagsoversigt|punkter på dagsordenen|"
    r"sag nr\.? emne side|dagsordenspunkter|oversigt)\s*:?$"
)
CASE_LINE = (
    r"(?:sags?(?:\s?id|nr|nummer)?\.?|sag|j\.?\s?nr\.?|journal\s?(?:nr|nummer)\.?|"
    r"dok\.?(?:ument)?\s?(?:nr|nummer)?\.?|sagsansvarlig|sagsbehandler|initialer|sagsinitialer|sagstype|"
    r"punkttype|ansvarligt center|acadre|emn)\b[ .:]"
)
CASE_NUMBER = (
    r"(?:\d{2}/\d{1,6}|\d{2,4}-\d{3,7}[A-Z]?|\d{3}-\d{4}-\d+|\d{2}\.\d{2}\.\d{2}.{0,3}[A-ZÆØÅ]\d{2}.*\d|"
    r"EMN-\d{4}-\d+|S\d{4}-\d+|\d{4}-\d{4,7}|\d{5,7})$"
)
STATUS_LINE = (
    r"(?:åbent?|lukket|offentlig|(?:åben|lukket) (?:sag|dagsorden|del)|(?:åbent|lukket) (?:punkt|møde)|"
    r"(?:åbne|lukkede|offentlige|fortrolige) (?:punkter|sager|møder))\.?$"
)
ABSENCE = r"(?:fraværende|afbud|ikke til stede|ej til stede|følgende deltog ikke|fravær)\b"
ABSENCE_END = r"(?:var fraværende|deltog ikke|var ikke til stede|ikke til stede|havde meldt afbud|fraværende)\b"
HEAD_WORD = (
    r"(?:referat|mødedato|mødested|mødedeltagere|deltagere|medlemmer|til stede|indkaldte?|udvalg|møde|"
    r"sted|starttidspunkt|sluttidspunkt|tidspunkt|dato|tid|protokol|beslutningsprotokol|åbent referat|"
    r"mødefakta|data om mødet|mødelokale|mødetidspunkt|beslutninger fra|udskrift|for .* kommune|kl\.|"
    r"i mødet deltog|stedfortrædere?)\b"
)
NOISE = (
    r"(?:side\s*\d+|[-–]?\s*\d{1,4}\s*[-–]?$|udskriv$|(?:tilbage )?til toppen$|fejl! bogmærke|\d+\s*/\s*\d+$|cookie|"
    r"vi bruger cookies|spring til|forside\b|del siden|følg os|sitemap|tilgængelighedserklæring|senest opdateret|"
    r"mødet (?:blev )?(?:sluttede|hævet|hævedes|slut)|underskrift|bilag til (?:referatet|protokollen)|"
    r"på .{3,30}s vegne$)"
)
DATE = (
    r"\b\d{1,2}[.\-/ ]\s?(?:\d{1,2}|januar|februar|marts|april|maj|juni|juli|august|september|oktober|"
    r"november|december)[.\-/ ]\s?\d{2,4}\b"
)
BODY_WORD = (
    r"(?:udvalg|byråd|kommunalbestyrelse|rådet?\b|regionsråd|nævn|borgerrepræsentation|magistrat|"
    r"udvalget for)"
)
NAME_LINE = r"[A-ZÆØÅ][\w.\-]*(?: [A-ZÆØÅa-z][\w.\-]*){1,4}(?:\s*[(,\-–].{0,40})?$"
PAGE_LINE = r"(?:^|\s{2,}|\t)side\s+\d+(?:\s*(?:af|/)\s*\d+)?\s*$"
# A line between points that names the group of those below it.
GROUP_LINE = (
    r"(?:(?:åbne|lukkede|offentlige|fortrolige) (?:punkter|sager|møder)|(?:åben|lukket) (?:dagsorden|del)|"
    r"(?:åbent|lukket) møde|(?:punkter|sager) for (?:åbne|lukkede) døre|tillægsdagsorden)\s*:?$"
)
