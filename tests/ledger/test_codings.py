"""Issues and codings in the ledger."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.ledger.samples import sample
from tests.ledger.test_ledger import CORRIDOR, coding

from onrecord.errors import UsageError
from onrecord.ledger import Ledger, codings
from onrecord.record import refresh
from onrecord.types import Example


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample())
        refresh(ledger)
        ledger.keep_issue(CORRIDOR)
        yield ledger


def test_an_issue_comes_back_as_it_was_kept(ledger: Ledger) -> None:
    assert ledger.issue("corridor") == CORRIDOR
    assert ledger.issue(CORRIDOR.digest[:8]) == CORRIDOR
    assert ledger.issue(f"corridor@{CORRIDOR.digest[:4]}") == CORRIDOR
    assert not ledger.keep_issue(CORRIDOR), "one version is kept once"


def test_a_version_that_somebody_else_keeps_at_the_same_time_is_kept_once(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    found, looks = codings._key, iter([True])

    def late(db: sqlite3.Connection, digest: str) -> int | None:
        return None if next(looks, False) else found(db, digest)

    monkeypatch.setattr(codings, "_key", late)
    assert not ledger.keep_issue(CORRIDOR)
    assert len(ledger.issues()) == 1


def test_an_unknown_issue_is_told_with_those_there_are(ledger: Ledger) -> None:
    with pytest.raises(UsageError, match="no issue 'coridor' in the ledger; there are corridor"):
        ledger.issue("coridor")


def test_a_changed_codebook_is_another_version_and_its_codings_stay_apart(ledger: Ledger) -> None:
    ledger.add_codings([coding("c1")])
    changed = replace(CORRIDOR, examples=(Example("Open it", "for"),))
    assert ledger.keep_issue(changed)
    assert list(ledger.codings(changed.digest)) == []
    assert [line.total for line in ledger.issues("corridor")] == [0, 1]
    assert ledger.issue("corridor") == CORRIDOR, "the version coded last is the one that is meant"
    ledger.add_codings([replace(coding("c2"), issue=changed.digest)])
    assert ledger.issue("corridor") == changed


def test_codings_come_back_by_coder_and_by_whom(ledger: Ledger) -> None:
    made = [coding("c1"), coding("c2", by="ben", label="unsure"), replace(coding("c3"), is_blind=True)]
    ledger.add_codings(made)
    assert list(ledger.codings(CORRIDOR.digest)) == made
    assert list(ledger.codings(CORRIDOR.digest, "person", "ben")) == made[1:2]
    assert list(ledger.codings(CORRIDOR.digest, "model")) == []
    assert ledger.issues()[0].codings == (("person", "ana", 2), ("person", "ben", 1))


def test_a_coding_that_is_taken_back_counts_no_longer(ledger: Ledger) -> None:
    ledger.add_codings([coding("c10"), coding("c11"), coding("d1")])
    assert ledger.undo_coding("d", "ana") == "d1"
    assert [c.id for c in ledger.codings(CORRIDOR.digest)] == ["c10", "c11"]
    for name, reason in (
        ("c1", "begins more than one"),
        ("d1", "no coding 'd1'"),
        ("", "no coding"),
        ("%", "no coding"),
    ):
        with pytest.raises(UsageError, match=reason):
            ledger.undo_coding(name, "ana")


def test_codings_of_what_is_not_there_are_refused_whole(ledger: Ledger) -> None:
    for bad in (coding("c2", attribution="meridian-1#a9"), replace(coding("c2"), issue="0" * 64)):
        with pytest.raises(UsageError):
            ledger.add_codings([coding("c1"), bad])
    assert list(ledger.codings(CORRIDOR.digest)) == []


def test_a_coding_goes_over_to_a_newer_reading_with_the_same_words(ledger: Ledger) -> None:
    ledger.add_codings([coding("c1"), coding("c2", attribution="meridian-1#a2")])
    refusal = replace(sample().attributions[0], id="b7")
    ledger.add(replace(sample(version="2"), attributions=(refusal,)))
    refresh(ledger)
    assert [c.attribution for c in ledger.codings(CORRIDOR.digest)] == ["meridian-1#b7"]
    assert [s.key for s in ledger.spoken((CORRIDOR.digest, "person", "ana"))] == []


def test_coders_are_shown_each_statement_once_with_who_relays_it(ledger: Ledger) -> None:
    ledger.add(sample("kta-1", outlet="KTA"))
    refresh(ledger)
    shown = {s.key.partition("#")[2]: s for s in ledger.spoken()}
    assert set(shown) == {"a1", "a2", "a3"}
    assert ledger.count_spoken() == len(ledger.record().statements) == len(list(ledger.spoken()))
    assert (shown["a1"].speaker, shown["a1"].role) == ("Irena Valk", "foreign minister")
    assert shown["a3"].relayed_by == "diplomats" and shown["a1"].relayed_by is None
    assert shown["a1"].manner.polarity == "denied"


def test_who_tells_mostly_what_another_holds_is_shown_so_unless_they_stand_on_one_side(ledger: Ledger) -> None:
    refusal, agency, hope = sample().attributions
    inner = replace(hope, content=agency.content)
    side = replace(agency, speaker=replace(agency.speaker, speaks_for="Ostmark") if agency.speaker else None)
    for version, outer, ascribed in (("2", agency, "Ostmark"), ("3", side, None)):
        ledger.add(replace(sample(version=version), attributions=(refusal, outer, inner)))
        refresh(ledger)
        shown = {s.key.partition("#")[2]: s for s in ledger.spoken()}
        assert shown["a2"].ascribed_to == ascribed and shown["a1"].ascribed_to is None


def test_what_a_coder_has_coded_is_left_out_whichever_report_it_coded(ledger: Ledger) -> None:
    ledger.add(sample("kta-1", outlet="KTA"))
    refresh(ledger)
    ledger.add_codings([coding("c1", attribution="kta-1#a1")])
    left = [s.key.partition("#")[2] for s in ledger.spoken((CORRIDOR.digest, "person", "ana"))]
    assert "a1" not in left and ledger.count_spoken((CORRIDOR.digest, "person", "ana")) == len(left)
    assert ledger.count_spoken((CORRIDOR.digest, "person", "ben")) == len(left) + 1
