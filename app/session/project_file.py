"""The user's corrections of a file, kept beside it as ``NAME.mssa.json``. No Qt here."""

import hashlib
import json
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import platformdirs

from app.session.edits import LONGEST_NAME, Edits, Stretch, tidy
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
    broken, is never replaced.
    """

    def __init__(self, source: Path, seconds: float | None) -> None:
        self._name, self._bytes, self._seconds = path_text(source.name), source.stat().st_size, seconds
        self._beside, self._apart = source.with_name(source.name + SUFFIX), _apart(source)
        self._places = [self._apart] if source.resolve() == SAMPLE_CLIP.resolve() else [self._beside, self._apart]
        self._told = False  # that they are kept apart
        self.notice = ""
        self.edits = Edits()
        self._load()

    def save(self, edits: Edits) -> str:
        """Write the corrections, atomically. Returns a sentence for the user where there is something to say: the first
        time that they cannot be kept beside the file. Raises ``UserError`` where they can be kept nowhere."""
        from app.session.project_format import KeptProject, KeptSource, KeptStretch  # see there why not at the start

        project = KeptProject(
            source=KeptSource(name=self._name[:LONGEST_NAME], bytes=self._bytes, seconds=self._seconds),
            stretches=[KeptStretch(**vars(one)) for one in edits.stretches],
            names=dict(edits.names),
            same_as=dict(edits.same_as),
        )
        text = json.dumps(project.model_dump(), indent=1, ensure_ascii=False) + "\n"
        for place in self._places[:-1]:
            try:
                write_text(place, text)
            except UserError:
                continue
            return ""
        write_text(self._places[-1], text)
        own_place = len(self._places) == 1 and self._beside not in self._blocked
        if self._told or own_place:
            return ""
        self._told = True
        return f"Your corrections cannot be kept beside the file; they are in {path_text(self._apart)}."

    def _load(self) -> None:
        self._blocked: list[Path] = []
        found: list[tuple[float, Edits]] = []
        for place in list(self._places):
            try:
                if place.is_file():
                    found.append((place.stat().st_mtime, self._read(place)))
            except UserError as error:
                self.notice = str(error)
                self._blocked.append(place)
                if place == self._beside:
                    self._places.remove(place)
        if found:
            self.edits = max(found, key=lambda one: one[0])[1]

    def _read(self, path: Path) -> Edits:
        from pydantic import ValidationError

        from app.session.project_format import KeptProject

        name = path_text(path.name)
        try:
            if path.stat().st_size > MOST_BYTES:
                raise UserError(f"{name} is too large to be corrections of this file, and was left as it is.")
            project = KeptProject.model_validate_json(path.read_bytes())
        except (OSError, ValidationError) as error:
            raise UserError(f"{name} holds no corrections that can be read, and was left as it is.") from error
        of, seconds = project.source, self._seconds
        unlike = of.seconds is not None and seconds is not None and abs(of.seconds - seconds) > SAME_LENGTH
        if of.bytes != self._bytes or unlike:
            raise UserError(f"{name} holds corrections of another file of this name, and was left as it is.")
        edits = Edits(
            tuple(Stretch(**dict(one)) for one in project.stretches),
            {person: tidy(name) for person, name in project.names.items()},
            project.same_as,
        )
        if not _sound(edits):
            raise UserError(f"{name} holds corrections that contradict each other, and was left as it is.")
        return edits


def _apart(source: Path) -> Path:
    """Where corrections are kept that cannot lie beside their file."""
    whole = path_text(source.resolve())
    digest = hashlib.blake2s(whole.encode(), digest_size=8).hexdigest()
    folder = Path(platformdirs.user_data_dir("mssa-studio", appauthor=False))
    return folder / "projects" / f"{path_text(source.name)[:80]}-{digest}{SUFFIX}"


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
