"""Days and numbers in the words of a page."""

from __future__ import annotations

import datetime as dt

_WHOLE_YEAR = (1, 12)


def days(earliest: dt.date | None, latest: dt.date | None) -> str:
    """The days as a reader says them, as briefly as can be.

    >>> day = dt.date
    >>> days(day(2031, 3, 7), day(2031, 3, 7)), days(day(2031, 3, 1), day(2031, 3, 31)), days(None, None)
    ('7 March 2031', 'March 2031', 'undated')
    >>> days(day(2031, 3, 7), day(2031, 3, 9)), days(None, day(2031, 4, 2)), days(day(2031, 1, 1), day(2031, 12, 31))
    ('7–9 March 2031', 'by 2 April 2031', '2031')
    >>> days(day(2031, 3, 7), day(2031, 4, 2))
    '7 March – 2 April 2031'
    """
    if earliest is None or latest is None:
        return f"by {_day(latest)}" if latest else f"from {_day(earliest)}" if earliest else "undated"
    if earliest == latest:
        return _day(earliest)
    if earliest.year == latest.year and earliest.day == 1 and (latest + dt.timedelta(days=1)).day == 1:
        if earliest.month == latest.month:
            return f"{earliest:%B %Y}"
        if (earliest.month, latest.month) == _WHOLE_YEAR:
            return f"{earliest.year}"
    if (earliest.year, earliest.month) == (latest.year, latest.month):
        return f"{earliest.day}–{_day(latest)}"
    if earliest.year == latest.year:
        return f"{earliest.day} {earliest:%B} – {_day(latest)}"
    return f"{_day(earliest)} – {_day(latest)}"


def _day(day: dt.date) -> str:
    return f"{day.day} {day:%B} {day.year}"


def percent(share: float) -> str:
    """A share of one, in per cent.

    >>> percent(0.934)
    '93 %'
    """
    return f"{100 * share:.0f} %"


def rounded(count: int) -> str:
    """A count in four characters at most, for where there is little room.

    >>> rounded(999), rounded(1_049), rounded(9_960), rounded(68_026), rounded(999_600), rounded(2_500_000)
    ('999', '1.0k', '10k', '68k', '1.0M', '2.5M')
    """
    for size, unit in ((1e6, "M"), (1e3, "k")):
        if count >= size * 0.9995:
            return f"{count / size:.1f}{unit}" if count < 9.95 * size else f"{count / size:.0f}{unit}"
    return str(count)


def signed(value: float) -> str:
    """A position between -1 and 1 with its sign, which nought has none of.

    >>> signed(0.416), signed(-0.5), signed(-0.001)
    ('+0.42', '−0.50', '0.00')
    """
    text = f"{value:+.2f}"
    return "0.00" if text[1:] == "0.00" else text.replace("-", "\N{MINUS SIGN}")
