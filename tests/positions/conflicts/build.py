"""Reports of invented disputes: a text, and who says which words of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from onrecord.positions.conflicts.reports import Report, Voiced

Said = tuple[str, str, str]  # the side, the cue, the words as the text has them


def report(
    text: str, *said: Said, id_: str = "a", outlet: str = "Meridian News", day: str | None = "2031-03-01", **more: Any
) -> Report:
    """An article of that day in which these sides say these words; `more` are fields of all its voices."""
    date = None if day is None else dt.date.fromisoformat(day)
    at = 0
    voices = []
    for n, (side, cue, words) in enumerate(said):
        start = text.index(words, at if words in text[at:] else 0)
        voices.append(voice(side, cue, words, start, f"{id_}#{n}", outlet, date, **more))
    return Report(id_, outlet, None, text, date, date, ((0, len(text)),), tuple(voices))


def voice(
    side: str, cue: str, words: str, start: int, key: str, outlet: str, date: dt.date | None, **more: Any
) -> Voiced:
    slug = side.lower().replace(" ", "-")
    fields: dict[str, Any] = {
        "key": key, "statement": key.replace("#", "-"), "article": key.split("#")[0], "outlet": outlet, "within": None,
        "depth": 0, "cue": cue, "text": words, "form": "indirect",
        "polarity": "denied" if cue.startswith(("deni", "deny", "reject")) else "affirmed", "modality": "asserted",
        "attitude": "assertion", "confidence": 0.85, "actor": slug, "who": side, "kind": "state",
        "principals": (slug,), "names": (side,), "earliest": date, "latest": date, "source": (), "cues": (),
        "spans": ((start, start + len(words)),),
    }  # fmt: skip
    labels = more.pop("labels", None)
    if labels:
        fields["label"], fields["sure"] = labels.get(words, (None, None))
    return Voiced(**fields | more)
