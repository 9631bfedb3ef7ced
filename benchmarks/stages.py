"""Where the time goes: each stage of reading on real input, in milliseconds of CPU an article.

    python benchmarks/stages.py FOLDER|FILE... [--limit N]

One process, one thread, and an in-memory ledger, so that the figures are those of one core. A stage's time is its own:
what a stage within it takes is counted there.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from onrecord.ingest import ingest
from onrecord.ledger import Ledger
from onrecord.models.reader import OnnxNetwork, ReaderModel
from onrecord.pipeline import batches
from onrecord.reading import Reader, assemble, nested, reader
from onrecord.types import Article

STAGES: tuple[tuple[str, Any, str], ...] = (
    ("segment", reader, "segment"),
    ("quotation marks", reader, "quotations"),
    ("tokenise", reader, "windows"),
    ("decode", ReaderModel, "scan"),
    ("network", OnnxNetwork, "__call__"),
    ("drafts", reader, "drafts"),
    ("nested", nested, "inner_marks"),
    ("nested", nested, "placed"),
    ("nested", nested, "worth_reading"),
    ("voices", assemble, "voices"),
    ("who: cast", assemble, "cast"),
    ("who: speakers", assemble, "speakers"),
    ("manner", assemble, "manner"),
    ("dates: published", assemble, "published_when"),
    ("dates: said", assemble, "said_when"),
)


class Stopwatch:
    """CPU seconds by stage; the stage begun last is the one that runs."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._open: list[str] = []
        self._since = time.process_time()

    def begin(self, stage: str) -> None:
        self._settle()
        self._open.append(stage)

    def end(self) -> None:
        self._settle()
        self._open.pop()

    def timed(self, stage: str, function: Callable[..., Any]) -> Callable[..., Any]:
        """`function`, its time counted under `stage`, that of drawing from the iterator that it gives too."""

        def run(*args: Any, **settings: Any) -> Any:
            self.begin(stage)
            try:
                got = function(*args, **settings)
                return self.drawn(stage, got) if isinstance(got, Iterator) else got
            finally:
                self.end()

        return run

    def drawn(self, stage: str, items: Iterator[Any]) -> Iterator[Any]:
        """The items, the time of drawing each counted under `stage`."""
        nothing = object()
        while True:
            self.begin(stage)
            item = next(items, nothing)
            self.end()
            if item is nothing:
                return
            yield item

    def _settle(self) -> None:
        now = time.process_time()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="+")
    parser.add_argument("--limit", type=int)
    options = parser.parse_args()
    watch = Stopwatch()
    for stage, place, name in STAGES:
        setattr(place, name, watch.timed(stage, getattr(place, name)))
    taken = islice(watch.drawn("ingest", iter(ingest(options.inputs))), options.limit)
    articles = [item for item in taken if isinstance(item, Article)]
    read(articles, watch)
    print(table(watch.seconds, articles))


def read(articles: Iterable[Article], watch: Stopwatch) -> None:
    """All articles through reader and ledger."""
    watch.begin("load the reader")
    one = Reader.load(threads=1)
    one.read(Article("warm", "It was warm, Irena Valk said."))  # the network is loaded when it is first used
    watch.end()
    with Ledger.open(":memory:") as ledger:
        for batch in batches(articles):
            watch.begin("everything else")
            readings = one.read_batch([item for item in batch if isinstance(item, Article)])
            watch.end()
            watch.begin("store")
            for reading in readings:
                ledger.add(reading)
            watch.end()


def table(seconds: Counter[str], articles: list[Article]) -> str:
    """Stages, milliseconds an article, and shares, the dearest first."""
    once = seconds.pop("load the reader")
    total, number = sum(seconds.values()), max(1, len(articles))
    rows = [f"{stage:<20}{1000 * s / number:>10.1f}{100 * s / total:>8.1f} %" for stage, s in seconds.most_common()]
    characters = sum(len(a.text) for a in articles)
    head = f"{len(articles)} articles, {characters:,} characters; loading the reader took {once:.2f} s once"
    return "\n".join(
        [head, "", f"{'stage':<20}{'ms each':>10}{'share':>10}", *rows, f"{'all':<20}{1000 * total / number:>10.1f}"]
    )


if __name__ == "__main__":
    main()
