"""Who waits for whom, for a narrow and for a wide terminal, and as data."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.cli.printing import console, days, flat, shortened
from onrecord.cli.rows_out import Cell
from onrecord.text.phrases import counted
from onrecord.types import Condition, Passage
from onrecord.waiting import Deadlock, Gate, Waiting, WhoWaits, gate_of

WIDE = 120  # from here on, step and demand have columns of their own
SURE = 0.7  # below this the words can well be read otherwise, which a question mark tells
_COLOURS = {"set": "yellow", "rejected": "red", "met": "green", "dropped": "dim"}
_FIRST = {"set": "first", "rejected": "not first", "met": "met", "dropped": "no longer first"}
_BAR, _UNTIL = "not while", "until"  # where the words name what stands in the way, or what goes on until then

KINDS: dict[str, type] = {
    **dict.fromkeys(("step", "holder", "speaks_for", "on_word_of", "gate", "demand", "whom", "cue", "state"), str),
    **{"state_now": str, "gate_goes_on": bool, "demand_is_bar": bool, "confidence": float, "why": str},
    **{"earliest": dt.date, "latest": dt.date},
    **dict.fromkeys(("statement", "article", "attribution", "outlet", "speaker", "speaker_name"), str),
    **{"reports": int, "roots": int, "gate_spans": list, "demand_spans": list},
}

Handle = Callable[[str], str]


def show(found: WhoWaits, handle: Handle) -> None:
    """Print it: a table for each step, then the deadlocks, then how much it is."""
    screen = console()
    for gate in found.gates:
        screen.print(Text(f"{flat(gate.name)} ({len(gate.waiting)})", "bold"))
        screen.print(_table(gate, handle, screen.width))
        screen.print()
    for deadlock in found.deadlocks:
        _show_deadlock(screen, deadlock)
    screen.print(caption(found))


def _table(gate: Gate, handle: Handle, width: int) -> Table:
    wide = width >= WIDE
    made = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, width=width, show_header=wide)
    made.add_column("id", overflow="fold", max_width=14)
    made.add_column("day", min_width=10, max_width=24 if wide else 12, overflow="fold")
    made.add_column("state", min_width=8, max_width=24 if wide else 9, overflow="fold")
    made.add_column("who", ratio=2, overflow="fold")
    if wide:
        made.add_column("what waits", ratio=3)
    made.add_column("what must come first", ratio=4)
    room = 3 * (width // 4) if wide else 2 * (width // 2 - 8)
    for one in gate.waiting:
        made.add_row(*_cells(one, handle, room, wide=wide))
    return made


def _cells(one: Waiting, handle: Handle, room: int, *, wide: bool) -> list[Text]:
    latest = one.latest
    day = Text(days(latest.earliest, latest.latest), "" if latest.earliest else "dim")
    cells = [Text(flat(handle(latest.statement)), "dim"), day, _state(one), _who(one, "; " if wide else "\n")]
    gate, demand = (shortened(words, room) if words else "not told" for words in (one.gate, one.demand))
    waits, first = Text(gate, "" if one.gate else "dim"), Text(demand, "bold" if one.demand else "dim")
    label = Text(f"{_label(one)}: ", "dim")
    if wide:
        return [*cells, waits, first if label.plain == "first: " else label + first]
    return [*cells, waits + Text("\n") + label + first]


def _label(one: Waiting) -> str:
    if one.state != "set":
        return _FIRST[one.state]
    return _BAR if one.demand_is_bar else _UNTIL if one.gate_goes_on else _FIRST["set"]


def _state(one: Waiting) -> Text:
    """The latest state, then what it was before, with the days."""
    text = Text(one.state + ("" if one.confidence >= SURE else " ?"), _COLOURS[one.state])
    told = [row.condition.state for row in one.history]
    for row, state in zip(one.history[:-1], told, strict=False):
        if state != one.state:
            text.append(f"\n{state} {days(row.earliest, row.latest)}", "dim")
    if len(set(told)) == 1 and len(told) > 1:
        text.append(f"\n{len(told)} times", "dim")
    return text


def _who(one: Waiting, separator: str) -> Text:
    who = Text(flat(one.holder), "cyan")
    if one.speaks_for and one.speaks_for != one.holder:
        who.append(f"{separator}for {flat(one.speaks_for)}")
    if one.on_word_of:
        who.append(f"{separator}says {flat(one.on_word_of)}", "magenta")
    return who


def _show_deadlock(screen: Console, deadlock: Deadlock) -> None:
    one, other = flat(deadlock.one.party), flat(deadlock.other.party)
    screen.print(Text(f"Deadlock: {one} waits for {other}, {other} waits for {one}", "bold red"))
    for each in (deadlock.one, deadlock.other):
        words = f"{flat(each.gate or 'not told')}; {_label(each)}: {flat(each.demand or 'not told')}"
        screen.print(Text(f"  {flat(each.party)}: {words}"))
    screen.print(Text(f"  {deadlock.why}", "dim"))
    screen.print()


def caption(found: WhoWaits) -> str:
    """How many conditions stand above, and in which states.

    >>> caption(WhoWaits((), ()))
    'No condition found.'
    """
    if not len(found):
        return "No condition found."
    states = Counter(one.state for one in found)
    told = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
    doubtful = any(one.confidence < SURE for one in found)
    note = " A question mark: the words can be read otherwise." if doubtful else ""
    return f"{counted(len(found), 'condition')}: {told}.{note}"


def data(found: WhoWaits) -> Iterator[dict[str, Cell]]:
    """A row for each statement of each condition, with the state that it had then and the one that it has now."""
    for one in found:
        for row in one.history:
            c = row.condition
            yield {
                "step": gate_of(one.gate),
                "holder": one.holder,
                "speaks_for": one.speaks_for,
                "on_word_of": one.on_word_of,
                **{part: None if passage is None else passage.text for part, passage in _parts(row.condition)},
                **{"state": c.state, "state_now": one.state, "confidence": c.confidence, "why": c.why},
                **{"gate_goes_on": c.gate_goes_on, "demand_is_bar": c.demand_is_bar},
                **{"earliest": row.earliest, "latest": row.latest, "statement": row.statement, "article": row.article},
                **{"attribution": row.attribution, "outlet": row.outlet, "speaker": row.speaker},
                **{"speaker_name": row.speaker_name, "reports": row.reports, "roots": row.roots},
                **{"gate_spans": _spans(c.gate), "demand_spans": _spans(c.demand)},
            }


def _parts(condition: Condition) -> tuple[tuple[str, Passage | None], ...]:
    return ("gate", condition.gate), ("demand", condition.demand), ("whom", condition.whom), ("cue", condition.cue)


def _spans(passage: Passage | None) -> list[str]:
    return [] if passage is None else [f"{start}-{end}" for start, end in passage.spans]
