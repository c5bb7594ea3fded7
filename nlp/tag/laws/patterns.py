"""How statutes, orders and their provisions are cited. Patterns see the text in lower case."""

from nlp.resources import months
from nlp.tag.scan import BLANK, GAP

SECTION_ANCHOR = r"§+|kap(?:itel|\.)|paragraf"
TITLE_ANCHOR = r"lov\s{1,3}om|(?:bekendtgørelse|cirkulære)n?\s{1,3}om"
NUMBER_ANCHOR = (
    r"lov\.?\s{1,3}(?:nr|\d)|bek(?:endtgørelsen?|g)?\.?\s{1,3}(?:nr|\d)|lbkg?\.?\s|cir(?:kulære\w*|"
    r"\b)\.?\s{1,3}(?:nr|\d)|vejledning\snr"
)
NAME_ANCHOR = r"lov(?:en)?s?(?![\w-])|bekendtgørelsens?(?![\w-])"
OTHER_ANCHOR = (
    r"barnets lov|grundlov|styrelseslov|reglement|br ?1[058]\b|kommunalfuldmagt|regler|finanslov|l[ao]b loven|"
    r"stu loven|"
    r"fgu loven|direktiv|forordning|gdpr"
)


LETTER = r"(?:[a-zæøå](?![^\W_])|[ \u00a0][a-hj-zæø](?!\w|\.\w))"
NUM = rf"\d{{1,4}}(?:{LETTER}|\.\d{{1,2}}(?!\d))?"
NOT_AMOUNT = r"(?![\d%]|[.,]\d{3}|[ \u00a0]?(?:kr\b|mio|pct|procent|mia|måneder|uger|dage|år\b))"
AND = rf"(?:,?{BLANK}(?:og|eller|samt|til){BLANK}|,{GAP}|{GAP}[-–]{GAP}|/)"
SIGN = r"(?:§{1,2}|(?<!\w)paragraf(?:ferne|fer)?(?=\s))"
ORDINAL = rf"\d\.(?:{BLANK}(?:og|eller){BLANK}\d\.)?{GAP}(?:pkt|led)\b"
NUMS = rf"{NUM}(?:{AND}(?!{ORDINAL})(?:§{{1,2}}{GAP})?{NUM}{NOT_AMOUNT}){{0,12}}"
STK = (
    rf"stk{GAP}\.?{GAP}:?\d{{1,2}}(?:\.\d{{1,2}})?"
    rf"(?:(?:{BLANK}(?:og|eller|samt){BLANK}|,{GAP}|[-–])(?:stk\.{GAP})?\d{{1,2}}{NOT_AMOUNT}"
    r"(?![./]|\s?(?:pkt|led))){0,8}"
)
ITEM = rf"(?:(?:nr|litra|lit|pkt|punkt)\b\.?{GAP}(?:\d{{1,2}}(?:[-–]\d{{1,2}})?|[a-zæøå]\b)|{ORDINAL}\.?)"
LETTERS = rf"litra{BLANK}[a-zæøå]\b(?:(?:{BLANK}(?:og|eller){BLANK}|,{GAP}|[-–])[a-hj-zæø](?![^\W_]|\.\w)){{1,6}}"
ITEMS = (
    rf"(?:{LETTERS}|{ITEM})(?:(?:{BLANK}(?:og|eller){BLANK}|,{GAP})"
    rf"(?:(?:nr\.{GAP})?\d{{1,2}}(?!\w|\.){NOT_AMOUNT}|{LETTERS}|litra{BLANK}[a-z]\b)){{0,6}}"
)
ONE = rf"{SIGN}{GAP}{NUMS}(?:,?{GAP}{STK})?(?:,?{GAP}{ITEMS}){{0,2}}"
CHAPTER = rf"(?:kapitel|kap\.){GAP}\d{{1,2}}(?:{LETTER})?(?:{AND}\d{{1,2}}(?:{LETTER})?(?!\.\d)){{0,4}}"
JOIN = rf"(?:{BLANK}(?:og|samt|eller|jf\.|til){BLANK}|,{GAP}(?:(?:og|samt|jf\.){BLANK})?)"
MORE = rf"(?:{JOIN}(?:{ONE}|{STK}(?:,?{GAP}{ITEMS})?)){{0,8}}"
PROVISIONS = rf"(?:{CHAPTER}(?:,?{GAP}{ONE}{MORE})?|{ONE}{MORE})"

DATE = (
    rf"(?:{GAP}(?:den{BLANK}|d\.{GAP}))?(?:\d{{1,2}}\.?{GAP})?"
    rf"(?:(?:{'|'.join(months())}|"
    rf"(?:jan|feb|mar|apr|jun|jul|aug|sept?|okt|nov|dec)\.?){GAP}\d{{4}}|"
    rf"[/.-]\d{{1,2}}[/. -]\d{{4}}|\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d))"
)
NUMBER = (
    rf"(?:nr\.?{GAP}:?)?(?P<number>\d{{1,4}})(?!\.?\d)(?:,?{BLANK}(?:af|fra){BLANK}(?P<date>{DATE}|(?:19|20)\d\d(?!\d))|"
    rf"/(?P<slash>\d{{4}}))?"
)
NUMBER_AFTER = (
    rf"(?:,?(?:{GAP}|[^\S\n]{{0,2}}(?:[(](?:lov|bek|bekendtgørelse)|[(]?(?:lbk|lovbekendtgørelse)){GAP}"
    rf"|{BLANK}jf\.?{BLANK}(?:lbk|lovbekendtgørelse){GAP})nr\.?{GAP}|[^\S\n]{{0,2}}[(](?:lbk|lovbekendtgørelse){GAP})\d{{1,4}}"
    rf"(?:,?{BLANK}af{BLANK}{DATE})?[)]?"
)
DATE_AFTER = rf"{BLANK}af{BLANK}{DATE}"
KIND = (
    r"(?:lovbekendtgørelse(?:ns?)?|bekendtgørelse(?:ns?)?|cirkulære(?:ts?|skrivelse(?:ns?)?)?|lov|lbkg?|bekg?|"
    r"cir|lovbkg\.?|vejledning)"
)
NUMBERED = rf"(?<![\w-]){KIND}\.?{GAP}(?:nr\.?{GAP}:?\d|\d{{1,4}}{BLANK}af{BLANK}(?:den{BLANK}|d\.)?\d)"
"""How "lov nr. 1482" and "bekendtgørelse 1276 af den 31. oktober" begin; the number follows."""
ACT_NUMBER = (
    rf"(?:(?<=nr\.)|(?<=nr)|(?<=lov)|(?<=lse)|(?<=lsen)|(?<=lbk)|(?<=bek)){GAP}:?(?P<number>\d{{1,4}})(?!\.?\d)"
    rf"(?:.{{0,160}}?\b(?:af|fra)\s(?P<date>{DATE})|/(?P<slash>\d{{4}}))?"
)
"""The number of an act anywhere in a citation whose provisions are taken out, and the date that belongs to it."""
NUMBERED_FULL = rf"(?<![\w-])(?P<kind>{KIND})\.?{GAP}{NUMBER}"
TITLED = (
    rf"(?<![\w-])(?:(?:lov)?bekendtgørelse{BLANK}af{BLANK})?"
    rf"(?P<head>lov{BLANK}om{BLANK}|bekendtgørelse(?:n)?{BLANK}om{BLANK}|cirkulære{BLANK}om{BLANK})"
)
TITLE_AFTER_NUMBER = (
    rf"{GAP}(?:[-–]{GAP}(?=\w)|,{BLANK})?(?P<head>(?:lov|bekendtgørelse){BLANK}om{BLANK}|om{BLANK}|"
    rf"(?=[\w-]+(?:loven|bekendtgørelsen)\b))"
)

PART = r"[a-zæøåéöü][\wæøåéöü]*"
POPULAR = (
    rf"(?<![\w-])(?:(?:lov)?bekendtgørelse{BLANK}af{BLANK})?(?P<name>(?:{PART}-{BLANK}(?:og|eller){BLANK})?"
    rf"(?:{PART}-(?:\n[ ]{{0,12}})?){{0,2}}(?:{PART})?"
    r"(?:(?<!or)(?:(?<=\w)|(?<=-))lov(?:en)?s?|bekendtgørelse(?:n)s?))(?![\w-])"
)
NAMED = (
    r"(?<![\w-])(?:barnets lovs?|danmarks riges grundlovs?|kommunale\s{1,3}styrelseslovs?|"
    r"bygningsreglement(?:et)?s?(?:,? \(?(?:2018|2015|2010|br ?1[058])\)?){0,2}|br ?1[058]|"
    r"kommunalfuldmagt(?:en|sreglerne)s?|(?:eu-)?statsstøtteregler(?:ne)?s?|lånereglerne|vvm-reglerne|"
    rf"finanslov(?:en|ens)?(?:{BLANK}for)?{BLANK}(?:19|20)\d\d|"
    rf"(?:(?:rådets|kommissionens|europa-parlamentets{BLANK}og{BLANK}rådets){BLANK})?(?:forordning|direktiv)"
    rf"(?:{BLANK}\((?:eu|ef|eøf)\))?(?:{BLANK}nr\.)?{BLANK}\d{{1,4}}/\d{{2,4}}(?:/(?:ef|eøf|eu))?|"
    r"lab loven|stu loven|fgu loven|"
    r"[a-zæøå]{4,}s?(?:forordningen|direktivet)s?|gdpr|[a-zæøå]{4,}reglementets?(?=\s§))(?![\w-])"
)
ONLY_WITH_PROVISION = (
    r"(?<![\w-])(?:(?:samme|nævnte)\s(?:lov|bekendtgørelse)s?|lovens|bekendtgørelsens|loven|bekendtgørelsen|"
    r"(?:[\w-]{2,30} kommunes )?[a-zæøå]*(?:styrelsesvedtægt|vedtægt|forretningsorden|regulativ)(?:en|er|erne|et)?s?|"
    r"(?:lokalplan|kommuneplantillæg)(?:en)?s?(?: (?:nr\. )?[\d.]+(?: ?[a-z](?!\w))?)?)(?![\w-])"
)
WITH_PROVISION = rf"(?P<act>{ONLY_WITH_PROVISION}),?[ \u00a0]{{0,2}}(?:\(.{{1,20}}\){GAP})?(?=§|kap|paragraf)"
ABBREVIATIONS = r"(?:LAB|SEL|LAS|RSL|FVL|OFFL|MBL|NBL|ABL|FSL|SUL|DTL)(?![\wÆØÅæøå-])"
"""Seen in the text's own case; short ones count only with a provision beside them."""
ALONE = {"LAB", "SEL"}

AFTER_ACT = rf",?{GAP}[(]?{GAP}"
BETWEEN = rf",?{BLANK}(?:i|efter|fra){BLANK}(?:den{BLANK})?"
"""Between a provision and the act that follows it: "§ 14 i planloven"."""
MISSING_SIGN = rf"{BLANK}(?P<bare>\d{{1,3}}(?:{LETTER})?,{GAP}{STK})"

TITLE_STOP = {
    "er", "skal", "kan", "har", "blev", "bliver", "giver", "at", "der", "som", "hvor", "samt", "jf", "jf.",
    "fra", "pr.",
    "ved", "trådte", "træder", "fremgår", "gælder", "indeholder", "fastsætter", "medfører", "vil", "ikke",
    "når", "hvis",
    "hvilket", "hvorefter", "kræver", "omfatter", "forpligter", "betyder", "således", "nr.", "nr", "skulle", "må",
    "kommunen", "byrådet", "udvalget", "så", "men", "mens", "under", "gennem", "siden", "herunder", "vedtaget",
    "blevet", "bør", "var", "ligger", "regulerer", "beskriver", "sker", "fordi", "idet", "kunne", "derfor", "med",
}  # fmt: skip
COMMA_STOP, COMMA_STOP_ENDINGS = TITLE_STOP | {"lov", "bekendtgørelse", "kap.", "stk."}, ("loven", "lovens")
"""A title ends before a comma that one of these follows."""
TITLE_GOES_ON = {"af", "og", "om", "for", "til", "i", "på", "mod", "eller", "ved", "den", "det", "de"}
"""A title that breaks off after one of these goes on in the next line."""
TITLE_ABBREVIATIONS = ("m.v.", "mv.", "mv", "m.m.", "m.fl.", "udd.hjælp")
MAX_TITLE_WORDS = 32

PERMISSION = r"\b(?:få|får|fik|fået|give|giver|gav|givet|bede|beder|bad|med|uden)\s+(?:\w+\s+)?$"
"""Before "lov om" this tells that it is a permission and no act."""
NOT_LAWS = {
    "orloven", "barselsorloven", "barselorloven", "orlov", "lov", "lovs", "barselsorlov", "tilladeloven", "hovedloven",
    "forældreorlov", "forældreorloven", "slov", "loven", "lovens", "love", "plejeorlov", "plejeorloven", "naturloven",
    "bekendtgørelsen", "bekendtgørelsens", "lovbekendtgørelsen", "rammeloven", "murphys lov",
}  # fmt: skip
NOT_LAW_ENDINGS = ("orloven", "orlov", "orlovs", "orlovens")
"""Leaves of absence, no laws."""
BRACKETED_ENDINGS = ("loven", "lov", "bekendtgørelsen")
"""Of a short name in brackets behind an act."""
REFER_BACK = ("samme", "nævnte", "loven", "lovens", "bekendtgørelsen", "bekendtgørelsens")
NO_ACT_AFTER = (
    r"[^\w.]{0,3}i\s+(?:\w+\s+){0,3}\w*(?:vedtægt|forretningsorden|lokalplan|regulativ|deklaration|aftale|tillæg)"
)
"""After a bare provision: it is one of another text than a statute."""
