"""Participants of heads whose lists nobody labels as others do."""

from __future__ import annotations

import pytest
from marked_layouts import parse_marked

from nlp.segment.head.participants import find_participants

HEADS = {
    "columns side by side": """
Nærværende:                             Fraværende:
Borgmester ⟦M⟧Oskar Fennebo⟦/M⟧                ⟦M absent⟧Inge-Lise Vraa⟦/M⟧
Rådmand ⟦M⟧Karen Dyreborg⟦/M⟧                  (ferie)
Magistratsmedlem ⟦M⟧Villy Nørskov⟦/M⟧
""",
    "crosses under columns": """
Deltagere                 Parti   Til stede   Fraværende   Bemærkning
⟦M⟧Hans Lybech⟦/M⟧ (formand)     V          x
⟦M⟧Gitte Tangkær⟦/M⟧             A          x
⟦M absent⟧Ebbe Nørremark⟦/M⟧            C                      x      Afbud
⟦M left_early⟧Sanne Wiborg⟦/M⟧              V          x                  Gik kl. 18.00
""",
    "ticks of a web page": """
DELTAGERE  Vis/skjul
Politikere
⟦M⟧Ellen Margrethe Siig⟦/M⟧ (formand, S) ✓
⟦M absent⟧Jesper Damsbo⟦/M⟧ (K) ✗ Fraværende
Borgere og foreninger
⟦M⟧Tina Mørup⟦/M⟧, Ørum Borgerforening ✓
⟦M⟧Karsten Lyngsø⟦/M⟧, Gimsing Sogneforening ✓
""",
    "bullets under words of its own": """
Hvem var med?
• ⟦M⟧Inger-Margrethe Dahlgaard⟦/M⟧ (formand)
• ⟦M⟧Verner Skytte⟦/M⟧ (næstformand)
• ⟦M absent⟧Kaj Tranegård⟦/M⟧ – Afbud
• ⟦M substitute⟧Birthe Solvang⟦/M⟧ – suppleant for Kaj Tranegård
• ⟦M absent⟧Egon Frost⟦/M⟧ – Udeblevet uden afbud
Fra forvaltningen: Sanne Kirkebjerg (referent)
""",
    "by party, also a local list": """
Socialdemokratiet:       ⟦M⟧Karen Østbirk⟦/M⟧ (borgmester), ⟦M⟧Anne Riis
                         Holmgård⟦/M⟧, ⟦M⟧Poul Vestermark⟦/M⟧
Venstre:                 ⟦M⟧Henning Skovbo⟦/M⟧, ⟦M substitute⟧Ib Haugsted⟦/M⟧ (stedfortræder for Tove Lind)
Klitlisten:              ⟦M⟧Søren P. Rahbek⟦/M⟧, ⟦M⟧Lisbet Overby⟦/M⟧
Uden for partierne:      ⟦M⟧Gert Anker⟦/M⟧
Ikke mødt:               ⟦M absent⟧Tove Lind⟦/M⟧ (V), ferie
""",
    "by party letters, dashes between": """
Til stede
A: ⟦M⟧Rikke Dam⟦/M⟧ (borgmester) - ⟦M⟧Mikkel Aar⟦/M⟧ - ⟦M⟧Lise Ørum Juhl⟦/M⟧
B: ⟦M⟧Jonas Bjerg⟦/M⟧
Fraværende
V: ⟦M absent⟧Gitte Rosen⟦/M⟧ (i stedet mødte ⟦M substitute⟧Palle Kofoed⟦/M⟧)
""",
    "below a local list with its letter": """
Deltagere:
Borgerlisten for Tangø (L): ⟦M⟧Knud Holger Rask⟦/M⟧ (borgmester), ⟦M⟧Signe Torp⟦/M⟧
Venstre (V): ⟦M⟧Ole Klint⟦/M⟧, ⟦M⟧Marie-Louise Hjort⟦/M⟧
Afbud: ⟦M absent⟧Henny Mols Juul⟦/M⟧ (A) - stedfortræder ikke indkaldt
""",
    "a table that says Ja or Nej": """
| Medlem | Parti | Deltog |
| --- | --- | --- |
| ⟦M⟧Søren Vester⟦/M⟧, formand | Venstre | Ja |
| ⟦M absent⟧Zeynep Aydin⟦/M⟧ | Radikale Venstre | Nej |
| ⟦M⟧Kurt Lade⟦/M⟧ | Socialdemokratiet | Ja, via Teams |
""",
    "a table that asks who stayed away": """
Medlem	Afbud
⟦M⟧Søren Vester⟦/M⟧	Nej
⟦M absent⟧Hanne Kjær⟦/M⟧	Ja
⟦M⟧Kurt Lade⟦/M⟧	Nej
""",
    "parties by name and a sentence": """
MEDLEMMER
⟦M⟧Ivan Skou⟦/M⟧, Socialdemokraterne. Formand
⟦M absent⟧Lis Bagger⟦/M⟧, Venstre (Fraværende)
⟦M substitute⟧Svend Tran⟦/M⟧, Venstre. Stedfortræder for Lis Bagger
""",
    "initials": """
Mødt: ⟦M⟧C. Rosberg⟦/M⟧ (fmd.), ⟦M⟧E. Uth⟦/M⟧, ⟦M⟧I. Saug⟦/M⟧.   Ikke mødt: ⟦M absent⟧O. Krag⟦/M⟧ (syg).
""",
    "in sentences": """
Mødt var: ⟦M⟧Anders Bræmer⟦/M⟧ (fmd.), ⟦M⟧Sigrid Kullberg⟦/M⟧, ⟦M⟧Thorvald
Pilegaard⟦/M⟧ og ⟦M⟧Else Strandby⟦/M⟧. ⟦M absent⟧Kjeld Winblad⟦/M⟧ havde meldt forfald.

Desuden deltog havnefoged Jørn Skipper og kommuneingeniøren.
""",
    "a party's letter before each": """
Amtsrådets medlemmer:

A  ⟦M⟧Birgit Rasch-Mortensen⟦/M⟧, amtsborgmester
B  ⟦M⟧Niels Ole Abildtrup⟦/M⟧
F  ⟦M absent⟧Knud Ravnkilde⟦/M⟧ (afbud)
V  ⟦M⟧Jens Kr. Overby⟦/M⟧

Endvidere deltog amtsdirektør Flemming Borreby og afdelingschef
Lise-Lotte Hjortkær (pkt. 2 og 3).
""",
    "a label that a scan spoilt": """
Medlernmer:
⟦M⟧Søren Egelykke⟦/M⟧, formand
⟦M⟧Kirsten Blichert⟦/M⟧
⟦M absent⟧Rigmor Toft-Nielsen⟦/M⟧ - afbud

Fra forvaltningen:
Kommunaldirektør Per Gadegaard (sekr.)
""",
    "who came late is told below the list": """
Enhedslisten (Ø): ⟦M⟧Mikkel Warmbjerg⟦/M⟧
Venstre (V): ⟦M⟧Pia Allerslund⟦/M⟧, ⟦M⟧Henrik Svanekilde⟦/M⟧
Socialistisk Folkeparti (F): ⟦M arrived_late⟧Thor Enghave⟦/M⟧

Overborgmester Lone Bjerg ledede mødet. Thor Enghave (F) mødte
kl. 18.10 under sag 3.
""",
    "nobody": """
Sted: Karen Blixens Plads
Journal: Hans Holm
Børnehuset Tusindfryd - støjklage
""",
}


@pytest.mark.parametrize("head", HEADS.values(), ids=HEADS.keys())
def test_people_are_found_by_their_names(head: str) -> None:
    marked = parse_marked(f"#! kind: minutes\n#! ---\n{head}")
    found = [(one.name, one.attendance) for one in find_participants(marked.text, 0, len(marked.text))]
    assert found == [(one.name, one.attendance) for one in marked.participants]
