"""The icons: files that are drawn in the theme's colours."""

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon

from app.commands import COMMANDS
from app.widgets.icons import SIZE, icon
from app.widgets.theme import DARK, LIGHT, Theme
from recognizer.resources import ICONS

FILES = sorted(path.stem for path in ICONS.glob("*.svg"))


def colours(drawn: QIcon, scale: int, mode: QIcon.Mode = QIcon.Mode.Normal) -> set[str]:
    """The colours of what is opaque in an icon; its size is checked on the way."""
    pixmap = drawn.pixmap(QSize(SIZE, SIZE), scale, mode)
    assert pixmap.size() == QSize(SIZE * scale, SIZE * scale), "drawn for this screen, not enlarged"
    image = pixmap.toImage()
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return {pixel.name() for pixel in pixels if pixel.alpha() == 255}


def test_every_command_that_names_an_icon_has_one() -> None:
    named = {command.icon for command in COMMANDS if command.icon is not None}
    assert named and named <= set(FILES)


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_every_icon_is_drawn_in_the_colours_of_the_theme(qapp, theme: Theme) -> None:
    for name in FILES:
        drawn = icon(name, theme)
        for scale in (1, 2):
            assert theme.text in colours(drawn, scale), name
        assert theme.line in colours(drawn, 2, QIcon.Mode.Disabled), name


def test_an_icon_that_is_not_there_is_an_error(qapp) -> None:
    with pytest.raises(FileNotFoundError):
        icon("no such icon", LIGHT)
