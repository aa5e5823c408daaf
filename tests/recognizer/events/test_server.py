"""The stream of events on the loopback, with real clients."""

import json
import socket
import time
from collections.abc import Iterator

import pytest
from websockets.exceptions import ConnectionClosed, InvalidStatus
from websockets.sync.client import ClientConnection, connect

from recognizer.errors import UserError
from recognizer.events.event import Event
from recognizer.events.server import WAITING, EventServer
from recognizer.events.stream_address import StreamAddress

BEGINS = Event("begins", "camera", 1.5, "2026-01-02T03:04:05.000+01:00", 1, 'say "hello"', 0.75)
WINDOW = Event("window", "camera", 1.5, "2026-01-02T03:04:05.000+01:00", 1)


@pytest.fixture
def server() -> Iterator[EventServer]:
    server = EventServer(StreamAddress(port=0))
    server.start()
    server.wait_until_listening()
    yield server
    server.stop()
    server.join()


def listen(server: EventServer, path: str = "", origin: str | None = None) -> ClientConnection:
    before = server.listeners
    client = connect(server.url + path, origin=origin, proxy=None)
    while server.listeners == before:
        time.sleep(0.002)
    return client


def test_a_listener_gets_events_as_json_and_windows_where_it_asks_for_them(server) -> None:
    with listen(server) as plain, listen(server, "/windows") as other:
        server.publish(WINDOW)
        server.publish(BEGINS)
        assert json.loads(plain.recv()) == json.loads(BEGINS.to_json())
        assert [json.loads(other.recv())["event"] for _ in range(2)] == ["window", "begins"]


@pytest.mark.parametrize("origin", ["https://example.org", "null", "http://localhost.example.org", "http://10.0.0.1"])
def test_a_page_of_somebody_else_is_refused(server, origin: str) -> None:
    with pytest.raises(InvalidStatus) as refused:
        connect(server.url, origin=origin, proxy=None)
    assert refused.value.response.status_code == 403 and server.listeners == 0


@pytest.mark.parametrize("origin", ["http://localhost:8000", "http://127.0.0.1", "https://[::1]:3000"])
def test_a_page_that_this_machine_serves_may_listen(server, origin: str) -> None:
    with listen(server, origin=origin) as client:
        server.publish(BEGINS)
        assert json.loads(client.recv())["label"] == 'say "hello"'


def test_who_does_not_read_is_disconnected_and_others_get_everything(server) -> None:
    large = Event("begins", "s" * 20_000, 0.0, "", 1, "wave", 1.0)
    with listen(server) as good:
        slow = socket.create_connection(server.url.removeprefix("ws://").rsplit(":", 1))
        key = "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
        slow.sendall(f"GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n{key}\r\n".encode())
        while server.listeners < 2:
            time.sleep(0.002)
        sent = 0
        while server.listeners == 2:  # what the system keeps for a socket comes on top of what waits here
            server.publish(large)
            sent += 1
            good.recv()
        assert sent > WAITING and server.listeners == 1
        server.publish(BEGINS)
        assert json.loads(good.recv())["source"] == "camera"
        slow.close()


def test_a_port_that_is_taken_is_told_in_a_sentence(server) -> None:
    port = int(server.url.rsplit(":", 1)[1])
    second = EventServer(StreamAddress(port=port))
    second.start()
    with pytest.raises(UserError, match=f"Port {port} of 127.0.0.1 is in use by another program"):
        second.wait_until_listening()
    second.join()


def test_at_the_end_listeners_get_what_waits_and_a_farewell() -> None:
    server = EventServer(StreamAddress(port=0))
    server.start()
    server.wait_until_listening()
    with listen(server) as client:
        server.publish(BEGINS)
        server.stop()
        assert json.loads(client.recv())["event"] == "begins"
        with pytest.raises(ConnectionClosed):
            client.recv()
    server.join()
    assert server.url == "" and server.listeners == 0


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("8765", "127.0.0.1", 8765),
        ("0.0.0.0:80", "0.0.0.0", 80),
        ("[::1]:9", "::1", 9),
        ("localhost:0", "localhost", 0),
    ],
)
def test_an_address_is_a_port_with_or_without_a_host(text: str, host: str, port: int) -> None:
    assert StreamAddress.parse(text) == StreamAddress(host, port)
    assert StreamAddress.parse(str(StreamAddress(host, port))) == StreamAddress(host, port)


@pytest.mark.parametrize("text", ["", "host", "ws://host:1", "::1:80", "1:2:3", "70000", "host:"])
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="is no address for a stream"):
        StreamAddress.parse(text)
