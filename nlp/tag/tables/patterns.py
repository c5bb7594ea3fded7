"""What makes a column of figures one of amounts. Patterns see lower case."""

from nlp.tag.money.patterns import SPACE

THOUSANDS = r"(?:1[. \u00a0]?000|tusind|t\.?)\s?kr\b|\btkr\b|\btdkk\b|\bkr\.?\s?1[. ]?000\b|\bi tusind\b|\bt\.?kr\b"
MILLIONS = r"\bmio\.?,?\s?(?:kr\b|dkk\b)|\bi mio\b|\bmkr\b|\bmill(?:ioner)?\.?\s?kr(?:oner)?\b|\bm\.kr\b"
BILLIONS = r"\bmia\.?\s?kr\b"
UNITS = r"\b(?:hele\s+)?kr(?:\.|oner)?(?!\w)|\bdkk\b|\bbeløb\b"
SCALES = ((BILLIONS, 1e9), (MILLIONS, 1e6), (THOUSANDS, 1e3), (UNITS, 1.0))

NOTE = (
    r"(?:\bbeløb\b|\btal\b|\balle\s+tal\b|\bopgjort\b|\bangivet\b|\bi\s+(?:hele\s+)?(?:1[. ]?000|kr\b|mio|"
    r"t\.?kr|tusind|mkr)|"
    r"^\W*(?:hele\s+)?(?:1[. ]?000\s?kr|mio\.?\s?kr|t\.?\s?kr|tkr|kr)\b|"
    r"\((?:i\s+)?(?:hele\s+)?(?:1[. ]?000\s?kr|mio\.?\s?kr|t\.?\s?kr|tkr|kr)[^)]{0,25}\))"
)
"""A line over a table that states its scale, once it also holds a word of money."""
UNIT_NOTE = r"1[. ]?000\s?kr"
OWN_AMOUNT = r"\d[\d.,]*\s?(?:mio\.?\s?)?kr\b"
NOTE_REACH = 3
"""Lines of text above a table that may hold its scale note; none longer than this many characters:"""
NOTE_LENGTH = 160

OTHER_COLUMN = (
    r"\bantal\b|\bpct\b|procent|%|\bstk\b|\bkonto\b|\bnr\b|\btimer\b|\bm[23²³]\b|årsværk|\bpersoner\b|\bindeks\b|\bårstal\b|"
    r"\bboliger\b|\belever\b|\bbørn\b|\bdato\b|\bfunktion\b|\bsted\b|\bhelår|\bpladser\b|\btelefon\b|\bår\b$|\bpostnr|\bareal\b|\bkm\b"
)
OTHER_ROW = r"\bantal\b|\bpct\b|procent|%|årsværk|\bpersoner\b|\bindeks\b|\bfuldtids\w*"
CELL = (
    rf"(?P<open>\()?(?P<sign>[-−–+])?{SPACE}?(?P<number>\d{{1,3}}(?:[.{SPACE[1:-1]}]\d{{3}}){{1,4}}(?:,\d{{1,3}})?|\d{{1,9}}(?:,\d{{1,3}})?)"
    r"(?:,-)?(?P<after>[-−–])?\)?"
)
MARKS = r"</?[a-z]+>|\*\*|__"
RULER = r"[\s|:=+_-]*"
FIGURE = r"(?:ca\.?\s*)?[-−–+(]?\s?\d|[-–−]$"
CAPTION_YEAR = (
    r"(?:(?:budget|regnskab|overslag|bo|b|r|forbrug|år|forventet regnskab|korrigeret budget)?\s?-?\s?(?:19|"
    r"20)\d\d(?:[-/]\d{2,4})?)"
)
"""A heading cell that is a year, alone or after "Budget"."""

SCALE_WORD = r"\bmio\b|\bkr\b|\bbeløb\b|\btkr\b|\bmkr\b"
"""A text without one of these has no table with a scale."""
FIGURE_CELL = r"[-−–+]?\d{1,3}(?:\.\d{3})*(?:,\d+)?(?![\d%.])"
FIGURE_ROW = (
    rf"(?P<head>[ \u00a0]*[^\W\d_][^\n]*?)(?:[ \u00a0]+(?P<figures>{FIGURE_CELL}(?:[ \u00a0]+{FIGURE_CELL}){{1,11}})"
    rf"|[ \u00a0]{{3,}}(?P<one>{FIGURE_CELL}))[ \u00a0]*"
)
"""Words and two figures or more, or one behind a wide gap."""
NOTE_BELOW = r"\W*(?:alle\s+)?(?:beløb|tal)\w*\s+(?:i|er)\b"
"""A line right below a table that states its scale."""
