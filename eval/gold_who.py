"""How often the stage `who` names the right speaker and principal when the source phrases are given, as in gold.

    python eval/gold_who.py CASES_DIR [--score SCORE_PY] [--all]

The rules of agreement are those of the scorer that stands beside the cases.
"""

from __future__ import annotations

import importlib.util
import json
import re
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from onrecord.reading.who import cast, speakers
from onrecord.types import Draft, Passage, Span


def scorer(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("score", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def place(text: str, words: str | None, g: dict[str, Any]) -> Span | None:
    """Where the source stands that is nearest to the content."""
    if not words:
        return None
    found = [m.span() for m in re.finditer(r"(?<!\w)" + re.escape(words) + r"(?!\w)", text)]
    spans = g["spans"]

    def far(s: Span) -> tuple[bool, int]:
        inside = any(a <= s[0] and s[1] <= b for a, b in spans)
        return inside, min(abs(s[0] - b) if s[0] >= b else abs(a - s[1]) for a, b in spans)

    return min(found, key=far) if found else None


def drafts(text: str, gold: list[dict[str, Any]]) -> tuple[list[Draft], list[Span | None]]:
    sources = [place(text, g["source_text"], g) for g in gold]
    out: list[Draft] = []
    for g, source in zip(gold, sources, strict=True):
        content = Passage.of(text, [tuple(s) for s in g["spans"]])
        holders = [
            j
            for j, h in enumerate(gold)
            if source
            and h is not g
            and h["spans"][0][0] <= source[0]
            and source[1] <= h["spans"][-1][1]
            and h["spans"] != g["spans"]
        ]
        within = min(holders, key=lambda j: gold[j]["spans"][-1][1] - gold[j]["spans"][0][0]) if holders else None
        cue = Passage((), g["cue"] or "")
        out.append(Draft(Passage.of(text, [source]) if source else None, cue, content, len(holders), within))
    return out, sources


def main() -> None:
    folder = Path(sys.argv[1])
    score = scorer(
        Path(sys.argv[sys.argv.index("--score") + 1])
        if "--score" in sys.argv
        else folder.parents[1] / "score" / "score.py"
    )
    every = "--all" in sys.argv
    right = total = fine = behalf = 0
    for gold_file in sorted(folder.glob("*.gold.jsonl")):
        text = gold_file.with_name(gold_file.name.replace(".gold.jsonl", ".txt")).read_bytes().decode("utf8")
        gold = [json.loads(line) for line in gold_file.read_text(encoding="utf8").splitlines()][1:]
        ds, sources = drafts(text, gold)
        c = cast(text, sources=[s for s in sources if s])
        for g, s in zip(gold, speakers(c, ds, sources), strict=True):
            ok = all(any(score.same(n, m) for m in re.split(r";| and ", s.name)) for n in g["speaker"].split(";"))
            good = not g["on_behalf_of"] or score.same(g["on_behalf_of"], s.speaks_for or s.name)
            if g["optional"] and not every:
                continue
            total, right = total + 1, right + ok
            behalf, fine = behalf + bool(g["on_behalf_of"]), fine + (good and bool(g["on_behalf_of"]))
            if not ok or not good:
                number = f"{gold_file.name[:-11]} {g['n']}{'?' if g['optional'] else ''}: {g['source_text']!r}"
                print(f"{number}: {g['speaker']} / {g['on_behalf_of']}, read as {s.name} / {s.speaks_for} ({s.why})")
    print(f"right speaker {right}/{total} = {right / total:.1%}; right principal {fine}/{behalf} = {fine / behalf:.1%}")


if __name__ == "__main__":
    main()
