"""`recognize` and `extract` with numbered pictures: answers, results and what is safe of them."""

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli import main
from recognizer.model.model_folder import load_model
from recognizer.offline import RecognitionOptions, made_from
from recognizer.output.label_list import read_label_list
from recognizer.output.targets import check_targets, result_names
from recognizer.pose import parts
from recognizer.sources.opencv import cv2
from recognizer.sources.opening import open_source
from tests.recognizer.cli.test_outputs import whole_tree
from tests.recognizer.cli.test_recognize import failure, model  # noqa: F401, a fixture
from tests.recognizer.sources.test_picture_series import make_series


@pytest.fixture
def frames(shared, tmp_path: Path) -> Path:
    """Two women, 40 pictures of 10 a second, of which two are missing and one is cut off."""
    (tmp_path / "frames").mkdir()
    with open_source(shared / "videos" / "exercise.avi") as source:
        source.seek(19.0)
        for number in range(1, 43):
            image = source.read().image[:, :, ::-1]
            if number not in (20, 21):
                assert cv2.imwrite(str(tmp_path / "frames" / f"{number:04d}.jpg"), image)
    cut = tmp_path / "frames" / "0030.jpg"
    cut.write_bytes(cut.read_bytes()[:200])
    return tmp_path / "frames" / "%04d.jpg"


@pytest.mark.slow
def test_a_folder_of_pictures_is_one_source_whoever_finds_its_poses(
    model,  # noqa: F811
    pose_model,
    frames: Path,
    tmp_path: Path,
    capsys,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parts, "PART_SECONDS", 1.5)
    before = whole_tree(frames.parent)
    words = ["recognize", str(frames.parent), "--model", str(model), "--device", "cpu", "--picture-rate", "10"]
    words += ["--labels", str(tmp_path / "labels.csv")]
    results = []
    for jobs in ("1", "2"):
        out = tmp_path / jobs
        assert main([*words, "--json", str(out), "--jobs", jobs, "--overwrite"]) == 0
        told = capsys.readouterr().err
        assert "2 pictures are missing, from 0020.jpg on" in told and "left out, 0030.jpg first" in told
        assert os.listdir(out) == ["frames.json"]
        results.append(json.loads((out / "frames.json").read_text()))
        del results[-1]["timing"]
    assert results[0] == results[1] and results[0]["windows"]
    assert (results[0]["source"], results[0]["frames"], results[0]["fps"]) == (str(frames), 39, 10.0)
    assert {span.file for span in read_label_list(tmp_path / "labels.csv")} == {"frames/%04d.jpg"}
    assert whole_tree(frames.parent) == before
    assert main([*words, "--json", str(tmp_path / "1"), "--overwrite"]) == 0
    assert "done already" in capsys.readouterr().out


def test_results_depend_on_every_picture_and_on_the_rate(model, tmp_path: Path) -> None:  # noqa: F811
    pattern = make_series(tmp_path / "%03d.png", range(4))
    loaded, viewing = load_model(str(model), "cpu"), RecognitionOptions()
    found = [made_from(str(pattern), loaded, viewing)]
    found.append(made_from(str(pattern), loaded, replace(viewing, picture_rate=25.0)))
    os.utime(tmp_path / "002.png", (1, 1))
    found.append(made_from(str(pattern), loaded, viewing))
    (tmp_path / "003.png").rename(tmp_path / "004.png")
    found.append(made_from(str(pattern), loaded, viewing))
    (tmp_path / "001.png").unlink()
    found.append(made_from(str(pattern), loaded, viewing))
    assert all(found) and len(set(found)) == 5
    assert made_from(str(tmp_path / "x%03d.png"), loaded, viewing) == ""


def test_no_output_takes_the_place_of_a_picture(tmp_path: Path) -> None:
    pattern = make_series(tmp_path / "%03d.png", range(4))
    from recognizer.errors import UserError

    with pytest.raises(UserError, match="is a source of this very run"):
        check_targets([tmp_path / "002.png"], [pattern], overwrite=True)
    check_targets([tmp_path / "frames.json"], [pattern])


def test_results_are_named_without_the_number(tmp_path: Path) -> None:
    series = [str(tmp_path / "shots" / name) for name in ("%04d.png", "left_%04d.png", "left_%04d.jpg", "%d.png")]
    assert result_names(series) == ["shots.png", "left.png", "left.jpg", "shots.png-2"]
    assert result_names(series[:2]) == ["shots", "left"]


def test_a_single_picture_is_refused_before_the_work(model, tmp_path: Path, capsys) -> None:  # noqa: F811
    make_series(tmp_path / "in" / "%03d.png", range(4))
    pictures = sorted((tmp_path / "in").iterdir())
    told = failure(capsys, "recognize", *pictures, "--model", model, "--json", tmp_path / "out")
    assert "000.png is one picture of a series: name the whole series, as " in told and "%03d.png" in told
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("rate", ["0", "-3", "nan", "inf", "many", "1e9"])
def test_a_rate_that_makes_no_sense_is_wrong_usage(rate: str, capsys) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["recognize", "frames/%05d.png", f"--picture-rate={rate}"])
    assert f"{rate!r} is no number of pictures a second" in capsys.readouterr().err
