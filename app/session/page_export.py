"""What lies behind an answer, written as the page that `explain` makes. No Qt here."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.session.messages import ModelInfo
from app.session.taught_model import load_taught
from recognizer.files import write_text

if TYPE_CHECKING:
    from recognizer.recognizer import WindowAnswer


def save_page(
    path: Path, window: "WindowAnswer", info: ModelInfo, source: str, windows: int, block: int | None = None
) -> None:
    """Explain this window, which the model ``info`` judged, on a page that stands alone. ``source``: its name;
    ``windows``: how many there are; ``block``, from 0: the one whose maps are drawn. Raises ``UserError`` where the
    model is not there any more or the file cannot be written."""
    from recognizer.explain.explanation import WindowChoice, explain_choice
    from recognizer.explain.page import page
    from recognizer.model.device import share_cores

    share_cores()
    model = load_taught(info.spec, info.device_spec, info.pack)
    choice = WindowChoice(at=window.time)
    choice.offer(window)
    choice.windows = max(windows, 1)
    write_text(path, page(explain_choice(model, choice, source, block), []))
