"""Exports of agenda systems for tests: one invented meeting in the shape of each system."""

from __future__ import annotations

import json
from typing import Any


def firstagenda(points: list[dict[str, Any]], **meeting: Any) -> bytes:
    """FirstAgenda JSON of a meeting in the invented Fjordvang Kommune."""
    moede = {
        "Dato": "2023-03-14T16:00:00+01:00",
        "Sted": "Rådhuset",
        "Navn": "Dagsorden",
        "Moededeltagere": [
            {"Name": " Bo  Dal (A)", "Absent": False, "ParticipationCancelled": False, "AttendanceType": 0},
            {"Name": "Ida Fal, formand", "Absent": True, "ParticipationCancelled": False, "AttendanceType": 0},
            {"Name": "Kaj Riis (Stedfortræder for Ida Fal)", "Absent": False},
        ],
        **meeting,
    }
    source = {"Dagsordenpunkter": points, "Udvalg": {"Navn": "Byrådet 2022-2025"}, "Moede": moede}
    return json.dumps(source).encode()


def point(number: str, title: str, html: str, **more: Any) -> dict[str, Any]:
    """A point of :func:`firstagenda` with one field of HTML."""
    return {
        "Punktnummer": number,
        "Navn": title,
        "SagsNummer": "23-0012",
        "IsOpen": False,
        "Felter": [{"Navn": "", "Html": html}],
        "Bilag": [],
        "ExternalAgendaItemAttendees": [],
        **more,
    }


PREPARE = json.dumps(
    {
        "agendaUid": "7",
        "committeeName": "Teknikudvalget",
        "meetingBeginUtc": "2023-06-05T14:30:00Z",
        "minutesOfMeeting": True,
        "meetingAttendees": [{"name": "Bo Dal", "absent": False}, {"name": "Ida Fal", "absent": True}],
        "items": [
            {
                "number": "1",
                "isOpen": True,
                "caseNumber": "23/77",
                "caption": "Ny cykelsti",
                "presentations": [{"type": "Html", "title": "Resumé", "content": "<p>En sti langs åen.</p>"}],
                "documents": [{"title": "Kort"}],
                "itemDecision": {"text": "<p>Godkendt.</p>"},
            },
            {"number": "2", "isOpen": False, "caption": "Salg af grund", "presentations": [], "documents": []},
        ],
    }
).encode()

AGMAN = """<?xml version="1.0" encoding="utf-8"?>
<Publication><PublicationTypeAsValue>2</PublicationTypeAsValue><Agendas><Agenda>
<Committee><Name>ØKONOMIUDVALGET</Name></Committee>
<Meeting><When>15-05-2013 16:30:00</When><Until>15-05-2013 18:00:00</Until><Where>Rådhuset</Where><Members>
 <MeetingMember><ParticipationStatusAsValue>0</ParticipationStatusAsValue><Name>Bo Dal (A)</Name></MeetingMember>
 <MeetingMember><ParticipationStatusAsValue>2</ParticipationStatusAsValue><Name>Ida Fal (V)</Name></MeetingMember>
</Members></Meeting>
<Items><Item><Number>3</Number><Caption>Nyt tag</Caption><IsPublic>False</IsPublic><Case><Number>12/5</Number></Case>
<Fields>
 <ItemField><Caption>Beslutning</Caption><Index>2</Index><IsFeedback>True</IsFeedback>
  <Content><![CDATA[<p>Godkendt.</p>]]></Content></ItemField>
 <ItemField><Caption>Sagsfremstilling</Caption><Index>1</Index><IsFeedback>False</IsFeedback>
  <Content><![CDATA[<p>Taget er&nbsp;ut&aelig;t.</p><p><strong>Beslutning</strong></p>
  <p>Citat.</p>]]></Content></ItemField>
 <ItemField><Caption>BYRÅDETS BESLUTNING</Caption><Index>3</Index><IsFeedback>True</IsFeedback><Content/></ItemField>
</Fields>
<Enclosures><Enclosure><Name>Tilbud</Name></Enclosure></Enclosures>
<Members><ItemMember><Name>Bo Dal (A)</Name>
 <ParticipationStatusAsValue>2</ParticipationStatusAsValue></ItemMember></Members>
</Item></Items></Agenda></Agendas></Publication>""".encode()

ACADRE = """<root><table name="agenda"><fields><field name="name">Referat</field></fields>
<table name="committee"><fields><field name="name">Kulturudvalget</field></fields></table>
<table name="meeting"><fields><field name="name">Møde</field><field name="date">2013-06-20 10:30</field>
 <field name="finish">2013-06-20 13:00</field><field name="location">Salen</field></fields>
 <table name="meetmember">
  <table name="member"><fields>
   <field name="name">Bo  Dal (A)</field><field name="absent">0</field></fields></table>
  <table name="member"><fields><field name="name">Ida Fal (V)</field><field name="absent">1</field></fields></table>
 </table></table>
<table name="agendaitemparents"><fields><field name="sort">2</field></fields>
 <table name="agendaitem"><fields><field name="name">Ny sti</field>
  <field name="caseno">12/9</field>
  <field name="accessname">Åben</field></fields>
  <table name="bullet"><fields><field name="bulletname">Beslutning i Kulturudvalget den 20-06-2013</field>
   <field name="bulletcontent">&lt;p&gt;Drøftet.&lt;/p&gt;</field><field name="bullettype">8</field>
   <field name="bulletsortorder">2</field></fields></table>
  <table name="bullet"><fields><field name="bulletname">Indstilling</field>
   <field name="bulletcontent">&lt;p&gt;At sagen\ndrøftes.&lt;/p&gt;</field><field name="bullettype">6</field>
   <field name="bulletsortorder">1</field></fields></table>
  <table name="enclosure"><fields><field name="name">Kort over stien</field>
   <field name="sort">1</field></fields></table>
 </table></table>
<table name="agendaitemparents"><fields><field name="sort">1</field></fields>
 <table name="agendaitem"><fields><field name="name">Dagsorden</field><field name="caseno"/></fields></table></table>
</table></root>""".encode()

ACADRE_ENVELOPE = b"""<root><table name="committee"><fields><field name="Kulturudvalget"/></fields></table>
<table name="meeting"><fields><field name="Ekstra"/><field date="2013-06-20 10:30"/></fields></table>
<table name="agenda"><fields><field name="Referat"/></fields></table></root>"""

EDOC = """<?xml version="1.0"?>
<Meeting><Committee>Sundhedsudvalget</Committee><MeetingDate>04-12-2012 13:00:00</MeetingDate>
<MeetingState>Referat endeligt godkendt</MeetingState><MeetingAgendaTypes><MeetingAgendaType>
<AgendaType>Åben dagsorden</AgendaType><MeetingAgendaItems>
<MeetingAgendaItem><AgendaItemNumber>2</AgendaItemNumber><Document><Title>Ny klinik</Title>
 <PublishingType>SKAL PUBLICERES</PublishingType>
 <Attachments><Attachment><Title>Plan for klinikken</Title></Attachment></Attachments></Document>
 <FullText>&#xC;2.\tNy klinik

Sagsnr.: 2012-28504
Dok.nr.: 2012-203438

Sammendrag
En klinik i byen.

Bilag
2012-200782 - Plan for klinikken

Sundhedsudvalgets beslutning den 04.12.2012 Punkt 2
Indstillingen godkendt

Følgende deltog ikke i behandlingen af punktet:
</FullText></MeetingAgendaItem>
<MeetingAgendaItem><AgendaItemNumber>1</AgendaItemNumber><Document><Title>Meddelelser</Title>
 <PublishingType>MÅ IKKE PUBLICERES</PublishingType></Document><FullText>1.\tMeddelelser</FullText></MeetingAgendaItem>
</MeetingAgendaItems><FullText>Referat
tirsdag den 4. december 2012, kl. 13:00
i Mødelokale 3

Tilstede
Bo Dal (A) - formand
Kaj Riis (V)

Afbud/Fraværende
Ida Fal (F)

Sekretær
Ole Bek

INDHOLDSFORTEGNELSE
1.\tMeddelelser\t3
</FullText></MeetingAgendaType></MeetingAgendaTypes></Meeting>""".encode()

FUJITSU = """<Root xmlns="http://www.fujitsu.dk/agenda/xml/schemas/2009/03/31/">
<OutputTypeEnumName>Minutes</OutputTypeEnumName>
<Committee><Name>Byrådet</Name><Meeting><MeetingDateTime>2010-02-01T17:00:00</MeetingDateTime>
<MeetingLocation>Salen</MeetingLocation><MeetingParticipants>
 <MeetingParticipant><Name>Bo Dal</Name><RoleInMeeting>Borgmester</RoleInMeeting><Participate>true</Participate>
  <PoliticalPartyList><Party>A</Party></PoliticalPartyList></MeetingParticipant>
 <MeetingParticipant><Name>Ida Fal</Name><RoleInMeeting>Medlem</RoleInMeeting>
  <Participate>false</Participate></MeetingParticipant>
</MeetingParticipants><Agenda><AgendaElements>
 <AgendaElement><AccessIsPublic>false</AccessIsPublic>
  <HandlingItem><SerialNo>2</SerialNo><Title>Salg</Title></HandlingItem></AgendaElement>
 <AgendaElement><AccessIsPublic>true</AccessIsPublic><HandlingItem><SerialNo>1</SerialNo><Title>Ny skole</Title>
  <CaseNumber>10/4</CaseNumber>
  <HandlingPlan><Handling><CommitteeName>Skoleudvalget</CommitteeName><MeetingDate>2010-01-12</MeetingDate>
   <Decision>Anbefales.</Decision></Handling></HandlingPlan>
  <CasePresentations><CasePresentation><Title>Sagsfremstilling</Title>
   <Content>&lt;p&gt;Skolen er fuld.&lt;/p&gt;</Content>
   <IsDecision>false</IsDecision></CasePresentation>
   <CasePresentation><Title>Beslutning</Title><Content>Godkendt.</Content>
    <IsDecision>true</IsDecision></CasePresentation>
  </CasePresentations><Attachments><Attachment><Title>Tegning</Title></Attachment></Attachments>
 </HandlingItem></AgendaElement></AgendaElements></Agenda></Meeting></Committee></Root>""".encode()

SBSYS = """<Dagsorden DagsordenID="9" Dagsordentype="Referat" Åben="true">
<Møde Udvalg="Miljøudvalget" Mødedato="27. august 2018" Mødetid="16:00" Mødesluttid="17:30" Mødested="Lokale 2"/>
<Dagsordenpunkter><Dagsordenpunkt Nummer="4" Åbent="false"><Overskrift>Jordforurening</Overskrift>
<Indhold><Sagsfremstilling>&lt;p&gt;Jorden er ren.&lt;/p&gt;</Sagsfremstilling>
<Økonomiske_x0020_konsekvenser>Ingen.</Økonomiske_x0020_konsekvenser>
 <Beslutning><p>Godkendt.</p></Beslutning></Indhold>
<Bilagsliste><Bilag BilagID="1" Navn="Prøver"/></Bilagsliste>
</Dagsordenpunkt></Dagsordenpunkter></Dagsorden>""".encode()

OPEN_DATA = (
    "identifikator,indhold,skabt,type\n"
    'm1_a,"Ny sti i Fjordvang\nBESLUTNING\nGodkendt, idet stien føres langs åen og ikke langs \nvejen.\n'
    'INDSTILLING\nAt stien anlægges.",2023,Felt\n'
    'm2_a,"2. Lukket: Salg\n",2023,Felt\n'
    'm1_b,"3. Eventuelt\nBESLUTNING\nIntet.",2023,Felt\n'
).encode()
