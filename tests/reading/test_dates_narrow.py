"""How dated reports of the same words narrow an undated one."""

from __future__ import annotations

import datetime as dt

from onrecord.reading.dates import Kin, narrow
from onrecord.types import Published


def day(text: str) -> Published:
    at = dt.date.fromisoformat(text)
    return Published(at, at, "given")


def test_a_dated_copy_dates_an_undated_report_to_days() -> None:
    got = narrow(Published(), [Kin("copy", day("2014-05-06"), "sarn-post-1")])
    assert (str(got.earliest), str(got.latest), got.method) == ("2014-05-04", "2014-05-10", "inferred")
    assert "sarn-post-1" in got.evidence[-1].reason


def test_a_report_of_the_same_statement_leaves_weeks() -> None:
    wide = Published(dt.date(2010, 1, 1), dt.date(2016, 12, 31), "inferred")
    got = narrow(wide, [Kin("statement", day("2014-05-06"), "kta-7")])
    assert (str(got.earliest), str(got.latest)) == ("2014-05-03", "2014-06-20")


def test_the_texts_own_evidence_goes_before_and_the_contradiction_is_named() -> None:
    own = Published(dt.date(2010, 1, 1), dt.date(2011, 12, 31), "inferred")
    got = narrow(own, [Kin("copy", day("2014-05-06"), "kta-7")])
    assert (got.earliest, got.latest) == (own.earliest, own.latest)
    assert got.evidence[-1].reason.startswith("set aside")


def test_kin_far_apart_leave_both_times_open() -> None:
    got = narrow(Published(), [Kin("copy", day("2014-05-06"), "a"), Kin("copy", day("2014-08-01"), "b")])
    assert (str(got.earliest), str(got.latest)) == ("2014-05-04", "2014-08-05")


def test_undated_kin_and_given_dates_change_nothing() -> None:
    assert narrow(Published(), [Kin("copy", Published(), "a")]) == Published()
    assert narrow(day("2014-05-06"), [Kin("copy", day("2010-01-01"), "a")]) == day("2014-05-06")
