"""By which addresses of a private network this machine is reached; nothing is asked of any network for it."""

import socket
import struct
import sys
from collections.abc import Iterator
from contextlib import suppress
from ipaddress import AddressValueError, IPv4Address

_ASK_ADDRESS = 0xC0206921 if sys.platform == "darwin" else 0x8915
"""What the system calls the question for the address of an interface."""

_OWN_ONLY = ("docker", "br-", "veth", "virbr")
"""Interfaces that lead to programs on this very machine."""


def own_addresses() -> list[str]:
    """The private addresses of this machine, each once, in the order of its interfaces."""
    # One way after the other: to ask for one's own name may take long where no server answers such questions.
    for way in (_of_interfaces, _of_routes, _of_name):
        found = list(dict.fromkeys(filter(_is_private, way())))
        if found:
            return found
    return []


def _is_private(said: str) -> bool:
    try:
        address = IPv4Address(said)
    except AddressValueError:
        return False
    return address.is_private and not (address.is_loopback or address.is_unspecified or address.is_link_local)


def _of_interfaces() -> Iterator[str]:
    """Each interface is asked by itself: a hotspot of one's own is no way to anywhere, so no route names it."""
    try:
        from fcntl import ioctl
    except ImportError:  # not on Windows
        return
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
        for _number, name in socket.if_nameindex():
            if name.startswith(_OWN_ONLY):
                continue
            with suppress(OSError):
                answer = ioctl(asking.fileno(), _ASK_ADDRESS, struct.pack("256s", name.encode()[:15]))
                yield socket.inet_ntoa(answer[20:24])


def _of_name() -> Iterator[str]:
    with suppress(OSError):
        for found in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET):
            yield str(found[4][0])


def _of_routes() -> Iterator[str]:
    """Which address would be used towards such a network; nothing is sent by asking."""
    for network in ("10.255.255.254", "192.168.137.254", "172.31.255.254"):
        with suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as asking:
            asking.connect((network, 9))
            yield str(asking.getsockname()[0])
