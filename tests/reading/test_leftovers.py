"""Plain sayings are found by rule where the model found none; nothing else is touched."""

from __future__ import annotations

import pytest

from onrecord.reading.leftovers import leftovers
from onrecord.reading.nested import settled
from onrecord.reading.transcripts import turns
from onrecord.text.quotes import quotations
from onrecord.text.stretches import Stretches
from onrecord.types import Draft, Passage


def found(text: str, drafts: list[Draft] | None = None) -> list[tuple[str | None, str, str]]:
    made = leftovers(text, drafts or [], Stretches(quotations(text)), [(0, len(text))])
    return [(d.source.text if d.source else None, d.cue.text, d.content.text) for d in made]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The bridge will open in May, the ministry said.", "the ministry", "said", "The bridge will open in May"),
        ('"We wait for them," a court spokesman told KTA.', "a court spokesman", "told", '"We wait for them"'),
        (
            "The tests were clean, Harbour Minister Irena Valk was quoted as saying by the Sarn Courier.",
            "Harbour Minister Irena Valk", "was quoted as saying", "The tests were clean",
        ),
        (
            "Orlic is hurt, Ruben Falk, head of the mission, told reporters.",
            "Ruben Falk, head of the mission,", "told", "Orlic is hurt",
        ),
        ("Valk said that the talks had failed.", "Valk", "said", "the talks had failed"),
        ("But the ministry said on Friday the talks had failed.", "the ministry", "said", "the talks had failed"),
    ],
)  # fmt: skip
def test_a_plain_saying_is_found(text: str, source: str, cue: str, content: str) -> None:
    ((who, how, what),) = found(text)
    assert (who or "").removesuffix(",") == source.removesuffix(",") and how == cue
    assert what.replace(",", "") == content.replace(",", "")


@pytest.mark.parametrize(
    "text",
    [
        "The road that leads to Sarn, which was said to be open, is closed.",
        "When the war ended, the men who had said nothing left.",
        '"He said it would rain, and the minister said no."',
        "Easier said than done.",
        "In short, in the meantime said nothing.",
    ],
)
def test_what_says_nothing_plainly_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_the_model_s_own_attribution_stays_as_it_is() -> None:
    text = "The bridge will open in May, the ministry said."
    mine = Draft(Passage.of(text, [(29, 41)]), Passage.of(text, [(42, 46)]), Passage.of(text, [(4, 27)]))
    assert found(text, [mine]) == [("the ministry", "said", "bridge will open in May")]


def test_words_below_a_colon_belong_to_who_is_announced() -> None:
    text = "Valk added:\n\n“We waited.\n\n“We wait still.”\n\nNobody answered."
    assert found(text) == [("Valk", "added", "“We waited. “We wait still.”")]


def test_words_behind_the_closing_mark_are_no_content() -> None:
    text = '"We shall not sign," KTA quoted Valk in Tolvaz as saying.'
    one = Draft(Passage.of(text, [(21, 24)]), Passage.of(text, [(25, 31)]), Passage.of(text, [(0, 20), (32, 56)]))
    run_on = Draft(one.source, one.cue, Passage.of(text, [(0, 56)]))
    assert found(text, [run_on]) == [("Valk", "quoted", '"We shall not sign,"')]


def test_who_is_quoted_is_the_source_and_not_who_quotes() -> None:
    text = '"We shall not sign," Minister Irena Valk was quoted as saying by the KTA agency.'
    one = Draft(Passage.of(text, [(65, 79)]), Passage.of(text, [(41, 61)]), Passage.of(text, [(0, 40)]))
    assert found(text, [one]) == [("Minister Irena Valk", "was quoted as saying", '"We shall not sign,"')]


def test_a_bare_quotation_goes_on_from_the_paragraph_above() -> None:
    text = '"We waited," Valk said.\n\n"And we shall wait for as long as it takes."'
    spoken = Draft(Passage.of(text, [(13, 17)]), Passage.of(text, [(18, 22)]), Passage.of(text, [(0, 12)]))
    assert found(text, [spoken])[1] == ("Valk", "said", '"And we shall wait for as long as it takes."')


def test_an_outer_saying_takes_the_inner_one_in() -> None:
    text = "Valk said the island, which Sarn insists must be given back, was a sticking point."
    inner = Draft(Passage.of(text, [(28, 32)]), Passage.of(text, [(33, 40)]), Passage.of(text, [(41, 59)]))
    made = settled(leftovers(text, [inner], Stretches(quotations(text)), [(0, len(text))]))
    assert [(d.source.text if d.source else None, d.depth) for d in made] == [("Valk", 0), ("Sarn", 1)]
    assert made[1].within == 0


def test_two_readings_joined_by_and_are_two_attributions() -> None:
    text = "They differed, with Sarn saying it bound them and Ostmark contending it did not."
    one = Draft(Passage.of(text, [(20, 24)]), Passage.of(text, [(25, 31)]), Passage.of(text, [(32, 79)]))
    assert found(text, [one]) == [("Sarn", "saying", "it bound them"), ("Ostmark", "contending", "it did not")]


def test_a_transcript_is_read_turn_by_turn() -> None:
    text = "HOST: Will you sign?\n\nVALK: We will see.\n\nNot today.\n\n(LAUGHTER)\n\nHOST: Thank you."
    assert [(d.source and d.source.text, d.content.text) for d in turns(text, [(0, len(text))])] == [
        ("HOST", "Will you sign?"),
        ("VALK", "We will see. Not today."),
        ("HOST", "Thank you."),
    ]


@pytest.mark.parametrize(
    "text", ["PHOTO: A boat.\n\nVIDEO: A ship.\n\nNOTE: A note.", "Sarn: talks fail\n\nMore soon."]
)
def test_labels_that_are_no_names_make_no_transcript(text: str) -> None:
    assert turns(text, [(0, len(text))]) == []
