"""A stance model without a network: it looks for words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from onrecord.models.stance import Answer, Ask


@dataclass(slots=True)
class FakeModel:
    """For where the text holds “must”, against where it holds “may”, unrelated where it holds “harvest”.

    Sure where the word is in capitals, and at a loss where there is no such word.
    """

    digest: str = "f" * 64
    threshold: float = 0.5
    asked: list[Ask] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)

    def threshold_for(self, ask: Ask) -> float:
        return self.threshold

    def of_found(self) -> FakeModel:
        return self

    def judge(self, asks: Sequence[Ask], threads: int | None = None) -> list[Answer]:
        self.asked += asks
        return [self._answer(ask) for ask in asks]

    def sharpened(self, examples: Sequence[tuple[Ask, str]]) -> FakeModel:
        """Knows the examples by heart."""
        return FakeModel(self.digest, self.threshold, self.asked, self.known | {a.text: label for a, label in examples})

    def _answer(self, ask: Ask) -> Answer:
        text = {"for": "must", "against": "may", "unrelated": "harvest", None: ask.text.casefold()}.get(
            self.known.get(ask.text), ""
        )
        sure = 0.95 if any(word.isupper() and len(word) > 1 for word in ask.text.split()) else 0.7
        if "harvest" in text:
            return Answer(0.05, 0.05, 0.9, 0.1, 0.8)
        if "must" in text:
            return Answer(0.8, 0.1, 0.1, 0.9, sure)
        if "may" in text:
            return Answer(0.1, 0.8, 0.1, 0.9, sure)
        return Answer(0.3, 0.3, 0.4, 0.6, 0.4)
