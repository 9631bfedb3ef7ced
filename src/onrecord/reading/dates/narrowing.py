"""Dated reports of the same words narrow the days of an undated one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from onrecord.reading.dates import days
from onrecord.types import Evidence, Published

Kinship = Literal["copy", "statement"]

# Days before and after a dated report of the same words. A copy of a dispatch is printed with it or on the next days; a
# statement is news for some days and is quoted again for some weeks.
WINDOWS: dict[Kinship, tuple[int, int]] = {"copy": (-2, 4), "statement": (-3, 45)}


@dataclass(frozen=True, slots=True)
class Kin:
    """A report of the same dispatch or of the same statement: what ties them, its days, and how the user finds it."""

    kinship: Kinship
    published: Published
    name: str


def narrow(published: Published, others: Iterable[Kin]) -> Published:
    """`published` within reach of at least one dated kin; as it was where they contradict the text's own evidence.

    A given or printed date stays. Only what is dated on both sides narrows. Copies go before statements.

    >>> import datetime as dt
    >>> day = Published(dt.date(2014, 5, 6), dt.date(2014, 5, 6), "given")
    >>> narrow(Published(), [Kin("copy", day, "sarn-post-1")]).latest
    datetime.date(2014, 5, 10)
    >>> narrow(day, [Kin("copy", Published(dt.date(2010, 1, 1), dt.date(2010, 1, 1), "given"), "x")]) == day
    True
    """
    if published.method not in ("unknown", "inferred"):
        return published
    kin = [k for k in others if k.published.earliest and k.published.latest]
    for kinship in ("copy", "statement"):
        published = _within(published, [k for k in kin if k.kinship == kinship])
    return published


def _within(published: Published, kin: list[Kin]) -> Published:
    if not kin:
        return published
    reach = 0
    for k in kin:
        reach |= days.spread(days.between(k.published.earliest, k.published.latest), *WINDOWS[k.kinship])
    own = days.between(published.earliest, published.latest)
    left = own & reach
    if not left:
        why = Evidence(0, 0, f"set aside, contradicts the text's own evidence: {_reason(kin)}")
        return Published(published.earliest, published.latest, published.method, (*published.evidence, why))
    if left == own:
        return published
    return Published(
        days.earliest(left), days.latest(left), "inferred", (*published.evidence, Evidence(0, 0, _reason(kin)))
    )


def _reason(kin: list[Kin]) -> str:
    """What the kin say, the first three by name."""
    what = "copy" if kin[0].kinship == "copy" else "report of the same statement"
    named = ", ".join(f"{k.name} ({_span(k.published)})" for k in kin[:3])
    more = f" and {len(kin) - 3} more" if len(kin) > 3 else ""
    return f"dated {what}: {named}{more}"


def _span(published: Published) -> str:
    return (
        f"{published.earliest}"
        if published.earliest == published.latest
        else f"{published.earliest} to {published.latest}"
    )
