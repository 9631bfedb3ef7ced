"""A small ledger on which coders differ, and whose reader is not sure who speaks for whom, and on whose word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.resolve.make import VALK, Who, reading
from tests.web.conftest import ISSUE, coding

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.types import Evidence, Link, Office, Reading

DORN = Who("pavel-dorn", "Pavel Dorn", "minister", "Varenia")
KTA = Who("kta", "KTA", kind="outlet")
GAZETTE = Who("brennick-gazette", "Brennick Gazette", kind="outlet")
WORDS = "the ships leave before any talks"
FIRST, SECOND = "the ships may stay", "no talks without the ships"


def report() -> Reading:
    """What a minister told an agency, badly read: no words say whose minister he is, and the chain is doubtful."""
    text = f"The minister, Pavel Dorn, said {WORDS}, KTA reported. Valk said {FIRST}. She added {SECOND}."
    said = [("pavel-dorn", WORDS, "indirect"), ("irena-valk", FIRST, "indirect"), ("irena-valk", SECOND, "indirect")]
    made = reading("u1", text, outlet="Harbour Post", who=[DORN, VALK, KTA, GAZETTE], said=said)  # type: ignore[arg-type]
    start = text.index("KTA")
    one, *others = made.attributions
    assert one.speaker is not None
    one = replace(one, chain=(Link("kta", "KTA", "relay", (start, start + 3)),), confidence=0.4)
    inferred = Office("pavel-dorn", "minister", "Varenia", (Evidence(4, 12, "the state that the article is about"),))
    offices = tuple(o for o in made.offices if o.actor != "pavel-dorn")
    return replace(made, attributions=(one, *others), offices=(*offices, inferred))


def fill(path: Path) -> Path:
    """The ledger at `path`: on two of three statements coders differ."""
    with Ledger.open(path) as ledger:
        ledger.add(report())
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        ledger.add_codings(
            [
                *(coding(f"u1#u1-{n}", "for", 0.6) for n in range(3)),
                *(coding(f"u1#u1-{n}", "against", None, "Ben") for n in range(2)),
                coding("u1#u1-2", "unsure", None, "Ben"),
            ]
        )
    return path
