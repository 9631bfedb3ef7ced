"""Long input is read by several processes, and nothing about the outcome shows it."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from tests.fakes import FakeReader, FakeWorker, no_model, stillborn

from onrecord.errors import InputError, ModelError, OnrecordError
from onrecord.pipeline import BATCH_ARTICLES, Crew, Deferred, Done, Item, read_all
from onrecord.types import Article, Reading

MANY = 60


def article(name: str, text: str = "Talks go on.") -> Article:
    return Article(name, text, path=f"{name}.txt")


class Kept:
    """A sink that keeps readings, and tells by which process each was read."""

    def __init__(self) -> None:
        self.readings: list[Reading] = []

    def __call__(self, reading: Reading) -> bool:
        self.readings.append(reading)
        return True

    @property
    def processes(self) -> set[str]:
        return {doubt for reading in self.readings for doubt in reading.doubts}


def ids(outcomes: list[Done | InputError]) -> list[str]:
    return [o.name if isinstance(o, InputError) else o.article.id for o in outcomes]


def test_long_input_is_read_by_other_processes_in_input_order() -> None:
    kept, here = Kept(), FakeReader()
    items: list[Item] = [article(str(n)) for n in range(MANY)]
    items.insert(30, InputError("x.txt", "is empty"))
    items.insert(40, article("odd", "explode"))
    outcomes = list(read_all(items, here, kept, crew=Crew(FakeWorker, 2)))
    assert ids(outcomes) == [
        *map(str, range(30)),
        "x.txt",
        *map(str, range(30, 39)),
        "odd.txt",
        *map(str, range(39, MANY)),
    ]
    assert str(outcomes[40]).startswith("odd.txt: the reader fails on it (IndexError: odd")
    assert here.batches == [] and 1 <= len(kept.processes) <= 2 and str(os.getpid()) not in kept.processes


def test_short_input_is_read_in_this_process() -> None:
    here = FakeReader()
    for items in ([article(str(n)) for n in range(20)], [article("long", "x" * 500_000)]):
        outcomes = list(read_all(items, here, Kept(), crew=Crew(stillborn, 2)))
        assert ids(outcomes) == [a.id for a in items]
    assert sum(here.batches) == 21


def test_what_is_known_counts_neither_as_long_nor_as_read() -> None:
    here, kept = FakeReader(), Kept()
    items = [article(str(n)) for n in range(10 * MANY)]
    outcomes = list(read_all(items, here, kept, lambda a: int(a.id) % 50 != 0, Crew(stillborn, 2)))
    assert ids(outcomes) == [a.id for a in items] and len(kept.readings) == 12


def test_an_article_on_which_a_process_dies_is_named_and_the_rest_is_read() -> None:
    items: list[Item] = [article(str(n)) for n in range(MANY)]
    items[7] = article("heavy", "die")
    outcomes = list(read_all(items, FakeReader(), Kept(), crew=Crew(FakeWorker, 2)))
    failed = [o for o in outcomes if isinstance(o, InputError)]
    assert [str(o) for o in failed] == ["heavy.txt: the process that read it died (killed, perhaps for memory)"]
    assert len(outcomes) == MANY and ids(outcomes)[8:] == [str(n) for n in range(8, MANY)]


@pytest.mark.parametrize(("load", "error"), [(no_model, ModelError), (stillborn, OnrecordError)])
def test_a_process_that_cannot_start_ends_the_run(load: type[FakeReader], error: type[OnrecordError]) -> None:
    with pytest.raises(error):
        list(read_all([article(str(n)) for n in range(MANY)], FakeReader(), Kept(), crew=Crew(load, 2)))


def test_memory_holds_a_few_batches_however_many_articles_come() -> None:
    taken = 0

    def endless() -> Iterator[Article]:
        nonlocal taken
        while True:
            taken += 1
            yield article(str(taken))

    outcomes = read_all(endless(), FakeReader(), Kept(), crew=Crew(FakeWorker, 2))
    for _ in range(100):
        next(outcomes)
    assert taken <= 100 + 6 * BATCH_ARTICLES
    outcomes.close()


def test_processes_can_start_ahead_of_their_work_and_end_without_any() -> None:
    crew = Crew(FakeWorker, 2)
    crew.start()
    kept = Kept()
    outcomes = list(read_all([article(str(n)) for n in range(MANY)], FakeReader(), kept, crew=crew))
    assert ids(outcomes) == [str(n) for n in range(MANY)] and str(os.getpid()) not in kept.processes
    crew.start()
    crew.close()
    crew.close()


def test_a_deferred_reader_is_loaded_for_short_input_only() -> None:
    loaded: list[FakeReader] = []

    def load() -> FakeReader:
        loaded.append(FakeReader())
        return loaded[-1]

    list(read_all([article(str(n)) for n in range(MANY)], Deferred(load), Kept(), crew=Crew(FakeWorker, 2)))
    assert not loaded
    list(read_all([article("a"), article("b")], Deferred(load), Kept(), crew=Crew(stillborn, 2)))
    assert [one.batches for one in loaded] == [[2]]


def test_a_reader_that_cannot_be_loaded_is_no_fault_of_an_article() -> None:
    def load() -> FakeReader:
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        list(read_all([article("a")], Deferred(load), Kept()))
