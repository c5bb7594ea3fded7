"""Forms of case and document numbers in Danish agenda systems, and the labels before them."""

KLE = r"\d\d\.\d\d\.\d\d"
"""Group of KL's subject classification, as in 27.12.16-G01-4-19."""

FORMS = (
    rf"{KLE}[ ]?[-.]?[ ]?[A-ZÆØÅ]\d\d(?:[ ]?[-/][ ]?\d{{1,7}}){{0,3}}",
    r"\d{2}\.\d{2}(?:\.\d{2})?[A-ZÆØÅ]\d\d[ ]?-[ ]?\d{2,4}/\d{3,7}",
    r"\d{3}-(?:19|20)\d\d-\d{1,7}",
    r"\d{2}-(?:19|20)\d\d-\d{3,7}",
    r"(?:19|20)\d\d-\d{4,7}(?:-\d{1,4})?",
    r"[1-9]-\d\d-\d{1,2}-\d{1,4}(?:-\d{1,4}){1,2}",
    r"(?:[A-ZÆØÅ]{1,4}-?)(?:19|20)\d\d-\d{3,7}",
    r"\d{2}-\d{6,7}[A-ZÆØÅ]?",
    r"\d{5,7}-\d{2}",
    r"\d{2}/\d{3,6}(?:-\d{1,3})?",
    r"(?:19|20)\d\d/\d{4,7}(?:-\d{1,3})?",
    r"[A-ZÆØÅ]{2} \d{2,4}/\d{2}",
)
"""Unambiguous anywhere, the longest first."""

LABEL = (
    r"(?:sags?(?:\s?nr|\s?id|nummer|\sid)?|journal(?:\s?nr|nummer)?|j\.?\s?nr|dok(?:ument)?\.?\s?(?:nr|id|nummer)|dok\.?(?=\s?\d)|"
    r"sagsdok\.?\s?nr|acadre|esdh|edoc)"
)
LABELLED = (
    rf"(?<!\w)(?:{LABEL})\.?(?:\s?[:：][^\S\n]{{0,3}}(?:\n[^\S\n]{{0,3}})?|[^\S\n]{{1,3}}(?:nr\.?[^\S\n]{{0,2}})?)(?:\*\*\s?)?"
    r"(?P<number>(?:[A-ZÆØÅ]{1,4}[ -]?)?\d[\d.]*(?:[ ]?[-/][ ]?[A-ZÆØÅ]?\d+){0,4}[A-ZÆØÅ]?)(?![\w/]|[-.,]\d)"
)
"""Any number of four digits or more behind a label; "Sag nr. 24" is a point's number and no case."""
MINIMAL_DIGITS = 4
ANCHOR = r"\d[-/.]\d"
LABEL_ANCHOR = (
    r"ags?\s?(?:nr|Nr|id|ID|nummer|:)|AGSNR|[Jj]\.?\s?nr|ournal|[Dd]ok(?:ument)?\.?\s?(?:nr|Nr|id|ID|nummer|\d)|"
    r"cadre|ESDH|eDoc"
)
NOT_BEFORE = r"(?:§|kl\.|tlf\.?:?|telefon:?|cvr[- ]?(?:nr)?\.?:?|skoleåret|sæsonen|årene|perioden|side|lov|bek|lbk)\s?$"
NOT_CASES = (
    r"(?:19|20)\d\d|(?:19|20)\d\d/(?:19|20)?\d\d|(?:0?[1-9]|[12]\d|3[01])[-/.](?:0?[1-9]|1[0-2])[-/.](?:19|"
    r"20)?\d\d|(?:19|20)\d\d-(?:19|20)\d\d|\d\d/\d\d|[3-9]\d/20\d\d"
)
"""School years, dates and spans of years."""
