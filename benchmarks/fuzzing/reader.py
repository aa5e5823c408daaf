"""What is fuzzed: a reader of files, with a sound input to begin with, and what it may do with a damaged one."""

import contextlib
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from random import Random

from benchmarks.fuzzing.byte_mutators import mutate_bytes
from recognizer.errors import UserError

Mutator = Callable[[Random, bytes], bytes]
LONGEST_MESSAGE = 1500  # characters of a sentence, paths in it included


@dataclass(frozen=True)
class FuzzedReader:
    """``make`` writes a sound input into an empty folder and returns the files that are damaged in turn; ``read`` reads
    them all as the program does, looks at everything that it is given, and raises ``AssertionError`` where that is not
    what was promised. ``refusals``: the errors that the reader is documented to raise. ``mutator``: what knows the
    format. ``share``: how many inputs it is given where a fast reader is given one.
    """

    name: str
    make: Callable[[Path], list[Path]]
    read: Callable[[Path], None]
    mutator: Mutator = mutate_bytes
    refusals: tuple[type[Exception], ...] = (UserError,)
    share: float = 1.0


class Outcome(StrEnum):
    """What a reader did with an input."""

    READ = "read"
    REFUSED = "refused"
    FINDING = "finding"


@dataclass(frozen=True)
class Tried:
    """One input. ``told``: the refusal's sentence, or what the finding is."""

    outcome: Outcome
    told: str = ""


class Bench:
    """A folder with a reader's sound input, in which its files are damaged one after the other and put right again."""

    def __init__(self, reader: FuzzedReader, folder: Path, seed: int) -> None:
        self.reader, self.folder, self.seed = reader, folder, seed
        self._files = reader.make(folder)
        self._sound = {file: file.read_bytes() for file in self._files}

    def damaged(self, number: int) -> tuple[Path, bytes]:
        """The file that is damaged in input ``number``, and what it holds then. Follows from seed and number alone."""
        random = Random(f"{self.seed} {self.reader.name} {number}")
        file = random.choice(self._files)
        content = self._sound[file]
        knowing = self.reader.mutator is not mutate_bytes and random.random() < 0.6
        if knowing:
            content = self.reader.mutator(random, content)
        if not knowing or random.random() < 0.15:
            content = mutate_bytes(random, content)
        while content == self._sound[file]:  # what was drawn changes nothing
            content = mutate_bytes(random, content)
        return file, content

    def attempt(self, file: Path, content: bytes) -> Tried:
        """Have the reader read the folder with this content in ``file``."""
        file.write_bytes(content)
        try:
            return self._tried()
        finally:
            file.write_bytes(self._sound[file])

    def _tried(self) -> Tried:
        try:
            self.reader.read(self.folder)
        except self.reader.refusals as refusal:
            fault = unclear(str(refusal))
            return Tried(Outcome.FINDING, fault) if fault else Tried(Outcome.REFUSED, str(refusal))
        except Exception as error:
            lines = f"{type(error).__name__}: {error}".splitlines()
            return Tried(Outcome.FINDING, (lines or [type(error).__name__])[0][:300])
        return Tried(Outcome.READ)


def unclear(sentence: str) -> str:
    """Why a message is no clear sentence; empty where it is one."""
    if not sentence.strip():
        return "an empty message"
    if len(sentence.splitlines()) > 1:
        return f"a message of several lines: {sentence.splitlines()[0][:200]}"
    if len(sentence) > LONGEST_MESSAGE:
        return f"a message of {len(sentence)} characters: {sentence[:200]}"
    return ""


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Without warnings, which libraries give of odd numbers and which are no outcome."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
