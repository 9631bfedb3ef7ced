"""Writes docs/quality.md: the figures of every scorer, and what was read wrongly in the annotated reports, and why.

    python eval/quality.py

Nothing of the reports is copied but names, cue words, and the first three words of a content.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from gate import load
from scorers import ROOT, SCORERS, SHARED, Measures, is_lower_better, scorer_module

PAGE = ROOT / "docs" / "quality.md"
CASES = ("syria", "wires")
MEANINGS = {
    "polnear": "PolNeAR dev, 84 articles on US politics (`score.py polnear`): Krippendorff's alpha per token, F1 of "
    "exact spans, of whole attributions, and of contents with their source",
    "cofenet": "CofeNet's cut of PolNeAR (`score.py cofenet`): F1 of exact spans; published for CofeNet on BERT-base, "
    "on the test part: 83.2 / 75.3 / 72.9",
    "syria": "three annotated reports (`score.py cases`): shares of the required attributions that are found, and of "
    "those found with the right speaker, principal, form, chain, and time said, in percent; false chains in percent "
    "of those found; attributions in furniture",
    "wires": "annotated agency and newspaper reports, the same measures",
    "speed": "PolNeAR dev, whole process (`score.py speed`): articles a second, MiB of the largest process, on the "
    "machine that wrote this page",
    "afp-xinhua": "764 short dispatches with their dates hidden (`score.py dating`): intervals with both ends that "
    "hold the true day, and articles so dated, in percent",
    "timebank": "257 newswire articles, the same measures",
    "copies": "hand-labelled pairs of 197 articles that share half of their 8-word shingles, and as many near misses "
    "(`eval/copies/score.py`)",
    "perspectrum": "2,071 pairs of a claim and a perspective on it (`score.py stance`): right where the coder answers, "
    "how often it answers, macro-F1 with abstentions counted wrong, calibration error in points",
    "vast": "402 readers' comments on a topic, the same measures",
    "directed": "1,461 news sentences with two names (`eval/stance_directed.py`): macro-F1 of no side, support and "
    "opposition between them",
    "issue": "the 21 statements of the syria reports that are coded on its issue (`score.py issue`), the same measures",
    "news": "labelled statements of real reports on stories that the stance model was not trained on, each under two "
    "wordings of its issue (`eval/stance_news.py`), the same measures",
    "pairs": "statements written for issues that the stance model was not trained on, of which each two of nearly the "
    "same words take opposite sides (`eval/stance_news.py --pairs`), the same measures",
    "ledger": "what a search by the words of these issues brings up, one in three on a side, coded as a ledger is "
    "(`eval/stance_ledger.py`): precision and recall of the sides taken, and how far their confidence is off",
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """One thing that was read wrongly: `where` is report and number, `what` the kind of error."""

    where: str
    what: str
    right: str
    read: str
    words: str
    why: str

    def line(self) -> str:
        cells = (self.where, self.right, self.read, self.words, self.why)
        return "| " + " | ".join(cell.replace("|", "/").replace("\n", " ") for cell in cells) + " |"


def main() -> int:
    if not (SHARED / "score" / "score.py").exists():
        print(f"quality: {SHARED} is not here, so there is nothing to measure")
        return 0
    figures = {name: scorer.measures(scorer.run()) for name, scorer in SCORERS.items()}
    score = scorer_module()
    tables = [error_tables(name, list(misses(score, SCORERS[name].path))) for name in CASES]
    PAGE.write_text("\n".join([HEAD, figure_table(figures), *tables]), encoding="utf-8")
    print(f"quality: {PAGE.relative_to(ROOT)} written")
    return 0


HEAD = """# Quality

Written by `python eval/quality.py`, which needs the annotated data beside the repository; do not edit it by hand. The
floors below which `eval/gate.py` refuses a change stand in `eval/floors.toml`.

## Figures
"""


def figure_table(figures: dict[str, Measures]) -> str:
    """Every measure beside its floor, and what it means."""
    floors = load().floors
    lines = ["| measure | now | floor |", "|---|---|---|"]
    for name, measures in figures.items():
        for measure, now in measures.items():
            full = f"{name}.{measure}"
            bound = f"{'at most ' if is_lower_better(full) else ''}{floors[full]:g}" if full in floors else ""
            lines.append(f"| {full} | {now:g} | {bound} |")
    return "\n".join([*lines, "", *(f"- **{name}**: {meaning}." for name, meaning in MEANINGS.items()), ""])


def misses(score: ModuleType, folder: Path) -> Iterator[Miss]:
    """What was read wrongly in the reports of a folder."""
    golds = sorted(folder.glob("*.gold.jsonl"))
    texts = [file.with_name(file.name.replace(".gold.jsonl", ".txt")) for file in golds]
    readings, _ = score.run(texts)
    for file, reading in zip(golds, readings, strict=True):
        _, *rows = score.rows(file)
        for row in rows:
            if not row["optional"]:
                yield from compared(score, row, reading["attributions"])


def compared(score: ModuleType, row: Row, read: list[Row]) -> Iterator[Miss]:
    """What is wrong with the attribution that was read for one of the gold."""
    mine = matched(score, row, read)
    where, words = f"{row['doc']} {row['n']}", opening(row.get("content") or [])
    if mine is None:
        yield Miss(where, "found", name(row["speaker"]), "", words, f"cue: {name(row['cue'])}")
        return
    speaker = mine.get("speaker") or {}
    why = name(speaker.get("why"), 14)
    heard = str(speaker.get("name") or "")
    parts = score.re.split(r";| and ", heard)
    if not all(any(score.same(one, part) for part in parts) for one in row["speaker"].split(";")):
        yield Miss(where, "speaker", name(row["speaker"]), name(heard), words, why)
    principal = row["on_behalf_of"]
    if principal and not score.same(principal, speaker.get("speaks_for") or heard):
        yield Miss(where, "principal", name(principal), name(speaker.get("speaks_for")), words, why)
    if mine.get("form") != row["form"]:
        yield Miss(where, "form", row["form"], str(mine.get("form")), words, "")
    yield from chain(score, row, mine, Miss(where, "chain", "", "", words, ""))


def chain(score: ModuleType, row: Row, mine: Row, like: Miss) -> Iterator[Miss]:
    """The chain, where it is neither of those that the gold accepts."""
    relays = [link.get("name") for link in mine.get("chain") or []]
    accepted = [row["via"], *([row["via_also"]] if row.get("via_also") else [])]
    if any(len(relays) == len(one) and all(map(score.same, one, relays)) for one in accepted):
        return
    shown = [" < ".join(map(name, names)) or "none" for names in (row["via"], relays)]
    yield Miss(like.where, like.what, shown[0], shown[1], like.words, f"cue: {name(mine['cue']['text'])}")


def matched(score: ModuleType, row: Row, read: list[Row]) -> Row | None:
    """The attribution whose content is the gold's by half or more, rather one with the right speaker."""

    def fit(mine: Row) -> tuple[bool, float]:
        shared = score.iou(row["spans"], (mine.get("content") or {}).get("spans") or [])
        named = (mine.get("speaker") or {}).get("name")
        return shared >= 0.5 and any(score.same(one, named) for one in row["speaker"].split(";")), shared

    best = max(read, key=fit, default=None)
    return best if best is not None and fit(best)[1] >= 0.5 else None


def opening(content: list[str]) -> str:
    """The first three words, so that the place can be found and nothing is copied.

    >>> opening(["the talks in Sarn would go on"])
    'the talks in …'
    """
    words = " ".join(content).split()
    return " ".join(words[:3]) + (" …" if len(words) > 3 else "")


def name(value: object, most: int = 6) -> str:
    """A name or a reason in at most so many words.

    >>> name(None), name("Irena Valk"), name("one two three", 2)
    ('none', 'Irena Valk', 'one two …')
    """
    words = str(value or "none").split()
    return " ".join(words[:most]) + (" …" if len(words) > most else "")


KINDS = {
    "found": ("Not found", "speaker"),
    "speaker": ("Another speaker", "right"),
    "principal": ("Another principal", "right"),
    "chain": ("Another chain", "right"),
    "form": ("Another form", "right"),
}


def error_tables(folder: str, found: list[Miss]) -> str:
    """One table for each kind of error."""
    out = [f"## What was read wrongly: {folder}", ""]
    for kind, (title, right) in KINDS.items():
        rows = [miss.line() for miss in found if miss.what == kind]
        if rows:
            out += [
                f"### {title}: {len(rows)}",
                "",
                f"| report | {right} | read as | content | why |",
                "|---|---|---|---|---|",
            ]
            out += [*rows, ""]
    return "\n".join(out)


if __name__ == "__main__":
    sys.exit(main())
