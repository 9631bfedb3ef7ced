"""The briefing on an issue, made from the whole ledger: what its downloads are written from."""

from __future__ import annotations

from onrecord.briefs import Brief, compose, gather
from onrecord.ledger import Ledger
from onrecord.positions.asked import Asked as Meant
from onrecord.positions.estimates import Window, positions
from onrecord.web.asked import Asked, Param, WrongParameter
from onrecord.web.page import Page
from onrecord.web.pages import conditions, conflicts
from onrecord.web.parts import issues
from onrecord.web.parts.progress import counting
from onrecord.web.parts.remembered import Remembered, file, state

_known: Remembered[Brief] = Remembered("briefings", 4, keeps_old=False)


def make(ledger: Ledger, asked: Asked) -> Brief:
    """The briefing on the issue with the asked id; remembered while the ledger stays as it is."""
    window, by = Window(asked.day("since"), asked.day("until")), asked.text("as") or "principal"
    if window.since and window.until and window.since > window.until:
        raise WrongParameter(f"since {window.since} is later than until {window.until}")
    issue, coder = issues.found(ledger, asked.id), asked.text("coder")
    what = file(ledger), issue.version.digest, window, by, coder
    return _known.get(state(ledger), what, lambda: _brief(ledger, issue, window, by, asked))


def _brief(ledger: Ledger, issue: Meant, window: Window, by: str, asked: Asked) -> Brief:
    """With the conflicts and the conditions of the issue's pages, which may be known already."""
    whole, coder = Asked(asked.id), asked.text("coder")
    conditions.prepare(ledger, whole)
    waits, parted = conditions.waits_of(ledger, whole), None if coder else conflicts.parted(ledger, whole)
    counting(f"what a briefing on {issue.version.id} tells")
    stands = positions(issues.columns(ledger, issue, coder), by=by, window=window)
    return compose(gather(ledger, issue, stands, coder=coder, waits=waits, parted=parted))


def prepare(ledger: Ledger, asked: Asked) -> None:
    """The briefing made before its download is written."""
    make(ledger, asked)


PAGE = Page(
    name="brief",
    path="/issues/{id}/brief",
    summary="The briefing on an issue",
    data=Brief,
    make=make,
    params=(
        *issues.WINDOW,
        issues.CODER,
        Param("as", "whose positions: states and bodies, or those who speak", "choice", ("principal", "actor")),
    ),
    styles=("dispute.css",),
    prepare=prepare,
    passes=True,
)
