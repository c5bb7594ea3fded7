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
)
NUMBERING = (
    r"\b(?:scenari(?:e|um|er(?:ne)?)|model(?:ler)?|bilag|variant|løsning(?:en)?|alternativ(?:er)?|type|del|delområde|etape|fase|"
    r"kategori|gruppe|hal|blok|byggefelt|punkt|niveau|pulje|kolonne)\s(?:[A-ZÆØÅ]\d?(?:,\s|\s(?:og|eller|til)\s|/)){0,4}"
)
"""What a letter behind it numbers: "scenarie A, B og C"."""
