"""Which addresses of the internet may be asked for a page, and which would reach into the user's own network."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Callable

from onrecord.errors import FetchError

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolver = Callable[[str, int], list[str]]

_NAT64 = ipaddress.ip_network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


def is_public(address: str) -> bool:
    """Whether the address is one of the open internet: not private, loopback, link-local, shared, multicast, reserved.

    >>> is_public("93.184.216.34"), is_public("2606:2800:220:1:248:1893:25c8:1946")
    (True, True)
    >>> [is_public(a) for a in ("127.0.0.1", "10.0.0.8", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1")]
    [False, False, False, False, False, False]
    >>> [is_public(a) for a in ("::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "2002:7f00:1::", "64:ff9b::a00:1")]
    [False, False, False, False, False, False]
    """
    return all(_open(each) for each in _meant(ipaddress.ip_address(address)))


def _open(address: Address) -> bool:
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _meant(address: Address) -> list[Address]:
    """The address, or the IPv4 addresses that an IPv6 address of a transition scheme carries inside."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address in _NAT64:
        return [ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)]
    if address.sixtofour:
        return [address, address.sixtofour]
    return [address, *(address.teredo or ())]


def resolve(host: str, port: int) -> list[str]:
    """The addresses of a host, as the system resolves it; raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def checked_addresses(url: str, host: str, port: int, *, allow_local: bool, resolver: Resolver = resolve) -> list[str]:
    """The addresses to connect to; raises FetchError if there are none, or if any one of them is not public.

    The connection must then be made to one of these and not to the name, which may resolve otherwise next time.
    """
    try:
        addresses = resolver(host, port)
    except (OSError, UnicodeError) as error:
        raise FetchError(url, f"the host {host} cannot be found") from error
    if not addresses:
        raise FetchError(url, f"the host {host} has no address")
    refused = [] if allow_local else [address for address in addresses if not is_public(address)]
    if refused:
        where = f"{host} is" if refused[0] == host else f"{host} is at {refused[0]},"
        raise FetchError(url, f"{where} no public address; --allow-local permits it")
    return addresses
