"""What one person does, in a card of any width."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.session.messages import ModelInfo
from app.stage.answer_cards import AnswerCard
from app.stage.panel import Stage
from app.widgets.text_size import set_text_size
from app.widgets.theme import LIGHT
from recognizer.model.thresholds import Thresholds
from tests.app.fakes import window

LABELS = ("jumping jack", "wave with both hands", "squat")
MODEL = ModelInfo("open", "cpu", LABELS, seconds=2.0, frames=48, blocks=10, kernel=3)


def answer(index: int):
    shares = np.eye(3)[index]
    return replace(
        window(torch.zeros(1, 25, 25)), label=LABELS[index], index=index, probabilities=shares, average=shares
    )


@pytest.mark.parametrize(("width", "index"), [(250, 0), (380, 1), (600, 0)])
def test_the_name_of_an_action_is_not_cut_where_smaller_type_helps(qtbot, width: int, index: int) -> None:
    card = AnswerCard(0)
    qtbot.addWidget(card)
    card.resize(width, 300)
    card.show()
    card.show_person(1, answer(2), MODEL)
    large = card.action.font().pixelSize()
    card.show_person(1, answer(index), MODEL)
    qtbot.waitUntil(lambda: card.action.text() == LABELS[index])
    card.show_person(1, answer(2), MODEL)
    assert card.action.font().pixelSize() == large, "as large as there is room for"


def judged(*shares: float, **fields: object):
    given = np.array(shares)
    return replace(window(torch.zeros(1, 25, 25)), probabilities=given, average=given, **fields)


RULES = Thresholds((0.8, 0.8, 0.8), idle=0.5, usual=0.8)
SHARING = Thresholds((0.8, 0.8, 0.8), idle=0.1, usual=0.8)


@pytest.mark.parametrize(
    ("answer", "thresholds", "told"),
    [
        (judged(0.1, 0.05, 0.05), RULES, ("At 80 %, “no known action” is the most", "jumping jack, at 10 %")),
        (judged(0.2, 0.5, 0.1), RULES, ("wave with both hands, at 50 %", "reach 64 %", "80 % of what", "at 20 %")),
        (
            judged(0.2, 0.5, 0.3),
            Thresholds((0.8,) * 3, usual=0.8),
            (
                "at 50 %",
                "reach 80 % to be named. With a lower",
            ),
        ),
        (judged(0.75, 0.05, 0.0), SHARING, ("at 75 %", "has 20 %, and above 10 % nothing is named")),
        (judged(0.9, 0.05, 0.0), RULES, ("jumping jack at 90 %", "held back")),
        (judged(0.9, 0.05, 0.0, watching=True, seen=0.4), RULES, ("seen for 0.4 s", "a pose rather")),
        (judged(0.9, 0.05, 0.0), None, ("jumping jack at 90 %, may be sure enough",)),
    ],
)
def test_it_is_told_in_numbers_why_nothing_is_named(qtbot, answer, thresholds, told) -> None:
    card = AnswerCard(0)
    qtbot.addWidget(card)
    card.show()
    card.show_person(1, answer, MODEL, thresholds)
    for part in told:
        assert part in card.why.toolTip().replace("\N{NO-BREAK SPACE}", " ")
    assert card.why.isVisible() and card.why.accessibleDescription() == card.why.toolTip()


def test_the_question_mark_is_there_only_where_nothing_is_named_and_leads_to_the_glossary(qtbot) -> None:
    stage = Stage()
    qtbot.addWidget(stage)
    stage.resize(800, 600)
    stage.show()
    card, wanted = stage.cards[0], []
    stage.command_wanted.connect(wanted.append)
    card.show_person(1, answer(2), MODEL, RULES)
    assert not card.why.isVisible()
    card.show_person(1, judged(0.2, 0.5, 0.1), MODEL, RULES, saved=True)
    assert not card.why.isVisible(), "by which threshold a saved result was decided is not known"
    card.show_person(1, judged(0.2, 0.5, 0.1), MODEL, RULES)
    card.why.setFocus()
    qtbot.keyClick(card.why, Qt.Key.Key_Space)
    assert card.why.shown.isVisible() and card.why.shown.says.text() == card.why.toolTip()
    qtbot.keyClick(card.why.shown, Qt.Key.Key_Escape)
    assert wanted == []
    card.why.click()
    qtbot.mouseClick(card.why.shown.link, Qt.MouseButton.LeftButton)
    assert wanted == ["show_glossary"]
    card.show_nobody()
    assert not card.why.isVisible()


def test_the_question_mark_grows_with_the_texts_while_nothing_plays(qtbot, request) -> None:
    request.addfinalizer(lambda: set_text_size(100))
    card = AnswerCard(0)
    qtbot.addWidget(card)
    card.show_person(1, judged(0.2, 0.5, 0.1), MODEL, RULES)
    before = card.why.width()
    set_text_size(150)
    card.set_theme(LIGHT)
    assert card.why.width() == 1.5 * before


def test_how_probable_an_action_is_stands_below_its_name_where_there_is_no_other_room(qtbot) -> None:
    card = AnswerCard(0)
    qtbot.addWidget(card)
    card.resize(230, 200)
    card.show()
    card.show_person(1, answer(1), MODEL)
    assert card.state.text() == "", "the bars tell"
    card.set_most_bars(0)
    assert not card.confidence.isVisible() and card.state.text().replace("\N{NO-BREAK SPACE}", " ") == "100 %"
    card.resize(700, 200)
    qtbot.waitUntil(card.confidence.isVisible)
    assert card.state.text() == ""


def test_no_known_action_is_whole_where_its_probability_leaves_it_no_room(qtbot) -> None:
    card = AnswerCard(0)
    qtbot.addWidget(card)
    card.show()
    for width in range(190, 420, 10):
        card.resize(width, 200)
        card.show_person(1, judged(0.1, 0.05, 0.05), MODEL, RULES)
        QApplication.processEvents()
        assert card.action.text() == card.action.full_text(), width
    assert card.confidence.isVisible()
