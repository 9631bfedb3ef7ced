"""Which words decided."""

from __future__ import annotations

import pytest
from tests.stance.fakes import FakeModel

from onrecord.stance.coders.model import ModelCoder
from onrecord.stance.occlusion import MOST, clauses, weights
from onrecord.types import Issue, Utterance

ISSUE = Issue("corridor", "Must it open?", "It must.", "It may not.")


def test_the_clause_that_decides_weighs_most() -> None:
    said = Utterance("1", "We have waited, but the corridor must open, and that is all", context="She said so.")
    found = weights(ISSUE, said, ModelCoder(FakeModel()))
    assert [(w.words, w.shift) for w in found if w.shift] == [("but the corridor must open,", 0.7)]
    assert all(said.text[slice(*w.span)] == w.words for w in found)


def test_one_clause_has_the_whole_score() -> None:
    (weight,) = weights(ISSUE, Utterance("1", "It may stay"), ModelCoder(FakeModel()))
    assert (weight.words, weight.shift) == ("It may stay", -0.7)


def test_the_words_are_left_out_of_the_context_too() -> None:
    model = FakeModel()
    text = "It must open, or we leave"
    weights(ISSUE, Utterance("1", text, context=f"{text}, she said."), ModelCoder(model))
    shown = [f"{text}, she said.", "or we leave, she said.", "It must open,, she said."]
    assert [ask.context for ask in model.asked] == shown


@pytest.mark.parametrize("text", ["", " ", "one", "a, b; c: d. e? f!", "and " * 200])
def test_clauses_stand_in_the_text_in_order(text: str) -> None:
    spans = clauses(text)
    assert all(s < e for s, e in spans) and spans == sorted(spans) and len(spans) <= MOST + 1
    assert "".join(text[s:e] for s, e in spans).replace(" ", "") == text.replace(" ", "")
