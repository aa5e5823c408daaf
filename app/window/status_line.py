"""The status line: what is being prepared, and beside it how fast everything is."""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStatusBar

from app.session.messages import ModelInfo, SourceInfo, Stats
from app.texts import mark, tr
from app.widgets.theme import GAP

BETWEEN = "   ·   "
LESSER = (
    mark("Network"),
    mark("Pose"),
    mark("Dropped"),
    mark("Latency"),
    mark("Model"),
    mark("Recognition"),
)  # the first to go where there is little room


class StatusLine(QStatusBar):
    """Below the window's parts: ``progress`` at the left, ``rates`` at the right; between them ``stream``, while other
    programs can listen."""

    def __init__(self) -> None:
        super().__init__()
        self.progress, self.stream, self.rates = QLabel(), QLabel(), QLabel()
        self._parts: list[str] = []
        self._preparing = ""
        self.rates.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.progress.setAccessibleName(tr("What is being prepared"))
        self.rates.setAccessibleName(tr("Rates and delays"))
        self.stream.setAccessibleName(tr("Stream of events"))
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
        for lesser in (part for word in LESSER for part in self._parts if part.startswith(tr(word))):
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
    given = (
        tr(" of {camera_format}", camera_format=source.camera_format)
        if source is not None and source.camera_format
        else ""
    )
    parts = []
    if stats != Stats() or given:  # else nothing is looked at
        rates = {tr("Source {source_fps:.0f} fps{given}", source_fps=stats.source_fps, given=given): stats.source_fps}
        rates[tr("Recognition {recognized_fps:.0f} fps", recognized_fps=stats.recognized_fps)] = stats.recognized_fps
        # A file that stands still, or was looked through, has no rates; a camera's zero is news.
        parts = [words for words, rate in rates.items() if rate or source is None or source.live]
    if stats.pose.median:
        parts.append(tr("Pose {median:.0f} ms", median=stats.pose.median))
    if stats.network.median:
        parts.append(tr("Network {median:.0f} ms", median=stats.network.median))
    if parts and (source is None or source.live):  # of a file nothing is dropped, and playback waits
        parts.append(tr("Latency {median:.0f} ms (p95 {p95:.0f})", median=stats.latency.median, p95=stats.latency.p95))
        parts.append(tr("Dropped {dropped}", dropped=stats.dropped))
    if model is not None:
        parts.append(tr("Model {title} on {device}", title=model.title, device=model.device))
    return parts
