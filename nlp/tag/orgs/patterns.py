"""How municipal bodies, authorities, companies and parties are written. Word lists: ``nlp/data/bodies.json``."""

WORD = r"[A-ZÆØÅ][\wæøåÆØÅéöü]*"
GAP = r"(?:[ \u00a0]{1,2}\n?|\n)"
HEAD = rf"(?:{WORD}[-–](?:,[-–]?)?{GAP}|{WORD}(?<!udvalget)(?<!rådet),[-–]?{GAP}(?={WORD}[-–,]))"
"""A part before the last of a coordinated name: "Klima-," in "Klima-, Teknik- og Miljøudvalget"."""
PLAIN_HEAD = rf"(?<![\w-])(?!\w+(?:et|en|ne|ets|ens)\b){WORD}{GAP}"
"""The same without its hyphen: "Børn" in "Børn og Ungeudvalget"."""
COORDINATED = (
    rf"(?<![\w-])(?:(?:{HEAD}{{1,4}}(?:{WORD}{GAP}(?=og))?|{WORD}-(?=og))(?:(?:og|samt|&){GAP})?"
    rf"|{PLAIN_HEAD}og{GAP}(?=[A-ZÆØÅ]\w+(?:udvalg|forvaltning)))?"
)
PART = rf"(?!Udvalget|Center|Styrelsen|Nævnet|Lokal){WORD}(?:-{WORD})?"
NAMES = rf"{PART}(?:(?:,{GAP}{PART}){{0,3}}{GAP}(?:og|&){GAP}(?:[a-zæøå]+{GAP})?{PART})?"

COMMITTEE = rf"{COORDINATED}(?:[A-ZÆØÅ]\w*|(?<=og )\w+|(?<=& )\w+)udvalget(?:s)?(?![\w-])"
COMMITTEE_FOR = rf"(?<![\w-])Udvalget{GAP}for{GAP}{NAMES}"
LOWER_COMMITTEE = r"(?<![\w-])[a-zæøå]{3,}udvalget(?:s)?(?![\w-])"
ADMINISTRATION = rf"{COORDINATED}[A-ZÆØÅ]\w{{2,}}forvaltningen(?:s)?(?![\w-])"
COUNCIL = r"(?<![\w-])(?:[A-ZÆØÅ]\w+- og )?[A-ZÆØÅ][a-zæøå]{3,}(?<!m)rådet(?:s)?(?![\w-])"
LOCAL_COUNCIL = (
    rf"(?<![\w-])(?:(?:Kgs|Gl|Ndr|Sdr|Nr|Sct|Skt|Kr)\.[ ])?(?:{WORD}(?:-{WORD})?[ ]){{1,2}}"
    r"(?:Lokaludvalg|Byråd|Seniorråd|Ældreråd|Handicapråd|Udsatteråd|"
    rf"Ungeråd|"
    r"Menighedsråd|Folkeoplysningsudvalg|Idrætsråd|Kulturråd)s?(?![\w-])"
)
BIG = r"[A-ZÆØÅ]{2,}"
BIG_BODY = (
    rf"(?<![\w-])(?:{BIG}(?:-,?|(?<!UDVALGET)(?<!RÅDET),)[ ])*(?:(?<=[-,][ ])(?:{BIG}[ ])?(?:OG|&)[ ])?"
    r"(?:(?:[A-ZÆØÅ]+(?:UDVALG|FORVALTNING)|MAGISTRAT|BORGERREPRÆSENTATION)EN|[A-ZÆØÅ]{3,}(?:UDVALG|NÆVN)ET|BYRÅDET|(?:ÆLDRE|SENIOR|HANDICAP|UNGE|"
    r"REGIONS|FRITIDS|UDSATTE|INTEGRATIONS)RÅDET)S?(?![\w-])"
)
"""A body in a heading of capitals: "BYRÅDETS", "KULTUR- OG FRITIDSUDVALGET"."""
MINISTRY = rf"(?<![\w-])(?:{HEAD}{{1,3}}og{GAP})?[A-ZÆØÅ]\w+ministeriets?(?![\w-])"
AUTHORITY = (
    rf"(?<![\w-])(?:{HEAD}{{1,3}}og{GAP})?[A-ZÆØÅ]\w+(?:(?<![Bb]e)styrelsen|klagenævnet|ankenævnet|direktoratet|"
    rf"tilsynet)s?(?![\w-])"
)
AUTHORITY_FOR = rf"(?<![\w-])(?:Styrelsen|Ministeriet|Nævnet|Fredningsnævnet|Center){GAP}for{GAP}{NAMES}(?![\w-])"
REGION = r"(?<![\w-])Region (?:@)s?(?![\w-])"
KNOWN_MUNICIPALITY = rf"(?<![\w-])(?:@)s?{GAP}(?:Regionsk|K|k)ommunes?(?![\w-])"
ANY_MUNICIPALITY = (
    rf"(?<![\w-])(?:(?:Sankt|Sct\.|Skt\.|Store|Lille|Nørre|Sønder|Øster|Vester|Over|Neder|Høje|Gammel|Gl\.|Ny|Kongens|Kgs\.|"
    rf"Nykøbing){GAP})?(?!(?:Hver|Alle|Den|Din|Vores|Som|En|Hvis|For|Af|I|Vedr|Ny|Mange|Flere|"
    rf"Ingen)\b)[A-ZÆØÅ][a-zæøå]{{2,}}(?:-[A-ZÆØÅ][a-zæøå]+)?{GAP}Kommunes?(?![\w-])"
)
COMPANY = (
    r"(?<![\w-])(?:[A-ZÆØÅ][\w.]*(?:[ -](?:& )?[A-ZÆØÅ0-9][\w.-]*){0,4}[ ](?:A/S|ApS|I/S|P/S|"
    r"K/S|a\.m\.b\.a\.?|A\.m\.b\.a\.?|[Aa]mba|AMBA)"
    r"|I/S [A-ZÆØÅ]\w+(?: [A-ZÆØÅ]\w+)?)s?(?![\w/])"
)
KL = r"(?<![\w-])KL(?:['’´`]s|s)?(?![\w-])"
UNIT = (
    rf"(?m:^)(?!\w+(?:en|et|ne)\b)(?:Center for |Afdelingen for |Stab for )?{WORD}"
    rf"(?:(?:,{GAP}|-?{GAP}(?:og|&){GAP}){WORD}){{1,4}}(?<!chefen)(?<!direktøren)(?<!chef)(?<!lederen)(?<!direktør)(?<!udvalget)(?<!formanden)"
    rf"(?={GAP}(?:indstiller|vurderer|oplyser)\b)"
)
"""A department named by what it deals with, at the start of a line: "Natur og Miljø indstiller"."""
SUFFIX_S = r"['’´]?s?"
BRACKETED_PARTY = r"\((?P<party>[A-ZÆØÅ])\)"
NAME_BEFORE = r"[A-ZÆØÅ][\wæøåé.]*\.?[ \n-][A-ZÆØÅ][\wæøåé-]+[ \n]{1,2}$"
PARTY_NEAR = r"\([A-ZÆØÅ]\)(?:,| og| samt|\s){1,2}\s?$"
PARTY_AFTER = (
    r"\s?(?:,|og|samt|stemmer|stemte|stemt|tog|undlod|imod|ønsker|kan)\s?\(?[A-ZÆØÅ]?|\s(?:stemte|stemmer|"
    r"undlod|foreslog|foreslår|fremsatte|stillede)"
)
VOTE_LIST = (
    r":[ ]{0,2}\n?(?P<list>[A-ZÆØÅ](?![\w.])(?:(?:, ?| og | samt |\+)[A-ZÆØÅ](?![\w.])){0,15})(?![ \n]+[a-zæøå])"
)
VOTE_BEFORE = r"(?:[Ff]or|[Ii]mod|[Uu]ndlod|[Ss]temte|stemmer)[^\n:.]{0,60}:$"
LETTER = r"(?<!\w)[A-ZÆØÅ](?!\w)"
