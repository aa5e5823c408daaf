"""Somebody who is in the picture and is not followed is mentioned."""

import pytest

from app.session.captures import Wish
from tests.app.fakes import FakeFile, FakeLooker, sources


@pytest.fixture(autouse=True)
def often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.session.left_out_thread.EVERY", 0.0)


def film(looker: FakeLooker) -> dict:
    return sources(film=FakeFile(frames=40000)) | {"make_looker": lambda options: looker}


@pytest.mark.parametrize(("persons", "told"), [(2, "A third person is"), (1, "Somebody else is")])
def test_it_is_told_on_the_picture_that_somebody_is_left_out(open_window, wait, persons, told) -> None:
    looker = FakeLooker(*[True] * 100000)
    window = open_window("film", film(looker), persons=persons)
    hint = window.stage.hint
    wait(lambda: hint.isVisible() and hint.text().startswith(told))
    looker.answers = []
    wait(lambda: not hint.isVisible())
    window.pipeline.open(Wish(["film"]))
    window.close()
    wait(lambda: looker.closed)


def test_a_thing_that_is_taken_for_somebody_now_and_then_is_not_mentioned(open_window, wait) -> None:
    looker = FakeLooker(*[False, True] * 10)
    window = open_window("film", film(looker))
    told = []
    wait(lambda: told.append(window.pipeline.people_left_out) or not looker.answers)
    assert not any(told) and looker.asked >= 20


def test_a_failure_to_look_is_told_and_looking_goes_on(open_window, wait) -> None:
    class Failing(FakeLooker):
        def seen(self, image, bodies) -> bool:
            if not self.asked:
                super().seen(image, bodies)
                raise RuntimeError("no such thing")
            return super().seen(image, bodies)

    looker = Failing()
    window = open_window("film", film(looker))
    wait(lambda: "Looking for more people failed" in window.banner.text)
    wait(lambda: looker.asked > 3)
