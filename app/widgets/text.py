"""How numbers and people are put into words."""

from typing import TYPE_CHECKING

from recognizer.text import clock_text, percent, signed

if TYPE_CHECKING:
    from app.session.messages import ModelInfo, Stats

__all__ = ["clock_text", "figures", "percent", "person_name", "signed"]


def person_name(number: int) -> str:
    """A person as the window calls them."""
    return f"Person {number}"


def figures(stats: "Stats", model: "ModelInfo | None") -> str:
    """The status line in words."""
    parts = [f"Source {stats.source_fps:.0f} fps", f"Recognition {stats.recognized_fps:.0f} fps"]
    if stats.pose.median:
        parts.append(f"Pose {stats.pose.median:.0f} ms")
    if stats.network.median:
        parts.append(f"Network {stats.network.median:.0f} ms")
    parts.append(f"Latency {stats.latency.median:.0f} ms (p95 {stats.latency.p95:.0f})")
    parts.append(f"Dropped {stats.dropped}")
    if model is not None:
        parts.append(f"Model {model.name} on {model.device}")
    return "   ·   ".join(parts)
