"""Issue files: what they may hold, and what is said about a bad one."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.errors import InputError
from onrecord.stance.issues import issue_of, parse_issue, read_issue
from onrecord.types import Example

GOOD = """\
id = "corridor"
question = "Must Ostmark open the Sarn corridor before talks?"
for = "The corridor must open first."
against = "Talks may not depend on the corridor."
neither = "Speaks of the corridor without taking a side."
about = ["corridor", "Sarn", "corridor"]

[[example]]
text = "No talks while the lorries wait"
label = "for"
why = "makes it a condition"

[[example]]
text = "The lorries can wait"
label = "against"
"""


def test_a_file_becomes_an_issue() -> None:
    issue = parse_issue(GOOD, "corridor.toml")
    assert (issue.id, issue.for_) == ("corridor", "The corridor must open first.")
    assert issue.about == ("corridor", "Sarn")
    assert issue.examples == (
        Example("No talks while the lorries wait", "for", "makes it a condition"),
        Example("The lorries can wait", "against"),
    )


def test_the_digest_is_that_of_the_codebook_and_not_of_its_layout() -> None:
    issue = parse_issue(GOOD, "a.toml")
    assert parse_issue("# a comment\n" + GOOD.replace("\n", "\r\n"), "b.toml").digest == issue.digest
    assert parse_issue(GOOD.replace("lorries wait", "lorries stand"), "a.toml").digest != issue.digest


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("against =", "contra ="),
            "i.toml:4: unknown key 'contra'; an issue has id, question, for, against, neither,",
        ),
        (('against = "Talks', '# "'), "i.toml: the key 'against' is missing"),
        (('for = "The corridor must open first."', 'for = " "'), "i.toml:3: 'for' is empty"),
        (('id = "corridor"', "id = 3"), "i.toml:1: 'id' is 3; it must be text"),
        (('label = "against"', 'label = "con"'), "i.toml:15: the label 'con' is none of for, against, neither,"),
        (('label = "against"', ""), "i.toml:13: the key 'label' of example 2 is missing"),
        (('why = "makes', 'wy = "makes'), "i.toml:11: unknown key 'wy'; an example has text, label, why"),
        (('text = "The lorries can wait"', 'text = ""'), "i.toml:14: 'text' of example 2 is empty"),
        (("The lorries can wait", "No talks while the lorries wait"), "i.toml:14: two examples have the text"),
        (('about = ["corridor",', "about = [3,"), "i.toml:6: 'about' is"),
        (("[[example]]\ntext", "[example]\ntext"), "i.toml"),
        (('id = "corridor"', "id = corridor"), "i.toml:1: not TOML"),
    ],
)
def test_a_bad_file_is_told_with_its_line(change: tuple[str, str], message: str) -> None:
    with pytest.raises(InputError) as caught:
        parse_issue(GOOD.replace(*change, 1), "i.toml")
    assert str(caught.value).startswith(message)


@pytest.mark.parametrize("example", ["x", ["x"], {"text": "x"}])
def test_examples_must_be_tables(example: object) -> None:
    table = {"id": "a", "question": "b", "for": "c", "against": "d", "example": example}
    with pytest.raises(InputError, match=r"write \[\[example\]\]"):
        issue_of(table, "i.json")


def test_what_is_left_out_may_be_null_in_json() -> None:
    issue = issue_of({"id": "a", "question": "b", "for": "c", "against": "c", "neither": None}, "i.json")
    assert (issue.neither, issue.about, issue.examples) == (None, (), ())


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"none\.toml: cannot be read: No such file"):
        read_issue(tmp_path / "none.toml")
    (tmp_path / "latin.toml").write_bytes(b'id = "caf\xe9"')
    with pytest.raises(InputError, match=r"latin\.toml: is not UTF-8"):
        read_issue(tmp_path / "latin.toml")
