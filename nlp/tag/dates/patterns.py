"""How days, months, years and their parts are written in Danish minutes. Patterns see lower case."""

from nlp.resources import months
from nlp.tag.scan import BLANK, GAP

MONTHS = {name: number for number, name in enumerate(months(), 1)} | {
    "jan": 1, "feb": 2, "febr": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "okt": 10,
    "nov": 11, "dec": 12,
}  # fmt: skip
LONG_MONTHS = "|".join(months())
SHORT_MONTHS = r"(?:jul\.|(?:jan|febr|feb|mar|apr|jun|aug|sept|sep|okt|nov|dec)(?![^\W\d_])\.?+)"

SEASONS = {"forår": 3, "sommer": 6, "efterår": 9, "vinter": 12}
"""First month; each takes three months, winter ends in the named year."""
EDTF_SEASONS = {3: 21, 6: 22, 9: 23, 12: 24}
ORDINALS = {"første": 1, "andet": 2, "anden": 2, "tredje": 3, "fjerde": 4, "sidste": 2}

PARTS = {
    "primo": 1, "primus": 1, "prim": 1, "start": 1, "starten": 1, "begyndelsen": 1, "indgangen": 1,
    "medio": 2, "midten": 2, "midt": 2, "ultimo": 3, "ult": 3, "slutningen": 3, "slut": 3,
    "udgangen": 4, "udgang": 4, "indgang": 1, "årsudgangen": 4, "resten": 0,
}  # fmt: skip
"""Third of a month or year; 4 is its last day, 0 the whole of it."""

WEEKDAYS = ("man", "tirs", "ons", "tors", "fre", "lør", "søn")
WEEKDAY = rf"(?:(?:man|tirs|ons|tors|fre|lør|søn)dag(?:en)?,?{BLANK}(?:(?:den|d\.?){GAP})?)"
DAY = r"(?:0?[1-9]|[12]\d|3[01])"
YEAR = r"(?:1[5-9]\d\d|20[0-7]\d)"
YEAR_AFTER = rf"(?:,?{GAP}(?P<year>{YEAR})(?![\w/]|[.,]\d|-\d))"
THIS_YEAR = rf"(?:{BLANK}(?P<relative>i{BLANK}år|d\.{GAP}å\.|sidste{BLANK}år|næste{BLANK}år)(?!\w))"
MONTH = rf"(?P<month>{LONG_MONTHS}|{SHORT_MONTHS})"
PART = (
    r"(?P<part>primo|primus|prim\.|medio|ultimo|ult\.|(?:start|midt|slut)\b|"
    rf"(?:starten|begyndelsen|midten|slutningen|udgang(?:en)?|indgang(?:en)?|resten){BLANK}af)"
)
NOT_INSIDE = r"(?<![\w§])(?<!\d[.,/–])(?<!\w-)"

TO = r"(?:[-–—]|til|og|samt|eller|,|/)"
DAYS = rf"(?P<days>{DAY}\.?(?:{GAP}{TO}{GAP}{DAY}\.?){{0,8}}(?:,?{GAP}og{GAP}{DAY}\.?)?)"

DAY_WORDS = {
    "første": 1, "anden": 2, "tredje": 3, "fjerde": 4, "femte": 5, "sjette": 6, "syvende": 7, "ottende": 8, "niende": 9,
    "tiende": 10, "ellevte": 11, "tolvte": 12, "trettende": 13, "fjortende": 14, "femtende": 15, "sekstende": 16,
    "syttende": 17, "attende": 18, "nittende": 19, "tyvende": 20, "enogtyvende": 21, "toogtyvende": 22,
    "treogtyvende": 23, "fireogtyvende": 24, "femogtyvende": 25, "seksogtyvende": 26, "syvogtyvende": 27,
    "otteogtyvende": 28, "niogtyvende": 29, "tredivte": 30, "enogtredivte": 31,
}  # fmt: skip
DAY_IN_WORDS = (
    rf"(?<!\w){WEEKDAY}?(?P<days>{'|'.join(DAY_WORDS)}){BLANK}(?P<month>{LONG_MONTHS})(?!\w)"
    rf"(?:{YEAR_AFTER}|{THIS_YEAR})?"
)

ISO = rf"{NOT_INSIDE}(?P<year>{YEAR})-(?P<month>\d\d)-(?P<day>\d\d)(?:(?![\w-])|(?=t\d\d:\d\d))"
NUMERIC = (
    rf"{WEEKDAY}?(?<![\w§])(?<!\d[.,/–])(?<![^\W\d]-)(?<!\d\d\d-)(?P<day>\d{{1,2}})(?:(?P<sep>[-/–])(?P<month>\d{{1,2}})"
    rf"(?:(?:[-/–.]|{BLANK})(?P<year>{YEAR})|[-/–.](?P<short>\d\d))"
    rf"|\.{GAP}(?P<month2>\d{{1,2}})(?:\.|\.?{BLANK}|[-–/])(?P<year2>{YEAR})|\.(?P<month3>\d{{1,2}})[.-](?P<short3>\d\d))"
    r"(?![\w%]|[.,/]\d|-(?:[^\W\d_]\d|\d{3}))"
)
DAY_MONTH = (
    rf"{WEEKDAY}?{NOT_INSIDE}{DAYS}{GAP}{MONTH}(?![^\W\d_])(?:{BLANK}måned\b)?"
    rf"(?:{YEAR_AFTER}|{THIS_YEAR})?"
)
MONTH_YEAR = (
    rf"(?<!\w)(?:{PART}{BLANK})?(?P<month>(?:{LONG_MONTHS})(?!\w)|{SHORT_MONTHS}(?={GAP}{YEAR}))"
    rf"(?:{BLANK}måned\b)?(?:{YEAR_AFTER}|{THIS_YEAR})?"
)
YEARS = (
    rf"{NOT_INSIDE}(?P<year>{YEAR})(?:(?P<to>{GAP}[-–—]{GAP}|(?<!fra ....){BLANK}til{BLANK})(?P<end>{YEAR})"
    rf"|(?P<to2>[-–])(?P<short>\d\d)|{GAP}/{GAP}(?P<second>{YEAR}|\d\d))?(?:(?:['’]?erne|-tallet)\b|(?![\w%]|[.,/]\d|-\d))"
)
PART_YEAR = (
    rf"(?<!\w)(?:{PART}{BLANK}(?:(?:år|året){BLANK})?(?P<year>{YEAR})(?!\w|[.,/]\d|-\d)"
    rf"|(?P<whole>(?:primo|medio|ultimo){BLANK}året|årsudgangen)(?:{BLANK}(?P<year2>{YEAR}))?)(?!\w)"
)
NUMBERED = r"(?:[1-4]\.?|første|andet|anden|tredje|fjerde|sidste)"
QUARTER = (
    rf"(?<![\w.])(?P<first>{NUMBERED})(?:{GAP}(?:[-–]|og|til){GAP}(?P<last>{NUMBERED}))?{GAP}"
    rf"(?:kvartal\b\.?|kvt?\b\.?)(?:{BLANK}(?:af|i))?{GAP}(?P<year>{YEAR})(?![\w/]|[.,]\d)"
)
BARE_QUARTER = rf"(?<![\w.])(?P<first>[1-4]\.)(?:{GAP}[-–]{GAP}(?P<last>[1-4]\.))?{GAP}kvartal(?:{THIS_YEAR}|(?!\w))"
BARE_HALF = rf"(?<![\w.])(?P<first>[12]\.){GAP}halvår(?:{THIS_YEAR}|(?!\w))"
Q_QUARTER = rf"(?<!\w)q(?P<first>[1-4]),?{GAP}(?P<year>{YEAR})(?!\w)"
HALF = (
    rf"(?<![\w.])(?P<first>{NUMBERED}){GAP}(?:halvår|halvdel)(?:{BLANK}(?:af|i))?{GAP}"
    rf"(?P<year>{YEAR})(?![\w/]|[.,]\d)"
)
TURN = rf"(?<!\w)års?skiftet{GAP}(?P<year>{YEAR})(?:{GAP}[-–/]{GAP}(?P<next>{YEAR}|\d\d))?(?![\w%]|[.,/-]\d)"
SEASON = (
    rf"(?<!\w)(?P<late>sen)?(?P<season>forår|sommer|efterår|vinter)(?:et|en|ferien?)?"
    rf"(?:{BLANK}(?:af|i))?{GAP}(?P<year>{YEAR})(?:/(?P<next>{YEAR}|\d\d))?(?!\w|[.,]\d)"
)
WEEK = (
    rf"(?<!\w)uge(?:rne)?{BLANK}(?P<week>\d{{1,2}})(?:(?:{GAP}[-–]{GAP}"
    rf"|{BLANK}(?:og|til){BLANK}(?=\d{{1,2}}(?:,|{BLANK}i)?{BLANK}{YEAR}))(?P<last>\d{{1,2}}))?"
    rf"(?:(?:,|{BLANK}i|-|/)?{GAP}(?P<year>{YEAR}))?(?![\w%]|[.,/-]\d)"
)
SHORT_DAY = rf"(?P<days>{DAY})(?:\.|/)(?P<month>0?[1-9]|1[0-2])(?![\w%]|[.,/-]\d)"
SHORT_DAY_AFTER_DEN = rf"(?<!\w)(?:den{BLANK}|d\.{GAP}|d{BLANK}|pr\.{GAP})(?P<date>{SHORT_DAY})"
SHORT_DAY_LIST = (
    rf"(?:{DAY}[./](?:0?[1-9]|1[0-2])(?![\d/%])\.?(?:,{GAP}|{BLANK}(?:og|samt){BLANK}|{GAP}\n{GAP})){{3,40}}"
    rf"{DAY}[./](?:0?[1-9]|1[0-2])(?![\d/%])"
)
"""Four bare day.month or more in a row are a list of dates."""

SHORT_SPAN = rf"(?<![\d./]){DAY}\.(?:0?[1-9]|1[0-2])\.?{GAP}[-–]{GAP}{DAY}\.(?:0?[1-9]|1[0-2])\.(?!\d)"
"""Two bare day.month with full stops and a dash between: "13.10. - 21.10."."""

NUMERIC_SPAN = (
    rf"(?<![\w§])(?<![\d][./-]){DAY}[./]\d{{1,2}}(?:[./-](?:(?:19|20)\d\d|\d\d)|[ ](?:19|20)\d\d|\.)?{GAP}[-–]{GAP}"
    rf"{DAY}[./]\d{{1,2}}(?:[./-]|[ ])(?:19|20)\d\d(?![\w%]|[./-]\d)"
)
"""Two days in figures with a dash: "01.01.2016-31.12.2016", "1/1 - 31/12 2016"."""
SCHOOL_YEAR_BEFORE = r"\b(?:skoleåret?|sæson(?:en)?|undervisningsåret|studieåret)\s$"
"""Before two years: they are the one that begins in August."""
SHORT_YEAR = (
    r"\b(?:budget(?:tet|forslag(?:et)?|år(?:et)?)?|regnskab(?:et)?|skoleår(?:et)?|sæson(?:en)?)\s(?P<year>[0-4]\d(?:/\d\d)?)"
    r"(?=[.,;:)\n](?!\d)|$|\s(?:og|er|skal|blev|bliver|i|til|for|på|med|samt|som|at|har|vil|kan|der|under|efter|fra|ved|om)\b)"
)
"""Two digits for the year of a budget or a school: "budget 24", "skoleåret 22/23"."""
BARE_YEAR = r"(?P<first>\d\d)(?:/(?P<next>\d\d))?"

NOT_BEFORE = (
    r"(?:§|\b(?:kl\.?|pkt\.?|punkt(?:er)?|nr\.?|afsnit|kapitel|kap\.?|konto|funktion|version|tabel|figur|lokalplan|"
    r"tillæg|matr\.?|stk\.?|kle|tlf\.?|telefon|telefonnr\.?|j\.?nr\.?|sagsnr\.?|sagsid\.?|sags?id|"
    r"dok\.?nr\.?|cvr|ean|note|bekendtgørelse|cirkulære|lov))\s?(?:nr\.?|:)?\s?$"
)
"""What makes a numeric form that follows something else than a date."""
YEAR_NOT_BEFORE = r"(?:\b(?:kl\.?|nr\.?|konto|tlf\.?|telefon|matr\.?|ean|cvr|sag|sagsnr\.?|postnr\.?|§{1,2})):?\s?$"
YEAR_NOT_AFTER = (
    r"(?:\s?(?:kr\b|kroner|m[23²³]\b|meter|km\b|kvm|stk\b|pct|personer|borgere|boliger|elever|børn|timer|kwh|mwh|mio|"
    r"indbyggere|hektar|ha\b|medlemmer|husstande|enheder|pladser|underskrifter|arbejdspladser|lejemål|tons?\b|dage|"
    r"københavn|frederiksberg|[kvcøns]\b[,.]|x\s?\d)|\s\d{4}\s?(?:københavn|frederiksberg))"
)
OLD_YEAR_BEFORE = r"\b(?:i|fra|siden|år|året|efter|før|omkring|til|ca\.|og|årene)\s$"
"""Needed before a lone 1500 to 1899, which is else more often a count."""
DECIDED = (
    rf"beslutning\b(?:[ \u00a0](?:i|på|fra)[ \u00a0](?:møde(?:t)?|[\w-]+))?[ \u00a0](?:den|d\.)[ \u00a0]"
    rf"(?P<day>{DAY})\.[ \u00a0]?{MONTH}[ \u00a0](?P<year>{YEAR})"
)
"""The dated heading of a decision."""
LAST_YEAR = r"\b(?:sidste|seneste|forrige|siden)\s+(?:den\s+|d\.\s*)?$"
"""Before a month: the last one gone by."""
PAST = (
    r"\b(?:blev|var|havde|har|fik|holdt|vedtog|godkendte|besluttede|modtog|behandlede|drøftede|gennemførte|"
    r"(?:er|blevet)\s(?:\w+\s)?(?:afholdt|ansøgt|faldet|fremlagt|fremsendt|gennemført|holdt|indkommet|indsendt|kommet|modtaget|"
    r"opgjort|overskredet|sendt|sket|steget|udsendt|vedtaget))\b"
)
"""In the sentence before a day: it has been."""
FUTURE = (
    r"\b(?:vil|skal|kan(?:\s+først)?|ventes|forventes|planlægges|påregnes|inden|senest|frem\s+til|udsættes\s+til|"
    r"tidligst)\b"
)
"""In the sentence before a day: it is to come."""
RECURRING = r"\b(?:hvert\s+år|årligt|årlige|hvert\s+andet\s+år|det\s+andet\s+år|hver\s+den)\b"
"""In the sentence before or right after a day: it is no day of one year."""
BEFORE_DATED = r"\s*(?:til(?:\s+og\s+med)?|t\.o\.m\.|frem\s+til|og|eller|samt|,|-|–)\s*(?:den\s+|d\.\s*)?"
"""Between a day without a year and a later one that has it."""
