"""The Masking tab, worked through its real widgets: what is hidden is asked of the real network."""

import threading
from dataclasses import replace

import numpy as np
import pytest
import torch
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest

from app.inside.joint_picker import JointPicker, next_joint
from app.inside.masking_tab import OTHER_MODEL, MaskingTab, in_words, shares_of
from app.inside.span_picker import SpanPicker
from app.session.masking_thread import MaskingThread
from app.session.messages import MaskingAnswer, MaskingQuestion, ModelInfo
from app.window.main_window import MainWindow
from recognizer.explain.mask import FrameSpan, Mask
from recognizer.explain.occlusion import answers, importance
from recognizer.model.model_folder import load_model
from recognizer.skeleton.drawing import head_radius
from recognizer.skeleton.joints import BODY_PARTS, HEAD, NAMES, NECK, RIGHT_HAND, RIGHT_KNEE, RIGHT_TIP
from tests.app.fakes import window as fake_window
from tests.app.window.test_main_window import Opener, Wait

RIGHT_ARM = frozenset(BODY_PARTS[2].joints)


@pytest.fixture
def masking(open_window: Opener, wait: Wait, pause) -> MainWindow:
    """A window that is paused with the tab shown, and of which every joint's importance is known."""
    window = open_window()
    window.show_tab(window.masking)
    wait(lambda: window.masking.answer is not None)
    pause(window)
    wait(lambda: window.masking.body.drops is not None)
    return window


def shown(tab: MaskingTab) -> dict[str, float]:
    return dict(tab.bars.rows)


def test_what_hiding_does_is_the_networks_own_answer(masking: MainWindow, wait: Wait, model) -> None:
    tab, loaded = masking.masking, load_model(model)
    window = tab.window_shown
    traced, _ = loaded.probabilities(window.keypoints[None], trace=True)
    assert not tab.bars.before and len(tab.bars.rows) == 5
    for label, share in tab.bars.rows:
        assert share == pytest.approx(float(traced[0, loaded.labels.index(label)]), abs=1e-5)
    tab.take_joint(RIGHT_KNEE)
    tab.strip.mark(FrameSpan(4, 9))
    mask = Mask(frozenset({RIGHT_KNEE}), FrameSpan(4, 9))
    assert tab.current_mask == mask
    wait(lambda: tab.answer.question.mask == mask)
    (expected,) = answers(loaded, window.keypoints, [mask])
    for (label, share), before in zip(tab.bars.rows, tab.bars.before):
        index = loaded.labels.index(label)
        assert share == pytest.approx(expected[index], abs=1e-6)
        assert before == pytest.approx(float(traced[0, index]), abs=1e-5)
    assert tab.value.text().startswith("Without right knee and 0:") and "→" in tab.bars.accessibleDescription()


def test_each_joints_importance_is_drawn_and_told(masking: MainWindow, model) -> None:
    tab = masking.masking
    window = tab.window_shown
    found = importance(load_model(model), window.keypoints)
    assert np.allclose(tab.body.drops, found.joints, atol=1e-6)
    shown = [tab.tree.topLevelItem(number).text(1) for number in range(len(BODY_PARTS))]
    assert [abs(round(-100 * drop)) for drop in found.parts] == [abs(int(text.replace("−", "-"))) for text in shown]
    arm = tab.tree.topLevelItem(2)
    shown = [arm.child(row).data(0, Qt.ItemDataRole.AccessibleTextRole) for row in range(arm.childCount())]
    assert shown == [NAMES[joint] for joint in BODY_PARTS[2].joints] and arm.child(0).text(0) == "Shoulder"
    tab.body.point_at(RIGHT_HAND)
    assert tab.value.text().startswith("Right hand alone hidden: ")
    assert masking.inside.highlights().joints == (RIGHT_HAND,)


def test_skeleton_list_and_keys_hide_the_same(masking: MainWindow, qtbot, wait: Wait) -> None:
    tab = masking.masking
    at = QPoint(*tab.body.places()[RIGHT_KNEE].round().astype(int).tolist())
    tab.body.show_drops(None)  # nothing lies on top of another joint
    qtbot.mouseClick(tab.body, Qt.MouseButton.LeftButton, pos=at)
    assert tab.hidden == {RIGHT_KNEE} == tab.tree.joints
    arm = tab.tree.topLevelItem(2)
    tab.tree.setCurrentItem(arm)
    tab.tree.setFocus()
    QTest.keyClick(tab.tree, Qt.Key.Key_Return)
    assert tab.hidden == RIGHT_ARM | {RIGHT_KNEE} == tab.body.hidden
    wait(lambda: tab.answer.question.mask.joints == tab.hidden)
    assert tab.value.text().startswith("Without right arm and right knee: ")
    tab.body.setFocus()
    QTest.keyClick(tab.body, Qt.Key.Key_Down)
    QTest.keyClick(tab.body, Qt.Key.Key_Down)
    assert tab.body.joint not in (None, HEAD)
    before = tab.hidden
    QTest.keyClick(tab.body, Qt.Key.Key_Return)
    assert tab.hidden == before ^ {tab.body.joint}
    tab.clear_button.click()
    assert tab.current_mask == Mask() and not tab.tree.joints and not tab.clear_button.isEnabled()


def test_a_joint_that_is_clicked_on_the_stage_is_hidden(masking: MainWindow, wait: Wait) -> None:
    tab = masking.masking
    masking.inside.take_joint(tab.window_shown.persons[0], HEAD)
    assert tab.hidden == {HEAD}
    wait(lambda: tab.answer.question.mask == Mask(frozenset({HEAD})))
    assert HEAD in masking.inside.highlights().joints


def test_an_answer_to_what_is_not_asked_any_more_is_dropped(masking: MainWindow) -> None:
    tab = masking.masking
    masking._ticker.stop()
    old = tab.answer
    tab.take_joint(HEAD)
    late = MaskingAnswer(old.question, np.full_like(old.after, 1 / len(old.after)), None)
    tab.show_answer(late)
    assert tab.answer is old and tab.value.text() == "Asking again…"
    tab.show_answer(MaskingAnswer(old.question, None, None))
    assert tab.answer is old and tab.value.text() == "Asking again…"
    tab.take_joint(HEAD)
    tab.show_answer(MaskingAnswer(old.question, None, None))
    assert tab.value.text().startswith("Another model")
    tab.begin()  # another source
    tab.show_answer(late)
    assert tab.answer is None and not tab.bars.rows


def test_nothing_waits_for_the_network(masking: MainWindow, wait: Wait, never_blocked) -> None:
    tab = masking.masking
    for joint in range(25):
        tab.take_joint(joint)
    wait(lambda: tab.answer.question.mask == tab.current_mask)
    assert tab.value.text().startswith("Without any joint")


def test_the_newest_question_is_answered_and_another_models_window_is_not(model, wait: Wait) -> None:
    loaded = load_model(model)
    info = ModelInfo("tiny", "cpu", tuple(loaded.labels), 1.0, 16, 10, 3)
    gate, held = threading.Event(), []

    def model_of(asked: ModelInfo):
        held.append(asked)
        gate.wait(120)
        return loaded if asked is info else None

    window = fake_window(torch.zeros(2, 25, 25))
    object.__setattr__(window, "keypoints", torch.rand(16, 25, 3))
    asker = MaskingThread(model_of)
    asker.start()
    questions = [MaskingQuestion(window, info, Mask(frozenset({joint}))) for joint in range(5)]
    other = ModelInfo("other", "cpu", tuple(loaded.labels), 1.0, 16, 10, 3)
    asker.ask(MaskingQuestion(window, other, Mask()))
    wait(lambda: held)
    for question in questions:
        asker.ask(question)
    gate.set()
    found: list[MaskingAnswer] = []

    def all_is_known() -> bool:
        if (answer := asker.take()) is not None:
            found.append(answer)
        return bool(found) and found[-1].importance is not None

    wait(all_is_known)
    asker.close()
    asker.join(120)
    assert {answer.question for answer in found if answer.after is not None} == {questions[-1]}
    assert found[-1].after == pytest.approx(answers(loaded, window.keypoints, [questions[-1].mask])[0])


def test_a_stretch_is_marked_with_mouse_and_keys(qtbot) -> None:
    strip, shown = SpanPicker(), []
    qtbot.addWidget(strip)
    strip.resize(322, 58)
    strip.show()
    strip.show_time(16, 4.0, 7.0)
    strip.changed.connect(lambda: shown.append(strip.span))
    QTest.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(81, 20))
    QTest.mouseMove(strip, QPoint(161, 20))
    QTest.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(161, 20))
    assert strip.span == FrameSpan(4, 8)
    for key, modifier, span in (
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, FrameSpan(6, 10)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, FrameSpan(6, 12)),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier, FrameSpan(6, 10)),
        (Qt.Key.Key_Delete, Qt.KeyboardModifier.NoModifier, None),
        (Qt.Key.Key_Left, Qt.KeyboardModifier.NoModifier, FrameSpan(14, 16)),
        (Qt.Key.Key_Right, Qt.KeyboardModifier.NoModifier, FrameSpan(14, 16)),
    ):
        QTest.keyClick(strip, key, modifier)
        assert strip.span == span
    QTest.mouseClick(strip, Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert strip.span is None and shown[0] is not None and shown[-1] is None


def test_small_joints_are_picked_only_where_they_are_meant(qtbot) -> None:
    body = JointPicker()
    qtbot.addWidget(body)
    body.resize(300, 300)
    pose = np.random.default_rng(0).uniform(-1, 1, (25, 2))
    pose[RIGHT_HAND], pose[RIGHT_TIP] = (0, 0), (0.02, 0)
    body.show_pose(pose)
    middle = body.places()[[RIGHT_HAND, RIGHT_TIP]].mean(axis=0)
    assert body._joint_at(QPointF(*middle)) == RIGHT_HAND
    drops = np.zeros(25)
    drops[RIGHT_TIP] = 0.4
    body.show_drops(drops)
    assert body._joint_at(QPointF(*middle)) == RIGHT_TIP, "what is drawn large is what is clicked"


def test_the_whole_head_is_drawn_at_any_size(masking: MainWindow) -> None:
    body = masking.masking.body
    for size in ((120, 400), (400, 120), (500, 900)):
        body.resize(*size)
        places = body.places()
        (x, y), radius = places[HEAD], head_radius(places)
        assert radius <= min(x, y) and max(x - size[0], y - size[1]) + radius <= 0


def test_keys_go_to_the_joint_in_that_direction() -> None:
    points = np.full((25, 2), 1000.0)
    points[HEAD], points[NECK], points[RIGHT_HAND] = (0, 0), (2, 20), (-30, 5)
    assert next_joint(points, HEAD, (0, 1)) == NECK
    assert next_joint(points, HEAD, (-1, 0)) == RIGHT_HAND
    assert next_joint(points, HEAD, (0, -1)) == HEAD


def test_no_known_action_has_its_row_where_the_model_knows_it() -> None:
    info = ModelInfo("tiny", "cpu", ("walk", "wave", "jump"), 1.0, 16, 10, 3)
    window = replace(fake_window(torch.zeros(2, 25, 25)), probabilities=np.array([0.1, 0.6, 0.1]))
    answer = MaskingAnswer(MaskingQuestion(window, info, Mask(frozenset({HEAD}))), np.array([0.1, 0.1, 0.1]), None)
    assert dict(shares_of(info, window, answer)[0])["no known action"] == pytest.approx(0.7)
    assert shares_of(info, window, answer)[1] == pytest.approx([0.2, 0.6, 0.1, 0.1])
    whole = replace(answer, after=np.array([0.2, 0.7, 0.1]))
    window.probabilities[:] = 0.3, 0.6, 0.1
    assert [label for label, _ in shares_of(info, window, whole)[0]] == ["wave", "walk", "jump"]


def test_what_is_hidden_is_put_into_words() -> None:
    window = fake_window(torch.zeros(2, 25, 25))

    def words(joints=(), span=None) -> str:
        return in_words(Mask(frozenset(joints), span), window)

    assert words([RIGHT_KNEE]) == "right knee"
    assert words([*RIGHT_ARM, HEAD]) == "right arm and head"
    assert words(range(25)) == "any joint"
    assert words([0, 3, 5, 7]) == "4 joints"
    assert words(span=FrameSpan(0, 16)) == "0:04.0 to 0:05.0"


def test_that_another_model_was_chosen_stays_told(masking: MainWindow) -> None:
    tab = masking.masking
    tab.take_joint(HEAD)
    question = MaskingQuestion(tab.window_shown, tab.model_shown, tab.current_mask, tab._session)
    tab.show_answer(MaskingAnswer(question, None, None))
    assert tab.value.text() == OTHER_MODEL
    tab.body.point_at(NECK)
    tab.body.point_at(None)
    assert tab.value.text() == OTHER_MODEL


def test_who_does_nothing_known_does_so_before_and_after() -> None:
    window = replace(fake_window(torch.zeros(1, 25, 25)), probabilities=np.array([0.02, 0.05]))
    model = ModelInfo("m", "cpu", ("walk", "wave"), 3.0, 48, 10, 3)
    tab = MaskingTab.__new__(MaskingTab)  # the sentence alone
    tab.body = type("Nobody", (), {"joint": None})()

    def shown(after: list[float]) -> str:
        question = MaskingQuestion(window, model, Mask(frozenset({HEAD})))
        return tab._sentence(MaskingAnswer(question, np.array(after), None)).replace("\N{NO-BREAK SPACE}", " ")

    assert shown([0.02, 0.06]) == "Without head: wave 5 % → 6 %. Most probable as before: no known action"
    assert shown([0.02, 0.9]).endswith("Now most probable: wave, 90 %")


def test_the_joint_that_is_reached_is_told_to_screen_readers(qtbot) -> None:
    picker = JointPicker()
    qtbot.addWidget(picker)
    picker.point_at(HEAD)
    assert picker.accessibleDescription() == "head, shown"
    picker.show_hidden(frozenset({HEAD}))
    assert picker.accessibleDescription() == "head, hidden"
