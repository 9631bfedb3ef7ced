"""Peoples and their states, as their names are made."""

from __future__ import annotations

from collections.abc import Container

_ENDINGS = ("n", "an", "ian", "ean", "ese", "ish", "i")


def state_of(demonym: str, names: Container[str]) -> str | None:
    """The one of `names` that the demonym is made from, if there is one.

    >>> state_of("Varenian", {"Varenia"}), state_of("Ostmarkian", {"Varenia"})
    ('Varenia', None)
    """
    for ending in _ENDINGS:
        if demonym.endswith(ending):
            stem = demonym.removesuffix(ending)
            for end in ("", "a", "ia", "e", "o", "y", "ea"):
                if stem + end in names and stem + end != demonym and len(stem) >= 3:
                    return stem + end
    return None
