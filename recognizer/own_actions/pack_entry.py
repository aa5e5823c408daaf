"""``pack.json``: what is written of a pack, read and checked."""

from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, ValidationError

from recognizer.errors import UserError
from recognizer.network.config import StrictModel, where

PACK_FILE, EXAMPLES = "pack.json", "examples"
LONGEST_NAME = 255  # bytes of a file's name that file systems take
_SIGN = r"[^/\\:\x00-\x1f]"
_PART = rf"{_SIGN}*[^/\\:\x00-\x1f.]{_SIGN}*"  # a file's or folder's name: not only dots, on no system a path
_EXAMPLE_FILE = rf"^{EXAMPLES}/{_PART}/{_PART}\.npz$"


def _short_enough(file: str) -> str:
    """Of a longer name, systems say that it cannot be looked for, instead of that it is missing."""
    if any(len(part.encode()) > LONGEST_NAME for part in file.split("/")):
        raise ValueError("the name is too long for a file")
    return file


Digest = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class ExampleEntry(StrictModel):
    """One example: ``file``, from the pack's folder on, and the digest of the clip that it holds."""

    name: str = Field(min_length=1, max_length=LONGEST_NAME)
    file: Annotated[str, Field(pattern=_EXAMPLE_FILE), AfterValidator(_short_enough)]
    digest: Digest
    origin: str = ""


class ActionEntry(StrictModel):
    """One action with its examples."""

    name: str
    colour: str = Field(default="", exclude=True)  # of earlier versions: an action's colour goes by its name alone
    threshold: float | None = Field(default=None, ge=0, le=1)
    examples: list[ExampleEntry] = Field(default=[])


class HeadEntry(StrictModel):
    """What was learned: digests of its file and of the clips that it was learned from, and of which model."""

    digest: Digest
    examples: Digest
    model: str
    fingerprint: str


class PackEntry(StrictModel):
    """The whole of ``pack.json``."""

    kind: Literal["own actions"]
    format: Literal[1] = 1
    version: str  # of the program that wrote it
    alone: bool = False
    actions: list[ActionEntry]
    head: HeadEntry | None = None

    @property
    def files(self) -> dict[str, str]:
        """The digest of each example's file."""
        return {example.file: example.digest for action in self.actions for example in action.examples}


def read_entry(folder: Path) -> PackEntry | None:
    """What the folder's ``pack.json`` says; ``None`` where there is none. Raises ``UserError`` where it is broken, or
    of another kind or version."""
    file = folder / PACK_FILE
    try:
        return PackEntry.model_validate_json(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise UserError(f"{file} cannot be read: {error.strerror or error}.") from error
    except ValidationError as error:
        first = error.errors()[0]
        place, what = where(first), first["msg"].removeprefix("Value error, ")
        raise UserError(
            f"{file} describes no pack that this version reads: {place + ': ' if place else ''}{what}."
        ) from error
