"""What a ledger knows of one report helps to date, and to place, what another one says."""

from __future__ import annotations

import datetime as dt

import onrecord
from onrecord.types import Article, Published

DISPATCH = """\
Varenian Foreign Minister Irena Valk said that Varenia would close the strait until the last ship was gone.

"We have waited for eleven weeks and we can wait for eleven more," Valk told reporters in the harbour of Sarn. "What we
cannot do is to open a door while somebody leans on it from the other side," she said.

The ministry said the pilots had been sent home and would be called back within a day of an agreement."""
DAY = dt.date(2017, 3, 9)
DATED = Article("dated", DISPATCH, published=Published(DAY, DAY, "given"))


def test_a_dated_copy_dates_what_only_the_undated_one_says() -> None:
    more = DISPATCH + "\n\nA harbour official said that three tugs had left for Kestria."
    with onrecord.open(":memory:") as book:
        book.add(onrecord.read(DATED))
        book.add(onrecord.read(Article("undated", more)))
        (line,) = book.statements(about="tugs").lines
        assert line.earliest and line.latest
        assert dt.date(2017, 3, 1) <= line.earliest <= DAY <= line.latest <= dt.date(2017, 3, 20)


def test_an_office_learnt_from_one_report_tells_the_side_in_the_next() -> None:
    later = Article("later", "Irena Valk said the talks had failed.", published=Published(DAY, DAY, "given"))
    with onrecord.open(":memory:") as book:
        book.add(onrecord.read(DATED))
        book.add(onrecord.read(later))
        (line,) = book.statements(about="failed").lines
        assert line.speaks_for == "Varenia"
