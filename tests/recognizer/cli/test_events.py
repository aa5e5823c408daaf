"""`recognize --events` and `--stream`, as other programs use them: through a pipe and through a socket."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from websockets.sync.client import connect

from recognizer.resources import SAMPLE_CLIP
from tests.paths import ROOT


def command(*arguments: object) -> list[str]:
    return [sys.executable, "main.py", "recognize", *map(str, arguments), "--device", "cpu"]


@pytest.fixture(scope="module")
def lines_and_result(tmp_path_factory) -> tuple[list[dict], dict, str]:
    """The events of the sample clip, the result of the same run, and what went to standard error."""
    out = tmp_path_factory.mktemp("out") / "out.json"
    run = subprocess.run(
        command(SAMPLE_CLIP, "--events", "--json", out), cwd=ROOT, capture_output=True, text=True, timeout=280
    )
    assert run.returncode == 0, run.stderr
    return [json.loads(line) for line in run.stdout.splitlines()], json.loads(out.read_text()), run.stderr


def test_standard_output_has_events_alone_each_with_all_fields(lines_and_result) -> None:
    events, _, told = lines_and_result
    assert {tuple(event) for event in events} == {("event", "source", "time", "clock", "person", "label", "confidence")}
    assert {event["source"] for event in events} == {str(SAMPLE_CLIP)}
    assert all(re.search(r"[+-]\d\d:\d\d$", event["clock"]) for event in events)
    assert events[0]["event"] == "appears" and events[-1]["event"] == "leaves"
    assert "frames a second on cpu" in told and "Written to" in told


def test_actions_begin_and_end_where_the_results_segments_do(lines_and_result) -> None:
    events, result, _ = lines_and_result
    ends = [event for event in events if event["event"] == "ends"]
    begins = [event for event in events if event["event"] == "begins"]
    assert [(first["label"], first["time"], last["time"], last["confidence"]) for first, last in zip(begins, ends)] == [
        (one["label"], one["start"], one["end"], one["confidence"]) for one in result["segments"]
    ]
    assert begins


def test_every_window_is_told_where_it_is_asked_for_also_of_what_was_done_before(tmp_path: Path) -> None:
    for _ in range(2):
        run = subprocess.run(
            command(SAMPLE_CLIP, "--every-window", "--json", tmp_path / "out.json"),
            cwd=ROOT,
            capture_output=True,
            text=True,
            timeout=280,
        )
        windows = json.loads((tmp_path / "out.json").read_text())["windows"]
        told = [event for event in map(json.loads, run.stdout.splitlines()) if event["event"] == "window"]
        assert [(one["time"], one["label"]) for one in told] == [(one["time"], one["label"]) for one in windows]


def test_a_closed_pipe_ends_the_program_quietly(tmp_path: Path) -> None:
    sources = [SAMPLE_CLIP, SAMPLE_CLIP]
    with subprocess.Popen(
        command(*sources, "--events"), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        assert json.loads(run.stdout.readline())["event"] == "appears"
        run.stdout.close()
        told = run.stderr.read()
    assert "Error" not in told and "Traceback" not in told and "failed" not in told
    assert "frames a second" not in told, "it did not work on for nobody"


def test_a_port_that_is_taken_is_told_before_anything_is_recognized() -> None:
    import socket

    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        run = subprocess.run(
            command(SAMPLE_CLIP, "--stream", port), cwd=ROOT, capture_output=True, text=True, timeout=280
        )
    assert run.returncode == 1 and run.stdout == ""
    assert run.stderr == f"Error: Port {port} of 127.0.0.1 is in use by another program: choose another port.\n"


def test_the_stream_gives_the_same_events(tmp_path: Path) -> None:
    clips = [SAMPLE_CLIP] * 3
    with subprocess.Popen(
        command(*clips, "--stream", 0), cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as run:
        url = re.fullmatch(r"Events are offered at (ws://127\.0\.0\.1:\d+)\.\n", run.stderr.readline())[1]
        with connect(url, proxy=None) as client:
            events = [json.loads(text) for text in client]
        run.communicate()
    assert run.returncode == 0
    assert {"appears", "begins", "ends", "leaves"} == {event["event"] for event in events}
    assert events[-1]["event"] == "leaves", "what was told last came before the end"
