"""Statements by pages are those of the whole list, in its order, however rare the words are."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from tests.resolve.make import VALK, Who, day, reading

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, paging
from onrecord.ledger.paging import Place
from onrecord.ledger.questions import Question
from onrecord.record import refresh
from onrecord.types import Form, Reading, Said

ORLIC = Who("tomas-orlic", "Tomas Orlic", "envoy", "Ostmark")
SUBJECTS = ["talks", "ships", "grain", "pilots", "tanker", "border", "budget", "ceasefire"]


def readings() -> Iterator[Reading]:
    """Twenty-four articles in two outlets over five days, every fourth undated, every fifth said in a known month."""
    for n in range(24):
        who = VALK if n % 3 else ORLIC
        words = f"{SUBJECTS[n % 8]} number {n}{n} will go on for {SUBJECTS[(n + 3) % 8]} in week {n}"
        form: Form = "direct" if n % 2 else "indirect"
        outlet = "Meridian News" if n % 5 else "Harbour Post"
        on = None if n % 4 == 0 else n % 5
        made = reading(f"r{n:02}", f"X {words}.", outlet=outlet, on=on, who=[who], said=[(who.id, words, form)])
        if n % 5 == 0:
            said = Said(day(-30), day(2), "month")
            made = replace(made, attributions=tuple(replace(a, said=said) for a in made.attributions))
        yield made


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as opened:
        for each in readings():
            opened.add(each)
        refresh(opened)
        yield opened


QUESTIONS = [
    Question(),
    Question(by="valk"),
    Question(by="ostmark"),
    Question(by="nobody"),
    Question(by="--"),
    Question(about="talks"),
    Question(about="number"),
    Question(about='"will go on"', form="direct"),
    Question(about="?"),
    Question(outlet="harbour"),
    Question(outlet="%"),
    Question(since=day(2)),
    Question(until=day(2)),
    Question(since=day(1), until=day(1), outlet="Meridian"),
    Question(by="orlic", about="grain", outlet="News", form="indirect", attitude="assertion", since=day(-9)),
]


@pytest.mark.parametrize("rare", [0, 3, 4_000], ids=["all-walked", "some-fetched", "all-fetched"])
@pytest.mark.parametrize("question", QUESTIONS, ids=str)
def test_the_pages_together_are_the_list(
    ledger: Ledger, question: Question, rare: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(paging, "RARE", rare)
    found: list[str] = []
    place: Place | None = None
    for _ in range(20):
        page = ledger.statements_after(question, place, 5)
        found += [line.key for line in page.lines]
        place = page.after
        if place is None:
            break
    assert found == [line.key for line in ledger.lines(question)]
    assert page.total in (None, len(found))


def test_an_actors_own_statements_come_by_pages_too(ledger: Ledger) -> None:
    page = ledger.statements_after(Question(), None, 50, actor="tomas-orlic")
    assert len(page.lines) == 8
    assert {line.speaker for line in page.lines} == {"tomas-orlic"}
    assert ledger.statements_after(Question(), None, 50, actor="nobody").lines == ()


def test_a_place_of_a_record_that_is_gone_leads_on_from_its_day(ledger: Ledger) -> None:
    lines = ledger.statements_after(Question(), Place(dt.date(2021, 3, 6), 10**9), 50).lines
    assert lines
    assert all(line.earliest is None or line.earliest < dt.date(2021, 3, 6) for line in lines)


def test_a_question_that_takes_too_long_is_ended_and_the_next_one_answered(ledger: Ledger) -> None:
    endless = "WITH RECURSIVE n(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM n) SELECT max(k) FROM n"
    with pytest.raises(LedgerError, match="takes too long"), ledger.within(0.01):
        ledger.rows(endless)
    assert ledger.rows("SELECT count(*) FROM articles") == [(24,)]
