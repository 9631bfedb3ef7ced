"""The coder behind an OpenAI-compatible endpoint, against a small server on this machine."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any

import pytest
import urllib3

from onrecord.errors import FetchError, UsageError
from onrecord.stance.coders import Answer, Settings, load_coder
from onrecord.stance.coders.endpoint import Endpoint
from onrecord.stance.coders.llm import LlmCoder, parsed
from onrecord.types import Example, Issue, Manner, Utterance

ISSUE = Issue(
    "corridor", "Must it open?", "It must.", "It may not.", about=("corridor",), examples=(Example("Open it", "for"),)
)
SAID = Utterance("1", "The corridor — “our artery” — must open", speaker="Irena Valk", context="Valk spoke.")


@dataclass(slots=True)
class Server:
    """Gives the replies in order, the last one for ever; keeps what it was asked."""

    replies: list[tuple[int, str, dict[str, str]]] = field(default_factory=list)
    asked: list[tuple[str, dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""

    def says(self, content: object, status: int = 200, **headers: str) -> None:
        text = content if isinstance(content, str) else json.dumps(content)
        body = json.dumps({"choices": [{"message": {"content": text}}]}) if status == 200 else text
        self.replies.append((status, body, headers))


@pytest.fixture
def server() -> Iterator[Server]:
    held = Server()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            held.asked.append((self.path, dict(self.headers), body))
            status, text, headers = held.replies.pop(0) if len(held.replies) > 1 else held.replies[0]
            if status == 0:  # hang up
                return
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            self.end_headers()
            self.wfile.write(text.encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=running.serve_forever, args=(0.01,))
    thread.start()
    held.url = f"http://127.0.0.1:{running.server_port}/v1"
    yield held
    running.shutdown()
    thread.join()
    running.server_close()


def ask(server: Server, *said: Utterance, pauses: list[float] | None = None) -> list[Answer]:
    waited = pauses if pauses is not None else []
    endpoint = Endpoint(server.url, "oracle-1", "s3cret", waited.append, urllib3.Timeout(connect=5, read=5))
    try:
        return list(LlmCoder(endpoint).code((ISSUE, u) for u in said or (SAID,)))
    finally:
        endpoint.close()


def answer(label: str = "for", quote: str = "must open", reason: str = "demands it") -> dict[str, str]:
    return {"label": label, "quote": quote, "reason": reason}


def test_an_answer_that_quotes_the_statement_is_kept(server: Server) -> None:
    server.says(answer())
    (given,) = ask(server)
    assert given.stance is not None
    assert (given.stance.label, given.stance.score, given.stance.confidence) == ("for", 1.0, None)
    assert (given.stance.why, given.stance.coder) == ("“must open”: demands it", "llm")
    path, headers, body = server.asked[0]
    assert path == "/v1/chat/completions" and headers["Authorization"] == "Bearer s3cret"
    assert body["model"] == "oracle-1" and "our artery" in body["messages"][1]["content"]
    assert "Open it" in body["messages"][1]["content"], "the codebook's examples go along"


@pytest.mark.parametrize("quote", ['the CORRIDOR - "our artery"', "must  open.", "’our artery’"])
def test_marks_and_spaces_of_the_quotation_may_differ(server: Server, quote: str) -> None:
    server.says(answer(quote=quote))
    assert ask(server)[0].stance is not None


@pytest.mark.parametrize("quote", ["must close", "Valk spoke", "", "…"])
def test_an_answer_whose_quotation_is_not_there_is_dropped(server: Server, quote: str) -> None:
    server.says(answer(quote=quote))
    assert ask(server) == [Answer("1", None, "the quotation is not in the statement")]
    assert len(server.asked) == 1


@pytest.mark.parametrize("label", ["unrelated", "unsure"])
def test_who_takes_no_stand_need_not_quote(server: Server, label: str) -> None:
    server.says(answer(label, quote=""))
    given = ask(server)[0].stance
    assert given is not None and (given.label, given.score) == (label, 0.0)


def test_json_is_found_in_what_stands_around_it(server: Server) -> None:
    server.says(f"Gladly:\n```json\n{json.dumps(answer())}\n```")
    assert ask(server)[0].stance is not None


@pytest.mark.parametrize("content", ["no json", "{", "{}", '{"label": "yes"}', "[1]", '{"label": ["for"]}'])
def test_what_is_no_answer_is_asked_for_once_more_and_then_dropped(server: Server, content: str) -> None:
    server.says(content)
    assert ask(server) == [Answer("1", None, "the answer is not of the form asked for")]
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "reply", ["", "null", "[]", '{"choices": []}', '{"choices": [{"message": {"content": null}}]}']
)
def test_replies_of_no_form_at_all_are_none(reply: str) -> None:
    assert parsed(reply) is None


@pytest.mark.parametrize("status", [429, 500, 503, 0])
def test_a_busy_or_broken_endpoint_is_asked_again(server: Server, status: int) -> None:
    server.says("busy", status, Retry_After="7")
    server.says(answer())
    pauses: list[float] = []
    assert ask(server, pauses=pauses)[0].stance is not None
    assert pauses == [7.0 if status else 1.0]


def test_an_endpoint_that_never_answers_ends_the_run(server: Server) -> None:
    server.says('{"error": {"message": "overloaded"}}', 503)
    pauses: list[float] = []
    with pytest.raises(FetchError, match=r"chat/completions: status 503: overloaded"):
        ask(server, pauses=pauses)
    assert pauses == [1.0, 2.0, 4.0]


@pytest.mark.parametrize("status", [400, 401, 404, 302])
def test_a_refusal_ends_the_run_at_once_and_never_shows_the_key(server: Server, status: int) -> None:
    server.says('{"error": "wrong key"}', status, Location="https://elsewhere.example/")
    with pytest.raises(FetchError, match=f"status {status}: wrong key") as caught:
        ask(server)
    assert len(server.asked) == 1 and "s3cret" not in str(caught.value)


def test_only_candidates_are_sent(server: Server) -> None:
    server.says(answer())
    given = ask(server, Utterance("9", "The harvest was good"))
    assert given[0].is_aside and given[0].stance is not None and given[0].stance.label == "unrelated"
    assert server.asked == []


def test_denials_and_who_ascribes_the_words_are_sent_along(server: Server) -> None:
    server.says(answer())
    manner = Manner("indirect", "denied", "asserted", "assertion")
    ask(server, Utterance("1", "the corridor must open", manner=manner, relayed_by="Tomas Orlic"))
    sent = json.loads(server.asked[0][2]["messages"][1]["content"])
    assert sent["note"] == "the speaker denies this" and "Tomas Orlic" in sent.values()


@pytest.mark.parametrize(
    "url", ["http://llm.example/v1", "http://10.0.0.8/v1", "ftp://x/", "llm.example", "https://u:p@x/v1", "http://[::1"]
)
def test_what_would_send_in_the_clear_or_is_no_url_is_refused(url: str) -> None:
    with pytest.raises(UsageError):
        load_coder("llm", Settings(url=url, model="oracle-1"))


@pytest.mark.parametrize("url", ["https://llm.example/v1", "http://localhost:11434/v1", "http://[::1]:80/v1"])
def test_tls_or_this_machine_is_fine(url: str) -> None:
    coder = load_coder("llm", Settings(url=url, model="oracle-1", secret="s3cret"))
    assert coder.by == "oracle-1" and "s3cret" not in repr(coder)


def test_it_is_off_until_it_is_asked_for() -> None:
    with pytest.raises(UsageError, match="--llm-url URL and --llm-model NAME"):
        load_coder("llm", Settings())
