"""Which of the statements behind a figure are quoted, and what is told of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onrecord.briefs.material import CANDIDATES, Material, Told
from onrecord.briefs.model import Quote
from onrecord.briefs.words import cut, days, joined
from onrecord.ledger.stance_columns import AGAINST, CONTESTED, FOR, HEARSAY, LABELS
from onrecord.positions.evidence import Behind
from onrecord.types import StanceLabel

LONGEST = 230  # characters of a quotation: about three lines of print
PLAIN = (40, 260)  # characters: a shorter one says little by itself, a longer one is cut
SCRAP = 20  # characters: a shorter one tells a reader nothing
OTHER_SIDE = 0.25  # of a side's weight: from here on its second quotation is one from the other end


@dataclass(frozen=True, slots=True)
class Coded:
    """A statement as it was coded: its label, what it counts, and how sure the coder was."""

    told: Told
    label: StanceLabel
    weight: float
    confidence: float | None
    is_hearsay: bool
    is_contested: bool

    @property
    def worth(self) -> float:
        """How well it stands for a side: its weight, less where it isn't in the speaker's words or is a scrap."""
        size = len(self.told.text)
        plain = 1.0 if PLAIN[0] <= size <= PLAIN[1] else 0.6 if size > SCRAP else 0.2
        return self.weight * plain * (1.0 if self.told.is_direct else 0.8)


def coded(material: Material, behind: Behind, most: int = CANDIDATES) -> list[Coded]:
    """The statements that count most behind a figure, the heaviest first."""
    heavy = behind.heaviest(most)
    columns = heavy.columns
    found = []
    for row, id_ in zip(heavy.rows.tolist(), heavy.ids(), strict=True):
        if (told := material.told.get(id_)) is not None:
            sure, flags = float(columns.confidence[row]), int(columns.flags[row])
            confidence = None if np.isnan(sure) else sure
            weight = float(heavy.weights[row])
            hearsay, contested = bool(flags & HEARSAY), bool(flags & CONTESTED)
            found.append(Coded(told, LABELS[columns.label[row]], weight, confidence, hearsay, contested))
    return found


def chosen(behind: Behind, every: Sequence[Coded], estimate: float, most: int = 2) -> list[Coded]:
    """The statements that are quoted for a side: the best at its own end, then one of the other end where that counts.

    Of several the second comes from another article than the first, if it can.
    """
    own: StanceLabel = "for" if estimate > 0 else "against"
    ranked = sorted(every, key=lambda c: (c.label != own, c.label == "neither", -c.worth, c.told.id))
    if not ranked or most < 1:
        return []
    first = ranked[0]
    other: StanceLabel = "against" if first.label == "for" else "for"
    rest = [c for c in ranked[1:] if c.told.text != first.told.text]
    wanted = other if first.label != "neither" and _share(behind, other) >= OTHER_SIDE else first.label
    rest.sort(key=lambda c: (c.label != wanted, c.told.article == first.told.article, -c.worth, c.told.id))
    return [first, *rest[: most - 1]]


def _share(behind: Behind, label: StanceLabel) -> float:
    """The part of the weight behind a side that this label has."""
    weights, labels = behind.weights[behind.rows], behind.columns.label[behind.rows]
    total = float(weights.sum())
    return float(weights[labels == (FOR if label == "for" else AGAINST)].sum()) / total if total else 0.0


def quote(material: Material, one: Coded, lead: str = "", *, of: str = "") -> Quote:
    """The quotation of a coded statement; `of` is the side under whose name it stands."""
    doubts = [f"{one.confidence:.0%} sure" if one.confidence is not None else ""]
    doubts += ["hearsay" if one.is_hearsay else "", "coders differ" if one.is_contested else ""]
    return plain_quote(material, one.told, lead, one.label, ", ".join(filter(None, doubts)), of=of)


def plain_quote(
    material: Material, told: Told, lead: str = "", label: StanceLabel | None = None, sure: str = "", *, of: str = ""
) -> Quote:
    """The quotation of a statement, as it stands in its fullest report."""
    text = cut(told.text, LONGEST)
    place = where(material, told)
    return Quote(text, who(told, of), place, told.articles, told.handle, label, sure, lead)


def who(told: Told, of: str = "") -> str:
    """Who said it, in which office, for whom (left out under that side's own heading), and on whose word."""
    name = cut(told.speaker or "nobody named", 70)
    role = f", {cut(told.role, 50)}" if told.role and told.kind == "person" else ""
    side = told.speaks_for if told.speaks_for not in (None, told.speaker, of) else None
    behind = f", for {cut(side, 50)}" if side else ""
    via = f", via {joined(cut(link, 40) for link in told.via)}" if told.via else ""
    return f"{name}{role}{behind}{via}"


def where(material: Material, told: Told) -> str:
    """Where it stands and when it was said; how many reports it has, where there are more."""
    printed = material.articles.get(told.article)
    outlet = f"{cut(printed.outlet, 60)}, " if printed is not None and printed.outlet else ""
    more = f"; {told.reports} reports, {told.roots} independent" if told.reports > 1 else ""
    return f"{outlet}{days(told.earliest, told.latest)}{more}"
