"""How addresses and parcels are written."""

GAP = r"(?:[ \u00a0]{1,2}\n?|\n)"
CAPITAL = r"[A-ZÆØÅÉÖÜ]"
WORD = rf"(?:{CAPITAL}[\wéöü'’]*(?:-{CAPITAL}\w*)?|{CAPITAL}\w{{0,3}}\.(?:{CAPITAL}\.)?)"
ROAD_ENDS = (
    r"(?:(?:vej|gade|allé|stræde|torv|plads|boulevard|kvarter|vænge|kaj|brygge|have|park|bakke|toft|høj|eng|mark|kær|krog|"
    r"vang|lund|dal|skov|kilde|mose|bro|gård|lykke)(?:en|n|et|t|e|ne|rne)?|"
    r"(?:alle|ager|sti|stien|leddet|svinget|hegnet|løkken|skrænten|draget|banen|diget|havnen|kanten))"
)
"""How the names of roads end; with a house number behind it such a word is an address."""
LONE_ROADS = r"(?:Torv|Vænge|Plads|Park|Stræde|Bakke|Eng|Mark|Have|Krog|Vang|Brygge|Kær|Høj|Skov|Strand)(?:e?n|e?t)"
ROAD_WORDS = (
    r"(?:Vej|Gade|Allé|Alle|Stræde|Plads|Boulevard|Vænge|Kvarter|Brygge|Torv|(?:Lande|Strand|Center|Ring|By|Hoved|"
    r"Skole|Kirke|Sø|Skov|Bro|Mølle|Fasan)(?:vej|gade))"
)
"""Words of their own that make the capitalised words before them the name of a road."""
HOUSE = (
    r"\d{1,3}(?:[A-ZÆØÅa-zæøå](?!\w)|[ ][A-ZÆØÅ](?![\w.]))?"
    r"(?![\w%]|[.,/]\d|\.[ ]?[a-zæøå]|[ ]?(?:m2|m²|kr|mio|pct|km|ha)\b)"
)
TO_HOUSE = r"(?:[ \u00a0]{1,2}|[ \u00a0]?\n(?!\d+\s*\n))"
"""A number alone on its line is a cell of a table."""
MAY_FOLLOW = r"(?:er|i|på|til|samt|og|fra|der|har|med|skal|kan|for|af|som|bliver|blev|ved|ønsker|ventes|søger)\b"
LISTED = rf"{HOUSE}(?!{GAP}(?!{MAY_FOLLOW})[a-zæøå])"
HOUSES = (
    rf"{HOUSE}(?:(?:[ ]?[-–][ ]?|/)\d{{1,3}}[A-ZÆØÅa-z]?(?!\w)"
    rf"|(?:{GAP}(?:og|samt){GAP}|,{GAP}(?=\d{{1,3}}(?:[A-ZÆØÅa-z]?(?:,|{GAP}og{GAP}\d|[ ]?[-–]\d)|[A-Z]\b)))"
    rf"{LISTED}){{0,8}}"
)
FLOOR = (
    r"(?:,[ ]?(?:\d{1,2}\.[ ]?(?:sal|tv|th|mf)\b|st\b|stuen\b|kælderen\b)(?:(?<=[tvhf])\.)?(?:,?[ ](?:tv|th|mf)\b\.?)?)"
)
SHORT = r"(?:(?:Over|Store|Lille|Nørre|Sønder|Øster|Vester|Ny|Gl\.|Gammel|Kirke|Kongens|Kgs\.|Sankt|Sdr\.|Ndr\.)[ ])"
NAME = rf"{CAPITAL}[\wéö]+(?:-{CAPITAL}\w+)?"
TOWN = (
    rf"(?:,?{GAP}\d{{4}}[ \u00a0]{SHORT}?{NAME}(?:[ ](?:[KVNSØCFMJ]|SV|NV|Strand|Sogn|Ladeplads)\b(?!\.))?"
    rf"|,[ ](?!\w*(?:vej|gade|allé|alle|stræde|plads|boulevard|vænge|torv|parke)(?:e?n|e?t)?\b)"
    rf"{SHORT}?{NAME}(?=[.,;)]|[ ](?!og[ ]{CAPITAL})[a-zæøå]|\s*$|\n))"
)
"""A town behind an address, with its postal code or alone."""
ADDRESS = (
    rf"(?<![\w.-])(?P<road>(?:{WORD}[ \u00a0]){{0,3}}(?:{CAPITAL}\w*{ROAD_ENDS}|{LONE_ROADS}))"
    rf"{TO_HOUSE}{HOUSES}{FLOOR}?{TOWN}?"
)
NAMED_ROAD = (
    rf"(?<![\w.-])(?P<road>(?:{WORD}[ \u00a0]){{1,3}}{ROAD_WORDS})"
    rf"(?:{TO_HOUSE}{HOUSES}{FLOOR}?{TOWN}?|(?![ ]{CAPITAL}))(?![\w-])"
)

PARCEL_LABEL = r"(?:matr(?:ikel)?(?:numre|nummer|nr)?\.?(?:[ ]?(?:nr|numrene|numre)\.?)?|matriklen|matriklerne)"
PARCEL_ID = r"\d{1,4}(?:[ ]?[a-zæøå]{1,3}(?![\w.]))?"
ESTATE = (
    rf"(?:{SHORT}?{NAME}|Sankt[ ]{NAME})"
    rf"(?:[ ](?:By|by|Hovedgård|hovedgård|Markjorder|Bygrunde|Overdrev|Sogn|{NAME})(?!\w)){{0,2}}"
)
PARCEL = (
    rf"(?<!\w)(?i:{PARCEL_LABEL}){GAP}(?P<parcel>{PARCEL_ID}(?:(?:,{GAP}|{GAP}(?:og|samt){GAP}){PARCEL_ID}){{0,8}},?{GAP}"
    rf"{ESTATE}(?:,{GAP}{SHORT}?{NAME}(?:[ ]Sogn)?(?![ ]{CAPITAL}|[\w-]))?)"
)
FUNCTION_WORDS = {
    "i", "på", "ved", "fra", "til", "ad", "langs", "for", "der", "den", "det", "de", "og", "om", "af", "at", "en", "et",
    "ejer", "ejeren", "ejerne", "naboerne", "beboerne", "salg", "køb", "lokalplan", "adressen", "ejendommen", "bilag",
    "naboen", "mellem", "omkring", "over", "under", "efter", "før", "mod", "nord", "syd", "øst", "vest", "vedr.",
    "vedrørende", "angående", "ang.", "arealet", "bygningen", "krydset", "når", "hvis", "som", "med", "også",
    "nedrivning",
}  # fmt: skip
"""A sentence or heading opens with them; they are no part of a road's name."""
