"""What the network's tokens are and how much around a capital it is shown."""

TOKEN = r"\w+(?:[-'’´]\w+)*-?|\n+|\*+|#+|[^\w\s]"
OPENING_MARKS = '.!?:;\n•-–*#"”»('
"""A capital behind one of these may only open a sentence, a line or a quotation."""
BEFORE, AFTER = 3, 5
"""Tokens shown to the network on either side of a capitalised word."""
PASSAGE = 24
"""Tokens after which a passage ends with its stretch: short, so that the same paragraph gives the same passages."""
LONGEST = 128
"""Tokens after which a stretch is cut."""
REMEMBERED = 50_000
"""Passages whose names are remembered: some 20 MB."""
BATCH = 256
FIRST_OPENERS = 250
"""So many of the commonest words end a name when they open the next line."""
LINE_OPENERS = (
    "udvalget",
    "byrådet",
    "administrationen",
    "forvaltningen",
    "kommunalbestyrelsen",
    "beslutning",
    "indstilling",
    "sagsnr",
    "sagsnummer",
    "journalnr",
)
NUMBERING = (
    r"\b(?:scenari(?:e|um|er(?:ne)?)|model(?:ler)?|bilag|variant|løsning(?:en)?|alternativ(?:er)?|type|del|delområde|etape|fase|"
    r"kategori|gruppe|hal|blok|byggefelt|punkt|niveau|pulje|kolonne)\s(?:[A-ZÆØÅ]\d?(?:,\s|\s(?:og|eller|til)\s|/)){0,4}"
)
"""What a letter behind it numbers: "scenarie A, B og C"."""
ASSOCIATION = r"\b\w*(?:forening(?:en)?|laug(?:et)?|(?:bold|idræts|sports|sejl|ride)klub(?:ben)?)s?\b"
ACTS_AFTER = (
    r"[\s,]{1,2}(?:foreslår|søger|ansøger|ønsker|oplyser|vurderer|anmoder|anbefaler|bemærker|indstiller|tilbyder|skriver|"
    r"deltager|forventer|meddeler|udtaler|tilkendegiver|har\s(?:\w+\s){0,3}(?:søgt|ansøgt|oplyst|meddelt|anmodet|ønsket|foreslået|"
    r"udtalt|bedt|fremsendt|indsendt|afgivet|tilbudt|besluttet|vurderet|anbefalet|henvendt|rettet))\b"
)
ACTS_BEFORE = (
    r"\b(?:henvendelse(?:n)?\sfra|ansøgning(?:en)?\sfra|hos|aftale(?:n)?\smed|(?:i\s)?samarbejde(?:t)?\smed|bestyrelsen\sfor|"
    r"medlem\saf|formand\sfor|tilskud\stil|høringssvar\sfra|brev\sfra|tilbud\sfra)\s$"
)
"""Verbs behind a name and words before it that make it one that acts."""
PREPOSITION_BEFORE = r"\b(?:i|på|ved|af|fra|til|nær|mellem|over|om|langs|bag|ad|mod|for)\s$"
BUILT_BEFORE = (
    r"\b(?:(?:ny|om|til)bygning(?:en)?\s(?:af|til|på|ved)|(?:køb|salg|nedrivning|renovering|udvidelse|istandsættelse|frasalg|"
    r"byggemodning|kloakering|fredning)(?:e[nt])?\saf|(?:taget|tag|gulvet|facaden|ombygningen)\s(?:på|af))\s$"
)
"""Words before a name that make it a place: what is built, sold or torn down."""
CONTINUED = r"-\s{1,2}(?:og|&)\s{1,2}[A-ZÆØÅ]\w+"
LOOSE_END = r"\s+(?:og|i|på|for|af|ved|til|om|under|med|samt|fra|den|det)$"
NOT_AROUND = r"\.(?:dk|com|org|eu|net)\b|%\d\d|@"
"""Behind what looks like a name: it is part of an address on the web."""
OFFICES = ("borgmester", "borgmesteren", "borgmesterene")
"""Ends of what people are, and no organisation is."""
