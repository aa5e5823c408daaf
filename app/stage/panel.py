"""The stage: the picture, or the skeletons in space, and below it the answer for each person."""

import math

import numpy as np
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QMenu, QSizePolicy, QStackedLayout, QWidget

from app.options import Options
from app.session.messages import ModelInfo, ShownFrame
from app.stage.answer_cards import AnswerCard
from app.stage.arrangement import BESIDE_WIDTH, Arrangement, arrange
from app.stage.decision_choice import DecisionChoice
from app.stage.notice_page import NoticePage
from app.texts import mark, tr
from app.widgets.controls import row_of
from app.widgets.picture_view import PictureView
from app.widgets.scrolled import Scrolled
from app.widgets.skeleton_3d_view import Skeleton3DView
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text_size import OWN, UNBOUNDED, px, text_size
from app.widgets.theme import GAP, Theme
from recognizer.model.thresholds import Thresholds
from recognizer.pose.camera_advice import advice
from recognizer.pose.frames import CapturedFrame
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.joints import BODIES


class RecordingMark(QLabel):
    """The red mark in the picture's corner, for as long as anything is being recorded."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("●  Recording"), parent)
        self.setAccessibleName(tr("Recording is on"))
        self.setProperty("recording", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.adjustSize()
        self.move(GAP + 4, GAP + 4)
        self.hide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.adjustSize()  # it lies in no layout


ROOMY_WIDTH = 640  # pixels at a text size of 100 %, of a stage in which decisions stand beside the cards
HINT_EVERY = 0.5  # seconds between two looks at how well the camera sees


class AdviceLine(QLabel):
    """One sentence on the picture, above its lower edge: what would help to see better."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Advice"))
        self.setProperty("hint", True)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._last: str | None = None
        self._due = -math.inf
        self.wanted = True
        self.people_left_out = ""  # a sentence about them, where there are any
        self.around = parent  # what it lies over
        parent.installEventFilter(self)
        self.hide()

    def forget(self) -> None:
        """Hide the advice, and look anew at the next picture."""
        self._last, self._due, self.people_left_out = None, -math.inf, ""
        self.hide()

    def look(self, image: np.ndarray, bodies: Bodies, time: float) -> None:
        """Show what is the matter once it has been so for two looks."""
        if not self.wanted or 0 <= self._due - time <= HINT_EVERY:
            return
        self._due = time + HINT_EVERY
        advised = advice(bodies, image)
        sentence = self.people_left_out or (tr(advised) if advised else None)
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
        around = self.around
        self.move((around.width() - self.width()) // 2, around.height() - self.height() - 2 * GAP)
        self.raise_()


NOT_LOOKED_AT, NOBODY_JUDGED = mark("Not looked through yet"), mark("Nobody was judged")


class Stage(QWidget):
    """Shows results; knows nothing of where they come from. ``joint_clicked`` reports the person's number and the
    joint; ``command_wanted`` the command of a button that stands in the place of the picture."""

    joint_clicked = Signal(int, int)
    command_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.picture, self.view_3d = PictureView(), Skeleton3DView()
        self.page = NoticePage()
        self.page.show_notice(tr("Open a video or a clip, or drop one here"), offers=True)
        self.page.wanted.connect(self.command_wanted)
        self.notice = self.page.label
        screen = QFrame()
        screen.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.hint, self.recording = AdviceLine(screen), RecordingMark(screen)
        self._views = QStackedLayout(screen)
        for view in (self.page, self.picture, self.view_3d):
            self._views.addWidget(view)
        for view in (self.picture, self.view_3d):
            view.joint_clicked.connect(self.joint_clicked)
        self.cards = tuple(AnswerCard(slot) for slot in range(BODIES))
        self.decisions = DecisionChoice()
        self.answers, self._foot = QWidget(), QWidget()
        self._foot.setProperty(OWN, True)
        self._answers = row_of(self.answers)
        for card in self.cards:
            self._answers.addWidget(card, 1)
        self._answers.addWidget(self.decisions)
        self._below = row_of(self._foot)
        self._scrolled = Scrolled(self.answers)
        self._below.addWidget(self._scrolled, 1)
        self._pages: dict[QWidget, bool] = {}  # each with whether it needs the width below the picture
        self._whole = row_of(self)
        self._whole.addWidget(screen, 1)
        self._whole.addWidget(self._foot)
        self._thresholds: Thresholds | None = None  # of the rules in use
        self._labels: tuple[str, ...] = ()  # that these are of
        self._result: tuple[ShownFrame, ModelInfo | None] | None = None  # what is shown
        self._aspect: float | None = None
        self.arrangement: Arrangement | None = None
        self.menu: QMenu | None = None  # the one that was opened last
        self.cards[1].hide()
        for card in self.cards:
            card.why.glossary_wanted.connect(lambda: self.command_wanted.emit("show_glossary"))
        self._paused = False
        self._arrange()

    def set_theme(self, theme: Theme) -> None:
        """Give pictures and cards the theme's colours."""
        self.picture.set_theme(theme)
        self.view_3d.set_theme(theme)
        for card in self.cards:
            card.set_theme(theme)
        self.arrangement = None
        self._arrange()

    def set_decisions(self, options: Options, model: ModelInfo | None) -> None:
        """Which of the model's rules are in use, for their thresholds to be shown, and which can be chosen."""
        self._thresholds = self.decisions.show_options(options, model)
        self._labels = () if model is None else model.labels
        if self._result is not None:
            self.show_result(*self._result)  # while nothing plays, nothing else would show the new marks

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What the window has given to the stage can be done there too, by a right click or the menu key."""
        self.menu = QMenu(self)
        self.menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.menu.addActions(self.actions())
        self.menu.popup(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A page to be read comes or goes."""
        if watched in self._pages and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            self._arrange()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        """Put the answers, or what stands in their place, where they leave the picture most room. A page to be read
        needs the width below it."""
        unit, pages = text_size() / 100, [page for page in self._pages if not page.isHidden()]
        size, reading = (self.width(), self.height()), any(self._pages[page] for page in pages)
        below = AnswerCard.height_below(arrange(size, None, 0, unit).bars) + px(GAP)
        wanted = arrange(size, self._aspect, below, unit, self.arrangement)
        roomy = self.width() >= px(ROOMY_WIDTH)
        if reading:
            wanted = Arrangement(False, wanted.bars, stacked=not roomy)
        self.decisions.set_roomy(wanted.beside or roomy)
        if wanted == self.arrangement:
            return
        self.arrangement = wanted
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._whole.setDirection(across if wanted.beside else down)
        self._answers.setDirection(down if wanted.stacked else across)
        self._answers.setAlignment(Qt.AlignmentFlag.AlignTop if wanted.beside else Qt.AlignmentFlag(0))
        self._foot.setMinimumWidth(px(BESIDE_WIDTH) if wanted.beside else 0)
        self._foot.setMaximumWidth(px(BESIDE_WIDTH) if wanted.beside else UNBOUNDED)
        height = QSizePolicy.Policy.Maximum if wanted.beside else QSizePolicy.Policy.Preferred
        for card in self.cards:
            card.setSizePolicy(QSizePolicy.Policy.Preferred, height)
            card.set_most_bars(wanted.bars)

    def _set_aspect(self, aspect: float | None) -> None:
        if aspect != self._aspect:
            self._aspect = aspect
            self._arrange()

    def set_mirrored(self, mirrored: bool) -> None:
        """For display alone."""
        self.picture.set_mirrored(mirrored)
        self.view_3d.set_mirrored(mirrored)

    def add_page(self, page: QWidget, wide: bool = True) -> None:
        """Something to be read below the picture, in the place of the answers or beside them, or what is not ``wide``
        wherever they would be; of several pages, one at a time is shown."""
        self._pages[page] = wide
        page.installEventFilter(self)
        self._below.insertWidget(0, page, 1)

    def show_answers(self, shown: bool) -> None:
        """Show the cards with the answers, or hide them."""
        self.answers.setVisible(shown)
        self._scrolled.setVisible(shown)

    @property
    def thresholds(self) -> Thresholds | None:
        """Those of the rules in use; ``None`` where they are not known."""
        return self._thresholds

    @property
    def screen_area(self) -> QWidget:
        """Where the picture is: what has to be read from across the room lies over it."""
        return self.hint.around

    def highlight(self, highlights: Highlights) -> None:
        """Highlight these joints and links on the skeleton, and no others."""
        self.picture.highlight(highlights)
        self.view_3d.highlight(highlights)

    def begin(self, notice: str) -> None:
        """Another source: forget the old one's people."""
        self._result = None
        self.page.show_notice(notice)
        self._views.setCurrentWidget(self.page)
        self.decisions.set_saved(False)
        self.picture.clear()
        self.view_3d.clear()
        self.hint.forget()
        self._show_one_card()
        for card in self.cards:
            card.show_preparing()

    def pause_recognition(self, paused: bool) -> None:
        """Show in the place of the answer that recognition is paused."""
        self._paused = paused
        self.hint.forget()
        self._show_one_card()
        self.cards[0].show_preparing(tr("Recognition is paused") if paused else "")

    def set_recording(self, recording: bool) -> None:
        """Show or take away the red mark."""
        if recording != self.recording.isVisible():
            self.recording.setVisible(recording)
            self.recording.raise_()

    def set_advice(self, wanted: bool) -> None:
        """Whether advice on how to see better is wanted."""
        self.hint.wanted = wanted
        self.hint.forget()

    def set_people_left_out(self, left_out: bool, followed: int) -> None:
        """Whether there are more people than the one or two who are followed."""
        one, two = (
            tr("Somebody else is in the picture: only one is followed."),
            tr("A third person is in the picture: only two are followed."),
        )
        self.hint.people_left_out = (one if followed == 1 else two) if left_out else ""

    def set_notice(self, notice: str) -> None:
        """Say why there is no picture, and offer what can be done about it."""
        self.page.show_notice(notice, offers=True)

    def show_preparing(self, text: str) -> None:
        """What is being made ready, in the place of an answer; an empty text when it is done."""
        if not self._paused:
            self._show_one_card()
            self.cards[0].show_preparing(text)

    def _show_one_card(self) -> None:
        """For what is said of nobody in particular."""
        self.cards[0].show()
        self.cards[1].hide()

    def show_frame(self, captured: CapturedFrame, bodies: Bodies | None) -> None:
        """The picture, or the bodies of a clip."""
        if captured.frame.image is not None:
            self._set_aspect(captured.frame.image.shape[1] / captured.frame.image.shape[0])
            self._views.setCurrentWidget(self.picture)
            self.picture.show_picture(captured.frame.image, bodies)
        elif bodies is not None:
            self._set_aspect(None)
            self._views.setCurrentWidget(self.view_3d)
            self.view_3d.show_bodies(bodies)

    def show_result(self, result: ShownFrame, model: ModelInfo | None) -> None:
        """One step: picture, skeletons and answers."""
        self._result = result, model
        self.show_frame(result.captured, result.bodies)
        self.decisions.set_saved(result.saved)
        if (
            result.bodies is None
            and not result.saved
            and any(card.number is not None for card in self.cards)
            and not self._paused
        ):
            self.hint.forget()  # a place in a file to which nobody has come yet
            self.show_preparing(tr(NOT_LOOKED_AT))
        if self._paused or (result.bodies is None and not result.saved):
            return
        if result.captured.frame.image is not None and result.bodies is not None:
            self.hint.look(result.captured.frame.image, result.bodies, result.captured.frame.time)
        if model is None:
            return
        # The last answers of a model may still be shown when another one is in use already.
        thresholds = None if result.saved or model.labels != self._labels else self._thresholds
        for card, holder in zip(self.cards, result.holders, strict=False):
            if holder.number != NOBODY:
                card.show_person(holder.number, holder.window, model, thresholds, result.saved)
            card.setVisible(holder.number != NOBODY)
        if all(holder.number == NOBODY for holder in result.holders):
            if result.bodies is None:
                self.cards[0].show_preparing(tr(NOBODY_JUDGED))
            else:
                self.cards[0].show_nobody()
            self.cards[0].show()
