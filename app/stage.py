"""The stage: the picture, or the skeletons in space, and below it the answer for each person."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from app.answers import AnswerCard
from app.capture import Shot
from app.picture import PictureView
from app.recognition import ModelInfo
from app.result import Result
from app.space import SpaceView
from app.theme import GAP, SECTION, Theme, font
from recognizer.clip import NOBODY, Bodies
from recognizer.joints import BODIES


class Stage(QWidget):
    """Shows results; knows nothing of where they come from."""

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.space = PictureView(), SpaceView()
        self.notice = QLabel("Open a video or a clip, or drop one here")
        self.notice.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.notice.setWordWrap(True)
        self.notice.setProperty("backdrop", True)
        self.notice.setFont(font(SECTION))
        screen = QFrame()
        screen.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._views = QStackedLayout(screen)
        for view in (self.notice, self.picture, self.space):
            self._views.addWidget(view)
        self.cards = tuple(AnswerCard(slot) for slot in range(BODIES))
        answers = QHBoxLayout()
        answers.setSpacing(GAP)
        for card in self.cards:
            answers.addWidget(card, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addWidget(screen, 1)
        layout.addLayout(answers)
        self.cards[1].hide()

    def set_theme(self, theme: Theme) -> None:
        for part in (self.picture, self.space, *self.cards):
            part.set_theme(theme)

    def set_mirrored(self, mirrored: bool) -> None:
        """For display alone."""
        self.picture.set_mirrored(mirrored)
        self.space.set_mirrored(mirrored)

    def begin(self, notice: str) -> None:
        """Another source: forget the old one's people."""
        self.notice.setText(notice)
        self._views.setCurrentWidget(self.notice)
        self.picture.clear()
        self.space.clear()
        self.cards[1].hide()
        for card in self.cards:
            card.show_preparing()

    def set_notice(self, notice: str) -> None:
        self.notice.setText(notice)

    def show_preparing(self, text: str) -> None:
        """What is being made ready, in the place of an answer; an empty text when it is done."""
        self.cards[0].show_preparing(text)

    def show_shot(self, shot: Shot, bodies: Bodies | None) -> None:
        """The picture, or the bodies of a clip."""
        if shot.frame.image is not None:
            self._views.setCurrentWidget(self.picture)
            self.picture.show_picture(shot.frame.image, bodies)
        elif bodies is not None:
            self._views.setCurrentWidget(self.space)
            self.space.show_bodies(bodies)

    def show_result(self, result: Result, model: ModelInfo | None) -> None:
        """One step: picture, skeletons and answers."""
        self.show_shot(result.shot, result.bodies)
        if model is None or result.bodies is None:
            return
        for card, holder in zip(self.cards, result.holders, strict=False):
            if holder.number == NOBODY:
                card.show_nobody()
                continue
            card.show_person(holder.number, holder.window, model)
            card.show()
