"""How numbers and people are put into words."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.pipeline import Stats
    from app.recognition import ModelInfo


def person_name(number: int) -> str:
    """A person as the window calls them."""
    return f"Person {number}"


def clock_text(seconds: float, tenths: bool = True) -> str:
    """``75.26`` as ``1:15.2``, and hours before that where there are any."""
    ticks = int(max(seconds, 0.0) * 10 + 1e-6)
    minutes, rest = divmod(ticks, 600)
    whole = f"{minutes}:" if minutes < 60 else f"{minutes // 60}:{minutes % 60:02d}:"
    return f"{whole}{rest // 10:02d}.{rest % 10}" if tenths else f"{whole}{rest // 10:02d}"


def percent(share: float) -> str:
    return f"{100 * share:.0f} %"


def signed(value: float) -> str:
    """Three digits after the point, with a sign and a true minus."""
    return f"{value:+.3f}".replace("-", "−")


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
