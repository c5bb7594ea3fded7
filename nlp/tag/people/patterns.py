"""How people are named in minutes."""

NAME_WORD = r"(?:[A-ZÆØÅÉÖÜ][\wæøå]{0,2}\.|[A-ZÆØÅÉÖÜ][\wæøåÆØÅéöüßç'’]*(?:-[A-ZÆØÅ][\wæøå]*)?)"
LAST_WORD = r"[A-ZÆØÅÉÖÜ][\wæøåÆØÅéöüç'’]+(?:-[A-ZÆØÅ]?[\wæøå]+)?"
PARTICLE = r"(?:(?:von|van|de|der|af|el|al|bin|la|le) )?"
GAP = r"[ \u00a0]{1,2}(?:\n[ ]{0,40})?|\n[ ]{0,40}"
"""A blank or one line break with the indent of a column."""
NAME = (
    rf"(?<![\w.-])(?P<name>{NAME_WORD}(?:[ \u00a0]{{1,2}}{PARTICLE}{NAME_WORD}){{0,4}}(?:{GAP}){PARTICLE}{LAST_WORD})"
)
LONE = rf"(?<![\w.-])(?P<lone>{LAST_WORD})"
PARTY = r"(?P<party>[A-ZÆØÅ]|UP-?\d?|UFP|@)"
BRACKET = rf"[ \u00a0]{{1,2}}\n?\((?:Liste )?{PARTY}\)"

TITLES = {
    "borgmester", "viceborgmester", "overborgmester", "rådmand", "formand", "formanden", "næstformand", "næstformanden",
    "byrådsmedlem", "udvalgsformand", "gruppeformand", "direktør", "kommunaldirektør", "centerchef", "chef", "leder",
    "hr", "fru", "dr", "socialborgmester", "teknik-", "kulturborgmester", "medlem", "suppleant", "stedfortræder",
    "minister", "lektor", "advokat", "arkitekt", "konsulent", "forperson", "næstforperson", "1", "2", "borgmesteren",
}  # fmt: skip
TITLE_ENDINGS = ("borgmester", "formand", "chef", "direktør")
BODY_ENDING = r"(?:udvalget|rådet|forvaltningen)$"
NOT_FIRST = {
    "For", "Imod", "Ved", "Fra", "Til", "Og", "Desuden", "Herudover", "Afbud", "Fraværende", "Byrådet",
    "Udvalget", "Gruppe",
    "Ikke", "Liste", "Som", "Når", "Da", "At", "Med", "Beslutning", "Punkt", "Mødet", "Stedfortræder",
    "Medlem", "Medlemmer",
    "Økonomiudvalget", "Venstre", "Forslag", "Ændringsforslag", "Stemte", "Undlod", "Under", "Valgt",
    "Valggruppe", "Den", "Det",
    "De", "Et", "En", "Der", "Hvis", "Også", "Samt", "Her", "Herefter", "Kommentar", "Spørgsmål", "Bemærkning", "Bilag",
}  # fmt: skip
NOT_LAST = {
    "Folkeparti",
    "Alliance",
    "Venstre",
    "Grønne",
    "Borgerlige",
    "Lokaludvalg",
    "Byråd",
    "Kommune",
    "Alternativet",
}
CAPITAL_BEFORE = r"(?P<word>[A-ZÆØÅ][\w.’'-]*)\s{1,2}$"
NO_NAME_AFTER = r"(?![-\w])(?!\s{1,2}(?:[A-ZÆØÅ][\w.]|(?:von|van|de|el|al) ))"
"""Around a first name or surname that stands alone."""
