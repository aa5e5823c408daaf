"""When an action begins, a sound is played: into a device that keeps what it is given, or that of the library."""

import math
import shlex
import sys
from contextlib import suppress
from pathlib import Path

import av
import miniaudio
import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog

from app.dialogs.rule_dialog import DEEDS
from app.session.rules import Deed, Rule, read_rules
from app.session.sound_thread import CHANNELS, NO_DEVICE, NO_LIBRARY, RATE, file_stream, open_device, tone
from app.settings_store import SettingsStore
from recognizer.errors import UserError
from recognizer.events.event import Event
from tests.app.fakes import LABELS, FakeCamera, FakeFile, picture, sources

FORMATS = {"wav": "pcm_s16le", "flac": "flac", "mp3": "libmp3lame", "ogg": "vorbis"}
SECONDS = 0.5


class FakeDevice:
    """Hears all of a sound at once; where it ``holds``, the first tenth of a second alone."""

    def __init__(self, holds: bool = False, unplugged: bool = False) -> None:
        self.holds, self.unplugged, self.closed = holds, unplugged, False
        self.heard: list[np.ndarray] = []  # the sounds, frames x channels

    def start(self, stream) -> None:
        if self.unplugged:
            raise miniaudio.MiniaudioError("failed to start audio device", -1)
        parts = []
        try:
            while not (self.holds and parts):
                parts.append(np.frombuffer(bytes(stream.send(RATE // 10)), np.float32).reshape(-1, CHANNELS))
        except StopIteration:
            pass
        self.stream = stream  # as the library does: it is let go of with the next one
        self.heard.append(np.concatenate(parts))

    def stop(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def devices(monkeypatch) -> list:
    """What is opened, one after the other: devices, or what is said in place of one. A test is heard by nobody."""
    given: list = []

    def take() -> FakeDevice:
        one = given.pop(0)
        if isinstance(one, UserError):
            raise one
        return one

    monkeypatch.setattr("app.session.sound_thread.open_device", take)
    return given


def begins(label: str) -> Event:
    return Event("begins", "0", 1.0, "2026-03-04T10:31:07.180+01:00", 2, label, 0.8312)


def write_sound(file: Path) -> Path:
    """Half a second of 440 Hz, as the ending says."""
    wave = np.sin(2 * math.pi * 440 * np.arange(round(SECONDS * 44_100)) / 44_100) * 16_000
    with av.open(str(file), "w") as container:
        stream = container.add_stream(FORMATS[file.suffix[1:]], rate=44_100, layout="stereo", options={"strict": "-2"})
        frame = av.AudioFrame.from_ndarray(np.repeat(wave.astype(np.int16), 2)[None], format="s16", layout="stereo")
        frame.sample_rate = 44_100
        container.mux([*stream.encode(frame), *stream.encode(None)])
    return file


def pitch(sound: np.ndarray) -> float:
    return float(np.abs(np.fft.rfft(sound[:, 0])).argmax() * RATE / len(sound))


def test_the_tone_is_soft_and_ends_in_silence() -> None:
    wave = tone()
    assert wave.shape == (round(0.7 * RATE), CHANNELS) and wave.dtype == np.float32
    assert 0.1 < np.abs(wave).max() < 0.4 and np.abs(wave[0]).max() == 0 and np.abs(wave[-100:]).max() < 1e-3
    assert np.abs(np.diff(wave, axis=0)).max() < 0.06, "it clicks nowhere"


def test_a_tone_is_played_when_its_action_begins(thread, devices, wait) -> None:
    devices.append(device := FakeDevice())
    rules, told = thread(Rule("clap", "", 0.0, Deed.TONE))
    for label in ("wave", "clap", "clap"):
        rules.take(begins(label))
    wait(lambda: len(device.heard) == 2)
    for heard in device.heard:
        assert np.array_equal(heard, tone())
    assert told == [] and not devices, "one device plays all of them"
    rules.stop()
    wait(lambda: device.closed)


@pytest.mark.parametrize("ending", FORMATS)
def test_a_sound_file_is_played(thread, devices, wait, tmp_path, ending: str) -> None:
    file = write_sound(tmp_path / f"Glück und 音.{ending}")
    devices.append(device := FakeDevice())
    rules, told = thread(Rule("clap", str(file), 0.0, Deed.SOUND))
    rules.take(begins("clap"))
    wait(lambda: device.heard or told)
    assert told == []
    sound = device.heard[0]
    assert abs(len(sound) / RATE - SECONDS) < 0.1 and abs(pitch(sound) - 440) < 5


def test_without_a_sound_device_that_is_told_once_and_the_rest_goes_on(thread, devices, wait, tmp_path) -> None:
    devices += [UserError(NO_DEVICE), UserError(NO_DEVICE), device := FakeDevice()]
    touched = tmp_path / "touched"
    touch = shlex.join([sys.executable, "-I", "-S", "-c", "import sys; open(sys.argv[1], 'w')", str(touched)])
    rules, told = thread(
        Rule("clap", "", 0.0, Deed.TONE), Rule("wave", "", 0.0, Deed.TONE), Rule("wave", touch, 0.0, Deed.COMMAND)
    )
    for label in ("clap", "wave", "clap"):
        rules.take(begins(label))
    wait(lambda: device.heard and touched.exists())
    assert told == [NO_DEVICE]


def test_a_device_that_was_unplugged_is_told_of_and_looked_for_again(thread, devices, wait) -> None:
    devices += [gone := FakeDevice(unplugged=True), device := FakeDevice()]
    rules, told = thread(Rule("clap", "", 0.0, Deed.TONE))
    for _ in range(2):
        rules.take(begins("clap"))
    wait(lambda: device.heard)
    assert told == [NO_DEVICE] and gone.closed


def test_a_new_sound_takes_the_place_of_one_that_plays_and_none_outlives_the_window(thread, devices, wait) -> None:
    devices.append(device := FakeDevice(holds=True))
    rules, _ = thread(Rule("clap", "", 0.0, Deed.TONE))
    for count in (1, 2):
        rules.take(begins("clap"))
        wait(lambda count=count: len(device.heard) == count)
    assert not device.closed
    rules.stop()
    rules.join(60)
    wait(lambda: device.closed)


def test_what_cannot_be_played_is_one_sentence(thread, devices, wait, tmp_path) -> None:
    (tmp_path / "text.wav").write_text("no sound at all")
    missing, wrong = tmp_path / "missing.wav", tmp_path / "text.wav"
    rules, told = thread(Rule("clap", str(missing), 0.0, Deed.SOUND), Rule("clap", str(wrong), 0.0, Deed.SOUND))
    for _ in range(2):
        rules.take(begins("clap"))
    wait(lambda: len(told) == 2)
    assert told == [
        f"No sound can be played: there is no file {missing}.",
        f"{wrong} cannot be played: it is no WAV, MP3, FLAC or Ogg Vorbis file.",
    ]


def test_the_library_plays_a_tone_to_its_end(thread, devices, wait) -> None:
    device = miniaudio.PlaybackDevice(miniaudio.SampleFormat.FLOAT32, CHANNELS, RATE, backends=[miniaudio.Backend.NULL])
    devices.append(device)
    rules, told = thread(Rule("clap", "", 0.0, Deed.TONE))
    for _ in range(2):
        rules.take(begins("clap"))
        wait(lambda: device.running)
        wait(lambda: not device.running)
    assert told == []


@pytest.mark.parametrize("backend", ["", "Null"])
def test_a_machine_without_sound_has_one_sentence(monkeypatch, backend: str) -> None:
    closed = []

    class Device:
        def __init__(self, *_: object, **__: object) -> None:
            self.backend = backend
            if not backend:
                raise miniaudio.MiniaudioError("failed to init device", -401)

        def close(self) -> None:
            closed.append(self)

    monkeypatch.setattr(miniaudio, "PlaybackDevice", Device)
    with pytest.raises(UserError, match=NO_DEVICE):
        open_device()
    assert len(closed) == bool(backend)


def test_without_the_library_there_is_one_sentence(thread, devices, wait, tmp_path, monkeypatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    with pytest.raises(UserError, match=NO_LIBRARY):
        open_device()
    devices.append(UserError(NO_LIBRARY))
    file = tmp_path / "sound.wav"
    file.touch()
    rules, told = thread(Rule("clap", str(file), 0.0, Deed.SOUND), Rule("wave", "", 0.0, Deed.TONE))
    for label in ("clap", "wave"):
        rules.take(begins(label))
    wait(lambda: told and not devices)
    assert told == [NO_LIBRARY]


def test_before_a_camera_a_sound_is_played(open_window, wait, no_surprise, devices, tmp_path, monkeypatch) -> None:
    camera, file = FakeCamera(), write_sound(tmp_path / "sound.wav")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(file), ""))
    devices.append(device := FakeDevice())
    window = open_window("0", sources(**{"0": camera}))
    wait(lambda: window.pipeline.model is not None)
    window.menus.actions["show_rules"].trigger()
    dialog = no_surprise.pop()
    for label in LABELS:
        dialog.add.click()
        editor = no_surprise.pop()
        editor.show()
        editor.action.setText(label)
        editor.deed.setCurrentText(DEEDS[Deed.SOUND])
        assert editor.sound.isVisible() and not editor.command.isVisible()
        editor.choose.click()
        editor.buttons.button(editor.buttons.StandardButton.Ok).click()
    assert read_rules(SettingsStore().text("rules")) == ([Rule(one, str(file), 2.0, Deed.SOUND) for one in LABELS], 0)
    assert dialog.list.topLevelItem(0).text(1) == "Play sound.wav"
    for number in range(20):
        camera.pictures.put(picture())
        wait(lambda number=number: window.shown is not None and window.shown.captured.frame.index == number + 1)
    wait(lambda: device.heard)
    assert abs(pitch(device.heard[0]) - 440) < 5
    dialog.close()


def test_a_sound_that_cannot_be_played_is_told_of_in_the_window(open_window, wait, no_surprise, devices) -> None:
    window = open_window(None, sources(film=FakeFile(frames=60)))
    devices += [UserError(NO_DEVICE)] * 100
    window.menus.actions["show_rules"].trigger()
    dialog = no_surprise.pop()
    dialog.recorded.click()
    for label in LABELS:
        dialog.add.click()
        editor = no_surprise.pop()
        editor.action.setText(label)
        editor.buttons.button(editor.buttons.StandardButton.Ok).click()
    assert dialog.list.topLevelItem(0).text(1) == "Play a tone"
    window.open("film")
    wait(lambda: window.banner.text == NO_DEVICE)
    dialog.close()


def test_a_sound_is_tried_out(open_window, wait, no_surprise, devices, tmp_path) -> None:
    window = open_window()
    devices += [UserError(NO_DEVICE), device := FakeDevice()]
    window.menus.actions["show_rules"].trigger()
    dialog = no_surprise.pop()
    dialog.add.click()
    editor = no_surprise.pop()
    editor.action.setText("wave")
    editor.try_it.click()
    wait(lambda: editor.outcome.text() == NO_DEVICE)
    editor.try_it.click()
    wait(lambda: device.heard)
    assert np.array_equal(device.heard[0], tone()) and editor.outcome.text() == ""
    editor.deed.setCurrentText(DEEDS[Deed.SOUND])
    for typed, told in (
        ("", "Choose the sound file that is to be played, with its whole path."),
        (str(tmp_path / "missing.wav"), f"There is no file {tmp_path / 'missing.wav'}."),
    ):
        editor.sound.setText(typed)
        editor.try_it.click()
        assert editor.outcome.text() == told
    editor.reject()
    assert dialog.rules == [] and not window.banner.text
    dialog.close()


def test_an_ogg_file_plays_and_a_damaged_one_ends_nothing(tmp_path: Path) -> None:
    """One cut in its headers, which another decoder does not survive."""
    with av.open(str(tmp_path / "a.ogg"), "w") as file:
        stream = file.add_stream("vorbis", rate=44_100, layout="stereo", options={"strict": "experimental"})
        for _ in range(40):
            frame = av.AudioFrame.from_ndarray(np.full((2, 1152), 0.1, np.float32), format="fltp", layout="stereo")
            frame.sample_rate = 44_100
            file.mux(stream.encode(frame))
        file.mux(stream.encode())
    playing, heard = file_stream(tmp_path / "a.ogg"), 0
    with suppress(StopIteration):
        while True:
            part = playing.send(1000)
            assert len(part) <= 1000 * 2 * 4
            heard += len(part) // 8
    assert abs(heard - 40 * 1152 * 48_000 / 44_100) < 3000
    whole = (tmp_path / "a.ogg").read_bytes()
    for length in range(40, 400, 8):
        (tmp_path / "cut.ogg").write_bytes(whole[:length])
        with suppress(UserError, StopIteration):
            file_stream(tmp_path / "cut.ogg").send(1000)
