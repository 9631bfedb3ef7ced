"""Conditions in the ledger: searched once, spans of the article, once for each statement."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.samples import TEXT, sample

from onrecord import record, waiting
from onrecord.errors import UsageError
from onrecord.ledger import Ledger, Question
from onrecord.ledger.conditions import in_article
from onrecord.types import Coding, Condition, Issue, Manner, Passage, Stance, StanceLabel


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample("m1"))
        ledger.add(sample("k1", outlet="KTA"))
        record.refresh(ledger)
        waiting.refresh(ledger)
        yield ledger


def test_an_interrupted_quotation_gives_spans_of_the_article(ledger: Ledger) -> None:
    (found,) = ledger.conditions()
    gate, demand = found.condition.gate, found.condition.demand
    assert gate is not None and demand is not None
    assert [TEXT[s:e] for s, e in gate.spans] == ["open the corridor"]
    assert [TEXT[s:e] for s, e in demand.spans] == ["the shelling ends"]


def test_a_statement_tells_its_condition_once_whatever_the_copies(ledger: Ledger) -> None:
    (found,) = ledger.conditions()
    assert (found.reports, found.speaker_name, found.speaks_for) == (2, "Irena Valk", "Varenia")
    assert str(found.earliest) == "2031-03-07"


def test_only_what_is_new_is_searched(ledger: Ledger) -> None:
    assert waiting.refresh(ledger) == 0
    ledger.add(sample("t1", outlet="Tolvaz Herald"))
    assert waiting.refresh(ledger) == 3


def nothing(text: str, lead: int, manner: Manner) -> Sequence[Condition]:
    return ()


def test_another_version_searches_everything_again(ledger: Ledger) -> None:
    assert ledger.refresh_conditions(nothing, "another") == 6
    assert ledger.conditions() == ()
    assert ledger.refresh_conditions(nothing, "another") == 0


def test_the_introduction_goes_with_the_text(ledger: Ledger) -> None:
    seen: list[tuple[str, int]] = []

    def search(text: str, lead: int, manner: Manner) -> Sequence[Condition]:
        seen.append((text, lead))
        return [Condition("set", Passage.of(text, [(0, lead - 1)]), None, Passage.of(text, [(lead, lead + 4)]))]

    ledger.refresh_conditions(search, "another")
    assert seen[0] == ("told “Varenia will not open the corridor,” “before the shelling ends.”", 5)
    found = [row for row in ledger.conditions() if row.condition.cue.text == "told"]
    assert all(TEXT[slice(*row.condition.cue.spans[0])] == "told" for row in found) and found


def test_questions_and_states_keep_some(ledger: Ledger) -> None:
    assert len(ledger.conditions(Question(by="valk"))) == 1
    assert ledger.conditions(Question(by="ostmark")) == ()
    assert len(ledger.conditions(states=["set", "met"])) == 1
    assert ledger.conditions(states=["met"]) == ()
    with pytest.raises(UsageError, match="state 'unmet' is none of set, rejected, met, dropped"):
        ledger.conditions(states=["unmet"])  # type: ignore[list-item]


def issue(*about: str) -> Issue:
    return Issue("corridor", "Should it open?", "Yes.", "No.", about=about)


def test_an_issue_keeps_statements_that_hold_its_words_whole_and_in_any_case(ledger: Ledger) -> None:
    assert len(waiting.stated(ledger, issue=issue("CORRIDOR"))) == 1
    assert waiting.stated(ledger, issue=issue("corri")) == ()


@pytest.mark.parametrize(("label", "found"), [("for", 1), ("unsure", 1), ("unrelated", 0)])
def test_an_issue_keeps_statements_that_are_coded_on_it(ledger: Ledger, label: StanceLabel, found: int) -> None:
    ledger.keep_issue(issue())
    stance = Stance(label, 0.0, 0.9, "", "person")
    ledger.add_codings([Coding("c1", issue().digest, "m1#a1", stance, "irena", dt.datetime(2031, 4, 1, tzinfo=dt.UTC))])
    assert len(waiting.stated(ledger, issue=issue())) == found


def test_a_sound_ledger_passes_the_check_and_a_moved_span_is_found(ledger: Ledger) -> None:
    assert list(ledger.check()) == []
    ledger._db.execute("UPDATE condition_spans SET start = start + 1 WHERE part = 'gate'")
    assert any("the gate at" in finding.problem for finding in ledger.check())


def test_a_ledger_opened_for_reading_is_searched_too(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "a.db") as made:
        made.add(sample())
    with Ledger.open(tmp_path / "a.db", create=False) as ledger:
        record.refresh(ledger)
        assert waiting.refresh(ledger) == 3
        assert len(ledger.conditions()) == 1


def test_the_inner_speaker_keeps_the_words_for_his_own() -> None:
    reading = sample("m1")
    outer, inner = reading.attributions[0], reading.attributions[1]
    nested = replace(inner, content=outer.content, cue=inner.cue, depth=1, within=outer.id)
    with Ledger.open(":memory:") as ledger:
        ledger.add(replace(reading, attributions=(outer, nested)))
        record.refresh(ledger)
        waiting.refresh(ledger)
        assert [row.attribution for row in ledger.conditions()] == ["a2"]


def test_an_empty_ledger_has_no_conditions() -> None:
    with Ledger.open(":memory:") as ledger:
        assert waiting.refresh(ledger) == 0
        assert ledger.conditions() == ()


def test_spans_outside_every_piece_are_nowhere() -> None:
    assert list(in_article([(5, 6)], [(0, 10, 15), (6, 20, 25)])) == []
