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
PERSON = r"\b[A-ZÆØÅ][\wé-]+(?: (?:[A-ZÆØÅ]\.|van|von|de|al|el|[A-ZÆØÅ][\wé-]+)){1,3}\b"
WORD = r"[^\W_]+"

VERDICT = (
    r"godkend|anbefal|imødekom|tiltr|vedtag|støtte|bevilg|tilslut|efterkom|følge|gives|medde|accepter|indstill|foretag"
)
NEGATIONS: tuple[tuple[str, str], ...] = (
    (rf"\bikke (?:\w+ ){{0,2}}?({VERDICT})\w*", r"ikke\1"),
    (rf"\b({VERDICT})\w*,?(?: \w+){{0,2}} ikke\b(?! \w+ ?(?:{VERDICT}))", r"ikke\1"),
    (r"\bikke (?:\w+ )?(?:at )?stilling\b", "undlodstilling"),
    (r"\bundl(?:od|ader|ade|ades)\b(?: \w+){0,2} stilling\b", "undlodstilling"),
)
"""A verdict and the negation that belongs to it become one word."""
QUOTATION = r"[”\"“„»][^”\"“„»«]{25,}(?:[”\"“«]|$)"
SENTENCE_END = r"\n+|(?<=[a-zæøå)”\"][.!?])\s+(?=[A-ZÆØÅ”\"•(-])"
MINUTES_LINE = (
    r"^[^\n]{0,90}\bbeslutning(?:er)?\b[^\n]{0,90}\bden \d{1,2}\.[^\n]{0,40}$"
    r"|^\d{1,2}[-./]\d{1,2}[-./]\d{4} \w[^\n]{0,60}$|^beslutning ikke frigivet\W*$"
)
"""Lines that head a decision inside its own text."""
AGAINST = r"\b(?:stemte|stemmer|stemt) (?:i?mod(?! \d)|hverken)|\bt(?:og|oges|ager) forbehold|\bundlod at stemme"
MINORITY = (
    rf"\b(?:idet|mens|medens|da|men|dog)\s[^,.;\n]{{0,60}}?(?:{AGAINST})[^.\n]*"
    rf"|(?:^|[,.;\n])\s*[^,.;\n]{{0,60}}?(?:{AGAINST})[^.\n]*"
    r"|(?:^|[.\n])[^.\n]{0,40}\([A-ZÆØÅ]{1,3}\)[^.\n]{0,40}"
    r"(?:kunne ikke|kan ikke|vil(?:le)? ikke|undlod|undlader|deltog ikke|finder|fandt|mener|bemærke|beklage)[^.\n]*"
)
"""What a minority voted or could not accept; it does not alter the decision."""
ATTENDANCE = (
    r"^(?!.*(?:godkend|anbefal|tiltr|vedtag|efterretning|valgt|udpeg|drøfte[dt]|udsat|udsæt))"
    r".*\b(?:deltog|deltager|fraværende|forlod|inhabil|stedfortræder for|suppleant for)\b"
)
"""Who was there, left or was disqualified."""
SPEAKER = (
    r"(?:(?:[A-ZÆØÅ][\w.'-]* ?){1,5}\([\wæøå ]{1,25}\)|(?:[A-ZÆØÅ][\w.'-]+ ){1,3}[A-ZÆØÅ][\w'-]+|"
    r"Administrationen|Forvaltningen|Formanden|Udvalgsformanden|Forpersonen|Borgmesteren|Direktøren|[A-ZÆØÅ]\w+chefen)"
)
SPOKEN = (
    rf"^[-•– ]*{SPEAKER}(?: \w+){{0,3}}? (?:bemærke|spurgt|spørg|oply|udtal|svare|fort[aæ]l|rose|roste|takke|nævn|"
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
    r"oversend|fremsend|tilbagesend|udsend(?:es|t )|undlod|xmed|opsæt|overgå|overgik|konstitu|indtræ|genvalg)"
)
"""Beginnings of words of which a text that decides anything mostly holds one."""
BESIDE = r"(?:senior|ældre|handicap|udsatte|integrations|ungdoms|patient|bruger|klima)råd.*\befterretning"
"""What another council wrote was taken note of: nothing beside the real decision."""
ONWARD = (
    r"\b(anbefal\w*|indstill(?:er|ede)\b)((?:,? [\wæøå-]+){0,8},? at )([^.\n]*?)"
    r"\b(?:godkend|vedtag|tiltræd|imødekomm|bevilg|frigiv)es\b"
)
"""A recommendation that something be approved approves nothing itself."""
SENTENCES: tuple[tuple[str, str], ...] = (
    (r"protokolbemærkning|protokoludtalelse|til protokollen?\b|ført til protokol", ""),
    (r"^\W*(?:for|imod|mod|for stemte|imod stemte|hverken for eller imod|undlod)\b[^.]{0,12}:", ""),
    (r"^\W*(?:ingen|[\wæøå ]{1,20}) (?:medlemmer )?undlod at stemme\W*$", ""),
    (ATTENDANCE, ""),
    (r"udvalgshenvis.*(?:forkast|falde|faldt|bortfald|nedstemt)", ""),
    (r"udvalgshenvis.*(?:vedtag|godkend|tiltr)", "Henvist til udvalg."),
    (r"udvalgshenvis.*(?:frems|stille)", ""),
    (r"ændringsforslag.*(?:forkast|faldt|falder|bortfald|nedstemt|ikkevedtag|ikkegodkend|trukket|trak)", ""),
    (r"ændringsforslag.*(?:vedtag|vedtog|godkend|tiltr)", "med den ændring"),
    (r"ændringsforslag.*(?:frems|stille)|(?:frems|stille).*ændringsforslag", ""),
)
"""Sentences about proposals on the way to the decision, and what stands for them."""
