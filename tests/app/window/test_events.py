"""What happens is told to other programs: by the window's real dialog, to real clients on the loopback."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest
from websockets.sync.client import ClientConnection, connect

from app.dialogs.events_dialog import EventsDialog
from app.dialogs.stream_fields import OFF
from app.session.messages import SourceState
from app.window.main_window import MainWindow
from recognizer.resources import SAMPLE_CLIP
from tests.app.fakes import FakeCamera, FakeFile, at_rest, picture, sources


class Clients(ExitStack):
    """Programs that listen, until the test's end."""

    count = 0

    def listen(self, url: str, window: MainWindow, wait) -> ClientConnection:
        client = self.enter_context(connect(url, proxy=None))
        self.count += 1
        wait(lambda: window.status.stream.text().endswith(f"{self.count} listening"))
        return client


@pytest.fixture
def clients() -> Iterator[Clients]:
    with Clients() as clients:
        yield clients


def for_other_programs(window: MainWindow, no_surprise) -> EventsDialog:
    window.menus.actions["show_events"].trigger()
    dialog = no_surprise.pop()
    assert isinstance(dialog, EventsDialog)
    dialog.show()
    return dialog


def type_address(dialog: EventsDialog, text: str) -> None:
    dialog.stream.address.setText(text)
    dialog.stream.address.editingFinished.emit()


def offered(window: MainWindow, no_surprise, wait) -> tuple[EventsDialog, str]:
    """The dialog, with the stream switched on at any port that is free, and where it is."""
    dialog = for_other_programs(window, no_surprise)
    type_address(dialog, "0")
    dialog.stream.offered.click()
    wait(lambda: window.status.stream.isVisible())
    return dialog, window.status.stream.text().removeprefix("Events at ")


def until_left(client: ClientConnection, people: int = 1) -> list[dict]:
    events: list[dict] = []
    while sum(event["event"] == "leaves" for event in events) < people:
        events.append(json.loads(client.recv(timeout=120)))
    return events


def test_nothing_is_offered_unless_it_is_switched_on(open_window, wait, no_surprise) -> None:
    window = open_window()
    wait(lambda: window.pipeline.model is not None)
    dialog = for_other_programs(window, no_surprise)
    assert not dialog.stream.offered.isChecked() and dialog.stream.state.text() == OFF
    assert window.status.stream.isHidden() and window.events.running() == []
    dialog.close()


def test_a_program_gets_the_events_of_the_sample_clip(open_window, wait, pause, no_surprise, clients) -> None:
    window = open_window()
    dialog, url = offered(window, no_surprise, wait)
    pause(window)
    window.playback.seek(1.0)  # so that everybody has left before anybody listens
    wait(lambda: window.playback.place == 1.0 and at_rest(window.pipeline))
    plain, every = (clients.listen(url + path, window, wait) for path in ("", "/windows"))
    before = window.pipeline._capture
    window.menus.actions["open_sample"].trigger()
    wait(lambda: window.pipeline._capture is not before)
    events = until_left(plain)
    kinds = [event["event"] for event in events]
    assert kinds[0] == "appears" and kinds[-2:] == ["ends", "leaves"] and "window" not in kinds
    assert {event["source"] for event in events} == {str(SAMPLE_CLIP)}
    begun = [event for event in events if event["event"] == "begins"]
    segments = [segment for lane in window.pipeline.segments.lanes().values() for segment in lane]
    assert [(event["label"], round(event["time"], 3)) for event in begun] == [
        (segment.label, round(segment.start, 3)) for segment in segments
    ]
    windows = [event for event in until_left(every) if event["event"] == "window"]
    assert len(windows) > len(begun)
    dialog.close()


def test_of_a_camera_it_is_told_as_it_happens_and_that_it_was_left(open_window, wait, no_surprise, clients) -> None:
    camera = FakeCamera()
    window = open_window("0", sources(**{"0": camera}))
    dialog, url = offered(window, no_surprise, wait)
    wait(lambda: window.pipeline.model is not None)
    client = clients.listen(url, window, wait)
    for number in range(20):  # one after another: of pictures that come at once, the newest alone is looked at
        camera.pictures.put(picture())
        wait(lambda number=number: window.shown is not None and window.shown.captured.frame.index == number + 1)
    events: list[dict] = []
    while not any(event["event"] == "begins" for event in events):
        events.append(json.loads(client.recv(timeout=120)))
    assert [(event["event"], event["source"]) for event in events[:2]] == [("appears", "0")] * 2
    window.menus.actions["pause_recognition"].trigger()
    kinds = [event["event"] for event in until_left(client, people=2)]
    assert kinds[-1] == "leaves"
    dialog.close()


def test_of_a_file_it_is_told_what_is_played_as_it_is_played(open_window, wait, no_surprise) -> None:
    window, told = open_window(None, sources(film=FakeFile(frames=400))), []
    window.pipeline.events.listen(told.append)
    window.open("film")
    wait(lambda: window.pipeline.state is SourceState.PLAYING)
    window.pipeline.pause()
    wait(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
    wait(lambda: at_rest(window.pipeline))
    there = window.playback.place
    assert all(event.time <= there or event.event == "window" for event in told)  # and not as it was looked through
    told.clear()
    for place in (3.0, 8.0, 5.0):
        window.pipeline.seek(place)
        wait(lambda place=place: window.playback.place == place)
    assert {event.event for event in told} <= {"ends", "leaves"}  # nobody is met where one looks in passing
    window.pipeline.set_speed(4.0)
    told.clear()
    window.pipeline.play()
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    kinds = [event.event for event in told]
    assert [(event.event, event.time) for event in told[:2]] == [("appears", 5.0)] * 2
    assert kinds.count("leaves") == kinds.count("appears") == 2
    segments = [one for lane in window.pipeline.segments.lanes().values() for one in lane if one.start > 5.0]
    begun = {(event.person, event.label, round(event.time, 3)) for event in told if event.event == "begins"}
    assert begun >= {(one.persons[0], one.label, round(one.start, 3)) for one in segments}
    windows = [(event.person, event.time) for event in told if event.event == "window"]
    assert len(windows) == len(set(windows)) > 20


def test_an_action_of_a_file_begins_when_playback_reaches_its_start(open_window, wait) -> None:
    window, told = open_window(None, sources(film=FakeFile(frames=100))), []
    place = lambda: window.pipeline._capture.newest.frame.time  # noqa: E731
    window.pipeline.events.listen(lambda event: told.append((event, place())))
    window.open("film")
    wait(lambda: window.pipeline.state is SourceState.ENDED)
    begun = [(event.time, at) for event, at in told if event.event == "begins"]
    assert begun and all(start <= at <= start + 0.1 for start, at in begun)


def test_nothing_is_told_while_recognition_is_paused(open_window, wait, no_surprise) -> None:
    window, told = open_window(None, sources(film=FakeFile(frames=4000))), []
    window.pipeline.events.listen(told.append)
    window.open("film")
    wait(lambda: any(event.event == "begins" for event in told))
    window.menus.actions["pause_recognition"].trigger()
    assert told[-1].event == "leaves"
    told.clear()
    before = window.playback.place
    wait(lambda: window.playback.place > before + 0.5)
    assert told == []
    window.menus.actions["pause_recognition"].trigger()
    wait(lambda: told)
    assert told[0].event == "appears"


def test_with_another_source_everybody_has_left_and_secrets_are_left_out(open_window, wait) -> None:
    camera, address = FakeCamera(), "rtsp://name:secret@camera/stream"
    window, told = open_window("0", sources(**{"0": FakeCamera(), address: camera})), []
    window.pipeline.events.listen(told.append)
    wait(lambda: window.pipeline.model is not None)
    window.open(address)
    wait(lambda: window.pipeline.source is not None and window.pipeline.source.spec == address)
    camera.pictures.put(picture())
    wait(lambda: told)
    camera.pictures.put(None)  # the plug is pulled
    wait(lambda: window.pipeline.state is SourceState.FAILED)
    assert [(event.event, event.source) for event in told] == [
        (kind, "rtsp://camera/stream") for kind in ("appears", "appears", "leaves", "leaves")
    ]


def test_a_port_that_is_taken_is_one_sentence_and_another_one_works(open_window, wait, no_surprise) -> None:
    window = open_window()
    dialog = for_other_programs(window, no_surprise)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        type_address(dialog, str(port))
        dialog.stream.offered.click()
        wait(lambda: window.banner.text)
        sentence = f"Port {port} of 127.0.0.1 is in use by another program: choose another port."
        assert window.banner.text == sentence == dialog.stream.state.text()
        assert not dialog.stream.offered.isChecked() and window.status.stream.isHidden()
    type_address(dialog, "0")
    dialog.stream.offered.click()
    wait(lambda: window.status.stream.isVisible())
    dialog.close()


def test_an_address_that_others_can_reach_is_warned_of_and_nonsense_refused(open_window, no_surprise) -> None:
    window = open_window()
    dialog = for_other_programs(window, no_surprise)
    assert dialog.stream.warning.isHidden()
    type_address(dialog, "0.0.0.0:8765")
    assert dialog.stream.warning.text().startswith("Everybody who reaches this machine can follow")
    type_address(dialog, "some where")
    assert "is no address for a stream" in dialog.stream.warning.text()
    assert window.settings.text("stream_address") == "0.0.0.0:8765"
    type_address(dialog, "8765")
    assert dialog.stream.warning.isHidden() and window.settings.text("stream_address") == "127.0.0.1:8765"
    dialog.close()


def test_it_is_remembered_and_can_be_switched_off(open_window, wait, no_surprise) -> None:
    first = open_window()
    offered(first, no_surprise, wait)[0].close()
    first.close()
    wait(lambda: first.has_ended)
    again = open_window()
    wait(lambda: again.status.stream.isVisible())
    dialog = for_other_programs(again, no_surprise)
    assert dialog.stream.offered.isChecked()
    dialog.stream.offered.click()
    assert again.status.stream.isHidden() and not again.settings.flag("stream")
    wait(lambda: again.events.running() == [])
    dialog.close()
