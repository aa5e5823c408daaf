"""Corrections that are kept beside a file."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.session.edits import Edits, Stretch
from app.session.project_file import SUFFIX, ProjectFile
from recognizer.errors import UserError
from recognizer.resources import SAMPLE_CLIP

EDITS = (
    Edits().put(1, 0.1, 2.0 / 3, "öffnen / <b>=1+1 \U0001f938").put(2, 5.0, 6.5, None).name_person(2, "Ada").merge(3, 1)
)


@pytest.fixture
def film(tmp_path: Path) -> Path:
    path = tmp_path / "films" / "film.mp4"
    path.parent.mkdir()
    path.write_bytes(b"x" * 1000)
    return path


def beside(film: Path) -> Path:
    return film.with_name(film.name + SUFFIX)


def test_corrections_come_back_and_nothing_is_written_before_there_are_any(film: Path) -> None:
    project = ProjectFile(film, 10.0)
    assert project.edits == Edits() and os.listdir(film.parent) == ["film.mp4"]
    assert project.save(EDITS) == ""
    again = ProjectFile(film, 10.2)
    assert again.edits == EDITS and again.notice == ""
    assert ProjectFile(film, None).edits == EDITS, "a length that is not known is no other one"
    assert again.save(Edits()) == "" and ProjectFile(film, 10.0).edits == Edits()


@pytest.mark.parametrize(
    "of_another",
    [
        lambda film: film.write_bytes(b"x" * 999),
        lambda film: beside(film).write_text(beside(film).read_text().replace('"seconds": 10.0', '"seconds": 12.0')),
        lambda film: beside(film).write_text("{}"),
        lambda film: beside(film).write_bytes(b"\xff\x00[["),
        lambda film: beside(film).write_text(beside(film).read_text().replace('"version": 1', '"version": 2')),
    ],
)
def test_what_is_of_another_file_or_broken_is_told_and_left_alone(film: Path, of_another, tmp_path: Path) -> None:
    ProjectFile(film, 10.0).save(EDITS)
    of_another(film)
    before = beside(film).read_bytes()
    project = ProjectFile(film, 10.0)
    assert project.edits == Edits() and project.notice.endswith("was left as it is.")
    assert f"{tmp_path / 'data'}" in project.save(EDITS.put(1, 8.0, 9.0, "clap"))
    assert project.save(EDITS) == "", "it is said once"
    assert beside(film).read_bytes() == before
    assert ProjectFile(film, 10.0).edits == EDITS, "from where they are kept instead"


def test_where_the_folder_cannot_be_written_to_they_are_kept_elsewhere(film: Path, monkeypatch) -> None:
    from app.session import project_file

    write = project_file.write_text

    def refuse(path: Path, text: str) -> None:
        if path.parent == film.parent:
            raise UserError(f"Cannot write {path}: Permission denied.")
        write(path, text)

    ProjectFile(film, 10.0).save(Edits().put(1, 1.0, 2.0, "older"))
    os.utime(beside(film), (1, 1))
    monkeypatch.setattr(project_file, "write_text", refuse)
    project = ProjectFile(film, 10.0)
    assert project.save(EDITS).startswith("Your corrections cannot be kept beside the file; they are in ")
    assert ProjectFile(film, 10.0).edits == EDITS, "the newer ones count"


def test_what_is_kept_elsewhere_of_another_file_of_this_name_is_never_replaced(film: Path) -> None:
    beside(film).mkdir()  # nothing can be written there
    for size in (1000, 999, 998):
        film.write_bytes(b"x" * size)
        ProjectFile(film, 10.0).save(Edits().put(1, 1.0, 2.0, f"of {size}"))
    for size in (1000, 999, 998):
        film.write_bytes(b"x" * size)
        assert ProjectFile(film, 10.0).edits.labels == [f"of {size}"]


def test_a_name_that_is_as_long_as_can_be_is_no_hindrance(film: Path) -> None:
    film = film.rename(film.with_name("长" * 80 + ".mp4"))
    ProjectFile(film, 10.0).save(EDITS)
    assert ProjectFile(film, 10.0).edits == EDITS


def test_nothing_is_written_beside_the_bundled_sample() -> None:
    project = ProjectFile(SAMPLE_CLIP, 20.0)
    assert project.save(EDITS) == "" and not beside(SAMPLE_CLIP).exists()
    assert ProjectFile(SAMPLE_CLIP, 20.0).edits == EDITS


@pytest.mark.parametrize(
    "change",
    [
        {"stretches": [{"person": 1, "start": 2.0, "end": 1.0, "label": "a"}]},
        {"stretches": [{"person": 1, "start": 0.0, "end": 1e12, "label": "a"}]},
        {"stretches": [{"person": 1, "start": 0.0, "end": 2.0, "label": "a\nb"}]},
        {"stretches": [{"person": 1, "start": s, "end": s + 2, "label": "a"} for s in (0.0, 1.0)]},
        {"stretches": [{"person": -1, "start": 0.0, "end": 2.0, "label": "a"}]},
        {"stretches": [{"person": 1, "start": 0.0, "end": 2.0, "label": "a" * 500}]},
        {"same_as": {"1": 2, "2": 1}},
        {"same_as": {"1": 1}},
        {"names": {"x": "Ada"}},
        {"names": {"1": " "}},
        {"stretches": [{"person": 1, "start": 0.0, "end": 2.0, "label": "a"}] * 100_001},
    ],
)
def test_what_no_editing_makes_is_not_taken(film: Path, change: dict) -> None:
    ProjectFile(film, 10.0).save(EDITS)
    beside(film).write_text(json.dumps(json.loads(beside(film).read_text()) | change))
    project = ProjectFile(film, 10.0)
    assert project.edits == Edits() and "left as it is" in project.notice


texts = st.text(min_size=1, max_size=20)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(st.integers(0, 5), st.floats(0, 50), st.floats(0, 50), texts | st.none()), max_size=8), texts)
def test_whatever_was_edited_comes_back(film: Path, puts: list[tuple], name: str) -> None:
    from app.session.edits import tidy

    edits = Edits().name_person(2, name).merge(4, 2)
    for person, start, end, label in puts:
        edits = edits.put(person, *sorted((start, end)), (tidy(label) or None) if label else None)
    ProjectFile(film, 10.0).save(edits)
    assert ProjectFile(film, 10.0).edits == edits


def test_what_another_window_has_corrected_meanwhile_is_never_replaced(film: Path) -> None:
    mine, theirs = ProjectFile(film, 3.0), ProjectFile(film, 3.0)
    first, second, third = (Edits((Stretch(1, 0.0, 1.0, label),)) for label in ("wave", "jump", "walk"))
    assert theirs.save(first) == ""
    with pytest.raises(UserError, match=r"Another window has changed .*open the file again"):
        mine.save(second)
    assert ProjectFile(film, 3.0).edits == first
    assert theirs.save(third) == "", "whoever was first goes on"
    again = ProjectFile(film, 3.0)
    assert again.edits == third and again.save(second) == "" and ProjectFile(film, 3.0).edits == second


def test_corrections_that_the_user_removed_meanwhile_are_written_anew(film: Path) -> None:
    project = ProjectFile(film, 3.0)
    edits = Edits((Stretch(1, 0.0, 1.0, "wave"),))
    project.save(edits)
    film.with_name(film.name + ".mssa.json").unlink()
    project.save(edits)
    assert ProjectFile(film, 3.0).edits == edits
