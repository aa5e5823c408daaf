"""Make the pictures of these pages, or of every state of the window, anew.

    python docs/pictures.py                        the pictures in docs/
    python docs/pictures.py --all DIR              every state, light and dark, into DIR
    python docs/pictures.py window app-known       some of them
    python docs/pictures.py --all DIR --video F    and those of videos and cameras; the video stands in for a camera
    python docs/pictures.py --all DIR --language de                            in German
    python docs/pictures.py --all DIR --size 1280x720 --scale 2 --text 100 150     for other screens and eyes

The real window plays the sample clip with the bundled model, without a display, and each picture is of a real state
of it. Nothing in it is drawn for the picture.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

import numpy as np
import platformdirs
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app.crash_report import CrashReporter
from app.dialogs.action_catalogue import ActionCatalogue
from app.dialogs.queue_dialog import QueueDialog
from app.dialogs.recording_dialogs import RenderingDialog
from app.dialogs.rules_dialog import RulesDialog
from app.languages import SPOKEN, speak
from app.options import Appearance, Options
from app.session.lazy_imports import remove_import_hook
from app.session.messages import SourceState
from app.session.pipeline import Pipeline
from app.session.rules import Deed, Rule
from app.window.main_window import MainWindow
from benchmarks.fake_camera import VideoDevice
from recognizer.explain.maps import MapKind
from recognizer.model.device import share_cores
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import save_pack
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz, save_npz
from recognizer.skeleton.joints import LEFT_ELBOW
from recognizer.sources.camera import CameraSource
from recognizer.sources.opening import open_source
from recognizer.sources.source import Frame, Source

DOCS = Path(__file__).resolve().parent
PATIENCE = 60.0  # seconds
SCREEN = (1920, 1080)  # pixels; the platform's own is too small for a dialog
CAMERA_FPS = 30.0
MOMENTS = {"salute": (2.0, 2.4, 2.8), "jump up": (10.6, 11.0, 11.4, 11.8), "bow": (5.0, 5.4, 5.8)}  # seconds
AHEAD = 3.0  # seconds after a moment that have to be looked at before all is known of it
REPORTERS: list[CrashReporter] = []  # held, as the program holds its own
JUMPING = 11.4  # seconds; the moment of the sample clip that most pictures show


@dataclass(frozen=True)
class Scene:
    """A state: the moment of the sample clip at which it is paused, how it is brought about, and which widget is
    taken; ``docs``: whether it is one of the pages' pictures, ``dark``: with the dark theme there. ``camera`` is what
    stands in for camera 0's device, ``live`` a source that stands in for any other one."""

    name: str
    at: float
    act: Callable[[MainWindow], QWidget | None]
    docs: bool = False
    dark: bool = False
    source: str | None = str(SAMPLE_CLIP)
    paused: bool = True
    camera: Callable[[], VideoDevice] | None = None
    live: Callable[[], Source] | None = None


@dataclass(frozen=True)
class Screen:
    """``size``: the window's, ``None`` for its own; ``texts``: the sizes of texts in percent."""

    size: tuple[int, int] | None
    texts: tuple[int, ...] = (100,)


@dataclass(frozen=True)
class Picture:
    """Of a state: how the window looks meanwhile, and the file that it is saved as."""

    dark: bool
    text: int
    file: Path


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("names", nargs="*", metavar="NAME")
    parser.add_argument("--all", type=Path, metavar="DIR", help="every state, light and dark, into DIR")
    parser.add_argument("--video", type=Path, metavar="F", help="a video of people, for states of videos and cameras")
    parser.add_argument("--size", type=size, metavar="WxH", help="the window's and the screen's, in place of their own")
    parser.add_argument(
        "--scale", type=float, default=1.0, metavar="N", help="pixels of the screen for each of the window's"
    )
    parser.add_argument("--language", choices=SPOKEN, default="en", help="the window's, whatever the system's is")
    parser.add_argument("--text", type=int, nargs="+", default=[100], metavar="PERCENT", help="the sizes of texts")
    options = parser.parse_args()
    screen = Screen(options.size, tuple(options.text))
    share_cores()
    remove_import_hook()
    with tempfile.TemporaryDirectory() as folder:
        use_screen(options.size or SCREEN, options.scale, Path(folder))
        application = QApplication([])
        speak(application, SPOKEN[options.language])
        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, folder)
        platformdirs.user_log_dir = lambda *_, **__: folder  # what is made to fail is no failure
        platformdirs.user_documents_dir = lambda *_, **__: folder  # where a pack is begun
        for scene in [*scenes(Path(folder)), *(with_pictures(options.video) if options.video else ())]:
            if options.names and scene.name not in options.names:
                continue
            if options.all:
                options.all.mkdir(parents=True, exist_ok=True)
                take(application, scene, screen.size, list(every_picture(scene, screen, options.all)))
            elif scene.docs:
                picture = Picture(scene.dark, screen.texts[0], DOCS / f"{scene.name}.png")
                take(application, scene, screen.size, [picture])
    return 0


def every_picture(scene: Scene, screen: Screen, folder: Path) -> Iterator[Picture]:
    """Light and dark, with every size of texts, which the file's name tells where there are several."""
    for text in screen.texts:
        for dark in (False, True):
            parts = [scene.name, *(["dark"] if dark else []), *([str(text)] if len(screen.texts) > 1 else [])]
            yield Picture(dark, text, folder / f"{'-'.join(parts)}.png")


def size(text: str) -> tuple[int, int]:
    """Raises ``ValueError`` for what is not WIDTHxHEIGHT."""
    width, height = text.split("x")
    return int(width), int(height)


def use_screen(size: tuple[int, int], scale: float, folder: Path) -> None:
    """Have a screen of that size, which bounds dialogs, and so many pixels for each of the window's. To be called
    before the application is made."""
    width, height = (round(side * scale) for side in size)
    one = {"name": "screen", "x": 0, "y": 0, "width": width, "height": height, "dpr": 1}
    told = folder / "screens.json"
    told.write_text(json.dumps({"screens": [{**one, "logicalDpi": 96, "logicalBaseDpi": 96}]}))
    os.environ["QT_SCALE_FACTOR"] = str(scale)
    os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={told}"


def take(application: QApplication, scene: Scene, size: tuple[int, int] | None, pictures: Sequence[Picture]) -> None:
    """Bring the state about in a window of its own and save its pictures. A dialog is opened anew for each."""
    settings = QSettings(QSettings.Format.IniFormat, QSettings.Scope.UserScope, "pictures", scene.name)
    settings.clear()
    options = Options(source=scene.source, device="cpu")
    camera = scene.camera
    opened: Callable[[str], Source] = open_source
    if camera is not None:
        opened = lambda _: CameraSource(0, lambda _: camera())  # noqa: E731
    elif (live := scene.live) is not None:
        opened = lambda _: live()  # noqa: E731
    window = MainWindow(options, Pipeline(options, open_source=opened), settings)
    dress(window, pictures[0])
    if size is not None:
        window.resize(*size)
    window.show()
    window.start()
    if scene.at and scene.paused and scene.live is None and scene.camera is None:
        go_to(window, scene.at)
    elif scene.at:
        until(lambda: window.inside.answer is not None)
        until(lambda: window.shown is not None and window.shown.captured.frame.time >= scene.at)
    else:
        wait(1.5)
    shown: QWidget | None = None
    for picture in pictures:
        dress(window, picture)
        if shown is None or isinstance(shown, QDialog):
            close_dialogs()
            shown = scene.act(window) or window
        wait(1.2)
        window.refresh_status()
        application.processEvents()
        shown.grab().save(str(picture.file))
        print(picture.file, flush=True)
    close_dialogs()
    window.close()
    until(lambda: window.has_ended)


def go_to(window: MainWindow, moment: float) -> None:
    """Pause a file at a moment of it, in seconds, once it was looked through that far."""
    until(lambda: window.pipeline.state is SourceState.PLAYING)
    window.playback.toggle()
    until(lambda: window.pipeline.state is SourceState.PAUSED)
    until(lambda: (done := window.pipeline.coverage) is not None and (done.ended or done.reached > moment + AHEAD))
    window.playback.seek(moment)
    until(lambda: window.shown is not None and abs(window.shown.captured.frame.time - moment) < 0.1)
    until(lambda: window.inside.answer is not None)


def dress(window: MainWindow, picture: Picture) -> None:
    """Give the window the picture's colours and size of texts."""
    window.looks.set_appearance(Appearance.DARK if picture.dark else Appearance.LIGHT)
    window.looks.set_text_size(picture.text)


def close_dialogs() -> None:
    for dialog in dialogs():
        dialog.close()


def until(condition: Callable[[], object]) -> None:
    """Let the window work until something holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError("the window did not come to the state that the picture is of")
        turn()


def wait(seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        turn()


def turn() -> None:
    """Let the window work for a moment. (QTest.qWait would keep the interpreter to itself, and the threads waiting.)"""
    QApplication.processEvents()
    time.sleep(0.004)


def dialogs() -> list[QDialog]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()]


def dialog(act: Callable[[MainWindow], object]) -> Callable[[MainWindow], QWidget]:
    """The dialog that opens."""

    def run(window: MainWindow) -> QWidget:
        act(window)
        until(dialogs)
        return dialogs()[-1]

    return run


def rules(window: MainWindow) -> QWidget:
    show = dialog(lambda window: window.menus.actions["show_rules"].trigger())
    opened = show(window)
    assert isinstance(opened, RulesDialog)
    opened.close()
    sound, command = str(SAMPLE_CLIP.with_name("applause.flac")), 'notify-send "Person {person}" {action}'
    rules = [Rule("jumping jack", "", 2.0, Deed.TONE), Rule("clap", sound, 10.0, Deed.SOUND), Rule("wave", command)]
    opened.chosen.emit(rules, False)
    return show(window)


def a_rule(window: MainWindow) -> QWidget:
    opened = rules(window)
    assert isinstance(opened, RulesDialog)
    opened.list.setCurrentIndex(opened.list.model().index(2, 0))
    opened.edit.click()
    assert opened.editor is not None
    opened.editor.try_it.click()
    until(lambda: opened.editor is not None and bool(opened.editor.outcome.text()))
    return opened.editor


def scenes(folder: Path) -> list[Scene]:
    pair = folder / "two-people.npz"
    write_pair(pair)
    lessons = [Scene(f"lesson-{page}", JUMPING, reading(page), docs=True) for page in range(1, 8)]
    return [
        Scene("window", JUMPING, lambda window: None, docs=True),
        Scene("app-dark", JUMPING, lambda window: None, docs=True, dark=True),
        Scene("app-topology", JUMPING, topology, docs=True),
        Scene("app-overview", JUMPING, overview, docs=True),
        Scene("app-attention", JUMPING, attention, docs=True),
        Scene("app-masking", JUMPING, masking, docs=True),
        Scene("app-signals", JUMPING, signals, docs=True),
        Scene("app-compare", JUMPING, comparing, docs=True),
        Scene("app-known", 3.0, dialog(lambda window: window.help.show_actions()), docs=True),
        Scene("app-act-it-out", 3.0, acting("jumping jack", 60), docs=True, source="0", paused=False, live=ClipCamera),
        Scene("act-it-out-asked", 3.0, asked_to_act, source="0", paused=False, live=ClipCamera),
        Scene("act-it-out-recognized", 3.0, acted_out, source="0", paused=False, live=ClipCamera),
        Scene("app-sources", 3.0, dialog(lambda window: window.sources.choose()), docs=True),
        *lessons,
        Scene("lesson-8", JUMPING, task_solved, docs=True),
        Scene("lesson-9", JUMPING, reading(9)),
        Scene("lesson-11", JUMPING, reading(11)),
        Scene("glossary", 3.0, dialog(lambda window: window.menus.actions["show_glossary"].trigger())),
        Scene("lesson-list", JUMPING, lambda window: window.show_tab(window.lesson_pages)),
        Scene("app-teach", JUMPING, teaching(folder), docs=True),
        Scene("app-teach-separation", JUMPING, told_apart(folder), docs=True),
        Scene("known-own-action", JUMPING, own_action_known(folder)),
        Scene("teach-empty", JUMPING, lambda window: window.show_tab(window.parts.teach)),
        Scene("app-teach-recording", 6.0, teach_live, docs=True, source="0", paused=False, live=ClipCamera),
        Scene("loading", 0.0, lambda window: None),
        Scene("start-page", 3.0, lambda window: None, source=None, paused=False),
        Scene("playing", 13.0, lambda window: None, paused=False),
        Scene("two-people", JUMPING, lambda window: None, source=str(pair)),
        Scene("without-inside", JUMPING, without_inside),
        Scene("private", JUMPING, private),
        Scene("recording", 3.0, recording(folder), paused=False),
        Scene("fault", 0.0, lambda window: None, source=str(folder / "missing.mp4")),
        Scene("settings", 3.0, dialog(lambda window: window.options.show_dialog())),
        Scene("rules", 3.0, rules),
        Scene("rule", 3.0, a_rule),
        Scene("keys", 3.0, dialog(lambda window: window.menus.actions["show_shortcuts"].trigger())),
        Scene("about", 3.0, dialog(lambda window: window.menus.actions["show_about"].trigger())),
        Scene("crash", 3.0, dialog(lambda window: crash())),
        Scene("queue", 3.0, dialog(lambda window: window.sources.show_queue([str(SAMPLE_CLIP), str(pair)]))),
        Scene("queue-done", 3.0, queue_done(pair, folder / "missing.npz")),
        Scene("rendering", 3.0, rendering(folder)),
        Scene("model-missing", 0.0, lambda window: window.options.change(model=str(folder / "no-model"))),
        Scene("record", 3.0, dialog(lambda window: window.exports.toggle_recording())),
        Scene("export", JUMPING, dialog(lambda window: window.exports.export())),
        Scene("small", JUMPING, lambda window: window.resize(860, 620)),
        Scene("large", JUMPING, lambda window: window.resize(1920, 1080)),
    ]


def with_pictures(video: Path) -> list[Scene]:
    """The states of a camera, and of a video."""
    devices: list[VideoDevice] = []

    def camera(upper: float = 1.0) -> Callable[[], VideoDevice]:
        def make() -> VideoDevice:
            devices.append(VideoDevice(video, CAMERA_FPS, upper))
            return devices[-1]

        return make

    def lost(fault: str) -> Callable[[MainWindow], None]:
        def act(window: MainWindow) -> None:
            setattr(devices[-1], fault, True)
            until(lambda: window.banner.isVisible())

        return act

    def live(name: str, act: Callable[[MainWindow], None], upper: float = 1.0) -> Scene:
        return Scene(name, 4.0, act, source="0", paused=False, camera=camera(upper))

    return [
        Scene("video", 8.0, lambda window: None, source=str(video)),
        live("camera", lambda window: None),
        live("camera-frozen", freeze),
        live("camera-advice", lambda window: until(lambda: window.stage.hint.isVisible()), upper=0.6),
        live("camera-lost", lost("broken")),
        live("camera-stuck", lost("stuck")),
    ]


def freeze(window: MainWindow) -> None:
    window.playback.toggle()
    until(lambda: window.playback.frozen)
    window.playback.skip(-1.0)


def crash() -> None:
    """As an exception does that nobody caught."""
    reporter = CrashReporter()
    REPORTERS.append(reporter)
    try:
        raise RuntimeError("made to fail, for the picture")
    except RuntimeError as error:
        reporter.report(RuntimeError, error, error.__traceback__)


def topology(window: MainWindow) -> None:
    window.show_tab(window.topology)
    window.topology.links.setChecked(True)


def overview(window: MainWindow) -> None:
    window.show_tab(window.topology)
    window.topology.kind.setCurrentIndex(list(MapKind).index(MapKind.CHANGE))
    window.topology.show_overview(True)


def attention(window: MainWindow) -> None:
    window.show_tab(window.attention)
    tab = window.attention
    tab.block.setCurrentIndex(tab.block.count() - 1)  # of the last block, whose attention is least even
    tab.map.point_at((5, 6))


def masking(window: MainWindow) -> None:
    window.show_tab(window.masking)
    window.masking.take_joint(LEFT_ELBOW)
    wait(6.0)  # every joint is hidden in turn


def signals(window: MainWindow) -> None:
    window.show_tab(window.joint_curves)
    window.joint_curves.plot.setFocus()
    window.joint_curves.plot.point_at(14)


def comparing(window: MainWindow) -> None:
    window.comparison.show()
    wait(0.5)
    window.playback.toggle()
    until(lambda: window.shown is not None and window.shown.captured.frame.time >= 12.2)
    window.playback.toggle()


def reading(page: int) -> Callable[[MainWindow], None]:
    def read(window: MainWindow) -> None:
        window.lesson.turn(1)
        for _ in range(page - 1):
            wait(0.3)
            window.lesson.turn(1)

    return read


def task_solved(window: MainWindow) -> None:
    """The first task, with its solution shown once every joint was hidden in turn."""
    reading(8)(window)
    row = window.lesson.card.task
    until(row.check.isEnabled)
    wait(6.0)  # every joint is hidden in turn
    row.solve.click()


def teaching(folder: Path) -> Callable[[MainWindow], None]:
    """A pack with four actions, learned, on a timeline that is judged by it."""

    def act(window: MainWindow) -> None:
        clip = load_npz(SAMPLE_CLIP)
        pack = Pack()
        for action, moments in MOMENTS.items():
            for start in moments:
                kept = (clip.time >= start) & (clip.time < start + 2.0)
                pack = pack.with_example(
                    action,
                    Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept]),
                    "Sample clip",
                )
        save_pack(folder / "My actions", pack)
        window.show_tab(window.parts.teach)
        keeper = window.teaching.keeper
        keeper.open(folder / "My actions")
        until(lambda: keeper.pack is not None and keeper.pack.examples)
        window.parts.teach.learning.button.click()
        until(lambda: keeper.pack is not None and keeper.pack.learned is not None)
        until(lambda: window.pipeline.model is not None and "salute" in window.pipeline.model.labels)
        until(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.model is window.pipeline.model)
        until(lambda: window.pipeline.analysis is not None and window.pipeline.analysis.whole)
        window.parts.teach.action_list.choose("salute")
        window.parts.teach.record.name.setFocus()
        window.banner.hide()

    return act


def told_apart(folder: Path) -> Callable[[MainWindow], None]:
    """How well these actions are told apart."""

    def act(window: MainWindow) -> None:
        teaching(folder)(window)
        window.parts.teach.learning.check.click()
        until(lambda: window.parts.teach.separation.bars.rows)

    return act


def asked_to_act(window: MainWindow) -> None:
    """The count-down before an action is acted out."""
    window.acting.begin("jumping jack")
    until(lambda: window.acting.plate.large == "2")


def acting(action: str, least: int) -> Callable[[MainWindow], None]:
    """The moment at which an action is not named yet, and so many per cent probable."""

    def act(window: MainWindow) -> None:
        window.acting.begin(action)
        until(lambda: window.acting.plate.large.endswith("%") and int(window.acting.plate.large[:-2]) >= least)
        window._ticker.stop()

    return act


def acted_out(window: MainWindow) -> None:
    """An action that was recognized."""
    window.acting.begin("jumping jack")
    until(lambda: not window.acting.going_on)


def own_action_known(folder: Path) -> Callable[[MainWindow], QWidget]:
    """What it knows, with an action of a pack."""

    def act(window: MainWindow) -> QWidget:
        teaching(folder)(window)
        shown = dialog(lambda window: window.help.show_actions())(window)
        assert isinstance(shown, ActionCatalogue)
        shown.search.setText("sal")
        return shown

    return act


def teach_live(window: MainWindow) -> None:
    """The count-down of the second example."""
    window.show_tab(window.parts.teach)
    until(lambda: window.teaching.keeper.pack is not None)
    window.parts.teach.record.name.setText("salute")
    window.parts.teach.record.button.click()
    until(lambda: window.parts.teach.example_list.examples)
    wait(0.6)


class ClipCamera(Source):
    """The sample clip as a camera would give it, at its own pace, again and again."""

    live = True

    def __init__(self) -> None:
        self._clip = load_npz(SAMPLE_CLIP)
        self.name, self.fps, self._next, self._began = "Camera 0", self._clip.fps, 0, time.monotonic()

    def read(self) -> Frame:
        number, self._next = self._next, self._next + 1
        moment = number / self.fps
        time.sleep(max(0.0, self._began + moment - time.monotonic()))
        return Frame(None, moment, number, self._clip.at(number % self._clip.frames))

    def seek(self, time: float) -> None:
        """Nobody seeks in a camera."""

    def close(self) -> None:
        """There is no device to let go of."""


def without_inside(window: MainWindow) -> None:
    window.show_inside(False)


def private(window: MainWindow) -> None:
    window.menus.actions["pause_recognition"].trigger()
    window.playback.toggle()


def queue_done(*files: Path) -> Callable[[MainWindow], QWidget]:
    """One file that was worked on, and one that could not be."""

    def act(window: MainWindow) -> QWidget:
        window.sources.show_queue([str(file) for file in files])
        queue = dialogs()[-1]
        assert isinstance(queue, QueueDialog)
        queue.go.click()
        until(lambda: queue.batch is not None and not queue.working)
        return queue

    return act


def rendering(folder: Path) -> Callable[[MainWindow], QWidget]:
    def act(window: MainWindow) -> QWidget:
        window.exports.render(folder / "drawn.mp4")
        until(lambda: bool(dialogs()))
        shown = dialogs()[-1]
        assert isinstance(shown, RenderingDialog)
        until(lambda: shown.rendering.share > 0.3)
        return shown

    return act


def recording(folder: Path) -> Callable[[MainWindow], None]:
    def record(window: MainWindow) -> None:
        window.exports.record(None, folder / "recording.npz")

    return record


def write_pair(file: Path) -> None:
    """The sample clip's person twice, half a metre to each side, the second 1.5 seconds behind."""
    clip = load_npz(SAMPLE_CLIP)
    late = int(np.searchsorted(clip.time - clip.time[0], 1.5))
    first, second = clip.keypoints[0].copy(), np.roll(clip.keypoints[0], late, axis=0)
    first[..., 0] -= 0.6
    second[..., 0] += 0.6
    keypoints = np.stack([first, second])
    identity = np.stack([np.full(len(first), 1), np.full(len(first), 2)]).astype(np.int32)
    save_npz(Clip(keypoints, np.ones(keypoints.shape[:3], np.float32), clip.time, identity), file)


if __name__ == "__main__":
    sys.exit(main())
