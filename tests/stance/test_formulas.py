"""The stock formulas of diplomacy: what each row of the table knows, and which end a statement speaks for."""

from __future__ import annotations

import pytest

from onrecord.stance.formulas import Ends, Vote
from onrecord.stance.formulas.clauses import clauses
from onrecord.stance.formulas.table import MOVES, Move
from onrecord.types import Issue, Utterance

PRESIDENT = Issue(
    "president",
    "Should Orlic leave office?",
    "Orlic must go, or has lost the right to rule",
    "Orlic may stay, remains legitimate, or only the Varenian people may decide",
)
BASE = Issue("base", "Should the base at Sarn be closed?", "The base should be closed", "The base should stay open")
SIDES = ((0.1, 1), (-0.1, -1))


def said(text: str, context: str | None = None) -> Utterance:
    return Utterance("1", text, context=context)


@pytest.mark.parametrize("move", MOVES, ids=lambda move: move.name)
def test_each_row_fires_on_its_case_and_spares_the_other(move: Move) -> None:
    assert move.name in {name for clause in clauses(move.fires) for name in clause.names}
    assert move.name not in {name for clause in clauses(move.spares) for name in clause.names}


@pytest.mark.parametrize(
    ("issue", "text", "side"),
    [
        (PRESIDENT, "Orlic has to step aside", 1),
        (PRESIDENT, "The time has come for the president to resign.", 1),
        (PRESIDENT, "Orlic cannot be forced out by foreign armies", -1),
        (PRESIDENT, "We are not going to ask him to step down.", -1),
        (PRESIDENT, "Kestria rejects every call for his departure", -1),
        (PRESIDENT, "It is up to the Varenians themselves to say who leads them", -1),
        (PRESIDENT, "He has lost the trust of the nation", 1),
        (PRESIDENT, "No talks until he resigns", 1),
        (PRESIDENT, "Orlic arrived in Sarn", 0),
        (PRESIDENT, "if Orlic resigns, there will be an election in Tolvaz", 0),
        (BASE, "We demand the closure of the base", 1),
        (BASE, "Closing the base would be a mistake", -1),
        (BASE, "There is no reason to close it", -1),
        (BASE, "The base must remain", -1),
        (BASE, "We will not accept that the base is kept", 1),
    ],
)
def test_the_moves_of_a_statement_speak_for_an_end(issue: Issue, text: str, side: int) -> None:
    score = Ends(issue).vote(said(text)).score
    assert (score > 0) - (score < 0) == side


def test_a_cue_before_the_words_counts_where_they_go_on_from_it() -> None:
    ends = Ends(BASE)
    assert ends.vote(said("the closure of the base", "Valk called for the closure of the base.")).score > 0
    assert ends.vote(said("the closure of the base", "Valk ruled out the closure of the base.")).score < 0
    apart = "Valk ruled out talks. “The base must be closed,” she said."
    assert ends.vote(said("The base must be closed", apart)).score > 0


def test_an_issue_without_ends_or_whose_ends_restate_the_question_has_no_say() -> None:
    claim = "Zoos should be closed"
    words = said("Zoos must be closed")
    assert Ends(Issue("zoos", claim, "", "")).vote(words) == Vote(0.0)
    assert Ends(Issue("zoos", claim, f"In favour of: {claim}", f"Against: {claim}")).vote(words) == Vote(0.0)


def test_a_vote_names_the_words_that_it_rests_on() -> None:
    reasons = Ends(BASE).vote(said("The base must be shut down")).reasons
    assert reasons == ("“must … shut down” speaks for by its form (1.0)",)
