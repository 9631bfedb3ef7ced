"""What the pages about an issue share: which version is meant, its ends, who coded it, and what counts on it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger import Ledger
from onrecord.ledger.questions import literal
from onrecord.ledger.stance_columns import HEARSAY, NOBODY, RELAYED, Side, StanceColumns
from onrecord.ledger.stances import are_kept, issue_ids, versions
from onrecord.positions.asked import Asked as Meant
from onrecord.positions.asked import asked as meant
from onrecord.positions.estimates import Tally
from onrecord.resolve.names import plain
from onrecord.text.phrases import counted
from onrecord.web.asked import Asked, NotThere, Param
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, is_looking, state

Flags = NDArray[np.bool_]
Aside = Literal["unrelated", "unsure"]

WINDOW = (
    Param("since", "said on this day or later: 2031, 2031-03 or 2031-03-07", "first_day"),
    Param("until", "said on this day or earlier", "last_day"),
)
CODER = Param("coder", "codings of this coder alone: model, llm, person, adjudicated, or a person's name")
NARROWING = (
    Param("by", "words of the name of the side, or of the speaker"),
    Param("outlet", "a part of the name of an outlet that reports it"),
    Param("chain", "on whose word it stands", "choice", ("first-hand", "relayed", "hearsay")),
    CODER,
)
_OUTLET = r"""SELECT DISTINCT o.statement FROM articles AS ar JOIN readings AS r ON r.article = ar.key
    JOIN attributions AS a ON a.reading = r.key JOIN occurrences AS o ON o.attribution = a.key
    WHERE ar.outlet LIKE ? ESCAPE '\'"""


@dataclass(frozen=True, slots=True)
class CoderLine:
    """A coder of the issue, and how many codings are by it."""

    coder: str
    by: str
    codings: int

    @property
    def name(self) -> str:
        """What `coder=` finds it by."""
        return self.by if self.coder == "person" else self.coder


@dataclass(frozen=True, slots=True)
class IssueHead:
    """An issue as its pages name it; `elsewhere` counts codings on other versions of its codebook."""

    id: str
    digest: str
    question: str
    for_: str
    against: str
    coders: tuple[CoderLine, ...]
    elsewhere: int


def found(ledger: Ledger, name: str) -> Meant:
    """The issue with this id in the version that is meant; NotThere for none."""
    if name.partition("@")[0] not in issue_ids(ledger):  # a path in an address opens no file
        known = ", ".join(issue_ids(ledger)) or "none yet"
        raise NotThere(f"there is no issue {name!r}; there are {known}")
    return meant(ledger, name)


_heads: Remembered[IssueHead] = Remembered("heads", 32, is_quick=True)  # of a third of a million codings it takes 50 ms


def head(ledger: Ledger, asked: Meant) -> IssueHead:
    """How the pages name the issue, and who coded it."""
    return _heads.get(state(ledger), (file(ledger), asked.version.digest), lambda: _head(ledger, asked))


def _head(ledger: Ledger, asked: Meant) -> IssueHead:
    v = asked.version
    lines = [line for line in ledger.issues(v.id) if line.digest == v.digest]
    coders = tuple(CoderLine(*each) for line in lines for each in line.codings)
    return IssueHead(v.id, v.digest, v.question, v.for_, v.against, coders, asked.elsewhere)


def is_known(ledger: Ledger, name: str) -> bool:
    """Whether the ledger has an issue of this id, in the version that may stand behind an @."""
    id_, _, digest = name.partition("@")
    return any(v.digest.startswith(digest) for v in versions(ledger, id_))


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The stances of the issue computed and kept where codings grew; nothing where there is no such issue."""
    name = asked.id or next(iter(issue_ids(ledger)), "")
    if is_known(ledger, name):
        columns(ledger, meant(ledger, name), asked.text("coder"))


def prepare_all(ledger: Ledger, asked: Asked) -> None:
    """The same for every issue."""
    for name in issue_ids(ledger):
        columns(ledger, meant(ledger, name))


_unkept: Remembered[StanceColumns] = Remembered(
    "stances", 2, keeps_old=False
)  # by one coder; or of a file that is only read
_kept: Remembered[StanceColumns] = Remembered("kept stances", 2, is_quick=True)  # as they are read from the ledger


def columns(ledger: Ledger, issue: Meant, coder: str | None = None) -> StanceColumns:
    """The stances on the issue; by one coder if asked. NotYet where a page does not wait for them."""
    digest = issue.version.digest
    counting(f"who said what on {issue.version.id}")
    if coder is None and (not is_looking() or are_kept(ledger, issue.version.key)):
        found = _kept.get(state(ledger), (file(ledger), digest), lambda: issue.stances(ledger))
        if are_kept(ledger, issue.version.key):  # else the file cannot be written
            return found
    return _unkept.get(state(ledger), (file(ledger), digest, coder), lambda: issue.stances(ledger, coder))


def stances(ledger: Ledger, issue: Meant, asked: Asked) -> StanceColumns:
    """The stances that the filters leave."""
    return narrowed(ledger, columns(ledger, issue, asked.text("coder")), asked)


_aside: Remembered[StanceColumns] = Remembered("stances set aside", 2, keeps_old=False)


def set_aside(ledger: Ledger, issue: Meant, label: Aside, coder: str | None) -> StanceColumns:
    """What is coded as unrelated or unsure on the issue, and has no part in its figures."""
    what = file(ledger), issue.version.digest, label, coder
    counting(f"what is {label} on {issue.version.id}")
    return _aside.get(state(ledger), what, lambda: issue.set_aside(ledger, label, coder))


def narrowed(ledger: Ledger, every: StanceColumns, asked: Asked) -> StanceColumns:
    """Those of the stances that the filters leave."""
    keep = np.ones(len(every), bool)
    if (words := asked.text("by")) is not None:
        keep &= _named(every.principals, every.principal, words) | _named(every.actors, every.actor, words)
    if (outlet := asked.text("outlet")) is not None:
        keys = [key for (key,) in ledger.rows(_OUTLET, (f"%{literal(outlet)}%",))]
        keep &= np.isin(every.statement, np.array(keys, np.int64))
    if (chain := asked.text("chain")) is not None:
        hearsay, relayed = every.flagged(HEARSAY), every.flagged(RELAYED)
        keep &= {"hearsay": hearsay, "relayed": relayed, "first-hand": ~(hearsay | relayed)}[chain]
    return every if keep.all() else only(every, keep)


def _named(sides: tuple[Side, ...], places: NDArray[np.signedinteger], words: str) -> Flags:
    """Whether the name of each row's side holds all the words, in any case and without accents."""
    wanted = set(plain(words).split())
    fits = np.array([wanted <= set(plain(side.name).split()) for side in sides] or [False])
    return np.asarray(fits[np.maximum(places, 0)] & (places != NOBODY)) if len(sides) else np.zeros(len(places), bool)


def only(columns: StanceColumns, keep: Flags) -> StanceColumns:
    """The rows for which `keep` is true."""
    return replace(
        columns,
        statement=columns.statement[keep],
        ids=columns.ids[keep],
        principal=columns.principal[keep],
        actor=columns.actor[keep],
        earliest=columns.earliest[keep],
        latest=columns.latest[keep],
        label=columns.label[keep],
        confidence=columns.confidence[keep],
        flags=columns.flags[keep],
        roots=columns.roots[keep],
        principal_roots=columns.principal_roots[keep],
        actor_roots=columns.actor_roots[keep],
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A piece of a caption; `opens` names the statements that it counts, "" where it counts none that can be listed."""

    text: str
    opens: Literal["", "counted", "undated", "unsure", "unrelated", "nobody", "days", "contested"] = ""


def caption(tally: Tally, elsewhere: int) -> tuple[Told, ...]:
    """How many statements the figures rest on, and how many don't count, and why."""
    return tuple(_caption(tally, elsewhere))


def _caption(tally: Tally, elsewhere: int) -> Iterator[Told]:
    yield Told(f"{counted(tally.counted, 'statement')} counted", "counted" if tally.counted else "")
    if tally.undated:
        yield Told(", ")
        yield Told(f"{tally.undated:,} of them undated", "undated")
        yield Told(" or dated too loosely for a place in time")
    left_out = (
        Told(f"{tally.unsure:,} unsure", "unsure") if tally.unsure else None,
        Told(f"{tally.unrelated:,} unrelated", "unrelated") if tally.unrelated else None,
        Told(f"{tally.nobody:,} of nobody named", "nobody") if tally.nobody else None,
        Told(f"{tally.left_out:,} outside these days or undated", "days") if tally.left_out else None,
    )
    out = [each for each in left_out if each is not None]
    for n, each in enumerate(out):
        yield Told(", " if n else ". Left out: ")
        yield each
    if tally.contested:
        yield Told(". On ")
        yield Told(f"{tally.contested:,} of those counted", "contested")
        yield Told(" coders differ")
    yield Told(f". {counted(elsewhere, 'coding')} stand on other versions of the codebook." if elsewhere else ".")
