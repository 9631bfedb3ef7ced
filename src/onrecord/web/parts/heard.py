"""How many statements each actor made: counted once for each record, since it takes a walk over all of them."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from onrecord.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Heard:
    """The keys of the recorded actors that made statements, those with most first, and how many."""

    order: tuple[int, ...]
    number: Mapping[int, int]


_SELECT = """
SELECT st.recorded_actor, count(*) AS made FROM statements AS st WHERE st.recorded_actor IS NOT NULL
GROUP BY st.recorded_actor ORDER BY made DESC, (SELECT id FROM recorded_actors WHERE key = st.recorded_actor)"""
_STAMP = "SELECT reading, judgement, listed_actor, version, made_at FROM record_state"
_KEPT = 4  # records, as a server has one ledger, and a test a few
_known: dict[object, Heard] = {}
_lock = threading.Lock()


def heard(ledger: Ledger) -> Heard:
    """The counts of the stored record."""
    stamp = (ledger.path, *ledger.rows(_STAMP))
    with _lock:
        found = _known.get(stamp)
    if found is None or ledger.path == ":memory:":
        found = _counted(ledger)
        with _lock:
            _known[stamp] = found
            while len(_known) > _KEPT:
                del _known[next(iter(_known))]
    return found


def _counted(ledger: Ledger) -> Heard:
    number = dict(ledger.rows(_SELECT))
    return Heard(tuple(number), number)
