"""A reader without a model, for tests of what stands around it."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.types import Article, Attribution, Manner, Passage, Published, Reading, Run, Segment

MANNER = Manner("indirect", "affirmed", "asserted", "assertion")


class FakeReader:
    """Finds one attribution in every article: its last word, said by its first. Fails on the word `explode`."""

    def __init__(self) -> None:
        self.batches: list[int] = []

    def read_batch(self, articles: Sequence[Article]) -> list[Reading]:
        self.batches.append(len(articles))
        return [self.read(article) for article in articles]

    def read(self, article: Article) -> Reading:
        text = article.text
        if "explode" in text:
            raise IndexError("odd\ntext")
        end = len(text)
        found = Attribution("a1", 0, None, None, Passage.of(text, [(0, 1)]), Passage.of(text, [(end - 1, end)]), MANNER)
        return Reading(article, Published(), (Segment(0, end, "body"),), (found,), run=Run("test", "fake"))
