"""The window's readers of outside data: saved results, corrections, settings, rules, sounds."""

import json
import wave
from collections.abc import Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QByteArray, QSettings

from app.options import GivenOptions, Options
from app.session.project_file import SUFFIX, ProjectFile
from app.session.result_search import ResultSearch, matching
from app.session.rules import Deed, Rule, read_rules, write_rules
from app.session.saved_result import find_source, options_of, read_result
from app.session.sound_thread import file_stream
from app.settings_store import SettingsStore
from benchmarks.fuzzing.checks import check_seconds
from benchmarks.fuzzing.reader import FuzzedReader
from benchmarks.fuzzing.recognizer_readers import make_result
from benchmarks.fuzzing.text_mutators import mutate_settings
from benchmarks.fuzzing.tree_mutators import mutate_json
from recognizer.errors import UserError

MOST_HEARD = 500  # turns in which a sound is decoded


def _read_saved(folder: Path) -> None:
    path = folder / "a.json"
    result = read_result(path)
    for one in result.segments:
        check_seconds(one.start, one.end)
    check_seconds(*(one.time for one in result.windows), *(end for span in result.coverage for end in span))
    assert all(isinstance(name, str) for name in result.names.values()), "names"
    find_source(result.source, path)
    options_of(result, Options())


def _read_search(folder: Path) -> None:
    search = ResultSearch(folder)
    search.work()
    for one in matching(search.found, "wave"):
        check_seconds(one.start, one.end)
        assert isinstance(one.person, str) and one.name, "who or what"


def _make_project(folder: Path) -> list[Path]:
    (folder / "a.mp4").write_bytes(b"film")
    kept = {
        "format": "MS-SA Studio project",
        "version": 1,
        "source": {"name": "a.mp4", "bytes": 4, "seconds": 10.0},
        "stretches": [
            {"person": 1, "start": 0.5, "end": 1.5, "label": "wave"},
            {"person": 1, "start": 2.0, "end": 3.0, "label": None},
        ],
        "names": {"1": "Ada"},
        "same_as": {"2": 1},
    }
    (folder / f"a.mp4{SUFFIX}").write_text(json.dumps(kept))
    return [folder / f"a.mp4{SUFFIX}"]


def _read_project(folder: Path) -> None:
    project = ProjectFile(folder / "a.mp4", 10.0)
    for one in project.edits.stretches:
        check_seconds(one.start, one.end)
    if project.notice:
        raise UserError(project.notice)


def _make_settings(folder: Path) -> list[Path]:
    path = folder / "studio.ini"
    kept = QSettings(str(path), QSettings.Format.IniFormat)
    store = SettingsStore(kept)
    for name, value in (("text_size", 125), ("persons", 2), ("model", "open"), ("decisions", "careful")):
        store.keep(name, value)
    store.keep("appearance", "dark")
    store.keep("camera_format", "1280x720@30/MJPG")
    store.keep("layout", QByteArray(b"\x00\x01layout"))
    store.keep("recent", [str(folder), "http://x/y", "gone.mp4"])
    store.keep("packs", [str(folder)])
    store.keep("events", True)
    store.keep("rules", write_rules([Rule("wave", "", deed=Deed.TONE)]))
    store.save()
    return [path]


def _read_settings(folder: Path) -> None:
    store = SettingsStore(QSettings(str(folder / "studio.ini"), QSettings.Format.IniFormat))
    options = store.options(GivenOptions())
    assert options.persons in (1, 2) and isinstance(options.model, str), "options"
    assert isinstance(store.text_size, int) and store.appearance, "looks"
    assert all(isinstance(one, str) for one in (*store.recent, *store.packs)), "recent files"
    assert isinstance(store.flag("events"), bool) and isinstance(store.text("rules"), str), "kinds"
    store.bytes("layout")
    read_rules(store.text("rules"))


def _make_rules(folder: Path) -> list[Path]:
    rules = [Rule("wave", "", deed=Deed.TONE), Rule("bow", "say {action} 'at last'", 3.5)]
    (folder / "rules.json").write_text(write_rules(rules))
    return [folder / "rules.json"]


def _read_rules(folder: Path) -> None:
    rules, left_out = read_rules((folder / "rules.json").read_bytes().decode("utf-8", "replace"))
    assert left_out >= 0
    for rule in rules:
        check_seconds(rule.pause)
        rule.is_about("wave")


def _make_sounds(folder: Path) -> list[Path]:
    with wave.open(str(folder / "sound.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(bytes(range(256)) * 8)
    return [folder / "sound.wav", *_encoded(folder)]


def _encoded(folder: Path) -> Sequence[Path]:
    """The same sound in the other formats that are played."""
    import numpy as np

    from recognizer.sources.libav import av

    written = []
    for name, codec in (("sound.mp3", "libmp3lame"), ("sound.flac", "flac"), ("sound.ogg", "vorbis")):
        with av.open(str(folder / name), "w") as file:
            options = {"strict": "experimental"}
            stream = cast(av.AudioStream, file.add_stream(codec, rate=44_100, layout="stereo", options=options))
            for _ in range(4):
                samples = np.full((2, 1152), 0.1, np.float32)
                frame = av.AudioFrame.from_ndarray(samples, format="fltp", layout="stereo")
                frame.sample_rate = 44_100
                file.mux(stream.encode(frame))
            file.mux(stream.encode())
        written.append(folder / name)
    return written


def _read_sounds(folder: Path) -> None:
    refused = None
    for file in sorted(folder.glob("sound.*")):
        try:
            stream = file_stream(file)
            for _ in range(MOST_HEARD):
                if not len(stream.send(1024)):
                    break
        except StopIteration:
            pass
        except UserError as error:
            refused = error
    if refused is not None:
        raise refused


READERS = (
    FuzzedReader("saved-result", make_result, _read_saved, mutate_json),
    FuzzedReader("result-search", make_result, _read_search, mutate_json),
    FuzzedReader("corrections", _make_project, _read_project, mutate_json),
    FuzzedReader("settings", _make_settings, _read_settings, mutate_settings),
    FuzzedReader("rules", _make_rules, _read_rules, mutate_json),
    FuzzedReader("sound", _make_sounds, _read_sounds, share=0.1),
)
