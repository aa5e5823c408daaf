"""How long each action was done in each of many sources, as a table for spreadsheets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from recognizer.output.result import Result
from recognizer.output.spreadsheet import write_spreadsheet
from recognizer.text import path_text


@dataclass(frozen=True)
class SourceSummary:
    """One source. ``seconds``: of each action, of all people together; ``persons``: how many people were seen;
    ``problem``: why it could not be recognized, empty where it could."""

    source: str
    persons: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    problem: str = ""


def summarize(result: Result) -> SourceSummary:
    """The summary of one result."""
    persons = {person for window in result.windows for person in window.persons}
    seconds: dict[str, float] = {}
    for segment in result.segments:
        seconds[segment.label] = seconds.get(segment.label, 0.0) + (segment.end - segment.start) * len(segment.persons)
    return SourceSummary(result.source, len(persons), seconds)


def write_summary(path: Path, sources: Sequence[SourceSummary]) -> None:
    """A row for each source, in their order: its name, how many people, a column of seconds for each action that
    occurs in any of them, and what went wrong, last. Raises ``UserError``."""
    labels = sorted({label for one in sources for label in one.seconds})
    rows = [["source", "persons", *labels, "problem"]]
    for one in sources:
        seconds = ("" if one.problem else f"{one.seconds.get(label, 0.0):.2f}" for label in labels)
        rows.append([path_text(one.source), "" if one.problem else str(one.persons), *seconds, path_text(one.problem)])
    write_spreadsheet(path, rows)
