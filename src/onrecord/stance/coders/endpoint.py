"""An OpenAI-compatible endpoint: messages in, the text of the answer out, with patience where it is busy."""

from __future__ import annotations

import ipaddress
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlsplit

import urllib3

from onrecord.errors import FetchError, UsageError

TRIES = 4  # of one request
PAUSE, LONGEST_PAUSE = 1.0, 60.0  # seconds; doubled with each try, or as the endpoint asks
TIMEOUT = urllib3.Timeout(connect=10, read=120)
MAX_BYTES = 1 << 20
BUSY = (408, 409, 425, 429, 500, 502, 503, 504, 529)
_PATH = "/chat/completions"


@dataclass(slots=True)
class Endpoint:
    """Answers of `model` at `url`. `secret` goes into the header alone, never into a message or after a redirect."""

    url: str
    model: str
    secret: str | None = field(default=None, repr=False)
    sleep: Callable[[float], None] = time.sleep
    timeout: urllib3.Timeout = field(default_factory=lambda: TIMEOUT)
    _http: urllib3.PoolManager = field(default_factory=lambda: urllib3.PoolManager(retries=False), repr=False)

    def __post_init__(self) -> None:
        self.url = checked(self.url)

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The body of the endpoint's answer. Raises FetchError where it fails for good, or again and again."""
        body = json.dumps({"model": self.model, "temperature": 0, "messages": list(messages)}).encode()
        reason, pause = "", PAUSE
        for attempt in range(TRIES):
            if attempt:
                self.sleep(min(pause, LONGEST_PAUSE))
                pause *= 2
            try:
                status, text, asked = self._post(body)
            except urllib3.exceptions.HTTPError as error:
                reason = f"no answer: {type(error).__name__}"
                continue
            if status == 200:
                return text
            reason = f"status {status}{_told(text)}"
            if status not in BUSY:
                break
            pause = max(pause, asked)
        raise FetchError(urlsplit(self.url)._replace(query="").geturl(), reason)

    def close(self) -> None:
        """Close what connections are held."""
        self._http.clear()

    def _post(self, body: bytes) -> tuple[int, str, float]:
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["Authorization"] = f"Bearer {self.secret}"
        response = self._http.request(
            "POST", self.url, body=body, headers=headers, timeout=self.timeout, preload_content=False, redirect=False
        )
        try:
            text = response.read(MAX_BYTES, decode_content=True).decode("utf-8", "replace")
        finally:
            response.close()
        return response.status, text, _seconds(response.headers.get("Retry-After"))


def checked(url: str) -> str:
    """The full address behind the base `url` of an endpoint.

    Raises UsageError for one that would send the statements and the key in the clear to another machine.

    >>> checked("https://llm.example/v1/"), checked("http://127.0.0.1:8080/v1/chat/completions")
    ('https://llm.example/v1/chat/completions', 'http://127.0.0.1:8080/v1/chat/completions')
    >>> checked("http://llm.example/v1")
    Traceback (most recent call last):
    onrecord.errors.UsageError: 'http://llm.example/v1' would send all in the clear; use https, or this machine
    """
    try:
        parts = urlsplit(url)
        scheme, host = parts.scheme.lower(), parts.hostname or ""
    except ValueError as error:
        raise UsageError(f"{url!r} is no URL: {error}") from error
    if parts.username or parts.password:
        raise UsageError("the URL of the endpoint holds a password; give the key by ONRECORD_LLM_KEY")
    if scheme not in ("http", "https") or not host:
        raise UsageError(f"{url!r} is no URL of an endpoint, as in https://llm.example/v1")
    if scheme == "http" and not _is_loopback(host):
        raise UsageError(f"{url!r} would send all in the clear; use https, or this machine")
    plain = url.rstrip("/")
    return plain if plain.endswith(_PATH) else plain + _PATH


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _seconds(text: str | None) -> float:
    """How long a Retry-After asks to wait; 0 for none, or one that gives a date."""
    try:
        return min(LONGEST_PAUSE, max(0.0, float(text or 0)))
    except ValueError:
        return 0.0


def _told(text: str) -> str:
    """What an error's body says, shortened."""
    try:
        told = json.loads(text)["error"]
        told = told["message"] if isinstance(told, dict) else told
    except (ValueError, LookupError, TypeError, RecursionError):
        return ""
    return f": {' '.join(str(told).split())[:200]}"
