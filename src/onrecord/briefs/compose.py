"""A briefing composed from its material: pure, and cut to length by weight."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from onrecord.briefs import sections
from onrecord.briefs.material import Material, Printed
from onrecord.briefs.model import Brief, Section, Source, counted_on, quoted
from onrecord.briefs.sections import LIMITS, Limits
from onrecord.briefs.words import cut, day, days, joined, tidy
from onrecord.text.phrases import counted

CODERS = {"model": "the model", "llm": "the language model"}
_FOOT = (
    "Quotation marks hold the words of the speaker; words without them are the report's. "
    "`onrecord why ID` opens a statement by the id behind it. Composed by onrecord; nothing here is a verdict."
)


def compose(material: Material, limits: Limits = LIMITS) -> Brief:
    """The briefing that the material gives."""
    every = (
        sections.positions(material, limits),
        sections.changes(material, limits),
        sections.conditions(material, limits),
        sections.conflicts(material, limits),
        sections.unknowns(material),
    )
    parts = tuple(part for part in every if part is not None and part.items)
    sources, unlisted = _sources(material, parts, limits.sources)
    version = material.version
    return Brief(
        title=tidy(version.question),
        ends=(("against", "Against (−1)", tidy(version.against)), ("for", "For (+1)", tidy(version.for_))),
        rests=tuple(_rests(material)),
        sections=parts,
        sources=sources,
        unlisted=unlisted,
        foot=_FOOT,
    )


def _rests(material: Material) -> list[str]:
    """What the briefing rests on: the codebook, its coders, and the statements and articles behind the figures."""
    version, tally = material.version, material.stands.tally
    coders: dict[str, int] = {}
    for coder, by, number in material.codings:
        name = tidy(by) if coder == "person" else f"{CODERS.get(coder, coder)} {tidy(by)[:8]}"
        coders[name] = coders.get(name, 0) + number
    coded = joined(f"{number:,} by {name}" for name, number in coders.items())
    first = [line.first for line in material.stands.lines if line.first]
    last = [line.last for line in material.stands.lines if line.last]
    behind = sorted({id_ for some in material.behind.values() for id_ in some})
    outlets = {a.outlet for id_ in behind if (a := material.articles.get(id_)) is not None and a.outlet}
    named = f" of {counted(len(outlets), 'outlet')}" if outlets else " whose outlets are not known"
    when = f"; said from {day(min(first))} at the earliest to {day(max(last))} or later" if first and last else ""
    return [
        f"Codebook {version.id}, version {version.digest[:8]}. Codings: {coded or 'none'}"
        + (f", of which those by {tidy(material.coder)} alone count here" if material.coder else "")
        + f"; {counted(tally.unsure, 'abstention')}, {tally.unrelated:,} unrelated.",
        f"The positions rest on {counted(tally.counted, 'statement')} of {counted(material.total, 'side')} in "
        f"{counted(len(behind), 'article')}{named}{when}.",
    ]


def _sources(material: Material, parts: Sequence[Section], most: int) -> tuple[tuple[Source, ...], int]:
    """The articles that are quoted, in the order of the text, then others behind figures while there is room."""
    first = dict.fromkeys(id_ for id_ in quoted(parts) if id_ in material.articles)
    others = [id_ for id_ in dict.fromkeys(counted_on(parts)) if id_ not in first and id_ in material.articles]
    listed = [*first, *others[: max(0, most - len(first))]]
    return tuple(_source(material.articles[id_]) for id_ in listed), len(first) + len(others) - len(listed)


def _source(one: Printed) -> Source:
    title = f"“{cut(one.title, 90)}”" if one.title else None
    if title is None and one.outlet is None and one.place:
        title = cut(one.place if "://" in one.place else PurePath(one.place).name, 60)
    outlet = cut(one.outlet, 60) if one.outlet else "outlet unknown"
    return Source(one.article, one.id, outlet, title, days(one.earliest, one.latest))
