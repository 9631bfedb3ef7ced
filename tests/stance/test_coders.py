"""What holds for every coder, whoever it is."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest
from tests.stance.fakes import FakeModel

from onrecord.stance.coders import CODERS, Coder
from onrecord.stance.coders.endpoint import Endpoint
from onrecord.stance.coders.llm import LlmCoder
from onrecord.stance.coders.model import ModelCoder
from onrecord.stance.coders.person import PersonCoder
from onrecord.types import Example, Issue, Utterance

ISSUE = Issue("corridor", "Must it open?", "It must.", "It may not.", about=("corridor",))
SAID = [
    Utterance("a", "The corridor must open", "Irena Valk", "Valk spoke. The corridor must open."),
    Utterance("b", "The corridor may stay shut"),
    Utterance("c", "corridor \ud83d \x00"),
]


class Patient:
    """A screen whose reader always presses f."""

    def show(self, issue: Issue, utterance: Utterance, *, done: int, of: int, message: str) -> None:
        assert done < of

    def key(self) -> str:
        return "f"


class Yes(Endpoint):
    """A model that quotes the statement and is for everything."""

    def complete(self, messages: object) -> str:
        assert isinstance(messages, list)
        statement = json.loads(messages[1]["content"])["statement"]
        content = json.dumps({"label": "for", "quote": statement, "reason": "so"})
        return json.dumps({"choices": [{"message": {"content": content}}]})


MAKERS: dict[str, Callable[[], Coder]] = {
    "model": lambda: ModelCoder(FakeModel()),
    "person": lambda: PersonCoder("ana", Patient()),
    "llm": lambda: LlmCoder(Yes("https://llm.example/v1", "oracle-1")),
}


@pytest.fixture(params=sorted(MAKERS))
def coder(request: pytest.FixtureRequest) -> Iterator[Coder]:
    yield MAKERS[request.param]()


def test_every_coder_is_tested_here() -> None:
    assert set(MAKERS) == set(CODERS)


def test_answers_carry_the_coders_name_and_come_once_each(coder: Coder) -> None:
    answers = list(coder.code((ISSUE, utterance) for utterance in SAID))
    assert [answer.utterance for answer in answers] == ["a", "b", "c"]
    stances = [answer.stance for answer in answers if answer.stance is not None]
    assert {stance.coder for stance in stances} == {coder.name} and coder.by
    assert all(-1 <= s.score <= 1 and (s.confidence is None or 0 <= s.confidence <= 1) for s in stances)


def test_nothing_to_code_is_nothing_coded(coder: Coder) -> None:
    assert list(coder.code(iter(()))) == []


def test_answers_come_before_the_last_statement_is_asked_for_or_in_batches(coder: Coder) -> None:
    many = ((ISSUE, Utterance(str(n), "The corridor must open")) for n in range(2000))
    first = next(coder.code(many))
    assert first.utterance == "0"


# --- the model's coder ---------------------------------------------------------------------------------------


def test_the_examples_of_an_issue_sharpen_its_answers_and_no_other_issues() -> None:
    coder = ModelCoder(FakeModel())
    taught = Issue("x", "Q?", "yes", "no", about=("corridor",), examples=(Example(SAID[0].text, "against"),))
    answers = list(coder.code([(taught, SAID[0]), (ISSUE, SAID[0]), (taught, SAID[1])]))
    assert [a.stance.label for a in answers if a.stance] == ["against", "for", "against"]


def test_lessons_of_people_count_for_their_version_of_the_issue() -> None:
    coder = ModelCoder(FakeModel(), lessons={ISSUE.digest: [(SAID[0], "against"), (SAID[1], "unsure")]})
    other = Issue("y", "Q?", "yes", "no", about=("corridor",))
    answers = list(coder.code([(ISSUE, SAID[0]), (other, SAID[0])]))
    assert [a.stance.label for a in answers if a.stance] == ["against", "for"]


def test_what_is_set_aside_is_marked_so_and_not_asked_about() -> None:
    model = FakeModel()
    (answer,) = ModelCoder(model).code([(ISSUE, Utterance("1", "Prices must fall"))])
    assert answer.is_aside and answer.stance is not None and answer.stance.label == "unrelated" and model.asked == []


def test_why_names_the_odds_the_words_and_the_rules() -> None:
    (answer,) = ModelCoder(FakeModel(threshold=0.7)).code(
        [(ISSUE, Utterance("1", "It must open", context="The corridor: It must open", relayed_by="KTA"))]
    )
    assert answer.stance is not None
    assert answer.stance.why.split("; ") == [
        "for 0.80, against 0.10, neither 0.10",
        "“corridor” in the context",
        "the words of the issue stand beside these: less sure",
        "on the word of KTA",
        "not sure enough: below 0.70",
    ]
