"""The bodies that an article names: institutions, organisations, outlets.

Their long and short forms, and their states.
"""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.frame import Frame
from onrecord.reading.who.runs import Finder, Run
from onrecord.types import ActorKind

CANONICAL = frozenset({"United Nations", "European Union", "NATO", "White House", "Kremlin", "UN Security Council"})
STATE_NAME_HEADS = lx.words("""
    ministry department parliament embassy army navy police duma senate cabinet government administration
    command presidency bureau consulate court treasury
    """)
ARMED = lx.words("army forces force navy guards guard police")
PRESS_WORDS = lx.words("news newspaper radio television tv broadcasting")
UNIONS = ("United Nations", "European Union", "NATO", "African Union")
MINISTRIES = lx.words("ministry department")


@dataclass(frozen=True, slots=True)
class Body:
    """A body of the article under its longest name.

    `state` is the state behind it, where a table or its name says so.
    """

    key: str
    name: str
    kind: ActorKind
    state: str | None
    words: tuple[str, ...]
    start: int


class Bodies:
    """The bodies of one article, by run, by initials and by their heads."""

    def __init__(self, frame: Frame, finder: Finder) -> None:
        self.frame, self.finder = frame, finder
        self.initials = self._initials()
        self.by_run: dict[int, Body] = {}
        self.all: list[Body] = []
        longest: dict[str, Body] = {}
        runs = [r for r in finder.runs if r.kind in ("body", "outlet")]
        for run in runs:
            body = self._body(run)
            old = longest.get(body.key)
            if old is None or len(body.name) > len(old.name):
                longest[body.key] = body
        for run in runs:
            body = longest[self._body(run).key]
            self.by_run[run.first] = body
            self.all.append(body)
        self.starts = [frame.tokens[r.first].start for r in runs]
        self._holding: dict[str, list[int]] = {}
        for i, body in enumerate(self.all):
            for word in set(body.words):
                self._holding.setdefault(word, []).append(i)

    def _initials(self) -> dict[str, Run]:
        """Long forms by the initials that follow them in brackets: "the Varenian Grain Board (VGB)"."""
        out: dict[str, Run] = {}
        tokens = self.frame.tokens
        for run in self.finder.runs:
            i = run.first
            if (
                i >= 2
                and tokens[i - 1].word == "("
                and i + 1 < len(tokens)
                and tokens[run.last if run.last < len(tokens) else i].word == ")"
            ):
                word = tokens[i].word
                before = self.finder.at.get(i - 2)
                if (
                    run.last == i + 1
                    and word.isupper()
                    and before
                    and before.last == i - 1
                    and before.last - before.first > 1
                ):
                    out[word] = before
        return out

    def _body(self, run: Run) -> Body:
        words = [t.word for t in self.frame.tokens[run.first : run.last]]
        if len(words) == 1 and words[0] in self.initials and self.initials[words[0]] is not run:
            return self._body(self.initials[words[0]])
        start = self.frame.tokens[run.first].start
        printed = self.text(run)
        if run.hit:
            entry = run.hit.entry
            name = entry.name if entry.name in CANONICAL else printed
            kind: ActorKind = "outlet" if entry.kind == "outlet" else "institution" if entry.state else "organisation"
            if entry.state == entry.name:
                kind = "organisation"
            return Body(entry.name, name, kind, entry.state, tuple(w.lower() for w in words), start)
        lead = self.finder.hits.get(run.first)
        if lead and lead.entry.kind == "body" and not any(w.lower() in lx.NAME_HEADS for w in words):
            printed = lead.entry.name if lead.entry.name in CANONICAL else " ".join(words[: lead.last - lead.first])
            return Body(
                lead.entry.name,
                printed,
                "institution",
                lead.entry.state,
                tuple(w.lower() for w in words[: lead.last - lead.first]),
                start,
            )
        lows = {w.lower() for w in words}
        if run.kind == "outlet" or (len(words) > 1 and (words[-1].lower() in lx.OUTLET_HEADS or lows & PRESS_WORDS)):
            return Body(printed.lower(), printed, "outlet", None, tuple(w.lower() for w in words), start)
        state = self._named_state(run)
        return Body(
            printed.lower(),
            printed,
            "institution" if state else "organisation",
            state,
            tuple(w.lower() for w in words),
            start,
        )

    def text(self, run: Run) -> str:
        tokens = self.frame.tokens
        return tidy(self.frame.text[tokens[run.first].start : tokens[run.last - 1].end])

    def _named_state(self, run: Run) -> str | None:
        """The state that the name itself holds, if the body is of a kind that speaks for one.

        "Afghan Narcotics Ministry".
        """
        tokens = self.frame.tokens[run.first : run.last]
        lows = [t.low for t in tokens]
        if lows and lows[0] == "free":
            return None
        lead = self.finder.hits.get(run.first)
        if (lead and lead.entry.kind == "body" and lead.entry.state in UNIONS) or (
            lead and lead.entry.state == "European Union"
        ):
            return lead.entry.state
        if not any(low in STATE_NAME_HEADS for low in lows):
            return None
        if lows[-1] in ARMED and any(
            i not in self.finder.covered and t.low not in lx.PORTFOLIOS | lx.NATIONAL | {lows[-1]}
            for i, t in enumerate(tokens, run.first)
        ):
            return None  # "Free Varenian Army": an army of its own
        hit = next((self.finder.hits[i] for i in range(run.first, run.last) if i in self.finder.hits), None)
        return hit.entry.state if hit and hit.entry.kind in ("demonym", "state", "capital", "body") else None

    def of(self, run: Run) -> Body | None:
        """The body that a run names."""
        return self.by_run.get(run.first)

    def called(self, words: tuple[str, ...], before: int) -> Body | None:
        """The last body before an offset whose name ends in, or holds as its head, the words: "the Association"."""
        for i in reversed(self._holding.get(words[-1], ()) if words else ()):
            body = self.all[i]
            if (
                self.starts[i] < before
                and len(body.words) > len(words)
                and (
                    body.words[-len(words) :] == words
                    or (len(words) == 1 and words[0] in lx.NAME_HEADS and words[0] in body.words)
                )
            ):
                return body
        return None

    def last(self, kinds: frozenset[str], before: int) -> Body | None:
        """The last body of some kinds before an offset."""
        for body, start in zip(reversed(self.all), reversed(self.starts), strict=True):
            if start < before and body.kind in kinds:
                return body
        return None


def tidy(name: str) -> str:
    """A name without the blanks that typesetting left in it.

    >>> tidy("al- Orlic\\nof Sarn"), tidy("Ana Orlic")
    ('al-Orlic of Sarn', 'Ana Orlic')
    """
    return " ".join(name.split()).replace("- ", "-")
