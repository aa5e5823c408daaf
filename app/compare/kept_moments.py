"""The moments of this source that one can go back to: joints and answers, while maps are made again."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.session.pipeline import Pipeline

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.recognizer import WindowAnswer


@dataclass(frozen=True, eq=False)
class HeldMoment:
    """A window, the model that judged it, and the name of the source it is from."""

    window: "WindowAnswer"
    model: "ModelInfo"
    source: str


class KeptMoments:
    """Of a live source it is what the replay buffer holds; of a file, all that was looked at."""

    def __init__(self, pipeline: Pipeline) -> None:
        self._pipeline = pipeline

    def span(self) -> tuple[float, float]:
        """From when to when there are moments, in the source's seconds; ``(0, 0)`` where there are none."""
        analysis = self._pipeline.analysis
        return self._pipeline.replay.span() if analysis is None else analysis.answers.span()

    def at(self, time: float, person: int | None = None) -> HeldMoment | None:
        """The last moment of this person at or before ``time`` seconds, else their first; of anybody, where they are
        not known."""
        source, analysis = self._pipeline.source, self._pipeline.analysis
        if source is None:
            return None
        if analysis is None:
            return self._replayed(time, person, source.name)
        window, model = analysis.moment(time, person), analysis.model
        return None if window is None or model is None else HeldMoment(window, model, source.name)

    def _replayed(self, time: float, person: int | None, source: str) -> HeldMoment | None:
        frame = self._pipeline.replay.at(time)
        if frame is None or frame.model is None:
            return None
        windows = [holder.window for holder in frame.holders if holder.window is not None]
        windows.sort(key=lambda window: person not in window.persons)
        return HeldMoment(windows[0], frame.model, source) if windows else None
