"""Conflicts, conditions and networks: side by side, as a graph, and as rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.resolve.make import VALK, reading
from tests.web.conftest import ISSUE, ORLIC, Serve, coding

from onrecord.ledger import Ledger
from onrecord.record import refresh
from onrecord.types import Form
from onrecord.waiting import Gate, Waiting, waiting
from onrecord.web.pages import conditions
from onrecord.web.parts.graph import Dot, Link, drawn, placed
from onrecord.web.settings import Settings

FIRST = "there will be no talks before the ships of Ostmark have left the strait"
SECOND = "the ships leave only after Varenia has returned the pilots"
THIRD = "the ships may stay"
LOCKED = (
    ("Valk", "there will be no talks until Ostmark has withdrawn the ships"),
    ("Orlic", "we will not withdraw the ships until Varenia has joined the talks"),
    ("Valk", "we will hold no elections until the pilots are free"),
)
WAITS = Waiting("Irena Valk", None, "talks", "the ships leave", None, "set", ())


@pytest.fixture
def parted(serve: Serve, tmp_path: Path) -> Iterator[TestClient]:
    """A ledger of two sides that each make the other's step come first."""
    path = tmp_path / "parted.db"
    text = f"Valk said {FIRST}. Orlic said {SECOND}. Valk said {THIRD}."
    said: list[tuple[str | None, str, Form]] = [
        ("irena-valk", FIRST, "indirect"),
        ("tomas-orlic", SECOND, "indirect"),
        ("irena-valk", THIRD, "indirect"),
    ]
    with Ledger.open(path) as ledger:
        ledger.add(reading("b1", text, outlet="KTA", on=0, who=[VALK, ORLIC], said=said))
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        ledger.add_codings([coding("b1#b1-0", "for"), coding("b1#b1-1", "against"), coding("b1#b1-2", "against")])
    yield serve(Settings(path))


@pytest.mark.parametrize("path", ["/conditions", f"/issues/{ISSUE.id}/conditions"])
def test_who_waits_for_whom_is_a_table_and_a_graph(parted: TestClient, path: str) -> None:
    page = parted.get(f"{path}.json").json()
    demands = {one["demand"] for gate in page["gates"] for one in gate["waiting"]}
    assert any("ships of Ostmark have left" in demand for demand in demands)
    assert page["graph"]["edges"]
    assert "ships of Ostmark have left" in parted.get(path).text
    rows = list(csv.DictReader(io.StringIO(parted.get(f"{path}.csv").text)))
    assert {row["step"] for row in rows} >= {"talks"}


def test_conditions_answer_to_a_name_and_a_state(parted: TestClient) -> None:
    assert parted.get("/conditions.json", params={"by": "valk"}).json()["total"] == 1
    assert parted.get("/conditions.json", params={"state": "met"}).json()["total"] == 0


def test_conditions_and_deadlocks_stand_on_pages_with_the_counts_of_all(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "locked.db"
    text = "".join(f"{who} said {words}. " for who, words in LOCKED)
    said: list[tuple[str | None, str, Form]] = [
        ("irena-valk" if who == "Valk" else "tomas-orlic", words, "indirect") for who, words in LOCKED
    ]
    with Ledger.open(path) as ledger:
        ledger.add(reading("b1", text, outlet="KTA", on=0, who=[VALK, ORLIC], said=said))
        refresh(ledger)
    client = serve(Settings(path))
    whole = client.get("/conditions.json").json()
    assert (whole["total"], whole["pages"], whole["locked"], whole["lock_pages"]) == (3, 1, 1, 1)
    monkeypatch.setattr(conditions, "LIMIT", 2)
    pages = [client.get("/conditions.json", params={"page": page}).json() for page in (1, 2)]
    assert [g["waiting"] for page in pages for g in page["gates"]] == [g["waiting"] for g in whole["gates"]]
    assert all(page[name] == whole[name] for page in pages for name in ("total", "states", "unsaid", "locked"))
    assert [len(page["deadlocks"]) for page in pages] == [1, 0]
    assert 'href="/conditions?state=set&amp;page=2#waiting"' in client.get("/conditions?state=set").text
    assert len(client.get("/conditions.csv").text.splitlines()) == 4
    assert client.get("/conditions", params={"page": 3}).status_code == 404
    assert client.get("/conditions", params={"locks": 2}).status_code == 404


def test_a_step_over_several_pages_keeps_its_count() -> None:
    one = waiting(()).gates
    assert list(conditions._steps(one, 0, 9)) == []
    many = (Gate("talks", (WAITS,) * 5), Gate("elections", (WAITS,) * 2))
    cut = [[(s.name, s.count, len(s.waiting)) for s in conditions._steps(many, n, n + 3)] for n in (0, 3, 6)]
    assert cut == [[("talks", 5, 3)], [("talks", 5, 2), ("elections", 2, 1)], [("elections", 2, 1)]]


def test_a_side_on_both_ends_stands_beside_itself(parted: TestClient) -> None:
    page = parted.get(f"/issues/{ISSUE.id}/conflicts.json").json()
    (conflict,) = [c for c in page["conflicts"] if c["kind"] == "self"]
    assert {conflict["one"]["holds"], conflict["other"]["holds"]} == {"for", "against"}
    shown = parted.get(f"/issues/{ISSUE.id}/conflicts", params={"kind": "self"}).text
    assert THIRD in shown
    assert parted.get("/conflicts.json").json()["kinds"].get("self") is None


def test_a_page_of_conflicts_that_is_none_is_not_found(parted: TestClient) -> None:
    assert parted.get("/conflicts", params={"page": 99}).status_code == 404


def test_sides_are_tied_where_they_agree_and_parted_where_they_differ(parted: TestClient) -> None:
    page = parted.get(f"/issues/{ISSUE.id}/network.json").json()
    assert {side["name"] for side in page["sides"]} == {"Varenia", "Ostmark"}
    assert {tie["kind"] for tie in page["ties"]} == {"congruence", "conflict"}
    assert all(tie["statements"] and tie["other_statements"] for tie in page["ties"])
    speakers = parted.get(f"/issues/{ISSUE.id}/network.json", params={"as": "actor"}).json()
    assert {side["name"] for side in speakers["sides"]} == {"Irena Valk", "Tomas Orlic"}


def test_a_network_without_ties_is_told_and_not_drawn(parted: TestClient, serve: Serve, tmp_path: Path) -> None:
    address = f"/issues/{ISSUE.id}/network"
    even = parted.get(address).text
    assert "they agree as often as they differ" in even and "Drawing of the network" not in even
    assert "differ</td>" in even
    path = tmp_path / "alone.db"
    with Ledger.open(path) as ledger:
        text = f"Valk said {FIRST}."
        ledger.add(reading("b1", text, on=0, who=[VALK], said=[("irena-valk", FIRST, "indirect")]))
        refresh(ledger)
        ledger.keep_issue(ISSUE)
        ledger.add_codings([coding("b1#b1-0", "for")])
    page = serve(Settings(path)).get(address).text
    assert "<bdi>Varenia</bdi> alone takes an end of this issue" in page
    assert "Drawing of the network" not in page


def test_a_graph_is_the_same_every_time_and_stays_on_its_sheet() -> None:
    dots = [Dot(str(n), f"Side {n}", n) for n in range(12)]
    links = [Link(n, (n * 5 + 1) % 12, n - 4) for n in range(12)]
    one, other = drawn(dots, links), drawn(dots, links)
    assert one == other
    assert all(0 <= node.x <= 100 and 0 <= node.y <= 100 for node in one.nodes)
    assert len({(node.x, node.y) for node in one.nodes}) == 12


@pytest.mark.parametrize("count", [0, 1, 2])
def test_a_graph_of_few_nodes_has_its_places(count: int) -> None:
    dots = [Dot(str(n), f"Side {n}", 1) for n in range(count)]
    assert len(placed(dots, [])) == count == len(drawn(dots, []).nodes)
