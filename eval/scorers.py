"""What is measured, by the scorers that stand in `../shared`, as numbers under names that stay.

`SCORERS` holds each run: its command, the gold that it needs, and how its answer becomes measures. Percentages are
0 to 100; a measure in `LOWER` is the better the smaller it is.
"""

from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("ONRECORD_SHARED", ROOT.parent / "shared"))
Measures = dict[str, float]
Answer = Mapping[str, Any]

LOWER = frozenset({"false-chains", "furniture", "memory", "calibration"})
"""Measures, by the last part of their names, that should be small."""
WEATHER = frozenset({"speed", "memory"})
"""Measures that depend on the machine and on what else runs there: their limits are set by hand."""


@dataclass(frozen=True, slots=True)
class Scorer:
    """One run. `what` and `gold` are the arguments of score.py; `script` stands in its place where there is one, takes
    `options`, and is told the gold unless it `knows` where that stands."""

    what: str
    gold: str
    measures: Callable[[Answer], Measures]
    script: Path | None = None
    knows: bool = False
    options: tuple[str, ...] = ()

    @property
    def path(self) -> Path:
        return SHARED / self.gold

    def run(self) -> Answer:
        """What the scorer answers. CalledProcessError where it fails."""
        command = [str(self.script or SHARED / "score" / "score.py")]
        gold = [] if self.knows else [str(self.path)]
        command += [*self.options, *gold] if self.script else [self.what, *gold, "--json"]
        environment = {**os.environ, "ONRECORD": f"{sys.executable} -m onrecord"}
        done = subprocess.run(
            [sys.executable, *command], stdout=subprocess.PIPE, text=True, check=True, env=environment
        )
        return {"lines": done.stdout} if self.script else json.loads(done.stdout)

    def digest(self) -> str:
        """The sha256 of the gold: of a file, or of the names and contents of all files of a folder."""
        total = hashlib.sha256()
        for file in sorted(self.path.iterdir()) if self.path.is_dir() else [self.path]:
            total.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
        return total.hexdigest()


def spans(answer: Answer) -> Measures:
    """F1 of exact spans, and what `polnear` says beyond that."""
    names = {"exact source": "source", "exact cue": "cue", "exact content": "content"}
    names |= {"whole attribution exact": "whole", "content and source linked": "linked"}
    out = {short: float(answer[long]["F1"]) for long, short in names.items() if long in answer}
    return ({"alpha": float(answer["alpha"])} if "alpha" in answer else {}) | out


def case_shares(answer: Answer) -> Measures:
    """The shares that `cases` prints as "36/42", in percent; what does not occur in the cases is left out."""
    names = {
        "found": "found",
        "right speaker": "speaker",
        "right principal": "principal",
        "right form": "form",
        "right chain": "chain",
        "right time said": "said",
    }
    counts = {short: tuple(map(int, answer[long].split("/"))) for long, short in names.items()}
    found = counts["found"][0]
    out = {name: round(100 * part / whole, 1) for name, (part, whole) in counts.items() if whole}
    out["false-chains"] = round(100 * answer["chains where there is none"] / max(found, 1), 1)
    out["furniture"] = float(answer["attributions in furniture or repeats"])
    return out


def intervals(answer: Answer) -> Measures:
    """How many of the dated intervals hold the truth, and how many articles are dated, in percent."""
    dated = 100 * answer["dated on both sides"] / answer["articles"]
    return {"holds": float(answer["interval holds the truth, %"] or 0), "dated": round(dated, 1)}


def pace(answer: Answer) -> Measures:
    """Articles a second and MiB of the largest process."""
    return {"speed": float(answer["articles per second"]), "memory": float(answer["peak memory, MiB"])}


def sides(answer: Answer) -> Measures:
    """What `stance` and `issue` say: accuracy where the coder answers, how often it does, and how well it knows."""
    names = {"accuracy where answered, %": "accuracy", "coverage, %": "coverage", "macro-F1": "macro-f1"}
    names |= {"calibration error, points": "calibration"}
    return {short: float(answer[long]) for long, short in names.items()}


def told(answer: Answer) -> Measures:
    """What a script of our own says as `issue` does, in its first line."""
    return sides(json.loads(answer["lines"].splitlines()[0]))


def ledger(answer: Answer) -> Measures:
    """Precision and recall of the sides taken in a ledger, and how far their stated confidence is off.

    >>> ledger({"lines": '{"precision": 80.0, "recall": 30.0, "calibration error of the sides, points": 2.0}'})
    {'precision': 80.0, 'recall': 30.0, 'calibration': 2.0}
    """
    found = json.loads(answer["lines"].splitlines()[0])
    names = {"precision": "precision", "recall": "recall", "calibration error of the sides, points": "calibration"}
    return {short: float(found[long]) for long, short in names.items()}


def directed(answer: Answer) -> Measures:
    """Macro-F1 of none, positive and negative, with the direction left out.

    >>> directed({"lines": "Figures(rows=9, accuracy=70.0, macro_f1=61.25, coverage=100.0)"})
    {'macro-f1': 61.2}
    """
    found = re.search(r"macro_f1=([\d.]+)", answer["lines"])
    assert found is not None, answer["lines"]
    return {"macro-f1": round(float(found[1]), 1)}


def copies(answer: Answer) -> Measures:
    """Precision and recall on the labelled pairs that share half of their shingles and as many next ones.

    >>> copies({"lines": "half and near   99 pairs, 4 copies: precision 98.0% (49 of 50), recall 96.1% (49 of 51)"})
    {'precision': 98.0, 'recall': 96.1}
    """
    line = next(line for line in answer["lines"].splitlines() if line.startswith("half and near"))
    return {name: float(value) for name, value in re.findall(r"(precision|recall) ([\d.]+)%", line)}


SCORERS: dict[str, Scorer] = {
    "polnear": Scorer("polnear", "data/polnear/dev.jsonl.gz", spans),
    "cofenet": Scorer("cofenet", "data/polnear/cofenet-valid.jsonl.gz", spans),
    "syria": Scorer("cases", "cases/syria", case_shares),
    "wires": Scorer("cases", "cases/wires", case_shares),
    "speed": Scorer("speed", "data/polnear/dev.jsonl.gz", pace),
    "afp-xinhua": Scorer("dating", "data/dating/afp-xinhua.jsonl.gz", intervals),
    "timebank": Scorer("dating", "data/dating/timebank-aquaint.jsonl.gz", intervals),
    "copies": Scorer("copies", "data/stories/news-cluster.jsonl.gz", copies, ROOT / "eval" / "copies" / "score.py"),
    "perspectrum": Scorer("stance", "data/stance/perspectrum.jsonl.gz", sides),
    "vast": Scorer("stance", "data/stance/vast.jsonl.gz", sides),
    "directed": Scorer(
        "stance", "data/stance/directed-sentiment.jsonl.gz", directed, ROOT / "eval" / "stance_directed.py", knows=True
    ),
    "issue": Scorer("issue", "cases/syria", sides),
    "news": Scorer("issue", "data/dating/afp-xinhua.jsonl.gz", told, ROOT / "eval" / "stance_news.py", knows=True),
    "pairs": Scorer(
        "issue",
        "data/dating/afp-xinhua.jsonl.gz",
        told,
        ROOT / "eval" / "stance_news.py",
        knows=True,
        options=("--pairs",),
    ),
    "ledger": Scorer(
        "issue", "data/dating/afp-xinhua.jsonl.gz", ledger, ROOT / "eval" / "stance_ledger.py", knows=True
    ),
}


def scorer_module() -> ModuleType:
    """score.py as a module, so that a case is matched here as it is matched there."""
    sys.dont_write_bytecode = True
    os.environ["ONRECORD"] = f"{sys.executable} -m onrecord"
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def is_lower_better(measure: str) -> bool:
    """Whether `measure` ("syria.furniture") should be small."""
    return measure.rpartition(".")[2] in LOWER


def is_weather(measure: str) -> bool:
    """Whether `measure` ("speed.memory") says as much about the machine as about the code."""
    return measure.rpartition(".")[2] in WEATHER
