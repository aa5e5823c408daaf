"""What the window shows, taken as figures that are drawn off screen, for papers and slides."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from app.figures.paper import Drawing
from app.inside.panel import InsidePanel
from app.stage.panel import Stage
from app.texts import in_english, tr
from app.timeline.figure import timeline_figure
from app.timeline.tracks import Tracks
from recognizer.errors import UserError

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer


class FigureExport:
    """Takes the values that are shown at this moment; another thread may draw them later."""

    def __init__(self, stage: Stage, tracks: Tracks, inside: InsidePanel) -> None:
        self._stage, self._tracks, self._inside = stage, tracks, inside

    @property
    def tab(self) -> str:
        """The title of the tab that is open, where it is one that has figures; empty where none is open."""
        return self._inside.tab.title if self._inside.isVisible() and self._inside.tab.has_figure else ""

    @property
    def looking_inside(self) -> bool:
        """Whether the panel is seen, so that its window is of the moment that is shown."""
        return self._inside.isVisible()

    @property
    def answer(self) -> "tuple[WindowAnswer, ModelInfo] | None":
        """The window whose inside is shown, and the model that judged it."""
        return self._inside.shown

    @property
    def block(self) -> int | None:
        """The block whose map is shown, from 0; ``None`` where no map is."""
        choice = getattr(self._inside.tab, "block", None) if self.tab else None
        return None if choice is None else choice.currentIndex()

    def inside(self, source: str) -> Drawing | None:
        """What the open tab shows; ``source``: the name of what it is of. ``None`` where there is nothing to show."""
        with in_english():
            return self._inside.tab.figure(source) if self.tab and self._inside.shown is not None else None

    def timeline(self, source: str) -> Drawing | None:
        """The tracks; ``None`` where nobody was recognized."""
        return timeline_figure(self._tracks, source)

    @property
    def on_timeline(self) -> bool:
        """Whether the keys go to the timeline."""
        return QApplication.focusWidget() is self._tracks

    def skeletons(self) -> QImage:
        """The skeletons of a clip, as they are shown and turned now."""
        return self._stage.view_3d.grab().toImage()


def save_picture(picture: QImage, path: Path, temporary: Path) -> None:
    """Write a picture to ``temporary``, in the format that the name of ``path`` asks for: JPEG, else PNG. Raises
    ``UserError`` where it cannot be written."""
    kind = "JPG" if path.suffix.lower() in (".jpg", ".jpeg") else "PNG"
    if not picture.save(str(temporary), kind):  # type: ignore[call-overload]  # the stub has bytes, Qt takes text
        raise UserError(tr("Cannot write {path}.", path=path))
