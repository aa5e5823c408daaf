"""Actions that are looked for through written results."""

import json
from pathlib import Path

from app.session.result_search import FoundAction, ResultSearch, matching


def write(path: Path, source: str, *labels: str) -> None:
    segments = [
        {"persons": [1], "start": float(place), "end": place + 0.5, "label": label, "confidence": 0.9}
        for place, label in enumerate(labels)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps({"source": source, "segments": segments, "windows": []}))


def test_results_in_folders_are_read_and_other_files_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "here.mp4").touch()
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "moved.mp4").touch()
    write(tmp_path / "a.json", str(tmp_path / "here.mp4"), "sit down", "wave")
    write(tmp_path / "deep" / "b.json", "/gone/moved.mp4", "Stand up")
    write(tmp_path / "deep" / "c.json", "/gone/gone.mp4", "wave")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "other.json").write_text('{"segments": 3}')
    write(tmp_path / "film.mp4.mssa.json", "film.mp4", "corrections are no result")
    search = ResultSearch(tmp_path)
    search.run()
    assert search.read == 3
    assert [(one.label, one.name, one.source) for one in search.found] == [
        ("sit down", "here.mp4", tmp_path / "here.mp4"),
        ("wave", "here.mp4", tmp_path / "here.mp4"),
        ("Stand up", "moved.mp4", tmp_path / "deep" / "moved.mp4"),
        ("wave", "gone.mp4", None),
    ]
    stopped = ResultSearch(tmp_path)
    stopped.stop()
    stopped.run()
    assert stopped.read == 0


def test_all_words_count_whatever_their_case() -> None:
    found = [FoundAction(label, "1", 0.0, 1.0, "a", None) for label in ("Sit down", "stand up", "sit up")]
    assert [one.label for one in matching(found, "UP s")] == ["stand up", "sit up"]
    assert list(matching(found, "")) == found


def test_a_result_whose_times_cannot_be_is_passed_over(tmp_path: Path) -> None:
    for number, times in enumerate(('"start": -0.5, "end": 1', '"start": 0, "end": NaN', '"start": 0, "end": 1e308')):
        segment = f'{{"persons": [1], {times}, "label": "wave"}}'
        (tmp_path / f"{number}.json").write_text(f'{{"source": "", "segments": [{segment}]}}')
    (tmp_path / "x.json").write_text(
        '{"source": "", "segments": [{"persons": [1], "start": 0, "end": 1, "label": "a"}]}'
    )
    search = ResultSearch(tmp_path)
    search.run()
    assert [(one.label, one.name) for one in search.found] == [("a", "x.json")]
