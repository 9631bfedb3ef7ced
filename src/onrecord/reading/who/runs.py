"""Names in running text: what each capitalised word is, and which words together name a person or a body."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from onrecord.reading.who import lexicon as lx
from onrecord.reading.who.frame import Frame, Token
from onrecord.reading.who.learned import learned
from onrecord.reading.who.states import Hit, gazetteer, given_names
from onrecord.types import Entity

RunKind = Literal["person", "body", "outlet", "state", "demonym", "people", "place", "other"]


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens `first` to `last` (exclusive) that name something; `hit` is its entry in the tables."""

    first: int
    last: int
    kind: RunKind
    hit: Hit | None = None


def find_hits(frame: Frame) -> dict[int, Hit]:
    """The entries of the tables that the text names, by first token; the longest wins."""
    entries, longest = gazetteer()
    tokens, found, i = frame.tokens, dict[int, Hit](), 0
    while i < len(tokens):
        token = tokens[i]
        if not token.cap and token.low not in lx.PARTICLES:
            i += 1
            continue
        word = token.word
        most = longest.get(word, 0)
        if word.isupper() and len(word) > 3:
            most = max(most, longest.get(word.title(), 0))
        step = 1
        for n in range(most, 0, -1):
            phrase = word if n == 1 else " ".join(t.word for t in tokens[i : i + n])
            entry = entries.get(phrase) or (
                entries.get(phrase.title()) if phrase.isupper() and len(phrase) > 4 else None
            )
            if entry and not any(t.gap for t in tokens[i + 1 : i + n]):
                found[i] = Hit(i, i + n, entry)
                step = n
                break
        i += step
    for word, entry in learned(frame, entries).items():
        for i in frame.places.get(word.lower(), ()):
            if tokens[i].word == word and not any(h.first <= i < h.last for h in found.values()):
                found[i] = Hit(i, i + 1, entry)
    return dict(sorted(found.items()))


LONGEST = 60  # tokens of one run: more capitals in a row are a list or noise, not a name


class Finder:
    """The names of one text, found once; `runs` are in text order and never overlap."""

    def __init__(self, frame: Frame, entities: Sequence[Entity] = ()) -> None:
        self.frame = frame
        self.hits = find_hits(frame)
        self.covered = {i for h in self.hits.values() for i in range(h.first, h.last)}
        self.kinds: dict[int, Entity] = {}
        for e in entities:
            for i in frame.slice(e.start, e.end):
                self.kinds[i] = e
        self.sentence_firsts = {frame.first(s) for s in frame.sentences}
        self.small = {t.word for t in frame.tokens if not t.cap}
        self.capitals = {t.word for i, t in enumerate(frame.tokens) if t.cap and i not in self.sentence_firsts}
        self.runs: tuple[Run, ...] = tuple(self._agree(self._scan()))
        self.at = {i: r for r in self.runs for i in range(r.first, r.last)}

    # -- scanning ---------------------------------------------------------------------------------------------------
    def _scan(self) -> list[Run]:
        out: list[Run] = []
        i, n = 0, len(self.frame.tokens)
        while i < n:
            token = self.frame.tokens[i]
            if not (token.cap or i in self.hits) or self._opener(i):
                i += 1
                continue
            j = min(self._end(i), i + LONGEST)
            out.extend(self._cut(i, j))
            i = j
        return out

    def _opener(self, i: int) -> bool:
        """Whether a capital is owed to the place in the sentence alone."""
        low = self.frame.tokens[i].low
        if "'" in low.replace("’", "'") and low.replace("’", "'").split("'")[0] in lx.PRONOUNS | lx.words(
            "there that what let who"
        ):
            return True
        if low in NEVER_FIRST and i not in self.hits:
            return True
        opens = i in self.sentence_firsts or self.frame.tokens[max(0, i - 1)].word in (
            '"',
            "“",
            "‘",
            ":",
            "•",
            "``",
            "-",
            "–",
            "—",
        )
        if not opens or i in self.hits:
            return False
        if low == "said":
            return not self._name_follows(i)
        if not self._name_follows(i, 1) and self._common(i):
            return True
        return low in lx.OPENERS or low in lx.PRONOUNS

    def _common(self, i: int) -> bool:
        """Whether a lone capital that opens a sentence is a common noun.

        Written small elsewhere, or a plural never seen inside a sentence.
        """
        token, after = self.frame.tokens[i], self.frame.tokens[i + 1 : i + 3]
        if len(after) == 2 and after[0].low in ("of", "for") and after[1].cap:
            return False
        if token.low in self.small:
            return True
        if token.word in self.capitals or token.word.isupper():
            return False
        return (
            token.low.endswith("s") and not token.low.endswith(("ss", "is", "us", "os", "as", "es"))
        ) or token.low in lx.ROLES | lx.PLURALS | lx.DOCUMENTS

    def _name_follows(self, i: int, count: int = 2) -> bool:
        after = self.frame.tokens[i + 1 : i + 1 + count]
        return len(after) == count and all(t.cap and not t.gap and t.low not in lx.HONORIFICS for t in after)

    def _end(self, i: int) -> int:
        """One past the last token of the capitalised run that begins at `i`."""
        tokens, j, heads = self.frame.tokens, i, False
        while True:
            hit = self.hits.get(j)
            j = min(hit.last if hit else j + 1, len(tokens))
            last = tokens[j - 1]
            if last.low in DAYS or last.low.endswith(SUFFIXES):
                return j
            heads = heads or last.low in lx.NAME_HEADS
            k = j
            inside = heads and any(t.low in ("of", "for", "on") for t in tokens[i:j])
            while k < len(tokens) and not tokens[k].gap and self._joins(k, heads, inside):
                k += 1
            if (
                k < len(tokens)
                and (tokens[k].cap or k in self.hits)
                and not tokens[k].gap
                and tokens[k].low not in STOPPERS
            ):
                j = k
                continue
            return j

    def _joins(self, k: int, heads: bool, inside: bool) -> bool:
        token = self.frame.tokens[k]
        if token.low in lx.PARTICLES and not token.cap and k not in self.hits:
            return True
        before = self.frame.tokens[k - 1].low
        if token.word in ("'", "’", "'s"):
            return before in OWNERS
        if token.low == "and":
            return (before in lx.PORTFOLIOS or inside) and k - 1 not in self.covered
        if (token.low == "of" and before in OFFICES) or (token.low == "for" and before in ("state", "staff")):
            return True
        return (heads or before in ("of", "for")) and token.low in ("of", "for", "the", "on", "&")

    # -- what a run is ----------------------------------------------------------------------------------------------
    def _cut(self, i: int, j: int) -> list[Run]:
        """The run cut into what stands before a person's name, and the name."""
        tokens = self.frame.tokens
        role = max((k for k in range(i, j) if self._is_role(k, i)), default=None)
        if role is not None:
            name = self._name_after(role, j)
            if name or (role == j - 1 and not any(t.low in ("of", "for", "on") for t in tokens[i:role])):
                return [*self._titled(i, role, name or j), *([self._person(name, j)] if name else [])]
        if tokens[i].low.endswith(SUFFIXES) or (tokens[i].low in DAYS and j - i > 1):
            return self._cut(i + 1, j) if j - i > 1 else []
        hit = self.hits.get(i)
        if hit and hit.last < j and (role is None or self._office(hit.last, j)):
            rest = self._cut(hit.last, j)
            if self._apart(hit, rest, j):
                return [*self._plain(i, hit.last), *rest]
            return self._plain(i, j)
        if tokens[i].low in lx.NEVER_NAMES and j - i > 1 and i not in self.hits:
            rest = self._cut(i + 1, j)
            whole = len(rest) == 1 and rest[0].kind in ("body", "place") and not rest[0].hit
            return self._plain(i, j) if whole else rest
        return self._plain(i, j)

    def _apart(self, hit: Hit, rest: list[Run], end: int) -> bool:
        """Whether a known name at the head of a run stands for itself.

        "Varenian | Tomas Orlic", but "Varenian Grain Board".
        """
        kind = hit.entry.kind
        if kind == "outlet":
            return not any(t.low in lx.NAME_HEADS for t in self.frame.tokens[hit.last : end])
        if kind in ("demonym", "state") and self._office(hit.last, end):
            return True
        if len(rest) == 2 and rest[0].kind == "demonym" and rest[1].kind == "person" and kind == "demonym":
            return True
        if len(rest) != 1 or rest[0].last != end:
            return False
        only = rest[0]
        if only.hit:
            return "demonym" in (kind, only.kind) or (kind == "body" and only.kind == "state")
        return only.kind == "person" and only.last - only.first > 1 and kind in ("demonym", "state")

    def _office(self, i: int, j: int) -> bool:
        """Whether a run is an office with its field: "Secretary of State for Finance"."""
        tokens = self.frame.tokens
        stop = next((k for k in range(i, j) if tokens[k].low in ("of", "for")), None)
        return stop is not None and stop > i and tokens[stop - 1].low in lx.ROLES

    def _titled(self, i: int, role: int, end: int) -> list[Run]:
        """What stands before a name, cut into the owner of the office and the office.

        "Sarn Ports Authority | Deputy Director".
        """
        start = role
        while start > i and start - 1 not in self.covered and self.frame.tokens[start - 1].low in TITLE_WORDS:
            start -= 1
        return [*(self._cut(i, start) if start > i else []), Run(start, end, "other")]

    def _is_role(self, k: int, first: int) -> bool:
        low = self.frame.tokens[k].low
        if low in NAME_TOO and k > first and self.frame.tokens[k - 1].low in given_names():
            return False
        if self.frame.tokens[min(k + 1, len(self.frame.tokens) - 1)].word in ("'", "’", "'s"):
            return False
        if low in ("don", "father", "sister", "brother", "count", "major", "chair", "mission") and k == first:
            return low != "chair" and low != "mission"
        return (
            (low in lx.ROLES or low in lx.HONORIFICS)
            and low not in ("mission", "crown", "rebel", "police", "chair", "guard", "speaker")
        ) or (low == "speaker" and k > first)

    def _name_after(self, role: int, end: int) -> int | None:
        """Where the name begins that follows a role inside a run."""
        tokens, k = self.frame.tokens, role + 1
        if k < end and tokens[k].low in ("of", "for") and not tokens[k].cap:
            k += 1
            while k < end and (tokens[k].low in lx.PORTFOLIOS or tokens[k].low in OFFICE_GLUE or self._modifier_hit(k)):
                k = self.hits[k].last if self._modifier_hit(k) else k + 1
        if k >= end or any(t.low in lx.NAME_HEADS for t in tokens[k:end]):
            return None
        if k in self.hits and self.hits[k].last == end and self.hits[k].entry.kind not in ("city",):
            return None
        return k

    def _modifier_hit(self, k: int) -> bool:
        return k in self.hits and self.hits[k].entry.kind in ("state", "demonym", "body", "capital")

    def _person(self, first: int, last: int) -> Run:
        return Run(first, last, "person")

    def _plain(self, i: int, j: int) -> list[Run]:
        if i >= j:
            return []
        hit = self.hits.get(i)
        if hit and hit.last == j:
            return [Run(i, j, _KIND[hit.entry.kind], hit)]
        return [Run(i, j, self._judge(i, j))]

    def _judge(self, i: int, j: int) -> RunKind:
        """The kind of a run without a role before it, by the model's entities, its words, and its neighbours."""
        tokens = self.frame.tokens[i:j]
        lows = [t.low for t in tokens]
        if all(low in lx.NEVER_NAMES for low in lows):
            return "other"
        if lows[-1] in lx.PLACE_HEADS:
            return "place"
        if lows[-1] in lx.OUTLET_HEADS and len(lows) > 1:
            return "body"
        if i in self.hits and j - i > 1 and self.hits[i].entry.kind in ("city", "capital") and not self._bearer(i, j):
            return "body"
        seen = [self.kinds[k] for k in range(i, j) if k in self.kinds]
        if len(seen) * 2 > j - i and not any(low in lx.NAME_HEADS for low in lows):
            return _ENTITY[seen[0].kind]
        head = next((lows[k - 1] for k in range(1, len(lows)) if lows[k] in ("of", "for", "on")), lows[-1])
        if head in lx.ROLES or (j - i == 1 and i in self.sentence_firsts and head in lx.NAME_HEADS):
            return "other"
        if any(low in lx.NAME_HEADS or low in lx.BODY_HEADS for low in lows):
            return "body"
        if any(k in self.hits and self.hits[k].entry.kind != "city" for k in range(i, j - 1)) or self._acronym(tokens):
            return "body"
        words = [t for t in tokens if t.cap or t.low not in lx.PARTICLES]
        if 2 <= len(words) <= 5 and all(t.cap or t.word.endswith(".") for t in words) and not self._after_the(i):
            return "person"
        return "other"

    def _bearer(self, i: int, j: int) -> bool:
        """Whether the place that opens a run is a given name here.

        "Chad Orlic", or a run whose last word stands alone elsewhere.
        """
        tokens = self.frame.tokens
        if tokens[i].low in given_names():
            return True
        last = tokens[j - 1].word
        return sum(t.word == last for t in tokens) > sum(
            a.word == tokens[j - 2].word and b.word == last for a, b in pairwise(tokens)
        )

    def _agree(self, runs: list[Run]) -> list[Run]:
        """The runs with the kind that the words beside one of them show given to all of the same words."""
        shown: dict[str, RunKind] = {}
        for run in runs:
            if run.kind in ("person", "other", "place") and not run.hit and (kind := self._beside(run)):
                shown.setdefault(self._words(run), kind)
        return [
            replace(r, kind=shown[w])
            if not r.hit and r.kind in ("person", "other", "place") and (w := self._words(r)) in shown
            else r
            for r in runs
        ]

    def _words(self, run: Run) -> str:
        return " ".join(t.low for t in self.frame.tokens[run.first : run.last])

    def _beside(self, run: Run) -> RunKind | None:
        """What the words next to a name call it.

        "the weekly Sarn Post", "Ostgaz company", "Irel province", "in Upper Irel".
        """
        tokens = self.frame.tokens
        before = tokens[run.first - 1].low if run.first and not tokens[run.first].gap else ""
        after = tokens[run.last] if run.last < len(tokens) and not tokens[run.last].gap else None
        if before in lx.PRESS_BODIES or (before == "service" and tokens[run.first - 2].low in ("news", "press")):
            return "outlet"
        if (after and after.low in lx.PRESS_BODIES) or (
            after and after.low == "news" and run.last + 1 < len(tokens) and tokens[run.last + 1].low in lx.PRESS_BODIES
        ):
            return "outlet"
        if after and after.low in lx.PLACE_HEADS and after.low != "act":
            return "place"
        if before in (
            "movement",
            "group",
            "party",
            "faction",
            "giant",
            "monopoly",
            "company",
            "firm",
            "militia",
            "organisation",
            "organization",
        ):
            return "body"
        if after and after.low in (
            "movement",
            "group",
            "party",
            "faction",
            "militia",
            "organisation",
            "organization",
            "guerrillas",
            "rebels",
        ):
            return "body"
        if (
            run.kind == "person"
            and before in ("in", "near", "at", "across", "outside", "around", "into")
            and run.last - run.first > 1
        ):
            return "place"
        return None

    def _acronym(self, tokens: Sequence[Token]) -> bool:
        return (
            any(t.word.isupper() and len(t.word) > 1 and "." not in t.word for t in tokens)
            and not all(t.word.isupper() for t in tokens)
        ) or (len(tokens) == 1 and tokens[0].word.isupper() and 2 <= len(tokens[0].word) <= 6)

    def _after_the(self, i: int) -> bool:
        before = self.frame.tokens[i - 1] if i else None
        return before is not None and before.low in ("the", "a", "an") and not self.frame.tokens[i].gap


DAYS = lx.words("""
    monday tuesday wednesday thursday friday saturday sunday january february april june july august september
    october november december i jan. feb. aug. sept. oct. nov. dec.
    """)
TITLE_WORDS = lx.PORTFOLIOS | lx.ROLE_MODIFIERS | lx.ROLES | lx.HONORIFICS | lx.NATIONAL | lx.words("and")
# Titles that are surnames as well: "John Major", "Billie King".
NAME_TOO = lx.RANKS | lx.words("""
    king prince bishop pope judge cardinal abbot baron count page cook farmer miller carter butler baker walker
    chancellor
    """)
NEVER_FIRST = lx.words("""
    i the a an but and in on at is are was were be has have had to with from by as not his her their its or for of
    if did does do could would should
    """)
STOPPERS = (
    DAYS
    | NEVER_FIRST - lx.words("the a for of and")
    | lx.words("""
    will would could won't can't says tells calls over after against about into who what why how when their this
    that these he she it they we
    """)
)
OWNERS = lx.words("""
    people workers women children prisoners peoples veterans teachers farmers writers journalists students men
    soldiers
    """)
SUFFIXES = (
    "-stricken",
    "-torn",
    "-ravaged",
    "-wide",
    "-dominated",
    "-era",
    "-dominated",
    "-held",
    "-ruled",
    "-based",
    "-led",
    "-backed",
    "-run",
    "-born",
    "-owned",
    "-controlled",
    "-sponsored",
    "-brokered",
    "-style",
    "-speaking",
)
OFFICES = lx.words("""
    minister secretary president director chief head commander speaker governor chairman ministers
    undersecretary
    """)
OFFICE_GLUE = ("and", "the", "of", "for", "'", "’", "'s")

_KIND: dict[str, RunKind] = {
    "state": "state",
    "capital": "state",
    "demonym": "demonym",
    "people": "people",
    "city": "place",
    "body": "body",
    "outlet": "outlet",
}
_ENTITY: dict[str, RunKind] = {"person": "person", "organisation": "body", "place": "place", "demonym": "other"}
