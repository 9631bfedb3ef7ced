"""The whole reader on short reports: each span equals its words, whatever the text is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.reading import Reader
from onrecord.types import Article, Passage, Reading

READER = Reader.load(threads=1)


def read(text: str) -> Reading:
    return READER.read(Article("x", text))


def passages(reading: Reading) -> Iterator[Passage]:
    for a in reading.attributions:
        yield from (p for p in (a.source, a.cue, a.content) if p)


PIECES = [
    "Valk said ", '"We wait," ', "\n\n", "“No,” ", "he told KTA. ", "on Friday ", "\u200f", "\x00", "é", "🙂",
    "according to Sarn, ", "VALK: ", "' ", "said Orlic", ". ", "the ministry's statement ", "\r\n",
    "A Message from us: support us",
]  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PIECES), max_size=14).map("".join))
def test_every_span_equals_its_words(text: str) -> None:
    reading = read(text)
    for p in passages(reading):
        assert p.text == " ".join(text[s:e] for s, e in p.spans)
        assert all(0 <= s < e <= len(text) for s, e in p.spans)
    assert "".join(text[s.start : s.end] for s in reading.segments) == text


@settings(deadline=None, max_examples=30)
@given(st.text(max_size=200))
def test_odd_text_never_raises(text: str) -> None:
    assert read(text).article.text == text


def test_a_quote_inside_a_quote_belongs_to_the_inner_speaker() -> None:
    reading = read("Foreign Minister Irena Valk said President Orlic had told her that Sarn would not sign.")
    outer = next(a for a in reading.attributions if a.depth == 0)
    inner = next(a for a in reading.attributions if a.depth == 1)
    assert outer.speaker and outer.speaker.name == "Irena Valk"
    assert inner.within == outer.id and "Sarn would not sign" in inner.content.text
    assert [link.name for link in inner.chain] == ["Irena Valk"]


def test_nothing_in_an_appeal_for_money_is_said_by_anybody() -> None:
    body = "Ostmark will sign, President Tomas Orlic said on Monday.\n\n"
    appeal = (
        "A message from the Sarn Courier:\nDear readers,\nOrlic said we are enemies. Please support us from just $2."
    )
    reading = read(body + appeal)
    assert [a.speaker.name for a in reading.attributions if a.speaker] == ["Tomas Orlic"]


def test_what_an_agency_reports_that_somebody_said_has_a_chain() -> None:
    reading = read(
        '"We shall not sign," Prime Minister Irena Valk was quoted as saying by the KTA news agency on Friday.'
    )
    (said,) = [a for a in reading.attributions if a.depth == 0]
    assert said.speaker and said.speaker.name == "Irena Valk"
    assert [link.name for link in said.chain] == ["KTA"]


def test_an_article_reads_the_same_alone_and_beside_others() -> None:
    texts = [
        "Valk said no.",
        '"Yes," Orlic told reporters.\n\nHe denied it later, according to KTA.',
        "Sarn warned of war.",
    ]
    articles = [Article(str(i), t) for i, t in enumerate(texts)]
    assert READER.read_batch(articles) == [READER.read(a) for a in articles]


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "said", '"', "“”", "a" * 3000, "said " * 500])
def test_texts_of_nothing_much_are_read_in_peace(text: str) -> None:
    assert read(text).article.text == text
