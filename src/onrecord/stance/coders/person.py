"""A person who codes: one statement at a time, one key an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.errors import UsageError
from onrecord.stance.coders.contract import Answer, Pair, Screen, Settings
from onrecord.types import Stance, StanceLabel

KEYS: dict[str, StanceLabel] = {"f": "for", "a": "against", "n": "neither", "u": "unrelated", "?": "unsure"}
BACK, SKIP, QUIT = ("b", "\x7f", "\x08"), ("s", " "), ("q", "\x1b", "\x03", "\x04")
SCORES: dict[StanceLabel, float] = {"for": 1.0, "against": -1.0}
HELP = "f for · a against · n neither · u unrelated · ? unsure · b back · s skip · q quit"


@dataclass(slots=True)
class PersonCoder:
    """Somebody at a screen. Each answer is given at once; *back* takes the one before back and asks again."""

    by: str
    screen: Screen

    @property
    def name(self) -> str:
        return "person"

    def code(self, pairs: Iterable[Pair]) -> Iterator[Answer]:
        """Answers as keys are pressed, until the last statement, *quit*, or the end of the keys."""
        cases = list(pairs)
        given: set[str] = set()
        place, message = 0, ""
        while place < len(cases):
            issue, utterance = cases[place]
            self.screen.show(issue, utterance, done=place, of=len(cases), message=message)
            message = ""
            key = self._key()
            if key in QUIT:
                return
            if key in BACK:
                message = "" if place else "this is the first one"
                place = max(0, place - 1)
                if (id_ := cases[place][1].id) in given:
                    given.remove(id_)
                    yield Answer(id_, None, "taken back")
            elif key in SKIP:
                place += 1
            elif key in KEYS:
                given.add(utterance.id)
                yield Answer(utterance.id, stance(KEYS[key]))
                place += 1
            else:
                message = f"{key!r} is no key here"

    def _key(self) -> str:
        try:
            return self.screen.key().lower()
        except (EOFError, KeyboardInterrupt):
            return QUIT[0]


def stance(label: StanceLabel) -> Stance:
    """A person's answer: as sure as the label says, with no figure for it."""
    return Stance(label, SCORES.get(label, 0.0), None, "", "person")


def load(settings: Settings) -> PersonCoder:
    """The person named in the settings, at their screen. Raises UsageError where there is no screen or no name."""
    if settings.screen is None:
        raise UsageError("the coder 'person' needs a terminal: code the ledger's statements, not a file's")
    if not settings.name.strip():
        raise UsageError("the coder 'person' needs a name: --as NAME")
    return PersonCoder(settings.name.strip(), settings.screen)
