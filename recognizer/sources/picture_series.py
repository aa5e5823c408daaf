"""Numbered pictures of a folder as one series, which is named by a pattern: `frames/%05d.png`."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.errors import UserError
from recognizer.files import is_there, user_path
from recognizer.sources.addresses import as_file, is_address
from recognizer.sources.source import is_watchable
from recognizer.text import path_text

PICTURE_SUFFIXES = (".png", ".jpg", ".jpeg", ".bmp", ".tif", ".tiff", ".webp")

_NUMBER = re.compile(r"%(?:0([1-9][0-9]?))?d")  # as in C: %d, or %05d for at least five digits
_LAST_NUMBER = re.compile(r"(.*?)([0-9]+)([^0-9]*)", re.DOTALL)


@dataclass(frozen=True)
class PictureSeries:
    """The pictures whose names are ``before``, a number of at least ``digits`` digits, and ``after``. ``numbers``:
    those that are there, in their order, one at least."""

    folder: Path
    before: str
    digits: int
    after: str
    numbers: Sequence[int]

    @property
    def pattern(self) -> Path:
        """What the series is named by."""
        return self.folder / f"{self.before}{_number_sign(self.digits)}{self.after}"

    @property
    def names(self) -> list[str]:
        """The names of all its pictures, in their order."""
        return [f"{self.before}{number:0{self.digits}d}{self.after}" for number in self.numbers]

    @property
    def files(self) -> list[Path]:
        """All its pictures, in their order."""
        return [self.folder / name for name in self.names]

    @property
    def step(self) -> int:
        """From one picture's number to the next one's, where none is missing: by 10, if every tenth was kept."""
        return min((later - number for number, later in zip(self.numbers, self.numbers[1:])), default=1)

    @property
    def gaps(self) -> str | None:
        """Which numbers are missing, in a sentence; ``None`` where none is."""
        step, missing, first = self.step, 0, None
        for number, later in zip(self.numbers, self.numbers[1:]):
            lost = -(-(later - number) // step) - 1
            first = number + step if lost and first is None else first
            missing += lost
        if first is None:
            return None
        shown = path_text(f"{self.before}{first:0{self.digits}d}{self.after}")
        pictures = "1 picture is" if missing == 1 else f"{missing:,} pictures are"
        return f"{series_name(self.pattern)}: {pictures} missing, from {shown} on; time goes on where they would be."


def is_series(spec: str | Path) -> bool:
    """Whether this is a pattern for numbered pictures, and not the name of anything that is there."""
    spec = str(spec)
    return not is_address(spec) and bool(_NUMBER.search(Path(spec).name)) and not is_there(_path(spec))


def find_series(pattern: str | Path) -> PictureSeries:
    """The pictures of a pattern, by looking into its folder. Raises ``UserError`` where there are none."""
    path = _path(str(pattern))
    signs = list(_NUMBER.finditer(path.name))
    if len(signs) != 1:
        raise UserError(f"{path} names no series of pictures: one number stands in such a name, as in %05d.png.")
    (sign,) = signs
    before, digits, after = path.name[: sign.start()], int(sign[1] or 0), path.name[sign.end() :]
    named = re.compile(f"{re.escape(before)}([0-9]+){re.escape(after)}")
    try:
        written = [match[1] for file in path.parent.iterdir() if (match := named.fullmatch(file.name))]
    except OSError as error:
        raise UserError(f"There is no picture {path}: {error.strerror or error}.") from error
    numbers = sorted(int(text) for text in written if f"{int(text):0{digits}d}" == text)
    if not numbers:
        raise UserError(f"There is no picture {path}, with a number in place of {sign[0]}.")
    return PictureSeries(path.parent, before, digits, after, numbers)


def series_in(folder: Path) -> list[PictureSeries]:
    """The series of two pictures and more in a folder, by name; a picture's number is the last one in its name. Raises
    ``OSError``."""
    found: dict[tuple[str, str], list[str]] = {}
    for file in folder.iterdir():
        match = _LAST_NUMBER.fullmatch(file.name)
        if match and is_picture(file) and not _NUMBER.search(match[1] + match[3]):
            found.setdefault((match[1], match[3]), []).append(match[2])
    return [
        PictureSeries(folder, before, digits, after, numbers)
        for (before, after), written in sorted(found.items())
        for digits, numbers in sorted(_by_digits(written).items())
        if len(numbers) > 1
    ]


def series_of_folder(folder: Path) -> list[PictureSeries]:
    """Its series where a folder holds no video and no clip, which count first, else none. Raises ``OSError``."""
    return [] if any(is_watchable(file.name) for file in folder.iterdir()) else series_in(folder)


def sources_of_folder(folder: Path) -> list[str]:
    """The videos and clips of a folder, by name, or else its series of pictures. Raises ``UserError`` where it holds
    none of them, or cannot be read."""
    try:
        inside = [file for file in sorted(folder.iterdir()) if is_watchable(file.name)]
        inside = inside or [series.pattern for series in series_of_folder(folder)]
    except OSError as error:
        raise UserError(f"Cannot read the folder {folder}: {error.strerror or error}.") from error
    if not inside:
        raise UserError(f"The folder {folder} holds no video, no clip and no series of numbered pictures.")
    return [str(file) for file in inside]


def as_sources(files: Iterable[str]) -> list[str]:
    """What somebody means who chose these files: a picture stands for the series that it belongs to, and a folder that
    holds nothing else for its series; anything else for itself. Nothing is named twice."""
    meant: dict[str, None] = {}
    patterns: dict[Path, dict[str, str]] = {}  # by folder and picture; there may be very many
    for file in files:
        path = Path(file)
        try:
            if path.is_dir():
                meant.update(dict.fromkeys([str(one.pattern) for one in series_of_folder(path)] or [file]))
                continue
            if is_picture(path) and path.parent not in patterns:
                patterns[path.parent] = {
                    name: pattern
                    for one in series_in(path.parent)
                    for pattern in [str(one.pattern)]
                    for name in one.names
                }
        except OSError:
            pass  # whoever opens it says why
        meant[patterns.get(path.parent, {}).get(path.name, file)] = None
    return list(meant)


def is_picture(file: Path) -> bool:
    """Whether a file is a picture, by its name. Hidden ones are none."""
    return not file.name.startswith(".") and file.name.lower().endswith(PICTURE_SUFFIXES)


def refuse_picture(file: Path) -> None:
    """Raises ``UserError`` where this is a picture, which alone shows no action; it says what to name instead."""
    if not is_picture(file) or not file.is_file():
        return
    (meant,) = as_sources([str(file)])
    if meant != str(file):
        raise UserError(f"{file} is one picture of a series: name the whole series, as {meant}.")
    raise UserError(
        f"{file} is a single picture, in which nothing happens: name a video, or numbered pictures, as frames/%05d.png."
    )


def source_files(spec: str | Path) -> list[Path]:
    """The files that a source is read from, which need not be there: all pictures of a series. Raises ``UserError``
    where a series has none."""
    return find_series(spec).files if is_series(spec) else [_path(str(spec))]


def series_name(pattern: str | Path) -> str:
    """How a series is called where paths are too long: with its folder, since many have no name but their number."""
    path = _path(str(pattern))
    return path_text("/".join(name for name in (path.parent.name, path.name) if name))


def file_name_of(pattern: str | Path) -> str:
    """A name of a file for what is made of a series: without the number, or its folder's where nothing else is left."""
    path = _path(str(pattern))
    words = _NUMBER.sub("", path.stem).strip(" ._-")
    return f"{words or path.absolute().parent.name or 'pictures'}{path.suffix}"


def _path(spec: str) -> Path:
    return user_path(as_file(spec))


def _number_sign(digits: int) -> str:
    return f"%0{digits}d" if digits else "%d"


def _by_digits(written: Sequence[str]) -> dict[int, list[int]]:
    """Numbers as they are written, in order, by how many digits such a number has at least (0: as few as it needs)."""
    padded = {len(text) for text in written if text[0] == "0" and len(text) > 1}
    numbers: dict[int, list[int]] = {}
    for text in sorted(written, key=int):
        fitting = [digits for digits in padded if digits == len(text) or (digits < len(text) and text[0] != "0")]
        numbers.setdefault(max(fitting, default=0), []).append(int(text))
    return numbers
