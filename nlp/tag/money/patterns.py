"""How amounts are written in Danish minutes. Patterns see the text in lower case."""

from nlp.tag.scan import BLANK, GAP

ANCHOR = r"kr(?:\.|\b|one)|mi[oa](?:\b|\.)|[tm]kr\b|mill?(?:\.|io)|mia|mrd|dkk|øre\b|eur|€|,-(?!\d)"

SPACE = r"[ \u00a0\u2009\u202f]"
NUMBER = (
    rf"(?:\d{{1,3}}(?:(?:\.{SPACE}?|{SPACE}|')\d{{3}}(?!\d)){{1,4}}(?:,\d{{1,4}})?"
    r"|\d{1,3}(?:,\d{3}){2,4}(?!\d)"
    rf"|\d{{1,3}}{SPACE}?[½¼¾]"
    rf"|(?:(?:\d{{1,2}}{SPACE})?[13]/[24]|[½¼¾])(?={SPACE}?(?:mio|mia|mill))"
    r"|\d{1,12}(?:[.,]\d{1,4})?)(?!\d)"
)
NUMBER_WORDS = {
    "en halv": 0.5, "halvanden": 1.5, "en": 1, "én": 1, "et": 1, "ét": 1, "to": 2, "tre": 3, "fire": 4, "fem": 5,
    "seks": 6, "syv": 7, "otte": 8, "ni": 9, "ti": 10, "elleve": 11, "tolv": 12, "tyve": 20, "hundrede": 100,
}  # fmt: skip
SCALES = {
    "tusind": 1e3, "tusinde": 1e3, "t": 1e3, "mio": 1e6, "mill": 1e6, "mil": 1e6, "million": 1e6,
    "millioner": 1e6, "m": 1e6, "mia": 1e9, "mrd": 1e9, "milliard": 1e9, "milliarder": 1e9,
}  # fmt: skip
CURRENCIES = {"kr": "DKK", "krone": "DKK", "kroner": "DKK", "kroners": "DKK", "dkk": "DKK", "øre": "DKK",
              "eur": "EUR", "euro": "EUR", "€": "EUR"}  # fmt: skip
CENTS = "øre"
FRACTIONS = {"1/2": 0.5, "1/4": 0.25, "3/4": 0.75, "½": 0.5, "¼": 0.25, "¾": 0.75}

CURRENCY = r"(?:kr\b\.?+|kroners?\b|krone\b|dkk\b|øre\b|euro?\b|€)"
BIG_SCALE = r"(?:mio\b\.?+|mia\b\.?+|mrd\b\.?+|mill?\b\.|millioner\b|million\b|milliarder\b|milliard\b)"
SMALL_SCALE = rf"(?:tusinde?\b{GAP}|[tm]\.?{SPACE}?\n?)(?={CURRENCY})"
NOT_MONEY = (
    r"(?:borgere|personer|mennesker|danskere|indbyggere|besøg\w*|passagerer|rejse\w*|ton\w*|m[23²³]\b|kwh|mwh|gwh|"
    r"liter|timer|dage|år\b|km\b|træer|kubikmeter|kvadratmeter|brugere|visninger|medlemmer|enheder|gange|stk)"
)
UNIT = (
    rf"(?:{BIG_SCALE}(?:{GAP}(?:danske )?{CURRENCY}|,{GAP}kr\b\.?+|(?!{GAP}{NOT_MONEY}))"
    rf"|{SMALL_SCALE}{CURRENCY}|(?:danske )?{CURRENCY})"
)
DASHES = r"(?:,(?:-{1,2}|–|—)(?!\d))"
PREFIX = (
    rf"(?:(?:\b(?:(?:[tm]\.?{SPACE}?|mio\.?{SPACE}?)?kr\b\.?:?|[tm]?dkk\b|eur\b)|€)"
    rf"(?:{SPACE}{{0,2}}|{GAP}(?=\d[\d.]*(?:,-|,\d\d|\d\d\d))))"
)
NOT_A_YEAR = rf"(?!(?:19|20)\d\d{SPACE}kr\.?{SPACE}\d)"
"""In "i 2021 kr. 1.500.000" the currency belongs to what follows."""
SIGN = r"(?:(?<![\w.,)\]%§/])[-−–+](?=\d)|\bminus (?=\d))"
TO = rf"(?:(?:[-–—]|(?<!\b19\d\d)(?<!\b20\d\d){BLANK}[-–—]){GAP}|(?<!\b19\d\d)(?<!\b20\d\d){BLANK}til{BLANK})"
WORDS = "|".join(sorted(NUMBER_WORDS, key=len, reverse=True))

AMOUNT = (
    rf"(?P<prefix>{PREFIX})?(?P<sign>{SIGN})?(?<![\d,§])(?<!\d[-/.])(?<![^\Wr]\.)(?<!\w){NOT_A_YEAR}(?P<low>{NUMBER})"
    rf"(?:{TO}(?P<high>{NUMBER}))?"
    rf"(?:(?P<dashes>{DASHES})(?:{GAP}(?P<unit1>{UNIT}))?|(?:\.(?={SPACE}kr))?{GAP}(?P<unit2>{UNIT}))?"
)
BETWEEN = rf"(?P<low>{NUMBER}){BLANK}og{BLANK}(?P<high>{NUMBER})(?P<dashes>{DASHES})?{GAP}(?P<unit>{UNIT})"
BETWEEN_BEFORE = r"\bmellem[^\S\t]{1,3}$"
WORDED = rf"\b(?P<word>{WORDS}){BLANK}(?P<unit>(?:{BIG_SCALE}|tusinde?\b)(?:,?{GAP}{CURRENCY})?)"

SCALE_NOTE = r"1[. ]?000[ \u00a0]kr\.?"
SCALE_NOTE_BEFORE = r"(?:\bi|\(|\bhele|^|\n|\|)\s*(?:\*\*|<b>)?$"
"""Before "1.000 kr." these tell that it is the scale of a table and no amount."""
