"""Wordings of minutes that are patterns rather than word lists. Data only.

Source: the layouts and decision wordings of some 150 documents from 38 municipalities.
"""

from __future__ import annotations

import re

from nlp.record import AttendanceKind

_I = re.IGNORECASE

# Absence -------------------------------------------------------------------------------------

ABSENCE_WORDS = re.compile(
    r"fravær|kom (?:først )?efter|til ?stede|afbud|deltog|deltag|udeblev|inhabil|ikke med\b|gået|rejst|mødt|forlad"
    r"|forlod|syg\b|hjem|mangle|uden for",
    _I,
)
ABSENCE_LABEL = re.compile(
    r"(?:(?:der var )?(?:meldt )?afbud|fravær(?:ende)?|deltog ikke"
    r"|(?:ikke|ej) (?:til ?stede|med|mødt|deltag(?:et|ende))|udeblevet|gået"
    r"|inhabile?)\b"
    r"(?:[^:.\n]|\.(?=[ \t]?[a-z\d])){0,80}?\.*[ \t*_]*:[ \t*_]*"
    r"|(?:følgende|disse) (?:medlemmer )?(?:deltog ikke|var (?:fraværende|ikke til ?stede))[^:.\n]{0,80}"
    r"[ \t*_]*:[ \t*_]*",
    _I,
)
ABSENCE_BARE_LABEL = re.compile(
    r"(?i:afbud(?: fra)?|fravær(?:ende)?(?: (?:med|uden) afbud)?|(?:ikke|ej) (?:til ?stede|mødt|med))"
    r"[ \t*_]+(?=[A-ZÆØÅ\d])"
)
FOR_THE_POINT = re.compile(
    r"[-–,]?\s*\(?(?:(?:kun\s+)?(?:under|ved|til|på)\s+(?:dette\s+|denne\s+)?(?:punkt|sag|behandling)\w*|inhabil\w*)\)?\.?",
    _I,
)
NOBODY = re.compile(
    r"(?:[ \t*_]*\n)?(?:[ \t*_]*\n)?[ \t*_]*ingen[ \t]*\.?[ \t*_]*(?=\n|$)"
    r"|[ \t]*(?:ingen(?: (?:fraværende|afbud))?|intet|-|–|0|alle (?:var )?til ?stede)[ \t]*\.?[ \t*_]*(?=\n|$)",
    _I,
)
NOBODY_LINE = re.compile(r"[ \t#*_]*(?:der var )?ingen (?:fraværende|afbud)\.?[ \t*_]*(?=\n|$)", _I)
ABSENT_VERB = re.compile(
    r"[ \t]*,?[ \t]*(?:som[ \t]+)?(?:"
    r"(?:(?:var|er|har været)[ \t]+)?(?:[^\W\d_]+[ \t]+){0,2}?(?:fraværende|ikke (?:til ?stede|med|mødt|fremmødt))"
    r"|(?:var|er|havde)[ \t]+(?:gået|rejst|taget hjem|syg|forladt[ \t]+(?:mødet|lokalet|salen))|mødte[ \t]+ikke"
    r"|udeblev|manglede"
    r"|(?:ankom|kom)[ \t]+(?:først[ \t]+)?efter[ \t]+(?:dette[ \t]+|denne[ \t]+)?(?:punkt|sag|behandling)(?:e[nt]|s)?"
    r"|(?:(?:er|var)[ \t][^.\n]{1,80}[ \t]og[ \t]+)?"
    r"(?:forlod|gik[ \t]+(?:ud[ \t]+af|uden[ \t]+for)|trådte[ \t]+(?:ud[ \t]+af|uden[ \t]+for))"
    r"[ \t]+(?:lokalet|salen|mødelokalet|mødesalen|rådssalen|rummet|døren)"
    r"|(?:forlod[ \t]+mødet|gik),?[ \t]+(?:før|inden|under)[ \t]+(?:behandlingen|punktets?|sagens?|dette)"
    r"|(?:(?:havde|har)[ \t]+)?(?:meldte?[ \t]+)?afbud"
    r"|(?:[^.\n]{0,60}\binhabile?\b[^.\n]{0,80}?)?\b(?:deltog|deltager)[ \t]+(?:[^\W\d_]+[ \t]+){0,3}?ikke"
    r"|(?:har|havde)[ \t]+ikke[ \t]+deltaget"
    r")\b",
    _I,
)
ABSENT_BEFORE = re.compile(
    r"(?:der var )?(?:fraværende|afbud)(?: (?:på|under|ved|til) (?:punktet|mødet|sagen))?(?: (?:var|fra))[ \t]+", _I
)
ABSENT_INVERTED = re.compile(
    r"(?=[^.\n]{0,60}\b(?:inhabil|punkt|sag|behandling))[^.,:\n]{0,60}?[ \t](?:var|deltog)[ \t]+(?=[A-ZÆØÅ])", _I
)
"""What stands before the name in "Som inhabil deltog Hans Holm ikke"."""
ABSENT_BEHIND = re.compile(r"[ \t]+(?:ikke|fraværende|uden for)\b", _I)
INSTEAD = re.compile(r"[ \t]*,?[ \t]*\(?(?:i stedet|for hvem|stedfortræder)\b", _I)
DISQUALIFIED_AND_LEFT = re.compile(
    r"[ \t]*,?[ \t]*(?:[^.\n]{0,30}\berklær(?:ede|et|er)\b[^.\n]{0,30})?\binhabile?\b[^.\n]{0,60}"
    r"\b(?:forlod|gik|trådte|deltog)\b",
    _I,
)
CHAIRED = re.compile(
    r"\b(?:ledede|overtog|varetog|indtog|bestred)[ \t]+(?:mødet|ledelsen|mødeledelsen|forsædet|formandspladsen)\b"
    r"|\b(?:var|fungerede som|blev)[ \t]+(?:mødeleder|ordstyrer)\b",
    _I,
)
"""What the one does who takes the place of a chair that left."""
NOT_WHOLLY_ABSENT = re.compile(
    r"\bkl\.|\bankom(?! (?:først )?efter (?:dette |denne )?(?:punkt|sag|behandling))"
    r"|\bforlod mødet\b(?!,? (?:før|inden|under) (?:behandling|punktet|sagen|dette))|\bindtil\b"
    r"|\bstedfortræder|\bi afstemningen|\bhele mødet",
    _I,
)

# Heads ---------------------------------------------------------------------------------------

_NAME = r"(?-i:[A-ZÆØÅÉÖ][\w.'-]+(?:[ \t]+[A-ZÆØÅÉÖ][\w.'-]*){1,4})"
NOT_THERE = re.compile(r"\b(?:ikke|ej|afbud|fravær|forfald|udeb|mangl|syg)", _I)
NOT_MEMBERS = re.compile(
    r"administration|forvaltning|referent|sekret|gæst|øvrige|embed|desuden|direktør|chef|konsulent|kontakt|oplæg"
    r"|observat"
    r"|tilforordn|endvidere|udsendt|kopi",
    _I,
)
PRESENT = re.compile(
    r"\b(?:medlem|deltag|deltog|mødt|nærvær|til ?stede|tilstede|fremmødt|hvem|politiker|borgere|navn\b)", _I
)
"""Words of labels above lists of those who took part."""
SUBSTITUTES = re.compile(r"stedfortræder|suppleant", _I)
HEAD_ENDS = re.compile(r"(?:indhold|dagsorden|oversigt|lndhold|sagsliste|punkter|der forelå)", _I)
"""Beginnings of lines behind which nobody is listed any more."""
LOCAL_LIST = re.compile(r"(?:listen?|partiet?)(?: \([^)]*\))?$", _I)
CHAIR = re.compile(r"\b(?:formand|forperson|fmd)\b", _I)
IN_PLACE_OF = re.compile(r"(?:\bfor|i stedet for|afløser)\s+$", _I)
NOT_A_PERSON = re.compile(
    r"(?:forening(?:en)?|råd|rådet|kommunes?|udvalg|udvalget|skole|skolen|center|centret|forbund|klub|selskab|laug|gruppen?"
    r"|parti|partiet|listen?|bestyrelsen?|nævn|amt|kirke|hotel|rådhus|vej|gade|salen?|lokale|A/S|ApS)$"
)
"""Ends of names of bodies and places."""
TITLE_END = re.compile(r"(?:medlem|mester|mand|kvinde|person|direktør|chef)$", _I)
"""Ends of words that are titles before a name."""
HEAD_SENTENCES: tuple[tuple[re.Pattern[str], AttendanceKind], ...] = (
    (re.compile(r"\b(?:undtagen|bortset fra|med undtagelse af|på nær)[ \t]+", _I), "absent"),
    (re.compile(r"\b(?:ledet af|ledelse af|ledes af|mødeleder var|ordstyrer var)[ \t]+", _I), "present"),
    (
        re.compile(
            rf"\b(?:som )?(?:stedfortræder|suppleant)(?:[ \t]+for[ \t]+{_NAME})?[ \t]+(?:var indkaldt|er indkaldt"
            rf"|mødte|deltog|indkaldt)[ \t]+"
            rf"|\bfor[ \t]+{_NAME}[ \t]+(?:var indkaldt|er indkaldt|mødte|deltog|indtrådte)[ \t]+"
            rf"|\b(?:stedfortræder|suppleant)[ \t]+for[ \t]+{_NAME}(?:[ \t]*\([^()\n]{{1,30}}\))?[ \t]*:[ \t]*"
            rf"|\bi stedet(?:[ \t]+for[ \t]+{_NAME})?[ \t]+(?:mødte|deltog|mødt|indkaldt)[ \t:]+",
            _I,
        ),
        "substitute",
    ),
)
AS_SUBSTITUTE = re.compile(
    rf"(?P<name>{_NAME})(?:[ \t]*\([^()\n]{{1,30}}\))?[ \t]+(?:(?:deltog|mødte|deltager|var indkaldt"
    rf"|er indkaldt)[ \t]+)?som[ \t]+(?:stedfortræder|suppleant)",
    _I,
)
OF_A_POINT = re.compile(r"\b(?:punkt(?:et|erne)?|pkt|sag(?:en)?|kl)\b", _I)

# Running headers and footers ---------------------------------------------------------------------

PAGE_LINE = re.compile(
    r"[ \t*_]*(?:(?:[^\n]{0,120}[ \t]{2,})?(?:(?:protokol)?side|blad(?: nr\.?)?)[ \t]+\d{1,4}"
    r"(?:[ \t]*(?:af|/)[ \t]*\d{1,4})?"
    r"|[-–][ \t]*\d{1,4}[ \t]*[-–]|(?:tilbage )?til toppen|udskriv|se alle bilag|\* \* \*|-{3,}|[_=~]{3,}"
    r"|(?-i:[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+){0,2} Kommune))[ \t*_]*",
    _I,
)
CASE_TEXT_RUN_IN = re.compile(r"[ \t*_#]*(?:sag(?:s|ens)|resum)[^\n:.]{0,40}:", _I)
MEETING_ENDED = re.compile(
    r"mødet\s+(?:blev\s+|er\s+)?(?:hævet|hævedes|sluttede|slut|sluttet|ophævet|afsluttet|ophævedes)\b[^\n]{0,25}",
    _I,
)
PAGE_NUMBER = re.compile(r"[ \t]*\d{1,3}[ \t]*")

# Titles --------------------------------------------------------------------------------------

ACTS = "beslutning|orientering|drøftelse|bevilling|efterretning"
"""What a body is to do with a point."""
POINTS_OF_ACTS = rf"(?:{ACTS})s?-?(?:sag|punkt)"
OTHER_POINTS = r"(?:udvalg|tema|indstilling)s?-?(?:sag|punkt)"
KINDS = (
    rf"{ACTS}|{POINTS_OF_ACTS}|{OTHER_POINTS}|til (?:{ACTS}|godkendelse)|medlemsforslag|indstilling|temadrøftelse"
    r"|høringssag|plansag|anlægssag|lukket sag|åben sag|behandling|genoptaget|genoptagelse|genoptagen sag"
    r"|[12]\. behandling|første behandling|anden behandling|initiativsag|fortroligt?|tillægsdagsorden|tillægspunkt"
    r"|bordsag"
)
MARKER_AT_END = re.compile(rf"\s*(?:\((?P<letter>[BODELF])\)|\(\s*(?P<kind>{KINDS})\s*\))\s*$", _I)
MARKER_DASHED = re.compile(rf"\s+[-–—]\s*(?P<kind>{POINTS_OF_ACTS}|genoptaget)\s*$", _I)
MARKER_AT_START = re.compile(
    rf"^(?P<kind>{POINTS_OF_ACTS}|{OTHER_POINTS}|[A-D]-sag)\s*(?::|\s[-–—]\s)\s*",
    _I,
)
MARKER_BRACKETED_AT_START = re.compile(rf"^(?:\((?P<letter>[BODELF])\)|\(\s*(?P<kind>{KINDS})\s*\))\s*[:–—-]?\s*", _I)
HABITUAL_MARKER = re.compile(rf"^(?P<kind>{ACTS})\s*:\s*|\s+[-–—]\s*(?P<last>{KINDS})\s*$", _I)
CLOSED_AT_START = re.compile(
    r"^(?:(?:lukket|lukkede)(?:\s+(?:punkt|sag|dagsorden))?\s*(?:[:–-]\s*|\.\s+|$)"
    r"|(?:for|bag)\s+lukkede\s+døre\s*[:–-]\s*"
    r"|[(\[](?:lukket|lukket punkt|lukket sag|fortroligt?)[)\]]\s*|(?:fortrolig(?:t|e)?(?:\s+punkt)?)\s*:\s*"
    r"|lukket\s+punkt\s+(?=[A-ZÆØÅ]))",
    _I,
)
CLOSED_AT_END = re.compile(
    r"\s*(?:[(\[]\s*(?:for\s+)?lukk(?:et|ede)(?:\s+(?:punkt|sag|møde|døre|dagsorden))?\s*[)\]]"
    r"|[-–]\s*lukket(?:\s+punkt)?)\s*$",
    _I,
)
OPEN_MARK = re.compile(
    r"^(?:[(\[](?:åbent?(?: sag| punkt)?|offentlig)[)\]]\s*|(?:åben|åbent)\s+(?:punkt|sag|dagsorden)\s*:?\s*"
    r"|åbent?\s*:\s*)|\s*[(\[](?:åben"
    r"|åbent)(?:\s+\w+)?[)\]]\s*$",
    _I,
)
STATUS_LINE = re.compile(
    r"[(\[]?(?:(?:åbent?|lukket)(?: punkt| sag)?|ikke offentligt?)[)\]]?\.?"
    r"|(?:sag|punkt) (?:for|bag) (?:åbne|lukkede) døre",
    _I,
)
ONLY_STATUS = re.compile(r"[(\[]?(?:åbent?|lukket)[)\]]?\.?", _I)
NO_TITLE = re.compile(r"(?:udskriv|punkt|åbent punkt|åben sag)\.?", _I)
FULL_STOP = re.compile(
    r"(?<=[\w)\]»”\"])(?<!\.\w)(?<!\.\w\w)"
    r"(?<!\b(?:mv|mm|ol|nr|kr|jf|ca|pr|lb|jr))(?<!\b(?:mfl|osv|etc|pkt|stk|mio|mia|tkr|evt|kap|alm|div|afd|hhv|chr"
    r"|tlf|sen))"
    r"(?<!\b(?:inkl|vedr))(?<!\bpr\. \d)(?<!\bpr\. \d\d)\.$",
    _I,
)
EMPTY_BRACKETS = re.compile(r"\s*[(\[]\s*[-.]?\s*[)\]]\s*$")
NUMBER_AT_START = re.compile(
    r"^(?:(?:dagsordens)?punkt|pkt\.?|nr\.?|sag(?:\s+nr)?\.?)\s*(?:nr\.?\s*)?(?P<number>\d+[a-zA-Z]?)\.?\s*[:.)–-]*\s+"
    r"|^(?:(?:dagsordens)?punkt|pkt\.?|nr\.?)\s*(?P<tight>\d+[a-zA-Z]?)\s*[:.)–-]\s*",
    _I,
)
NUMBER_AT_END = re.compile(r"\s+(?:sag nr\.?|sagsnr\.? i protokollen)\s*:?\s*(?P<number>\d{1,3})$", _I)

# Numbers of cases and documents ------------------------------------------------------------------

CASE_NUMBER = (
    r"(?:\d{2}\.\d{2}\.\d{2}(?:[-. ]?[A-ZÆØÅ]\d{2})?(?:\s?[-–/]\s?\d+)*"
    r"|\d{1,4}-\d{1,3}-\d{1,3}-\d{1,4}-\d{2}|\d{4}-\d{2}-\d{3,6}|[A-Z]{1,4}-?\d{4}-\d+|\d{2,4}-\d{4}-\d+|\d{4}-\d{3,7}|\d{4}/\d{3,7}"
    r"|\d{2}/\d{1,6}|\d{2}-\d{4,6}[A-Z]?"
    r"|(?!sag)[A-Z]{2,4}\s?\d{1,4}/(?:20)?\d{2}|(?<=sag )\d{1,6}/(?:19|20)\d{2}|\d{5,8})"
)
CASE_AT_START = re.compile(
    r"(?:j\.?\s?nr\.?\s*:?\s*|sags?(?:nr|id)\.?\s*:?\s*|sag\s+)?"
    rf"(?:(?P<number>(?=[^\s]*\d[^\s]*\d[^\s]*\d[^\s]*\d){CASE_NUMBER})(?<!\d{{4}}-\d{{4}})(?:[.:]?\s+(?:[-–—]\s+)?)"
    r"(?=[^\W\d_])(?!(?-i:[A-ZÆØÅ]\d\d)\b)"
    r"|(?P<short>(?-i:[A-ZÆØÅ]{2,5}) \d{1,4}/\d{2})[.:]?\s+(?:[-–—]\s+)?(?=[\w])"
    r"|(?P<after>\d{1,2}\.\d{1,2}-\d+/\d{2})[.:]?\s+(?=\w))",
    _I,
)
CASE_AT_END = re.compile(
    r"\s*[(\[]\s*(?:sags?\s?(?:nr|id)?\.?\s*:?\s*)?(?!(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b|\d\d/\d\d\b"
    r"|\d{5,8}\s*[)\]])"
    rf"(?P<number>{CASE_NUMBER})(?:/[^\W\d_]{{2,4}})?\s*[)\]]\s*$",
    _I,
)
CASE_IN_COLUMN = re.compile(
    rf"(?:\t| {{3,}})(?!(?:19|20)\d\d\s?[-–/]\s?(?:19|20)\d\d\b)(?P<number>(?=\S*\d\D\S*\d){CASE_NUMBER})\s*$"
    r"|\s(?P<kle>\d\d\.\d\d\.\d\d-[A-ZÆØÅ]\d\d(?:-\d+)+)\s*$"
)
"""A case number that stands apart at the end of a title's line."""
LABELLED_CASE_AT_END = re.compile(
    r"[.,;–-]?\s*[(\[]?\b(?:j\.?\s?nr|journal(?:\s?nr)?|sagsnr|sags?\s?id)\b\s*\.?\s*:?\s*"
    r"(?P<number>(?=\S*\d\S*\d)[\w./-]*\d(?:\s?[-–/]\s?\d+)*)\s*[)\]]?\s*$",
    _I,
)
BARE_CASE_LINE = re.compile(
    r"[ \t*_]*(?:(?:åbent?|lukket)(?: (?:sag|punkt))?[ \t]*[-–:][ \t]*)?"
    rf"(?P<number>(?!\d{{5,8}}[ \t]*$)(?!\d{{4}}[/-]\d{{2,4}}[ \t]*$){CASE_NUMBER})[ \t*_]*$",
    _I,
)
CASE_LABEL = (
    r"sags?\s?-?(?:nr|id|nummer|no)\b\.?|sags[ \t]?id|journal(?:\s?(?:nr|nummer)\b\.?|(?=[ \t]*:|[ \t]+\d))"
    r"|j\.?\s?nr\b\.?|esdh-?sag|acadre(?:sag)?|sag(?=[ \t]*:|[ \t]+\d)"
)
LABELLED_CASE = rf"(?:j\.|esdh|sbsys|journalnummer|sagsnummer)[ \t:]+(?P<number>{CASE_NUMBER})"
ONLY_CASE = re.compile(rf"(?:{CASE_LABEL})[ \t:]+{CASE_NUMBER}", _I)
"""What stands beside a point's number where the title is on the next line ("J.nr. 81.03.00 P05")."""
CASE_AND_BODY = re.compile(
    rf"[ \t*_]*(?P<number>(?=[\d.]*\d[-/A-ZÆØÅ]){CASE_NUMBER}),[ \t]+(?:(?-i:[A-ZÆØÅ])|stillet\b)", _I
)
"""A case number and whose case it is ("2008-60114, Økonomiudvalget")."""
CASE_LINE = re.compile(
    r"(?:^|[ \t;,|/(]+)[*_#]*"
    rf"(?P<label>{CASE_LABEL})"
    r"[ \t]*[*_]*[ \t]*:?[ \t]*[*_]*[ \t]*(?P<number>[^\s|;,][^|;,\n]*?)"
    r"(?=[ \t*_]*(?:$|\||;|,|[ \t]{3,}|\t|\s/\s|\s·\s|[ \t]{2,}(?=[^\W\d_])|\s[-–—]\s(?=[^\W\d_]{3})"
    r"|\s(?:dok|j\.?\s?nr|sag|initialer|bilag|åben|lukket|(?-i:[A-ZÆØÅ][a-zæøå]{2,}))))",
    _I,
)
METADATA_LINE = re.compile(r"[ \t*_#]*(?:sag|j\.?\s?nr|journal|dok|esdh|acadre)[^\n]{0,30}\d", _I)
DOCUMENT_LINE = re.compile(
    r"(?:^|[ \t;,|/]+)[*_#]*(?:dok(?:ument)?\.?\s?-?(?:nr|id|nummer)?\b\.?)[ \t]*[*_]*[ \t]*:?[ \t]*[*_]*[ \t]*"
    r"(?P<number>[A-Z]{0,4}-?\d[\w./-]*)",
    _I,
)
SHORT_CASE = re.compile(r"\d{2}/\d{1,3}")
PERSON_WITH_PARTY = re.compile(r"\b(?:fra|af|ved|og)\s+[A-ZÆØÅ][\w.-]+(?:\s+[A-ZÆØÅ][\w.-]+)+\s*\([A-ZÆØÅ]\)\s*$")
PLAIN_NUMBER_LINE = re.compile(r"[ \t*_]*(?P<number>\d{5,8})[ \t*_]*$")
KLE = re.compile(r"(?<![\d.])(?P<kle>\d{2}\.\d{2}\.\d{2})(?=$|[\s\-–/.]|[A-ZÆØÅ]\d)")

# Sentences and lines that go on ------------------------------------------------------------------

GOES_ON = r"(?:[-–,/(&]|\b(?:og|samt|eller|for|af|i|på|til|med|ved|om|en|et|den|det|de|fra|der|som|at|pr\.))"
"""How text ends that goes on behind it."""
INLINE_NUMBERS = (
    r"(?<!\S)(?:(?:dagsordens)?punkt|pkt\.?|emne|sag)(?: nr\.?)? ?(?P<n>\d{1,4})\s?[.:)–-]?(?=\s|$)",
    r"(?<!\S)nr\. ?(?P<n>\d{1,4})\s?[.:)–-]?(?=\s|$)",
    r"(?<!\S)(?P<n>\d{1,4})\.(?= (?-i:\(?[A-ZÆØÅ]|[\"»]))",
    r"(?<!\S)(?P<n>\d{1,4})(?= (?-i:[A-ZÆØÅ][a-zæøå]))",
)
"""How the numbers of points are written inside running text; group "n" is the number."""
