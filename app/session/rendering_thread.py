"""A file written as an annotated video, by a thread of its own. No Qt here."""

import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.session.batch_thread import Stopped, load_for_files, recognition_options, reporter
from app.session.edits import Edits
from app.session.messages import BatchTask, Failed
from app.session.saved_result import options_of
from app.session.told_actions import ToldActions
from app.session.worker import Worker
from app.texts import tr
from recognizer.output.video_style import USUAL_STYLE, VideoStyle
from recognizer.pose.kept_bodies import KeptBodies

if TYPE_CHECKING:
    from app.session.pipeline import Pipeline
    from recognizer.offline import RecognitionOptions


NO_EDITS = Edits()


@dataclass(frozen=True, eq=False)
class VideoSubject:
    """The file that an annotated video is of, how it is looked at, and the user's corrections of it. ``told``: what is
    known of all of it already, ``None`` where it is to be recognized; ``kept``: the bodies in it, where they are."""

    spec: str
    viewing: "RecognitionOptions"
    edits: Edits = NO_EDITS
    told: ToldActions | None = None
    kept: KeptBodies | None = None


def video_subject(pipeline: "Pipeline") -> VideoSubject | None:
    """The file that is open; ``None`` without one.

    One that was not corrected is recognized once more, as in the terminal: so the video is the same as from there.
    """
    source, analysis, edits = pipeline.source, pipeline.analysis, pipeline.segments.edits
    if source is None or source.live:
        return None
    options = pipeline.options
    if analysis is not None and analysis.saved is not None:
        options = options_of(analysis.saved.result, options) or options
        kept = analysis.kept if len(analysis.kept) else None
        told = ToldActions.of_answers(analysis.answers, edits)
        return VideoSubject(source.spec, recognition_options(options), edits, told, kept)
    if analysis is None or not analysis.whole or not edits.change_actions:
        return VideoSubject(source.spec, recognition_options(options), edits)
    told = ToldActions.of_answers(analysis.answers, edits)
    return VideoSubject(source.spec, recognition_options(options), edits, told, analysis.kept)


class RenderingThread(Worker):
    """Writes a file as an annotated video in this ``style``, and recognizes it first, where that is needed."""

    def __init__(self, subject: VideoSubject, target: Path, style: VideoStyle = USUAL_STYLE) -> None:
        super().__init__("rendering", self._give_up)
        self.task, self.target, self._subject, self._style = BatchTask(subject.spec), target, subject, style
        self._stopping = threading.Event()
        self.outcome, self.problem = "", False  # the outcome, as a sentence; empty when it was stopped

    def stop(self) -> None:
        """Returns at once; nothing is kept."""
        self._stopping.set()

    @property
    def share(self) -> float:
        """How far it is, from 0 to 1."""
        return min(self.task.place / self.task.duration, 1.0) if self.task.duration else 0.0

    @property
    def recognizes(self) -> bool:
        """Whether the file is recognized for it."""
        return self._subject.told is None

    def _give_up(self, failure: Failed) -> None:
        self.outcome, self.problem = failure.sentence, True

    def work(self) -> None:
        """Recognize and write; what is there when it is stopped or fails is not kept."""
        subject = self._subject
        try:
            if subject.told is not None:
                self._draw(subject.told, subject.kept, subject.viewing)
            elif subject.edits.change_actions:
                self._correct_and_draw()
            else:
                self._recognize_and_draw()
            self.outcome = tr("Written to {target}.", target=self.target)
        except Stopped:
            pass

    def _recognize_and_draw(self) -> None:
        from recognizer.offline import recognize_source

        model, viewing = load_for_files(self._subject.viewing)
        report = reporter(self.task, self._stopping)
        recognize_source(self.task.spec, model, viewing, report, render=self.target, style=self._style)

    def _correct_and_draw(self) -> None:
        """Recognize all of it before anything is drawn: what was corrected is drawn instead."""
        from recognizer.offline import recognize_source

        model, viewing = load_for_files(self._subject.viewing)
        kept = KeptBodies()
        result = recognize_source(self.task.spec, model, viewing, reporter(self.task, self._stopping), see=kept.see)
        lag = model.config.rules(viewing.decisions).lag
        self._draw(ToldActions.of_result(result, lag, self._subject.edits), kept, viewing)

    def _draw(self, told: ToldActions, kept: KeptBodies | None, viewing: "RecognitionOptions") -> None:
        from recognizer.offline import draw_told

        report = reporter(self.task, self._stopping)
        draw_told(self.task.spec, told, kept, viewing, report, self.target, self._style)
