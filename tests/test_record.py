"""What a ledger knows of one report helps to date, and to place, what another one says."""

from __future__ import annotations

import datetime as dt

from tests.ledger.samples import sample

import onrecord
from onrecord.ledger import Ledger, Question
from onrecord.record import Judge, refresh
from onrecord.types import Article, Published
from onrecord.why import explain

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


def test_a_chain_that_a_person_decides_stands_in_place_of_the_one_that_was_read_until_it_is_taken_back() -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample())
        refresh(ledger)
        as_read = ledger.record()
        judge = Judge(ledger, "ana")
        made = judge.chain(["a3"], ["irena-valk", "kta"])
        assert links(ledger)["a3"] == (("Irena Valk", "KTA"), "Irena Valk")
        assert [(link.name, link.role, link.words) for link in explain(ledger, "a3").reports[0].chain] == [
            ("Irena Valk", "speaker", ""),
            ("KTA", "relay", "KTA"),
        ]
        judge.undo(made.id)
        assert links(ledger)["a3"] == (("diplomats", "KTA"), "diplomats")
        assert ledger.record() == as_read


def test_what_a_person_decides_to_be_first_hand_has_no_chain() -> None:
    with Ledger.open(":memory:") as ledger:
        ledger.add(sample())
        Judge(ledger, "ana").chain(["a2"], [])
        assert links(ledger)["a2"] == ((), None)
        assert [o.chain for s in ledger.record().statements for o in s.occurrences if o.attribution == "a2"] == [()]
        assert explain(ledger, "a2").judgements[0].kind == "chain"


def links(ledger: Ledger) -> dict[str, tuple[tuple[str, ...], str | None]]:
    """The chain of each attribution as lines show it, and who relays it to a coder."""
    refresh(ledger)
    relays = {spoken.key: spoken.relayed_by for spoken in ledger.spoken()}
    return {line.key.partition("#")[2]: (line.chain, relays.get(line.key)) for line in ledger.lines(Question())}
