"""Articles go through the reader into the sink in order, in bounded batches, each of them whole."""

from __future__ import annotations

import io
import json
import os
import signal
from collections.abc import Iterator

import pytest
from tests.fakes import FakeReader

from onrecord.errors import InputError, LedgerError, ModelError
from onrecord.pipeline import (
    BATCH_ARTICLES,
    BATCH_CHARACTERS,
    Done,
    Item,
    Tally,
    batches,
    held_interrupts,
    jsonl_sink,
    read_all,
)
from onrecord.types import Article, Reading


def article(name: str, text: str = "Talks go on.") -> Article:
    return Article(name, text, path=f"{name}.txt")


class Store:
    """A sink in memory that knows an id once it has it, as a ledger does."""

    def __init__(self) -> None:
        self.ids: list[str] = []

    def __call__(self, reading: Reading) -> bool:
        if reading.article.id == "twice":
            raise InputError("twice.txt", "the ledger has another")
        new = reading.article.id not in self.ids
        self.ids.append(reading.article.id)
        return new


def shown(outcome: Done | InputError) -> str:
    return str(outcome) if isinstance(outcome, InputError) else f"{outcome.article.id} {outcome.new}"


def test_outcomes_come_in_input_order_and_are_counted() -> None:
    items: list[Item] = [article("a"), InputError("x.txt", "is empty"), article("b"), article("a"), article("twice")]
    outcomes = list(read_all(items, FakeReader(), Store()))
    assert [shown(o) for o in outcomes] == [
        *("a True", "x.txt: is empty", "b True", "a False", "twice.txt: the ledger has another"),
    ]
    tally = Tally()
    for outcome in outcomes:
        tally.count(outcome)
    assert tally == Tally(read=2, known=1, skipped=2, attributions=2) and tally.handled == 5


def test_what_is_known_is_not_read_again() -> None:
    reader, store = FakeReader(), Store()
    outcomes = list(read_all([article("a"), article("b")], reader, store, known=lambda a: a.id == "a"))
    assert [shown(o) for o in outcomes] == ["a False", "b True"]
    assert reader.batches == [1] and store.ids == ["b"]


def test_an_article_on_which_the_reader_fails_is_named_and_the_rest_is_read() -> None:
    store = Store()
    outcomes = list(read_all([article("a"), article("b", "explode"), article("c")], FakeReader(), store))
    assert store.ids == ["a", "c"]
    assert shown(outcomes[1]).startswith("b.txt: the reader fails on it (IndexError: odd\ntext)")


def test_what_concerns_every_article_ends_the_run() -> None:
    class NoModel(FakeReader):
        def read(self, article: Article) -> Reading:
            raise ModelError("no model")

    def full(reading: Reading) -> bool:
        raise LedgerError("the disk is full")

    with pytest.raises(ModelError):
        list(read_all([article("a"), article("b")], NoModel(), Store()))
    with pytest.raises(LedgerError):
        list(read_all([article("a")], FakeReader(), full))


def test_batches_are_bounded_by_characters_and_by_number_and_lose_nothing() -> None:
    items = [article(str(n), "x" * size) for n, size in enumerate([14_000, 14_000, 500_000, *[10] * 200])]
    got = list(batches(items))
    assert [item for batch in got for item in batch] == items
    for batch in got:
        assert len(batch) <= BATCH_ARTICLES
        assert len(batch) == 1 or sum(len(a.text) for a in batch if isinstance(a, Article)) <= BATCH_CHARACTERS


def test_what_the_sink_cannot_take_loses_that_article_only() -> None:
    def odd(reading: Reading) -> bool:
        if reading.article.id == "b":
            raise KeyError("no such actor")
        return True

    outcomes = list(read_all([article("a"), article("b"), article("c")], FakeReader(), odd))
    assert [shown(o) for o in outcomes][::2] == ["a True", "c True"]
    assert shown(outcomes[1]).startswith("b.txt: its reading cannot be kept (KeyError: 'no such actor')")


def test_no_more_is_taken_in_than_one_batch() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article(str(taken), "x" * 30_000)

    outcomes = read_all(endless(), FakeReader(), Store())
    next(outcomes)
    assert taken <= 6


def test_json_lines_are_whole_and_flushed_and_hold_any_text() -> None:
    class Flushed(io.BytesIO):
        flushes = 0

        def flush(self) -> None:
            self.flushes += 1

    stream = Flushed()
    items = [article("a", "“Тест” \u2028 \x00 \U0001f600"), article("b", "half \ud800 b")]
    list(read_all(items, FakeReader(), jsonl_sink(stream)))
    lines = stream.getvalue().split(b"\n")
    assert [json.loads(line)["article"]["text"] for line in lines[:-1]] == [a.text for a in items]
    assert lines[-1] == b"" and stream.flushes == 2 and "Тест".encode() in lines[0]


def test_ctrl_c_while_an_article_is_stored_waits_until_it_is() -> None:
    stored: list[str] = []

    def slow(reading: Reading) -> bool:
        os.kill(os.getpid(), signal.SIGINT)
        stored.append(reading.article.id)
        return True

    outcomes = read_all([article("a"), article("b")], FakeReader(), slow)
    assert shown(next(outcomes)) == "a True", "what was stored can be counted"
    with pytest.raises(KeyboardInterrupt):
        next(outcomes)
    assert stored == ["a"]
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_an_error_inside_a_held_block_is_not_lost() -> None:
    with pytest.raises(ValueError, match="inside"), held_interrupts():
        raise ValueError("inside")
