"""Who each speaking phrase means: one row per way in which news copy names a speaker.

In the texts `<...>` marks the speaking phrases; the last one is asked for.
"""

from __future__ import annotations

import re

import pytest

from onrecord.reading.who import Cast, cast, speakers
from onrecord.reading.who.turns import Turn
from onrecord.types import Draft, Entity, Passage, Segment, Span, Speaker


def plain(marked: str) -> tuple[str, list[Span]]:
    """The text without its marks, and where the marked phrases stand."""
    text, spans, last = "", [], 0
    for m in re.finditer(r"<([^>]*)>", marked):
        text += marked[last : m.start()]
        spans.append((len(text), len(text) + len(m[1])))
        text += m[1]
        last = m.end()
    return text + marked[last:], spans


def draft(text: str, source: Span | None, content: Span, depth: int = 0, within: int | None = None) -> Draft:
    passage = Passage.of(text, [source]) if source else None
    return Draft(passage, Passage((), "said" if source else ""), Passage.of(text, [content]), depth, within)


def content_of(text: str, source: Span) -> Span:
    """The quotation of the sentence that holds the source, else the rest of that sentence."""
    end = text.find("\n", source[1])
    end = len(text) if end < 0 else end
    quote = re.compile(r'"[^"]*"').search(text, max(0, text.rfind("\n", 0, source[0])), end)
    return quote.span() if quote else (source[1], end)


def heard(marked: str) -> list[Speaker]:
    text, spans = plain(marked)
    drafts = [draft(text, s, content_of(text, s)) for s in spans]
    return speakers(cast(text, sources=spans), drafts, spans)


def last(marked: str) -> Speaker:
    return heard(marked)[-1]


def both(marked: str) -> tuple[str, str | None]:
    found = last(marked)
    return found.name, found.speaks_for


@pytest.mark.parametrize(
    ("marked", "name", "principal"),
    [
        ("<Norwegian Foreign Minister Irena Valk> said no.", "Irena Valk", "Norway"),
        ("<Norway's Foreign Minister, Irena Valk,> said no.", "Irena Valk", "Norway"),
        ("<Irena Valk, the foreign minister of Norway,> said no.", "Irena Valk", "Norway"),
        ("<the Norwegian foreign minister, Irena Valk,> said no.", "Irena Valk", "Norway"),
        ("Norway objects.\n<Foreign Minister Irena Valk> said no.", "Irena Valk", "Norway"),
        ("<Norwegian Deputy Minister of Public Works Tomas Orlic> said no.", "Tomas Orlic", "Norway"),
        ("<US Under Secretary of State Irena Valk> said no.", "Irena Valk", "United States"),
        ("<Norwegian Major General Tomas Orlic> said no.", "Tomas Orlic", "Norway"),
        ("<Sheikh Tomas bin Orlic al-Valk, Norway's premier,> said no.", "Tomas bin Orlic al-Valk", "Norway"),
        ("<UN special envoy to Norway Irena Valk> said no.", "Irena Valk", "United Nations"),
        ("<Norway's permanent representative to the UN, Irena Valk,> said no.", "Irena Valk", "Norway"),
        ("<Kestria Grain Board (KGB) president Irena Valk> said no.", "Irena Valk", "Kestria Grain Board"),
        ("<a spokesman for the Kestria Workers Union, Tomas Orlic,> said no.", "Tomas Orlic", "Kestria Workers Union"),
        ("<Ostgaz chief Irena Valk> said no.", "Irena Valk", "Ostgaz"),
        ("<the former Miss Sarn identified as Irena Valk> said no.", "Irena Valk", None),
        ("<Norwegian historian Irena Valk> said no.", "Irena Valk", None),
        ("<Her Dutch husband, Tomas Orlic, 27,> said no.", "Tomas Orlic", None),
        ("<third-grader Irena Valk> said no.", "Irena Valk", None),
        ("<Moussa, 21,> said no.", "Moussa", None),
        ("<Irena Valk, a Kestria Grain Board supporter,> said no.", "Irena Valk", None),
        ("Norway and Sweden are at odds.\n<The defence minister, Irena Valk,> said no.", "Irena Valk", None),
        (
            "Norway and Sweden are at odds in Norway.\n<The defence minister, Irena Valk,> said no.",
            "Irena Valk",
            "Norway",
        ),
        ("<Norwegian beauty queen Irena Valk> said no.", "Irena Valk", None),
        ("<Former Norwegian premier Irena Valk> said no.", "Irena Valk", None),
        ("<Chinese State Councilor Lu Anping> said no.", "Lu Anping", "China"),
        ("<Norwegian Secretary of State for Finance Irena Valk> said no.", "Irena Valk", "Norway"),
        ("Irena Valk heads the Norwegian army.\n<Irena Valk, who heads the army,> said no.", "Irena Valk", "Norway"),
    ],
)
def test_a_title_before_or_after_a_name_tells_for_whom_its_bearer_speaks(
    marked: str, name: str, principal: str | None
) -> None:
    assert both(marked) == (name, principal)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Norwegian premier Irena Valk came. <Valk> said no.", "Irena Valk"),
        ("President Bashar al-Orlic came. <Orlic> said no.", "Bashar al-Orlic"),
        ("President Bashar Orlic came. <Al-Orlic> said no.", "Bashar Orlic"),
        ("Premier Tayyip Ardogan came. <Erdogan> said no.", "Tayyip Ardogan"),
        ("Minister Ahmed Abul Gheit came. <Abu Gheit> said no.", "Ahmed Abul Gheit"),
        ("Lu Anping, an engineer, came. <Lu> said no.", "Lu Anping"),
        ("Envoy Terje Roed-Orlic came. <Mr. Orlic> said no.", "Terje Roed-Orlic"),
        ("Spokesman Abul al- Kubaisi came. <Kubaisi> said no.", "Abul al-Kubaisi"),
        ("Premier Irena Valk and her brother Tomas Valk came. <Valk> said no.", "Irena Valk"),
        ("Premier Irena Valk left. Minister Tomas Valk spoke. <Valk> said no.", "Tomas Valk"),
        ("Premier Tomas Orlic met Irena Valk. Valk had left. Three saw Ola Valk too. <Valk> said no.", "Irena Valk"),
        ("Premier Irena Valk spoke. Did Valk know? <Valk> said no.", "Irena Valk"),
        (
            "Premier Irena Valk came. Valk spoke. Valk left. Then came a young woman, Ola Valk, too. <Valk> said no.",
            "Irena Valk",
        ),
    ],
)
def test_a_part_of_a_name_means_its_bearer_however_it_is_spelt(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name", "principal"),
    [
        ("<Moscow> said no.", "Russia", "Russia"),
        ("<the Russians> said no.", "Russia", "Russia"),
        ("<The Chinese> said no.", "China", "China"),
        ("<Kremlin> says no.", "Kremlin", "Russia"),
        ("<the White House> said no.", "White House", "United States"),
        ("<Downing Street> said no.", "Downing Street", "United Kingdom"),
        ("Burma is calm. <Rangoon> said no.", "Burma", "Burma"),
        ("US ships came to Norway. <the state department> said no.", "State Department", "United States"),
        ("Norway waits. <the state department> said no.", "Norwegian State Department", "Norway"),
        ("<the UN security council> said no.", "UN Security Council", "United Nations"),
        ("Norway waits. <the UN grain agency> said no.", "UN grain agency", "United Nations"),
        ("Norway waits. <Kurdish officials> said no.", "Kurdish officials", None),
        ("Norway waits. <The Kurds> said no.", "Kurds", None),
        ("Erbil waits. <Kurdish officials> said no.", "Kurdish officials", "Kurdistan Region"),
        ("Erbil waits. <The Kurds> said no.", "Kurdistan Region", "Kurdistan Region"),
        ("<the Norwegian foreign ministry> said no.", "Norwegian Foreign Ministry", "Norway"),
        ("<Norway's foreign ministry> said no.", "Norwegian Foreign Ministry", "Norway"),
        ("<The foreign ministry in Norway> said no.", "Norwegian Foreign Ministry", "Norway"),
        ("Norway objects.\n<The Foreign Ministry> said no.", "Norwegian Foreign Ministry", "Norway"),
        ("Norway objects.\n<the government> said no.", "Norwegian government", "Norway"),
        ("<The Norwegian military> said no.", "Norwegian military", "Norway"),
        ("<the Sarn city government> said no.", "Sarn city government", None),
        ("<the Free Norwegian Army> said no.", "Free Norwegian Army", "Free Norwegian Army"),
        ("<the UN Office on Drugs and Crime> said no.", "UN Office on Drugs and Crime", "United Nations"),
        ("<The ruling Islamist Hamas movement> said no.", "Hamas", "Hamas"),
        ("<Orlic forces> said no.\nNorwegian President Tomas Orlic left.", "Orlic forces", "Norway"),
        ("<the Norwegian opposition> said no.", "Norwegian opposition", "Norwegian opposition"),
    ],
)
def test_capitals_palaces_and_ministries_speak_for_their_state(marked: str, name: str, principal: str | None) -> None:
    assert both(marked) == (name, principal)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<the Itar-Tass news agency> said no.", "Itar-Tass"),
        ("<local newspaper Sarn Post> said no.", "Sarn Post"),
        ("<the daily Norway> said no.", "Norway"),
        ("<Doha-based al Jazeera television> said no.", "al Jazeera television"),
        ("The New York Times wrote.\n<the Times> said no.", "New York Times"),
        ("The Brennick Herald wrote.\n<The newspaper> said no.", "Brennick Herald"),
        ("Norway objects.\n<state television> said no.", "Norwegian state television"),
        ("<Russian news agencies> said no.", "Russian news agencies"),
    ],
)
def test_an_outlet_goes_by_its_name_and_speaks_for_nobody(marked: str, name: str) -> None:
    assert last(marked).name == name
    assert last(marked).speaks_for is None


@pytest.mark.parametrize(
    ("marked", "name", "principal", "kind"),
    [
        ("<a US military spokesman> said no.", "US military spokesman", "United States", "unnamed"),
        ("<analysts> said no.", "Analysts", None, "group"),
        ("<One diplomat> said no.", "Diplomat", None, "unnamed"),
        ("<a Sarn resident> said no.", "Sarn resident", None, "unnamed"),
        ("<Russian officials> said no.", "Russian officials", "Russia", "group"),
        ("Norway objects.\n<officials> said no.", "Norwegian officials", "Norway", "group"),
        ("<PLO officials> said no.", "PLO officials", "Palestine Liberation Organization", "group"),
        (
            "<An official with the Sarn Grain Board> said no.",
            "Sarn Grain Board official",
            "Sarn Grain Board",
            "unnamed",
        ),
        (
            "<A spokesperson for the Kestria Rail Company> said no.",
            "Kestria Rail Company spokesperson",
            "Kestria Rail Company",
            "unnamed",
        ),
        ("Norway objects.\n<a government spokesman> said no.", "Government spokesman", "Norway", "unnamed"),
        ("<Western diplomats here> said no.", "Western diplomats", None, "group"),
        ("<International officials> in Norway said no.", "International officials", None, "group"),
    ],
)
def test_an_unnamed_source_keeps_its_description_nation_and_institution(
    marked: str, name: str, principal: str | None, kind: str
) -> None:
    found = last(marked)
    assert (found.name, found.speaks_for, found.kind) == (name, principal, kind)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('<Norwegian premier Irena Valk> said no.\n"Never," <she> added.', "Irena Valk"),
        ('<Norwegian premier Irena Valk> met Tomas Orlic.\n"Tomas Orlic is wrong," <she> said.', "Irena Valk"),
        ("<Diplomats> said no.\nSenator Tomas Orlic took to the floor, and <he> agreed.", "Tomas Orlic"),
        ("<Irena Valk> said no.\nOfficials left.\n<She> said so.", "Irena Valk"),
        (
            "<Norway's foreign ministry> said no in a letter.\n<It> added that it was late.",
            "Norwegian Foreign Ministry",
        ),
        ("<Police> said no.\nPolice have held Tomas Orlic, the driver. <They> claimed that he ran.", "Police"),
        ("<Tomas Orlic and Irena Valk> said no.\n<They> denied it.", "Tomas Orlic; Irena Valk"),
    ],
)
def test_a_pronoun_means_who_spoke_last_or_whom_the_sentence_is_about(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<Norwegian premier Irena Valk> said no.\n<the prime minister> added.", "Irena Valk"),
        ("<Norwegian Prime Minister Irena Valk> said no.\n<the prime minister> added.", "Irena Valk"),
        (
            "<a State Department official> said no.\nTomas Orlic, an official, left.\n<the official> added.",
            "State Department official",
        ),
        ("<Gustav Feld, the UN representative in Sarn,> said no.\n<the official> added.", "Gustav Feld"),
        ("King Faruq fell. <the king> said no.", "Faruq"),
        ("The Kestria Grain Association met.\n<Association president Irena Valk> said no.", "Irena Valk"),
        ("The Kestria Grain Association met.\n<the Association> said no.", "Kestria Grain Association"),
        ("Hezbollah fired. Norway ducked.\n<the pro-Iranian group> said no.", "Hezbollah"),
        ("Hezbollah fired.\n<The Sarn Workers Union> said no.\n<the group> added.", "Sarn Workers Union"),
        ("<Irena Valk's family> said no.", "Irena Valk's family"),
        ("Irena Valk left. <a friend of Valk> said no.", "Friend of Irena Valk"),
        ("Senator Irena Valk left. <The Sarn Republican> said no.", "Sarn Republican"),
        ("<The Kurds> said no. <their opponents> said yes.", "Kurds' opponents"),
        ("<Critics> said no.\nIt rained.\n<Their fighters> said yes.", "Fighters"),
        (
            "President Sven Berg came, and president Tomas Orlic.\n<Orlic> said no.\nBerg waited for <the president>.",
            "Sven Berg",
        ),
    ],
)
def test_a_title_or_a_common_noun_points_back_to_who_bears_it(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name", "principal"),
    [
        (
            "Norwegian deputy ministers Tomas Orlic and Irena Valk came.\n<the two Oslo diplomats> said no.",
            "Tomas Orlic; Irena Valk",
            "Norway",
        ),
        (
            "Tomas Orlic and Irena Valk, Norway's representatives, came.\n<The Norwegian representatives> said no.",
            "Tomas Orlic; Irena Valk",
            "Norway",
        ),
        (
            "Norwegian minister Irena Valk and Norwegian envoy Tomas Orlic met Swedish premier Greta Lind and "
            "Swedish minister Sven Berg.\n<Both sides> said no.",
            "Norway; Sweden",
            None,
        ),
        (
            "Norwegian rebels advance in Norway, Sweden says, and Sweden mourns.\n<The regime> said no.",
            "Norwegian regime",
            "Norway",
        ),
        ("<some diplomats> said no.", "Diplomats", None),
    ],
)
def test_a_plural_points_back_to_those_named_together(marked: str, name: str, principal: str | None) -> None:
    assert both(marked) == (name, principal)


@pytest.mark.parametrize(
    ("marked", "name", "principal"),
    [
        ("Norway objects.\n<A Foreign Ministry statement> said no.", "Norwegian Foreign Ministry", "Norway"),
        (
            "<the Norwegian foreign ministry> said no.\n<The Norwegian statement> said more.",
            "Norwegian Foreign Ministry",
            "Norway",
        ),
        (
            "<Norway's foreign ministry> said in a letter: no.\n<the letter> said more.",
            "Norwegian Foreign Ministry",
            "Norway",
        ),
        ("<figures from the Sarn Grain Board> showed no.", "Sarn Grain Board", "Sarn Grain Board"),
        (
            "<a guideline issued by the Norwegian Ministry of Culture> said no.",
            "Norwegian Ministry of Culture",
            "Norway",
        ),
        ("<The Brennick Herald> reported no.\n<the report> said more.", "Brennick Herald", None),
        ("<The Sarn Port Union> said no.\n<Reports> suggest more.", "Reports", None),
        ("<The Sarn Port Union> said no.\n<A report from March> showed more.", "Report", None),
        ("<The Sarn Port Union> said no.\nMinister <Irena Valk> wrote.\n<The tweet> was long.", "Irena Valk", None),
        (
            "The UN General Assembly adopted the resolution on Friday.\n<The resolution> asked for more.",
            "UN General Assembly",
            "United Nations",
        ),
    ],
)
def test_a_document_speaks_for_its_author(marked: str, name: str, principal: str | None) -> None:
    assert both(marked) == (name, principal)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<the United States, European powers and Arab states> insist.", "United States; European powers; Arab states"),
        ("<His parents, John Orlic and Sally Lane,> said no.", "John Orlic; Sally Lane"),
        ("<Tomas Orlic and Irena Valk> said no.", "Tomas Orlic; Irena Valk"),
        ("<the Sarn Immigration and Naturalisation Service> said no.", "Sarn Immigration and Naturalisation Service"),
        ("<Norway's Prime Minister and Foreign Minister, Irena Valk,> said no.", "Irena Valk"),
    ],
)
def test_a_list_of_speakers_is_joined_and_a_double_title_is_not(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<a Norwegian official> said no.\n<Irena Valk, the deputy minister,> told Meridian News.", "Irena Valk"),
        ('<The father of Sarai Begum, who fled,> said no.\n"No," <Ahmed Ali> said.', "Ahmed Ali"),
        ('<a conference spokesman> said no.\n"No," <Naseer Orlic> said.', "Naseer Orlic"),
        ("Ships came. Ships went. Ships stayed. <a port spokesman> said no. <Naseer Orlic> said yes.", "Naseer Orlic"),
        (
            "Ships came. Ships went. <the head of Norway's oil agency> said no. <Ostgaz chief Irena Valk> did.",
            "Irena Valk",
        ),
    ],
)
def test_who_is_described_first_is_who_is_named_below(marked: str, name: str) -> None:
    assert [s.name for s in heard(marked)] == [name, name]


def test_a_description_of_another_state_is_not_the_one_named_below() -> None:
    marked = "<a Norwegian official> said no.\n<Swedish Foreign Minister Irena Valk> said yes."
    assert [s.name for s in heard(marked)] == ["Norwegian official", "Irena Valk"]


FILLER = "Ships came. Ships went. Ships stayed. Ships sank."


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        (
            FILLER + " <A friend> said no. It rained. It snowed. It froze. <Irena Valk> said yes.",
            "Friend",
        ),
        (
            FILLER + " <A Norwegian spokesman> said no. <Irena Valk, an Ostgaz spokeswoman,> said yes.",
            "Norwegian spokesman",
        ),
        (FILLER + " <a NATO spokesman> said no. <Irena Valk, a UN spokeswoman,> said yes.", "NATO spokesman"),
        ("<The Norwegian force that holds Sarn> said no. <Irena Valk> said yes.", "Norwegian force"),
        ("<A leaked photo> shows no bridge. <Irena Valk> said so.", "Leaked photo"),
        ("<The ancient Greeks> said no. <Irena Valk> says yes.", "Ancient Greeks"),
    ],
)
def test_who_is_named_below_must_fit_the_description_and_follow_at_once(marked: str, name: str) -> None:
    assert heard(marked)[0].name == name


def test_two_unnamed_officials_are_two_and_the_official_is_the_last() -> None:
    first, second, back = heard("<a Swedish official> said no.\n<a Swedish official> said yes.\n<the official> added.")
    assert first.actor != second.actor
    assert back.actor in (first.actor, second.actor)


def test_a_quotation_without_a_source_goes_on_from_the_last_speaker() -> None:
    text, spans = plain('<Irena Valk> said no. "I have seen it." \n\n\n"We"')
    where = text.index('"I'), text.index('it."') + 4
    drafts = [draft(text, spans[0], (spans[0][1], 19)), draft(text, None, where)]
    assert [s.name for s in speakers(cast(text, sources=spans), drafts, [spans[0], None])] == ["Irena Valk"] * 2


@pytest.mark.parametrize(
    ("rest", "cue", "content", "name"),
    [
        ("The road remains shut to all.", "remains shut", "The road", "unnamed"),
        ("A vote is expected soon.", "is expected", "A vote", "unnamed"),
        ("A new bridge appears to be safe.", "appears", "to be safe", "unnamed"),
        ("Others denied that it fell.", "denied", "that it fell", "unnamed"),
        ('It was named the "bridge of sighs" at once.', "was named", 'the "bridge of sighs"', "unnamed"),
        ('"We shall mend the bridge."', "", '"We shall mend the bridge."', "Irena Valk"),
    ],
)
def test_the_reporters_own_words_after_a_speakers_are_nobodys(rest: str, cue: str, content: str, name: str) -> None:
    text, spans = plain(f"<Irena Valk> said no. {rest}")
    at, where = text.index(cue, 20), text.index(content, 20)
    own = Draft(
        None,
        Passage.of(text, [(at, at + len(cue))]) if cue else Passage((), ""),
        Passage.of(text, [(where, where + len(content))]),
    )
    found = speakers(cast(text, sources=spans), [draft(text, spans[0], (11, 18)), own], [spans[0], None])
    assert found[1].name == name


def test_a_second_verb_of_the_sentence_has_the_same_speaker() -> None:
    text, spans = plain("<The Norwegian premier> said no, and denied that ships would come.")
    at = text.index("denied")
    second = Draft(None, Passage.of(text, [(at, at + 6)]), Passage.of(text, [(at + 12, len(text) - 1)]))
    found = speakers(cast(text, sources=spans), [draft(text, spans[0], (27, 29)), second], [spans[0], None])
    assert [s.name for s in found] == ["Norwegian premier"] * 2


@pytest.mark.parametrize(
    ("cue", "name"),
    [
        ("has been told", "unnamed"),
        ("had earlier been warned", "unnamed"),
        ("was accused", "unnamed"),
        ("was quoted as saying", "Irena Valk"),
        ("was heard saying", "Irena Valk"),
        ("is determined", "Irena Valk"),
        ("has told Norway", "Irena Valk"),
        ("let it be known", "Irena Valk"),
    ],
)
def test_who_is_told_or_accused_is_not_who_says_so(cue: str, name: str) -> None:
    text = f"Irena Valk {cue} that ships would sink."
    at = text.index(cue)
    said = Draft(
        Passage.of(text, [(0, 10)]),
        Passage.of(text, [(at, at + len(cue))]),
        Passage.of(text, [(at + len(cue) + 1, 40)]),
    )
    assert speakers(cast(text, sources=[(0, 10)]), [said], [(0, 10)])[0].name == name


def test_hearsay_without_a_source_is_nobodys() -> None:
    text, spans = plain("<Irena Valk> said no. Shots were reported.")
    hearsay = Draft(None, Passage((), "were reported"), Passage.of(text, [(20, 25)]))
    found = speakers(cast(text, sources=spans), [draft(text, spans[0], (10, 18)), hearsay], [spans[0], None])
    assert found[1].name == "unnamed"


@pytest.mark.parametrize(
    ("text", "cue", "content", "name"),
    [
        (
            "The road is shut, Norwegian Minister Irena Valk was quoted as saying.",
            "was quoted as saying",
            "The road is shut",
            "Irena Valk",
        ),
        ('"It is shut," said Irena Valk on Friday.', "said", '"It is shut,"', "Irena Valk"),
        ("Norway, the host, has denied that it lost.", "denied", "that it lost", "Norway"),
        ("Minister Irena Valk left after voicing hope of a deal.", "voicing", "hope of a deal", "Irena Valk"),
        ("It rained, reportedly over the sea.", "reportedly", "It rained", "unnamed"),
        ("Minister Irena Valk is known to drive fast.", "is known", "to drive fast", "unnamed"),
        ("Minister Irena Valk was persuaded to wait by Norway.", "was persuaded", "to wait", "unnamed"),
        ("Minister Irena Valk was widely praised for the deal.", "was widely praised", "for the deal", "unnamed"),
        ("It seemed a good plan to Norway.", "seemed", "a good plan", "unnamed"),
        ("A storm over Norway, drawing eyes to the dykes, broke.", "drawing eyes to", "the dykes", "unnamed"),
    ],
)
def test_a_source_that_was_left_out_is_found_beside_its_cue(text: str, cue: str, content: str, name: str) -> None:
    def passage(words: str) -> Passage:
        return Passage.of(text, [(text.index(words), text.index(words) + len(words))])

    found = speakers(cast(text), [Draft(None, passage(cue), passage(content))], [None])
    assert found[0].name == name


def test_i_and_we_inside_a_quotation_are_its_speaker() -> None:
    text, spans = plain('<Irena Valk> said: "<I> told them no."')
    outer = draft(text, spans[0], (spans[0][1] + 7, len(text)))
    inner = draft(text, spans[1], (len(text) - 4, len(text) - 2), depth=1, within=0)
    assert [s.name for s in speakers(cast(text, sources=spans), [outer, inner], spans)] == ["Irena Valk"] * 2


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ('"They shut the port. <He> told me so," said <Tomas Orlic>.', "unnamed"),
        ('"<They> told us no," said <the Norwegian officials>.', "unnamed"),
        ('<Tomas Orlic> said: "Sven Berg was here. <He> told me no."', "Sven Berg"),
        ('Envoy Sven Berg left at noon. <Tomas Orlic> said: "<He> told me no."', "Sven Berg"),
        ('<Tomas Orlic> said: "<I> told them no."', "Tomas Orlic"),
    ],
)
def test_he_and_they_inside_a_quotation_are_not_its_speaker(marked: str, name: str) -> None:
    text, spans = plain(marked)
    spans = sorted(spans, key=lambda s: text[s[0] : s[1]] in ("He", "They", "I"))
    quotation = text.index('"'), text.rindex('"') + 1
    outer, inner = draft(text, spans[0], quotation), draft(text, spans[1], (spans[1][1], quotation[1] - 1), 1, 0)
    assert speakers(cast(text, sources=spans), [outer, inner], spans)[1].name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        # who a relative clause is about, and who only comes in by one
        ("Trouble waits for premier Sven Berg, who leaves over <his> refusal.", "Sven Berg"),
        ("<Tomas Orlic> said no.\nHe met Sven Berg, <who> said yes.\n<he> added.", "Tomas Orlic"),
        (
            "<Tomas Orlic> said no.\nThe minister chided the Swedish premier, Sven Berg, <who> said yes.\n<he> added.",
            "Tomas Orlic",
        ),
        # somebody new without a name is the subject in between
        ("<Tomas Orlic> said no.\nA young Swedish rebel was listening. <He> said yes.", "Young Swedish rebel"),
        ("<Tomas Orlic> said no.\nA young Swedish woman was listening. <He> said yes.", "Tomas Orlic"),
        # what sex somebody is, by the pronouns before
        ("<Ola Orlic> said no. <she> said more.\n<Uwe Valk> said yes.\n<he> added.\n<she> added.", "Ola Orlic"),
        ("<a man> said no. <she> said yes.", "unnamed"),
        # who was named since the last speaker spoke
        (
            "<Tomas Orlic> said no.\nIt rained. It snowed. It froze. Ships sank. All envied Sven Berg. <He> waved.",
            "Sven Berg",
        ),
        ("<Tomas Orlic> said no.\nIt rained. It snowed. It froze. Ships sank. It thawed. <He> waved.", "Tomas Orlic"),
    ],
)
def test_he_and_she_are_whom_the_sentences_before_are_about(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<The Swedish officials> said no. <They> added.", "Swedish officials"),
        ("<The Swedish officials> said no.\n<Tomas Orlic> said yes.\n<they> added.", "unnamed"),
        ("<The Swedish officials> said no.\nIt rained. It snowed. It froze. Ice came. <They> added.", "unnamed"),
    ],
)
def test_they_are_those_who_have_just_spoken(marked: str, name: str) -> None:
    assert last(marked).name == name


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("<Sweden> said no.\nAs the Norwegian army came, <it> said yes.", "Norwegian army"),
        ("<Sweden> said no.\nNorway has hopes, although <it> denies them.", "Norway"),
        ("<Sweden> said no.\nNorway's foreign ministry spoke of ships <it> wants.", "Norwegian Foreign Ministry"),
        ("<Sweden> said no.\nNorway's hopes have faded, since <it> fears ice.", "unnamed"),
        ("<Sweden> said no.\nIt was late, and <it> said more.", "Sweden"),
        ("<Sweden> said no.\nIce came. Snow fell. Norway has shut the port. <It> fears ice.", "Norway"),
    ],
)
def test_it_is_the_subject_of_the_sentence_before_it_is_the_last_to_have_spoken(marked: str, name: str) -> None:
    assert last(marked).name == name


def made(text: str, *segments: Segment) -> Cast:
    return cast(text, segments)


def test_a_government_named_after_a_person_is_no_organisation_of_that_name() -> None:
    text = "President Irena Valk of Norway came. The Valk administration said no."
    reader = Entity(text.index("Valk adm"), text.index("Valk adm") + 4, "organisation", 0.9)
    found = cast(text, entities=[reader]).resolve((text.index("The Valk"), text.index(" said")))
    assert (found.name, found.speaks_for) == ("Valk administration", "Norway")


def test_furniture_names_nobody() -> None:
    text = "Irena Valk left. Tomas Orlic recommends."
    assert [a.name for a in made(text, Segment(17, len(text), "furniture")).actors] == ["Irena Valk"]


@pytest.mark.parametrize("source", ["Neither leader", "No minister", "None of them", "Few of them", "whoever came"])
def test_a_source_that_is_nobody_in_particular_is_not_who_spoke_last(source: str) -> None:
    text = f"Minister Irena Valk said no. {source} said the talks had failed."
    start = text.index(source)
    orlic = Speaker("orlic", "Tomas Orlic", "person", "leader", "Norway", 0.9)
    found = cast(text).resolve((start, start + len(source)), turns=[Turn(0, 28, orlic, "leader", False, 0)])
    assert found.name == "unnamed"


def test_neither_of_two_speaks() -> None:
    text = "Irena Valk met Tomas Orlic. Neither Valk nor Orlic said the port would open."
    found = cast(text).resolve((text.index("Neither"), text.index(" said")))
    assert found.name == "Irena Valk; Tomas Orlic"


def test_offices_come_with_the_words_that_say_so() -> None:
    text = "Norwegian Foreign Minister Irena Valk left."
    (held,) = made(text).offices
    assert (held.role, held.speaks_for) == ("foreign minister", "Norway")
    assert [text[e.start : e.end] for e in held.evidence] == ["Norwegian Foreign Minister"]


@pytest.mark.parametrize(
    ("text", "reasons"),
    [
        (
            "Norwegian Foreign Minister Irena Valk left. Deputy Prime Minister Irena Valk spoke.",
            ["says so", "another office in the article says so"],
        ),
        (
            "OSLO - Norway's government met. Norway's army was there. Foreign Minister Irena Valk left.",
            ["the state that the article is about"],
        ),
        ("President Vladimir Putin left. Norway and Norwegian troops stayed.", ["a well-known office holder"]),
    ],
)
def test_an_office_tells_what_gives_its_holder_that_side(text: str, reasons: list[str]) -> None:
    assert [e.reason for o in made(text).offices for e in o.evidence] == reasons


def test_mentions_lead_to_their_actor() -> None:
    text = "Premier Irena Valk left. Valk was late."
    assert [(text[m.start : m.end], m.actor) for m in made(text).mentions] == [
        ("Irena Valk", "irena-valk"),
        ("Valk", "irena-valk"),
    ]
