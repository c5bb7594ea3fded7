"""What is masked before words are counted (data only): names of bodies, places and people, numbers.

A model must rest on what is decided, not on who decides in one municipality.
"""

from __future__ import annotations

COUNCIL = r"\b(?:byråd|kommunalbestyrelse|regionsråd|borgerrepræsentation|amtsråd)(?:et|en|n|ets|ens|ns|s)?\b"
COMMITTEE = (
    r"\b(?:[\wæøå]+-,? )*(?:[\wæøå]+-? (?:og|&|samt) )?[\wæøå-]*(?:udvalg)(?:et|ets|s)?\b"
    r"(?: for(?: (?!at |de[nt] )[\wæøå]+,?){1,2}?(?: (?:og|&) [\wæøå]+|(?= [^o&]|$)))?"
)
ADMINISTRATION = (
    r"\b(?:[\wæøå]+-,? )*(?:[\wæøå]+-? (?:og|&) )?[\wæøå-]*(?:forvaltning|administration|magistrat)(?:en|ens|s)?\b"
)
MASKS: tuple[tuple[tuple[str, ...], str, str], ...] = (
    (("udvalg",), COMMITTEE, " xudvalg "),
    (("råd", "styrelse", "repræs"), COUNCIL, " xråd "),
    (("forvaltning", "administration", "magistrat"), ADMINISTRATION, " xforvaltning "),
    ((" kommune",), r"\b[\wæøåé.-]+ kommunes?\b", " xkommune "),
    (("",), r"\d+(?:[.,]\d+)*", "0"),
)
"""What a text must hold for the pattern to be tried, the pattern, and what stands instead."""
KINDS = ("udvalg", "forvaltning", "rådet")
NAMED = (
    r"(?:\b[\wæøå]+-, ?)*(?:\b[\wæøå]+-? (?:og|&|samt) )?\b[\wæøå-]*(?:udvalg|forvaltning|rådet)\w*"
    r"(?: for [\wæøå, ]{3,40})?"
)
"""A committee or administration with its field."""
NO_NAME = (
    r"(?!(?i:(?:godkend|anbefal|indstil|tiltr|vedta|vedto|(?:over|frem|videre|ud)?send|henvi|ud(?:s|g|p)|tage|drøft|orienter|"
    r"bevil|af(?:v|s)|forel|tilbage|hjemvi|forkast|imøde|beslut|meddel|ikke|videre)\w*|"
    r"[\wæøå-]*(?:udvalg|råd|styrelse|forvaltning|administration|magistrat|nævn)(?:et|en|s|ets|ens)?)\b)"
)
"""Words with a capital that begin a decision or name a body, and no person."""
PERSON = rf"\b{NO_NAME}[A-ZÆØÅ][\wé-]+(?: (?:[A-ZÆØÅ]\.|van|von|de|al|el|{NO_NAME}[A-ZÆØÅ][\wé-]+)){{1,3}}\b"
WORD = r"[^\W_]+"
FIGURE = (
    r"\b(\d[\d.]*(?:,\d+)?|et|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|tolv|halvt|halvandet)\s*"
    r"(kr\b|mio|mia|procent|pct|plads|år\b|måned|uge|time|dage?\b|meter|m2|bolig|etage|plan\b|stk|elev|børn)"
)
DAY = r"\b(\d{1,2})\.? (jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)\w*"
"""Figures with what they count, and days, lower case."""
NUMBERING = frozenset({"0", "ad", "at", "pkt", "punkt", "nr"})
"""Words (figures masked) that number the parts of a decision."""

VERDICT = (
    r"godkend|anbefal|imødekom|tiltr|vedtag|støtte|bevilg|tilslut|efterkom|følge|gives|medde|accepter|indstill|foretag|"
    r"bifald|gennemfør|oprett|indfør|etabler|igangsæt|(?:over|frem)?send"
)
NEGATIONS: tuple[tuple[str, str], ...] = (
    (r"\bønsk\w+ ikke,? (?:at )?[^.\n]{0,80}?\b(?:over|frem|videre)?send\w*", "ikkesend"),
    (r"(\bbeslut\w+ (?:(?! at )[^.\n]){0,60}?)ikke at (?=[a-zæøå])", r"\1ikkegodkend at "),
    (rf"\bikke (?:\w+ ){{0,2}}?({VERDICT})\w*", r"ikke\1"),
    (rf"\b({VERDICT})\w*,?(?: \w+){{0,2}} ikke\b(?! \w+ ?(?:{VERDICT}))", r"ikke\1"),
    (r"\bikke (?:\w+ )?(?:at )?stilling\b", "undlodstilling"),
    (r"\bundl(?:od|ader|ade|ades)\b(?: \w+){0,2} stilling\b", "undlodstilling"),
)
"""A verdict and the negation that belongs to it become one word."""
QUOTATION = (
    r"(?<=:)\s*\n\s*[”\"“„»][^\n]{10,}"
    r"|(?:^|(?<=[\s(:]))[”\"“„»][^”\"“„»«]{25,}(?:[”\"“«]|$)"
)
"""A line in quotation marks below a colon, or a quotation of some length."""
SENTENCE_END = r"\n+|(?<=[a-zæøå\d)”\"][.!?])\s+(?=[A-ZÆØÅ”\"•(-])|,?\s+(?=hvorefter\b)"
MINUTES_LINE = (
    r"^[^\n]{0,90}\bbeslutning(?:er)?\b[^\n]{0,90}\bden \d{1,2}\.[^\n]{0,40}$"
    r"|^\d{1,2}[-./]\d{1,2}[-./]\d{4} \w[^\n]{0,60}$|^beslutning ikke frigivet\W*$"
)
"""Lines that head a decision inside its own text."""
AGAINST = (
    r"\b(?:stemte|stemmer|stemt) (?:i?mod(?! \d)|hverken)|\bt(?:og|oges|ager) forbehold|\bundlod at stemme|"
    r"\b(?:[Ii]m|[Mm])od stem(?:te|mer)\b"
)
REST = r"(?:(?!,? hvorefter)[^.\n])*"
SOME = (
    r"(?!(?:Da|Idet|Mens|Når|Hvis|Fordi|Region)\b)"
    r"(?!\w+ (?:[Uu]dvalg|[Rr]åd|[Nn]ævn|[Ff]orvaltning|Bestyrelse))"
    r"[A-ZÆØÅ][\w'-]+(?: [A-ZÆØÅ][\w'-]*\.?){0,2} [A-ZÆØÅ][a-zæøåé]+"
    r"(?<!udvalg)(?<!udvalget)(?<!råd)(?<!rådet)(?<!Kommune)(?<!Amt)(?: \([^)]{1,30}\))?"
    r"|PARTIES|[A-ZÆØÅ](?= og [A-ZÆØÅ]\b| kan| kunne| ikke)"
)
"""People or parties, as statements name them; ``PARTIES`` stands for the names of parties."""
CANNOT = (
    r"(?:kan|kunne|vil|ville|ønske[rd]e?) ikke(?! \w+s\b)|ikke (?:\w+ )?(?:kan|kunne|vil|ville|ønsker|ønskede)"
    r"|ikke støtte[rd]e?|støtte[rd]e? ikke|godkend(?:er|te) ikke|anbefale(?:r|de) ikke|tiltr(?:æder|ådte) ikke"
)
MINORITY = (
    rf"\b(?:idet|mens|medens|da|men|dog)\s[^,.;\n]{{0,60}}?(?:{AGAINST}){REST}"
    rf"|(?:^|[,.;\n])\s*[^,.;\n]{{0,60}}?(?:{AGAINST}){REST}"
    r"|(?:^|[.\n])[^.\n]{0,40}\([A-ZÆØÅ]{1,3}\)[^.\n]{0,40}"
    r"(?:kunne ikke|kan ikke|vil(?:le)? ikke|undlod|undlader|deltog ikke|finder|fandt|mener|bemærke|beklage)[^.\n]*"
    rf"|(?:^|[.\n]\s*|(?<=\w)[,;]?\s+(?:idet|mens|medens|da|dog|men)\s+)"
    rf"(?>{SOME})(?>,? (?:og )?(?:{SOME})){{0,12}}\s[^.\n]{{0,40}}?\b(?:{CANNOT})\b[^.\n]*"
    r"|(?:^|[.\n]\s*|,\s+(?:idet|mens|medens|men)\s+)(?:[Ee]t )?[Mm]indretal(?:let)?\b[^.\n]*"
)
"""What a minority voted or could not accept; it does not alter the decision."""
ATTENDANCE = (
    r"^(?!.*(?:godkend|anbefal|tiltr|vedtag|efterretning|valgt|udpeg|drøfte[dt]|udsat|udsæt))"
    r".*\b(?:deltog|deltager|fraværende|forlod|inhabil|stedfortræder for|suppleant for)\b"
)
"""Who was there, left or was disqualified."""
IMPARTIALITY = (
    r"\binhabil[^.]*\bstemme|\b(?:erklær|fandt|anså|besluttede|afgjorde|stemme|enstemmig)(?!\w* sig\b)[^.]*\binhabil"
)
"""The body decides whether somebody is disqualified, which is a decision where it is the matter itself."""
SPEAKER = (
    r"(?:(?:[A-ZÆØÅ][\w.'-]* ?){1,5}\([\wæøå ]{1,25}\)|(?:[A-ZÆØÅ][\w.'-]+ ){1,3}[A-ZÆØÅ][\w'-]+|"
    r"Administrationen|Forvaltningen|Formanden|Udvalgsformanden|Forpersonen|Borgmesteren|Direktøren|[A-ZÆØÅ]\w+chefen)"
)
SPOKEN = (
    r"^(?!(?:\w+ ){0,2}(?:Udvalg|Råd|Nævn|Forvaltning)\w* (?:anbefal|foresl|henvis))"
    rf"[-•– ]*{SPEAKER}(?: \w+){{0,3}}? (?:bemærke|spurgt|spørg|oply|udtal|svare|fort[aæ]l|rose|roste|takke|nævn|"
    r"tilkendeg|orientere|redegj|redegør|anbefale|foresl|efterly|mente|mener|udtryk|ønskede at|gjorde opmærksom|henvis)"
)
"""What somebody said; no decision, however it is worded."""
BODY_DECIDES = r"\b(?:blev|godkendt|vedtaget|tiltrådt|anbefales|udvalget (?:beslut|godkend|vedt|tiltr|ønske|anmod|bad))"
"""Marks of a decision in a sentence that somebody opens."""
SETTLED = (
    r"\b(?:ikke)?(?:godkend|tiltr|vedt|anbefal|indstil|efterretning|orientering|drøft|udsæt|udsat|send|henvi|afvis|forkast|imødekom|"
    r"bevil|valgt|udpeg|beslut|følge|fulgt|tilslut|bifald|frigiv|udgå|udgik|bortf|faldt|afsl|afslag|notam|optage|"
    r"genoptag|trukket|nedsæt|bemyndig|giv|støtte|hjemvi|bero|ændr|stemme|gennemfør|fastsæt|fastsat|udarbejd|vælge|anke|"
    r"tilsagn|tilladelse|dispensation|fremlæg|undersøg|accept|afgiv|behandl|foretog|modtag|modtog|meddel|forelag|forelæg|"
    r"x?udvalg\w*\s+ønsk|oversend|fremsend|tilbagesend|udsend(?:es|t )|undlod|xmed|opsæt|overgå|overgik|konstitu|"
    r"indtræ|genvalg)"
)
"""Beginnings of words of which a text that decides anything mostly holds one."""
COURTESY = (
    r"(?:,? (?:idet|og)|,? med (?:en )?bemærkning om,? at|(?<=[.\n]))\s*"
    r"(?:(?:udvalget|byrådet|rådet|kommunalbestyrelsen) (?:\w+ )?"
    r"(?:takke|kvittere|rose|påskønne|glæde|hilse|lykønske|ser frem)\w*[^.\n]*"
    r"|[^.,\n]{0,90}\b(?:vedlægges|vedhæftes)\b[^.\n]*)"
)
"""Thanks and compliments, and what is put with the minutes, add nothing to a decision."""
BESIDE = (
    r"^(?:(?!efterretning).)*?(?:senior|ældre|handicap|udsatte|integrations|ungdoms|patient|bruger|klima)råd"
    r".*\befterretning"
)
"""What another council wrote was taken note of: nothing beside the real decision."""
RESOLVED = (
    r"\b(?:(?:det )?(?:blev |er )?(?:beslutte(?:r|t|des?)|vedt(?:oge?s?|ager|aget))|enedes om|valgte)"
    r"(?: (?!ikke)\w+)?,? at "
    r"(?:(?P<verb>indstille|anbefale|afvise|forkaste|tage(?=[^.\n]{0,80}efterretning))"
    r"|meddele\b(?:(?! ikke )[^.\n]){0,40}? afslag)(?=\W|$)"
    r"|\bmeddel(?:es|er|te)\b(?:(?! ikke )[^.\n]){0,40}? afslag\b"
)
"""The body resolved to recommend or to refuse, which is no resolution on the matter itself."""
ONWARD = (
    r"\b(anbefal\w*|indstill(?:er|ede)\b)((?:,? [\wæøå-]+){0,8},? at )([^.\n]*?)"
    r"\b(?:godkend|vedtag|tiltræd|imødekomm|bevilg|frigiv)es\b"
)
"""A recommendation that something be approved approves nothing itself."""
PROPOSED = r"ændringsforslag.*(?:frems|stille)|(?:frems|stille).*ændringsforslag"
FATE = r"^\W*(?:Vedt|Godkend|Tiltr|Forkast|Fald|Bortfald|Ikke)\w*"
"""A verdict that opens the sentence behind a proposed amendment is the amendment's, if another verdict follows."""
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"protokolbemærkning|protokoludtalelse|til protokollen?\b|ført til protokol", ""),
    (r"^\W*(?:for|imod|mod|for stemte|imod stemte|hverken for eller imod|undlod)\b[^.]{0,12}:", ""),
    (r"^\W*stem(?:mer|te) (?:for|i?mod)\b[^.]{0,12}:", ""),
    (r"^\W*(?:her)?for (?:\w+ )?stem(?:te|mer)\b(?!.*(?:vedt|godkend|tiltr|kast|fald|\w(?:efter|med)\b))", ""),
    (r"^\W*(?:ingen|[\wæøå ]{1,20}) (?:medlemmer )?undlod at stemme\W*$", ""),
    (ATTENDANCE, ""),
    (r"udvalgshenvis.*(?:forkast|falde|faldt|bortfald|nedstemt)", ""),
    (r"udvalgshenvis.*(?:vedtag|godkend|tiltr)", "Henvist til udvalg."),
    (r"udvalgshenvis.*(?:frems|stille)|(?:frems|stille).*udvalgshenvis", ""),
    (r"ændringsforslag.*(?:forkast|faldt|falder|bortfald|nedstemt|ikkevedtag|ikkegodkend|trukket|trak)", ""),
    (r"ændringsforslag.*(?:vedtag|vedtog|godkend|tiltr)", "med den ændring"),
    (PROPOSED, ""),
)
"""Sentences about proposals on the way to the decision, and what stands for them."""
