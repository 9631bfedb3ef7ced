"""HTML pages: the main text without the page's furniture, and what the page tells about itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from onrecord.errors import InputError
from onrecord.ingest.days import published_on
from onrecord.ingest.decoding import DecodingError, decode
from onrecord.ingest.identity import content_id
from onrecord.ingest.limits import MAX_CHARACTERS
from onrecord.ingest.source import Item, Source, read_whole
from onrecord.types import Article, Published

if TYPE_CHECKING:
    from trafilatura.settings import Document

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_Q_START = re.compile(r"<q(?:\s[^>]*)?>", re.IGNORECASE)
_Q_END = re.compile(r"</q\s*>", re.IGNORECASE)
_SURROGATES = re.compile("[\ud800-\udfff]")
MAX_TAGS = 100_000
"""Of a page; the longest live pages have 40,000. The time of extraction grows with the square: here some 10 s."""
_HEAD_BYTES = 4096
"""Where browsers look for the declared encoding; the standard says the first 1024, pages say otherwise."""


def read_html(source: Source) -> Iterator[Item]:
    """One article: the page's main text, title, outlet, canonical address, and the day in its metadata."""
    data = read_whole(source)
    try:
        page = decode(data, source.charset or _declared(data))
    except DecodingError as error:
        raise InputError(source.name, str(error)) from error
    if page.count("<") > MAX_TAGS:
        raise InputError(source.name, f"is too large: more than {MAX_TAGS:,} tags in one page")
    found = _extracted(source, page)
    text = _sound(found.text) if found is not None else None
    if found is None or not text or not text.strip():
        raise InputError(source.name, "has no main text that could be found")
    if len(text) > MAX_CHARACTERS:
        raise InputError(source.name, f"is too large: {len(text):,} characters, {MAX_CHARACTERS:,} are the most")
    yield _article(source, found, text)


def _article(source: Source, found: Document, text: str) -> Article:
    outlet, url = _sound(found.sitename), _sound(found.url) or source.url
    return Article(
        id=content_id(text, outlet, url),
        text=text,
        path=source.path,
        url=url,
        outlet=outlet,
        title=_sound(found.title),
        published=_published(found.date),
    )


def _extracted(source: Source, page: str) -> Document | None:
    """What trafilatura finds; any page is allowed to be too odd for it, none to end the run."""
    from trafilatura import bare_extraction  # imported here: it costs a sixth of a second

    _quieten()
    try:
        found = bare_extraction(
            quoted_as_shown(page.replace("\x00", "")),
            url=source.url,
            include_comments=False,
            include_tables=False,  # pages laid out in a table come out as prose; tables of figures quote nobody
            with_metadata=True,
            date_extraction_params={"extensive_search": False, "original_date": True},  # no dates out of the prose
        )
    except Exception as error:
        raise InputError(source.name, f"is a page that cannot be parsed: {type(error).__name__}") from error
    return None if found is None or isinstance(found, dict) else found


def quoted_as_shown(page: str) -> str:
    """The page with the quotation marks that a browser shows for `<q>`; extraction would lose them, and with them
    where somebody's words begin and end.

    >>> quoted_as_shown("She said <q class=x>no</q>.")
    'She said “no”.'
    >>> quoted_as_shown("<quote>no</quote>")
    '<quote>no</quote>'
    """
    return _Q_END.sub("”", _Q_START.sub("“", page))


def _quieten() -> None:
    """Keep the libraries' own remarks off standard error: what matters comes back as an InputError."""
    import logging  # trafilatura has loaded it by now; without pages nothing needs it

    for name in ("trafilatura", "htmldate", "courlan", "justext", "charset_normalizer"):
        logger = logging.getLogger(name)
        if not logger.handlers:
            logger.addHandler(logging.NullHandler())


def _declared(data: bytes) -> str | None:
    """The encoding that the page declares.

    >>> _declared(b'<html><meta charset="windows-1251">')
    'windows-1251'
    >>> _declared(b"<html><p>charset=nothing</p>") is None
    True
    """
    match = _DECLARED.search(data[:_HEAD_BYTES])
    return None if match is None else match[1].decode("ascii")


def _published(date: str | None) -> Published:
    if not date:
        return Published()
    try:
        return published_on(date, "metadata", "the page's metadata or address")
    except ValueError:
        return Published()


def _sound(text: str | None) -> str | None:
    """The text, with the halves of characters that a page can name (`&#xD800;`) as replacement characters."""
    return _SURROGATES.sub("\ufffd", text) if text else None
