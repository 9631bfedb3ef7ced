"""How far the bands of positions and the shifts can be trusted: `python eval/positions.py [RUNS]`.

Draws statements from sides whose true position is known, and counts: how often the 90 % band holds it, how often a
shift is told where nothing changed (stated: at most 5 in 100 commands), how often a real one is found. Simulated,
since no corpus tells true positions.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from onrecord.ledger.stance_columns import AGAINST, FOR, NEITHER, Side, StanceColumns
from onrecord.positions.estimates import positions
from onrecord.positions.shifts import courses

SEED = 20_311
START = 737_791  # 2021-01-01
Draw = Callable[[np.random.Generator], StanceColumns]


def columns(
    value: NDArray[np.int64], root: NDArray[np.int64], first: NDArray[np.int64], last: NDArray[np.int64],
    side: NDArray[np.int64], confidence: NDArray[np.float64],
) -> StanceColumns:  # fmt: skip
    """Columns of statements with values -1, 0 and 1; `side` ascends."""
    size = len(value)
    own = np.unique(side * 10**6 + root, return_inverse=True)[1].astype(np.int32)
    sides = tuple(Side(f"s{n}", f"S{n}") for n in range(int(side.max()) + 1))
    return StanceColumns(
        np.arange(1, size + 1), np.array([b"%d" % n for n in range(size)]), side, side, first, last,
        np.select([value > 0, value < 0], [FOR, AGAINST], NEITHER).astype(np.int8), confidence.astype(np.float32),
        np.zeros(size, np.uint8), np.ones(size, np.uint8), own, own, sides, sides,
    )  # fmt: skip


def drawn(
    random: np.random.Generator, size: int, mean: Callable[[NDArray[np.float64]], NDArray[np.float64]], *,
    sides: int = 1, per_root: int = 1, alike: float = 0.0, neither: float = 0.0, doubt: float = 0.0, wide: float = 0.0,
) -> StanceColumns:  # fmt: skip
    """`size` statements a side over three years; `mean` is the true position at each part (0 to 1) of them.

    `per_root` statements share a root and a day, and repeat its first one's side with the chance `alike`. `neither` is
    the share without a side, `doubt` the most that a coder's confidence falls short of 1, `wide` the share of roots
    that are dated to two months.
    """
    total, side = size * sides, np.repeat(np.arange(sides), size)
    root = np.tile(np.arange(size) // per_root, sides)
    key = side * size + root
    _, head, of = np.unique(key, return_index=True, return_inverse=True)
    part = np.sort(random.random((sides, size)), axis=1).ravel()[head][of]
    value = np.where(random.random(total) < (1 + mean(part)) / 2, 1, -1)
    value = np.where(random.random(total) < alike, value[head][of], value)
    value[random.random(total) < neither] = 0
    day = START + (part * 1095).astype(np.int64)
    month = random.random(len(head))[of] < wide
    first = np.where(month, day - (random.random(len(head)) * 60).astype(np.int64)[of], day)
    return columns(value, root, first, np.where(month, first + 60, day), side, 1 - doubt * random.random(total))


def coverage(runs: int) -> None:
    """How often the band holds the true mean of the statements' values, by structure and number."""
    print(f"share of 90 % bands that hold the true position, {runs} runs a cell; median width behind")
    shapes: dict[str, dict[str, float]] = {
        "independent": {},
        "coders in doubt by up to a half": {"doubt": 0.5},
        "four statements a root, 80 % alike": {"per_root": 4, "alike": 0.8},
        "four statements a root, all alike": {"per_root": 4, "alike": 1.0},
        "ten statements a root, all alike": {"per_root": 10, "alike": 1.0},
    }
    for name, shape in shapes.items():
        for size in (4, 12, 40, 200):
            cells = [_held(runs, size, true, shape) for true in (-0.95, -0.6, 0.0, 0.6)]
            held, widths = zip(*cells, strict=True)
            told = " ".join(f"{100 * share:4.0f}" for share in held)
            print(f"  {name:36} n={size:3}  at -.95 -.6 0 .6: {told}   width {np.median(widths):.2f}", flush=True)


def _held(runs: int, size: int, true: float, shape: dict[str, float]) -> tuple[float, float]:
    random = np.random.default_rng(SEED)
    held, widths = 0, []
    for _ in range(runs):
        stances = drawn(random, size, lambda part: np.full(len(part), true), **shape)  # type: ignore[arg-type]
        line = positions(stances).lines[0]
        held += line.low <= true <= line.high
        widths.append(line.high - line.low)
    return held / runs, float(np.median(widths))


def alarms(runs: int) -> None:
    """How often a command tells a shift where nothing changed."""
    print(f"share of commands that tell a shift though nothing changed, {runs} runs a cell (stated: at most 5)")
    for sides, size in ((1, 8), (1, 20), (1, 100), (1, 2000), (20, 12), (10, 40)):
        for name, shape in _SHAPES.items():
            random, told = np.random.default_rng(SEED), 0
            for _ in range(max(runs // sides, 40)):
                stances = drawn(random, size, lambda part: np.full(len(part), -0.3), sides=sides, **shape)  # type: ignore[arg-type]
                told += any(line.shifts for line in courses(positions(stances)).lines)
            print(
                f"  {sides:3} sides of {size:4} statements, {name:44} {100 * told / max(runs // sides, 40):5.1f}",
                flush=True,
            )


_SHAPES: dict[str, dict[str, float]] = {
    "independent": {},
    "days loose, coders in doubt, some neither": {"wide": 0.5, "doubt": 0.5, "neither": 0.2},
    "four a root, all alike": {"per_root": 4, "alike": 1.0},
}


def power(runs: int) -> None:
    """How often a real shift in the middle of the line is found, and how far from its day."""
    print(f"share of real shifts that are found, {runs} runs a cell; days between its true and its told place, median")
    for before, after in ((-0.95, 0.95), (-0.9, 0.0), (-0.5, 0.5), (-0.3, 0.3)):
        for size in (8, 12, 20, 40, 100):
            random, found, off = np.random.default_rng(SEED), 0, []
            for _ in range(runs):
                stances = drawn(random, size, lambda part: np.where(part < 0.5, before, after), wide=0.3)  # noqa: B023
                shifts = courses(positions(stances)).lines[0].shifts
                found += bool(shifts)
                days = [(s.last_before.toordinal() + s.first_after.toordinal()) / 2 - START - 547 for s in shifts]
                off += [min(map(abs, days))] if days else []
            told = f"{np.median(off):4.0f} days off" if off else ""
            print(f"  {before:+.2f} to {after:+.2f}, {size:4} statements {100 * found / runs:5.0f}  {told}", flush=True)


def main() -> None:
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 400
    coverage(runs)
    alarms(runs)
    power(runs // 2)


if __name__ == "__main__":
    main()
