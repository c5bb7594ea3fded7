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
    "åben",
    "åbent",
    "lukket",
    "sag",
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
    r"kategori|gruppe|hal|blok|byggefelt|punkt|niveau|pulje|kolonne|udgang|indgang|zone|bygning|indsigelse|forslag|tegning|"
    r"skema|rute|linje|hold)\s(?:\w\d?(?:,\s|\s(?:og|eller|til)\s|/)){0,4}"
)
"""What a letter behind it numbers: "scenarie A, B og C"."""
ASSOCIATION = (
    r"\b\w*(?:forening(?:en)?|laug(?:et)?|(?:bold|idræts|sports|sejl|ride|ro|tennis|svømme|spejder|skytte)"
    r"klub(?:ben)?)s?\b"
)
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
MARKERS = "BODELF"
MARKED = r"\(\w\)[ \t*_]*(?:\n|$)"
"""A letter in brackets that ends a title; behind the name of a person rules find a party."""
NOT_AROUND = r"\.(?:dk|com|org|eu|net)\b|%\d\d|@"
"""Behind what looks like a name: it is part of an address on the web."""
OFFICES = ("borgmester", "borgmesteren", "borgmesterene")
"""Ends of what people are, and no organisation is."""

LABELS = {
    "ad", "brevid", "bilagsliste", "dok", "hent", "init", "j.nr", "jnr", "kl", "mødedato", "ref", "sagsbeh", "side",
    "stk", "tlf", "underskriftsark", "underskriftsblad", "jan", "feb", "febr", "apr", "aug", "sept", "okt", "nov",
    "dec", "sagsid", "sagsnr", "ej", "udskriv",
}  # fmt: skip
"""Words of heads, tables and forms that the network may take for names; a number may follow them."""
LEADING_LABEL = (
    r"(?:mødedeltagere|deltagere|medlemmer|afbud|fraværende|referent|formand|næstformand|sted|mødested|til stede|"
    r"indkaldt):?\s+(?=[A-ZÆØÅ])"
)
"""A label of the head that stands before a name without a colon."""
INITIALS_BEFORE = (
    r"\b(?:ref|init|initialer|sagsbeh(?:andler)?|sagsansvarlig|kontaktperson|sign|sagsnr)\b\.?\s?:?[ \t]*$"
)
"""What stands before the initials of officials."""
INITIALS = r"[A-ZÆØÅ]{2,6}"
ITEM_LETTER = r"[A-ZÆØÅ][.)][ \t]+(?=\S)"
"""The letter of a section or of a list before what it numbers."""
MARKER_BEFORE = r"(?<!\S)(?:[a-zæøå][\w-]*|\d+)[,.]? \($"
MARKER_AFTER = r"\)[ \t]*(?:\.{3,}|\t|\n|$)"
VOTERS_BEFORE = r"(?:tal|medlem\w*|gruppe\w*|parti\w*|(?<!\S)\d{1,2})[ ]\($"
"""A letter in brackets at the end of a title is the type of the point and no party."""
SPACED = r"(?:\w ){3,}\w"
"""Spaced letters: "P R O T O K O L"."""
FLOOR_AFTER = r"\.\s?sal\b"
FLOOR = r",?\s*\d{1,2}$"
CLUB_AFTER = r" [a-zæøå]*(?:klub(?:ben)?|forening(?:en)?|laug(?:et)?|boldskole)s?(?![\w-])"
"""What makes the place before it the name of an association: "Hundborg boldklub"."""
OPENS = r"(?:^|[.!?:;\n\t|•–*#\"”»(]|\d\)|\n[ \t]*-|[ ]{2})[ ]*$"
"""What stands before a word that has a capital only for opening something."""
NOUN_ENDINGS = ("ernes", "erne", "enes", "ene", "ets", "ens", "et", "en", "er", "ne", "s", "e", "t", "n")
SHORTEST_STEM = 5
ASSOCIATION_BEFORE = (
    r"\b(?:foreningen|boligorganisation(?:en)?|organisation(?:en)?|firmaet|virksomheden|selskabet|boligselskabet|fonden|klubben|"
    r"entreprenør(?:en)?|rådgiver(?:en)?|\w+firmaet|\w*foreningen|advokatfirma|leverandør(?:en)?|operatør(?:en)?)\s$"
)
"""Nouns in small letters right before a name that is an organisation's."""
TITLE_BEFORE = (
    r"\b(?:borgmester|viceborgmester|rådmand|formand|næstformand|forperson|næstforperson|direktør|\w+direktør|\w+chef|\w+leder|advokat|"
    r"arkitekt|rektor|konsulent|\w+konsulent|byrådsmedlem|medlem|suppleant|sekretær|gårdejer|lærer|sygeplejerske|læge|præst)\s$"
)
PERSON_AFTER = (
    r"\s(?:(?:havde|har)\smeldt\s(?:afbud|fra)|deltog\sikke|var\sfraværende|var\sinhabil|forlod|undlod|stemte|blev\s(?:valgt|udpeget|"
    r"konstitueret)|tog\sforbehold|erklærede\ssig|spurgte|ankom|trådte)\b"
)
"""Verbs that only people do, behind a name of two words."""
COLUMN_GAP = (
    r"[ \u00a0]{3,}|[ \u00a0]{2}(?=\d)|(?<=\d)[ \u00a0]{2}|[ \u00a0]*\t\s*|\s*\n[ \t]*\n\s*"
    r"|(?:(?<=vej)|(?<=gade)|(?<=gaden)|(?<=vejen)|(?<=llé)|(?<=torv))/(?=[A-ZÆØÅ])"
)
"""Between two names: the gap of a table, an empty line, the stroke between two roads that cross."""
