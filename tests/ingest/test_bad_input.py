"""Each bad input gives one clear line that names it, and the rest is read."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import os
from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.ingest import ingest, total_bytes
from onrecord.ingest.limits import MAX_CHARACTERS
from onrecord.types import Article, Evidence, Published


def told(items: list[Article | InputError]) -> list[str]:
    """The text of each article, or the error as printed."""
    return [item.text if isinstance(item, Article) else str(item) for item in items]


def lines(*records: object) -> bytes:
    return "".join(r if isinstance(r, str) else json.dumps(r) + "\n" for r in records).encode()


def from_stdin(data: bytes) -> list[Article | InputError]:
    return list(ingest(["-"], stdin=io.BytesIO(data)))


# --- files and folders ---------------------------------------------------------------------------------------


def test_inputs_are_read_in_the_order_given_and_errors_stand_in_their_place(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.")
    (tmp_path / "a.txt").write_text("First.")
    got = told(list(ingest([tmp_path / "a.txt", tmp_path / "gone.txt", tmp_path / "b.txt"])))
    assert got == ["First.", f"{tmp_path}/gone.txt: no such file or directory", "Second."]


def test_a_folder_is_read_in_sorted_order_and_what_is_not_a_report_is_passed_over(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.MD", "a.txt", "c.jsonl.gz", ".hidden.txt", ".git/x.txt", "picture.png", "b.txt"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(gzip.compress(b'{"text": "c.jsonl.gz"}') if name.endswith("gz") else name.encode())
    assert told(list(ingest([tmp_path]))) == ["a.txt", "b/1.MD", "b/2.txt", "b.txt", "c.jsonl.gz"]


def test_a_folder_without_reports_is_named(tmp_path: Path) -> None:
    (error,) = told(list(ingest([tmp_path])))
    assert error.startswith(f"{tmp_path}: holds no file of a known format (.txt, .md, ")


def test_a_folder_that_may_not_be_listed_is_named_and_the_rest_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "closed").mkdir()
    (tmp_path / "open.txt").write_text("Open.")
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if path.name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert told(list(ingest([tmp_path]))) == [f"{tmp_path}/closed: permission denied", "Open."]


def test_links_in_a_circle_end_and_a_link_to_nowhere_is_named(tmp_path: Path) -> None:
    (tmp_path / "round").symlink_to(tmp_path)
    (tmp_path / "lost.txt").symlink_to(tmp_path / "gone.txt")
    (tmp_path / "seen.txt").write_text("Seen.")
    assert told(list(ingest([tmp_path]))) == [f"{tmp_path}/lost.txt: no such file or directory", "Seen."]


def test_an_empty_name_is_refused_and_not_taken_for_this_folder() -> None:
    assert told(list(ingest([""]))) == ['"": is no name of a file']


def test_an_unknown_ending_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    (tmp_path / "report.docx").write_text("x")
    (error,) = told(list(ingest([tmp_path / "report.docx"])))
    assert "of no known format" in error and ".jsonl" in error


def test_a_file_name_that_is_no_text_can_still_be_printed_and_stored(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.txt"))
    path.write_text("Coffee.")
    (article,) = ingest([tmp_path])
    assert isinstance(article, Article) and article.path == f"{tmp_path}/caf\\xe9.txt"


def test_a_file_that_vanishes_between_listing_and_reading_is_named(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        (tmp_path / name).write_text(name)
    items = ingest([tmp_path])
    first = next(items)
    (tmp_path / "b.txt").unlink()
    assert told([first, *items]) == ["a.txt", f"{tmp_path}/b.txt: no such file or directory", "c.txt"]


def test_what_is_no_regular_file_is_read_by_its_look() -> None:
    assert told(list(ingest(["/dev/null"]))) == ["/dev/null: is empty"]


def test_the_bytes_of_all_files_are_told_for_a_bar(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("12345")
    assert total_bytes([tmp_path, tmp_path / "a.txt", tmp_path / "gone.txt"]) == 10
    assert total_bytes([tmp_path, "-"]) is None
    heard: list[int] = []
    list(ingest([tmp_path], on_bytes=heard.append))
    assert sum(heard) == 5


# --- encodings -----------------------------------------------------------------------------------------------

QUOTE = "“Never”, Orlić said – the café in Tolvaz was empty."
RUSSIAN = "Министр заявил в пятницу, что переговоры не начнутся до вывода войск из города."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        pytest.param(QUOTE.encode(), QUOTE, id="utf-8"),
        pytest.param(b"\xef\xbb\xbf" + QUOTE.encode(), QUOTE, id="utf-8 with a mark"),
        pytest.param(QUOTE.encode("utf-16"), QUOTE, id="utf-16"),
        pytest.param(b"\xfe\xff" + QUOTE.encode("utf-16-be"), QUOTE, id="utf-16 big-endian"),
        pytest.param(QUOTE.encode("utf-32"), QUOTE, id="utf-32"),
        pytest.param(QUOTE.replace("ć", "c").encode("cp1252"), QUOTE.replace("ć", "c"), id="cp1252"),
        pytest.param(RUSSIAN.encode("cp1251"), RUSSIAN, id="cp1251 by its look"),
        pytest.param((QUOTE * 9).encode() + b"\xe2\x80", QUOTE * 9 + "\ufffd", id="utf-8 cut in a character"),
        pytest.param(b"Caf\xe9: " + QUOTE.encode(), "Café: " + QUOTE, id="utf-8 and cp1252 pasted together"),
        pytest.param(
            b"It\x92s a \x93no\x94, \x9d he said.", "It’s a “no”, \ufffd he said.", id="cp1252 with a stray byte"
        ),
        pytest.param(b"One\r\ntwo\x00three\rfour", "One\r\ntwo\x00three\rfour", id="line ends and a stray NUL"),
    ],
)
def test_encodings(data: bytes, text: str, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    assert told(list(ingest([path]))) == [text]


def test_too_long_an_article_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    with path.open("wb") as file:
        file.truncate(50_000_000)
    heard: list[int] = []
    (error,) = told(list(ingest([path], on_bytes=heard.append)))
    assert "is too large" in error and sum(heard) < 10_000_000
    path.write_text("a" * (MAX_CHARACTERS + 1))
    assert "2,000,001 characters" in told(list(ingest([path])))[0]


# --- JSON lines ----------------------------------------------------------------------------------------------


def test_a_full_line_keeps_what_it_gives() -> None:
    line = {
        **{"id": "x-1", "text": "Yes.", "title": "T", "outlet": "KTA", "url": "https://example.org/1"},
        **{"published": "2021-03-05T23:30:00-05:00", "more": [1]},
    }
    (article,) = from_stdin(lines(line))
    day = dt.date(2021, 3, 5)
    published = Published(day, day, "given", (Evidence(0, 0, "the field published"),))
    assert article == Article("x-1", "Yes.", "-", "https://example.org/1", "KTA", "T", published)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{'text': 'x'}\n", "is no JSON: Expecting property name"),
        ("nonsense\n", "is no JSON: Expecting value at character 1"),
        ('{"text": "cut\n', "is no JSON: Unterminated string"),
        ("[1]\n", "but a list"),
        ("null\n", "but null"),
        ({"id": "7"}, "lacks the field text"),
        ({"text": None}, "the field text is no string, but null"),
        ({"text": 7}, "the field text is no string, but a number"),
        ({"text": " \n"}, "the field text is empty"),
        ({"text": "x", "title": ["t"]}, "the field title is no string, but a list"),
        ({"text": "x", "id": True}, "the field id is no string, but true or false"),
        ({"text": "x", "published": "last week"}, "the field published: 'last week' is no date"),
        ({"text": "x", "published": "2021-02-30"}, "the field published: '2021-02-30' is no date"),
        ({"text": "half \ud83d"}, "the field text holds half a character (\\ud83d) at 5"),
        ({"text": "x", "id": "\udc00"}, "the field id holds half a character"),
        ("[" * 100_000 + "\n", "is no JSON that can be read: RecursionError"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}\n", "is no JSON that can be read: ValueError"),
        ({"text": "x" * (MAX_CHARACTERS + 1)}, "the field text is too large"),
    ],
)
def test_a_bad_line_is_named_with_its_number_and_the_rest_is_read(line: object, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(lines({"text": "Before."}, "\n", line, {"text": "After."}))
    before, error, after = told(list(ingest([path])))
    assert (before, after) == ("Before.", "After.")
    assert error.startswith(f"{path}:3: ") and reason in error


def test_a_binary_file_is_named_once_however_many_lines_it_seems_to_have(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(bytes(range(256)) * 20)
    (error,) = told(list(ingest([path])))
    assert error.startswith(f"{path}: is binary")


def test_a_line_of_fifty_megabytes_is_refused_and_the_next_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    with path.open("wb") as file:
        file.write(b'{"text": "')
        for _ in range(50):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n{"text": "After."}\n')
    assert told(list(ingest([path]))) == [f"{path}:1: is too long: more than 24,065,536 bytes", "After."]


def test_a_gzip_that_breaks_off_keeps_the_lines_before(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "One."}\n') + gzip.compress(os.urandom(50_000))[:-20_000])
    first, *rest = told(list(ingest([path])))
    assert first == "One." and rest[-1].endswith("the gzip data is broken: it ends too early")


def test_json_lines_in_utf_16_or_with_a_mark_are_read() -> None:
    data = "\n".join(json.dumps({"text": f"№ {n}"}, ensure_ascii=False) for n in range(2000))
    for encoded in (data.encode("utf-8-sig"), data.encode("utf-16"), b"\xfe\xff" + data.encode("utf-16-be")):
        assert told(from_stdin(encoded)) == [f"№ {n}" for n in range(2000)]


def test_numbers_will_do_as_ids_and_without_one_the_content_names_itself() -> None:
    a, b, c, d = from_stdin(lines({"id": 7, "text": "x"}, {"text": "x"}, {"id": "", "text": "x"}, {"text": "y"}))
    assert isinstance(a, Article) and isinstance(b, Article) and isinstance(c, Article) and isinstance(d, Article)
    assert a.id == "7" and b.id == c.id != d.id and len(b.id) == 16


# --- standard input ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"  Plain words, {not} <b>JSON</b>.", "  Plain words, {not} <b>JSON</b>."),
        (b'\n\n {"text": "A line."}', "A line."),
        (gzip.compress(b"Packed words.", mtime=0), "Packed words."),
        (b"", "-: is empty"),
        (b"\x89PNG\r\n\x1a\n", "-: is binary: a PNG image"),
    ],
)
def test_standard_input_is_told_by_its_look(data: bytes, text: str) -> None:
    assert told(from_stdin(data)) == [text]


def test_json_lines_are_read_as_they_come() -> None:
    """A line that is there is an article before the next one is written."""
    reading, writing = os.pipe()
    with open(reading, "rb") as stdin:  # noqa: PTH123 - a descriptor, no path
        items = ingest(["-"], stdin=stdin)
        os.write(writing, lines({"text": "One."}))
        first = next(items)
        os.write(writing, lines({"text": "Two."}))
        os.close(writing)
        assert told([first, *items]) == ["One.", "Two."]
