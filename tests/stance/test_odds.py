"""How the way of saying bears on where it stands."""

from __future__ import annotations

import pytest

from onrecord.stance.odds import Odds, is_denied, weighed
from onrecord.types import Manner, Modality, Utterance

FOR = Odds(0.8, 0.1, 0.1, 0.95, 0.8)


def said(text: str, context: str | None = None, *, denied: bool = False, modality: Modality = "asserted") -> Utterance:
    manner = Manner("indirect", "denied" if denied else "affirmed", modality, "assertion")
    return Utterance("1", text, context=context, manner=manner)


def test_a_denial_that_the_model_did_not_see_turns_the_sides() -> None:
    odds, rules = weighed(FOR, said("the corridor must open", denied=True))
    assert (odds.best, odds.score) == ("against", -0.7) and odds.confidence < FOR.confidence
    assert rules == ("denied, so the sides are turned",)


def test_a_denial_in_the_context_is_in_the_odds_already() -> None:
    context = "Valk denied that the corridor must open."
    assert weighed(FOR, said("the corridor must open", context, denied=True)) == (FOR, ())


@pytest.mark.parametrize("modality", ["question", "hypothetical"])
def test_what_is_asked_or_supposed_is_less_sure(modality: Modality) -> None:
    odds, rules = weighed(FOR, said("must the corridor open", modality=modality))
    assert odds.best == "for" and odds.confidence < FOR.confidence and modality in rules[0]
    neither = Odds(0.1, 0.1, 0.8, 0.9, 0.8)
    assert weighed(neither, said("must it open", modality=modality)) == (neither, ()), "no side rests on it"


def test_words_ascribed_by_another_say_on_whose_word() -> None:
    utterance = Utterance("1", "the regime must stay", relayed_by="Tomas Orlic")
    assert weighed(FOR, utterance)[1] == ("on the word of Tomas Orlic",)


def test_a_side_that_rests_on_what_another_is_said_to_hold_is_no_answer() -> None:
    utterance = Utterance("1", "Ostmark believes that the corridor must open", ascribed_to="Ostmark")
    odds, rules = weighed(FOR, utterance)
    assert odds.stance(0.5, "").label == "unsure" and rules == ("the side rests on what Ostmark is said to hold",)
    neither = Odds(0.1, 0.1, 0.8, 0.9, 0.8)
    assert weighed(neither, utterance) == (neither, ())


def test_a_side_taken_on_a_name_alone_is_less_sure() -> None:
    odds, rules = weighed(FOR, said("Varenia has a bad name"), is_bare=True)
    assert odds.best == "for" and odds.confidence < FOR.confidence and rules == ("no word of what is asked: less sure",)


@pytest.mark.parametrize(
    ("context", "denied"),
    [
        ("Valk denied that it is over.", True),
        ("Valk has denied reports that it is over.", True),
        ("She did not say it is over.", True),
        ("She never claimed that it is over", True),
        ("Valk said it is over.", False),
        ("Valk denied everything. Then she said it is over.", False),
        ("It is over, she denied.", False),
        ("Nothing of the kind.", False),
    ],
)
def test_a_denial_is_heard_before_the_words(context: str, denied: bool) -> None:
    assert is_denied(Utterance("1", "it is over", context=context)) is denied


@pytest.mark.parametrize(
    ("odds", "label"),
    [
        (FOR, "for"),
        (Odds(0.2, 0.5, 0.3, 0.9, 0.6), "against"),
        (Odds(0.1, 0.1, 0.8, 0.9, 0.6), "neither"),
        (Odds(0.1, 0.1, 0.8, 0.1, 0.6), "unrelated"),
        (Odds(0.1, 0.1, 0.8, None, 0.6), "neither"),
        (Odds(0.4, 0.3, 0.3, 0.9, 0.3), "unsure"),
    ],
)
def test_the_label_is_the_likeliest_or_none(odds: Odds, label: str) -> None:
    assert odds.stance(0.5, "").label == label
