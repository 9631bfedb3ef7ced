"""A person decides on the review page what coders differ on, and what the reader was unsure of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web import unsure
from tests.web.conftest import ISSUE, Serve, coding, sign

from onrecord import coding as coders
from onrecord.ledger import Ledger
from onrecord.types import StanceLabel
from onrecord.web.links import path_to
from onrecord.web.parts import answers as answered
from onrecord.web.parts.answers import answers, compared, decided, differing, upheld
from onrecord.web.settings import Settings

HERE = f"/issues/{ISSUE.id}/review"
DECIDING = {"as": "Eva", "disputed": "yes"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return unsure.fill(tmp_path / "unsure.db")


@pytest.fixture
def client(serve: Serve, path: Path) -> TestClient:
    return serve(Settings(path))


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    with Ledger.open(path) as ledger:
        yield ledger


def page(client: TestClient, **asked: str) -> dict[str, object]:
    found: dict[str, object] = client.get(f"{HERE}.json", params=asked or DECIDING).json()
    return found


def up(client: TestClient, **asked: str) -> str:
    shown = page(client, **asked)["shown"]
    assert isinstance(shown, dict)
    return str(shown["attribution"])


def decide(client: TestClient, key: str) -> None:
    sent = {"sign": sign(client), "by": "Eva", "disputed": "yes", "attribution": up(client), "key": key}
    answer = client.post(HERE, data=sent)
    assert answer.headers["location"] == f"{HERE}?as=Eva&disputed=yes", answer.text


def figures(client: TestClient, **asked: str) -> list[object]:
    found = page(client, **asked)
    return [found[name] for name in ("done", "done_by_others", "waiting", "disputed")]


# --- what coders differ on ------------------------------------------------------------------------------------


def test_what_coders_differ_on_is_shown_side_by_side(client: TestClient) -> None:
    text = client.get(HERE, params=DECIDING).text
    assert text.index('aria-label="Who says for"') < text.index('aria-label="Who says against"')
    assert 'aria-label="Who says neither"' not in text
    assert figures(client) == [0, 0, 2, 2]


def test_a_decision_is_kept_as_one_with_name_and_time_and_the_next_comes_up(client: TestClient, ledger: Ledger) -> None:
    first = up(client)
    decide(client, "a")
    (kept,) = ledger.codings(ISSUE.digest, "person", "Eva")
    assert (kept.attribution, kept.stance.label, kept.is_adjudicated) == (first, "against", True)
    assert dt.datetime.now(dt.UTC) - kept.at < dt.timedelta(minutes=1)
    assert up(client) != first
    assert figures(client) == [1, 0, 1, 1]
    assert [u.id for u in coders.disputed(ledger, ISSUE)[0]] == [up(client)], "the command has the same ones"


def test_a_decision_is_taken_back_and_comes_up_again(client: TestClient, ledger: Ledger) -> None:
    first = up(client)
    decide(client, "f")
    last = page(client)["last"]
    assert isinstance(last, dict) and last["label"] == "for"
    sent = {"sign": sign(client), "by": "Eva", "disputed": "yes", "coding": last["coding"]}
    assert client.post(f"{HERE}/undo", data=sent).headers["location"] == f"{HERE}?as=Eva&disputed=yes"
    assert up(client) == first
    assert figures(client) == [0, 0, 2, 2]
    assert list(ledger.codings(ISSUE.digest, "person", "Eva")) == []


def test_a_decision_is_no_answer_of_its_maker_in_the_other_modes(client: TestClient) -> None:
    decide(client, "f")
    own = {"as": "Eva"}
    assert figures(client, **own) == [0, 0, 3, 1]
    assert page(client, **own)["last"] is None
    assert page(client, **own)["agreement"] == []
    assert figures(client, **own, blind="yes") == [0, 0, 3, 0]
    assert figures(client, **{"as": "Ada", "disputed": "yes"}) == [0, 1, 1, 1], "others' decisions count as theirs"


def test_whose_answers_were_decided_on_is_told(client: TestClient) -> None:
    assert page(client)["upheld"] == []
    decide(client, "a")
    told = page(client)["upheld"]
    assert told == [
        {"coder": "model", "by": "digest", "same": 0, "of": 1},
        {"coder": "person", "by": "Ben", "same": 1, "of": 1},
    ]


def test_all_decided_says_so(client: TestClient) -> None:
    decide(client, "a")
    decide(client, "a")
    assert "Coders differ on nothing that is not decided" in client.get(HERE, params=DECIDING).text
    assert "Decide what coders differ on" not in client.get(HERE).text


# --- without loading all codings again ------------------------------------------------------------------------


def test_an_answer_loads_no_coding_that_was_loaded_before(
    client: TestClient, ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    figures(client)
    asked: list[object] = []
    rows = Ledger.rows

    def seen(self: Ledger, select: str, values: tuple[object, ...] = ()) -> list[tuple[object, ...]]:
        asked.extend(values[1:] if select == answered._NEW else ())
        return rows(self, select, values)  # type: ignore[arg-type]

    def never(self: Ledger, *some: str) -> None:
        raise AssertionError("all codings are loaded")

    monkeypatch.setattr(Ledger, "rows", seen)
    monkeypatch.setattr(Ledger, "codings", never)
    decide(client, "f")
    assert figures(client) == [1, 0, 1, 1]
    assert asked == [6], "only what came behind the sixth coding"


def test_what_grew_by_pieces_is_what_the_ledger_counts(ledger: Ledger) -> None:
    steps: list[tuple[int, StanceLabel, str, int, bool]] = [
        (0, "against", "Ana", 1, False), (2, "neither", "Ana", 2, False), (1, "for", "Ana", 3, False),
        (1, "against", "Ana", 4, False), (0, "for", "Eva", 5, True), (2, "against", "Ben", 6, False),
        (0, "neither", "Ana", 0, False),
    ]  # fmt: skip
    for number, label, by, minute, decides in steps:
        at = dt.datetime(2031, 3, 8, 12, minute, tzinfo=dt.UTC)
        made = replace(coding(f"u1#u1-{number}", label, None, by), id=f"s{minute}", at=at, is_adjudicated=decides)
        ledger.add_codings([made])
        same_as_the_ledger(ledger)
    for id_ in ("s5", "s4", "s6"):
        ledger.undo_coding(id_, "Ana")
        same_as_the_ledger(ledger)


def same_as_the_ledger(ledger: Ledger) -> None:
    given = answers(ledger, ISSUE)
    latest = given.latest
    keys = {spoken.place: spoken.key for spoken in ledger.spoken()}
    shown, _ = coders.disputed(ledger, ISSUE)
    assert sorted(keys[key] for key in differing(latest).tolist()) == sorted(u.id for u in shown)
    said = {c.attribution for c in ledger.codings(ISSUE.digest) if c.is_adjudicated}
    assert {keys[key] for key in decided(latest).tolist()} == said
    assert sum(u.of for u in upheld(given, latest)) <= 3 * len(said)
    reference = [c for c in coders.comparisons(ledger, ISSUE) if ("person", "Ana") in (c.one, c.other)]
    found = {c.other: c.agreement for c in compared(given, latest, ("person", "Ana"))}
    assert set(found) == {c.other if c.one == ("person", "Ana") else c.one for c in reference}
    for c in reference:
        mine = found[c.other if c.one == ("person", "Ana") else c.one]
        theirs = c.agreement
        assert (mine.alpha, mine.agreed, len(mine.pairs), mine.abstained) == (
            theirs.alpha, theirs.agreed, len(theirs.pairs), theirs.abstained,
        )  # fmt: skip


# --- who speaks, for whom, on whose word ----------------------------------------------------------------------


def doubts(client: TestClient, kind: str) -> list[dict[str, object]]:
    found = page(client, **{"as": "Eva"})["doubts"]
    assert isinstance(found, dict) and found[f"of_{kind}"] == len(found[kind])
    return list(found[kind])


def judge(client: TestClient, doubt: dict[str, object], action: str, **decision: str) -> None:
    sent = {"sign": sign(client), "by": "Eva", "back": f"{HERE}?as=Eva#chains", "report": str(doubt["report"])}
    answer = client.post(path_to("statements", str(doubt["statement"]), f"/{action}"), data=sent | decision)
    assert answer.headers["location"] == f"{HERE}?as=Eva#chains", answer.text


def statement(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get(path_to("statements", "u1#u1-0") + ".json").json()
    return found


def chain(client: TestClient) -> list[str]:
    told = statement(client)["told"]
    assert isinstance(told, dict)
    return [link["name"] for link in told["report"]["chain"]]


def take_back(client: TestClient) -> None:
    judged = page(client, **{"as": "Eva"})["judged"]
    assert isinstance(judged, dict)
    sent = {"sign": sign(client), "by": "Eva", "back": HERE}
    assert client.post(f"/judgements/{judged['judgement']}/undo", data=sent).status_code == 303


def test_a_doubtful_chain_is_shown_with_its_words_and_confirmed(client: TestClient) -> None:
    (doubt,) = doubts(client, "chains")
    assert (doubt["text"], doubt["confidence"], doubt["why"]) == (
        unsure.WORDS, 0.4, "the reader is not sure of these words",
    )  # fmt: skip
    assert doubt["chain"] == [{"actor": "kta", "name": "KTA", "role": "relay", "words": "KTA"}]
    judge(client, doubt, "chain", as_read="yes")
    assert doubts(client, "chains") == []
    assert chain(client) == ["KTA"]
    take_back(client)
    assert len(doubts(client, "chains")) == 1


def test_a_chain_is_corrected_and_the_correction_taken_back(client: TestClient) -> None:
    (doubt,) = doubts(client, "chains")
    judge(client, doubt, "chain", link="Brennick Gazette")
    assert chain(client) == ["Brennick Gazette"]
    assert doubts(client, "chains") == []
    take_back(client)
    assert chain(client) == ["KTA"]
    judge(client, doubt, "chain", first_hand="yes")
    assert chain(client) == []
    told = client.get("/judgements.json").json()["judgements"]
    assert [j["text"] for j in told] == [
        "1 report first hand",
        "taken back: 1 report on the word of brennick-gazette",
        "1 report on the word of brennick-gazette",
    ]


def test_a_side_that_no_words_tell_is_confirmed_corrected_or_taken_away(client: TestClient) -> None:
    (doubt,) = doubts(client, "sides")
    assert (doubt["name"], doubt["speaks_for"], doubt["words"]) == ("Pavel Dorn", "Varenia", ["minister"])
    assert "the state that the article is about" in str(doubt["why"])
    for decision, side in (
        ({"speaks_for": "Varenia"}, "Varenia"),
        ({"speaks_for": "Ostmark"}, "Ostmark"),
        ({"nobody": "yes"}, None),
    ):
        judge(client, doubt, "speaker", **decision)
        assert doubts(client, "sides") == []
        assert statement(client)["speaks_for"] == side
        take_back(client)
    assert len(doubts(client, "sides")) == 1


@pytest.mark.parametrize(
    ("decision", "told"),
    [
        ({}, "say on whose word it stands"),
        ({"link": "KTA", "first_hand": "yes"}, "say on whose word it stands"),
        ({"link": "Nobody"}, "is no actor of the record"),
        ({"first_hand": "yes", "report": "u1#u1-9"}, "is no attribution"),
        ({"first_hand": "yes", "by": " "}, "say who you are"),
    ],
)
def test_a_chain_that_makes_no_sense_is_refused_in_words(
    client: TestClient, decision: dict[str, str], told: str
) -> None:
    sent = {"sign": sign(client), "by": "Eva", "report": "u1#u1-0"} | decision
    answer = client.post(path_to("statements", "u1#u1-0", "/chain"), data=sent)
    assert answer.status_code == 400
    assert told in answer.text


def test_the_blind_see_no_doubts_and_who_has_no_name_decides_none(client: TestClient) -> None:
    assert "Doubtful chains" not in client.get(HERE, params={"as": "Eva", "blind": "yes"}).text
    text = client.get(HERE).text
    assert "Doubtful chains" in text and "data-doubt-key" not in text
