"""The coders: plug-ins of one contract, by name.

To add one: a file beside this with a class that meets `Coder` and a function that makes it from `Settings`, and a row
in `CODERS`. A row names the function; it is imported when the coder is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import cast

from onrecord.errors import UsageError
from onrecord.stance.coders.contract import Answer, Coder, Settings

__all__ = ["CODERS", "Answer", "Coder", "Settings", "load_coder"]

CODERS = {
    "model": "onrecord.stance.coders.model:load",
    "person": "onrecord.stance.coders.person:load",
    "llm": "onrecord.stance.coders.llm:load",
}


def load_coder(name: str, settings: Settings) -> Coder:
    """The coder with that name. Raises UsageError for an unknown one, ModelError where its model is missing.

    >>> load_coder("oracle", Settings())
    Traceback (most recent call last):
    onrecord.errors.UsageError: no coder 'oracle'; there are model, person, llm
    """
    if name not in CODERS:
        raise UsageError(f"no coder {name!r}; there are {', '.join(CODERS)}")
    module, _, function = CODERS[name].partition(":")
    return cast(Coder, getattr(import_module(module), function)(settings))
