"""Has somebody act out an action before the camera, and tells as it happens how the network takes it."""

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.act import words
from app.act.card import ActCard
from app.inside.panel import InsidePanel
from app.session.attempt import Attempt, Phase, Taken, how_taken
from app.session.messages import ModelInfo, ShownFrame, SourceInfo, SourceState
from app.session.pipeline import Pipeline
from app.stage.panel import Stage
from app.stage.plate import Plate, PlateWords
from app.texts import tr
from app.widgets.action_examples import ActionExamples
from app.widgets.text import percent
from recognizer.colours import DARK, action_colour
from recognizer.model.answers import SlotHolder
from recognizer.pose.camera_advice import is_whole
from recognizer.skeleton.clip import Bodies


class ActController(QObject):
    """``began`` comes when an action is asked for: whatever else has the stage is to leave it; ``ended`` when it is
    free again. ``camera_wanted`` asks for a camera to be opened, ``going_on_wanted`` for what stands still to go on;
    ``reported`` carries a sentence, and whether it is about a problem. ``shown`` gives the frame on the stage,
    ``frozen`` whether that is a moment of the past."""

    began = Signal()
    ended = Signal()
    camera_wanted = Signal()
    going_on_wanted = Signal()
    reported = Signal(str, bool)

    def __init__(
        self,
        pipeline: Pipeline,
        stage: Stage,
        inside: InsidePanel,
        examples: ActionExamples,
        shown: Callable[[], ShownFrame | None],
        frozen: Callable[[], bool],
    ) -> None:
        super().__init__(stage)
        self._pipeline, self._stage, self._inside, self._examples = pipeline, stage, inside, examples
        self._shown, self._frozen = shown, frozen
        self.action: str | None = None  # that is asked for; None while the card is closed
        self._opening = self._stood_still = False
        self._attempt: Attempt | None = None  # while it goes on
        self._model: ModelInfo | None = None  # that it is about, and the source
        self._source: SourceInfo | None = None
        self._last: ShownFrame | None = None
        self.plate = Plate(stage.screen_area)
        self.card = ActCard()
        stage.add_page(self.card, wide=False)
        self.card.again_wanted.connect(self._again)
        self.card.next_wanted.connect(self._go_on)
        self.card.follow_wanted.connect(self._begin_here)
        self.card.closed.connect(self.close)

    @property
    def is_open(self) -> bool:
        """Whether an action is being asked for, or was, and the card tells how it went."""
        return self.action is not None

    @property
    def going_on(self) -> bool:
        """Whether somebody is being watched, or waited for."""
        return self._opening or self._attempt is not None

    def begin(self, action: str, here: bool = False) -> None:
        """Ask for this action: before the camera that is open, or any other live source, else before the camera that
        was used last, which is opened. ``here``: in what is open, whatever it is."""
        pipeline = self._pipeline
        if pipeline.model is None:
            self.reported.emit(tr(words.NO_MODEL), False)
            return
        self.action, self._attempt, self._opening = action, None, False
        self.began.emit()
        self._stage.show_answers(False)
        self.plate.hide()
        self.card.begin(action, self._examples.find(action))
        if action not in pipeline.model.labels:
            self._end(tr(words.UNKNOWN))
        elif self._is_live or here:
            self._begin_on_what_is_open()
        else:
            self._opening, self._source = True, None
            self.card.say(tr(words.OPENING), aloud=True)
            self.camera_wanted.emit()

    def follow(self) -> None:
        """Take notice of what is new; called with every look of the window."""
        if self._opening:
            self._wait_for_camera()
        elif self._attempt is not None:
            obstacle = self._obstacle()
            if obstacle:
                self._end(obstacle)
            else:
                self._look(self._attempt)

    def close(self) -> None:
        """End it, and leave the stage as it was."""
        if self.action is None:
            return
        self.action, self._attempt, self._opening = None, None, False
        self.plate.hide()
        had_keys = self.card.has_keys
        self.card.hide()
        self._stage.show_answers(True)
        if had_keys:
            self._stage.setFocus()
        self.ended.emit()

    @property
    def _is_live(self) -> bool:
        source = self._pipeline.source
        return source is not None and source.live and self._pipeline.state is not SourceState.FAILED

    @property
    def _can_follow(self) -> bool:
        """Whether something is open that is no camera, and is being judged here."""
        pipeline = self._pipeline
        is_file = pipeline.source is not None and not pipeline.source.live and pipeline.saved is None
        return is_file and pipeline.state is not SourceState.FAILED

    def _begin_on_what_is_open(self) -> None:
        """Watch what is live or playing."""
        self._opening = False
        self._model, self._source = self._pipeline.model, self._pipeline.source
        if self._pipeline.recognition_paused:
            self._end(tr(words.PRIVATE))
            return
        self.going_on_wanted.emit()
        self._last, self._stood_still = self._shown(), False
        self._attempt = self._new_attempt(0.0 if self._last is None else self._last.captured.frame.time)
        self._show(self._attempt, None)

    def _new_attempt(self, now: float) -> Attempt:
        return Attempt(now, recorded=self._source is not None and not self._source.live)

    def _wait_for_camera(self) -> None:
        if self._pipeline.opening or self._pipeline.state is SourceState.OPENING:
            return
        if self._is_live:
            self._begin_on_what_is_open()
        else:
            self._end(tr(words.NO_CAMERA_BUT_A_FILE) if self._can_follow else tr(words.NO_CAMERA))

    def _obstacle(self) -> str:
        """Why it cannot go on; empty where it can."""
        pipeline = self._pipeline
        if pipeline.model is not self._model:
            return tr(words.OTHER_MODEL)
        if pipeline.recognition_paused:
            return tr(words.PRIVATE)
        if pipeline.source is not self._source:
            return tr(words.OTHER_SOURCE)
        ends = {SourceState.FAILED: tr(words.LOST), SourceState.ENDED: tr(words.ENDED)}
        return ends.get(pipeline.state or SourceState.FAILED, "")

    def _look(self, attempt: Attempt) -> None:
        if self._frozen():
            self._stood_still = True
            self.plate.hide()
            self.card.say(tr(words.FROZEN))
            return
        shown = self._shown()
        if shown is None or shown is self._last:
            return
        self._last, now = shown, shown.captured.frame.time
        if self._stood_still:
            self._stood_still = False
            attempt = self._attempt = self._new_attempt(now)  # nobody stood still with it
        holder = self._inside.chosen(shown)
        taken = self._taken(holder, shown.model)
        recognized = taken is not None and taken.recognized
        attempt.advance(now, holder is not None, _whole(holder, shown.bodies), recognized)
        self._show(attempt, taken if attempt.phase in (Phase.ACTING, Phase.RECOGNIZED) else None)
        if attempt.over:
            self._end(words.sentence(attempt, taken), success=attempt.phase is Phase.RECOGNIZED)

    def _taken(self, holder: SlotHolder | None, model: ModelInfo | None) -> Taken | None:
        """How it is taken what whoever acts does; ``None`` where that is not known yet."""
        window = None if holder is None else holder.window
        if window is None or self.action is None or model is None or model is not self._model:
            return None
        return how_taken(window, model.labels, self.action, self._stage.thresholds)

    def _show(self, attempt: Attempt, taken: Taken | None) -> None:
        self.card.say(words.sentence(attempt, taken), aloud=False)
        self.card.show_taken(taken)
        if attempt.phase is Phase.COUNTING:
            self.plate.show_words(PlateWords(str(attempt.left), self.action or ""))
        elif taken is not None:
            self.plate.show_words(_plate_words(attempt, taken))
        elif attempt.phase is Phase.STEPPING_BACK:
            self.plate.show_words(PlateWords(self.action or "", tr(words.STEP_BACK), aside=True))
        else:
            self.plate.hide()

    def _end(self, sentence: str, success: bool = False) -> None:
        """It is over, for the reason or with the success that the sentence tells."""
        self._attempt, self._opening = None, False
        if not success:
            self.plate.hide()
        self.card.say(sentence, aloud=True)
        model = self._pipeline.model
        known = model is not None and self.action in model.labels
        self.card.show_over(known, known and self._can_follow and not success, go_on=success)

    def _begin_here(self) -> None:
        if self.action is not None:
            self.begin(self.action, here=True)

    def _again(self) -> None:
        if self.action is not None:
            self.begin(self.action, here=self._was_here)

    def _go_on(self) -> None:
        """Ask for the action that the model has next."""
        labels = () if self._pipeline.model is None else self._pipeline.model.labels
        if self.action is not None and labels:
            place = labels.index(self.action) + 1 if self.action in labels else 0
            self.begin(labels[place % len(labels)], here=self._was_here)

    @property
    def _was_here(self) -> bool:
        """Whether what is open was watched last, and is no camera."""
        return self._can_follow and self._source is self._pipeline.source


def _whole(holder: SlotHolder | None, bodies: Bodies | None) -> bool:
    """Whether who has the slot is seen from head to feet."""
    if holder is None or bodies is None:
        return False
    return any(is_whole(bodies, int(slot)) for slot in np.flatnonzero(bodies.identity == holder.number))


def _plate_words(attempt: Attempt, taken: Taken) -> PlateWords:
    """How it is being taken, in words that are read from across the room."""
    wanted, other = taken.wanted, taken.other
    if attempt.phase is Phase.RECOGNIZED:
        caption = words.success_from_afar(attempt.passed)
    else:
        caption = (
            wanted.label
            if wanted.share >= other.share
            else tr("{label} · more like {other}", label=wanted.label, other=other.label)
        )
    colour = action_colour(DARK, wanted.label)
    return PlateWords(percent(wanted.share), caption, min(wanted.share, 1.0), wanted.needed, colour, aside=True)
