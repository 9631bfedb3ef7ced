"""One-mode networks: ties between sides that say the same, or the opposite, on the same issues."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np

from onrecord.errors import UsageError
from onrecord.ledger.stance_columns import Side
from onrecord.ledger.stances import Version
from onrecord.positions.networks.twomode import Matrix, TwoMode

Kind = Literal["congruence", "conflict", "subtract", "two-mode"]
Normalisation = Literal["no", "average", "jaccard", "cosine", "activity", "prominence"]
ONE_MODE: tuple[Normalisation, ...] = ("no", "average", "jaccard", "cosine")
TWO_MODE: tuple[Normalisation, ...] = ("no", "activity", "prominence")
SHOWN = 10  # statements that a tie names on each side: the heaviest


@dataclass(frozen=True, slots=True)
class End:
    """A node of a two-mode network: one end of an issue."""

    issue: str
    agrees: bool
    text: str

    @property
    def id(self) -> str:
        return f"{self.issue}:{'for' if self.agrees else 'against'}"

    @property
    def name(self) -> str:
        return f"{self.issue}: {'for' if self.agrees else 'against'}"

    @property
    def kind(self) -> str:
        return "concept"


Node = Side | End


@dataclass(frozen=True, slots=True)
class Tie:
    """Two nodes by their places, and how strongly they are tied; `raw` is the weight before any normalisation.

    `statements` are ids of those behind it, `other_statements` those of the other node (none where that is an end).
    """

    one: int
    other: int
    weight: float
    raw: float
    statements: tuple[str, ...] = ()
    other_statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """Nodes and undirected ties, the strongest first; `totals` is how much each node says, or is said for it."""

    kind: Kind
    normalisation: Normalisation
    nodes: tuple[Node, ...]
    totals: tuple[float, ...]
    ties: tuple[Tie, ...]
    concepts: tuple[Version, ...]
    left_out: int = 0


def network(found: TwoMode, kind: Kind = "congruence", normalisation: Normalisation = "no") -> Network:
    """The network of that kind and normalisation; UsageError for a value that is none, or for two that don't fit.

    congruence  the sum over concepts of the products of how often both agree and how often both disagree
    conflict    the same of how often one agrees and the other disagrees
    subtract    congruence less conflict
    two-mode    sides and the ends of issues that they support
    """
    check(kind, normalisation)
    if kind == "two-mode":
        return _bipartite(found, normalisation)
    raw = projection(found, kind)
    weights = raw / divisors(found, normalisation)
    ties = sorted(_ties(found, kind, raw, weights), key=lambda t: (-abs(t.weight), t.one, t.other))
    totals = tuple(float(total) for total in found.totals)
    return Network(kind, normalisation, found.sides, totals, tuple(ties), found.concepts, found.left_out)


def check(kind: str, normalisation: str) -> None:
    """Raises UsageError for a kind or a normalisation that is none, or where the two don't go together."""
    if kind not in get_args(Kind):
        raise UsageError(f"kind {kind!r} is none of {', '.join(get_args(Kind))}")
    valid = TWO_MODE if kind == "two-mode" else ONE_MODE
    if normalisation not in valid:
        raise UsageError(f"normalisation {normalisation!r} of a {kind} network is none of {', '.join(valid)}")


def projection(found: TwoMode, kind: Kind) -> Matrix:
    """The square matrix of raw weights between sides, with nothing on its diagonal."""
    agree, disagree = found.agree, found.disagree
    same, opposite = agree @ agree.T + disagree @ disagree.T, agree @ disagree.T + disagree @ agree.T
    made = {"congruence": same, "conflict": opposite, "subtract": same - opposite}[kind]
    np.fill_diagonal(made, 0)
    return np.asarray(made)


def divisors(found: TwoMode, normalisation: Normalisation) -> Matrix:
    """What raw weights are divided by, as in DNA's exporter; 1 where nothing is said.

    average  half the sum of how much the two say
    jaccard  what only one of them says and what both say, with products where both do
    cosine   the product of the Euclidean lengths of what they say, so that equal profiles are tied by 1 (DNA 3 divides
             by the product of the sums, which is the same for sides that each support a single end)
    """
    profile = np.concatenate([found.agree, found.disagree], axis=1)
    if normalisation == "average":
        made = (found.totals[:, None] + found.totals) / 2
    elif normalisation == "jaccard":
        alone = profile @ (profile == 0).T
        made = alone + alone.T + profile @ profile.T
    elif normalisation == "cosine":
        length = np.sqrt((profile**2).sum(axis=1))
        made = length[:, None] * length
    else:
        made = np.ones((len(profile), len(profile)))
    return np.where(made > 0, made, 1.0)


def _ties(found: TwoMode, kind: Kind, raw: Matrix, weights: Matrix) -> Iterator[Tie]:
    cells = _Cells(found)
    for one, other in np.argwhere(np.triu(raw, 1) != 0).tolist():
        ours, theirs = cells.shared(one, other, kind)
        yield Tie(one, other, float(weights[one, other]), float(raw[one, other]), ours, theirs)


class _Cells:
    """The heaviest statements of each side on each concept, looked up once."""

    def __init__(self, found: TwoMode) -> None:
        self._found = found
        self._ids: dict[tuple[int, int, bool], tuple[str, ...]] = {}

    def ids(self, place: int, concept: int, agrees: bool) -> tuple[str, ...]:
        key = place, concept, agrees
        if key not in self._ids:
            side = self._found.places[place]
            self._ids[key] = self._found.stated.behind(side, concept, agrees).heaviest(SHOWN).ids()
        return self._ids[key]

    def shared(self, one: int, other: int, kind: Kind) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The statements of either that the tie between them rests on."""
        ours: dict[str, None] = {}
        theirs: dict[str, None] = {}
        for concept in range(len(self._found.concepts)):
            for mine in (True, False):
                for yours in (True, False):
                    if kind != "subtract" and (mine == yours) != (kind == "congruence"):
                        continue
                    if self._said(one, concept, mine) and self._said(other, concept, yours):
                        ours |= dict.fromkeys(self.ids(one, concept, mine))
                        theirs |= dict.fromkeys(self.ids(other, concept, yours))
        return tuple(ours)[:SHOWN], tuple(theirs)[:SHOWN]

    def _said(self, place: int, concept: int, agrees: bool) -> bool:
        cells = self._found.agree if agrees else self._found.disagree
        return bool(cells[place, concept] > 0)


def _bipartite(found: TwoMode, normalisation: Normalisation) -> Network:
    ends = [End(c.id, agrees, c.for_ if agrees else c.against) for c in found.concepts for agrees in (True, False)]
    raw = np.stack([found.agree, found.disagree], axis=2).reshape(len(found.sides), len(ends))
    by_side, by_issue = raw.sum(axis=1, keepdims=True), raw.reshape(len(raw), -1, 2).sum(axis=(0, 2)).repeat(2)
    divisor = {"activity": by_side, "prominence": by_issue}.get(normalisation, np.ones((1, 1)))
    weights = raw / np.where(divisor > 0, divisor, 1.0)
    cells, size = _Cells(found), len(found.sides)
    ties = [
        Tie(side, size + end, float(weights[side, end]), float(raw[side, end]), cells.ids(side, end // 2, end % 2 == 0))
        for side, end in np.argwhere(raw > 0).tolist()
    ]
    ties.sort(key=lambda t: (-t.weight, t.one, t.other))
    said = raw.sum(axis=0)
    kept = [end for end in range(len(ends)) if said[end] > 0]
    moved = {size + end: size + n for n, end in enumerate(kept)}
    ties = [Tie(t.one, moved[t.other], t.weight, t.raw, t.statements) for t in ties]
    totals = (*by_side[:, 0].tolist(), *(float(said[end]) for end in kept))
    nodes: tuple[Node, ...] = (*found.sides, *(ends[end] for end in kept))
    return Network("two-mode", normalisation, nodes, totals, tuple(ties), found.concepts, found.left_out)
