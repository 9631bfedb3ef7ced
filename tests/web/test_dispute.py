"""The dispute at a glance: lanes, marks and margins that say what the ledger says."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ISSUE, SCRIPT, WORDS, Serve, coding

from onrecord.ledger import Ledger
from onrecord.ledger.stance_columns import AGAINST, FOR, NEITHER
from onrecord.web.pages import actor
from onrecord.web.parts.lanes import MOST_MARKS, NAMES, ROOM, SLOT, Axis, Dated, axis, marks, thinned
from onrecord.web.settings import Settings

HOME = f"/issues/{ISSUE.id}"
DAY = dt.date(2031, 3, 1).toordinal()
SPOKEN = """SELECT DISTINCT i.id FROM issues AS i JOIN codings AS c ON c.issue = i.key
    JOIN occurrences AS o ON o.attribution = c.attribution JOIN statements AS st ON st.key = o.statement
    WHERE st.recorded_actor = ? AND c.label IN ('for', 'against', 'neither') ORDER BY i.id"""


def stated(days: Sequence[int], *, label: int = FOR, long: int = 1) -> Dated:
    """One statement for each day, all of one label and so many days long."""
    first, count = DAY + np.array(days), len(days)
    flags, ids = np.ones(count, bool), np.array([f"s{day}-{n}".encode() for n, day in enumerate(days)])
    labels = np.full(count, label, np.int8)
    return Dated(np.arange(1, count + 1), ids, labels, first, first + long - 1, flags, ~flags)


def test_each_side_has_a_lane_with_its_statements_as_marks(client: TestClient) -> None:
    page = client.get(f"{HOME}.json").json()
    lanes = {lane["name"]: lane for lane in page["lanes"]}
    assert set(lanes) == {"Varenia", "Ostmark"}
    (mark,) = lanes["Varenia"]["marks"]
    assert (mark["label"], mark["is_sure"], mark["count"]) == ("for", True, 1)
    assert WORDS[:40] in mark["told"]
    assert "Irena Valk" in mark["told"]
    assert lanes["Varenia"]["bands"]


def test_undated_and_unsure_statements_stand_in_a_margin_of_their_own_and_are_counted(client: TestClient) -> None:
    page = client.get(f"{HOME}.json").json()
    (lane,) = [lane for lane in page["lanes"] if lane["name"] == "Ostmark"]
    assert lane["marks"] == []
    assert [(m["label"], m["is_sure"]) for m in lane["undated"]] == [("against", False)]
    assert page["caption"].startswith("2 statements counted, 1 of them undated")
    assert "1 unsure" in page["caption"]


def test_a_mark_leads_to_its_statement_without_a_script(client: TestClient) -> None:
    page = client.get(HOME).text
    found = re.findall(r'<a href="(/statements/[^"]+)">(?:<line[^>]*>)?<use', page)
    assert len(found) == 2
    assert all(client.get(path).status_code == 200 for path in found)
    assert SCRIPT not in page


def test_the_home_page_shows_the_issue_on_which_most_is_coded(client: TestClient) -> None:
    assert 'class="lane' in client.get("/").text
    assert client.get("/home.json").json()["dispute"]["issue"]["id"] == ISSUE.id


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"by": "valk"}, ["Varenia"]),
        ({"by": "ostmark"}, ["Ostmark"]),
        ({"outlet": "harbour"}, ["Varenia"]),
        ({"coder": "person"}, []),
        ({"chain": "hearsay"}, []),
        ({"until": "1990"}, []),
        ({"open": "varenia", "by": "valk"}, ["Varenia", "Irena Valk"]),
    ],
)
def test_filters_leave_the_lanes_that_answer(client: TestClient, query: dict[str, str], names: list[str]) -> None:
    page = client.get(f"{HOME}.json", params=query).json()
    assert [lane["name"] for lane in page["lanes"]] == names
    assert client.get(HOME, params=query).status_code == 200


def test_the_table_has_a_row_for_each_statement(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get(f"{HOME}.csv").text)))
    assert [(r["side"], r["stance"], r["confidence"]) for r in rows] == [
        ("Varenia", "for", "0.9"),
        ("Ostmark", "against", "0.5"),
    ]
    assert WORDS in rows[0]["words"]


def test_a_changed_coding_shows_at_once(client: TestClient, ledger_path: Path) -> None:
    with Ledger.open(ledger_path) as ledger:
        ledger.add_codings([coding("a1#a1-0", "against", None, "ana")])
    page = client.get(f"{HOME}.json").json()
    (lane,) = [lane for lane in page["lanes"] if lane["name"] == "Varenia"]
    assert (lane["against"], lane["for_"]) == (1, 0)
    assert not lane["marks"][0]["is_sure"]  # coders differ


def test_an_issue_that_is_a_file_is_no_issue_of_the_ledger(client: TestClient, tmp_path: Path) -> None:
    path = tmp_path / "issue.toml"
    path.write_text("id = 1")
    answer = client.get(f"/issues/{str(path).replace('/', '~2f~')}")
    assert answer.status_code == 404
    assert "there are ships-first" in answer.text


def test_a_ledger_without_an_issue_says_how_to_write_one(serve: Serve, tmp_path: Path) -> None:
    client = serve(Settings(tmp_path / "new.db"))
    assert "onrecord issue new" in client.get("/issues").text


# --- the chart in figures ---------------------------------------------------------------------------------------


def test_statements_of_one_day_stand_above_each_other_and_of_more_a_count_stands() -> None:
    across = axis(dt.date(2031, 3, 1), dt.date(2031, 6, 1))
    few = marks(stated([5] * ROOM["for"]), across)
    assert len({mark.y for mark in few}) == len(few) == ROOM["for"]
    (many,) = marks(stated([5] * 40), across)
    assert (many.count, many.statement) == (40, None)


def test_no_two_marks_of_a_lane_cover_each_other() -> None:
    across = axis(dt.date(2031, 3, 1), dt.date(2033, 3, 1))
    found = marks(stated([n * 6 for n in range(100)]), across)
    assert len({(mark.x, mark.y) for mark in found}) == len(found)


def test_thousands_of_statements_become_counts_that_hold_them_all() -> None:
    across = axis(dt.date(2031, 3, 1), dt.date(2033, 3, 1))
    lanes = [stated([(n * 7 + k) % 730 for n in range(2000)]) for k in range(10)]
    found = thinned(lanes, across)
    assert sum(map(len, found)) <= MOST_MARKS
    assert [sum(mark.count for mark in lane) for lane in found] == [2000] * 10


@pytest.mark.parametrize("seed", range(6))
def test_marks_by_columns_are_those_of_one_statement_after_the_other(seed: int) -> None:
    chance = np.random.default_rng(seed)
    first = DAY + chance.integers(0, 900, 300)
    last, labels = first + chance.integers(0, 60, 300), chance.choice([FOR, AGAINST, NEITHER], 300).astype(np.int8)
    ids = np.array([f"s{n}".encode() for n in chance.permutation(300)])
    some = Dated(np.arange(300), ids, labels, first, last, chance.random(300) < 0.6, chance.random(300) < 0.4)
    across = axis(dt.date(2031, 3, 20), dt.date(2033, 3, 1))
    for slot in (SLOT, 0.35, 20.0):
        found = [
            (m.label, m.x, m.count, m.statement, m.is_sure, m.is_hearsay, m.first) for m in marks(some, across, slot)
        ]
        assert found == list(one_by_one(some, across, slot))


def one_by_one(some: Dated, across: Axis, slot: float) -> Iterator[tuple[object, ...]]:
    """What marks there are, in the plainest way."""
    order = sorted(range(len(some)), key=lambda n: (some.doubled[n], some.ids[n]))
    for label in dict.fromkeys(some.label[order].tolist()):
        stacks: list[list[int]] = []
        for n in (n for n in order if some.label[n] == label):
            x = across.x(some.doubled[n] / 2)
            if not stacks or x - across.x(some.doubled[stacks[-1][0]] / 2) >= slot:
                stacks.append([])
            stacks[-1].append(n)
        for stack in stacks:
            for part in [stack] if len(stack) > ROOM[NAMES[label]] else [[n] for n in stack]:
                sure, hearsay = (sum(bool(flag[n]) for n in part) for flag in (some.is_sure, some.is_hearsay))
                middle = sum(some.doubled[n] / 2 for n in part) / len(part)
                id_ = some.ids[part[0]].decode() if len(part) == 1 else None
                day = dt.date.fromordinal(min(int(some.first[n]) for n in part))
                half = len(part) / 2
                yield NAMES[label], across.x(middle), len(part), id_, sure >= half, hearsay > half, day


@pytest.mark.parametrize("days", [0, 3, 20, 90, 400, 2000, 20000])
def test_an_axis_has_some_ticks_and_not_too_many(days: int) -> None:
    first = dt.date(2001, 3, 7)
    made = axis(first, first + dt.timedelta(days=days))
    assert 2 <= len(made.ticks) <= 10
    assert all(0 <= tick.x <= 100 for tick in made.ticks)
    assert re.fullmatch(r"\d{4}", made.ticks[0].year or made.ticks[0].label)


def test_an_actor_has_its_position_on_every_issue(client: TestClient) -> None:
    (line,) = client.get("/actors/irena-valk.json").json()["positions"]
    assert (line["issue"], line["for_"], line["against"]) == (ISSUE.id, 1, 0)
    assert line["estimate"] > 0
    page = client.get("/actors/irena-valk").text
    assert f'href="{HOME}?by=Irena+Valk"' in page
    assert SCRIPT not in page


def test_the_issues_of_an_actor_are_found_however_many_statements_are_looked_through_together(
    ledger_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Ledger.open(ledger_path) as ledger:
        ledger.keep_issue(replace(ISSUE, id="other", question="Another?"))  # on which nothing is coded
        keys = [key for (key,) in ledger.rows("SELECT key FROM recorded_actors ORDER BY key")]
        for batch in (1, 2, 1_000):
            monkeypatch.setattr(actor, "BATCH", batch)
            found = {key: actor._issues(ledger, key) for key in keys}
            assert found == {key: [name for (name,) in ledger.rows(SPOKEN, (key,))] for key in keys}
    assert [ISSUE.id] in found.values() and [] in found.values()


def test_a_statement_leads_to_the_issues_it_is_coded_on(client: TestClient) -> None:
    assert f'href="{HOME}"' in client.get("/statements/a1%23a1-0").text
