"""The status line: what is being prepared, and beside it how fast everything is."""

from PySide6.QtWidgets import QLabel, QStatusBar

from app.session.messages import ModelInfo, SourceInfo, Stats
from app.widgets.theme import GAP


class StatusLine(QStatusBar):
    """Below the window's parts: ``progress`` at the left, ``rates`` at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.progress, self.rates = QLabel(), QLabel()
        self.progress.setAccessibleName("What is being prepared")
        self.rates.setAccessibleName("Rates and delays")
        self.setSizeGripEnabled(False)
        self.addWidget(self.progress, 1)
        self.addPermanentWidget(self.rates)
        self.setContentsMargins(GAP, 0, GAP, 0)

    def show_rates(self, stats: Stats, model: ModelInfo | None, source: SourceInfo | None = None) -> None:
        """Show how fast source and recognition are, what a camera gives, and which model answers."""
        self.rates.setText(rates_text(stats, model, source))

    def show_progress(self, text: str) -> bool:
        """Show what is being prepared, an empty text for nothing. Returns whether that is news."""
        if text == self.progress.text():
            return False
        self.progress.setText(text)
        return True


def rates_text(stats: Stats, model: ModelInfo | None, source: SourceInfo | None = None) -> str:
    """Rates in frames a second and durations in milliseconds, as far as they are known."""
    given = f" of {source.camera_format}" if source is not None and source.camera_format else ""
    parts = [f"Source {stats.source_fps:.0f} fps{given}", f"Recognition {stats.recognized_fps:.0f} fps"]
    if stats.pose.median:
        parts.append(f"Pose {stats.pose.median:.0f} ms")
    if stats.network.median:
        parts.append(f"Network {stats.network.median:.0f} ms")
    parts.append(f"Latency {stats.latency.median:.0f} ms (p95 {stats.latency.p95:.0f})")
    parts.append(f"Dropped {stats.dropped}")
    if model is not None:
        parts.append(f"Model {model.name} on {model.device}")
    return "   ·   ".join(parts)
