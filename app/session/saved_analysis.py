"""A file that is shown as a saved result tells of it: nothing is computed but what is looked into. No Qt here."""

from collections.abc import Sequence
from dataclasses import replace

from app.session.file_analysis import AnalysisMeans, FileAnalysis
from app.session.messages import Coverage
from app.session.saved_result import SavedResult, options_of
from app.session.telling_thread import TellingThread
from app.texts import mark, tr
from recognizer.model.answers import SlotHolder, WindowAnswer
from recognizer.skeleton.clip import Bodies
from recognizer.skeleton.joints import BODIES
from recognizer.sources.source import CLIP_SUFFIXES

NOT_KEPT = mark("The joints of this file are not kept, so there is nothing to look into: recognize it anew.")
OTHER_MODEL = mark(
    "This result is not of the model in use and the file as it is now, so there are no maps: recognize it anew."
)


class SavedAnalysis(FileAnalysis):
    """Answers, persons and segments are those of the result. Skeletons are shown, and the network is asked again about
    a moment that one looks into, where the bodies of the file are kept, or are in the file itself as those of a clip;
    and where the result is of the model that is loaded."""

    def __init__(self, saved: SavedResult, fps: float, duration: float | None, means: AnalysisMeans) -> None:
        self.saved, self._result = saved, saved.result
        viewed = options_of(saved.result, means.options)
        looked_at = replace(means, options=viewed or means.options, cached=means.cached and viewed is not None)
        super().__init__(saved.source, fps, duration, looked_at, answering=lambda: True)
        self._looking.known_alone = not saved.source.lower().endswith(CLIP_SUFFIXES)
        self._segments = means.segments
        self._judging = self._telling = TellingThread(
            saved,
            viewed,
            self.kept,
            self.answers,
            means.segments,
            means.loaded,
            lambda: self._looking.ended,
            means.failed,
        )

    @property
    def coverage(self) -> Coverage:
        """Nothing is looked at any more."""
        return Coverage(self.duration or 0.0, self.duration, ended=True)

    def ready(self, time: float) -> bool:
        """Nothing comes to be known by waiting."""
        return True

    def spans(self) -> Sequence[tuple[float, float]] | None:
        """What the result says of it."""
        return self._result.coverage or None

    @property
    def no_maps(self) -> str:
        """Why nothing can be looked into, in words; empty where it can, or will soon be."""
        if self.model is None or self._loaded() is None:
            return ""
        if not len(self.kept):
            return tr(NOT_KEPT)
        return "" if self._telling.judged_here else tr(OTHER_MODEL)

    def explains(self, window: WindowAnswer) -> bool:
        """Whether the network can be asked again about this window."""
        return self._telling.judged_here and self._telling.explains(window)

    def _holders(self, bodies: Bodies | None, time: float) -> list[SlotHolder]:
        """Those who are seen, or without bodies those whom the result tells of at this time."""
        if bodies is not None:
            return super()._holders(bodies, time)
        holders = [SlotHolder()] * BODIES
        for window in self.answers.present(time):
            holders[window.slot] = SlotHolder(window.persons[0], window, time)
        return holders

    def _known_as(self, number: int) -> int:
        """Whom the user said that this is, as the result has it."""
        return self._segments.edits.stands_for(number)
