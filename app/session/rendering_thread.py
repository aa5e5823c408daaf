"""A file recognized from its start to its end and written as an annotated video, by a thread of its own."""

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.batch_thread import Stopped, load_for_files, reporter
from app.session.messages import BatchTask, Failed
from app.session.worker import Worker
from recognizer.output.video_style import USUAL_STYLE, VideoStyle

if TYPE_CHECKING:
    from recognizer.offline import RecognitionOptions


class RenderingThread(Worker):
    """Recognizes a file from its start to its end, and writes it as an annotated video in this ``style``."""

    def __init__(self, spec: str, target: Path, viewing: "RecognitionOptions", style: VideoStyle = USUAL_STYLE) -> None:
        super().__init__("rendering", self._give_up)
        self.task, self.target, self._viewing, self._style = BatchTask(spec), target, viewing, style
        self._stopping = threading.Event()
        self.outcome, self.problem = "", False  # the outcome, as a sentence; empty when it was stopped

    def stop(self) -> None:
        """Returns at once; nothing is kept."""
        self._stopping.set()

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return min(self.task.place / self.task.duration, 1.0) if self.task.duration else 0.0

    def _give_up(self, failure: Failed) -> None:
        self.outcome, self.problem = failure.sentence, True

    def work(self) -> None:
        """Recognize and write; what is there when it is stopped or fails is not kept."""
        from recognizer.offline import recognize_source

        try:
            model, viewing = load_for_files(self._viewing)
            report = reporter(self.task, self._stopping)
            recognize_source(self.task.spec, model, viewing, report, render=self.target, style=self._style)
            self.outcome = f"Written to {self.target}."
        except Stopped:
            pass
