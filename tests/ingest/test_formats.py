"""The contract that every format in the registry keeps. A new format needs an example here, and nothing else."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import ingest
from onrecord.ingest.formats import FORMATS, Format, format_by_ending, format_by_media_type
from onrecord.types import Article

TEXT = "Varenia will not reopen the crossing, Irena Valk told Meridian News on Friday, because nobody asked it to."
PAGE = f"<html><head><title>Crossing stays shut</title></head><body><article><p>{TEXT}</p><p>{TEXT[::-1]}</p></article>"

EXAMPLES: dict[str, bytes] = {
    "plain text": TEXT.encode(),
    "HTML page": PAGE.encode(),
    "JSON lines": b'{"id": "v-1", "text": "' + TEXT.encode() + b'"}\n{"text": "Kestria agrees."}\n',
}
CASES = [pytest.param(form, ending, id=ending) for form in FORMATS for ending in form.endings]


def read(path: Path) -> list[Article | InputError]:
    return list(ingest([path]))


def write(folder: Path, ending: str, data: bytes) -> Path:
    path = folder / f"report{ending}"
    path.write_bytes(data)
    return path


def test_every_format_has_an_example() -> None:
    assert {form.name for form in FORMATS} == set(EXAMPLES)


def test_endings_and_media_types_lead_to_one_format_each() -> None:
    endings = [ending for form in FORMATS for ending in form.endings]
    kinds = [kind for form in FORMATS for kind in form.media_types]
    assert len(set(endings)) == len(endings) and len(set(kinds)) == len(kinds)
    assert all(ending.startswith(".") and ending == ending.lower() for ending in endings)
    for form in FORMATS:
        assert all(format_by_ending(f"Report{ending.upper()}") is form for ending in form.endings)
        assert all(format_by_media_type(f"{kind}; charset=utf-8") is form for kind in form.media_types)


@pytest.mark.parametrize(("form", "ending"), CASES)
def test_its_example_is_read_into_articles(form: Format, ending: str, tmp_path: Path) -> None:
    path = write(tmp_path, ending, EXAMPLES[form.name])
    items = read(path)
    assert items and all(isinstance(item, Article) for item in items)
    for article in items:
        assert isinstance(article, Article)
        assert article.id and article.text.strip() and article.path == str(path)


@pytest.mark.parametrize(("form", "ending"), CASES)
def test_reading_twice_or_from_another_place_gives_the_same_ids(form: Format, ending: str, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    paths = [write(folder, ending, EXAMPLES[form.name]) for folder in (tmp_path, tmp_path / "copy")]
    first, second = ([item.id for item in read(path) if isinstance(item, Article)] for path in paths)
    assert first == second == [item.id for item in read(paths[0]) if isinstance(item, Article)]


@pytest.mark.parametrize(("form", "ending"), CASES)
def test_its_gzip_gives_the_same_texts(form: Format, ending: str, tmp_path: Path) -> None:
    plain = read(write(tmp_path, ending, EXAMPLES[form.name]))
    packed = read(write(tmp_path, ending + ".gz", gzip.compress(EXAMPLES[form.name])))
    assert [item.text for item in plain if isinstance(item, Article)] == [
        item.text for item in packed if isinstance(item, Article)
    ]


BAD = {
    "empty": b"",
    "spaces": b" \n\t \n",
    "pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj",
    "zip": b"PK\x03\x04\x14\x00\x00\x00\x08\x00",
    "nuls": b"\x00" * 500,
    "noise": bytes(range(256)) * 20,
    "half utf-16": b"\xff\xfe\x41",
}


@pytest.mark.parametrize("bad", BAD)
@pytest.mark.parametrize(("form", "ending"), CASES)
def test_bad_bytes_become_one_error_that_names_the_file(form: Format, ending: str, bad: str, tmp_path: Path) -> None:
    path = write(tmp_path, ending, BAD[bad])
    (*_, error) = items = read(path)
    assert isinstance(error, InputError) and error.name == str(path)
    assert len(items) == 1 or all(isinstance(item, InputError) for item in items)


@pytest.mark.parametrize("damage", ["cut", "no gzip", "flipped"])
@pytest.mark.parametrize(("form", "ending"), CASES)
def test_a_broken_gzip_is_named(form: Format, ending: str, damage: str, tmp_path: Path) -> None:
    packed = bytearray(gzip.compress(EXAMPLES[form.name]))
    packed[-6] ^= 0xFF
    data = {"cut": bytes(packed[:-9]), "no gzip": EXAMPLES[form.name], "flipped": bytes(packed)}[damage]
    path = write(tmp_path, ending + ".gz", data)
    error = read(path)[-1]
    assert isinstance(error, InputError)
    assert error.name == str(path) and "gzip" in error.reason


@pytest.mark.parametrize(("form", "ending"), CASES)
def test_a_gzip_bomb_is_refused(form: Format, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, limit in (
        ("source.MAX_BYTES", 10_000),
        ("jsonl.MAX_LINE_BYTES", 10_000),
        ("jsonl.MAX_SKIPPED_BYTES", 2**21),
    ):
        monkeypatch.setattr(f"onrecord.ingest.{name}", limit)
    path = write(tmp_path, ending + ".gz", gzip.compress(b"a" * 5_000_000))
    for item in read(path):
        assert isinstance(item, InputError)
        assert "too l" in item.reason or "does not end" in item.reason
