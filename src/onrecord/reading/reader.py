"""All stages of reading in their order: articles in, readings out. No database, no network, no clock."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from onrecord.models.encoding import Words, windows
from onrecord.models.reader import FOLDER, ReaderModel, Scan
from onrecord.reading import assemble, nested, transcripts
from onrecord.reading.drafts import drafts
from onrecord.reading.leftovers import leftovers
from onrecord.reading.requoted import BY_RULE
from onrecord.reading.segments import segment
from onrecord.text.quotes import Quotation, quotations
from onrecord.text.stretches import Stretches
from onrecord.types import READABLE, Article, Draft, Reading, Run, Segment, Span
from onrecord.version import VERSION


@dataclass(slots=True)
class _Page:
    """One article on its way: what the stages before the model made of it, and the drafts so far."""

    article: Article
    segments: tuple[Segment, ...]
    quotes: Stretches[Quotation]
    scans: list[Scan]
    drafts: list[Draft]

    @property
    def areas(self) -> list[Span]:
        return [(s.start, s.end) for s in self.segments if s.kind in READABLE]


class Reader:
    """Reads articles with one model; `load` takes the shipped one."""

    def __init__(self, model: ReaderModel) -> None:
        self._model = model
        self.run = Run(VERSION, model.digest, json.dumps({"nested": nested.DEEPEST}, sort_keys=True))

    @classmethod
    def load(cls, folder: Path = FOLDER, threads: int = 0) -> Reader:
        """The reader with the model in `folder`; `threads` 0 takes every core. ModelError where it cannot be read."""
        return cls(ReaderModel.load(folder, threads))

    def read(self, article: Article) -> Reading:
        """The reading of one article."""
        return self.read_batch([article])[0]

    def read_batch(self, articles: Sequence[Article]) -> list[Reading]:
        """One reading an article, in order; windows of all of them go through the model together."""
        pages = [_page(a) for a in articles]
        self._scan(pages)
        for _ in range(nested.DEEPEST):
            if not self._deeper(pages):
                break
        for page in pages:
            page.drafts = [self._sure(d) for d in page.drafts]
            nested.add_hidden(page.article.text, page.drafts)
        return [assemble.reading(p.article, p.segments, p.drafts, p.scans, self.run) for p in pages]

    def _sure(self, draft: Draft) -> Draft:
        """The draft with a confidence that says how often its like is right; rules say their own."""
        return draft if BY_RULE in draft.doubts else replace(draft, confidence=self._model.confidence(draft.confidence))

    def _scan(self, pages: list[_Page]) -> None:
        cut = [list(windows(self._model.tokenizer, p.article.text, p.areas)) for p in pages]
        scans = self._model.scan([w for group in cut for w in group])
        for page, group in zip(pages, cut, strict=True):
            page.scans = [next(scans) for _ in group]
            page.drafts = _drafts(page)

    def _deeper(self, pages: list[_Page]) -> bool:
        """Read the newest contents again; whether any of them held an attribution."""
        jobs = [(p, i, w) for p in pages for i, w in self._contents(p)]
        scans = self._model.scan([w for _, _, w in jobs])
        taken = {id(page): {d.cue.spans for d in page.drafts} for page in pages}
        grew = False
        for (page, i, _), scan in zip(jobs, scans, strict=True):
            inner = drafts(page.article.text, [scan], page.quotes, page.drafts[i].content.spans)
            found = nested.placed(page.article.text, inner, page.drafts[i], i, taken[id(page)])
            page.drafts += found
            taken[id(page)].update(d.cue.spans for d in found)
            grew = grew or bool(found)
        return grew

    def _contents(self, page: _Page) -> Iterator[tuple[int, Words]]:
        deepest = max((d.depth for d in page.drafts), default=0)
        for i, draft in enumerate(page.drafts):
            if draft.depth == deepest and nested.worth_reading(draft):
                marks = nested.inner_marks(page.article.text, draft, page.quotes)
                for words in windows(self._model.tokenizer, page.article.text, draft.content.spans, marks):
                    yield i, words


def _drafts(page: _Page) -> list[Draft]:
    """What the model found in a page, with what the rules put beside it."""
    text = page.article.text
    found = leftovers(text, drafts(text, page.scans, page.quotes, page.areas), page.quotes, page.areas)
    return nested.settled(transcripts.merged(found, transcripts.turns(text, page.areas)))


def _page(article: Article) -> _Page:
    return _Page(article, segment(article.text, article.title), Stretches(quotations(article.text)), [], [])
