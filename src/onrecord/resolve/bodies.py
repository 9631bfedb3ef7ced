"""States, institutions, organisations, outlets and groups across articles, by canonical names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from onrecord.resolve.credits import agencies
from onrecord.resolve.evidence import Local, same_body
from onrecord.resolve.names import plain
from onrecord.resolve.people import Group

# Names of bodies that every state has: they name one only together with the state.
_GENERIC = """
ministry ministries department government cabinet parliament senate congress police army military navy court
supreme constitutional high central bank foreign defence defense interior finance justice health trade economy
affairs national security council assembly house lower upper office prosecutor prosecutors general attorney
intelligence service services president presidential presidency prime minister ministers state government's
opposition party ruling embassy consulate command staff armed forces air force border guard customs election
electoral commission authorities officials rebels troops soldiers delegation mission media television radio news
agency newspaper statement of and the for on
"""
GENERIC = frozenset(_GENERIC.split())
_TAILS = ("news agency", "news service", "newspaper", "agency")


def bodies(locals_: Sequence[Local]) -> list[Group]:
    """Groups of locals of the other kinds that are one: equal names, or equal generic names of one side."""
    same: dict[tuple[str, str], list[Local]] = defaultdict(list)
    for local in sorted(locals_, key=lambda p: p.key):
        same[_key(local)].append(local)
    return [Group.of(found, f"same name: {found[0].name}") for _, found in sorted(same.items())]


def _key(local: Local) -> tuple[str, str]:
    """What locals must have in common to be one body; the article's own key where the name could be anybody's."""
    agency = _agency_names().get(plain(local.name))
    if agency:
        return agency, ""
    words = [w for w in plain(local.name).removeprefix("the ").split() if w != "s"]
    side = next((p.speaks_for for p in local.posts if p.speaks_for and plain(p.speaks_for).split() != words), None)
    own = [w for w in words if w not in GENERIC]
    if not own:
        return " ".join(words), plain(side) if side else local.key
    if len(own) < len(words) and side and all(same_body(w, side) for w in own):
        return " ".join(w for w in words if w not in own), plain(side)
    return _tailless(" ".join(words)), ""


@cache
def _agency_names() -> dict[str, str]:
    return {plain(name): plain(agency.name) for agency in agencies() for name in agency.names}


def _tailless(name: str) -> str:
    for tail in _TAILS:
        if name.endswith(" " + tail):
            return name.removesuffix(" " + tail)
    return name
