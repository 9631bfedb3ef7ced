"""Statement files and issue tables of any content: they are read, or told to be wrong."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import InputError
from onrecord.stance.issues import KEYS, issue_of, parse_issue
from onrecord.stance.statements import Line, read_statements
from onrecord.types import Issue

anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
tables = st.dictionaries(st.sampled_from((*KEYS, "extra")), anything | st.text(min_size=1), max_size=8)
lines = st.fixed_dictionaries({}, optional={"id": anything, "text": anything, "speaker": anything, "issue": tables})


@settings(max_examples=150, deadline=None)
@given(st.lists(st.binary(max_size=40) | lines.map(lambda line: json.dumps(line).encode()), max_size=4))
def test_any_line_is_read_or_told_to_be_wrong(given_lines: list[bytes]) -> None:
    found = list(read_statements(given_lines, "s.jsonl"))
    assert len(found) == sum(bool(line.removeprefix(b"\xef\xbb\xbf").strip()) for line in given_lines[:1]) + sum(
        bool(line.strip()) for line in given_lines[1:]
    )
    for item in found:
        if isinstance(item, InputError):
            assert str(item).startswith("s.jsonl:")
        else:
            item.utterance.text.encode()


@settings(max_examples=150, deadline=None)
@given(tables)
def test_any_table_is_an_issue_or_told_to_be_wrong(table: dict[str, object]) -> None:
    try:
        assert isinstance(issue_of(table, "i.json"), Issue)
    except InputError as error:
        assert str(error).startswith("i.json: ")


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet='idfor="[]exampl\n \\#0', max_size=60))
def test_any_text_is_an_issue_or_told_to_be_wrong(text: str) -> None:
    with pytest.raises(InputError):
        parse_issue(text, "i.toml")


def test_a_byte_order_mark_and_blank_lines_are_no_statements() -> None:
    (line,) = read_statements([b"\xef\xbb\xbf\n", b"  \n", b'{"id": 1.5, "text": "x"}\n'], "s")
    assert isinstance(line, Line) and (line.id, line.utterance.text) == (1.5, "x")


@pytest.mark.parametrize("id_", ["NaN", "Infinity", "true", "null", "[1]"])
def test_an_id_that_json_cannot_give_back_is_refused(id_: str) -> None:
    (error,) = read_statements([f'{{"id": {id_}, "text": "x"}}'.encode()], "s")
    assert isinstance(error, InputError) and "it must be text or a number" in str(error)
