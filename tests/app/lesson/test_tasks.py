"""The lesson's tasks and its end: asked and checked in the real window, on the sample clip."""

from pathlib import Path
from string import Formatter

import pytest
import torch
from PySide6.QtGui import QDesktopServices

from app.dialogs.action_catalogue import ActionCatalogue
from app.lesson.closing_row import PAGES
from app.lesson.tasks import EXERCISES, MODEL, NEAR, PLACE, Moment
from app.lesson.text import Task, lesson_text
from app.session.messages import SourceState, model_info
from app.window.main_window import MainWindow
from recognizer import Recognizer, load_model, open_source
from recognizer.explain.explanation import traced
from recognizer.explain.maps import MapKind, attention_map, strongest_links, topology_map
from recognizer.explain.occlusion import Importance, importance
from recognizer.model.model_folder import save_model
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.joints import LEFT_ELBOW, NAMES, RIGHT_HIP, RIGHT_SHOULDER
from tests.app.fakes import FakeFile, sources

STEPS, WORDS = lesson_text().steps, lesson_text().task_words


def place_of(key: str) -> int:
    return next(place for place, step in enumerate(STEPS) if isinstance(step, Task) and step.key == key)


def begin(window: MainWindow, key: str) -> None:
    window.lesson.read(place_of(key))


def found_importance(window: MainWindow) -> Importance | None:
    """What each joint does alone, once it is known of the moment that is shown."""
    found = window.masking.answer
    return found.importance if found is not None and found.question.window is window.inside.answer else None


@pytest.fixture
def bundled(monkeypatch, model: Path, tmp_path: Path) -> Path:
    """A small model takes the place of the bundled one: the tests' own, which is less sure, so that no joint counts as
    much as another."""
    unsure = load_model(model)
    with torch.no_grad():
        for network in unsure.networks.values():
            network.classify.weight *= 0.001
    folder = tmp_path / "unsure"
    save_model(folder, unsure.config, unsure.networks, "Untrained, for tests.")
    monkeypatch.setattr("app.lesson.task_guide.MODEL", str(folder))
    return folder


@pytest.fixture
def sample(open_window, wait, bundled: Path) -> MainWindow:
    """The sample clip with the model that the tasks are made for."""
    window = open_window(model=str(bundled))
    wait(lambda: window.inside.answer is not None)
    return window


def test_the_bundled_model_has_clear_answers_on_the_sample_clip() -> None:
    model = load_model(MODEL)
    with open_source(str(SAMPLE_CLIP)) as source, Recognizer(model) as recognizer:
        near = [window for window in recognizer.windows(source) if abs(window.moment - PLACE) <= NEAR]
    assert len(near) >= 2
    for window in (traced(model, one) for one in near):
        moment = Moment(window, model_info(model, MODEL, "cpu"), importance(model, window.keypoints))
        facts = EXERCISES["hide"].facts(moment, (LEFT_ELBOW,))
        assert facts["label"] == "jumping jack" and EXERCISES["hide"].right(moment) == (LEFT_ELBOW,)
        first, second = sorted(moment.importance.joints, reverse=True)[:2]
        assert first > second + 0.15, "by far the most"
        assert EXERCISES["link"].right(moment) == (RIGHT_HIP, RIGHT_SHOULDER)
        shares = sorted(attention_map(window.trace[9], 0).mean(axis=0), reverse=True)
        assert shares[0] > 1.3 * shares[1], "one moment stands out"


def test_the_joint_that_counts_most_is_asked_for(sample: MainWindow, wait) -> None:
    card, row = sample.lesson.card, sample.lesson.card.task
    begin(sample, "hide")
    wait(row.check.isEnabled)
    assert sample.pipeline.state is SourceState.PAUSED and sample.inside.tab is sample.masking
    assert abs(sample.inside.answer.moment - PLACE) <= NEAR and card.explanation.text() == WORDS.choose
    row.check.click()
    assert card.explanation.text() == WORDS.choose, "nothing is chosen yet"
    wait(lambda: found_importance(sample) is not None)
    drops = found_importance(sample).joints
    best, least = int(drops.argmax()), int(drops.argmin())
    assert drops[best] > drops[least], "the joints differ"
    row.lists[0].setCurrentIndex(least)
    row.check.click()
    assert card.explanation.text().startswith(f"Not this one: without the {NAMES[least]}")
    row.lists[0].setCurrentIndex(best)
    assert card.explanation.text() == WORDS.choose, "what was said was about another choice"
    row.check.click()
    assert card.explanation.text().startswith(f"Right. Without the {NAMES[best]}, “")
    row.lists[0].setCurrentIndex(least)
    row.solve.click()
    assert row.chosen == (best,) and sample.masking.hidden == {best}
    assert card.explanation.text().startswith(f"It is the {NAMES[best]}: ")
    sample.lesson.end()
    assert not sample.masking.hidden


def test_the_strongest_link_is_asked_for(sample: MainWindow, wait) -> None:
    card, row, topology = sample.lesson.card, sample.lesson.card.task, sample.topology
    begin(sample, "link")
    wait(row.check.isEnabled)
    assert sample.inside.tab is topology and row.chosen is None
    values = topology_map(sample.inside.answer.trace[4], 3, MapKind.TOPOLOGY)
    best, second = strongest_links(values, 2)
    row.choose((second.target, second.source))
    row.check.click()
    assert card.explanation.text().startswith(f"Not these two: the {NAMES[second.target]} listens to")
    row.choose((best.target, best.source))
    row.check.click()
    assert card.explanation.text().startswith(f"Right: the {NAMES[best.target]} listens to the {NAMES[best.source]}")
    row.solve.click()
    assert (topology.block.currentText(), topology.fragment.currentText()) == ("5", "4")
    assert topology.pinned == best.target and topology.links.isChecked()
    sample.lesson.end()
    assert topology.pinned is None and topology.block.currentIndex() == 0


def test_the_moment_looked_at_most_is_asked_for(sample: MainWindow, wait) -> None:
    card, row, shown = sample.lesson.card, sample.lesson.card.task, sample.attention
    begin(sample, "look")
    wait(row.check.isEnabled)
    shares = attention_map(sample.inside.answer.trace[9], 0).mean(axis=0)
    assert sample.inside.tab is shown and row.lists[0].count() == len(shares)
    least = int(shares.argmin())
    row.lists[0].setCurrentIndex(least)
    row.check.click()
    assert card.explanation.text().startswith(f"Not this one: {row.lists[0].itemText(least)} gets")
    row.solve.click()
    assert row.chosen == (shares.argmax(),) and "evenly spread it would be" in card.explanation.text()
    assert (shown.block.currentText(), shown.branch.currentText()) == ("10", "1")
    assert shown.map.values.mean(axis=0).argmax() == shares.argmax()
    sample.lesson.end()
    assert shown.block.currentIndex() == 0


def test_another_moment_can_be_left_and_gone_back_from(sample: MainWindow, wait) -> None:
    card, row = sample.lesson.card, sample.lesson.card.task
    begin(sample, "link")
    wait(row.check.isEnabled)
    assert row.remedy.isHidden()
    sample.playback.seek(3.0)
    wait(lambda: not row.check.isEnabled())
    assert card.explanation.text() == WORDS.other_moment.format(time="0:09.2") and row.remedy.text() == WORDS.go
    row.remedy.click()
    wait(row.check.isEnabled)
    assert card.explanation.text() == WORDS.choose


def test_another_video_is_left_only_when_asked(open_window, wait, bundled) -> None:
    window = open_window("film", sources(film=FakeFile(frames=100)), model=str(bundled))
    wait(lambda: window.pipeline.model is not None and window.pipeline.source is not None)
    begin(window, "look")
    row = window.lesson.card.task
    assert window.lesson.card.explanation.text() == WORDS.other_source and not row.check.isEnabled()
    opened = []
    window.lesson.sample_wanted.connect(lambda: opened.append(True))
    window.lesson.sample_wanted.disconnect(window.sources.open_sample)
    assert window.pipeline.source.spec == "film"
    row.remedy.click()
    assert row.remedy.text() == WORDS.open_sample and opened == [True]


def test_another_model_is_told_of(open_window, wait) -> None:
    window = open_window()
    wait(lambda: window.inside.answer is not None)
    begin(window, "hide")
    row = window.lesson.card.task
    assert window.lesson.card.explanation.text() == WORDS.other_model.format(model="tiny")
    assert not row.check.isEnabled() and not row.solve.isEnabled() and row.remedy.isHidden()


def test_the_end_offers_what_to_do_next(open_window, wait, no_surprise, monkeypatch) -> None:
    window = open_window()
    wait(lambda: window.inside.answer is not None)
    window.lesson.read(len(STEPS) - 1)
    card = window.lesson.card
    assert card.number.text() == "11 / 11" and not card.next.isEnabled() and not card.equation.isVisible()
    assert card.text.text() == lesson_text().closing.text and card.explanation.text() == lesson_text().closing.next
    assert set(card.closing.buttons) <= set(window.handlers)
    card.closing.buttons["show_actions"].click()
    dialog = no_surprise.pop()
    assert isinstance(dialog, ActionCatalogue)
    dialog.close()
    opened = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(url.toLocalFile()))
    card.closing.read_on.click()
    assert opened == [str(PAGES)] and PAGES.is_file()
    window.lesson.turn(1)
    assert window.lesson.place == len(STEPS) - 1


def test_every_task_is_complete() -> None:
    tasks = lesson_text().tasks
    assert [task.key for task in tasks] == list(EXERCISES)
    known = {"hide": "joint label before after", "link": "target source weight", "look": "moment share even"}
    for task in tasks:
        for words in (task.right, task.wrong, task.solution):
            assert {name for _, name, _, _ in Formatter().parse(words) if name} <= set(known[task.key].split())
        assert len(task.text) < 330, "a task is short"
