"""Which statements can be about an issue, by their words."""

from __future__ import annotations

import pytest

from onrecord.stance.candidates import Selection, roots
from onrecord.types import Issue, Utterance

EXIT = Issue(
    id="valk-exit",
    question="Must Valk resign before the peace conference?",
    for_="Valk must go first.",
    against="The conference may meet while Valk holds office.",
    about=("Valk", "step down", "future of Varenia", "PFL"),
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("withdrawal", "withdrew"),
        ("transition", "transitional"),
        ("resignation", "resigned"),
        ("Valk's", "Valk"),
        ("Kestrian", "Kestria"),
        ("stepping", "steps"),
        ("election", "elected"),
        ("sanctions", "sanction"),
        ("parties", "party"),
        ("left", "leaves"),
        ("negotiators", "negotiations"),
    ],
)
def test_forms_of_a_word_share_a_root(one: str, other: str) -> None:
    assert roots(one) & roots(other)


@pytest.mark.parametrize(("one", "other"), [("war", "warn"), ("state", "station"), ("Oman", "woman")])
def test_other_words_do_not(one: str, other: str) -> None:
    assert not roots(one) & roots(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Valk’s time is over", ("Valk",)),
        ("stepping quietly down is honourable", ("step down",)),
        ("Varenia's future is ours", ("future of Varenia",)),
        ("the PFL will decide", ("PFL",)),
        ("resignation before Valk's conference", ("Valk",)),
    ],
)
def test_words_of_the_issue_make_a_candidate(text: str, words: tuple[str, ...]) -> None:
    found = Selection(EXIT)(Utterance("1", text))
    assert found is not None and set(words) <= set(found.words)


@pytest.mark.parametrize("text", ["The harvest was good", "one step at a time", "pfl", "The conference was long", ""])
def test_other_words_make_none(text: str) -> None:
    assert Selection(EXIT)(Utterance("1", text)) is None


def test_the_name_may_stand_in_the_context_or_be_the_speaker() -> None:
    select = Selection(EXIT)
    before = select(Utterance("1", "He must go", context="Protests against Valk grew.\nHe must go, Orlic said."))
    speaks = select(Utterance("2", "I stay where I am", speaker="Irena Valk"))
    assert before is not None and (before.where, before.words) == ("context", ("Valk",))
    assert speaks is not None and speaks.where == "speaker"


@pytest.mark.parametrize(
    ("text", "context"),
    [
        ("the harvest was good", "Valk spoke. The harvest was good, she said."),
        ("he must go", "Valk spoke. It rained. Nobody came. Of the coach, Orlic said he must go."),
        ("resignation before any conference", "Resignation before any conference, Orlic said."),
    ],
)
def test_a_name_that_the_words_do_not_point_to_or_that_is_far_makes_none(text: str, context: str) -> None:
    said = Utterance("1", text, context=context)
    assert Selection(EXIT)(said) is None
    found = Selection(EXIT, is_lenient=True)(said)
    assert found is not None, "unless somebody chose the statement for the issue"


def test_without_about_two_words_of_the_question_or_its_ends_are_enough() -> None:
    bare = Issue("x", "Must Valk resign before the conference?", "She must go.", "She may stay.")
    assert Selection(bare)(Utterance("1", "resignation before any conference")) is not None
    assert Selection(bare)(Utterance("1", "Valk likes tea")) is None
    assert Selection(bare, is_lenient=True)(Utterance("1", "Valk likes tea")) is not None


@pytest.mark.parametrize(
    ("text", "is_bare"),
    [
        ("Valk has lost every right to stay", True),
        ("Valk must resign", False),
        ("Valk should step down", False),
        ("Valk and the peace conference", False),
    ],
)
def test_who_it_is_about_alone_is_a_bare_match(text: str, is_bare: bool) -> None:
    found = Selection(EXIT)(Utterance("1", text))
    assert found is not None and found.is_bare is is_bare
    lenient = Selection(EXIT, is_lenient=True)(Utterance("1", text))
    assert lenient is not None and not lenient.is_bare


@pytest.mark.parametrize("text", ["Valk", "the Valk"])
def test_a_name_alone_is_no_statement(text: str) -> None:
    assert Selection(EXIT)(Utterance("1", text)) is None
