"""What the formats of codings share."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from onrecord.errors import InputError, UsageError
from onrecord.types import Span, StanceLabel

LABELS: tuple[StanceLabel, ...] = get_args(StanceLabel)


@dataclass(frozen=True, slots=True)
class Found:
    """A coding as a file has it: where it stands there, what was coded, and how.

    `words` are those that were marked. `text` is the whole text that they were marked in, and `spans` their places in
    it; `article` names an article (an id, a path or a URL), `attribution` an attribution or a statement of a ledger.
    """

    place: str
    label: StanceLabel
    words: str
    text: str | None = None
    spans: tuple[Span, ...] = ()
    article: str | None = None
    attribution: str | None = None
    speakers: tuple[str, ...] = ()
    coder: str | None = None
    why: str = ""
    at: dt.datetime | None = None
    is_blind: bool = False
    is_adjudicated: bool = False


@dataclass(frozen=True, slots=True)
class Wishes:
    """What a user may tell of a file: `labels`, what its own words for labels mean; `concepts`, to which end a concept
    of DNA belongs; `attribute`, the name of brat's attribute for the stance."""

    labels: Mapping[str, StanceLabel] = field(default_factory=dict)
    concepts: Mapping[str, StanceLabel] = field(default_factory=dict)
    attribute: str = "stance"


def label_of(word: str, wishes: Wishes) -> StanceLabel:
    """The label that a file's word stands for: by the user's wish, else itself in any case.

    Raises ValueError, with the valid ones, for any other word.

    >>> label_of("Pro", Wishes(labels={"pro": "for"})), label_of(" Against ", Wishes())
    ('for', 'against')
    """
    plain = word.strip().casefold()
    known = {key.strip().casefold(): label for key, label in wishes.labels.items()}
    found = known.get(plain) or next((label for label in LABELS if label == plain), None)
    if found is None:
        raise ValueError(f"the label {word.strip()!r} is none of {', '.join(LABELS)}; --label {word.strip()}=… maps it")
    return found


def pairs(given: tuple[str, ...], option: str, valid: tuple[StanceLabel, ...] = LABELS) -> dict[str, StanceLabel]:
    """What `NAME=LABEL` options say. The last sign of equality parts the two, as names may hold one.

    >>> pairs(("Open a=b corridor=for",), "--concept")
    {'Open a=b corridor': 'for'}
    """
    found: dict[str, StanceLabel] = {}
    for each in given:
        name, sign, label = each.rpartition("=")
        chosen = next((known for known in valid if known == label.strip().casefold()), None)
        if not sign or not name.strip() or chosen is None:
            raise UsageError(f"{option} {each!r}: write NAME=LABEL, with a label of {', '.join(valid)}")
        found[name.strip()] = chosen
    return found


def moment(text: str) -> dt.datetime:
    """The moment that ISO 8601 text names, UTC where it names no zone; raises ValueError for other text.

    >>> moment("2031-03-07").isoformat(), moment("2031-03-07T10:00:00+02:00").isoformat()
    ('2031-03-07T00:00:00+00:00', '2031-03-07T10:00:00+02:00')
    """
    try:
        found = dt.datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"the date {text.strip()!r} is not ISO 8601, as in 2031-03-07") from None
    return found if found.tzinfo else found.replace(tzinfo=dt.UTC)


def text_of(path: Path) -> str:
    """The text of a file as it stands, character for character. Raises InputError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise InputError(str(path), f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise InputError(str(path), f"is not UTF-8: {error.reason} at byte {error.start}") from error
