from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from tests.ledger.samples import readings, sample

from onrecord.errors import InputError, LedgerError, UsageError
from onrecord.ledger import Ledger
from onrecord.migrations import IMMUTABLE
from onrecord.types import (
    Change,
    Coding,
    Example,
    Issue,
    Judgement,
    ListedActor,
    ListedOffice,
    Reading,
    Stance,
    StanceLabel,
    Subject,
)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger.open(tmp_path / "onrecord.db") as ledger:
        yield ledger


def rows(ledger: Ledger, table: str) -> int:
    return int(ledger._db.execute(f"SELECT count(*) FROM {table}").fetchone()[0])


def test_a_reading_comes_back_as_it_was_added(ledger: Ledger) -> None:
    assert ledger.add(sample())
    assert ledger.reading("meridian-1") == sample()
    assert ledger.article("meridian-1") == sample().article


def test_reading_the_same_article_with_the_same_run_again_changes_nothing(ledger: Ledger) -> None:
    ledger.add(sample())
    before = {table: rows(ledger, table) for table in IMMUTABLE}
    assert not ledger.add(sample())
    assert {table: rows(ledger, table) for table in IMMUTABLE} == before


def test_the_ledger_knows_what_a_run_has_read(ledger: Ledger) -> None:
    article, run = sample().article, sample().run
    assert not ledger.knows(article, run)
    ledger.add(sample())
    assert ledger.knows(article, run)
    assert not ledger.knows(article, replace(run, version="2"))
    assert not ledger.knows(replace(article, text="Something else."), run)


def test_a_newer_run_counts_and_the_old_reading_stays(ledger: Ledger) -> None:
    ledger.add(sample(version="1"))
    newer = replace(sample(version="2"), attributions=sample().attributions[:1])
    assert ledger.add(newer)
    assert list(ledger.readings()) == [newer]
    assert ledger.said().total == 1
    assert rows(ledger, "readings") == 2 and rows(ledger, "attributions") == 4
    assert [hit.kind for hit in ledger.search("diplomats")] == ["article"], "the old attribution is not found any more"


def test_an_id_that_stands_for_another_text_is_refused(ledger: Ledger) -> None:
    ledger.add(sample())
    other = replace(sample(version="2"), article=replace(sample().article, text="Something else."), attributions=())
    with pytest.raises(InputError, match=r"reports/meridian-1\.txt.*another text"):
        ledger.add(other)
    assert rows(ledger, "readings") == 1 and rows(ledger, "runs") == 1


@pytest.mark.parametrize("table", IMMUTABLE)
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {} SET key = key"])
def test_evidence_cannot_be_changed(ledger: Ledger, table: str, change: str) -> None:
    fill(ledger)
    assert rows(ledger, table), "the sample must fill every table"
    with pytest.raises(sqlite3.IntegrityError, match="never changed"):
        ledger._db.execute(change.format(table))


def fill(ledger: Ledger) -> None:
    """Something in every table."""
    full = sample(dated=False)
    evidence = full.offices[0].evidence
    dated = replace(sample().article, published=replace(sample().article.published, evidence=evidence))
    first = replace(sample().attributions[0])
    full = replace(full, article=dated, published=dated.published, attributions=(first, *sample().attributions[1:]))
    ledger.add(full)
    ledger.judge(merge())
    assert ledger.add_listed([LISTED]) == 1
    ledger.keep_issue(CORRIDOR)
    ledger.add_codings([coding("c1"), coding("c2")])
    ledger.undo_coding("c2", "ana")


CORRIDOR = Issue(
    id="corridor",
    question="Must Varenia open the corridor before the shelling ends?",
    for_="The corridor must open now.",
    against="The shelling must end first.",
    neither="Speaks of the corridor without taking a side.",
    about=("corridor", "shelling"),
    examples=(Example("Open it today", "for", "demands it"), Example("Not under fire", "against")),
)


def coding(id_: str, *, label: StanceLabel = "against", by: str = "ana", attribution: str = "meridian-1#a1") -> Coding:
    stance = Stance(label, -1.0, None, "", "person")
    return Coding(id_, CORRIDOR.digest, attribution, stance, by, dt.datetime(2031, 3, 9, 12, tzinfo=dt.UTC))


LISTED = ListedActor(
    source="varenia.csv",
    line=2,
    name="Irena Valk",
    kind="person",
    aliases=("I. Valk",),
    country="Varenia",
    offices=(ListedOffice("foreign minister", "Varenia", dt.date(2030, 1, 1), None), ListedOffice("envoy", None)),
)


def test_an_imported_list_is_kept_once(ledger: Ledger) -> None:
    assert ledger.add_listed([LISTED, LISTED]) == 1
    assert ledger.add_listed([LISTED, replace(LISTED, line=3)]) == 1
    assert ledger.listed() == (LISTED, replace(LISTED, line=3))


def merge(id_: str = "j1") -> Judgement:
    return Judgement(
        id=id_,
        kind="merge",
        subjects=(Subject("irena-valk", ("meridian-1#irena-valk",)), Subject("i-valk")),
        change=Change(name="Irena Valk", since=dt.date(2031, 1, 1)),
        by="ana",
        at=dt.datetime(2031, 3, 9, 12, 30, tzinfo=dt.UTC),
        note="the same person",
    )


def test_a_reading_that_contradicts_itself_leaves_nothing_behind(ledger: Ledger) -> None:
    lost = replace(sample().attributions[0], within="nowhere")
    twice = (sample().attributions[0],) * 2
    for attributions in ((lost,), twice):
        with pytest.raises(LedgerError, match="meridian-1"):
            ledger.add(replace(sample(), attributions=attributions))
    assert rows(ledger, "articles") == 0


@settings(max_examples=60, deadline=None)
@given(readings())
def test_any_text_comes_back_exactly(reading: Reading) -> None:
    with Ledger.open(":memory:") as ledger:
        assert ledger.add(reading)
        assert list(ledger.readings()) == [reading]
        assert ledger.reading(reading.article.id) == reading
        assert ledger.said().total == len(reading.attributions)
        assert list(ledger.check()) == []
        ledger.tables()


@pytest.mark.parametrize(
    "odd", ["nul \0 inside \0", "\ud83d alone", "\u202eright to left\u202c", "👩‍👩‍👧", "\ufeffmark"]
)
def test_odd_text_is_kept_and_its_words_are_found(ledger: Ledger, odd: str) -> None:
    text = f"{odd} corridor"
    article = replace(sample().article, text=text)
    ledger.add(Reading(article, article.published, (), ()))
    assert ledger.article("meridian-1").text == text
    assert len(ledger.search("corridor")) == 1


def test_an_article_is_found_by_id_path_or_the_beginning_of_its_id(ledger: Ledger) -> None:
    for id_ in ("abc1", "abc2", "b"):
        ledger.add(sample(id_))
    assert ledger.article("abc1").id == ledger.article("reports/abc1.txt").id == "abc1"
    assert ledger.article("b").id == "b"
    with pytest.raises(UsageError, match="abc1, abc2"):
        ledger.article("ab")
    for nothing in ("zzz", "", "\udcff", "a\0"):
        with pytest.raises(UsageError, match="no article"):
            ledger.article(nothing)


def test_judgements_come_back_in_order_with_who_and_when(ledger: Ledger) -> None:
    undo = replace(merge("j2"), kind="undo", subjects=(Subject("j1"),), change=Change())
    ledger.judge(merge())
    ledger.judge(undo)
    assert ledger.judgements() == (merge(), undo)


def test_only_a_judgement_that_is_there_can_be_undone(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no judgement j9"):
        ledger.judge(replace(merge(), kind="undo", subjects=(Subject("j9"),)))
    ledger.judge(merge())
    with pytest.raises(UsageError, match="already"):
        ledger.judge(merge())


def test_tables_come_as_arrow_with_real_days(ledger: Ledger) -> None:
    ledger.add(sample())
    tables = ledger.tables()
    assert tables["articles"].column("text").to_pylist() == [sample().article.text]
    assert tables["attributions"].column("said_earliest").to_pylist()[0] == dt.date(2031, 3, 7)
    assert tables["readings"].column("read_at").to_pylist()[0].tzinfo is not None
    said = {row["cue"]: row for row in tables["said"].to_pylist()}
    assert said["told"]["speaker_name"] == "Irena Valk" and said["hopes"]["chain"] == "diplomats; KTA"


def test_a_sound_ledger_has_no_findings(ledger: Ledger) -> None:
    fill(ledger)
    assert list(ledger.check()) == []


def test_check_finds_a_changed_word_and_a_broken_pointer(ledger: Ledger) -> None:
    ledger.add(sample())
    db = ledger._db
    db.execute("DROP TRIGGER spans_no_update")
    db.execute("DROP TRIGGER segments_no_update")
    db.execute("UPDATE spans SET words = 'never said' WHERE part = 'cue' AND attribution = 1")
    db.execute("UPDATE segments SET stop = 100000 WHERE key = 2")
    found = {finding.where: finding.problem for finding in ledger.check()}
    assert "'never said'" in found["meridian-1#a1"]
    assert "outside" in found["meridian-1, segments 2"]


def test_check_finds_words_missing_from_the_full_text_index(ledger: Ledger) -> None:
    ledger.add(sample())
    ledger._db.execute("DROP TRIGGER articles_no_update")
    ledger._db.execute("UPDATE articles SET text = text || ' more'")
    assert [finding.where for finding in ledger.check()] == ["articles_fts"]
