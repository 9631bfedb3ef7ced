"""The grammar of conditions: what fires, what is spared, and that spans are the words themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.stance.conditions import extract
from onrecord.stance.conditions.patterns import PATTERNS, Pattern
from onrecord.types import Manner, Passage

each_pattern = pytest.mark.parametrize("pattern", PATTERNS, ids=lambda p: p.name)


def words(passage: Passage | None) -> str | None:
    return None if passage is None else passage.text


@each_pattern
def test_a_pattern_fires_on_its_sentence(pattern: Pattern) -> None:
    assert pattern.name in [found.why.split("; ")[0] for found in extract(pattern.fires)]


@each_pattern
def test_nothing_fires_on_the_sentence_that_a_pattern_spares(pattern: Pattern) -> None:
    assert extract(pattern.spares) == ()


def test_the_names_of_patterns_differ() -> None:
    assert len({p.name for p in PATTERNS}) == len(PATTERNS)


CASES = [
    ("Talks cannot begin until the army frees all prisoners.", "set", "Talks begin", "the army frees all prisoners"),
    ("No negotiations without guarantees!", "set", "negotiations", "guarantees"),
    ("There can be no peace while Ostmark occupies the valley.", "set", "peace", "Ostmark occupies the valley"),
    ("It would attend only if the siege of Sarn was lifted.", "set", "attend", "the siege of Sarn was lifted"),
    ("Only after an apology will they return to the table.", "set", "return to the table", "an apology"),
    ("Should the shelling stop, then we will return to the table.", "set", "return to the table", "the shelling stop"),
    ("Aid will not be tied to reforms.", "rejected", "Aid", "reforms"),
    ("Her exit is not a prerequisite for the talks.", "rejected", "the talks", "Her exit"),
    ("Kestria is open to negotiations without any preconditions.", "rejected", "negotiations", None),
    ("They rejected the return of the fleet as a condition for talks.", "rejected", "talks", "the return of the fleet"),
    ("Ostmark has met our conditions for the lifting of aid bans.", "met", "the lifting of aid bans", "our conditions"),
    ("All conditions for the withdrawal have now been met.", "met", "the withdrawal", None),
    ("The conditions for a truce have not been met.", "set", "a truce", None),
    ("Ostmark no longer demands that Orlic resign.", "dropped", None, "Orlic resign"),
    ("It dropped its insistence that Orlic resign before talks begin.", "dropped", "talks begin", "Orlic resign"),
    ("The embargo, the mayor said, will not be eased unless Varenia agrees.", "set", None, "Varenia agrees"),
    ("First they must stop shooting, and then we can talk.", "set", "we can talk", "they must stop shooting"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "state", "gate", "demand"), CASES)
def test_gate_demand_and_state_are_read(text: str, state: str, gate: str | None, demand: str | None) -> None:
    (found,) = extract(text)
    assert found.state == state
    assert words(found.demand) == demand
    assert gate is None or words(found.gate) == gate


@pytest.mark.parametrize(
    "text",
    [
        "He lived in Tolvaz until 2011.",
        "The vote will not take place until the end of March.",
        "He was jailed before he could testify.",
        "She must act before it is too late.",
        "The parade must end before noon.",
        "He did not learn of the deal until he landed.",
        "After the meeting the two ministers shook hands.",
        "They were freed in return for money.",
        "An aide, who spoke on condition of anonymity, confirmed the talks.",
        "He agreed to speak on the condition that he not be named.",
        "We will not know until the votes are counted.",
        "There is no doubt that talks failed before the war began.",
        "The government will not sign the treaty, while Ostmark said it would.",
        "It will keep on raining until late on Tuesday.",
        "If all conditions for the withdrawal are met, the troops can go home.",
        "The bridge was linked to the road.",
        "Nobody left without a coat.",
        "",
        "“",
    ],
)
def test_plain_chronology_sets_no_condition(text: str) -> None:
    assert extract(text) == ()


def test_the_introduction_can_refuse_but_holds_no_part() -> None:
    (found,) = extract("refuses to negotiate until the troops leave", lead=len("refuses "))
    assert (words(found.gate), words(found.demand)) == ("negotiate", "the troops leave")
    (found,) = extract("rejected the departure of Orlic as a condition for talks", lead=len("rejected "))
    assert found.state == "rejected"
    (found,) = extract("no longer insists that Orlic resign", lead=len("no longer insists "))
    assert (found.state, words(found.demand)) == ("dropped", "Orlic resign")


def test_whoever_must_act_and_whoever_sets_it_are_named() -> None:
    (found,) = extract("The opposition demands that Orlic step down before the talks.")
    assert (words(found.whom), words(found.holder)) == ("Orlic", "The opposition")
    (found,) = extract("We will not talk until the guns are silenced by Ostmark.")
    assert (words(found.whom), words(found.holder)) == ("Ostmark", None)


def test_in_a_trade_the_thing_given_waits_for_the_thing_demanded() -> None:
    (offered,) = extract("The rebels offered to free the pilots in exchange for the reopening of the border.")
    assert (words(offered.gate), words(offered.demand)) == ("free the pilots", "the reopening of the border")
    (asked,) = extract("They demand the release of their comrades in exchange for the hostages.")
    assert (words(asked.gate), words(asked.demand)) == ("the hostages", "the release of their comrades")


def test_a_threat_names_no_step_that_waits() -> None:
    (found,) = extract("Varenia will end relations unless Ostmark releases the crew.")
    assert (found.gate, words(found.demand)) == (None, "Ostmark releases the crew")


def test_what_is_only_asked_or_imagined_is_less_sure() -> None:
    text = "We will not sign the treaty until the troops leave."
    (asserted,) = extract(text, manner=Manner("direct", "affirmed", "asserted", "assertion"))
    (imagined,) = extract(text, manner=Manner("direct", "affirmed", "hypothetical", "assertion"))
    assert imagined.confidence < asserted.confidence
    assert "possibility" in imagined.why


def test_what_stands_in_the_way_is_no_deed_to_come_first() -> None:
    (found,) = extract("There can be no talks while the siege continues.")
    assert found.demand_is_bar and words(found.demand) == "the siege continues"
    (found,) = extract("There can be no talks until the siege ends.")
    assert not found.demand_is_bar


def test_what_goes_on_until_then_is_told_as_such() -> None:
    (found,) = extract("The sanctions will remain in place until Ostmark complies.")
    assert found.gate_goes_on and words(found.gate) == "The sanctions will remain in place"


def test_two_sentences_hold_two_conditions() -> None:
    found = extract("We will not sign until they leave. They must disarm before elections can be held.")
    assert [words(c.gate) for c in found] == ["sign", "elections can be held"]


def test_long_text_is_searched_in_good_time() -> None:
    assert extract("unless, no talks until not before " * 3000) is not None


PIECES = ["no talks ", "until ", "unless ", ", ", "will not ", "must ", "the army ", "leave ", "before ", "“", "” ",
          ". ",
          "as a condition for ", "İ", "\ud800", "\n\n", "’s ", "only if ", "is a precondition "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=25).map("".join), st.integers(0, 30))
def test_any_text_is_searched_and_spans_cut_out_their_words(text: str, lead: int) -> None:
    for found in extract(text, lead=min(lead, len(text))):
        assert 0.5 <= found.confidence <= 1
        for part in (found.cue, found.gate, found.demand, found.whom, found.holder):
            if part is not None:
                assert part.text == " ".join(text[s:e] for s, e in part.spans)
                assert all(0 <= s < e <= len(text) for s, e in part.spans)
