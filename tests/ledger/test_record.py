"""What is computed across articles, kept in the ledger until evidence or judgements grow."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.ledger.samples import readings, sample

from onrecord.errors import LedgerError, UsageError
from onrecord.ledger import Ledger, Question
from onrecord.record import Judge, current, refresh
from onrecord.resolve import resolve
from onrecord.types import Change, Reading, Record, Statement


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample("meridian-1"))
        ledger.add(sample("kta-2", outlet="Kestria Times"))
        yield ledger


def test_the_record_is_computed_once_and_again_when_evidence_grows(ledger: Ledger) -> None:
    assert refresh(ledger) and not refresh(ledger)
    ledger.add(sample("third-3", dated=False))
    assert not ledger.is_fresh()
    assert refresh(ledger) and ledger.is_fresh()
    Judge(ledger, "ana").rename("irena-valk", "Irena M. Valk")
    assert not ledger.is_fresh()


def test_the_record_comes_back_as_it_was_stored(ledger: Ledger) -> None:
    Judge(ledger, "ana").office("irena-valk", Change(role="envoy", speaks_for="Varenia", since=dt.date(2031, 1, 1)))
    assert current(ledger) == resolve(ledger.readings(), ledger.judgements(), ledger.listed())
    assert list(ledger.check()) == []


@settings(max_examples=25, deadline=None)
@given(st.lists(readings(), max_size=3, unique_by=lambda r: r.article.id))
def test_any_record_comes_back_as_it_was_stored(every: list[Reading]) -> None:
    with Ledger.open(":memory:") as ledger:
        for reading in every:
            ledger.add(reading)
        assert current(ledger) == resolve(every)
        assert ledger.ask(Question()).total == len(ledger.record().statements)


def test_a_statement_is_found_by_its_id_or_by_any_report(ledger: Ledger) -> None:
    record = current(ledger)
    one = next(s for s in record.statements if s.actor == "irena-valk")
    assert ledger.statement(one.id) == one
    assert [ledger.statement(o.key) for o in one.occurrences] == [one, one]
    assert ledger.statement("meridian#a1") == one
    assert ledger.statement("nothing") is None and ledger.statement("x#a1") is None and ledger.statement("") is None


def test_statements_count_their_reports_and_roots(ledger: Ledger) -> None:
    refresh(ledger)
    lines = ledger.ask(Question(by="valk"))
    assert [(line.reports, line.roots, line.speaker, line.speaker_name) for line in lines] == [
        (2, 1, "irena-valk", "Irena Valk")
    ]
    assert ledger.ask(Question(by="valk"), each=True).total == 2
    assert {line.statement for line in ledger.said(by="valk")} == {lines.lines[0].statement}


@pytest.mark.parametrize(
    ("question", "total", "undated"),
    [
        (Question(about="corridor"), 1, 0),
        (Question(outlet="nobody"), 0, 0),
        (Question(until=dt.date(2031, 3, 7)), 1, 0),
        (Question(by="Varenia", form="direct"), 1, 0),
        (Question(by="--"), 0, 0),
    ],
)
def test_statements_answer_the_question(ledger: Ledger, question: Question, total: int, undated: int) -> None:
    refresh(ledger)
    found = ledger.ask(question)
    assert (found.total, found.undated) == (total, undated)
    assert len(ledger.ask(question, 1)) == min(1, total) and ledger.ask(question, 1).total == total


def test_dated_statements_are_those_of_the_days_asked(ledger: Ledger) -> None:
    ledger.add(sample("third-3", dated=False))
    every, day = current(ledger).statements, dt.date(2031, 3, 8)
    found = ledger.ask(Question(since=day))
    assert {line.statement for line in found} == {s.id for s in every if s.latest and s.latest >= day}
    assert found.undated == sum(s.latest is None and s.earliest is None for s in every)
    assert ledger.ask(Question()).total == len(every)


def test_a_merge_renames_the_lines_and_an_undo_takes_it_back(ledger: Ledger) -> None:
    judge = Judge(ledger, "ana", "seen on the list")
    merged = judge.merge(["irena-valk", "ostmark"])
    refresh(ledger)
    assert {line.speaker_name for line in ledger.said(about="talks resume", by="valk")} == {"Irena Valk"}
    assert ledger.said(by="ostmark", about="talks resume").total == 2, "it is now an alias"
    judge.undo(merged.id)
    refresh(ledger)
    assert ledger.said(by="irena", about="talks resume").total == 0
    assert [j.kind for j in ledger.judgements()] == ["merge", "undo"]
    assert [(j.by, j.note) for j in ledger.judgements()] == [("ana", "seen on the list")] * 2


def test_judgements_outlive_a_newer_reading(ledger: Ledger) -> None:
    Judge(ledger, "ana").rename("irena-valk", "Irena M. Valk")
    ledger.add(sample("meridian-1", version="2"))
    refresh(ledger)
    actor = ledger.recorded_actor("irena-valk")
    assert actor is not None and actor.name == "Irena M. Valk" and len(actor.members) == 2


def test_a_judgement_on_nobody_is_refused(ledger: Ledger) -> None:
    judge = Judge(ledger, "ana")
    with pytest.raises(UsageError, match="no actor valk; there are irena-valk"):
        judge.rename("valk", "X")
    with pytest.raises(UsageError, match="no judgement"):
        judge.undo("j")
    assert ledger.judgements() == ()


def test_actors_are_listed_and_found_by_any_name(ledger: Ledger) -> None:
    refresh(ledger)
    assert [line.id for line in ledger.actors("irena")] == ["irena-valk"]
    line = ledger.actors("the minister")[0]
    assert (line.name, line.articles, line.statements) == ("Irena Valk", 2, 1)
    assert len(ledger.actors()) == len(ledger.record().actors)
    assert ledger.tenures("irena-valk")[0].role == "foreign minister"


def test_a_record_of_other_readings_is_refused_and_the_old_one_stays(ledger: Ledger) -> None:
    before = current(ledger)
    strange = Statement("s", None, None, "x", None, None, "nowhere#a1", (), ())
    with pytest.raises(LedgerError, match="nowhere#a1"):
        ledger.store_record(Record(statements=(strange,)), ledger.stamp())
    assert ledger.record() == before


def test_who_only_reads_can_store_the_record_but_no_evidence(tmp_path: Path) -> None:
    path = tmp_path / "onrecord.db"
    with Ledger.open(path) as ledger:
        ledger.add(sample())
    with Ledger.open(path, create=False) as ledger:
        assert refresh(ledger)
        with pytest.raises(LedgerError, match="cannot be written"):
            ledger.add(sample("other"))
    with closing(Ledger.open(path, create=False)) as ledger:
        assert ledger.is_fresh()
