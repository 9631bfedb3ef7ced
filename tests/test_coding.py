"""Coding from Python: coders of one's own, what is kept, and the order in which people get statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from tests.ledger.samples import sample
from tests.stance.fakes import FakeModel

import onrecord
from onrecord import coding
from onrecord.book import Book
from onrecord.errors import UsageError
from onrecord.models.stance import StanceModel
from onrecord.stance.coders.contract import Answer, Pair
from onrecord.stance.context import REACH, context_of
from onrecord.types import Issue, Stance, StanceLabel

ISSUE = Issue("corridor", "Must Varenia open the corridor?", "It must open.", "It may stay shut.", about=("corridor",))


class Oracle:
    """A coder of one's own: gives its labels in turn, and fails when it has none left."""

    name, by = "oracle", "v1"

    def __init__(self, *labels: StanceLabel) -> None:
        self.labels, self.seen = list(labels), list[str]()

    def code(self, pairs: Iterable[Pair]) -> Iterator[Answer]:
        for _, utterance in pairs:
            self.seen.append(utterance.text)
            if not self.labels:
                raise KeyboardInterrupt
            yield Answer(utterance.id, Stance(self.labels.pop(0), 0.0, 0.5, "because", self.name))


@pytest.fixture
def book() -> Iterator[Book]:
    with onrecord.open(":memory:") as book:
        book.add(sample())
        yield book


def test_a_coder_of_ones_own_codes_a_ledger(book: Book) -> None:
    tally = book.code(ISSUE, Oracle("for", "against", "unsure"))
    assert dict(tally.labels) == {"for": 1, "against": 1, "unsure": 1} and tally.coded == 3
    assert [c.stance.label for c in book.codings(ISSUE.digest, "oracle")] == ["for", "against", "unsure"]
    assert book.code("corridor", Oracle()).coded == 0, "the ledger has the issue, and everything is coded"
    assert [line.id for line in book.issues()] == ["corridor"]


def test_what_was_answered_before_an_interruption_is_kept(book: Book) -> None:
    with pytest.raises(KeyboardInterrupt):
        book.code(ISSUE, Oracle("for"))
    assert len(list(book.codings(ISSUE.digest))) == 1
    rest = Oracle("against", "against")
    assert book.code(ISSUE, rest).coded == 2 and len(rest.seen) == 2


def test_it_stops_after_so_many(book: Book) -> None:
    book.statements()
    assert coding.code(book, ISSUE, Oracle("for", "against", "for"), limit=2).coded == 2
    assert len(list(book.codings(ISSUE.digest))) == 2


def test_the_model_and_a_file_go_by_their_names(book: Book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(StanceModel, "load", lambda *args: FakeModel())
    file = tmp_path / "i.toml"
    file.write_text('id = "i"\nquestion = "Q?"\nfor = "The corridor must open"\nagainst = "It stays shut"')
    assert book.code(file).coded + book.code(str(file)).coded > 0
    with pytest.raises(UsageError, match="no coder 'oracle'"):
        book.code(file, "oracle")


def test_a_person_gets_the_most_doubtful_candidates_first(book: Book) -> None:
    assert [u.text for u in coding.doubtful(book, ISSUE, "ana")] == [], "the record was not made yet"
    everything = replace(ISSUE, about=("corridor", "talks"))
    book.statements()
    keys = [u.id for u in coding.doubtful(book, everything, "ana")]
    book.keep_issue(everything)
    for key, sure in zip(keys, (0.9, 0.3, 0.6), strict=True):
        made = coding.code(book, everything, _Once(key, sure), again=True)
        assert made.coded == 1
    assert [u.id for u in coding.doubtful(book, everything, "ana")] == [keys[1], keys[2], keys[0]]
    blind = [u.id for u in coding.doubtful(book, everything, "ana", blind=True)]
    assert sorted(blind) == sorted(keys)
    assert blind == [u.id for u in coding.doubtful(book, everything, "ben", blind=True)]


class _Once:
    """A model that answers to one statement only."""

    name, by = "model", "m1"

    def __init__(self, key: str, confidence: float) -> None:
        self.key, self.confidence = key, confidence

    def code(self, pairs: Iterable[Pair]) -> Iterator[Answer]:
        for _, utterance in pairs:
            if utterance.id == self.key:
                yield Answer(utterance.id, Stance("for", 0.5, self.confidence, "", self.name))


def test_coders_are_shown_speaker_office_and_what_stands_around(book: Book) -> None:
    book.statements()
    shown = {u.id.partition("#")[2]: u for u in map(coding.utterance_of, book.spoken())}
    assert shown["a1"].speaker == "Irena Valk, foreign minister"
    assert shown["a1"].context is not None and shown["a1"].context.startswith("VALK REJECTS")
    assert shown["a3"].relayed_by == "diplomats"


def test_the_context_ends_at_its_paragraphs_and_at_its_reach() -> None:
    text = "First.\n\nSecond here.\nThe words stand in the third.\nFourth."
    start = text.index("words")
    assert context_of(text, (start, start + 5)) == "Second here.\nThe words stand in the third."
    long = "a" * 2000 + " words " + "b" * 2000
    assert len(context_of(long, (2001, 2006))) == 2 * REACH + 5
    assert context_of("words", (0, 5)) == "words"
    assert context_of("", (0, 0)) == ""
