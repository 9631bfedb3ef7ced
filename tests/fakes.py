"""A reader without a model, for tests of what stands around it."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence

from onrecord.errors import ModelError
from onrecord.types import Article, Attribution, Manner, Passage, Published, Reading, Run, Segment

MANNER = Manner("indirect", "affirmed", "asserted", "assertion")


class FakeReader:
    """Finds one attribution in every article: its last word, said by its first. Fails on the word `explode`."""

    def __init__(self) -> None:
        self.batches: list[int] = []
        self.run = Run("test", "fake")

    def read_batch(self, articles: Sequence[Article]) -> list[Reading]:
        self.batches.append(len(articles))
        return [self.read(article) for article in articles]

    def read(self, article: Article) -> Reading:
        text = article.text
        if "explode" in text:
            raise IndexError("odd\ntext")
        end = len(text)
        found = Attribution("a1", 0, None, None, Passage.of(text, [(0, 1)]), Passage.of(text, [(end - 1, end)]), MANNER)
        return Reading(article, Published(), (Segment(0, end, "body"),), (found,), run=self.run)


class FakeWorker(FakeReader):
    """A reader for a process of its own: it can die, tell which process it is, and take its time."""

    def read(self, article: Article) -> Reading:
        if "die" in article.text:
            os._exit(9)
        time.sleep(float(os.environ.get("FAKE_DELAY", "0")))
        reading = super().read(article)
        return Reading(
            article, Published(), reading.segments, reading.attributions, doubts=(str(os.getpid()),), run=self.run
        )


def no_model() -> FakeReader:
    """A reader whose model is missing."""
    raise ModelError("no model here")


def stillborn() -> FakeReader:
    """A process that ends before it has a reader."""
    os._exit(1)
