from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.ledger.samples import WORDS, sample

from onrecord.errors import UsageError
from onrecord.ledger import Ledger, Question
from onrecord.ledger.lines import Lines, line_query
from onrecord.types import Published


@pytest.fixture(scope="module")
def ledger() -> Iterator[Ledger]:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample("m1"))
        ledger.add(sample("k1", outlet="KTA 100% News"))
        ledger.add(sample("u1", outlet="Tolvaz Herald", dated=False))
        yield ledger


def ids(lines: Lines) -> list[str]:
    return sorted(line.key for line in lines)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, 9),
        ({"by": "valk"}, 3),
        ({"by": "Irena Valk"}, 3),
        ({"by": "irena-valk"}, 3),
        ({"by": "VALK, Irena"}, 3),
        ({"by": "the minister"}, 3),  # an alias
        ({"by": "Varenia"}, 3),  # for whom she speaks
        ({"by": "Valkyrie"}, 0),
        ({"by": "valk*"}, 3),
        ({"by": "---"}, 0),
        ({"about": "corridor"}, 3),
        ({"about": '"talks resume"'}, 6),
        ({"about": '"resume talks"'}, 0),
        ({"about": "shell*"}, 3),
        ({"by": "valk", "about": "talks"}, 0),
        ({"outlet": "kta"}, 3),
        ({"outlet": "100%"}, 3),
        ({"outlet": "%"}, 3),
        ({"outlet": "_"}, 0),
        ({"form": "direct"}, 3),
        ({"attitude": "eventuality"}, 3),
    ],
)
def test_lines_answer_the_question(ledger: Ledger, asked: dict[str, str], found: int) -> None:
    lines = ledger.said(**asked)  # type: ignore[arg-type]
    assert len(lines) == lines.total == found


@pytest.mark.parametrize(
    ("since", "until", "found", "undated"),
    [
        (dt.date(2031, 3, 8), None, 4, 3),  # published on the 8th; what was said on Friday the 7th is out
        (None, dt.date(2031, 3, 7), 2, 3),
        (dt.date(2031, 3, 7), dt.date(2031, 3, 8), 6, 3),
        (dt.date(2032, 1, 1), None, 0, 3),
        (None, None, 9, 0),
    ],
)
def test_days_are_those_said_else_those_published_and_the_undated_are_counted(
    ledger: Ledger, since: dt.date | None, until: dt.date | None, found: int, undated: int
) -> None:
    lines = ledger.said(since=since, until=until)
    assert (lines.total, lines.undated) == (found, undated)
    assert ledger.said(by="valk", since=since, until=until).undated == undated / 3


def test_an_interval_open_on_one_side_may_reach_into_the_days_asked() -> None:
    with Ledger.open(":memory:") as ledger:
        after = Published(earliest=dt.date(2031, 3, 1), method="inferred")
        ledger.add(replace(sample("a", dated=False), published=after))
        assert ledger.said(since=dt.date(2040, 1, 1)).total == 3
        assert ledger.said(until=dt.date(2031, 2, 1)).total == 0


def test_the_newest_come_first_and_the_undated_last(ledger: Ledger) -> None:
    days = [line.earliest for line in ledger.said()]
    known = [day for day in days if day is not None]
    assert known == sorted(known, reverse=True) and days[len(known) :] == [None] * 3


def test_a_limit_keeps_the_whole_count(ledger: Ledger) -> None:
    lines = ledger.said(limit=2)
    assert (len(lines), lines.total) == (2, 9)
    assert [line.key for line in ledger.lines(Question(), each=True)] == [line.key for line in ledger.said()]


def test_a_line_names_the_chain_and_the_addressee(ledger: Ledger) -> None:
    lines = {line.key: line for line in ledger.said()}
    assert lines["m1#a3"].chain == ("diplomats", "KTA")
    assert lines["m1#a1"].chain == () and lines["m1#a1"].addressee == "Meridian News"
    assert lines["m1#a1"].dated_by == "said" and lines["m1#a2"].dated_by == "published"


def test_a_value_that_is_none_of_the_valid_ones_is_named() -> None:
    with pytest.raises(UsageError, match="form 'spoken' is none of direct, indirect, mixed"):
        Question(form="spoken")  # type: ignore[arg-type]


def test_search_finds_articles_then_attributions_with_the_words_marked(ledger: Ledger) -> None:
    hits = ledger.search("corridor shell*")
    assert [hit.kind for hit in hits] == ["article"] * 3 + ["attribution"] * 3
    for hit in hits:
        marked = {hit.snippet[start:end].lower() for start, end in hit.marks}
        assert marked <= {"corridor", "shelling"} and marked
    assert len(ledger.search("corridor", limit=1)) == 2


HOSTILE = [
    '"',
    '""',
    "*",
    "(",
    "a OR",
    "NEAR(",
    "col:x",
    "a AND",
    "^x",
    "-x",
    "'",
    "{a b}",
    "\0",
    "\ud800",
    "a\0b",
    "+",
    "%",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_no_words_break_a_search(ledger: Ledger, words: str) -> None:
    ledger.search(words)
    ledger.said(by=words, about=words, outlet=words)


@given(WORDS | st.text('"*():^-+ aANDOR', max_size=12))
def test_any_words_can_be_searched(ledger: Ledger, words: str) -> None:
    ledger.search(words)
    ledger.said(by=words, about=words, outlet=words)


@pytest.mark.parametrize(
    ("question", "limit", "index"),
    [
        (Question(), 50, "attributions_by_day"),
        (Question(since=dt.date(2031, 1, 1)), 50, "attributions_by_day"),
        (Question(by="valk"), 50, "VIRTUAL TABLE INDEX"),
        (Question(about="talks"), None, "VIRTUAL TABLE INDEX"),
    ],
)
def test_no_question_reads_the_whole_table_first(
    ledger: Ledger, question: Question, limit: int | None, index: str
) -> None:
    statement, values = line_query(question, limit)
    plan = " / ".join(row[3] for row in ledger._db.execute(f"EXPLAIN QUERY PLAN {statement}", values))
    assert index in plan
    assert "SCAN a " not in plan.replace("SCAN a USING INDEX", "") + " "
