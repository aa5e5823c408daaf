"""Small pictures over the time axis."""

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from app.timeline.tracks import Tracks
from tests.app.fakes import FakeCamera, FakeFile, FakeFrontEnd, picture


def point_at(tracks: Tracks, time: float, y: float) -> None:
    """The pointer is there, and no button is down."""
    at, none = QPointF(round(tracks.x_of(time)), y), Qt.MouseButton.NoButton
    move = QMouseEvent(QEvent.Type.MouseMove, at, tracks.mapToGlobal(at), none, none, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(tracks, move)


def test_pointing_at_the_axis_shows_the_moment_and_leaving_hides_it(open_window, wait, pause) -> None:
    opened: list[FakeFile] = []

    def open_file(spec: str) -> FakeFile:
        opened.append(FakeFile(frames=200, name=spec))
        return opened[-1]

    window = open_window("film", {"open_source": open_file, "make_front_end": lambda *_: FakeFrontEnd()})
    tracks, shown = window.timeline.tracks, window.thumbnails._shown
    wait(lambda: tracks.maximum() == 10_000 and window.playback.place > 0.2)
    pause(window)
    sought, place = list(opened[0].sought), window.playback.place
    wait(lambda: point_at(tracks, 8.0, 8) or shown.isVisible())
    assert shown.time.text() in ("0:07.9", "0:08.0")  # by the pixel
    assert shown.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert abs(shown.picture.pixmap().toImage().pixelColor(3, 3).red() - 160) <= 3
    middle = shown.geometry().center().x()
    assert abs(middle - tracks.mapTo(window, QPoint(round(tracks.x_of(8.0)), 0)).x()) <= 2
    assert shown.geometry().bottom() < tracks.mapTo(window, QPoint(0, 0)).y()
    point_at(tracks, 8.0, tracks.lane_top(0) + 30)
    assert not shown.isVisible()
    wait(lambda: point_at(tracks, 2.0, 8) or shown.isVisible())
    QApplication.sendEvent(tracks, QEvent(QEvent.Type.Leave))
    assert not shown.isVisible()
    assert opened[0].sought == sought and window.playback.place == place, "what plays is not disturbed"


def test_a_camera_has_none(open_window, wait) -> None:
    camera = FakeCamera()
    for shade in range(40):
        camera.pictures.put(picture(shade))
    window = open_window("0", {"open_source": lambda spec: camera, "make_front_end": lambda *_: FakeFrontEnd()})
    wait(lambda: window.stage.picture.isVisible())
    window.timeline.tracks.hovered.emit(1.0)
    window.refresh()
    assert window.thumbnails.running() == [] and not window.thumbnails._shown.isVisible()
    camera.pictures.put(None)
    wait(lambda: camera.closed)
