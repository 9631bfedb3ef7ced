"""A page from the web to articles: its media type, its ending or its look tells the format."""

from __future__ import annotations

import io
from collections.abc import Iterator
from urllib.parse import urlsplit

from onrecord.errors import FetchError
from onrecord.ingest.fetch import Fetcher, Page
from onrecord.ingest.files import LOOK_BYTES
from onrecord.ingest.formats import Format, format_by_ending, format_by_look, format_by_media_type
from onrecord.ingest.source import GZIP_MAGIC, Item, Source, guarded, gunzipped, peeked

_REFUSED = ("image/", "video/", "audio/", "font/", "application/pdf", "application/zip")


def read_url(url: str, fetcher: Fetcher) -> Iterator[Item]:
    """The articles of the page at `url` (one, unless it holds JSON lines), or the InputError that says why not."""
    try:
        page = fetcher.fetch(url)
    except FetchError as error:
        yield error
        return
    yield from guarded(url, _articles(url, page))


def _articles(url: str, page: Page) -> Iterator[Item]:
    if page.media_type.lower().startswith(_REFUSED):
        raise FetchError(url, f"is {page.media_type.partition(';')[0]}, not text")
    head, stream = peeked(io.BytesIO(page.body), LOOK_BYTES)
    if head.startswith(GZIP_MAGIC):
        head, stream = peeked(gunzipped(stream), LOOK_BYTES)
    form = _format(page, head)
    yield from form.read(Source(url, stream, url=page.url, charset=page.charset))


def _format(page: Page, head: bytes) -> Format:
    """The server's word; a server that says text/plain or nothing is helped by the address's ending, then the look."""
    by_type = format_by_media_type(page.media_type)
    if by_type is not None and not page.media_type.lower().startswith("text/plain"):
        return by_type
    return format_by_ending(urlsplit(page.url).path) or by_type or format_by_look(head)
