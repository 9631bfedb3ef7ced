"""On whose word: one row per construction. `{s|source} {q|cue} {c|content}` mark what the reader model gives."""

import re

import pytest

from onrecord.reading.voices import Voices, nested_chain, voices
from onrecord.types import Draft, Passage, Span

MARK = re.compile(r"\{([sqc])\|([^{}]*)\}")


def marked(sentence: str) -> tuple[str, Draft]:
    """The plain text and the draft that the marks make."""
    text, at, spans = "", 0, dict[str, list[Span]](s=[], q=[], c=[])
    for m in MARK.finditer(sentence):
        text += sentence[at : m.start()]
        spans[m[1]].append((len(text), len(text) + len(m[2])))
        text += m[2]
        at = m.end()
    text += sentence[at:]
    source = Passage.of(text, spans["s"]) if spans["s"] else None
    return text, Draft(source, Passage.of(text, spans["q"]), Passage.of(text, spans["c"]))


def read(sentence: str, outlet: str | None = None) -> tuple[str, Voices]:
    text, draft = marked(sentence)
    return text, voices(text, draft, outlet=outlet)


# sentence | chain, nearest to the speaker first | addressee | speaker where it is not the source
ROWS = """
# quoted by
{c|"We agreed,"} {s|Irena Valk} {q|said}, quoted by Interfax. | Interfax
{c|"We agreed,"} {s|Irena Valk} {q|said}, quoted by the official KTA news agency. | KTA
{c|"We agreed,"} {s|Irena Valk} {q|said} as quoted by the KTA agency's website on Friday. | KTA
{c|"We agreed,"} {s|Valk} {q|was quoted as saying} by the Brennick Herald. | Brennick Herald
{c|"We agreed,"} {s|Valk} {q|was quoted by} Reuters {q|as saying}. | Reuters
{s|Valk} {q|was quoted by} Reuters {q|as saying} that {c|the talks go on}. | Reuters
{s|Valk} {q|was quoted} Monday by the Ostmark daily Lantern {q|as saying} {c|the talks go on}. | Lantern
{s|The minister} {q|was cited by} state radio {q|as saying} that {c|the talks go on}. | state radio
{s|The minister} {q|was also quoted as telling} local media that {c|the talks go on}. | local media | local media
{s|The minister} {q|was quoted as saying} in the Sarn Gazette that {c|the talks go on}. | Sarn Gazette
{s|She} {q|was quoted} late Sunday by Kestria's state news agency Orbis {q|as saying}: {c|"We will come."} | Orbis
{s|A spokesman}, quoted by Tass, {q|said} {c|the talks go on}. | Tass
{s|The general}, cited by Ostmark television, {q|denied} {c|that troops had crossed the river}. | Ostmark television
{c|The talks go on}, {s|he} {q|said} in remarks quoted by the state-run KTA. | KTA
{c|"It is over,"} {s|the minister} {q|said}, quoted by his lawyer. | his lawyer
{s|Valk's lawyer} {q|was quoted as saying} {c|the verdict was unjust}. |
Interfax reported a fire. {s|The mayor} {q|was quoted as saying} {c|nobody was hurt}. | Interfax
The Brennick Herald said a deal was near. {c|"We are close,"} {s|Orlic} {q|was quoted as saying}. | Brennick Herald
The fire was large, local newspaper Lantern reported. {s|Witnesses} {q|were quoted as saying} that {c|it began at dawn}. | Lantern
{s|Orlic} {q|is quoted as saying} in Thursday's Sarn Times that {c|the talks go on}. | Sarn Times
# X quoted A as saying
KTA {q|quoted} {s|Irena Valk} {q|as saying} {c|the talks go on}. | KTA
{c|"We agreed,"} KTA quoted {s|Valk} in Tolvaz {q|as saying}. | KTA
{c|"We agreed,"} the KTA news agency quoted {s|Valk} {q|as saying}. | KTA
The government weekly Lantern, in a dispatch from Sarn, quoted {s|the former envoy} {q|as saying} {c|he had lied}. | Lantern
Local media cited {s|the farmers' union} {q|as saying} {c|the harvest was lost}. | Local media
On Monday, Ostmark's Meridian News Agency (MNA) quoted {s|a police source} {q|as saying} {c|two men were held}. | Meridian News Agency
The Post quoted {s|diplomats} {q|as saying} {c|many feared a war}. | Post
The daily quoted {s|Tomas Orlic, member of the board,} {q|as saying} that {c|taxes would rise}. | daily
{s|KTA} {q|quoted} Irena Valk as saying {c|the talks go on}. | KTA | | Irena Valk
{s|KTA} {q|quoted} {c|Irena Valk as saying the talks go on}. | KTA | | Irena Valk
{s|The KTA agency} {q|quoted} Valk in Tolvaz as saying {c|the talks go on}. | KTA | | Valk
{s|Interfax} {q|cited} a source in the ministry as saying {c|the talks go on}. | Interfax | | a source in the ministry
{s|Interfax} {q|quoted} him as telling reporters that {c|the talks go on}. | Interfax | | him
State television showed {s|him} {q|saying}: {c|"We will win."} | State television
State television showed footage of {s|Valk} {q|telling} soldiers that {c|they would win}. | State television | soldiers
{s|State television} {q|showed} him saying {c|that they would win}. | State television | | him
Al-Arabiya aired a tape in which {s|the rebel leader} {q|said} {c|the war goes on}. | Al-Arabiya
The Lantern newspaper published an interview with Orlic in which {s|he} {q|said} {c|the war goes on}. | Lantern
# the agency said, quoting
{s|The KTA news agency} {q|said}, quoting prosecutors, that {c|two men were held}. | KTA | | prosecutors
{c|Two men were held}, {s|the KTA agency} {q|said}, quoting police. | KTA | | police
{c|Two men were held}, {s|Interfax} {q|reported}, citing an unnamed official in the ministry. | Interfax | | an unnamed official in the ministry
{c|Two men were held}, {s|the Brennick Post} {q|reported} Friday, citing anonymous government officials. | Brennick Post | | anonymous government officials
{s|State radio} {q|reported}, citing a statement by the army, that {c|two men were held}. | State radio | | a statement
{s|The newspaper} {q|said}, citing Valk, {c|that two men were held}. | newspaper | | Valk
{c|Two men were held}, {s|local media} {q|said}, citing Interior Minister Tomas Orlic. | local media | | Interior Minister Tomas Orlic
{c|Prices fell}, {s|the company} {q|said}, citing lower demand. |
{s|Valk} {q|said} {c|she would go}, citing health reasons. |
{s|The paper} {q|said} {c|it would close}, citing falling sales. |
{c|Shops must close}, {q|said} {s|the official}, quoting a guideline of the ministry. | official | | a guideline of the ministry
KTA reported, quoting {s|a prosecutor}, {q|that} {c|two men were held}. | KTA
KTA said, citing {s|a prosecutor} {q|as saying} {c|two men were held}. | KTA
# according to
{s|Qatar} on Saturday {q|called} {c|for an Arab force}, according to Sarn-based al Jazeera television. | al Jazeera
{s|Orlic} {q|said} that {c|if they softened, votes would be needless}, according to committee member Dana Brek. | committee member Dana Brek
According to the Brennick Herald, {s|Orlic} {q|said} {c|the talks go on}. | Brennick Herald
According to KTA, {s|the minister} {q|denied} {c|the report}. | KTA
{s|Critics} also {q|pointed out}, according to The Guardian, that {c|it broke its word}. | Guardian
{c|"Go home,"} {s|Valk} {q|told} the crowd, according to a report in the Sarn Times. | Sarn Times | the crowd
{s|Valk} {q|wanted} {c|the talks to end}, according to two people familiar with the matter. | two people
{s|Valk} {q|has demanded} {c|his freedom}, according to excerpts published by the weekly Spiegel. | Spiegel
{s|Valk} {q|said} {c|she would act} according to the law. |
{c|The harvest was lost}, {q|according to} {s|the Brennick Herald}. |
{c|The talks go on}, {q|according to} {s|Irena Valk}. |
{s|The court} {q|ruled} {c|the vote void}, according to a transcript released by the ministry. | transcript
# X reported, trailing and leading
{s|Kestria} {q|criticised} {c|the envoy}, the official KTA news agency reported. | KTA
{s|Valk} {q|said} on Friday evening that {c|the land faces two threats}, Ostmark daily Lantern reported. | Lantern
{c|The review would go on}, {s|the minister} {q|said} at Parliament on Wednesday, the Ostmark media reported. | Ostmark media
{s|The minister} {q|said} {c|the review would go on}, reported the KTA news agency. | KTA
{c|A deal on gas is near}, {s|Orlic} {q|told} parliament's energy panel on Monday, reported KTA. | KTA | parliament's energy panel
{s|The army} {q|has promised} {c|a reward}, a report said Thursday. | report
{s|The executive committee} {q|recommended} Saturday that {c|the president call a vote}, party officials said. | party officials
A {s|briefing} {q|portrays} {c|the land as near chaos}, in a chart that the army uses, The New York Times reported Wednesday. | New York Times
{s|The president} {q|pledged} {c|to go}, as KTA reported last week. | KTA
While {q|expressing satisfaction} {c|with the vote}, {s|Valk} also voiced regret for the loss of an ally, KTA said. | KTA
On Monday, Ostmark Students News Agency (OSNA) reported that {s|President Orlic} {q|said} {c|nobody would attack}. | Ostmark Students News Agency
Interfax reported that {s|Valk} {q|had refused} {c|to come}. | Interfax
Interfax reported on Friday that {s|Valk} {q|had refused} {c|to come}. | Interfax
The Sarn Times said {s|Valk} {q|had refused} {c|to come}. | Sarn Times
State television said late Sunday that {s|Valk} {q|ordered} {c|the port shut}. | State television
Officials said {s|Orlic} {q|would formally announce} {c|his decision} within days. | Officials
But Brek said {s|the mayor} {q|had given an assurance} that {c|nobody would be moved}. | Brek
Local newspapers have reported that {s|Orlic} {q|told} his aides {c|he would go}. | Local newspapers | his aides
{q|"}{c|We agreed}," {s|Valk} {q|said}, the Sarn Times wrote. | Sarn Times
{s|Xinhua} {q|reported} that {c|the talks go on}. |
{s|State television} {q|said} {c|the talks go on}. |
{c|The talks go on}, {s|the Ostmark media} {q|reported}. |
{c|The talks go on}, {q|reported} {s|the KTA news agency}. |
{s|Valk} {q|said} {c|the talks go on} while Orlic said they were over. |
{s|Valk} {q|said} {c|the talks go on}, but KTA reported that they were over. |
{s|Valk} {q|welcomed} {c|the vote}, while the Brennick Herald called it a farce. |
# told
{s|Valk} {q|told} Reuters {c|the talks go on}. | Reuters | Reuters
{c|The talks go on}, {s|Valk} {q|told} the BBC during an interview on Friday. | BBC | the BBC
{s|Valk} {q|told} Reuters on 13 May that {c|the talks go on}. | Reuters | Reuters
{s|Valk} {q|told} the Voice of Kestria that {c|the talks go on}. | Voice of Kestria | the Voice of Kestria
{s|Valk} {q|told} state-run Lumen television that {c|the talks go on}. | Lumen television | state-run Lumen television
{c|"The talks go on,"} {s|Valk} {q|told} Ostmark radio. | Ostmark radio | Ostmark radio
{s|Valk} {q|told} a Reuters correspondent {c|the talks go on}. | Reuters | a Reuters
{s|Valk} {q|told} the Sunday Times she {c|would not go}. | Sunday Times | the Sunday Times
{s|A source} {q|told} the Interfax news agency by telephone that {c|the talks go on}. | Interfax | the Interfax news agency
{s|A source} {q|told} CNN's Morning Desk {c|the talks go on}. | CNN
In Sarn, {s|Valk} {q|told} the newspaper Granma: {c|"The talks go on."} | Granma | the newspaper Granma
{s|Valk} {q|told} reporters {c|the talks go on}. | | reporters
{s|Valk} {q|told} local journalists after a meeting that {c|the talks go on}. | | local journalists
{s|Valk} {q|told} a news conference {c|the talks go on}. | | a news conference
{s|Valk} {q|told} Dana Brek that {c|the talks go on}. | | Dana Brek
{s|Valk} {q|had told} Tolvaz that {c|the talks go on}. | | Tolvaz
{s|Valk} {q|told} parliament's energy committee on Monday {c|the talks go on}. | | parliament's energy committee
{s|Valk} {q|assured} the envoy that {c|the talks go on}. | | the envoy
{s|Valk} {q|informed} the United Nations of {c|her decision}. | | the United Nations
{s|Valk} {q|told} him {c|the talks go on}. | | him
{s|Valk} {q|told} the press {c|the talks go on}. | | the press
{s|Valk} {q|told} the meeting of ministers in Sarn that {c|the talks go on}. | | the meeting of ministers in Sarn
# interviews, broadcasts, articles
{s|Valk} {q|said} in an interview with the Associated Press that {c|the talks go on}. | Associated Press | the Associated Press
{c|"The talks go on,"} {s|Valk} {q|said} in an al Jazeera broadcast. | al Jazeera
Speaking to the BBC, {s|Valk} {q|said} {c|the talks go on}. | BBC | the BBC
In an earlier interview with Interfax, {s|the health minister} also {q|said} {c|the surgery had gone well}. | Interfax | Interfax
{s|Valk} {q|said} on state television that {c|the talks go on}. | state television
{s|Valk} {q|wrote} in the Guardian that {c|the talks go on}. | Guardian
Writing in the Brennick Herald, {s|Valk} {q|argued} that {c|the talks go on}. | Brennick Herald
{s|Valk} {q|said} in a statement carried by the KTA news agency {c|the talks go on}. | KTA
{s|Valk}, in comments published by the Sarn Gazette on Sunday, {q|said} {c|the talks go on}. | Sarn Gazette
{s|Valk} {q|said} in a speech broadcast live on Ostmark radio that {c|the talks go on}. | Ostmark radio
{s|Valk} {q|said} in an article in Monday's Sarn Times that {c|the talks go on}. | Sarn Times
{c|"No,"} {s|Orlic} {q|said} when asked by Reuters whether he would go. | Reuters
Interviewed on CNN's Late Desk, {s|Valk} {q|said} {c|the talks go on}. | CNN
{s|Valk} {q|said} in a BBC radio interview {c|the talks go on}. | BBC
{s|The group} {q|said} in an e-mail sent to Reuters that {c|it had done it}. | Reuters | Reuters
{s|Valk} {q|confirmed} {c|the arrest} to AFP. | AFP | AFP
{s|Valk} {q|said} in a letter to the council {c|that the talks go on}. | | the council
{s|The family} {q|said} in a letter to the home secretary on Thursday: {c|"We must help."} | | the home secretary
In a phone call with Orlic, {s|Valk} {q|said} {c|the talks go on}. | | Orlic
{s|Valk} {q|said} in a telephone interview {c|the talks go on}. |
{s|Valk} {q|said} in an interview {c|the talks go on}. |
{s|Valk} {q|told} a press conference broadcast by KTA television {c|the talks go on}. | KTA television | a press conference
In a letter seen by Reuters, {s|the bank} {q|said} {c|it would close}. | Reuters
{s|The memo}, obtained by the Sarn Times, {q|says} {c|the bank will close}. | Sarn Times
# chains of two and three
{s|Valk} {q|told} state television {c|the talks go on}, Interfax reported. | state television; Interfax | state television
{s|Valk} {q|told} Ostmark radio, KTA reported, that {c|the talks go on}. | Ostmark radio; KTA | Ostmark radio
According to KTA, {s|Valk} {q|told} the Lantern newspaper {c|the talks go on}. | Lantern; KTA | the Lantern newspaper
KTA quoted {s|Valk} {q|as telling} state radio {c|the talks go on}. | state radio; KTA | state radio
{s|Valk} {q|said} in an interview with the Sarn Times, quoted by KTA, that {c|the talks go on}. | Sarn Times; KTA | the Sarn Times
{s|Valk} {q|was quoted by} KTA {q|as saying} {c|the talks go on}, the Brennick Herald reported. | KTA; Brennick Herald
Officials said Brek had told KTA that {s|Valk} {q|said} {c|the talks go on}. | Brek; Officials
Officials said Brek had told Reuters that {s|Valk} {q|said} {c|the talks go on}. | Reuters; Brek; Officials
# no chain where another clause names an outlet
{s|Valk} {q|said} {c|the talks go on} after Orlic told Reuters they had failed. |
After Orlic told KTA that talks had failed, {s|Valk} {q|said} {c|they go on}. |
{s|Valk}, who owns the Sarn Times, {q|said} {c|the talks go on}. |
{s|Valk} {q|accused} {c|the BBC of lying}. |
{s|Valk} {q|criticised} {c|the Sarn Times}. |
{s|BBC director general Mark Ode} {q|said} {c|the talks go on}. |
{s|Valk} {q|said} {c|she would sue} the Sarn Times. |
{s|Valk} {q|said} at a news conference {c|the talks go on}. |
{s|The news agency's director} {q|said} {c|it would close}. |
{s|Valk} {q|said} {c|reports in the Sarn Times were false}. |
{s|Valk} {q|denied} {c|a report in the Sarn Times}. |
{c|"The talks go on,"} {s|Valk} {q|said}. "KTA is wrong." |
{s|Valk} {q|asked} {c|the press to leave}. |
{s|Valk} {q|said} in a statement {c|the talks go on}. |
{s|Valk} {q|said} on his website {c|the talks go on}. |
{s|Valk} {q|said} on Twitter {c|the talks go on}. |
{s|Officials} {q|said} {c|the talks go on}, adding that Reuters would be told. |
"""


def _rows() -> list[tuple[str, list[str], str | None, str | None]]:
    rows = []
    for row in ROWS.strip().splitlines():
        if row.startswith("#"):
            continue
        sentence, chain, to, speaker = ([p.strip() for p in row.split(" |")] + ["", "", ""])[:4]
        rows.append((sentence, [c.strip() for c in chain.split(";") if c.strip()], to or None, speaker or None))
    return rows


@pytest.mark.parametrize(("sentence", "chain", "to", "speaker"), _rows())
def test_a_construction_gives_its_chain(sentence: str, chain: list[str], to: str | None, speaker: str | None) -> None:
    text, found = read(sentence)
    assert [r.name for r in found.relays] == chain
    if to:
        assert found.addressee is not None and text[slice(*found.addressee)] == to
    if speaker:
        assert found.speaker is not None and text[slice(*found.speaker)] == speaker


def test_the_publishing_outlet_is_no_link() -> None:
    assert read("{s|Valk} {q|told} KTA {c|the talks go on}, KTA news agency reported.", outlet="KTA")[1].relays == ()
    assert read("SARN, May 3 (AFP) -- {s|Valk} {q|told} AFP {c|the talks go on}.")[1].relays == ()
    assert [r.name for r in read("{s|Valk} {q|told} AFP {c|the talks go on}.")[1].relays] == ["AFP"]


def test_what_is_nested_has_the_outer_speaker_and_his_relays_in_its_chain() -> None:
    outer_text, outer = marked("{s|Brek} {q|told} Ostmark radio that {c|Orlic insists on leaving}.")
    text, inner = marked("Brek told Ostmark radio that {s|Orlic} {q|insists on} {c|leaving}.")
    assert text == outer_text
    around, within = voices(text, outer), voices(text, inner, outer=outer)
    assert [(r.name, r.role) for r in nested_chain(within, [around])] == [("Brek", "speaker"), ("Ostmark radio", "relay")]


def test_a_document_is_a_document_and_an_outlet_a_relay() -> None:
    _, found = read("The report said {s|Valk} {q|had refused} {c|to come}.")
    assert [(r.name, r.role) for r in found.relays] == [("report", "document")]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "□", "told", ", said", '"', "told KTA"])
def test_odd_text_never_raises(text: str) -> None:
    whole = Passage.of(text, [(0, len(text))])
    assert voices(text, Draft(None, whole, whole)).speaker is None
    voices(text, Draft(whole, whole, whole))
