"""The Masking tab: what becomes of the answer when joints, or a stretch of time, are hidden from the network."""

from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from app.figures.masking_figure import MaskingFigure
from app.figures.paper import Drawing
from app.inside.joint_checklist import JointChecklist
from app.inside.joint_picker import JointPicker
from app.inside.scene import Scene
from app.inside.span_picker import SpanPicker
from app.inside.tab import Tab
from app.session.messages import MaskingAnswer, MaskingQuestion
from app.texts import mark, tr
from app.widgets.bars import ProbabilityBars
from app.widgets.controls import caption
from app.widgets.scrolled import Scrolled
from app.widgets.skeleton_highlights import Highlights
from app.widgets.text import capital, clock_text, joint_name, percent
from app.widgets.text_size import keep_lines
from app.widgets.theme import GAP, Theme
from recognizer.explain.mask import NOTABLE_DROP, Mask
from recognizer.skeleton.joints import BODY_PARTS, JOINTS
from recognizer.text import BEST, named

if TYPE_CHECKING:
    from app.session.messages import ModelInfo
    from recognizer.explain.occlusion import Importance
    from recognizer.recognizer import WindowAnswer

ABOUT = mark(
    "Click joints or drag over the strip to hide them, and the network is asked again. Hidden joints keep their mean "
    "place, hidden time is bridged."
)
ALONE = mark("The window to {} alone, not smoothed")
PAUSE = mark("Pause, and each joint is hidden in turn.")
ASKING = mark("Asking again…")
OTHER_MODEL = mark("Another model has been chosen since: play on, and it answers.")
NAMED = 3  # joints that are listed by their names


class MaskingTab(Tab):
    """Asks by ``asked``, with a ``MaskingQuestion``; what comes back is given to ``show_answer``. An answer to what is
    not asked any more is dropped."""

    title = mark("Masking")
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._session = 0  # counts the sources
        self.answer: MaskingAnswer | None = None  # the one that is shown
        self._unanswered: Mask | None = None  # asked with this hidden of a model that has been replaced
        self.hidden: frozenset[int] = frozenset()
        self.body, self.tree, self.strip, self.bars = JointPicker(), JointChecklist(), SpanPicker(), ProbabilityBars()
        self.bars.setAccessibleName(tr("Probabilities, before and with this hidden"))
        self.value = QLabel()
        self.value.setWordWrap(True)
        keep_lines(self.value, 2)
        self.value.setAccessibleName(tr("What became of the answer"))
        self.clear_button = QPushButton(tr("Show all again"))
        self.clear_button.clicked.connect(self.show_all)
        self.body.toggled.connect(self.take_joint)
        self.body.pointed.connect(self._show_state)
        self.tree.toggled.connect(lambda: self.hide_joints(self.tree.joints))
        self.strip.changed.connect(self._changed)
        both = QHBoxLayout()
        both.setSpacing(GAP)
        both.addWidget(self.body, 4)
        both.addWidget(self.tree, 5)
        foot = QHBoxLayout()
        foot.setSpacing(GAP)
        foot.addWidget(self.value, 1)
        foot.addWidget(self.clear_button)
        inner = QWidget()
        rows = QVBoxLayout(inner)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(GAP)
        rows.addWidget(caption(tr(ABOUT)))
        rows.addLayout(both, 1)
        rows.addWidget(self.strip)
        rows.addLayout(foot)
        self.unsmoothed = caption("")
        rows.addWidget(self.unsmoothed)
        rows.addWidget(self.bars)
        self.rows.addWidget(Scrolled(inner))
        self._show_state()

    @property
    def current_mask(self) -> Mask:
        """What is hidden now."""
        return Mask(self.hidden, self.strip.span)

    def set_theme(self, theme: Theme) -> None:
        """Take the theme's colours."""
        self.body.set_theme(theme)
        self.strip.set_theme(theme)
        self.bars.set_theme(theme)

    def begin(self) -> None:
        """Another source: no window, and no answer; one that is still on its way is dropped."""
        super().begin()
        self._session += 1
        self.answer = self._unanswered = None
        self._show_importance()
        self.body.show_pose(None)
        self.bars.set_rows([])
        self.unsmoothed.clear()

    def apply(self, scene: Scene) -> None:
        """Hide the scene's joints, where it is one of this tab."""
        if scene.tab == self.title:
            self.hide_joints(scene.hidden)

    def choices_made(self) -> tuple[int, ...]:
        """The hidden joints."""
        return tuple(sorted(self.hidden))

    def restore(self, made: tuple[int, ...]) -> None:
        """Hide those again, and no others."""
        self.hide_joints(frozenset(made))

    def highlights(self) -> Highlights:
        """The joint that is pointed at; without one, the hidden joints, unless they are many."""
        window = self.window_shown
        joints = tuple(sorted(self.hidden)) if len(self.hidden) <= NAMED else ()
        if self.body.joint is not None:
            joints = (self.body.joint,)
        return Highlights() if window is None else Highlights(window.persons[0], joints)

    def take_joint(self, joint: int) -> None:
        """Hide it, or show it again."""
        self.hide_joints(self.hidden ^ {joint})

    def hide_joints(self, joints: frozenset[int]) -> None:
        """Hide these joints, and no others."""
        if joints != self.hidden:
            self.hidden = joints
            self.body.show_hidden(joints)
            self.tree.show_hidden(joints)
            self._changed()

    def show_all(self) -> None:
        """Hide nothing any more."""
        self.strip.mark(None)
        self.hide_joints(frozenset())

    def show_answer(self, answer: MaskingAnswer) -> None:
        """Show what the network answers with this hidden, unless something else is hidden by now."""
        question, window = answer.question, self.window_shown
        if question.session != self._session or question.mask != self.current_mask or window is None:
            return
        if question.window.persons != window.persons:
            return
        if answer.after is None:
            self._unanswered = question.mask
            self._show_state()
            return
        self._unanswered, self.answer = None, answer
        self._show_importance()
        self._show_state()

    def figure(self, source: str) -> Drawing | None:
        """The answer with this hidden, and what it depends on."""
        from recognizer.skeleton.front_view import poses

        window, answer = self.window_shown, self.answer
        if window is None or answer is None or answer.after is None or answer.question.window is not window:
            return None
        mask, model, found = answer.question.mask, answer.question.model, answer.importance
        label = model.labels[int(window.probabilities.argmax())]
        hidden = "" if mask == Mask() else f" · without {in_words(mask, window)}"
        shown, was = shares_of(model, window, answer)
        return MaskingFigure(
            self._heading(f"What “{label}” depends on{hidden}", source),
            poses(window.keypoints).places[-1],
            None if found is None else found.joints,
            None if found is None else found.parts,
            mask.joints,
            tuple((name, before, after) for (name, after), before in zip(shown, was, strict=True)),
            masked=mask != Mask(),
        )

    def _refill(self, window: "WindowAnswer") -> None:
        self.strip.show_time(len(window.keypoints), window.start, window.time)

    def _redraw(self, window: "WindowAnswer") -> None:
        from recognizer.skeleton.front_view import poses

        self.body.show_pose(poses(window.keypoints).places[-1])
        self._ask()
        self._show_importance()

    def _changed(self) -> None:
        """Something else is hidden."""
        self._ask()
        self._show_state()
        self.changed.emit()

    def _ask(self) -> None:
        if self.window_shown is not None and self.model_shown is not None:
            self.asked.emit(MaskingQuestion(self.window_shown, self.model_shown, self.current_mask, self._session))

    def _show_importance(self) -> None:
        """What each joint does alone, where that is known of the window shown."""
        answer = self.answer
        found = None
        if answer is not None and answer.question.window is self.window_shown:
            found = answer.importance
        self.body.show_drops(None if found is None else found.joints)
        self.tree.show_drops(None if found is None else found.joints, None if found is None else found.parts)
        self.strip.show_drops(None if found is None else found.spans, () if found is None else found.stretches)

    def _show_state(self) -> None:
        """The sentence and the bars."""
        mask, answer = self.current_mask, self.answer
        self.clear_button.setEnabled(mask != Mask())
        if self._unanswered == mask:
            self.value.setText(tr(OTHER_MODEL))
            return
        if answer is None or answer.question.mask != mask:
            self.value.setText(tr(ASKING) if answer is not None else "")
            return
        window, model = answer.question.window, answer.question.model
        shown, was = shares_of(model, window, answer)
        self.bars.set_rows(shown, was if mask != Mask() else ())
        marked = tr("; the mark is where it was") if mask != Mask() else ""
        self.unsmoothed.setText(tr(ALONE).format(clock_text(window.time)) + marked)
        self.value.setText(self._sentence(answer))
        self.changed.emit()

    def _sentence(self, answer: MaskingAnswer) -> str:
        window, model, found = answer.question.window, answer.question.model, answer.importance
        assert answer.after is not None, "only what was answered is shown"
        top = int(window.probabilities.argmax())
        before, after = float(window.probabilities[top]), float(answer.after[top])
        if self.body.joint is not None and found is not None:
            left = percent(found.probability - float(found.joints[self.body.joint]))
            return tr(
                "{joint} alone hidden: {label} {before} → {left}",
                joint=capital(joint_name(self.body.joint)),
                label=model.labels[top],
                before=percent(before),
                left=left,
            )
        if answer.question.mask == Mask():
            return tr("Nothing is hidden. {more}", more=tr(PAUSE) if found is None else strongest(found, model))
        change = f"{percent(before)} → {percent(after)}".replace(" ", "\N{NO-BREAK SPACE}")
        words = tr(
            "Without {mask}: {label} {change}",
            mask=in_words(answer.question.mask, window),
            label=model.labels[top],
            change=change,
        )
        labels, (was, shares) = named(model.labels, window.probabilities, answer.after)
        first, now = int(was.argmax()), int(shares.argmax())
        if now == first:
            return (
                words
                if first == top
                else tr("{words}. Most probable as before: {label}", words=words, label=labels[now])
            )
        return tr(
            "{words}. Now most probable: {label}, {share}",
            words=words,
            label=labels[now],
            share=percent(float(shares[now])),
        )


def strongest(found: "Importance", model: "ModelInfo") -> str:
    """The part of the body that counts most, in words."""
    part = int(found.parts.argmax())
    if found.parts[part] < NOTABLE_DROP:
        return tr("No part of the body alone changes the answer.")
    left = percent(found.probability - float(found.parts[part]))
    return tr(
        "Most depends on the {name}: without it, {label} falls to {left}.",
        name=tr(BODY_PARTS[part].name),
        label=model.labels[found.label],
        left=left,
    )


def shares_of(
    model: "ModelInfo", window: "WindowAnswer", answer: MaskingAnswer
) -> tuple[list[tuple[str, float]], list[float]]:
    """The labels that count before or after, with their probability after; and what it was before."""
    assert answer.after is not None, "only what was answered is shown"
    labels, (before, after) = named(model.labels, window.probabilities, answer.after)
    order = np.argsort(-np.maximum(before, after), kind="stable")[:BEST]
    return [(labels[label], float(after[label])) for label in order], [float(before[label]) for label in order]


def in_words(mask: Mask, window: "WindowAnswer") -> str:
    """What is hidden, in words."""
    words, rest = [], set(mask.joints)
    for part in BODY_PARTS:
        if rest.issuperset(part.joints):
            words.append(tr(part.name))
            rest -= set(part.joints)
    if len(mask.joints) == JOINTS:
        words, rest = [tr("any joint")], set()
    words += [joint_name(joint) for joint in sorted(rest)]
    if len(words) > NAMED:
        words = [tr("{count} joints", count=len(mask.joints))]
    if mask.span is not None:
        step = (window.time - window.start) / len(window.keypoints)
        start, end = window.start + step * mask.span.first, window.start + step * mask.span.end
        words.append(tr("{start} to {end}", start=clock_text(start), end=clock_text(end)))
    return words[0] if len(words) == 1 else tr("{words} and {last}", words=", ".join(words[:-1]), last=words[-1])
