"""The dispute at a glance: lanes, marks and margins that say what the ledger says."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ISSUE, SCRIPT, WORDS, Serve, coding

from onrecord.ledger import Ledger
from onrecord.web.parts.lanes import MOST_MARKS, ROOM, Stated, axis, marks, thinned
from onrecord.web.settings import Settings

HOME = f"/issues/{ISSUE.id}"
DAY = dt.date(2031, 3, 1).toordinal()


def stated(day: int, n: int = 0, days: int = 1) -> Stated:
    first = DAY + day
    return Stated(n + 1, f"s{day}-{n}", "for", first, first + days - 1, True, False)


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
    few = marks([stated(5, n) for n in range(ROOM["for"])], across)
    assert len({mark.y for mark in few}) == len(few) == ROOM["for"]
    (many,) = marks([stated(5, n) for n in range(40)], across)
    assert (many.count, many.statement) == (40, None)


def test_no_two_marks_of_a_lane_cover_each_other() -> None:
    across = axis(dt.date(2031, 3, 1), dt.date(2033, 3, 1))
    found = marks([stated(n * 6) for n in range(100)], across)
    assert len({(mark.x, mark.y) for mark in found}) == len(found)


def test_thousands_of_statements_become_counts_that_hold_them_all() -> None:
    across = axis(dt.date(2031, 3, 1), dt.date(2033, 3, 1))
    lanes = [[stated((n * 7 + k) % 730, n) for n in range(2000)] for k in range(10)]
    found = thinned(lanes, across)
    assert sum(map(len, found)) <= MOST_MARKS
    assert [sum(mark.count for mark in lane) for lane in found] == [2000] * 10


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


def test_a_statement_leads_to_the_issues_it_is_coded_on(client: TestClient) -> None:
    assert f'href="{HOME}"' in client.get("/statements/a1%23a1-0").text
