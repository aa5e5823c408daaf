"""The user's corrections of a file, kept beside it as ``NAME.mssa.json``. No Qt here."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from itertools import count, pairwise
from pathlib import Path

import platformdirs

from app.session.edits import LONGEST_NAME, Edits, Stretch, tidy
from app.texts import tr
from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.resources import SAMPLE_CLIP
from recognizer.text import path_text

SUFFIX = ".mssa.json"
MOST_BYTES = 50_000_000  # of a file that is read; a hundred thousand corrections take 10 MB
SAME_LENGTH = 0.5  # seconds by which the length of one file may be told differently


class ProjectFile:
    """The corrections of one source file. ``edits``: what was kept of it; ``notice``: a sentence for the user about
    what was found, empty where there is nothing to say.

    They are kept beside the file, or, where that cannot be (the folder cannot be written to, or what lies there is of
    another file), in the user's data folder; the newer one counts. What lies there and is of another file, or is
    broken, or was written by another window meanwhile, is never replaced.
    """

    def __init__(self, source: Path, seconds: float | None) -> None:
        self._name, self._bytes, self._seconds = path_text(source.name), source.stat().st_size, seconds
        self._beside, self._apart = source.with_name(source.name + SUFFIX), _apart(source)
        self._of_sample = source.resolve() == SAMPLE_CLIP.resolve()
        self._told = False  # that they are kept apart
        self._known: dict[Path, str | None] = {}  # a hash of what each file held when this window looked last
        self.notice = ""
        self.edits = Edits()
        self._load()

    def save(self, edits: Edits) -> str:
        """Write the corrections, atomically. Returns a sentence for the user where there is something to say: the first
        time that they cannot be kept beside the file. Raises ``UserError`` where they can be kept nowhere, or another
        window has written some meanwhile."""
        from app.session.project_format import KeptProject, KeptSource, KeptStretch  # see there why not at the start

        project = KeptProject(
            source=KeptSource(name=self._name[:LONGEST_NAME], bytes=self._bytes, seconds=self._seconds),
            stretches=[KeptStretch(**vars(one)) for one in edits.stretches],
            names=dict(edits.names),
            same_as=dict(edits.same_as),
        )
        text = json.dumps(project.model_dump(), indent=1, ensure_ascii=False) + "\n"
        if any(self._was_changed(place) for place in self._places):
            raise UserError(
                tr(
                    "Another window has changed those of {name} meanwhile: open the file again to go on from there.",
                    name=self._name,
                )
            )
        for place in self._places[:-1]:
            try:
                self._write(place, text)
            except UserError:
                continue
            return ""
        self._write(self._places[-1], text)
        if self._told or self._of_sample:
            return ""
        self._told = True
        return tr(
            "Your corrections cannot be kept beside the file; they are in {place}.", place=path_text(self._places[-1])
        )

    def _write(self, place: Path, text: str) -> None:
        write_text(place, text)
        self._known[place] = _digest(place)

    def _was_changed(self, place: Path) -> bool:
        """Whether somebody else has written there; who removed it may have had reasons, and is no obstacle."""
        there = _digest(place)
        return there is not None and there != self._known.get(place)

    def _load(self) -> None:
        self._places: list[Path] = []  # where they are written, the best one first
        found: list[tuple[float, Edits]] = []
        beside = [] if self._of_sample else [self._beside]
        for candidates in (beside, _numbered(self._apart)):
            for place in candidates:
                self._known[place] = _digest(place)
                try:
                    if place.is_file():
                        found.append((place.stat().st_mtime, self._read(place)))
                except UserError as error:
                    self.notice = str(error)
                else:
                    self._places.append(place)
                    break
        if found:
            self.edits = max(found, key=lambda one: one[0])[1]

    def _read(self, path: Path) -> Edits:
        from pydantic import ValidationError

        from app.session.project_format import KeptProject

        name = path_text(path.name)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise UserError(
                    tr("{name} is too large to be corrections of this file, and was left as it is.", name=name)
                )
            project = KeptProject.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise UserError(
                tr("{name} holds no corrections that can be read, and was left as it is.", name=name)
            ) from error
        of, seconds = project.source, self._seconds
        unlike = of.seconds is not None and seconds is not None and abs(of.seconds - seconds) > SAME_LENGTH
        if of.bytes != self._bytes or unlike:
            raise UserError(
                tr("{name} holds corrections of another file of this name, and was left as it is.", name=name)
            )
        edits = Edits(
            tuple(Stretch(**dict(one)) for one in project.stretches),
            {person: tidy(name) for person, name in project.names.items()},
            project.same_as,
        )
        if not _sound(edits):
            raise UserError(
                tr("{name} holds corrections that contradict each other, and was left as it is.", name=name)
            )
        return edits


def _apart(source: Path) -> Path:
    """Where corrections are kept that cannot lie beside their file."""
    whole = path_text(source.resolve())
    digest = hashlib.blake2s(whole.encode(), digest_size=8).hexdigest()
    folder = Path(platformdirs.user_data_dir("mssa-studio", appauthor=False))
    name = path_text(source.name)[:80].encode()[:200].decode(errors="ignore")  # a name may have 255 bytes
    return folder / "projects" / f"{name}-{digest}{SUFFIX}"


def _digest(file: Path) -> str | None:
    """A hash of what the file holds, ``None`` where it is not there or cannot be read."""
    try:
        return hashlib.blake2s(file.read_bytes()).hexdigest()
    except OSError:
        return None


def _numbered(place: Path) -> Iterator[Path]:
    """The place, and others for where it is taken."""
    yield place
    stem = place.name.removesuffix(SUFFIX)
    for number in count(2):
        yield place.with_name(f"{stem}-{number}{SUFFIX}")


def _sound(edits: Edits) -> bool:
    """Whether these could have come about by editing."""
    if any(stands in edits.same_as or person == stands for person, stands in edits.same_as.items()):
        return False
    labels = [one.label for one in edits.stretches if one.label is not None]
    if not all(text and tidy(text) == text for text in (*labels, *edits.names.values())):
        return False
    people: dict[int, list[Stretch]] = {}
    for one in sorted(edits.stretches, key=lambda one: one.start):
        people.setdefault(one.person, []).append(one)
    return all(_apart_in_time(own) for own in people.values())


def _apart_in_time(stretches: Sequence[Stretch]) -> bool:
    return all(one.start < one.end for one in stretches) and all(a.end <= b.start for a, b in pairwise(stretches))
