"""Small pictures of a file."""

from collections.abc import Iterator

import numpy as np
import pytest

from app.session.thumbnail_thread import KEPT, WIDTH, ThumbnailThread
from recognizer.resources import SAMPLE_CLIP
from recognizer.sources.opening import open_source
from tests.app.fakes import FakeFile
from tests.app.waiting import wait


@pytest.fixture
def opened() -> list[FakeFile]:
    return []


@pytest.fixture
def thread(opened: list[FakeFile]) -> Iterator[ThumbnailThread]:
    def open_file(spec: str) -> FakeFile:
        opened.append(FakeFile(frames=200, name=spec))
        return opened[-1]

    thread = ThumbnailThread("film", 10.0, open_file)
    thread.start()
    yield thread
    thread.stop()
    thread.join(120)


def test_pictures_are_of_about_the_moment_small_and_made_once(thread: ThumbnailThread, opened) -> None:
    assert not opened, "nothing is opened before it is needed"
    wait(lambda: thread.picture(5.1) is not None)
    picture = thread.picture(5.1)
    assert picture.shape == (144, WIDTH, 3) and abs(int(picture[0, 0, 0]) - 100) <= 3
    assert thread.picture(5.05) is picture and len(opened[0].sought) == 1, "near enough"
    wait(lambda: thread.picture(9.0) is not None)
    assert thread.picture(9.0)[0, 0, 0] == 180
    thread.stop()
    thread.join(120)
    assert opened[0].closed and len(opened) == 1 and thread.picture(1.0) is None


def test_memory_is_bounded(thread: ThumbnailThread) -> None:
    for place in range(KEPT + 20):
        thread._keep(place, np.zeros((2, 2, 3), np.uint8))
    assert len(thread._kept) == KEPT


def test_a_file_without_pictures_and_one_that_is_gone_end_it() -> None:
    def gone(spec: str) -> FakeFile:
        raise OSError("It is gone.")

    for thread in (ThumbnailThread(str(SAMPLE_CLIP), 20.0, open_source), ThumbnailThread("film", 10.0, gone)):
        thread.start()
        assert thread.picture(1.0) is None
        thread.join(120)
        assert not thread.is_alive() and thread.picture(1.0) is None
