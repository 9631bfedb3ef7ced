"""States, capitals, demonyms, cities, bodies and outlets: which words of a text stand for which.

The tables stand beside this file: `states.tsv` and `cities.tsv` are made by `training/who_states.py`, the others are
written by hand. An alias that begins with `=` is a name of its own (Burma), printed as the article has it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

HitKind = Literal["state", "capital", "demonym", "people", "city", "body", "outlet"]


@dataclass(frozen=True, slots=True)
class Entry:
    """What a word or a phrase names: `name` as it is printed in results, `state` the state or body behind it."""

    kind: HitKind
    name: str
    state: str | None


@dataclass(frozen=True, slots=True)
class Hit:
    """Tokens `first` to `last` (exclusive) of a text that name an entry."""

    first: int
    last: int
    entry: Entry


def rows(table: str) -> list[list[str]]:
    """The rows of a table beside this file, without its heading."""
    text = (files(__package__) / "tables" / table).read_text(encoding="utf8")
    return [line.split("\t") for line in text.splitlines()[1:] if line]


def split(cell: str) -> list[str]:
    return [x for x in cell.split("|") if x]


@cache
def gazetteer() -> tuple[dict[str, Entry], dict[str, int]]:
    """Entries by their words, and by first word how many words the longest of them has."""
    entries: dict[str, Entry] = {}
    for key, name, capital, demonyms, aliases, people in _states():
        _add_state(entries, key, name, capital, demonyms, aliases, people)
    names = {key: name for key, name, *_ in _states()}
    for name, key in rows("cities.tsv"):
        entries.setdefault(name, Entry("city", name, names.get(key)))
    for state, regions in rows("regions.tsv"):
        for name in split(regions):
            entries[name] = Entry("city", name, state)
    for row in rows("outlets.tsv"):
        name = row[0]
        for alias in (name, *split(row[1])):
            entries.setdefault(alias, Entry("outlet", name if name not in KEEP else alias, None))
    for name, state, _kind, *rest in rows("bodies.tsv"):
        for alias in (name, *split(rest[0] if rest else "")):
            entries[alias] = Entry("body", name, state)
    longest: dict[str, int] = {}
    for phrase in entries:
        parts = phrase.split(" ")
        longest[parts[0]] = max(len(parts), longest.get(parts[0], 0))
    return entries, longest


# Outlets known by their initials are printed as the article prints them.
KEEP = frozenset({"Agence France-Presse"})


def _states() -> list[list[str]]:
    merged: dict[str, list[str]] = {r[0]: [*r, *[""] * (6 - len(r))] for r in rows("states.tsv")}
    for row in rows("more_states.tsv"):
        row = [*row, *[""] * (6 - len(row))]
        old = merged.get(row[0], ["", "", "", "", "", ""])
        also = [f"~{old[2]}"] if row[2] and old[2] and old[2] != row[2] else []
        demonyms = "|".join(filter(None, (row[3], old[3])))
        merged[row[0]] = [row[0], row[1] or old[1], row[2] or old[2], demonyms, "|".join([row[4], *also]), row[5]]
    first = [r[0] for r in rows("more_states.tsv")]  # where two share a demonym, the one that stands in the news has it
    return [merged[k] for k in first] + [r for k, r in merged.items() if k not in set(first)]


def _add_state(
    entries: dict[str, Entry], key: str, name: str, capital: str, demonyms: str, aliases: str, people: str
) -> None:
    entries[name] = Entry("state", name, name)
    for alias in split(aliases):
        if alias.startswith("="):
            entries[alias[1:]] = Entry("state", alias[1:], alias[1:])
        elif alias.startswith("~") or alias in CAPITALS:
            entries[alias.removeprefix("~")] = Entry("capital", name, name)
        else:
            entries[alias] = Entry("state", name, name)
    if capital and capital not in entries and capital not in SURNAMES:
        entries[capital] = Entry("capital", name, name)
    for demonym in split(demonyms):
        entries.setdefault(demonym, Entry("demonym", name, name))
        if demonym[-2:] in ("an", "si", "li", "qi", "ti", "ni", "mi", "ri", "eb", "ab", "do", "ot", "bo", "ai", "at"):
            entries.setdefault(demonym + "s", Entry("people", name, name))
    for plural in split(people):
        entries[plural] = Entry("people", name, name)
        if plural.endswith("s"):
            entries.setdefault(plural[:-1], Entry("people", name, name))


# Capitals of islands that news copy names more often as persons.
SURNAMES = frozenset(
    {"Douglas", "Stanley", "Hamilton", "Plymouth", "Jamestown", "Male", "Victoria", "The Valley", "Kingston"}
)
CAPITALS = frozenset(
    {
        "Rangoon",
        "Yangon",
        "Nay Pyi Taw",
        "Teheran",
        "Delhi",
        "Kiev",
        "Nur-Sultan",
        "Almaty",
        "Whitehall",
        "Sana'a",
        "Washington, D.C.",
        "Washington DC",
    }
)


@cache
def given_names() -> dict[str, str]:
    """Given names that one sex bears, or nearly so, in lower case."""
    return {name.lower(): sex for sex, names in rows("given_names.tsv") for name in names.split()}


@cache
def demonym_of(state: str) -> str | None:
    """The adjective of a state as news copy has it first; None where there is none.

    >>> demonym_of("Russia"), demonym_of("Nowhere")
    ('Russian', None)
    """
    own = {
        "Burma": "Burmese",
        "United States": "US",
        "United Kingdom": "British",
        "European Union": "EU",
        "United Nations": "UN",
    }
    if state in own:
        return own[state]
    return next((k for k, e in gazetteer()[0].items() if e.kind == "demonym" and e.state == state), None)
