"""The thread that takes a file's answers from a result that was saved, in the place of judging it. No Qt here."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from app.options import Options
from app.session.batch_thread import recognition_options
from app.session.judging_thread import LoadedModel
from app.session.lazy_imports import smoothly
from app.session.messages import Failed, ModelInfo
from app.session.rates import Durations
from app.session.saved_result import SavedResult
from app.session.segment_history import SegmentHistory
from app.session.worker import NudgedWorker
from app.texts import mark
from recognizer.model.answers import PERIOD, WindowAnswer
from recognizer.model.file_answers import FileAnswers
from recognizer.pose.kept_bodies import KeptBodies
from recognizer.skeleton.joints import BODIES, JOINTS

if TYPE_CHECKING:
    from recognizer.model.model_folder import Model
    from recognizer.output.result import Result, WindowResult

OUT_OF_SIGHT = 1.0  # seconds without a window after which a person's slot is free


class TellingThread(NudgedWorker):
    """Gives what a result tells to ``answers`` and ``segments``, once the file's bodies are there or ``looked`` says
    that none will be: whose window it is decides in which slot it is shown. With another model it does so again.

    ``options``: those that the result was made by, where they are known. Stands in for a ``JudgingThread``.
    """

    def __init__(
        self,
        saved: SavedResult,
        options: Options | None,
        kept: KeptBodies,
        answers: FileAnswers,
        segments: SegmentHistory,
        loaded: Callable[[], LoadedModel | None],
        looked: Callable[[], bool],
        failed: Callable[[Failed], None],
    ) -> None:
        super().__init__("telling", failed)
        self._saved, self._options, self._kept = saved, options, kept
        self.answers, self._segments, self._loaded, self._looked = answers, segments, loaded, looked
        self._explained: set[tuple[tuple[int, ...], float]] = set()  # windows whose joints are kept
        self.judged_by: ModelInfo | None = None
        self.judged_here = False  # by the very model that is loaded, of the file as it is
        self.held = False
        self.lag = 0.0
        self.network = Durations()
        self.newest_at = 0.0

    def explains(self, window: WindowAnswer) -> bool:
        """Whether the network can be asked again about this window."""
        return (window.persons, window.time) in self._explained

    def work(self) -> None:
        """Tell once, and again for another model, until ``stop``."""
        told, model = False, None
        while not self._stopping:
            loaded = self._loaded()
            if self._looked() and (not told or (loaded is not None and loaded[1] is not model)):
                told, model = True, None if loaded is None else loaded[1]
                with self.guarded(mark("Showing the result")):
                    self._tell(loaded)
            self._await_news()

    def _tell(self, loaded: LoadedModel | None) -> None:
        with smoothly("torch"):
            from recognizer.model.segments import Segmenter  # noqa: F401  # as answers need it
        result = self._saved.result
        here = loaded if loaded is not None and self._is_of(loaded[1]) else None
        info = described(result) if here is None else here[0]
        seconds, lag = (0.0, 0.0) if here is None else (info.seconds, self._lag(here[1]))
        windows = list(self._windows(result, info.labels, seconds, lag))
        self._unless_stopped(lambda: self._segments.tell(result.segments))
        for one in windows:
            told = partial(self._segments.probabilities.add, one.slot, one.persons, one.time, one.index, one.average)
            if not self._unless_stopped(told):
                return  # another file is open by now
        self.answers.tell(windows, result.segments)
        self.judged_by, self.judged_here = info, here is not None

    def _is_of(self, model: "Model") -> bool:
        """Whether this model would answer just the same, of the file as it is now."""
        from recognizer.offline import made_from

        result = self._saved.result
        if self._options is None or not result.made_from or not set(_guessed(result)) <= set(model.labels):
            return False
        viewing = recognition_options(self._options, model.config.offered)
        return made_from(self._saved.source, model, viewing) == result.made_from

    def _lag(self, model: "Model") -> float:
        assert self._options is not None, "it is known by them"
        return model.config.rules(recognition_options(self._options, model.config.offered).decisions).lag

    def _windows(self, result: "Result", labels: tuple[str, ...], seconds: float, lag: float) -> Iterator[WindowAnswer]:
        """The result's windows as answers of a window of ``seconds``. They have no joints, and of their probabilities
        the best alone, the others being 0."""
        import torch

        places = {label: place for place, label in enumerate(labels)}
        nothing, empty = torch.empty(0, JOINTS, 3), np.empty(0)
        explained, slots = set(), _Slots()
        for one in result.windows:
            persons, average = tuple(one.persons), np.zeros(len(labels))
            for guess in one.top:
                average[places[guess.label]] = guess.probability
            seen, free = slots.take(persons[0], one.time)
            kept = self._slot_of(one)
            if kept is not None:
                explained.add((persons, one.time))
            yield WindowAnswer(
                persons=persons,
                slot=free if kept is None else kept,
                start=one.time - seconds,
                time=one.time,
                label=one.label,
                index=None if one.label is None else places[one.label],
                seen=min(seen, seconds),
                probabilities=empty,
                average=average,
                keypoints=nothing,
                trace=[],
                lag=lag,
            )
        self._explained = explained

    def _slot_of(self, window: "WindowResult") -> int | None:
        """Where the bodies have the person whom a window is about; ``None`` where they do not have them."""
        place = self._kept.place(window.time)
        if place is None:
            return None
        frame = self._kept.frame(place)
        seen = [slot for slot, number in enumerate(frame.bodies.identity.tolist()) if number in window.persons]
        return seen[0] if seen and abs(frame.time - window.time) < 1e-3 else None


class _Slots:
    """Gives everybody a slot in which they are shown, where it is not known which one they had."""

    def __init__(self) -> None:
        self._holders: list[int | None] = [None] * BODIES
        self._since: dict[int, float] = {}
        self._last: dict[int, float] = {}

    def take(self, person: int, time: float) -> tuple[float, int]:
        """For how many seconds the person has been watched at ``time``, and their slot."""
        if time - self._last.get(person, -np.inf) > OUT_OF_SIGHT:
            self._since[person] = time - PERIOD
        self._last[person] = time
        if person not in self._holders:
            gone = [
                slot
                for slot, holder in enumerate(self._holders)
                if holder is None or time - self._last[holder] > OUT_OF_SIGHT
            ]
            self._holders[gone[0] if gone else BODIES - 1] = person
        return time - self._since[person], self._holders.index(person)


def _guessed(result: "Result") -> Iterator[str]:
    """All labels that the windows name."""
    for window in result.windows:
        yield from (guess.label for guess in window.top)
        if window.label is not None:
            yield window.label


def described(result: "Result") -> ModelInfo:
    """What the window shows of a model of which only a result is there."""
    labels = dict.fromkeys([*_guessed(result), *(segment.label for segment in result.segments)])
    return ModelInfo(
        name=result.model.name,
        device=result.device,
        labels=tuple(labels),
        seconds=0.0,
        frames=0,
        blocks=0,
        kernel=0,
        streams=tuple(result.model.streams),
    )
