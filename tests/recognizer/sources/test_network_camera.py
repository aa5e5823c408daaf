"""Network cameras and videos on the network: an HTTP server and bare ports on the loopback stand in for them."""

import base64
import socket
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from recognizer.errors import UserError
from recognizer.sources.network_camera import NetworkCamera, open_address
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import open_source
from recognizer.sources.video_container import open_video
from tests.recognizer.sources.made_videos import make_video, number, picture, steady

PATIENCE = 120  # seconds, for a machine that is busy
SECRET = "hunter2"


class FakeServer:
    """Answers ``/film.mp4`` with a file, ``/secret`` with a camera that wants a password, and anything else with
    pictures: as many over each connection as ``pictures`` says, endlessly over the last one."""

    def __init__(self, film: Path, pictures: tuple[int, ...]) -> None:
        self.film, self.pictures, self.connections = film, list(pictures), 0
        self.stopping = threading.Event()
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.answer(self)

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))
        self._thread.start()

    def address(self, path: str, sign: str = "") -> str:
        return f"http://{sign}127.0.0.1:{self._server.server_port}/{path}"

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        if handler.path == "/film.mp4":
            content = self.film.read_bytes()
            handler.send_response(200)
            handler.send_header("Content-Type", "video/mp4")
            handler.send_header("Content-Length", str(len(content)))
            handler.end_headers()
            self._write(handler, content)
            return
        signed = base64.b64encode(f"me:{SECRET}".encode()).decode()
        if handler.path == "/secret" and handler.headers.get("Authorization") != f"Basic {signed}":
            handler.send_response(401)
            handler.send_header("WWW-Authenticate", 'Basic realm="camera"')
            handler.end_headers()
            return
        self.connections += 1
        left = self.pictures.pop(0) if self.pictures else -1
        handler.send_response(200)
        handler.send_header("Content-Type", "multipart/x-mixed-replace; boundary=next")
        handler.end_headers()
        index = 0
        while left != 0 and not self.stopping.is_set():
            _, jpeg = cv2.imencode(".jpg", picture(index % 60)[..., ::-1])
            head = f"--next\r\nContent-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            if not self._write(handler, head.encode() + jpeg.tobytes() + b"\r\n"):
                return
            left, index = left - 1, index + 1

    @staticmethod
    def _write(handler: BaseHTTPRequestHandler, content: bytes) -> bool:
        try:
            handler.wfile.write(content)
        except OSError:
            return False  # nobody listens any more
        return True

    def close(self) -> None:
        self.stopping.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(PATIENCE)


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Callable[..., FakeServer]]:
    servers: list[FakeServer] = []

    def start(*pictures: int) -> FakeServer:
        servers.append(FakeServer(tmp_path / "film.mp4", pictures))
        return servers[-1]

    yield start
    for server in servers:
        server.close()


def test_a_camera_that_sends_jpeg_pictures_is_live(serve) -> None:
    server = serve()
    with open_source(server.address("live")) as source:
        assert source.live and source.duration is None and source.name == server.address("live")
        frames = [source.read() for _ in range(3)]
        with pytest.raises(ValueError, match="wound back"):
            source.seek(0.0)
    assert source.read() is None
    assert frames[0].image.shape == (48, 64, 3) and frames[0].image[20, -8, 0] > 100 > frames[0].image[20, -8, 2]
    assert [frame.index for frame in frames] == [0, 1, 2]
    assert frames[0].time < frames[1].time < frames[2].time


def test_a_file_on_the_network_is_a_video(serve, tmp_path: Path) -> None:
    make_video(tmp_path / "film.mp4", steady())
    with open_source(serve().address("film.mp4")) as source:
        assert not source.live and source.duration == pytest.approx(2.4, abs=0.01)
        frames = list(iter(source.read, None))
        source.seek(frames[37].time)
        assert number(source.read().image) == pytest.approx(37, abs=2.5)
    assert len(frames) == 60


def test_a_camera_that_is_lost_is_sought_again_and_both_is_told(serve) -> None:
    server = serve(30, 0, 40)
    told: list[str] = []
    address = server.address("live")
    camera = NetworkCamera(address, open_video(address), pauses=(0.0, 0.0, 0.0))
    camera.tell = told.append
    with camera:
        while server.connections < 4:
            assert camera.read() is not None
        time = camera.read().time
        assert camera.read().time > time
    assert f"The connection to {address} was lost. It is being sought again." in told and f"{address} is back." in told


def test_a_camera_that_does_not_come_back_is_given_up_with_a_sentence(serve) -> None:
    server = serve(30, *[0] * 10)
    address = server.address("live", f"me:{SECRET}@")
    with (
        NetworkCamera(address, open_video(address), pauses=(0.0, 0.0)) as camera,
        pytest.raises(UserError, match="cannot be reached again") as failure,
    ):
        while True:
            camera.read()
    assert SECRET not in str(failure.value) and server.address("live") in str(failure.value)
    assert server.connections == 3


def test_a_password_opens_a_camera_and_is_shown_nowhere(serve, capfd) -> None:
    server = serve()
    with open_source(server.address("secret", f"me:{SECRET}@")) as source:
        assert source.read() is not None
        assert source.name == server.address("secret")
    for sign in ("", f"you:{SECRET}@"):
        with pytest.raises(UserError, match="wants a name and a password") as failure:
            open_source(server.address("secret", sign))
        assert SECRET not in str(failure.value) and failure.value.__context__ is None
    assert SECRET not in "".join(capfd.readouterr())


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_refused_port_is_told_in_one_sentence(scheme: str) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
        with pytest.raises(UserError, match="refuses the connection") as failure:
            open_source(f"{scheme}://me:{SECRET}@127.0.0.1:{port}/live")
    assert str(failure.value).startswith(f"{scheme}://127.0.0.1:{port}/live") and str(failure.value).count(".") == 4


@pytest.mark.parametrize("scheme", ["http", "rtsp"])
def test_a_port_that_stays_silent_is_told_and_can_be_left(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        address = f"{scheme}://me:{SECRET}@127.0.0.1:{silent.getsockname()[1]}/live"
        with pytest.raises(UserError, match="does not answer") as failure:
            open_address(address, timeout=0.2)
        assert SECRET not in str(failure.value)
        cancelled = threading.Event()
        cancelled.set()
        with pytest.raises(UserError, match="not waited for any more"):
            open_address(address, cancelled, timeout=0.2)


def test_what_is_there_but_no_video_is_told(serve, tmp_path: Path) -> None:
    (tmp_path / "film.mp4").write_text("a page\n" * 500)
    with pytest.raises(UserError, match="can be read as a video"):
        open_source(serve().address("film.mp4"))


def test_a_file_address_is_its_file_and_other_addresses_are_named(tmp_path: Path) -> None:
    path = make_video(tmp_path / "a film.mp4", steady())
    with open_source(path.as_uri()) as source:
        assert source.name == "a film.mp4" and not source.live
    with pytest.raises(UserError, match="cannot be opened") as failure:
        open_source(f"ftp://me:{SECRET}@host/film.mp4")
    assert SECRET not in str(failure.value) and "rtsp" in str(failure.value)
