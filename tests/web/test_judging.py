"""What a person decides on a page: kept with a name and a time, seen at once, and taken back."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import sign

from onrecord.web.links import path_to

STATEMENT = path_to("statements", "a1#a1-0")


def decide(client: TestClient, path: str, status: int = 303, **fields: str | list[str]) -> str:
    answer = client.post(path, data={"by": "Ada Brandt", **fields, "sign": sign(client)})
    assert answer.status_code == status, answer.text
    return answer.text


def newest(client: TestClient) -> dict[str, object]:
    found: dict[str, object] = client.get("/judgements.json").json()["judgements"][0]
    return found


def test_a_speaker_is_corrected_and_the_correction_taken_back(client: TestClient) -> None:
    keys = ["a1#a1-0", "a2#a2-0"]
    decide(client, f"{STATEMENT}/speaker", report=keys, actor="Tomas Orlic", speaks_for="Kestria")
    page = client.get(f"{STATEMENT}.json").json()
    assert (page["who"]["id"], page["speaks_for"]) == ("tomas-orlic", "Kestria")
    made = newest(client)
    assert (made["by"], made["kind"], made["counts"]) == ("Ada Brandt", "speaker", True)
    assert page["judgements"][0]["id"] == made["id"]
    decide(client, f"/judgements/{made['id']}/undo", back=STATEMENT)
    assert client.get(f"{STATEMENT}.json").json()["who"]["id"] == "irena-valk"
    assert client.get("/judgements.json").json()["total"] == 2


def test_two_actors_become_one_and_two_again(client: TestClient) -> None:
    decide(client, "/actors/irena-valk/merge", other="Tomas Orlic", note="one person")
    assert client.get("/actors/tomas-orlic").status_code == 404
    page = client.get("/actors/irena-valk.json").json()
    assert "Tomas Orlic" in page["aliases"]
    decide(client, f"/judgements/{page['judgements'][0]['id']}/undo", back="/actors/irena-valk")
    assert client.get("/actors/tomas-orlic").status_code == 200


def test_an_actor_is_renamed_split_and_given_an_office(client: TestClient) -> None:
    decide(client, "/actors/tomas-orlic/rename", name="Tomáš Orlič")
    assert "Tomáš Orlič" in client.get("/actors/tomas-orlic").text
    decide(client, "/actors/tomas-orlic/office", role="president", speaks_for="Ostmark", since="2030", until="2031-02")
    office = client.get("/actors/tomas-orlic.json").json()["offices"]
    assert ("president", "2030-01-01", "2031-02-28") in [(o["role"], o["first"], o["last"]) for o in office]
    decide(client, "/actors/irena-valk/split", article=["a2"], name="Another Valk")
    assert client.get("/actors/another-valk").status_code == 200


def test_a_name_is_asked_once_and_kept(client: TestClient) -> None:
    assert 'value="Ada Brandt"' not in client.get("/actors/irena-valk").text
    decide(client, "/actors/irena-valk/rename", name="I. Valk")
    assert 'value="Ada Brandt"' in client.get("/actors/irena-valk").text


@pytest.mark.parametrize(
    ("path", "fields", "named"),
    [
        ("/actors/irena-valk/merge", {"other": "Nobody"}, "is no actor of the record"),
        ("/actors/irena-valk/merge", {"other": "Orlic"}, "there are tomas-orlic"),
        ("/actors/irena-valk/merge", {"other": "irena-valk"}, "two actors or more"),
        ("/actors/irena-valk/rename", {"name": " "}, "say how the actor is called"),
        ("/actors/irena-valk/split", {}, "some of its articles"),
        ("/actors/irena-valk/office", {}, "takes a role"),
        ("/actors/irena-valk/office", {"role": "envoy", "since": "soon"}, "is no day"),
        (f"{STATEMENT}/speaker", {"actor": "irena-valk"}, "choose the reports"),
        (f"{STATEMENT}/speaker", {"report": "a1#a1-0"}, "say who said it"),
        ("/judgements/nothing/undo", {}, "no judgement nothing"),
        ("/actors/irena-valk/rename", {"name": "X", "by": " "}, "say who you are"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_in_words(
    client: TestClient, path: str, fields: dict[str, str], named: str
) -> None:
    assert named in decide(client, path, 400, **fields)
    assert client.get("/judgements.json").json()["total"] == 0


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example", "x"])
def test_a_form_leads_back_to_our_own_pages_only(client: TestClient, back: str) -> None:
    data = {"by": "Ada", "name": "Valk", "back": back, "sign": sign(client)}
    assert client.post("/actors/irena-valk/rename", data=data).headers["location"] == "/actors/irena-valk"
