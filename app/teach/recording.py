"""Records examples before a camera, one after another, while the stage counts down."""

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal

from app.inside.panel import InsidePanel
from app.session.example_cutting import cut_example, seen_most
from app.session.example_recorder import ExampleRecorder, RecordingPlan
from app.session.messages import SourceState
from app.session.pipeline import Pipeline
from app.session.sound_thread import SoundThread
from app.stage.panel import Stage
from app.teach.count_down import CountDown
from app.texts import mark, tr
from recognizer.errors import UserError
from recognizer.skeleton.clip import Clip

log = logging.getLogger(__name__)

LOOK = 50  # milliseconds between looks at how far it is
NO_CAMERA = mark(
    "Examples are recorded before a camera: choose one with Source. From a video or a clip they are taken on the "
    "timeline."
)
NO_MODEL = mark("The model is not loaded yet: try again in a moment.")
PRIVATE = mark("Recognition is paused: nobody is looked for, so nothing can be recorded.")
NOBODY = mark("Nobody was seen, so nothing was recorded. Stand so that the camera sees all of you.")
LOST = mark("The camera gives no pictures any more. The examples that were recorded are kept.")


class Recording(QObject):
    """Each example is given to ``keep`` as soon as it is recorded, with the plan and the source's name; that says
    whether it was taken. Whatever ends a recording loses the example alone that is being recorded.

    ``changed`` comes when a recording begins or ends; ``reported`` carries a sentence, and whether it is about a
    problem. ``unfreeze`` lets a live source go on that stands still. ``audible``: a tone tells that an example begins;
    without a sound device, the stage alone does.
    """

    changed = Signal()
    reported = Signal(str, bool)

    def __init__(
        self,
        pipeline: Pipeline,
        stage: Stage,
        inside: InsidePanel,
        unfreeze: Callable[[], object],
        keep: Callable[[RecordingPlan, Clip, str], bool],
    ) -> None:
        super().__init__(stage)
        self._pipeline, self._inside, self._unfreeze, self._keep = pipeline, inside, unfreeze, keep
        self._recorder: ExampleRecorder | None = None
        self._sounds: SoundThread | None = None  # from the first tone on
        self.audible = True
        self.count_down = CountDown(stage.screen_area)
        self._ticker = QTimer(self)
        self._ticker.setInterval(LOOK)
        self._ticker.timeout.connect(self._look)

    @property
    def going_on(self) -> bool:
        """Whether something is being recorded, or counted down to."""
        return self._recorder is not None

    def begin(self, plan: RecordingPlan) -> None:
        """Count down, and record what is planned."""
        source = self._pipeline.source
        if source is None or not source.live:
            self.reported.emit(tr(NO_CAMERA), False)
        elif self._pipeline.model is None:
            self.reported.emit(tr(NO_MODEL), False)
        elif self._pipeline.recognition_paused:
            self.reported.emit(tr(PRIVATE), False)
        else:
            self._unfreeze()
            self._recorder = ExampleRecorder(plan, self._pipeline.replay.span()[1])
            self.count_down.show_state(self._recorder)
            self._ticker.start()
            self.changed.emit()

    def stop(self) -> None:
        """Record no more; what was recorded already stays."""
        self._ticker.stop()
        self.count_down.hide()
        if self._recorder is not None:
            self._recorder = None
            self.changed.emit()

    def close(self) -> None:
        """Record no more, and be silent; returns at once."""
        self.stop()
        if self._sounds is not None:
            self._sounds.stop()

    def running(self) -> list[str]:
        """The names of threads that have not ended yet."""
        return [self._sounds.name] if self._sounds is not None and self._sounds.is_alive() else []

    def _sound(self) -> None:
        if not self.audible:
            return
        if self._sounds is None:
            self._sounds = SoundThread()
            self._sounds.start()
        self._sounds.play(None, log.info)

    def _look(self) -> None:
        """How far it is."""
        recorder, source = self._recorder, self._pipeline.source
        if recorder is None:
            return
        if source is None or not source.live or self._pipeline.state in (SourceState.FAILED, SourceState.ENDED):
            self.stop()
            self.reported.emit(tr(LOST), True)
            return
        counted = not recorder.recording
        recorded = recorder.advance(self._pipeline.replay.span()[1])
        if counted and recorder.recording:
            self._sound()
        if recorded is not None:
            self._take(recorder, *recorded)
        if recorder.over:
            self.stop()
            if recorder.misses:
                self.reported.emit(tr(NOBODY), True)
        elif self.going_on:
            self.count_down.show_state(recorder)

    def _take(self, recorder: ExampleRecorder, start: float, end: float) -> None:
        """An example is over: cut out whoever is chosen in the window, or else who was seen most."""
        seen, source = self._pipeline.replay.bodies(start, end), self._pipeline.source
        chosen = self._inside.chosen_number
        there = {number for _, bodies in seen for number in bodies.persons}
        person = chosen if chosen in there else seen_most(seen)
        try:
            clip = cut_example(seen, () if person is None else (person,))
        except UserError:
            recorder.miss()
            return
        if self._keep(recorder.plan, clip, "" if source is None else source.name):
            recorder.keep()
        else:
            self.stop()
