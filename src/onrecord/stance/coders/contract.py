"""What every coder gives, answers to utterances, and what it may be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from onrecord.types import Issue, Stance, StanceLabel, Utterance

Pair = tuple[Issue, Utterance]
Lesson = tuple[Utterance, StanceLabel]


@dataclass(frozen=True, slots=True)
class Answer:
    """A coder's answer to the utterance with this id.

    Without a stance there is none, for the reason in `note`; an answer given before to the same utterance is taken
    back. An utterance may go without any answer: a person stops when they like. `is_aside`: the words alone say that
    it is not about the issue, and nobody need keep that.
    """

    utterance: str
    stance: Stance | None
    note: str = ""
    is_aside: bool = False


class Coder(Protocol):
    """Anything that codes. Its stances carry `name` as their coder.

    `by` says whose answers these are, so that the same ones are not asked for again: the digest of a model, the name
    of a person.
    """

    @property
    def name(self) -> str: ...

    @property
    def by(self) -> str: ...

    def code(self, pairs: Iterable[Pair]) -> Iterator[Answer]:
        """Answers to utterances, each on its issue, as they come; memory holds a few at a time."""
        ...


class Screen(Protocol):
    """Where a person sees what is to be coded, and answers by single keys."""

    def show(self, issue: Issue, utterance: Utterance, *, done: int, of: int, message: str) -> None:
        """An utterance, with the question and both ends; `message` is about the key before."""
        ...

    def key(self) -> str:
        """The next key; raises EOFError or KeyboardInterrupt where there is none."""
        ...


@dataclass(frozen=True, slots=True)
class Settings:
    """What coders may be told; each takes what it knows.

    `lenient`: the utterances were chosen for the issue, so that an issue without `about` makes each a candidate, and
    words anywhere in the context count. `threshold`: the confidence below which the model abstains. `lessons`: people's
    answers by the digest of their issue. `name` and `screen` are a person's; `url`, `model` and `secret`, which appears
    in no message, those of a language model.
    """

    lenient: bool = False
    threshold: float | None = None
    lessons: Mapping[str, Sequence[Lesson]] = field(default_factory=dict)
    threads: int | None = None
    name: str = ""
    screen: Screen | None = None
    url: str | None = None
    model: str | None = None
    secret: str | None = field(default=None, repr=False)
