"""What makes two wordings of one statement part, and what does not."""

from __future__ import annotations

import pytest

from onrecord.positions.conflicts.accounts import Parting, gravest, kind_of, quotes, wordings
from onrecord.positions.conflicts.model import Words
from onrecord.types import Edit


@pytest.mark.parametrize(
    ("was", "now", "kind"),
    [
        ("12", "15", "number"),
        ("twelve", "12", None),
        ("", "not", "negation"),
        ("will", "will never", "negation"),
        ("must", "may", "modality"),
        ("will", "would", None),
        ("open", "shut", "key word"),
        ("organise", "organize", None),
        ("the United Nations", "the UN", None),
        ("he", "Orlic", None),
        ("and then we left the harbour for good and never looked back", "", None),
        ("talks", "talk", None),
    ],
)
def test_an_edit_changes_a_number_a_negation_a_modal_verb_or_a_key_word(was: str, now: str, kind: str | None) -> None:
    assert kind_of(Edit(was, now)) == kind


def test_the_gravest_edit_counts_and_wordings_that_part_everywhere_are_two() -> None:
    assert gravest([Edit("open", "shut"), Edit("12", "15")]) == (Edit("12", "15"), "number", 0.8)
    assert gravest([Edit(str(n), str(n + 50)) for n in range(10, 20)]) is None


def words(key: str, outlet: str, text: str) -> tuple[str, Words]:
    article, attribution = key.split("#")
    return key, Words(article, outlet, text, ((0, len(text)),), "s1", attribution, "valk", "Irena Valk", ("Varenia",))


ONE = words("a#1", "Meridian News", "“We will send 12 ships”")


@pytest.mark.parametrize(
    ("other", "count"),
    [
        (words("b#1", "Sarn Courier", "“We will send 15 ships”"), 1),
        (words("b#1", "Meridian News", "“We will send 15 ships”"), 0),
        (words("b#1", "Sarn Courier", "that Varenia would send 15 ships"), 0),
    ],
)
def test_two_outlets_quote_one_statement_differently(other: tuple[str, Words], count: int) -> None:
    parting = Parting("s1", "a#1", ("b#1",), Edit("12", "15"), "number", 0.85)
    found = list(wordings([parting], dict([ONE, other])))
    assert len(found) == count
    if found:
        assert (found[0].one.holds, found[0].other.holds) == ("12", "15")


def test_only_quoted_words_are_held_against_each_other() -> None:
    assert quotes("“We will not go”", "not go")
    assert not quotes("that they would “go”", "would")
