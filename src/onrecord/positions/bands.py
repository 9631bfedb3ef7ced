"""The Beta distribution of a share, and the band that holds it."""

from __future__ import annotations

import numpy as np

from onrecord.positions.weights import Weight

POINTS = 801  # of the grid over which a density is summed: errors stay below a thousandth of the band
REACH = 9.0  # standard deviations to each side of the mode; what lies beyond is below 1e-15
ROWS = 2048  # bands that are worked out at once, so that memory stays small


def bands(pro: Weight, contra: Weight, level: float = 0.9) -> tuple[Weight, Weight]:
    """Lower and upper ends of the equal-tailed band of Beta(pro, contra), both at least 1/2, mapped to [-1, 1].

    In the angle t with share = sin(t)^2 the density is sin^(2 pro - 1) cos^(2 contra - 1), which has no poles and is
    flat for Jeffreys' prior alone, so that a plain sum over a grid around its mode is exact enough.

    >>> low, high = bands(np.array([0.5, 10.5]), np.array([0.5, 0.5]))
    >>> [f"{x:.2f}" for x in low], [f"{x:.2f}" for x in high]
    (['-0.99', '0.66'], ['0.99', '1.00'])
    """
    found = [_bands(pro[i : i + ROWS], contra[i : i + ROWS], level) for i in range(0, len(pro), ROWS)]
    low, high = zip(*found, strict=True) if found else ((np.empty(0),), (np.empty(0),))
    return np.concatenate(low), np.concatenate(high)


def _bands(pro: Weight, contra: Weight, level: float) -> tuple[Weight, Weight]:
    sin, cos = 2 * pro - 1, 2 * contra - 1
    both = sin + cos
    mode = np.arctan2(np.sqrt(sin), np.sqrt(cos))
    reach = REACH / np.sqrt(np.maximum(2 * both, 1e-9))
    first, last = np.maximum(mode - reach, 0), np.minimum(mode + reach, np.pi / 2)
    angles = first[:, None] + (last - first)[:, None] * np.linspace(0, 1, POINTS)
    with np.errstate(divide="ignore"):
        log = _power(np.sin(angles), sin) + _power(np.cos(angles), cos)
    density = np.exp(log - log.max(axis=1, keepdims=True))
    mass = np.cumsum((density[:, 1:] + density[:, :-1]) / 2, axis=1)
    mass = np.concatenate([np.zeros((len(pro), 1)), mass / mass[:, -1:]], axis=1)
    ends = (1 - level) / 2, (1 + level) / 2
    low, high = (np.array([np.interp(end, m, a) for m, a in zip(mass, angles, strict=True)]) for end in ends)
    return 2 * np.sin(low) ** 2 - 1, 2 * np.sin(high) ** 2 - 1


def _power(base: Weight, exponent: Weight) -> Weight:
    """The logarithm of base to the exponent, 0 where the exponent is 0 though the base be too."""
    log = np.log(np.maximum(base, 1e-300))
    return np.asarray(np.where(exponent[:, None] > 0, exponent[:, None] * log, 0.0))
