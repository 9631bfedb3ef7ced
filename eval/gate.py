"""Refuses a fall of quality: every scorer of `../shared`, against the figures pinned in eval/floors.toml.

    python eval/gate.py [NAME...]    measure (all scorers, or those named), compare, exit 1 below a floor
    python eval/gate.py --pin        the same, and raise the floors to what was measured

Where `../shared` does not stand there is nothing to measure against, and the gate is open. A gold that has changed
since its figures were pinned is refused too, until `--pin` writes down the new one with what was measured on it.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from scorers import SCORERS, SHARED, Measures, is_lower_better, is_weather

FLOORS = Path(__file__).with_name("floors.toml")
SLACK = {"syria": 2.5, "wires": 0.8, "issue": 5.0}  # one report of 42, two of 257, one statement of 21; elsewhere:
OTHER_SLACK = 0.3
"""Points below what was measured at which a floor is pinned: int8 arithmetic rounds otherwise on another processor."""


@dataclass(frozen=True, slots=True)
class Pinned:
    """What eval/floors.toml holds: a figure a measure, a checksum a gold."""

    floors: Measures
    gold: dict[str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """One line of the gate's table; `floor` is None where nothing is pinned."""

    measure: str
    floor: float | None
    now: float

    @property
    def holds(self) -> bool:
        """Whether the figure is as good as the floor.

        >>> Verdict("polnear.cue", 70.0, 70.0).holds, Verdict("polnear.cue", 70.0, 69.9).holds
        (True, False)
        >>> Verdict("syria.furniture", 0.0, 1.0).holds
        False
        """
        if self.floor is None:
            return True
        return self.now <= self.floor if is_lower_better(self.measure) else self.now >= self.floor

    @property
    def word(self) -> str:
        return "" if self.floor is None else "holds" if self.holds else "FELL"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of {', '.join(SCORERS)}; default: all")
    parser.add_argument("--pin", action="store_true", help="raise the floors to what was measured")
    options = parser.parse_args()
    if unknown := set(options.names) - set(SCORERS):
        parser.error(f"no scorer {', '.join(sorted(unknown))}; there are {', '.join(SCORERS)}")
    if not (SHARED / "score" / "score.py").exists():
        print(f"gate: {SHARED} is not here, so there is nothing to measure against; open")
        return 0
    pinned = load()
    names = options.names or list(SCORERS)
    changed = [name for name in names if pinned.gold.get(name) not in (None, SCORERS[name].digest())]
    verdicts = list(measured(names, pinned))
    return pin(pinned, verdicts, names, changed) if options.pin else judge(verdicts, changed)


def load() -> Pinned:
    """The pinned figures."""
    held = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return Pinned(dict(held["floors"]), dict(held["gold"]))


def measured(names: Sequence[str], pinned: Pinned) -> Iterator[Verdict]:
    """Every measure of the named scorers, each printed as soon as it is known."""
    print(f"{'measure':<24}{'floor':>10}{'now':>10}  verdict")
    for name in names:
        for measure, now in SCORERS[name].measures(SCORERS[name].run()).items():
            verdict = Verdict(f"{name}.{measure}", pinned.floors.get(f"{name}.{measure}"), now)
            floor = "-" if verdict.floor is None else f"{verdict.floor:g}"
            print(f"{verdict.measure:<24}{floor:>10}{verdict.now:>10g}  {verdict.word}".rstrip(), flush=True)
            yield verdict


def judge(verdicts: Sequence[Verdict], changed: Sequence[str]) -> int:
    """The exit status, after one line that says why."""
    fell = [v.measure for v in verdicts if not v.holds]
    if changed:
        print(f"gate: the gold of {', '.join(changed)} is not the one that the floors were pinned on; see --pin")
    print(f"gate: {len(fell)} of {len(verdicts)} fell: {', '.join(fell)}" if fell else "gate: nothing fell")
    return 1 if fell or changed else 0


def pin(pinned: Pinned, verdicts: Sequence[Verdict], names: Sequence[str], changed: Sequence[str]) -> int:
    """Write the risen floors, and the checksums of the gold that they were measured on."""
    floors = dict(pinned.floors)
    for verdict in verdicts:
        if verdict.floor is None and is_weather(verdict.measure):
            continue
        anew = verdict.measure.partition(".")[0] in changed
        floors[verdict.measure] = raised(verdict, anew)
    gold = pinned.gold | {name: SCORERS[name].digest() for name in names}
    comment = "".join(line for line in FLOORS.read_text(encoding="utf-8").splitlines(True) if line.startswith("#"))
    parts = ["[floors]", *(f'"{k}" = {v!r}' for k, v in floors.items())]
    parts += ["", "[gold]", *(f'{k} = "{v}"' for k, v in gold.items())]
    FLOORS.write_text(f"{comment}\n" + "\n".join(parts) + "\n", encoding="utf-8")
    print(f"gate: {sum(floors[k] != pinned.floors.get(k) for k in floors)} floors pinned anew in {FLOORS.name}")
    return 0


def raised(verdict: Verdict, anew: bool = False) -> float:
    """The floor after a measurement: never worse than before, unless it is pinned `anew` on another gold.

    >>> raised(Verdict("polnear.cue", 70.0, 74.0)), raised(Verdict("polnear.cue", 70.0, 69.0))
    (73.7, 70.0)
    >>> raised(Verdict("polnear.alpha", 0.79, 0.83)), raised(Verdict("wires.false-chains", 3.0, 0.8))
    (0.827, 1.6)
    >>> raised(Verdict("syria.furniture", 0.0, 0.0)), raised(Verdict("speed.speed", 12.0, 30.0))
    (0.0, 12.0)
    """
    if verdict.floor is not None and is_weather(verdict.measure):
        return verdict.floor
    slack = SLACK.get(verdict.measure.split(".")[0], OTHER_SLACK)
    if verdict.measure.endswith("alpha"):
        slack /= 100
    if verdict.measure.endswith("furniture"):
        slack = 0.0
    lower = is_lower_better(verdict.measure)
    value = round(max(0.0, verdict.now + slack if lower else verdict.now - slack), 4)
    if verdict.floor is None or anew:
        return value
    return min(verdict.floor, value) if lower else max(verdict.floor, value)


if __name__ == "__main__":
    sys.exit(main())
