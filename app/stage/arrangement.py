"""Where the answers stand so that the picture gets most of the room: below it, or beside it. No Qt here."""

from dataclasses import dataclass

BESIDE_WIDTH = 236  # pixels at a text size of 100 %, of a card beside the picture
# Of a card, by the stage's least height in pixels at a text size of 100 %. A single bar would say what the card says.
BARS = ((560, 5), (330, 3), (0, 0))


@dataclass(frozen=True)
class Arrangement:
    """``beside``: the answers stand to the right of the picture, else below it; ``bars``: of each card; ``stacked``:
    one card below the other."""

    beside: bool
    bars: int
    stacked: bool


def shown_area(width: float, height: float, aspect: float | None) -> float:
    """Square pixels that a picture of ``aspect`` (width by height) fills of a room; ``None`` fills all of it."""
    width, height = max(width, 0.0), max(height, 0.0)
    if aspect is None:
        return width * height
    return min(width, height * aspect) * min(height, width / aspect)


def arrange(
    size: tuple[int, int], aspect: float | None, below: int, unit: float, before: Arrangement | None = None
) -> Arrangement:
    """The arrangement in a stage of ``size`` pixels in which a picture of ``aspect`` is larger. ``below``: how high the
    answers are below the picture; ``unit``: pixels for one at a text size of 100 %. Only a clear gain changes an
    arrangement that there was ``before``."""
    width, height = size
    bars = next(bars for least, bars in BARS if height >= least * unit)
    under = shown_area(width, height - below, aspect)
    aside = shown_area(width - BESIDE_WIDTH * unit, height, aspect)
    gain = 1.0 if before is None else 0.9 if before.beside else 1.1
    beside = aside > gain * under
    return Arrangement(beside, bars, stacked=beside)
