"""A person who codes, by keys."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from onrecord.errors import UsageError
from onrecord.stance.coders import Settings, load_coder
from onrecord.stance.coders.person import PersonCoder
from onrecord.types import Issue, Utterance

ISSUE = Issue("corridor", "Must it open?", "It must.", "It may not.")
SAID = [Utterance(str(n), text) for n, text in enumerate(("open it", "keep it shut", "we shall see"))]


@dataclass(slots=True)
class Keys:
    """Keys one after the other, and what was on the screen when each was asked for."""

    keys: Iterator[str]
    shown: list[tuple[str, str]] = field(default_factory=list)

    def show(self, issue: Issue, utterance: Utterance, *, done: int, of: int, message: str) -> None:
        self.shown.append((f"{utterance.text} {done + 1}/{of}", message))

    def key(self) -> str:
        try:
            return next(self.keys)
        except StopIteration:
            raise EOFError from None


def answers(keys: str) -> tuple[list[tuple[str, str | None]], list[tuple[str, str]]]:
    screen = Keys(iter(keys))
    given = PersonCoder("ana", screen).code((ISSUE, said) for said in SAID)
    return [(a.utterance, a.stance.label if a.stance else None) for a in given], screen.shown


def test_one_key_is_one_answer() -> None:
    assert answers("fa?")[0] == [("0", "for"), ("1", "against"), ("2", "unsure")]
    assert answers("nu")[0] == [("0", "neither"), ("1", "unrelated")], "the keys' end is the end"


def test_back_takes_the_answer_before_back_and_asks_again() -> None:
    given, shown = answers("fbaq")
    assert given == [("0", "for"), ("0", None), ("0", "against")]
    assert [text for text, _ in shown] == ["open it 1/3", "keep it shut 2/3", "open it 1/3", "keep it shut 2/3"]


def test_back_over_a_skipped_one_takes_nothing_back() -> None:
    assert answers("sbf")[0] == [("0", "for")]
    given, shown = answers("bq")
    assert given == [] and shown[1] == ("open it 1/3", "this is the first one")


def test_a_key_that_means_nothing_is_told_so() -> None:
    given, shown = answers("xF")
    assert given == [("0", "for")] and shown[1][1] == "'x' is no key here"


@pytest.mark.parametrize("key", ["q", "\x1b", "\x03", "\x04"])
def test_quit_ends_and_keeps_what_was_answered(key: str) -> None:
    assert answers(f"f{key}a")[0] == [("0", "for")]


def test_a_person_needs_a_screen_and_a_name() -> None:
    with pytest.raises(UsageError, match="needs a terminal"):
        load_coder("person", Settings(name="ana"))
    with pytest.raises(UsageError, match="--as NAME"):
        load_coder("person", Settings(screen=Keys(iter("")), name=" "))
