"""How well own actions are told apart, in the window."""

import pytest
from PySide6.QtCore import Qt

from app.teach.separation_page import NOT_YET, SeparationPage
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import save_pack
from recognizer.own_actions.separation import ActionSeparation, Confusion, Need, Separation, separation
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz


def part(start: float, seconds: float = 1.5) -> Clip:
    """A stretch of the sample clip."""
    clip = load_npz(SAMPLE_CLIP)
    kept = (clip.time >= start) & (clip.time < start + seconds)
    return Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept])


PACK = (
    Pack()
    .with_example("bow", part(2.0))
    .with_example("bow", part(2.5))
    .with_example("spin", part(11.0))
    .with_example("spin", part(11.5))
    .with_example("nod", part(6.0))
)


def test_the_window_says_how_well_actions_are_told_apart(open_window, wait, qtbot, model, tmp_path) -> None:
    save_pack(tmp_path / "pack", PACK)
    window = open_window()
    window.menus.actions["show_teach"].trigger()
    tab = window.parts.teach
    window.teaching.keeper.open(tmp_path / "pack")
    wait(lambda: window.teaching.keeper.count("spin") == 2 and window.pipeline.base_model is not None)
    qtbot.mouseClick(tab.learning.check, Qt.MouseButton.LeftButton)
    assert tab.pages.currentWidget() is tab.separation
    wait(lambda: tab.separation.bars.rows)
    expected = separation(PACK, load_model(model))
    assert tab.separation.bars.rows == [
        (each.action, each.accuracy) for each in expected.actions if each.accuracy is not None
    ]
    assert "“nod” needs more examples" in tab.separation.needs.text()
    assert not tab.separation.bar.isVisible()
    qtbot.mouseClick(tab.separation.back, Qt.MouseButton.LeftButton)
    assert tab.pages.currentWidget() is tab.teaching


@pytest.fixture
def page(qtbot) -> SeparationPage:
    page = SeparationPage()
    qtbot.addWidget(page)
    page.show()
    return page


def test_the_pair_confused_most_often_moves_side_by_side(page: SeparationPage) -> None:
    actions = (ActionSeparation("bow", 2, 2, 1, {"spin": 1}), ActionSeparation("spin", 2, 2, 1, {"bow": 1}))
    page.show_result(Separation("tiny", actions, Confusion(("bow", "spin"), 2), (Need("spin", "so"),)), PACK)
    assert page.pair.text() == "“bow” and “spin” are taken for each other most often: 2 times."
    assert [figure.accessibleName() for figure in page.figures] == ["An example of bow", "An example of spin"]
    assert all(figure.isVisible() for figure in page.figures)
    before = page.figures[0].grab().toImage()
    assert before != page.figures[1].grab().toImage()
    page.show_result(Separation("tiny", actions, None, ()), PACK)
    assert "No two actions" in page.pair.text() and not page.figures[0].isVisible()


def test_without_two_examples_there_is_nothing_to_test(page: SeparationPage) -> None:
    found = Separation("tiny", (ActionSeparation("bow", 1, 0, 0),), None, (Need("bow", "it has 1 of the 3"),))
    page.show_result(found, PACK)
    assert page.how.text() == NOT_YET and page.bars.rows == [] and page.pair.text() == ""
    assert page.needs.text() == "“bow” needs more examples: it has 1 of the 3."
