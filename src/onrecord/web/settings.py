"""What a server is started with."""

from __future__ import annotations

import hashlib
import ipaddress
import secrets
from dataclasses import dataclass, field
from pathlib import Path

LOOPBACK = "127.0.0.1"
PORT = 8321
MIB = 1 << 20


@dataclass(frozen=True, slots=True)
class Settings:
    """The ledger, the address, and what is let in. `secret` signs forms, and is another one in every run.

    `small` is the number of attributions up to which the record is computed while a page waits.
    """

    ledger: Path
    host: str = LOOPBACK
    token: str | None = None
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32))
    most_upload: int = 64 * MIB
    most_form: int = MIB
    most_files: int = 500
    small: int = 5_000

    @property
    def is_local(self) -> bool:
        """Whether only this machine can reach the server."""
        return is_loopback(self.host)

    @property
    def key_cookie(self) -> str:
        """The cookie that stands for the token, named so that two servers on one host don't take each other's."""
        return f"onrecord_key_{digest(self.token or '')[:8]}"

    @property
    def key(self) -> str:
        """What that cookie holds: not the token itself."""
        return digest(f"key:{self.token or ''}")


def digest(text: str) -> str:
    """The sha256 of a text, in hex."""
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def is_loopback(host: str) -> bool:
    """Whether a host's name or address leads to this machine alone.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("[::1]"), is_loopback("0.0.0.0")
    (True, True, True, False)
    """
    if host.lower().rstrip(".") == "localhost":
        return True
    address = address_of(host)
    return address is not None and address.is_loopback


def address_of(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    """The address that a host is written as; None for a name."""
    try:
        return ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return None
