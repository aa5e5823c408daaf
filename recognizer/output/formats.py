"""The files that a result can be written to. Only their names are here, so that help and dialogs are there at once."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from recognizer.output.result import Result


@dataclass(frozen=True)
class ResultFormat:
    """One of them. ``key``: its name on the command line and in ``Result``; ``name`` and ``what``: for people."""

    key: str
    suffix: str
    name: str
    what: str

    def save(self, result: "Result", path: Path) -> None:
        """Write a result in this form, atomically. Raises ``UserError``."""
        getattr(result, f"save_{self.key}")(path)


RESULT_FORMATS = (
    ResultFormat("json", ".json", "JSON", "segments, every window with its five best actions, timings"),
    ResultFormat("csv", ".csv", "CSV table", "a row for each window"),
    ResultFormat("srt", ".srt", "SRT subtitles", "the actions as subtitles, for any video player"),
    ResultFormat("vtt", ".vtt", "WebVTT subtitles", "the actions as subtitles, for web browsers"),
    ResultFormat("eaf", ".eaf", "ELAN document", "the actions as annotations, with a tier for each person"),
    ResultFormat("audacity", ".txt", "Audacity labels", "the actions as a label track"),
)
LABEL_LIST = ResultFormat("labels", ".csv", "Label list", "the actions as a table for spreadsheets and for training")
