"""Where quotations open and close, however they are printed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.text.quotes import quotations
from onrecord.text.words import paragraphs, sentences


@pytest.mark.parametrize(
    ("text", "inner"),
    [
        ('"We wait," she said.', ["We wait,"]),
        ("“We wait,” she said.", ["We wait,"]),
        ("``We wait,'' she said.", ["We wait,"]),
        ("''We wait,'' she said. ''We do.''", ["We wait,", "We do."]),
        ("The states' talks, Valk's plan and the '90s", []),
        ("He said: 'No more.' Then he left.", ["No more."]),
        ('He said "no" and then "never".', ["no", "never"]),
        ("\"She told me 'go',\" he said.", ["She told me 'go',", "go"]),
        ('A 5" gun and nothing more.', []),
        ("”We wait,” she said.", ["We wait,"]),
        ('She said: "We wait. "We do."', ["We wait.", "We do."]),
        ('She said: We wait."', ["We wait."]),
        ('She waits at 5:10 and sleeps."', []),
        ("“We wait.“ So she said.", ["We wait."]),
    ],
)
def test_marks_of_every_kind_open_and_close(text: str, inner: list[str]) -> None:
    assert [text[s:e] for s, e in (q.inner for q in quotations(text))] == inner


def test_a_quotation_over_paragraphs_is_open_until_the_last() -> None:
    text = "“We waited.\n\n“We wait still.” So she said."
    assert [(q.closed, text[q.start : q.end]) for q in quotations(text)] == [
        (False, "“We waited."),
        (True, "“We wait still.”"),
    ]


def test_a_lost_closing_mark_costs_one_sentence() -> None:
    text = "“We waited. Then Orlic spoke at length. Nobody answered him."
    assert [text[q.start : q.end] for q in quotations(text)] == ["“We waited."]


def test_a_quotation_inside_a_quotation_is_nested() -> None:
    text = "\"He said 'stay' and left,\" she said."
    assert [q.nested for q in quotations(text)] == [False, True]


@given(st.text(alphabet="ab .,\n\"'“”‘’`«»", max_size=80))
def test_any_text_has_quotations_inside_itself(text: str) -> None:
    for q in quotations(text):
        assert 0 <= q.start <= q.inner[0] <= q.inner[1] <= q.end <= len(text)


@given(st.text(max_size=120))
def test_sentences_and_paragraphs_are_trimmed_parts_of_any_text(text: str) -> None:
    for start, end in paragraphs(text):
        assert "\n" not in text[start:end] and text[start:end].strip()
        last = start
        for s, e in sentences(text, start, end):
            assert last <= s < e <= end and text[s:e] == text[s:e].strip()
            last = e


def test_a_text_wrapped_at_a_width_has_the_paragraphs_that_blank_lines_part() -> None:
    lines = [
        "The envoy of the northern states left the table on Friday",
        "and said, “We shall not come back before the ships have",
    ]
    text = (
        "\n".join([*lines, "left the strait,” which nobody there believed for a day or"] * 2) + ".\n\nHe will return."
    )
    assert len(list(paragraphs(text))) == 2
    assert [q.closed for q in quotations(text)] == [True, True]


def test_short_lines_are_paragraphs_of_their_own() -> None:
    text = "Talks fail\nMinisters leave Sarn\n\nThe talks failed on Friday.\nNobody knows why.\nThey will go on."
    assert len(list(paragraphs(text))) == 5
