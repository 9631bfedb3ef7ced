"""The coder by the stance model: candidates by their words, then the model's odds, then how the words were said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol, Self

from onrecord.models.asks import LABELS, Ask
from onrecord.models.stance import Answer as Reply
from onrecord.models.stance import StanceModel
from onrecord.stance.candidates import Match, Selection
from onrecord.stance.coders.contract import Answer, Lesson, Pair, Settings
from onrecord.stance.odds import HALF, Odds, weighed
from onrecord.types import Issue, Stance, Utterance

CHUNK = 256  # utterances that are asked about together
KEPT = 1024  # codebooks at hand: a file may put another issue on each line
UNTOUCHED = 0.9  # the confidence that an utterance without a word of the issue is not about it
DIGITS = 12  # of the model's digest: what names it


class Model(Protocol):
    """`onrecord.models.stance.StanceModel` is one."""

    digest: str

    def threshold_for(self, ask: Ask) -> float:
        """The confidence below which the model had better abstain on such an ask."""
        ...

    def judge(self, asks: Sequence[Ask], threads: int | None = None) -> Sequence[Reply]:
        """A reply to each of `asks`, in order."""
        ...

    def of_found(self) -> Self:
        """The model for words that nobody chose for the issue, few of which take a side."""
        ...

    def sharpened(self, examples: Sequence[tuple[Ask, str]]) -> Self:
        """The model whose replies lean on those of the examples, each with its label, that are near."""
        ...


@dataclass(frozen=True, slots=True)
class _Case:
    """An utterance on an issue. `match` is None where its words say that it is not about it."""

    issue: Issue
    utterance: Utterance
    match: Match | None


@dataclass(frozen=True, slots=True)
class _Book:
    """What is worked out once for an issue: how candidates are chosen, the model sharpened by its examples, the
    confidence below which it abstains."""

    select: Selection
    model: Model
    threshold: float


@dataclass(slots=True)
class ModelCoder:
    """Codes by the stance model, which abstains below `threshold`, by default its own for such an issue.

    Utterances without a word of the issue are set aside; `lenient` as in `Settings`.
    `lessons` are people's answers by the digest of the issue; they sharpen the model as the issue's own examples do.
    """

    model: Model
    lenient: bool = False
    threshold: float | None = None
    lessons: Mapping[str, Sequence[Lesson]] = field(default_factory=dict)
    threads: int | None = None
    _books: dict[Issue, _Book] = field(default_factory=dict)
    _asked: Model = field(init=False)

    def __post_init__(self) -> None:
        self._asked = self.model if self.lenient else self.model.of_found()

    @property
    def name(self) -> str:
        return "model"

    @property
    def by(self) -> str:
        return self.model.digest[:DIGITS]

    def code(self, pairs: Iterable[Pair]) -> Iterator[Answer]:
        """An answer to each utterance, in order."""
        waiting = iter(pairs)
        while chunk := list(islice(waiting, CHUNK)):
            cases = [_Case(issue, utterance, self._match(issue, utterance)) for issue, utterance in chunk]
            odds = iter(self.odds([(c.issue, c.utterance) for c in cases if c.match is not None]))
            for case in cases:
                stance = self._aside(case) if case.match is None else self._stance(case, next(odds))
                yield Answer(case.utterance.id, stance, is_aside=case.match is None)

    def odds(self, pairs: Sequence[Pair]) -> list[Odds]:
        """The model's odds on each pair as they stand, before how it was said bears on them."""
        asked: dict[int, list[int]] = {}  # the places of the pairs that one model answers
        models = [self._book(issue).model for issue, _ in pairs]
        for place, model in enumerate(models):
            asked.setdefault(id(model), []).append(place)
        found: dict[int, Odds] = {}
        for places in asked.values():
            replies = models[places[0]].judge([ask_of(*pairs[n]) for n in places], self.threads)
            found.update((n, _odds(reply)) for n, reply in zip(places, replies, strict=True))
        return [found[n] for n in range(len(pairs))]

    def _match(self, issue: Issue, utterance: Utterance) -> Match | None:
        if not utterance.text.strip():
            return None
        found = self._book(issue).select(utterance)
        return found or (Match((), "text") if self.lenient else None)

    def _book(self, issue: Issue) -> _Book:
        if issue not in self._books:
            if len(self._books) >= KEPT:
                self._books.clear()
            select = Selection(issue, is_lenient=self.lenient)
            model = self._sharpened(issue, self._lessons(issue))
            self._books[issue] = _Book(select, model, self.threshold_of(issue))
        return self._books[issue]

    def threshold_of(self, issue: Issue) -> float:
        """The confidence below which it abstains on this issue."""
        if self.threshold is not None:
            return self.threshold
        return self._asked.threshold_for(ask_of(issue, Utterance("", "")))

    def _lessons(self, issue: Issue) -> list[Lesson]:
        examples: list[Lesson] = [(Utterance("", example.text), example.label) for example in issue.examples]
        return [*examples, *self.lessons.get(issue.digest, ())]

    def _sharpened(self, issue: Issue, lessons: Sequence[Lesson]) -> Model:
        usable = [(ask_of(issue, utterance), label) for utterance, label in lessons if label in LABELS]
        return self._asked.sharpened(usable) if usable else self._asked

    def _aside(self, case: _Case) -> Stance:
        if not case.utterance.text.strip():
            return Stance("unsure", 0.0, None, "no words", self.name)
        return Stance("unrelated", 0.0, UNTOUCHED, "none of its words is among those of the issue", self.name)

    def _stance(self, case: _Case, raw: Odds) -> Stance:
        threshold = self._book(case.issue).threshold
        is_bare = case.match is not None and case.match.is_bare
        is_beside = not self.lenient and case.match is not None and case.match.where != "text"
        odds, rules = weighed(raw, case.utterance, is_bare=is_bare, is_beside=is_beside)
        if odds.confidence < threshold:
            rules = (*rules, f"not sure enough: below {threshold:.2f}")
        return odds.stance(threshold, _why(raw, rules, case.match), self.name)


def ask_of(issue: Issue, utterance: Utterance) -> Ask:
    """What the model is asked about one utterance."""
    return Ask(
        question=issue.question,
        for_=issue.for_,
        against=issue.against,
        neither=issue.neither,
        speaker=utterance.speaker,
        text=utterance.text,
        context=utterance.context,
    )


def _odds(reply: Reply) -> Odds:
    return Odds(reply.for_, reply.against, reply.neither, reply.related, reply.confidence)


def _why(odds: Odds, rules: Sequence[str], match: Match | None) -> str:
    """The odds, the words that made it a candidate, and the rules that applied."""
    sides = f"for {odds.for_:.2f}, against {odds.against:.2f}, neither {odds.neither:.2f}"
    if odds.related is not None and odds.related < HALF:
        sides += f", related {odds.related:.2f}"
    words = ", ".join(f"“{word}”" for word in match.words[:4]) if match else ""
    named = [f"{words} in the {match.where}"] if match and words else []
    return "; ".join([sides, *named, *rules])


def load(settings: Settings) -> ModelCoder:
    """The coder with the model that the package ships. Raises ModelError."""
    model = StanceModel.load()
    return ModelCoder(model, settings.lenient, settings.threshold, settings.lessons, settings.threads)
