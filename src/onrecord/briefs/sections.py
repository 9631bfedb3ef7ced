"""The sections of a briefing, each a pure function of the material: what is told, and what was left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.briefs.material import Material
from onrecord.briefs.model import Band, Item, Quote, Run, Section, Style
from onrecord.briefs.quoting import LONGEST, chosen, coded, plain_quote, quote
from onrecord.briefs.words import chance, cut, day, days, joined, signed, tidy
from onrecord.ledger.stance_columns import HEARSAY, UNNAMED
from onrecord.positions.conflicts.model import Agreement, Conflict, ConflictKind, Party, Words
from onrecord.positions.estimates import Position
from onrecord.positions.shifts import Course, Hint, Shift
from onrecord.text.phrases import counted
from onrecord.waiting import Deadlock, Waiting, WhoWaits

SURE = 0.7  # of a condition: below this its words can be read otherwise, as `onrecord conditions` marks it
DECIDED = 1 / 3  # from here on an estimate has the colour of its end
LEAST = 0.4  # of a conflict: below this chance that a reader would agree it is left out, as in `onrecord conflicts`
KINDS: Mapping[ConflictKind, str] = {
    "readings": "Two readings",
    "self": "One side against itself",
    "accounts": "Two accounts",
    "numbers": "Figures that differ",
}
PARTED = {"opposite": "on the other side", "neither": "on neither side", "hypothetical": "of a case that has not come"}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of each a briefing of two pages has room for; the rest is counted."""

    sides: int = 8
    twice: int = 4  # sides that are quoted twice: those with most weight
    shifts: int = 3
    held: int = 2
    hints: int = 2
    conditions: int = 4
    conflicts: int = 3
    agreements: int = 1
    sources: int = 24


LIMITS = Limits()


def text(words: str, style: Style = "plain") -> Run:
    """Words of one look, on one line."""
    return Run(words, style)


def of_end(value: float) -> Style:
    """The look of a place between the ends: that of the end that it has come near to."""
    return "for" if value > DECIDED else "against" if value < -DECIDED else "plain"


# --- positions ------------------------------------------------------------------------------------------------


def positions(material: Material, limits: Limits) -> Section:
    """Where each side stands, those with most weight first."""
    lines = material.stands.lines[: limits.sides]
    items = tuple(_stand(material, line, 2 if n < limits.twice else 1) for n, line in enumerate(lines))
    if not items:
        return Section("Positions", (Item((text("No statement of anybody named takes a side, or speaks of it."),)),))
    note = "From −1, against, to +1, for; nine bands in ten hold the position, and few statements are drawn towards 0."
    if material.total > len(lines):
        note += f" Left out: {counted(material.total - len(lines), 'side')} with less weight."
    return Section("Positions", items, note)


def _stand(material: Material, line: Position, most: int) -> Item:
    name = cut(line.side.name, 70)
    runs = [
        text(name, "strong"), text(" "), text(signed(line.estimate), of_end(line.estimate)),
        text(f" (band {signed(line.low)} to {signed(line.high)}); {_counts(line)}"),
    ]  # fmt: skip
    quotes = [
        quote(material, one, of=line.side.name)
        for one in chosen(line.behind, coded(material, line.behind), line.estimate, most)
    ]
    band = Band(line.low, line.estimate, line.high)
    return Item(tuple(runs), tuple(quotes), band, material.behind.get(line.side.id, ()))


def _counts(line: Position) -> str:
    labels = ((line.against, "against"), (line.for_, "for"), (line.neither, "neither"))
    parts = ", ".join(f"{number:,} {label}" for number, label in labels if number)
    roots = len(np.unique(line.behind.columns.principal_roots[line.behind.rows]))
    undated = f"; {line.undated:,} undated" if line.undated else ""
    return f"{counted(line.count, 'statement')} ({parts}), {counted(roots, 'independent origin')}{undated}"


# --- changes --------------------------------------------------------------------------------------------------


def changes(material: Material, limits: Limits) -> Section:
    """Who moved; where nobody did, what shows it; and the hints, which are no shifts."""
    lines = material.courses.lines
    moved = [(course, shift) for course in lines for shift in course.shifts]
    moved.sort(key=lambda pair: (pair[1].noise, -abs(pair[1].size)))
    held = [course for course in lines if course.steady is not None and course.steady.seen is not None]
    hints = [(course, hint) for course in lines for hint in course.hints]
    items = [_shift(material, *pair) for pair in moved[: limits.shifts]]
    none = "No significant shift" if held else "No shift could have been seen"
    items += [] if moved else [Item((text(none, "strong"), text(f" among {_sides(len(lines))}.")))]
    items += [_held(course) for course in held[: limits.held]]
    items += [item for pair in hints[: limits.hints] for item in _hint(material, *pair)]
    return Section("Changes", (*items, *_too_few(lines)), _left_out_of(
        (len(moved) - limits.shifts, "shift"), (len(held) - limits.held, "side that held"),
        (len(hints) - limits.hints, "hint"),
    ))  # fmt: skip


def _sides(number: int) -> str:
    return counted(number, "side")


def _left_out_of(*rest: tuple[int, str]) -> str:
    """What a section has no room for.

    >>> _left_out_of((2, "shift"), (-1, "hint")), _left_out_of((0, "shift"))
    ('Left out: 2 shifts.', '')
    """
    plurals = {"side that held": "sides that held"}
    told = [counted(number, thing, plurals.get(thing, "")) for number, thing in rest if number > 0]
    return f"Left out: {joined(told)}." if told else ""


def _shift(material: Material, course: Course, shift: Shift) -> Item:
    towards: Style = "for" if shift.size > 0 else "against"
    runs = (
        text(cut(course.position.side.name, 70), "strong"), text(" moved from "),
        text(signed(shift.before.mean), of_end(shift.before.mean)), text(" to "),
        text(signed(shift.after.mean), of_end(shift.after.mean)), text(", towards "), text(towards, towards),
        text(f", between {day(shift.last_before)} and {day(shift.first_after)}; chance that it is noise: "
             f"{chance(shift.noise)}."),
    )  # fmt: skip
    quotes: list[Quote] = []
    for lead, stand in (("before", shift.before), ("after", shift.after)):
        some = chosen(stand.behind, coded(material, stand.behind, 2), stand.mean, 1)
        quotes += [quote(material, one, lead, of=course.position.side.name) for one in some]
    return Item(runs, tuple(quotes))


def _held(course: Course) -> Item:
    steady = course.steady
    assert steady is not None
    span = f" from {day(course.first)} to {day(course.last)}" if course.first and course.last else ""
    turn = f"; {steady.turned} of the {steady.late} late ones turned would have shown" if steady.turned else ""
    told = f": no significant shift in {counted(course.occasions, 'occasion')}{span}{turn}."
    return Item((text(cut(course.position.side.name, 70), "strong"), text(told)))


def _hint(material: Material, course: Course, hint: Hint) -> Iterator[Item]:
    """The hint with its words; none where its statement is not at hand."""
    for one in coded(material, hint.behind, 1):
        name = cut(course.position.side.name, 70)
        runs = (text("Hint, no shift: ", "soft"), text(name, "strong"), text(f", one statement {PARTED[hint.kind]}."))
        yield Item(runs, (quote(material, one, of=course.position.side.name),))


def _too_few(lines: Sequence[Course]) -> Iterator[Item]:
    few = [c for c in lines if c.steady is not None and c.steady.seen is None]
    if few:
        names = [cut(c.position.side.name, 40) for c in few[:8]]
        more = [f"{len(few) - 8} more"] if len(few) > 8 else []
        yield Item((text("Too little to tell: ", "soft"), text(f"{joined([*names, *more])}.")))


# --- conditions -----------------------------------------------------------------------------------------------


def conditions(material: Material, limits: Limits) -> Section:
    """Who waits for whom: the deadlocks, then the open conditions, the surest and most repeated first."""
    still = sorted((one for one in material.waits if one.state == "set"), key=_standing)
    locked = [item for lock in material.waits.deadlocks[:2] for item in _deadlock(lock)]
    items = [*locked, *(_waits(material, one) for one in still[: limits.conditions])]
    if not items:
        items = [Item((text("No open condition found."),))]
    others = _others(material.waits)
    left = _left_out_of((len(still) - limits.conditions, "open condition"))
    return Section("Open conditions", tuple(items), " ".join(filter(None, (left, others))))


def _standing(one: Waiting) -> tuple[bool, bool, int, float]:
    return one.confidence < SURE, one.gate is None, -len(one.history), -one.confidence


def _others(waits: WhoWaits) -> str:
    states = ("rejected", "met", "dropped")
    told = [f"{n:,} {state}" for state in states if (n := sum(one.state == state for one in waits))]
    return f"Not open: {joined(told)}." if told else ""


def _waits(material: Material, one: Waiting) -> Item:
    doubt = "" if one.confidence >= SURE else " (the words can be read otherwise)"
    runs = [text(cut(one.holder, 70), "strong")]
    if one.speaks_for and one.speaks_for != one.holder:
        runs.append(text(f", for {cut(one.speaks_for, 50)}"))
    if one.on_word_of:
        runs.append(text(f", says {cut(one.on_word_of, 50)}", "soft"))
    runs += [text(": "), text(cut(one.gate, 90) if one.gate else "a step not named", "strong")]
    first = "not while" if one.demand_is_bar else "until" if one.gate_goes_on else "but first"
    runs += [text(f"; {first}: "), text(cut(one.demand, 120) if one.demand else "not named", "strong")]
    runs.append(text(f" (told {len(one.history)} times)" if len(one.history) > 1 else ""))
    runs.append(text(doubt, "soft"))
    told = material.told.get(one.latest.statement)
    return Item(tuple(run for run in runs if run.text), () if told is None else (plain_quote(material, told),))


def _deadlock(lock: Deadlock) -> Iterator[Item]:
    one, other = cut(lock.one.party, 60), cut(lock.other.party, 60)
    yield Item((
        text("Deadlock: ", "against"), text(one, "strong"), text(" waits for "), text(other, "strong"),
        text(", and "), text(other, "strong"), text(" for "), text(one, "strong"), text(f"; {lock.why}."),
    ))  # fmt: skip


# --- conflicts ------------------------------------------------------------------------------------------------


def conflicts(material: Material, limits: Limits) -> Section:
    """Where accounts part, both sides quoted, the surest first; then the figures on which outlets agree."""
    found = [conflict for conflict in material.conflicts.conflicts if conflict.confidence >= LEAST]
    agreed = [agreement for agreement in material.conflicts.agreements if agreement.confidence >= LEAST]
    items = [_conflict(material, conflict) for conflict in found[: limits.conflicts]]
    items += [_agreement(material, agreement) for agreement in agreed[: limits.agreements]]
    if not items:
        return Section("Where accounts part", (Item((text("No conflict found."),)),))
    left = ((len(found) - limits.conflicts, "conflict"), (len(agreed) - limits.agreements, "agreement"))
    return Section("Where accounts part", tuple(items), f"None of it tells who is right. {_left_out_of(*left)}".strip())


def _conflict(material: Material, conflict: Conflict) -> Item:
    """The two sides with what each holds, and the words of both; a sentence that tells both is quoted once."""
    sides = [(party, party.words[0]) for party in (conflict.one, conflict.other) if party.words]
    held = "; ".join(filter(None, (_holds(conflict, party) for party, _ in sides)))
    runs = [text(KINDS[conflict.kind], "strong"), text(f": {cut(conflict.about, 140)}. {held}".rstrip(". ") + ".")]
    runs += [text(f" ({'; '.join(map(tidy, conflict.doubts))})", "soft")] if conflict.doubts else []
    quotes = [_part(material, words, cut(party.name, 50)) for party, words in sides]
    if len(quotes) > 1 and quotes[0].text == quotes[1].text:
        both = joined(dict.fromkeys(quote.who for quote in quotes))
        quotes = [replace(quotes[0], who=both, lead="")]
    return Item(tuple(runs), tuple(quotes))


def _holds(conflict: Conflict, party: Party) -> str:
    """A side and what it holds, where that is more than its words."""
    if conflict.kind == "accounts" or not party.holds:
        return ""
    return f"{cut(party.name, 50)}: {cut(party.holds, 90)}"


def _agreement(material: Material, agreement: Agreement) -> Item:
    runs = (text("Outlets agree", "strong"), text(f": {cut(agreement.about, 140)}, {cut(agreement.holds, 60)}"))
    once = {words.article: words for words in reversed(agreement.words)}
    return Item(runs, tuple(_part(material, words) for words in list(once.values())[::-1][:3]))


def _part(material: Material, words: Words, lead: str = "") -> Quote:
    """What a report prints of one side: a statement, or the outlet's own narration."""
    told = material.told.get(words.statement) if words.statement is not None else None
    printed = material.articles.get(words.article)
    handle = told.handle if told is not None else printed.id if printed is not None else words.article
    who = words.who or "in the outlet's own words"
    return Quote(
        text=cut(words.context or words.text, LONGEST),
        who=cut(who, 70),
        where=f"{cut(words.outlet, 60)}, {days(words.earliest, words.latest)}",
        articles=(words.article,),
        handle=handle,
        lead=lead,
    )


# --- what is not known ----------------------------------------------------------------------------------------


def unknowns(material: Material) -> Section:
    """What the figures leave out or lessen, and how much of it there is."""
    tally = material.stands.tally
    out, less = "take no part in any figure", "count for less"
    told = (
        (tally.unsure, "on which the coder abstained", out),
        (tally.nobody, "of nobody named", out),
        (tally.left_out, "outside the days asked for, or undated,", out),
        (material.elsewhere, "coded with another version of the codebook", out),
        (tally.undated, "whose days are unknown or lie far apart", "count for positions, and show no change"),
        (_flagged(material, HEARSAY), "on somebody else's word", less),
        (_flagged(material, UNNAMED), "by speakers without a name", less),
        (tally.contested, "on which the coders differ", "count as the weightier coder has them"),
    )
    items = [
        Item((text(counted(n, "statement"), "strong"), text(f" {what} {_agree(n, then)}.")))
        for n, what, then in told
        if n
    ]
    loose = [a for a in material.articles.values() if a.earliest is None or a.latest is None]
    if loose:
        number = f"{len(loose):,} of {counted(len(material.articles), 'article')}"
        items.append(Item((text(number, "strong"), text(" behind the figures: the day of publication is not known."))))
    return Section("What is not known", tuple(items))


def _agree(number: int, words: str) -> str:
    """The words, their verb in the number of what they are said of.

    >>> _agree(1, "take no part"), _agree(2, "take no part")
    ('takes no part', 'take no part')
    """
    verb, _, rest = words.partition(" ")
    return f"{verb}s {rest}".replace("and show ", "and shows ") if number == 1 else words


def _flagged(material: Material, bit: int) -> int:
    """How many of the statements behind the positions carry a flag; joint ones count once."""
    found: set[int] = set()
    for line in material.stands.lines:
        rows = line.behind.rows
        found |= set(line.behind.columns.statement[rows[line.behind.columns.flagged(bit)[rows]]].tolist())
    return len(found)
