"""The stage `who` on odd text: it never raises, and its spans lie in the text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading.who import cast
from onrecord.reading.who.states import demonym_of, gazetteer

NAMES = [
    "the",
    "a",
    "Valk",
    "Irena",
    "President",
    "of",
    "Norway",
    "Norwegian",
    "U.S.",
    "and",
    "Minister",
    "al-",
    "al-Orlic",
    "UN",
    "(UN)",
    "Moscow",
    "Times",
]
OTHERS = [
    "he",
    "she",
    "they",
    "it",
    "who",
    "said",
    "statement",
    "report",
    "family",
    "news",
    "agency",
    ",",
    ".",
    "(",
    ")",
    "'s",
    "’s",
    "-",
    "--",
]
WORDS = st.sampled_from(
    tuple(
        """the|a|Valk|Irena|President|of|Norway|Norwegian|U.S.|and|Minister|al-|al-Orlic|UN|(UN)|Moscow|Times|he|she|they|it
|who|said|statement|report|family|news|agency|,|.|(|)|'s|’s|-|--|"|“|”|\n\n|\x00|É|\u200f""".split("|")  # noqa: SIM905
    )
)


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=40), st.integers(0, 120), st.integers(0, 60))
def test_any_phrase_of_any_text_gets_an_answer(parts: list[str], start: int, length: int) -> None:
    text = " ".join(parts)
    span = (min(start, len(text)), min(start + length, len(text)))
    c = cast(text, sources=[span])
    assert c.resolve(span).name
    assert all(0 <= m.start < m.end <= len(text) for m in c.mentions)


@pytest.mark.parametrize("text", ["", " ", "\n\n", '"', "’s", "The", "A of", "..", "(UN)", "said said said"])
def test_texts_of_next_to_nothing_are_read(text: str) -> None:
    assert cast(text, sources=[(0, len(text))]).resolve((0, len(text))).name


@pytest.mark.parametrize(
    ("word", "state"),
    [
        ("Russian", "Russia"),
        ("American", "United States"),
        ("Burma", "Burma"),
        ("Rangoon", "Myanmar"),
        ("Soviet", "Russia"),
        ("Saudi", "Saudi Arabia"),
        ("Danes", "Denmark"),
        ("Briton", "United Kingdom"),
        ("Ankara", "Turkey"),
        ("Chechen", "Chechnya"),
        ("Geneva", "Switzerland"),
    ],
)
def test_the_tables_know_states_by_their_many_names(word: str, state: str) -> None:
    assert gazetteer()[0][word].state == state


def test_every_member_state_has_an_adjective() -> None:
    states = {e.state for e in gazetteer()[0].values() if e.kind == "state" and e.state}
    without = [s for s in states if demonym_of(s) is None]
    assert len(without) < 40, sorted(without)
