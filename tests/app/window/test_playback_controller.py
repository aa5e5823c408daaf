"""What playing, pausing, jumping and stepping ask of the session, and what the timeline is shown."""

from types import SimpleNamespace
from unittest.mock import Mock

import pytest
from PySide6.QtCore import QObject, Signal

from app.session.messages import SourceInfo
from app.window.playback_controller import PlaybackController

FILM = SourceInfo("film.mp4", "film.mp4", live=False, fps=20.0, duration=10.0)
CAMERA = SourceInfo("0", "Camera 0", live=True, fps=30.0, duration=None)


class Session(Mock):
    """Stands in for the pipeline: notes what is asked of it. Of a camera, the seconds from 2 to 5 are kept."""

    def __init__(self, source: SourceInfo | None, playing: bool = True) -> None:
        super().__init__()
        self.source, self.playing, self.model = source, playing, SimpleNamespace(labels=("walk", "wave"))
        self.analysis = SimpleNamespace(model=self.model, saved=None)
        self.segments = Mock(version=1, probabilities="the history")
        self.segments.lanes.return_value = {1: ["a segment"]}
        self.replay = Mock()
        self.replay.span.return_value = (2.0, 5.0)
        self.replay.at.side_effect = lambda seconds: f"the moment at {seconds}"
        self.replay.step.side_effect = lambda place, frames: place + frames / 10

    def _get_child_mock(self, **named: object) -> Mock:
        return Mock(**named)


class FakeTimeline(QObject):
    """Notes what it is to show."""

    play_pause, sought, stepped, speed_chosen = Signal(), Signal(float), Signal(int), Signal(float)
    hold_wanted = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        self.begin, self.freeze, self.show_place = Mock(), Mock(), Mock()
        self.set_frame_rate, self.tracks = Mock(), Mock()
        self.show_coverage = Mock()


def playback(session: Session) -> PlaybackController:
    controller = PlaybackController(session, FakeTimeline())
    controller.shown = []  # moments of the past
    controller.recalled.connect(controller.shown.append)
    return controller


def asked(session: Session) -> list[tuple]:
    """What was asked of the session that changes anything, in order."""
    names = ("play", "pause", "seek", "step", "step_back", "set_speed", "hold_analysis")
    return [(name, *arguments) for name, arguments, _ in session.method_calls if name in names]


def test_the_timelines_buttons_are_connected() -> None:
    session = Session(FILM)
    controller = playback(session)
    controller._timeline.play_pause.emit()
    controller._timeline.sought.emit(3.0)
    controller._timeline.stepped.emit(1)
    controller._timeline.speed_chosen.emit(0.5)
    controller._timeline.hold_wanted.emit(True)
    assert asked(session) == [("pause",), ("seek", 3.0), ("step",), ("set_speed", 0.5), ("hold_analysis", True)]


@pytest.mark.parametrize(("playing", "expected"), [(True, "pause"), (False, "play")])
def test_a_file_plays_or_pauses(playing: bool, expected: str) -> None:
    session = Session(FILM, playing)
    controller = playback(session)
    controller.toggle()
    assert asked(session) == [(expected,)] and not controller.frozen
    controller._timeline.freeze.assert_not_called()


@pytest.mark.parametrize(("wanted", "expected"), [(4.0, 4.0), (-3.0, 0.0), (99.0, 10.0)])
def test_a_jump_stays_within_the_file(wanted: float, expected: float) -> None:
    session = Session(FILM)
    controller = playback(session)
    controller.seek(wanted)
    assert asked(session) == [("seek", expected)] and controller.place == expected
    controller._timeline.show_place.assert_called_once_with(expected, {}, ("walk", "wave"))


def test_skipping_and_stepping_go_on_from_the_place() -> None:
    session = Session(FILM)
    controller = playback(session)
    controller.arrived(6.0)
    controller.skip(-5.0)
    controller.step(1)
    controller.step(-1)
    assert asked(session) == [("seek", 1.0), ("step",), ("step_back",)]


def test_without_a_source_and_with_a_camera_that_runs_there_is_nowhere_to_jump() -> None:
    for source in (None, CAMERA):
        session = Session(source)
        controller = playback(session)
        controller.seek(3.0)
        controller.step(1)
        controller.step(-1)
        assert asked(session) == [] and controller.place == 0.0


def test_a_camera_freezes_at_its_last_moment_is_looked_through_and_goes_on() -> None:
    session = Session(CAMERA)
    controller = playback(session)
    controller.toggle()
    assert asked(session) == [("pause",)] and controller.frozen
    controller._timeline.freeze.assert_called_once_with((2.0, 5.0))
    assert controller.shown == ["the moment at 5.0"]
    controller.seek(3.0)
    assert controller.shown[-1] == "the moment at 3.0"
    controller.arrived(3.0)
    controller.step(-2)
    assert controller.shown[-1] == "the moment at 2.8"
    session.replay.at.side_effect = lambda seconds: None
    controller.seek(1.0)
    assert len(controller.shown) == 3, "where nothing is kept, nothing is shown"
    assert asked(session) == [("pause",)], "the camera itself is not wound"
    controller.toggle()
    assert asked(session) == [("pause",), ("play",)] and not controller.frozen
    assert controller._timeline.freeze.call_args.args == (None,)


def test_a_camera_of_which_nothing_is_kept_yet_only_pauses() -> None:
    session = Session(CAMERA)
    session.replay.span.return_value = (0.0, 0.0)
    controller = playback(session)
    controller.toggle()
    assert asked(session) == [("pause",)] and not controller.frozen
    assert not controller.shown


def test_lanes_are_made_anew_only_when_segments_have_changed() -> None:
    session = Session(FILM)
    controller = playback(session)
    controller.arrived(1.0)
    controller.arrived(1.1)
    assert session.segments.lanes.call_count == 1
    assert controller._timeline.show_place.call_args.args == (1.1, {1: ["a segment"]}, ("walk", "wave"))
    session.segments.version, session.model = 2, None
    controller.arrived(1.2)
    assert session.segments.lanes.call_count == 2
    assert controller._timeline.show_place.call_args.args == (1.2, {1: ["a segment"]}, ())


def test_another_source_begins_at_its_start_and_says_what_it_is() -> None:
    session = Session(CAMERA)
    controller = playback(session)
    controller.toggle()
    controller.arrived(3.0)
    controller.begin()
    assert not controller.frozen and controller.place == 0.0
    assert controller._timeline.begin.call_args.args == (False, None, "the history")
    controller._show_place()
    assert controller._timeline.show_place.call_args.args[1] == {}, "none of the old source's lanes"
    controller.opened()
    assert controller._timeline.begin.call_args.args == (True, None, "the history")
    session.source = FILM
    controller.opened()
    assert controller._timeline.begin.call_args.args == (False, 10.0, "the history")
    controller.arrived(0.0)
    assert controller._timeline.show_place.call_args.args[1] == {1: ["a segment"]}
    session.source = None
    controller.opened()
    assert controller._timeline.begin.call_count == 3
