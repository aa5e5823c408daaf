"""The stage: the picture, or the skeletons in space, and below it the answer for each person."""

import math

import numpy as np
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.session.messages import ModelInfo, ShownFrame
from app.stage.answer_cards import AnswerCard
from app.widgets.picture_view import PictureView
from app.widgets.skeleton_3d_view import Skeleton3DView
from app.widgets.skeleton_highlights import Highlights
from app.widgets.theme import GAP, SECTION, Theme, font
from recognizer.pose.camera_advice import advice
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BODIES


class RecordingMark(QLabel):
    """The red mark in the picture's corner, for as long as anything is being recorded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__("●  Recording", parent)
        self.setAccessibleName("Recording is on")
        self.setProperty("recording", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.adjustSize()
        self.move(GAP + 4, GAP + 4)
        self.hide()


HINT_EVERY = 0.5  # seconds between two looks at how well the camera sees


class AdviceLine(QLabel):
    """One sentence on the picture, above its lower edge: what would help to see better."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName("Advice")
        self.setProperty("hint", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._last: str | None = None
        self._due = -math.inf
        self.wanted = True
        self._around = parent
        parent.installEventFilter(self)
        self.hide()

    def forget(self) -> None:
        """Hide the advice, and look anew at the next picture."""
        self._last, self._due = None, -math.inf
        self.hide()

    def look(self, image: np.ndarray, bodies: Bodies, time: float) -> None:
        """Show what is the matter once it has been so for two looks."""
        if not self.wanted or 0 <= self._due - time <= HINT_EVERY:
            return
        self._due = time + HINT_EVERY
        sentence = advice(bodies, image)
        shown = sentence if sentence == self._last else None
        self._last = sentence
        self.setVisible(shown is not None)
        if shown is not None:
            self.setText(shown)
            self._place()

    def eventFilter(self, _: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        around = self._around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 2 * GAP)
        self.raise_()


class Stage(QWidget):
    """Shows results; knows nothing of where they come from. ``joint_clicked`` reports the person's number and the
    joint."""

    joint_clicked = Signal(int, int)

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.view_3d = PictureView(), Skeleton3DView()
        self.notice = QLabel("Open a video or a clip, or drop one here")
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setWordWrap(True)
        self.notice.setProperty("backdrop", True)
        self.notice.setFont(font(SECTION))
        screen = QFrame()
        screen.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hint, self.recording = AdviceLine(screen), RecordingMark(screen)
        self._views = QStackedLayout(screen)
        for view in (self.notice, self.picture, self.view_3d):
            self._views.addWidget(view)
        for view in (self.picture, self.view_3d):
            view.joint_clicked.connect(self.joint_clicked)
        self.cards = tuple(AnswerCard(slot) for slot in range(BODIES))
        self.answers = QWidget()
        answers = QHBoxLayout(self.answers)
        answers.setContentsMargins(0, 0, 0, 0)
        answers.setSpacing(GAP)
        for card in self.cards:
            answers.addWidget(card, 1)
        self._below = QHBoxLayout()
        self._below.setSpacing(GAP)
        self._below.addWidget(self.answers, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(screen, 1)
        layout.addLayout(self._below)
        self.cards[1].hide()
        self._paused = False

    def set_theme(self, theme: Theme) -> None:
        """Give pictures and cards the theme's colours."""
        self.picture.set_theme(theme)
        self.view_3d.set_theme(theme)
        for card in self.cards:
            card.set_theme(theme)

    def set_mirrored(self, mirrored: bool) -> None:
        """For display alone."""
        self.picture.set_mirrored(mirrored)
        self.view_3d.set_mirrored(mirrored)

    def add_page(self, page: QWidget) -> None:
        """Something to be read below the picture, in the place of the answers or beside them."""
        self._below.insertWidget(0, page, 1)

    def show_answers(self, shown: bool) -> None:
        """Show the cards with the answers, or hide them."""
        self.answers.setVisible(shown)

    def highlight(self, highlights: Highlights) -> None:
        """Highlight these joints and links on the skeleton, and no others."""
        self.picture.highlight(highlights)
        self.view_3d.highlight(highlights)

    def begin(self, notice: str) -> None:
        """Another source: forget the old one's people."""
        self.notice.setText(notice)
        self._views.setCurrentWidget(self.notice)
        self.picture.clear()
        self.view_3d.clear()
        self.hint.forget()
        self.cards[1].hide()
        for card in self.cards:
            card.show_preparing()

    def pause_recognition(self, paused: bool) -> None:
        """Show in the place of the answer that recognition is paused."""
        self._paused = paused
        self.hint.forget()
        self.cards[1].hide()
        self.cards[0].show_preparing("Recognition is paused" if paused else "")

    def set_recording(self, recording: bool) -> None:
        """Show or take away the red mark."""
        if recording != self.recording.isVisible():
            self.recording.setVisible(recording)
            self.recording.adjustSize()
            self.recording.raise_()

    def set_advice(self, wanted: bool) -> None:
        """Whether advice on how to see better is wanted."""
        self.hint.wanted = wanted
        self.hint.forget()

    def set_notice(self, notice: str) -> None:
        """Set what stands in the place of the picture while there is none."""
        self.notice.setText(notice)

    def show_preparing(self, text: str) -> None:
        """What is being made ready, in the place of an answer; an empty text when it is done."""
        if not self._paused:
            self.cards[0].show_preparing(text)

    def show_frame(self, captured: CapturedFrame, bodies: Bodies | None) -> None:
        """The picture, or the bodies of a clip."""
        if captured.frame.image is not None:
            self._views.setCurrentWidget(self.picture)
            self.picture.show_picture(captured.frame.image, bodies)
        elif bodies is not None:
            self._views.setCurrentWidget(self.view_3d)
            self.view_3d.show_bodies(bodies)

    def show_result(self, result: ShownFrame, model: ModelInfo | None) -> None:
        """One step: picture, skeletons and answers."""
        self.show_frame(result.captured, result.bodies)
        if result.bodies is None or self._paused:
            return
        if result.captured.frame.image is not None:
            self.hint.look(result.captured.frame.image, result.bodies, result.captured.frame.time)
        if model is None:
            return
        for card, holder in zip(self.cards, result.holders, strict=False):
            if holder.number == NOBODY:
                card.show_nobody()
                continue
            card.show_person(holder.number, holder.window, model)
            card.show()
