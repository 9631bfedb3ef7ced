"""Review by a person: a queue of what is doubted, answers that are kept with a name, and can be taken back."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import ISSUE, coding, sign

from onrecord.ledger import Ledger

HERE = f"/issues/{ISSUE.id}/review"
ANA = {"as": "Ana"}


def queue(client: TestClient, **more: str) -> dict[str, object]:
    found = client.get(f"{HERE}.json", params=ANA | more).json()
    assert isinstance(found, dict)
    return found


def up(client: TestClient, **more: str) -> str:
    return str(client.get(f"{HERE}.json", params=ANA | more).json()["shown"]["attribution"])


def press(client: TestClient, key: str, **more: str) -> int:
    sent = {"sign": sign(client), "by": "Ana", "attribution": up(client), "key": key} | more
    return client.post(HERE, data=sent).status_code


def test_who_reviews_is_asked_first(client: TestClient) -> None:
    page = client.get(HERE).text
    assert "Your name" in page
    assert 'data-key="f"' not in page


def test_what_the_model_doubts_most_comes_first(client: TestClient) -> None:
    assert up(client) == "a3#a3-1"  # the model was unsure, at 0.2
    assert queue(client)["waiting"] == 3  # the fourth has no word of the issue


def test_what_coders_differ_on_comes_before_all_else(client: TestClient, ledger_path: Path) -> None:
    with Ledger.open(ledger_path) as ledger:
        ledger.add_codings([coding("a1#a1-0", "against", None, "Ben")])
    assert up(client) == "a1#a1-0"
    assert "Coders differ here" in client.get(HERE, params=ANA).text


def test_an_answer_is_a_coding_with_a_name_and_the_next_one_comes_up(client: TestClient, ledger_path: Path) -> None:
    first = up(client)
    assert press(client, "a") == 303
    assert up(client) != first
    with Ledger.open(ledger_path) as ledger:
        (kept,) = ledger.codings(ISSUE.digest, "person")
    assert (kept.attribution, kept.by, kept.stance.label, kept.is_blind) == (first, "Ana", "against", False)
    assert queue(client)["done"] == 1


def test_an_answer_is_taken_back_and_comes_up_again(client: TestClient, ledger_path: Path) -> None:
    first = up(client)
    press(client, "f")
    last = client.get(f"{HERE}.json", params=ANA).json()["last"]["coding"]
    sent = {"sign": sign(client), "by": "Ana", "coding": last}
    assert client.post(f"{HERE}/undo", data=sent).headers["location"] == f"{HERE}?as=Ana"
    assert up(client) == first
    with Ledger.open(ledger_path) as ledger:
        assert list(ledger.codings(ISSUE.digest, "person")) == []


def test_nobody_takes_back_what_another_answered(client: TestClient, ledger_path: Path) -> None:
    with Ledger.open(ledger_path) as ledger:
        ledger.add_codings([coding("a1#a1-0", "against", None, "Ben")])
    sent = {"sign": sign(client), "by": "Ana", "coding": "a1#a1-0 Ben"}
    assert client.post(f"{HERE}/undo", data=sent).status_code == 404


def test_the_blind_see_no_other_answer(client: TestClient, ledger_path: Path) -> None:
    page = client.get(HERE, params=ANA | {"blind": "yes"}).text
    assert "because" not in page
    assert "Agreement" not in page
    press(client, "n", blind="yes")
    with Ledger.open(ledger_path) as ledger:
        (kept,) = ledger.codings(ISSUE.digest, "person")
    assert kept.is_blind


def test_agreement_so_far_is_told(client: TestClient, ledger_path: Path) -> None:
    with Ledger.open(ledger_path) as ledger:
        ledger.add_codings([coding("a1#a1-0", "for", None, "Ana"), coding("a3#a3-0", "against", None, "Ana")])
    (told,) = client.get(f"{HERE}.json", params=ANA).json()["agreement"]
    assert (told["other"], told["both"], told["agreed"], told["alpha"]) == ("model", 2, 2, 1.0)
    assert "Krippendorff" in client.get(HERE, params=ANA).text


def test_skipping_shows_the_next_one_and_keeps_nothing(client: TestClient) -> None:
    assert up(client, skip="1") != up(client)
    assert queue(client)["done"] == 0


@pytest.mark.parametrize(("key", "status"), [("x", 400), ("", 400)])
def test_a_key_that_is_none_is_refused(client: TestClient, key: str, status: int) -> None:
    assert press(client, key) == status


def test_an_answer_without_the_sign_of_our_page_is_refused(client: TestClient) -> None:
    assert client.post(HERE, data={"by": "Ana", "attribution": "a1#a1-0", "key": "f"}).status_code == 403


def test_every_answer_is_a_button_without_a_script(client: TestClient) -> None:
    page = client.get(HERE, params=ANA).text
    assert re.findall(r'name="key" value="(.)"', page) == ["f", "a", "n", "u", "?"]
