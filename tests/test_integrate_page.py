"""The code on the page for other programs does what the page says."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from time import sleep

from app.cli import main
from recognizer.events.event import Event
from recognizer.events.server import EventServer
from recognizer.events.stream_address import StreamAddress
from recognizer.resources import SAMPLE_CLIP
from tests.paths import ROOT

PAGE = (ROOT / "docs" / "integrate.md").read_text(encoding="utf-8")
CLIENT, NOTEBOOK = re.findall(r"^```python\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)


def test_the_client_tells_what_a_real_stream_sends_and_ends_with_it() -> None:
    server = EventServer(StreamAddress(port=0))
    server.start()
    server.wait_until_listening()
    code = CLIENT.replace("ws://127.0.0.1:8765", server.url)
    assert code != CLIENT
    client = subprocess.Popen([sys.executable, "-u", "-c", code], stdout=subprocess.PIPE, text=True)
    try:
        while server.listeners == 0:
            assert client.poll() is None
            sleep(0.01)  # on one core, nobody else would come to anything
        for kind, time, label, share in (
            ("appears", 1.0, None, None),
            ("begins", 1.5, "wave", 0.75),
            ("ends", 3.0, "wave", 0.8),
            ("leaves", 4.0, None, None),
        ):
            server.publish(Event(kind, "0", time, "2026-01-02T03:04:05.000+01:00", 2, label, share))
        server.stop()
        told, _ = client.communicate(timeout=60)
    finally:  # or it would wait for the stream for ever
        client.kill()
        server.stop()
    assert client.returncode == 0
    assert told.splitlines() == [
        "Hello, person 2!",
        "Person 2 begins to wave (75% sure).",
        "Person 2 did that for 1.5 s: wave.",
        "Goodbye, person 2!",
    ]


def test_the_notebook_draws_a_result_and_a_clip(tmp_path: Path) -> None:
    assert main(["recognize", str(SAMPLE_CLIP), "--device", "cpu", "--json", str(tmp_path / "video.json")]) == 0
    shutil.copy(SAMPLE_CLIP, tmp_path / "clip.npz")
    environment = {"MPLBACKEND": "agg", "PYTHONPATH": str(ROOT), "MPLCONFIGDIR": str(tmp_path), "PATH": ""}
    subprocess.run([sys.executable, "-c", NOTEBOOK], cwd=tmp_path, env=environment, check=True, timeout=280)
    assert (tmp_path / "probabilities.png").read_bytes().startswith(b"\x89PNG")


def test_the_page_describes_every_field_and_every_kind_of_event() -> None:
    from dataclasses import fields
    from typing import get_args

    from recognizer.events.event import Kind

    assert all(f"| `{field.name}` |" in PAGE for field in fields(Event))
    assert all(f"`{kind}`" in PAGE for kind in get_args(Kind))
