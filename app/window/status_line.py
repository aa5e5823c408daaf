"""The status line: what is being prepared, and beside it how fast everything is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from app.session.messages import ModelInfo, SourceInfo, Stats
from app.widgets.theme import GAP

BETWEEN = "   ·   "
LESSER = ("Network", "Pose", "Dropped", "Latency", "Model", "Recognition")  # the first to go where there is little room


class StatusLine(QStatusBar):
    """Below the window's parts: ``progress`` at the left, ``rates`` at the right; between them ``stream``, while other
    programs can listen."""

    def __init__(self) -> None:
        super().__init__()
        self.progress, self.stream, self.rates = QLabel(), QLabel(), QLabel()
        self._parts: list[str] = []
        self._preparing = ""
        self.rates.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress.setAccessibleName("What is being prepared")
        self.rates.setAccessibleName("Rates and delays")
        self.stream.setAccessibleName("Stream of events")
        self.stream.hide()
        self.setSizeGripEnabled(False)
        self.addWidget(self.progress, 1)
        self.addPermanentWidget(self.stream)
        self.addPermanentWidget(self.rates, 4)
        self.rates.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setContentsMargins(GAP, 0, GAP, 0)

    def show_rates(self, stats: Stats, model: ModelInfo | None, source: SourceInfo | None = None) -> None:
        """Show how fast source and recognition are, what a camera gives, and which model answers."""
        self._parts = rates_parts(stats, model, source)
        self.rates.setToolTip(BETWEEN.join(self._parts))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        QTimer.singleShot(0, self, self._fit)  # when its labels have their new places

    def _fit(self) -> None:
        """As many figures as there is room for; the rest are in the tool tip."""
        metrics, shown = QFontMetrics(self.rates.font()), list(self._parts)
        room = self.rates.width()
        for lesser in (part for word in LESSER for part in self._parts if part.startswith(word)):
            if metrics.horizontalAdvance(BETWEEN.join(shown)) <= room:
                break
            shown.remove(lesser)
        self.rates.setText(BETWEEN.join(shown))

    def show_stream(self, text: str) -> None:
        """Show where events are offered, an empty text for nowhere."""
        if text != self.stream.text():
            self.stream.setText(text)
            self.stream.setVisible(bool(text))
            QTimer.singleShot(0, self, self._fit)

    def show_progress(self, text: str, opening: str = "") -> bool:
        """Show what is being prepared, an empty text for nothing, or else what is being opened. Returns whether what is
        being prepared is news."""
        self.progress.setText(text or opening)
        news, self._preparing = text != self._preparing, text
        return news


def rates_parts(stats: Stats, model: ModelInfo | None, source: SourceInfo | None = None) -> list[str]:
    """Rates in frames a second and durations in milliseconds, as far as they are known."""
    given = f" of {source.camera_format}" if source is not None and source.camera_format else ""
    parts = []
    if stats != Stats() or given:  # else nothing is looked at
        rates = {f"Source {stats.source_fps:.0f} fps{given}": stats.source_fps}
        rates[f"Recognition {stats.recognized_fps:.0f} fps"] = stats.recognized_fps
        # A file that stands still, or was looked through, has no rates; a camera's zero is news.
        parts = [words for words, rate in rates.items() if rate or source is None or source.live]
    if stats.pose.median:
        parts.append(f"Pose {stats.pose.median:.0f} ms")
    if stats.network.median:
        parts.append(f"Network {stats.network.median:.0f} ms")
    if parts and (source is None or source.live):  # of a file nothing is dropped, and playback waits
        parts.append(f"Latency {stats.latency.median:.0f} ms (p95 {stats.latency.p95:.0f})")
        parts.append(f"Dropped {stats.dropped}")
    if model is not None:
        parts.append(f"Model {model.title} on {model.device}")
    return parts
