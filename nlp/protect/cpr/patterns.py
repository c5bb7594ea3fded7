"""How CPR numbers and the numbers that look like them are written."""

BLANK = r"[ \u00a0\u2002-\u200b\u202f]"
DASH = r"[-\u00ad\u2010-\u2015\u2212]"
BREAK = rf"\r?\n{BLANK}{{0,12}}"
GAP = rf"{BLANK}{{0,2}}{DASH}?{BLANK}{{0,2}}(?:{BREAK}{DASH}?{BLANK}{{0,2}})?"
"""Between birth date and serial number: nothing, a blank, a dash, a line break, or these together."""

DAY = r"(?P<day>[0-3](?<![0-9].)[0-9])"
"""The look behind stands after the first digit, so that the search can skip to digits."""
SERIAL = r"(?P<serial>[0-9]{4})(?![0-9])"

PLAIN = rf"{DAY}(?P<month>[01][0-9])(?P<year>[0-9]{{2}})(?P<gap>{GAP}){SERIAL}"
"""010180-1234, 0101801234, 010180 1234, 010180 - 1234."""

LONG = (
    rf"(?<![0-9./-])(?P<day>[0-3][0-9])(?P<between>[./-]?)(?P<month>[01][0-9])(?P=between)(?P<year>(?:18|19|20)[0-9]{{2}})"
    rf"(?P<gap>{DASH})(?P<serial>[0-9]{{4}})(?![0-9])"
)
"""01011980-1234, 01.01.1980-1234: the four digits of the year must agree with the serial number."""

NAMED = r"[CcPpFf](?i:pr|erson-?n(?:umme)?r|ersonnumre|ødt\b|(?<=\bf)\.(?!\s?eks))"
"""What announces a CPR number."""

LOOSE = (
    rf"{NAMED}[^0-9\n]{{0,25}}(?:\n[^0-9\n]{{0,12}})?(?<![0-9])"
    r"(?P<day>[0-36-9][0-9])[ ./-]?(?P<month>[01][0-9])[ ./-]?(?P<year>(?:(?:18|19|20)(?=[0-9]{2}\D))?[0-9]{2})"
    rf"(?P<gap>[ ./:]|{GAP})(?P<serial>[0-9]{{4}})(?![0-9])"
)
"""CPR-nr. 01.01.80-1234, cpr: 01 01 80 1234: any way of writing, behind a word that announces it."""

BETWEEN = " ./:-\r\n\u00a0\u00ad?"
"""Western characters that stand between the digits of all these; "?" is for any other character."""

SHAPE = rb"0(?<!00)0-?00-?(?:00)?00-{0,30}0000(?!0)"
"""The shape of all these, with 0 for a digit and - for what stands between, to tell quickly that a text has none."""

NUMBER = r"[-. ]{0,2}(?:n(?:umme)?r|no|id|kort|konto|aftale)"
OTHER = (
    r"(?<![a-zæøå])(?:(?:sag(?:s|snummer)?|journal|dok(?:ument)?|faktura|regning|rekvisition|(?:indkøbs)?ordre|konto|reg"
    r"|bank|iban|ean|gln|cvr|produktionsenhed(?:s|en)?|p-enhed(?:s)?|tlf|telefon|mobil|mob|fax|matr(?:ikel)?|bfe"
    r"|løbe|lb|police|vare|licitations?|isbn|issn|id|kle|ref|betalings?|acadre|esdh|edoc|emn)"
    rf"(?:{NUMBER})?"
    r"|(?:j|se|p|ejendoms?|låne|kunde|projekt|best(?:illings?)?|reference|kreditor|debitor|leverandør|medlems?|aftale"
    rf"|kontrakt|anlægs?|måler|serie|nem){NUMBER})"
    r"(?:[ .:#=]|\bnr\b|\bpå\b){0,5}\s{0,2}(?:[0-9]{3,4}[ -]{1,3})?$"
)
"""What announces another number, directly before it."""

AMOUNT_BEFORE = r"(?:kr|dkk|beløb)[ .:]{0,3}$"
AMOUNT_AFTER = r"[ \u00a0]?(?:kr\b|kroner\b|dkk\b|,[0-9]{2}\b|m2\b|m²|stk\b)"
CODE_BEFORE = r"[0-9][-.]$|[0-9](?<!-[0-9]{4})/$|[A-ZÆØÅ][-/]$|[A-Za-zÆØÅæøå]$"
CODE_AFTER = r"[-.]?[0-9]|/[0-9]{1,5}(?![0-9])|[A-Za-zÆØÅæøå]"
NUMBER_BEFORE = r"[0-9][ \u00a0]$|(?:^|\n)$"
NUMBER_AFTER = r"[ \u00a0][0-9]|\s*(?:\n|$)"
