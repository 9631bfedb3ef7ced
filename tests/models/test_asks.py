"""How an ask is laid out in word-pieces."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from tokenizers import Tokenizer

from onrecord.models.asks import END, PARTS, QUESTION, SPEAKER, TEXT_WITH_ENDS, Ask, Layer, around, restates

FOLDER = Path(__file__).resolve().parents[2] / "src/onrecord/models/reader"  # the same tokenizer as the stance model's
MOST = QUESTION + 2 * END + SPEAKER + TEXT_WITH_ENDS + 6  # with [CLS], a colon and four [SEP]
ASK = Ask(
    "Should Ostmark leave the river commission?",
    "It must leave the commission.",
    "It stays; nobody else may decide.",
    speaker="Irena Valk",
    text="they would leave",
    context="Irena Valk denied that they would leave. Nobody believed her.",
)


@pytest.fixture(scope="module")
def layer() -> Layer:
    return Layer(Tokenizer.from_file(str(FOLDER / "tokenizer.json")))


def words_of(layer: Layer, ask: Ask, part: str) -> str:
    layout = layer(ask)
    kept = [int(i) for i, p in zip(layout.ids, layout.parts, strict=True) if PARTS[p] == part]
    text: str = Tokenizer.from_file(str(FOLDER / "tokenizer.json")).decode(kept)
    return text


@pytest.mark.parametrize(
    ("part", "text"),
    [
        ("question", "should ostmark leave the river commission?"),
        ("for", "it must leave the commission."),
        ("against", "it stays ; nobody else may decide."),
        ("speaker", "irena valk :"),
        ("text", "they would leave"),
        ("context", "irena valk denied that. nobody believed her."),
    ],
)
def test_each_part_of_an_ask_is_told_apart(layer: Layer, part: str, text: str) -> None:
    assert words_of(layer, ASK, part) == text


def test_context_stands_around_the_text(layer: Layer) -> None:
    parts = [PARTS[p] for p in layer(ASK).parts]
    first = parts.index("text")
    assert parts[first - 1] == "context" and parts[first + 3] == "context"


def test_ends_that_restate_the_question_cost_nothing(layer: Layer) -> None:
    claim = "Zoos should be closed"
    bare = Ask(claim, text="Animals suffer there")
    full = replace(bare, for_=f"In favour of: {claim}", against=f"Against: {claim}")
    assert list(layer(full).ids) == list(layer(bare).ids)


def test_one_restating_end_alone_is_kept(layer: Layer) -> None:
    ask = Ask("Zoos should be closed", "In favour of: Zoos should be closed", "They must stay open.", text="x")
    assert "for" in {PARTS[p] for p in layer(ask).parts}


@pytest.mark.parametrize("text", ["", "word " * 5000, "\ud800\udfff", "\x00\u200b", "🂡" * 400, "a" * 200_000])
def test_odd_text_is_laid_out_within_the_room(layer: Layer, text: str) -> None:
    for ask in (Ask(text, text, text, None, text, text, text), replace(ASK, text=text), Ask("q", text=text)):
        layout = layer(ask)
        assert len(layout.ids) == len(layout.parts) <= MOST


def test_a_long_text_keeps_beginning_and_end(layer: Layer) -> None:
    text = "alpha " + "middle " * 300 + "omega"
    assert words_of(layer, Ask("q", text=text), "text").startswith("alpha")
    assert words_of(layer, Ask("q", text=text), "text").endswith("omega")


def test_words_in_several_pieces_are_found_by_their_first_and_last() -> None:
    text = "the commission has lost every reason to exist and we will leave it by next spring"
    split = "Valk: the commission has lost every reason to exist, she added, and we will leave it by next spring. No."
    assert around(text, split) == ("Valk: ", ". No.")
    assert around(text, "The commission meets in Sarn, and we will leave it by next spring.") == ("", "")


@pytest.mark.parametrize(
    ("text", "context", "before", "after"),
    [
        ("We stay, but not for long.", "Valk: “We stay,” she said, “but not for long.” No.", "Valk: “", "” No."),
        ("they leave at once", "They met. Why they, of all, leave at once, he asked.", "They met. Why ", ", he asked."),
        (
            "the ferry “a scandal”",
            "The ferry came. He called the ferry, at last, “a scandal”.",
            "The ferry came. He called ",
            ".",
        ),
        ("they leave by June", "They met. Why they, of all, leave at once, he asked.", "", ""),
        ("leave they", "Why they leave.", "", ""),
    ],
)
def test_words_that_a_reporter_interrupts_are_found(text: str, context: str, before: str, after: str) -> None:
    assert around(text, context) == (before, after)


def test_words_of_any_length_are_looked_for_in_good_time() -> None:
    began = time.monotonic()
    assert around("a b " * 3000, "a " * 3000) == around("a b " * 90, "a " * 3000) == ("", "")
    assert time.monotonic() - began < 2


@pytest.mark.parametrize(
    ("end", "restating"),
    [("Against: Close zoos", True), ("AGAINST:close zoos ", True), ("Close zoos", False), ("Say no: never", False)],
)
def test_an_end_restates_only_the_question_itself(end: str, restating: bool) -> None:
    assert restates(end, "close zoos") is restating
