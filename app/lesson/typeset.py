"""Sets the lesson's equations: ``python -m app.lesson.typeset`` makes outlines of their TeX with Matplotlib.

Matplotlib's type setting is imported here alone: it takes a quarter of a second and looks through the system's fonts
when it is used first, which the window does not wait for.
"""

import json
from dataclasses import asdict

from app.lesson.text import SHAPES, Shape, lesson_text
from recognizer.files import write_text

EM = 1000  # an outline's units for the size of the type
COMMANDS = {1: ("M", 1), 2: ("L", 1), 3: ("Q", 2), 4: ("C", 3), 79: ("Z", 1)}  # Matplotlib's codes, and their points


def typeset(pieces: list[str]) -> dict[str, Shape]:
    """The shapes of these pieces of TeX, by TeX."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.mathtext import MathTextParser
    from matplotlib.textpath import TextToPath

    size = 100  # Matplotlib's own metrics are rounded to whole units at the size asked for
    writing, parser, to_path = FontProperties(size=size, math_fontfamily="cm"), MathTextParser("path"), TextToPath()
    found = {}
    for tex in pieces:
        box = parser.parse(f"${tex}$", dpi=72, prop=writing)
        points, codes = to_path.get_text_path(writing, f"${tex}$", ismath=True)
        scale = EM / size
        found[tex] = Shape(
            width=round(scale * box.width),
            ascent=round(scale * (box.height - box.depth)),
            descent=round(scale * box.depth),
            path=_commands([(round(scale * x), round(-scale * y)) for x, y in points], list(codes)),
        )
    return found


def _commands(points: list[tuple[int, int]], codes: list[int]) -> str:
    words, place = [], 0
    while place < len(codes):
        command, count = COMMANDS[int(codes[place])]
        words.append(command)
        if command != "Z":
            words += [str(number) for point in points[place : place + count] for number in point]
        place += count
    return " ".join(words)


def main() -> None:
    """Typeset the equations of all pages anew, and write their shapes as JSON."""
    pieces = list(dict.fromkeys(piece.tex for page in lesson_text().pages for piece in page.pieces))
    shapes = {tex: asdict(shape) for tex, shape in typeset(pieces).items()}
    write_text(SHAPES, json.dumps(shapes, ensure_ascii=False, indent=0) + "\n")


if __name__ == "__main__":
    main()
