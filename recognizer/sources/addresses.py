"""Addresses of network cameras and of videos on the network, and how they are shown: without their secrets."""

import re
from pathlib import Path
from urllib.parse import parse_qsl, quote, unquote, urlsplit, urlunsplit
from urllib.request import url2pathname

from recognizer.errors import UserError

SCHEMES = ("rtsp", "rtsps", "http", "https", "rtmp", "rtmps", "srt", "udp", "rtp", "tcp")
HIDDEN = "…"

_ADDRESS = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")  # two letters at least: one is a drive
_SECRET = re.compile(r"pass|pwd|token|key|secret|auth|sig|credential|user", re.IGNORECASE)
# Some cameras take their password in the path, as in /user=admin_password=1234_channel=1.sdp.
_SECRET_IN_PATH = re.compile(rf"((?:{_SECRET.pattern})\w*?=)[^_&;/]*", re.IGNORECASE)


def is_address(spec: str) -> bool:
    """Whether this names something on the network, and not a file or a camera's number."""
    scheme = _ADDRESS.match(spec)
    return scheme is not None and scheme[1].lower() in SCHEMES


def scheme_of(spec: str) -> str:
    """What stands before ``://``, in small letters; empty where there is none."""
    scheme = _ADDRESS.match(spec)
    return scheme[1].lower() if scheme else ""


def path_of(spec: str) -> Path:
    """The path that a ``file://`` address stands for. Raises ``UserError`` for one on another machine."""
    parts = urlsplit(spec)
    if parts.netloc not in ("", "localhost"):
        raise UserError(f"{spec} lies on another machine: give the path under which this one sees it.")
    return Path(url2pathname(parts.path))


def as_file(spec: str) -> str:
    """The path where this is a ``file://`` address, anything else as it is. Raises ``UserError`` as ``path_of``."""
    return str(path_of(spec)) if scheme_of(spec) == "file" else spec


def without_secrets(spec: str) -> str:
    """An address as it may be shown, logged and kept: without user name and password, and without what looks like them
    in the path or the query. Anything else as it is."""
    if scheme_of(spec) in ("", "file"):
        return spec
    before, _, rest = spec.partition("://")
    # Passwords are typed as they are, with any signs in them: what is before the last @ of all is taken for one.
    end = min((rest.find(sign) for sign in "/?#" if sign in rest), default=len(rest))
    if "@" in rest[end:] and ":" in rest[:end]:
        end = rest.rfind("@") + 1 + _length_of_host(rest[rest.rfind("@") + 1 :])
    host, tail = rest[:end], rest[end:]
    if "@" in host:
        host = host.rpartition("@")[2]
    query = tail.find("?")
    path = tail if query < 0 else tail[:query]
    tail = _SECRET_IN_PATH.sub(rf"\1{HIDDEN}", path) + tail[len(path) :]
    query = tail.find("?")
    if query >= 0:
        items = parse_qsl(tail[query + 1 :], keep_blank_values=True)
        shown = [f"{name}={HIDDEN if _SECRET.search(name) else quote(value, safe='/:,')}" for name, value in items]
        tail = tail[: query + 1] + "&".join(shown)
    return f"{before}://{host}{tail}"


def _length_of_host(rest: str) -> int:
    return min((rest.find(sign) for sign in "/?#" if sign in rest), default=len(rest))


def name_of(spec: str) -> str:
    """A short name for what an address leads to, fit for a file's name: host and path without signs of their own."""
    scheme, _, rest = without_secrets(spec).partition("?")[0].partition("://")
    words = re.findall(r"[\w.]+", unquote(rest))
    return "-".join(words) or scheme


def signed_in(address: str, name: str, password: str) -> str:
    """The address with this name and password in it, in place of any that it has; without a name, as it is."""
    if not name:
        return address
    parts = urlsplit(address)
    host = parts.netloc.rpartition("@")[2]
    return urlunsplit(parts._replace(netloc=f"{quote(name, safe='')}:{quote(password, safe='')}@{host}"))
