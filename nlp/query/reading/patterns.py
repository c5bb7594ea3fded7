"""Patterns with which questions are read; the text is in lower case, what was read before is blanked."""

from nlp.resources import months

BLANK = "¤"
"""Stands for every character that has been read."""

LONGEST = 2000
"""Characters of a question."""

AT_LEAST = (
    r"(?:på\s+)?(?:not less than|not under|not below|over|mere? end|større end|"
    r"dyrere end|flere end|højere end|mindst|minimum|min\.|ikke under|above|"
    r"more than|at least|in excess of|upwards of|exceeding|greater than|larger than|bigger than|more expensive than|"
    r"costlier than|no less than|>=?|≥|fra)"
)
AT_MOST = (
    r"(?:på\s+)?(?:not exceeding|not more than|not above|not over|op mod|"
    r"under|mindre end|billigere end|lavere end|højst|maksimalt|maks\.?|max\.?|op til|ikke over|below|"
    r"(?<!no )(?<!not )less than|at most|up to|smaller than|cheaper than|no more than|<=?|≤)"
)
BETWEEN_MONEY = r"(?:mellem|between|fra|from)"
AND = r"(?:og|and|til|to|-|–)"
BARE_AMOUNT = r"\d{1,3}(?:[. ]\d{3})+|\d{1,3}(?:,\d{3})+|\d{5,12}"
"""An amount without currency; read as kroner behind "over", "under" and their like."""
ENGLISH_RANGE = (
    r"(?<![^\W_])(between|from)\s+(\d[\d.,]*)\s+(?:and|to)\s+"
    r"(?=\d[\d.,]*\s*(?:mi[oal]|bn|billion|thousand|tusind|[km]\b))"
)
KRONER = r"\s*(?:kroner|kr\.?|dkk)?\s*"
CURRENCY_FIRST = (
    r"(?<![^\W_])(between|mellem|from|fra)\s+(?:dkk|kr\.?)\s*(\d[\d.,]*)\s+(and|og|to|til)\s+"
    r"(?:(?:dkk|kr\.?)\s*)?(\d[\d.,]*)(?!\s*(?:kr|dkk|mi|bil|t))"
)
""" "between DKK 250,000 and 500,000"."""
NO_COMPARISON = r"(?!\s+(?:end|than)(?![^\W_]))"
AND_A_HALF = r"(?<![\w/])(?:(one|two|three|four|five)\s+and\s+a\s+half\s+|(\d+)\s+1/2\s+)(?=mi[oal]|bn|billion)"
OR_MORE = r"(?<![\w.,])(\d[\d.,]*)\+(?=\s*(?:mi[oal]|kr|tk|dkk|[km]\b|bn))"
HUNDREDS = r"(?<![^\W_])([a-zæøå]+|\d)\s?hundrede?\s?tusinde?(?!\w)"
UNIT_WORD = r"(?:hundrede\s+)?(?:million|millioner|milliard|milliarder|mio|mia|tusind|billion)"
NUMBER_WORD = rf"(?<![^\W_])([a-zæøå]+)(?=\s+{UNIT_WORD}|\s+(?:til|og|to|and)\s+(?:\d+|[a-zæøå]+)\s+{UNIT_WORD})"
NEARLY = 0.1
"""Part of an amount by which one "about" it may differ."""
SHORT_AMOUNT = r"(?<![\w.,])(\d+(?:[.,]\d+)?)\s?(k|m|mn|mill|bn)\b(?!\.)"
SHORT_UNITS = {"k": "000 kr", "m": "mio. kr", "mn": "mio. kr", "mill": "mio. kr", "bn": "mia. kr"}
MONEY_ANCHOR = r"kr(?:\.|\b|one)|mi[oa]\b|[tm]kr|mill?|mia|mrd|dkk|billion|" + SHORT_AMOUNT
AMOUNTS_IN_DANISH = (
    (r"(?<=\d),(?=\d{3}(?!\d|\s*(?:mio|mia|mil)))", "."),
    (r"(?<=\d)\.(?=\d{1,2}\s*(?:mio|mil|mia|bn\b|bil|m\b))", ","),
    (r"\bmil+i?on(?=er\b|\b)(?<!million)", "million"),
    (r"\bmil+i?a[dr]+er\b(?<!milliarder)", "milliarder"),
    (r"\bhalf a million\b", "en halv million"),
    (r"\bhalf a billion\b", "500 mio. kr"),
    (r"\b(?:a quarter of a|quarter of a|en kvart) million\b", "250.000 kr"),
    (r"\b(?:a quarter of a billion|en kvart milliard)\b", "250 mio. kr"),
    (r"\b(?:three quarters of a|trekvart) million\b", "750.000 kr"),
    (r"(?<![\d/])3/4\s+(?:mio\.?(?: kr\b)?|million)", "750.000 kr"),
    (r"(?<![\d/]\s)(?<![\d/])1/2\s+(?:mio\.?(?: kr\b)?|million)", "500.000 kr"),
    (r"\ba million\b", "1 million"),
    (r"\bone million\b", "1 million"),
    (r"\bbillions?\b", "milliarder"),
    (r"\bmillions\b", "millioner"),
    (r"\bthousand\b", "tusind kr"),
    (r"(?<=\btusind)(?!\w|\s*(?:kr|dkk))", " kr"),
    (r"(?<=milliarder)(?!\s*(?:kr|dkk))", " kr"),
    (r"(?<=milliard)(?!er|\s*(?:kr|dkk))", " kr"),
)
"""English and misspelt words of amounts, and the Danish ones that are put for them."""

FROM = r"(?:siden|ikke før|not before|no earlier than|fra og med|fra|since|from|starting(?: in)?|as of|tidligst)"
AFTER = r"(?:efter|after|later than|senere end|nyere end|newer than|more recent than)"
BEFORE = r"(?:før|inden|forud for|before|earlier than|prior to|tidligere end|ældre end|older than)"
UNTIL = r"(?:til og med|up to and including|frem til|indtil|til|until|till|through|up to|senest|no later than)"
LINK = r"(?:(?:den|d\.|i|in|on|the|år|året|year|of)\s+)*"
BETWEEN_DATES = r"(?:mellem|between|fra|from)"
ON = r"(?:i|in|on|mellem|between|omkring|around|gennem|throughout|hele|den|d\.|fra|during|i løbet af|år|året|årene|of)"
LAW_OR_LAW = r"(?:lov(?:en|ens|s)?|lab|sel)(?:\s*§+\s*\d+\s?[a-z]?)?\s+(?:eller|or)\s+(?:\S+\s+){0,2}?(?:[^\W_]*lov|§)"
""" "serviceloven eller barnets lov", "servicelovens § 85 eller § 107"."""
LAST_N = (
    r"(?:(?:i|inden for|within|over|during|the|for|in|siden)\s+)*(?:de |det |den |the )?"
    r"(?:sidste|seneste|foregående|last|past|previous|preceding)\s+(?P<number>\d{1,3}|[a-zæøå]+)?\s*(?P<unit>UNITS)\b"
)
AGO = (
    r"(?<![^\W_])(?:for\s+(?P<number>\d{1,3}|[a-zæøå]+)\s+(?P<unit>UNITS)\s+siden|"
    r"(?P<count>\d{1,3}|[a-z]+)\s+(?P<of>UNITS)\s+ago)(?![^\W_])"
)
VAGUE_AGO = (
    r"(?<![^\W_])(?:for\s+(?:et\s+par|nogle|nogle\s+få|flere|mange|lang|længere|noget)\s+(?:år|måneder|uger|dage|tid)\s+siden|"
    r"(?:a\s+couple\s+of|a\s+few|some|several|many)\s+(?:years|months|weeks|days)\s+ago|(?:a\s+)?(?:long|some)\s+time\s+ago)"
    r"(?![^\W_])"
)
DECADE = r"(?<!\d)(?:((?:19|20)?\d0)['’]?erne|(?:the\s+)?((?:19|20)?\d0)['’]?s)(?![^\W_])"
DAY_AND_MONTH = (
    r"(?<![^\W_])(^|den\s+|d\.\s*|mødet\s+|møde\s+|fra\s+|siden\s+|til\s+|efter\s+|før\s+|inden\s+|on\s+|since\s+)"
    r"(0?[1-9]|[12]\d|3[01])/(0?[1-9]|1[0-2])(?![\d/-]|,\d)"
)
SHORTENED = (
    r"(?<![\w.@/-])(?P<front>[a-zæøå]{3,})\.(?!\s*udv)(?=\s|$|,|[a-zæøå]{3,})"
    r"(?:\s?(?P<tail>[a-zæøå]{3,})(?![\w.@]))?"
)
""" "lok.plan", "lok. plan", "bevil."."""
REPEATED = (
    r"(?<![^\W_])(?:(?:mere\s+end|flere\s+end|mindst|over|more\s+than|at\s+least)\s+(?:én|en|een|NUMBER)\s+(?:gang|gange|times?)|"
    r"(?:more\s+than\s+once|at\s+least\s+twice|more\s+than\s+twice|twice|several\s+times|repeatedly|many\s+times|time\s+and\s+again|"
    r"again\s+and\s+again)|(?:flere|adskillige|mange|gentagne|NUMBER)\s+gange|(?:NUMBER)\s+times|gang\s+på\s+gang|igen\s+og\s+igen)"
    r"(?![^\W_])"
)
""" "mere end én gang", "twice": no condition counts how often a case came."""
NTH_WEEK = (
    r"(?:(?:i|in)\s+)?(?:(?:the|den)\s+)?(?P<nth>{order})\s+(?P<part>uge|week|halvdel|half)\s+(?:i|af|in|of)\s+(?P<month>{months})"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
NTH_DAY = (
    r"(?:(?:the|den|d\.|på)\s+)?(?P<nth>{order})\s+(?P<day>{days})\s+(?:i|in|of)\s+(?P<month>{months})"
    r"(?:,?\s+(?P<year>(?:19|20)\d\d)(?!\d))?"
)
MONTHS_OF_YEAR = (
    r"(?<![^\W_])(?:(?:i|in)\s+)?(?:de\s+|the\s+)?(?P<nth>første|sidste|first|last)\s+(?P<number>\d{{1,2}}|{numbers})\s+"
    r"(?:måneder|months)\s+(?:(?:af|i|in|of)\s+)?(?:året|the\s+year|i\s+år|this\s+year|dette\s+år|(?P<before>sidste\s+år|last\s+year)|(?P<year>(?:19|20)\d\d))(?!\d)"
)
LAST_TERMS = (
    r"(?<![^\W_])(?:(?:i|in|over|during|siden|since|for|the|de)\s+)*(?:(?P<ahead>\d|{numbers})\s+)?"
    r"(?:sidste|seneste|forrige|foregående|last|past|previous|preceding)\s+(?(ahead)|(?P<number>\d|{numbers})\s+)"
    r"(?:(?:valg|byråds|råds|kommunalbestyrelses|mandat)periode[rn]?n?e?|(?:council|election|electoral|mandate)\s+(?:terms?|periods?)|terms|terms\s+of\s+office)"
    r"(?![^\W_])"
)
OLDER = (
    r"(?<![^\W_])(?:(?:der\s+er\s+|fra\s+)?(?:ældre\s+end|older\s+than)\s+(?P<number>\d{{1,2}}|{numbers})\s+"
    r"(?P<unit>{units})|(?:for\s+)?(?:mere\s+end|over|more\s+than)\s+(?P<count>\d{{1,2}}|{numbers})\s+(?P<of>{units})"
    r"\s+(?:siden|ago|gamle|gammelt|gammel|old))(?![^\W_])"
)
WEEKS = (
    r"(?<![^\W_])(?:uge|ugerne|weeks?)\s+(\d{1,2})\s*(?:-|–|til|to|og|and)\s*(\d{1,2})(?!\d)"
    r"(?:,?\s*(?:i\s+|in\s+|of\s+)?((?:19|20)\d\d))?(?!\d)"
)
WEEK_IN_ENGLISH = r"(?<![^\W_])weeks?(?=\s+\d{1,2}(?!\d))"
DAY_OF_MONTH = r"(?:the\s+|den\s+|d\.\s*)?\d{1,2}(?:\.|st|nd|rd|th)?\s*(?:of\s+)?"
MONTH_OF = rf"(?<![^\W_])(?:{'|'.join(months())})\s+(i år|sidste år|i fjor|this year|last year|af i år)(?![^\W_])"
PART_OF_YEAR = r"(?<![^\W_])(early|mid|late)-(?=(?:19|20)\d\d)"
THAN = r"(?:[^\W_]+(?:ere|dre)|mere|mindre|før|andet|andre|anden)\s+$"
WEEK = r"(?<![^\W_])(?:uge|week)\s+(\d{1,2})(?!\d|\s*[,/-]?\s*(?:i\s+|in\s+)?(?:19|20)\d\d)"
WITH_YEAR = r"\d{4}|\d[./-]\d+[./-]\d"
LEAP_DAY = r"(?<!\d)29\.?\s+feb"
"""The one day that some years lack."""
NO_DAY = (
    r"(?<!\d)(?:\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{1,2}-\d{1,2}"
    rf"|\d{{1,2}}\.?\s+(?:{'|'.join(months())})(?:\s+\d{{4}})?)(?![\d./-])"
)

SECTION = r"(?:(?:(?<=act)|(?<=lov)|(?<=loven))\s+s\.?|\b(?:sections?|paragraf|paragraph|pgf\.?|par\.))\s*(?=\d)"
JOINED_YEAR = r"(?<![\w-])(?:[a-zæøå]{3,}|i|in|af|of|år)(?P<gap>)(?=(?:19|20)\d\d(?![\w-]))"
KLE_CODE = r"(?<!\d)(?<!\d\.)\d\d(?:\.\d\d){0,2}(?!\d)"
KLE = (
    r"(?:\bemne(?:nr\.?|nummer|kode)?:?\s+(?=\d\d\.\d\d)|"
    r"\bkle(?:[- ]?(?:nr\.?|numre(?:ne)?|nummer|koder?(?:ne)?|emner?(?:ne)?|grupper?|codes?|numbers?|groups?))?:?\s*)"
    rf"{KLE_CODE}(?:\s*(?:,|og|eller|samt|and|or|/)\s*(?:kle\s+)?{KLE_CODE}(?!\s*(?:mio|mia|kr|%)))*"
)
PHRASE = r"[\"“”„«»]([^\"“”„«»]{2,200})[\"“”„«»]"
INVERTED = (
    r"(?<![^\W_])(?:stemte|stemmer)\s+(?P<who>(?:[^\W_][\w.-]*,?\s+){1,6}?)(?P<side>imod|mod|for|nej|ja)(?![^\W_])"
)
PARTY_BEHIND = r"(?<=[a-zæøåé])\s+\([A-ZÆØÅ]{1,3}\)(?=[\s,.?]|$)"
""" "Ole Bjørn (V)"."""
WHOSE_VOTES = (
    r"(?<![^\W_])(?P<with>(?i:med|with)\s+)?(?P<who>[A-ZÆØÅ][\w.-]*(?:\s+[A-ZÆØÅ][\w.-]+){0,3}?)(?:['’]?s|['’])\s+"
    r"(?:votes|stemmer|stemmeafgivning(?:er)?|voting\s+record|voting\s+history)(?:\s+(?:om|on))?(?![^\W_])"
    r"(?!\s+(?:i?mod|for|against))"
)
""" "Mette Holms stemmer", "SF's voting record on"."""
OF_VOTING = r"(?<![^\W_])(?:stem(?:t|te|te|me|mer|merne)|vot(?:e|ed|es|ing))(?![^\W_])"
COUNTED = (
    r"(?<![\w.,-])(?:med\s+|by\s+|with\s+|by\s+a\s+vote\s+of\s+)?(?:"
    r"(?:stemmerne|stemmetallene|stemmetallet|stemmetal|votes?)\s+(?P<one>\d{1,2})(?:\s*(?:-|–|mod|til|to)\s*(?P<other>\d{1,2}))?|"
    r"(?P<more>\d{1,2})\s+(?:stemmer|votes)\s+(?:i?mod|til|to|against)\s+(?P<fewer>\d{1,2})|"
    r"(?P<aye>\d{1,2})\s+(?:stemmer\s+|votes\s+)?(?:for|in\s+favou?r)\s+(?:og|and|,)\s+(?P<nay>\d{1,2})\s+"
    r"(?:stemmer\s+|votes\s+)?(?:i?mod|against))(?![\w/-]|[.,]\d)"
)
""" "med stemmerne 15-10", "14 stemmer mod 11", "15 for og 10 imod"."""
COUNTED_BEHIND = (
    r"{decided}\s+(?:med\s+|by\s+|with\s+)?(?P<tally>(?P<one>\d{{1,2}})\s*(?:-|–|mod|to)\s*(?P<other>\d{{1,2}}))"
    r"(?![\w/-]|[.,]\d|\s*(?:mi|kr|%|år|years))"
)
""" "vedtaget 13-12", "passed 13 to 12"."""
MANY_VOTES = (
    r"(?<![^\W_])(?:(?:at least|more than|mindst|mere end|flere end|over|only|kun)\s+)?"
    r"(?:\d+|en|én|et|one|a\s+single|to|tre|fire|fem|two|three|four|five)\s+"
    r"(?=(?:votes?|voted|stemmer|stemme|stemte)\s+(?:against|for|i?mod)(?![^\W_]))"
)
""" "mindst 3 stemmer imod": no condition counts votes."""
SMALL_WORDS = r"(?:\s+(?:dem|de|sager|punkter|those|the|points|items|med|with|a|en|et|i|in|der|blev)){0,3}"
NOT_UNANIMOUS = (
    r"(?<![^\W_])(ikke|not|non)(?:[\s-]+(?!enstem|unanim)[^\W_]+){0,3}?[\s-]+"
    r"(enstemmig(?:t|e|hed)?|énstemmig(?:t|e)?|unanimous(?:ly)?|i enighed|i fuld enighed)(?![^\W_])"
)
PERSON = r"(?<![^\W_])[A-ZÆØÅ][a-zæøåéü]+(?:-[A-ZÆØÅ][a-zæøåéü]+)?(?:\s+[A-ZÆØÅ][\w'’-]+\.?){1,3}(?![^\W_])"
AT_MEETING = (
    r"(?i:(?<![^\W_])(?:var|er|was|is))\s+(?:[A-ZÆØÅ][\w'’.-]+\s+){1,4}(?P<at>(?i:(?:med\s+)?(?:til|på|at)\s+(?:the\s+)?"
    r"(?:\S+\s+)?(?:[^\W_]*møde(?:t|r|rne)?|meetings?)))(?![^\W_])"
)
OF_A_PARTY = r"(?<=[A-ZÆØÅ])(?:['’]?(?:s|er|erne|ernes|ere|eren|folk|folkene))$|['’]s$"
""" "SF's", "SFs", "SF'erne"."""
AUXILIARY = r"(?:(?:har|havde|var|er|været|blev|has|have|had|was|were|been|ikke)\s+)*"
AGAINST_VOTES = (
    r"(?<![^\W_])(?:i?mod|against)\s+(?P<who>(?:[^\W_][\w.'’-]*,?\s+){1,6}?)(?:stemmer(?:ne)?|votes)(?![^\W_])"
)
NO_PERSON = r"(?i:udvalg|råd|kommune|bestyrelse|nævn|committee|council|kommission)"
BARE_FOR = r"(?<=\s)for(?=\s+(?:i|in|om|on)(?![^\W_])|\W*$)"
OPEN_OR_CLOSED = (
    r"(?<![^\W_])(?:(?:åbne|open)\s+(?:eller|og|or|and)\s+(?:lukkede|closed)|"
    r"(?:lukkede|closed)\s+(?:eller|og|or|and)\s+(?:åbne|open))(?![^\W_])"
)
ENDED_OR_ABOUT = r"(?=\s*(?:,|:|\.?$)|\s+(?:om|about|on|i|in|fra|from|vedr\w*)(?![^\W_]))"
ASIDE = (
    r"(?:(?<=,\s)|(?<=\()|(?<=\s[–-]\s)|(?<![^\W_])(?P<only>(?:kun|only|just|alene)\s+)(?:(?:de|the|those|dem|er|in)\s+)?)"
    r"(?P<said>{words})(?P<alone>\s+(?:only|kun|alene|ones|points?|items?|punkter))?(?=(?P<ended>\s*(?:[,)]|[.!?]?$))|"
    r"\s+(?:om|about|on|i|in|fra|from|siden|since|vedr\w*)(?![^\W_]))"
)
""" "skoler, lukket, 2020", "kun lukkede", "(closed)", "only the open ones about schools"."""
COMMITTEE_FOR = (
    r"(?<![^\W_])Udvalget\s+(?:for|vedr\.?|vedrørende)\s+(?:det\s+)?[A-ZÆØÅ][\w-]+"
    r"(?:(?:,\s+(?:og\s+)?|\s+(?:og|samt|&)\s+)[A-ZÆØÅ][\w-]+)*"
)
COMMITTEE_OF = (
    r"(?:the\s+)?(?:udvalget|committee)\s+(?:for|of|on|vedr\.?|vedrørende)\s+(?:the\s+|det\s+)?(?P<matters>[^¤]+?)"
    r"(?:\s+(?:affairs|matters|issues|anliggender))?"
)
BOARD = r"(?<![^\W_])(?!Klima|Europa|Frilufts|Forbruger|Teknologi|Byr|Region)[A-ZÆØÅ][a-zæøå-]{2,}rådets?(?![^\W_])"
REGION = r"(?<![^\W_])(?:i\s+)?region\s+({names})s?(?![^\W_])"
COMMITTEE = r"(?<![^\W_])(?:[^\W_]+-,?\s+)*(?:[^\W_]+-?\s+(?:og|&)\s+)?[^\W_]{3,}udvalgets?(?![^\W_])"
PRONOUN_BETWEEN = (
    r"(?<![^\W_])(?:send[te]*|sender|sent|tage[tnrs]*|tog|trukket|trak|sat|satte|skud[t]?|skubbe[rt]?|vend[t]e?|lag[td]e?|"
    r"hjemvis[t]e?|oversend[t]e?|put|took|taken?|turned|voted|stem[t]e?|stemmer|threw|thrown|passed|pulled)"
    r"(?P<between>\s+(?:noget|det|den|dem|sagen|sagerne|punktet|punkterne|sager|punkter|den\s+sag|it|them|something|anything|"
    r"(?:the\s+)?(?:case|item|matter|point)s?))(?=\s+(?:videre|tilbage|retur|i\s+|til\s+|af\s+|ned|ud|på|imod|back|down|out|off|on|to|for)"
    r"(?![^\W_]))"
)
""" "sendt noget videre", "turned it down"."""
TO_ADMINISTRATION = r"\s+(?:(?:til|to)\s+)?(?:the\s+)?(?:administration(?:en)?|forvaltningen?|department)(?![^\W_])"
PASSED_ON = (
    r"(?:anbefal\w*|indstil\w*|(?:over|videre|frem)?send\w*|henvi\w*|sent|forwarded|recommended|referred|returned)\s+"
    r"(?:(?:tilbage|retur|videre|back|on)\s+)?"
    r"(?:til|over\s?for|to)\s+(?:the\s+)?$"
)
""" "anbefalet til byrådet": what stands behind is not who decided."""
CHOSEN_FOR = (
    r"(?<![^\W_])(?:(?:udpeg|valgt|vælge|elect|appoint)\w*\s+(?:som\s+medlem\w*\s+|as\s+members?\s+)?|valg\s+)"
    r"(?:til|to)\s+(?:the\s+)?$|(?<![^\W_])(?:høring\s+(?:hos|ved|blandt)|(?:hearing|consultation)\s+(?:with|at|among))\s+(?:the\s+)?$"
)
""" "udpeget til havnebestyrelsen", "i høring hos ældrerådet": the board did not decide it."""
TO_A_BODY = rf"(?:anbefal|indstil|recommend)\w*\s+(?:{BLANK}+|[^\W_]+udvalget)\s+(?:to\s+)?(?:the\s+)?$"
""" "anbefalede økonomiudvalget byrådet": the second is told."""
BODY_TAIL = (
    r"(udvalg|råd|bestyrelse|nævn|kommission|byråd)s?(?:sag(?:en|er|erne)?|møde(?:t|r|rne)?|punkter|beslutninger?)$"
)
CASE_WORD = (
    r"\b(?:sag(?:en|snr|snummer|s nr)?|case|file|journal|j\.?\s?nr|esdh|dok(?:ument)?|dagsordenssag)(?:nummer)?\.?"
    r"(?:\s*(?:nr|no|number|nummer)\.?)?:?\s*$"
)
WORD = r"[^\W_]+(?:[-'’.][^\W_]+)*"
COMPOUND_HEADS = (
    r"s?-?(?:beslutning(?:en|er|erne)?|sag(?:en|er|erne)?|punkt(?:et|er|erne)?|afgørelse(?:r|rne)?|emne(?:r|rne)?|"
    r"møde(?:t|r|rne)?)$"
)
TOWARDS = r"(?<![^\W_])(?:til|to|until|indtil)\s+(?:the\s+|et\s+|det\s+)?$"
""" "udsat til næste møde" asks for no meeting."""
POINT_NUMBER = (
    r"(?<![^\W_])(?:dagsordens)?(?:punkt|pkt\.?|item|point)\s+(?:nr\.?\s*|no\.?\s*)?(\d{1,3})(?![\w./-]*\d)"
    rf"(?!\s*(?:\.?\s*(?:{'|'.join(months())})|mio|kr))"
)
SUBSECTION = r"(?<=\d)\((\d{1,2})\)"
DAY_AHEAD = r"(?=(?:the\s+|den\s+|d\.\s*)?\d{1,2}(?:\.|st|nd|rd|th)?\s*(?:of\s+)?(?:[a-zæøå]{3}|[./-]\d))"
DAY_OPTION = r"(?<![^\W_])(?:from|to|fra|til|since|siden|until|after|before):(?=\s*\d)"
RECOMMENDED = r"(?<![^\W_])(?:med\s+(?:en\s+)?anbefaling|with\s+(?:a\s+|its\s+|their\s+)?recommendations?)(?![^\W_])"
CITED = rf"(?:\s+[^\W_]+){{0,3}}?\s+(?:til|to)\s+(?:the\s+)?(?={BLANK})"
SECTIONS = r"(?<![^\W_])(?:§+|sections?|paragraf(?:ferne)?)\s*(\d+\s?[a-z]?)\s+(?:or|and|eller)\s+(?=\d)"
SECTION_FIRST = r"((?:§+|paragraf)\s*\d{1,3}(?:\s?(?!i\s)[a-z])?)\s+(?!i\s)(?=[^\W_]+lov(?:en)?s?(?![^\W_]))"
""" "§ 85 serviceloven"."""
SECTION_BEHIND = r"\s*,?\s*(\d{1,3}\s?[a-z]?)(?![\w./-])"
OF_TIME = (
    r"(?<![^\W_])(?:sidste|denne|forrige|dette|næste|last|this|next|previous)\s+"
    r"(?:uge|måned|år|kvartal|halvår|week|month|year|quarter)(?P<genitive>['’]?s)(?![^\W_])"
)
""" "sidste uges", "last month's"."""
YEARS = r"(?:19|20)\d\d(?:\s?[-–/]\s?(?:(?:19|20)\d\d|\d\d))?(?![\w/-]|[.,]\d)"
BEFORE_YEAR = r"(?<![^\W_])([a-zæøå]{4,10})(?=\.?\s+(?:19|20)\d\d)"
YEAR_RANGE = r"((?:19|20)\d\d)\s?[-–/]\s?((?:(?:19|20))?\d\d)"
DATE_WORDS = (
    r"(?:i|in|fra|from|siden|since|efter|after|før|before|inden|til|to|indtil|until|during|mellem|between|og|and|by)"
)
FOR_YEAR = r"\s+(?:(?:for|til|vedr\.?|vedrørende)\s+)?(?:(?:the\s+)?(?:året|årene|år|years?)\s+)?"
NAME_BEFORE_YEAR = rf"(?<![^\W_])([a-zæøå]{{5,}})(?={FOR_YEAR}(?:19|20)\d\d)"
NEITHER = r"(?<![^\W_])(?:hverken|neither)\s+(?:i\s+|in\s+)?(?P<one>[^¤,]{2,40}?)(?=\s+(?:eller|nor|or)\s)"
ALSO_LEFT_OUT = r"\s*(?:,\s*(?:(?:og|eller|and|or|nor)\s+)?|(?:og|eller|and|or|nor|samt)\s+)(?:i\s+|in\s+)?"
NO_RANGE = r"(?!\s+(?:til|to|og|and|until)\s+(?:19|20)\d\d)"
PART_BEFORE_YEAR = r"\d\.?|q\d|kvartal|halvår|quarter|half|uge|week|midt|medio|primo|ultimo|early|late|mid"
SHORT_STREET = r"(?<![^\W_])[A-ZÆØÅ][a-zæøå]{3,}v\.(?=\s+\d|\s*$|,)"
HOLIDAY_BEFORE = r"før|inden|forud for|op til|before|prior to|ahead of"
HOLIDAY_AFTER = r"efter|siden|after|since"
TOP = r"(?<![^\W_])top[\s-]?(?P<number>\d{{1,3}}|{numbers})(?![^\W_])"
SHOWN = (
    r"(?<![^\W_])(?:vis|show|giv|give|list|find|hent|get|max|maks\.?|højst|at\s+most|kun|only|bare|just)\s+(?:mig\s+|me\s+|os\s+|us\s+)?"
    r"(?:(?:de|the|kun|only|højst|at\s+most|op\s+til|up\s+to)\s+)?(?P<number>\d{{1,3}}|{numbers})\s+{heads}"
)
""" "vis 50 sager", "max 10 hits"."""
MEETING_TAIL = r"(?<=[^\W_])s?møde(?:t)?$"
""" "-møde" of "økonomiudvalgsmøde"."""
TOPIC_LABEL = r"\b(?:emne|emnet|topic|tema|område)(?:\s*[:=]\s*|\s+)"
HYPHENED = r"(?<![^\W_])([^\W_]+)-\s+(?:og|eller|samt)\s+$"
JOINS = r"-?\s*(?:,|(?:og|eller|samt|and|or)(?![^\W_]))"
JOINED = r"(?:,|(?<![^\W_])(?:og|eller|samt|and|or))\s*$"
ALSO = r"\s*(?:,|,?\s+(?:og|eller|samt|and|or))\s+([^\W_]+)(?![^\W_-])"
SKIPPED = (
    rf"[\s{BLANK}]*(?:(?:er|bliver|blev|blevet|var|været|i|fra|om|på|af|med|en|et|the|any|in|from|by|been|being|was|"
    r"were|about|on|those|dem|de|den|det|som|sager|punkter|cases|points|items|word|words|ordet|ordene|handler|handlede|"
    r"omhandler|vedrører|gælder)\s+)*"
)
"""Between "ikke" and what it denies."""
