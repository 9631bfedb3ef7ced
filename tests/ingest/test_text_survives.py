"""What was written is what is read: any text, character by character."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.ingest import ingest
from onrecord.ingest.decoding import MAGIC, NUL_SHARE, DecodingError, decode
from onrecord.types import Article

any_text = st.text(min_size=1).filter(str.strip)


def is_text(text: str) -> bool:
    """Whether the bytes are not taken for a binary file: few NULs, and no file's magic at the beginning."""
    data = text.encode()
    return data.count(0) <= NUL_SHARE * len(data) and not data.startswith(tuple(magic for magic, _ in MAGIC))


@given(any_text)
@example("a\r\nb\rc\u2028d\x85e\u200f\u202e \x0c \U0001f600")
@example("He said “yes”." + "\x00" + " And then no more.")
@example("\ufeff\ufeffTwo marks: one is a byte order mark, the other the text's own.")
def test_a_text_file_comes_back_identical(text: str) -> None:
    assume(is_text(text) and text.removeprefix("\ufeff").strip())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.txt"
        path.write_bytes(text.encode())
        (article,) = ingest([path])
    assert isinstance(article, Article) and article.text == text.removeprefix("\ufeff")


@given(st.lists(any_text, min_size=1, max_size=5), st.booleans())
def test_a_json_line_comes_back_identical(texts: list[str], escaped: bool) -> None:
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=escaped) for text in texts)
    items = list(ingest(["-"], stdin=io.BytesIO(lines.encode())))
    assert [item.text for item in items if isinstance(item, Article)] == texts


@given(any_text)
def test_utf_16_with_its_mark_comes_back_identical(text: str) -> None:
    assume(not text.startswith("\x00"))  # the mark and two NULs are the mark of UTF-32
    assert decode(b"\xff\xfe" + text.encode("utf-16-le")) == text
    assert decode(b"\xfe\xff" + text.encode("utf-16-be")) == text


@settings(max_examples=200)
@given(st.binary())
def test_any_bytes_are_text_or_refused_with_a_reason(data: bytes) -> None:
    try:
        text = decode(data)
    except DecodingError as error:
        assert str(error)
    else:
        text.encode()  # no half characters, whatever came in


@given(st.binary(min_size=1))
def test_any_bytes_as_json_lines_raise_nothing(data: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.jsonl"
        path.write_bytes(data)
        for item in ingest([path]):
            assert isinstance(item, Article) or str(item).startswith(str(path))


@given(st.text())
def test_any_name_is_read_or_named(name: str) -> None:
    for item in ingest(["no-such-folder/" + name]):
        assert isinstance(item, InputError) and str(item)
