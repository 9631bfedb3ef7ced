"""How well `manner` and `voices` do on annotated reports, given the gold spans: `gold_voices.py CASES_DIR...`.

Drafts are built from the gold (source, cue and content as annotated), so what is measured is this stage alone.
"""

import argparse
import importlib.util
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from onrecord.reading.manner import manner
from onrecord.reading.voices import Voices, nested_chain, voices
from onrecord.types import Draft, Passage, Span

Gold = dict[str, Any]


def cases(folders: list[Path]) -> Iterator[tuple[str, str, list[Gold]]]:
    """Name, text and gold attributions of every annotated report whose text stands beside it."""
    for folder in folders:
        for gold_file in sorted(folder.glob("*.gold.jsonl")):
            text_file = gold_file.with_name(gold_file.name.replace(".gold.jsonl", ".txt"))
            if text_file.exists():
                lines = [json.loads(line) for line in gold_file.read_text(encoding="utf8").splitlines()]
                yield text_file.stem, text_file.read_bytes().decode("utf8"), lines[1:]


def near(text: str, words: str | None, spans: list[Span]) -> Span | None:
    """The place of `words` that is nearest to the content and not inside it."""
    if not words:
        return None
    found = [m.span() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    free = [f for f in found if not any(s < f[1] and f[0] < e for s, e in spans)]
    edges = spans if len(spans) == 1 else (spans[0], spans[-1])
    return min(free or found, key=lambda f: sum(min(abs(f[1] - s), abs(f[0] - e)) for s, e in edges), default=None)


def draft_of(text: str, gold: Gold) -> Draft:
    spans = [(s, e) for s, e in gold["spans"]]
    cue = near(text, gold["cue"], spans) or (spans[0][0], spans[0][0])
    source = near(text, gold["source_text"], [cue, *spans]) if gold["source_text"] else None
    return Draft(Passage.of(text, [source]) if source else None, Passage.of(text, [cue]), Passage.of(text, spans))


def outers(drafts: list[Draft]) -> list[int | None]:
    """For each draft the smallest other one whose content holds its cue and content."""
    found: list[int | None] = []
    for d in drafts:
        around = [
            (sum(e - s for s, e in o.content.spans), i)
            for i, o in enumerate(drafts)
            if o is not d
            and all(any(s <= a and b <= e for s, e in o.content.spans) for a, b in [*d.content.spans, *d.cue.spans])
        ]
        found.append(min(around)[1] if around else None)
    return found


def chained(text: str, drafts: list[Draft], i: int, within: list[int | None]) -> tuple[Voices, list[str]]:
    outer, up, seen = [], within[i], {i}
    while up is not None and up not in seen:
        seen.add(up)
        outer.append(voices(text, drafts[up], outer=drafts[within[up]] if within[up] is not None else None))
        up = within[up]
    mine = voices(text, drafts[i], outer=drafts[within[i]] if within[i] is not None else None)
    return mine, [r.name for r in nested_chain(mine, outer)]


def scorer() -> Callable[[str, str], bool]:
    path = next(
        p
        for up in Path(__file__).resolve().parents
        for p in [up / "shared/score/score.py", up.parent / "shared/score/score.py"]
        if p.exists()
    )
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.same  # type: ignore[no-any-return]


def fits(same: Callable[[str, str], bool], wanted: list[str], names: list[str]) -> bool:
    return len(names) == len(wanted) and all(same(a, b) for a, b in zip(wanted, names, strict=True))


def judge(folders: list[Path], verbose: bool) -> Counter[str]:
    same, total = scorer(), Counter[str]()
    for name, text, gold in cases(folders):
        drafts = [draft_of(text, g) for g in gold]
        within = outers(drafts)
        for i, g in enumerate(gold):
            if g["optional"]:
                continue
            mine, names = chained(text, drafts, i, within)
            kind = manner(text, drafts[i]).form
            where = f"{name} {g['n']}"
            total["required"] += 1
            total["form"] += kind == g["form"]
            if kind != g["form"]:
                print(f"{where}: form is {g['form']}, read as {kind} | {drafts[i].content.text[:90]!r}")
            also = g.get("via_also") or []
            right = fits(same, g["via"], names) or (bool(also) and fits(same, also, names))
            total["chain of"] += bool(g["via"])
            total["chain"] += bool(g["via"]) and right
            total["false chain"] += bool(names) and not g["via"] and not right
            if (g["via"] or names) and not right:
                print(f"{where}: chain is {g['via']} {also}, read as {names} | {g['source_text']} | {g['cue']}")
            total["addressee of"] += bool(g.get("to"))
            to = text[slice(*mine.addressee)] if mine.addressee else None
            total["addressee"] += (
                bool(g.get("to")) and to is not None and (to.split()[-1].lower() == g["to"].split()[-1].lower())
            )
            total["false addressee"] += to is not None and not g.get("to")
            if (
                verbose
                and (to or g.get("to"))
                and not (to and g.get("to") and to.split()[-1].lower() == g["to"].split()[-1].lower())
            ):
                print(f"{where}: to {g.get('to')!r}, read as {to!r}")
            spoken = text[slice(*mine.speaker)] if mine.speaker else None
            if (spoken or None) != (g["source_text"] or None):
                print(f"{where}: source is {g['source_text']!r}, voice is {spoken!r}")
    return total


if __name__ == "__main__":
    ap = argparse.ArgumentParser(description=__doc__)
    ap.add_argument("folders", nargs="+", type=Path)
    ap.add_argument("--verbose", action="store_true")
    args = ap.parse_args()
    for key, value in judge(args.folders, args.verbose).items():
        print(f"{key}: {value}")
