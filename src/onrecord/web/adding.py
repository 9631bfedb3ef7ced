"""What a user adds, read into the ledger: uploads, addresses and pasted text; one outcome for each article or error."""

from __future__ import annotations

import io
import multiprocessing
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection
from pathlib import Path
from typing import BinaryIO, Literal, cast

from onrecord.errors import InputError, OnrecordError
from onrecord.ingest import ingest
from onrecord.ingest.days import published_on
from onrecord.ingest.formats import GZIP_ENDING, format_by_ending, known_endings
from onrecord.ingest.identity import content_id
from onrecord.ingest.plain import read_plain
from onrecord.ingest.source import Item, Source, guarded, gunzipped
from onrecord.ledger import Ledger
from onrecord.pipeline import Done, ReadsBatches, read_all

PASTED = "pasted text"


@dataclass(frozen=True, slots=True)
class Given:
    """One thing to read: an upload that lies in `file`, an address, or pasted text with what is known of it."""

    name: str
    file: Path | None = None
    url: str | None = None
    text: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one article, or of an input that is none."""

    name: str
    state: Literal["read", "known", "failed"]
    article: str | None = None
    title: str | None = None
    attributions: int = 0
    reason: str = ""


def outcomes(ledger: Path, given: Sequence[Given], reader: ReadsBatches | None = None) -> Iterator[Outcome]:
    """What became of each article, as it happens; the ledger is made if it is missing."""
    with Ledger.open(ledger) as opened:
        reads = reader or _reader()
        for one in given:
            for outcome in read_all(articles_of(one), reads, opened.add, lambda a: opened.knows(a, reads.run)):
                yield _outcome(one, outcome)


def _reader() -> ReadsBatches:
    from onrecord.reading import Reader  # imported here: it brings numpy and onnxruntime

    return Reader.load()


def _outcome(given: Given, outcome: Done | InputError) -> Outcome:
    if isinstance(outcome, InputError):
        return Outcome(given.name, "failed", reason=_reason(outcome))
    article = outcome.article
    title = article.title or " ".join(article.text[:100].split())
    return Outcome(given.name, "read" if outcome.new else "known", article.id, title, outcome.attributions)


def _reason(error: InputError) -> str:
    reason = error.reason.partition("; --")[0]  # what the command line would permit, a page does not
    return reason if error.line is None else f"line {error.line}: {reason}"


def articles_of(given: Given) -> Iterator[Item]:
    """The articles in one thing, or why there are none. An upload is called as its user called it."""
    if given.url is not None:
        yield from _page(given)
    elif given.text is not None:
        yield from guarded(given.name, _pasted(given, given.text))
    elif given.file is not None:
        yield from guarded(given.name, _upload(given, given.file))


def _page(given: Given) -> Iterator[Item]:
    """The page at an address; a path of this machine is no address."""
    url = given.url or ""
    if not url.lower().startswith(("http://", "https://")):
        yield InputError(url, "is no address of a page: it begins with http:// or https://")
        return
    yield from ingest([url])


def _pasted(given: Given, text: str) -> Iterator[Item]:
    for item in read_plain(Source(given.name, cast(BinaryIO, io.BytesIO(text.encode(errors="replace"))))):
        if isinstance(item, InputError):
            yield item
            continue
        known = published_on(given.published, "given", "as its user gave it") if given.published else item.published
        id_ = content_id(item.text, given.outlet)
        yield replace(item, id=id_, title=given.title, outlet=given.outlet, published=known)


def _upload(given: Given, file: Path) -> Iterator[Item]:
    form = format_by_ending(given.name)
    if form is None:
        raise InputError(given.name, f"is of no known format; the endings are {known_endings()}")
    with file.open("rb") as raw:
        stream: BinaryIO = raw
        if given.name.lower().endswith(GZIP_ENDING):
            stream = gunzipped(stream)
        yield from form.read(Source(given.name, stream, path=given.name))


# --- in a process of its own, so that pages are answered meanwhile --------------------------------------------


def apart(ledger: Path, given: Sequence[Given]) -> Iterator[Outcome]:
    """The same outcomes out of another process; OnrecordError where that fails as a whole."""
    ours, theirs = multiprocessing.get_context("spawn").Pipe(duplex=False)
    process = multiprocessing.get_context("spawn").Process(target=_send, args=(theirs, ledger, given), daemon=True)
    process.start()
    theirs.close()
    try:
        while (found := _received(ours)) is not None:
            if isinstance(found, str):
                raise OnrecordError(found)
            yield found
    finally:
        process.terminate()
        process.join()
        ours.close()


def _received(link: Connection[None, Outcome | str | None]) -> Outcome | str | None:
    try:
        return link.recv()
    except EOFError:
        return "the process that read it died"


def _send(link: Connection[Outcome | str | None, None], ledger: Path, given: Sequence[Given]) -> None:
    """Outcomes into the pipe, then None; the text of an error ends them too."""
    try:
        for outcome in outcomes(ledger, given):
            link.send(outcome)
        link.send(None)
    except (OnrecordError, OSError) as error:
        link.send(str(error))
