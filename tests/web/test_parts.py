"""The parts of pages on literals: marks in text, wordings side by side, offices over time."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest

from onrecord.types import Segment, Variant
from onrecord.web.parts.marked_text import LONG_BLOCK, Mark, blocks
from onrecord.web.parts.offices import OfficeLine, timeline
from onrecord.web.parts.wordings import aligned


def whole(text: str, *cuts: int) -> tuple[Segment, ...]:
    ends = [0, *cuts, len(text)]
    return tuple(Segment(a, b, "body") for a, b in itertools.pairwise(ends))


@pytest.mark.parametrize(
    "text",
    [
        "One line.",
        "First paragraph.\n\nSecond one.\n\n\nThird.",
        "A wrapped text\nof short lines\n\nin two paragraphs",
        "x" * 200 + "\n" + "y" * 200 + "\n",
        "One sentence more. " * 300,
        "\n\n \n",
        "",
    ],
)
def test_blocks_hold_each_character_once(text: str) -> None:
    marks = [Mark(2, 5, "content", 1), Mark(3, 60, "source", 2, 1), Mark(0, 1, "cue", 2, 1)]
    made = blocks(text, whole(text, 4) if len(text) > 4 else whole(text), [m for m in marks if m.end <= len(text)])
    assert "".join(piece.text for block in made for piece in block.pieces) == text
    assert [b.start for b in made[1:]] == [b.end for b in made[:-1]]


def test_lines_are_paragraphs_where_they_are_long() -> None:
    assert len(blocks("a\nb\nc", whole("a\nb\nc"), [])) == 1
    text = "\n".join("word " * 40 for _ in range(3))
    assert len(blocks(text, whole(text), [])) == 3


def test_a_long_paragraph_is_cut_at_sentences_and_says_that_it_goes_on() -> None:
    text = "The convoy left the harbour on Friday. " * (LONG_BLOCK // 20)
    made = blocks(text, whole(text), [])
    assert len(made) > 2
    assert [b.goes_on for b in made] == [True] * (len(made) - 1) + [False]
    assert all(text[b.start : b.end].startswith("The convoy") for b in made)


def test_crossing_marks_lie_over_their_own_words_only() -> None:
    text = "He said they said no."
    (block,) = blocks(text, whole(text), [Mark(0, 12, "content", 1), Mark(8, 17, "source", 2, 1)])
    told = [(p.text, [m.number for m in p.marks], p.begins) for p in block.pieces]
    assert told == [("He said ", [1], (1,)), ("they", [1, 2], (2,)), (" said", [2], ()), (" no.", [], ())]


def test_wordings_are_told_apart_word_by_word() -> None:
    made = aligned("We will not go.", [Variant("We will not go.", ("a#1",)), Variant("We may go soon.", ("b#1",))])
    assert [s.kind for s in made[0].stretches if s.text.strip(". ")] == ["same"]
    assert [(s.kind, s.text.strip()) for s in made[1].stretches] == [
        ("same", "We"),
        ("cut", "will not"),
        ("added", "may"),
        ("same", "go"),
        ("added", "soon"),
        ("same", "."),
    ]


def office(first: int | None, last: int | None, role: str | None = "envoy") -> OfficeLine:
    days = [None if year is None else dt.date(year, 1, 1) for year in (first, last)]
    return OfficeLine(role, "Varenia", days[0], days[1], "reports", 0, ())


def test_offices_are_drawn_where_there_is_a_span_to_draw() -> None:
    assert timeline([]) is None
    assert timeline([office(2020, 2020), office(None, None)]) is None
    drawn = timeline([office(2010, 2015), office(None, 2020), office(None, None)])
    assert drawn is not None
    assert [(bar.x, bar.row) for bar in drawn.bars] == [(0, 0), (1000, 1)]
    assert (drawn.ticks[0].label, drawn.ticks[-1].label) == ("1 Jan 2010", "1 Jan 2020")
