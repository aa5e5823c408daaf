"""Own actions in everything that judges: live, files, maps, comparison, queue and explanation."""

from pathlib import Path

import numpy as np
import pytest

from app.options import Options
from app.session.batch_thread import load_for_files, recognition_options
from app.session.captures import Wish
from app.session.messages import Failed, ModelInfo, PackFailed
from app.session.page_export import save_page
from app.session.pipeline import Pipeline
from app.session.rejudging_thread import RejudgingQuestion, RejudgingThread
from recognizer.model.model_folder import load_model
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_folder import save_pack
from recognizer.own_actions.teaching import learn_pack
from recognizer.resources import SAMPLE_CLIP
from recognizer.skeleton.clip import Clip, load_npz
from tests.app.fakes import LABELS, FakeCamera, FakeFile, FakeFrontEnd, opener, picture
from tests.app.waiting import wait

PATIENCE = 120  # seconds, for a machine that is busy


def part(start: float, seconds: float = 1.5) -> Clip:
    """A stretch of the sample clip."""
    clip = load_npz(SAMPLE_CLIP)
    kept = (clip.time >= start) & (clip.time < start + seconds)
    return Clip(clip.keypoints[:1, kept], clip.confidence[:1, kept], clip.time[kept], clip.identity[:1, kept])


@pytest.fixture
def pack(model: Path, tmp_path: Path) -> Path:
    """A pack with two own actions, learned for the small model."""
    folder = tmp_path / "pack"
    taught = Pack().with_example("bow", part(2.0)).with_example("spin", part(11.0))
    save_pack(folder, learn_pack(taught, load_model(model), None))
    return folder


def started(model: Path, source: object, **options: object) -> Pipeline:
    pipeline = Pipeline(
        Options(model=str(model), device="cpu", **options),
        open_source=opener({"it": source}),
        make_front_end=lambda options, progress: FakeFrontEnd(),
    )
    pipeline.start()
    pipeline.open(Wish(["it"]))
    return pipeline


def judged_by(pipeline: Pipeline) -> tuple[str, ...]:
    """The labels by which the whole file was judged, once it was."""
    analysis = pipeline.analysis
    whole = analysis is not None and analysis.whole and analysis.model is pipeline.model
    return analysis.model.labels if whole and analysis.model is not None else ()


def test_a_file_is_judged_anew_from_kept_joints_with_own_actions(model: Path, pack: Path) -> None:
    file = FakeFile(frames=60)
    pipeline = started(model, file)
    wait(lambda: judged_by(pipeline) == tuple(LABELS))
    kept = pipeline.analysis.kept
    pipeline.change(pack=str(pack), pack_version=1)
    wait(lambda: judged_by(pipeline) == (*LABELS, "bow", "spin"))
    assert pipeline.analysis.kept is kept and len(kept) == 60, "nobody looked at the pictures again"
    window = pipeline.analysis.answers.windows()[-1]
    assert len(window.probabilities) == len(LABELS) + 2
    (traced,) = wait(lambda: [each for each in pipeline.analysis._tracing.traced([window]) if each.trace])
    assert np.allclose(traced.probabilities, window.probabilities)
    assert pipeline.base_model is not None and list(pipeline.base_model.labels) == LABELS

    save_pack(pack, Pack().with_example("nod", part(2.0)).set_alone(True))
    pipeline.change(pack_version=2)
    wait(lambda: judged_by(pipeline) == ("nod",))
    pipeline.change(pack=None)
    wait(lambda: judged_by(pipeline) == tuple(LABELS))
    assert pipeline.close(PATIENCE) == []


def test_a_camera_is_answered_with_own_actions_and_its_past_stays(model: Path, pack: Path) -> None:
    camera = FakeCamera()
    pipeline = started(model, camera)
    result = None

    def labels() -> tuple[str, ...]:
        nonlocal result
        camera.pictures.put(picture(camera.given % 200))
        result = pipeline.result() or result
        return () if result is None or result.model is None else result.model.labels

    wait(lambda: labels() == tuple(LABELS) and pipeline.replay.span()[1] > 1.0)
    began = pipeline.replay.span()[0]
    pipeline.change(pack=str(pack), pack_version=1)
    wait(lambda: labels() == (*LABELS, "bow", "spin"))
    wait(lambda: labels() and any(holder.window is not None for holder in result.holders))
    assert pipeline.replay.span()[0] == began, "examples can still be cut out of what was before"
    camera.pictures.put(None)
    assert pipeline.close(PATIENCE) == []


@pytest.mark.parametrize("at_first", [True, False])
def test_a_broken_pack_is_told_and_what_answered_before_goes_on(model: Path, pack: Path, at_first: bool) -> None:
    broken = pack.parent / "broken"
    broken.mkdir()
    (broken / "pack.json").write_text("{")
    pipeline = started(model, FakeFile(frames=60), pack=str(broken if at_first else pack))
    if not at_first:
        wait(lambda: judged_by(pipeline) == (*LABELS, "bow", "spin"))
        pipeline.messages()
        pipeline.change(pack=str(broken))
    heard: list[Failed] = []
    wait(lambda: heard.extend(m for m in pipeline.messages() if isinstance(m, Failed)) or heard)
    assert [type(failure) for failure in heard] == [PackFailed] and heard[0].pack == str(broken)
    assert "pack.json" in heard[0].sentence
    wait(lambda: judged_by(pipeline) == ((*LABELS,) if at_first else (*LABELS, "bow", "spin")))
    assert pipeline.model.pack == ("" if at_first else str(pack))
    assert pipeline.close(PATIENCE) == []


def test_queue_comparison_and_page_know_own_actions(model: Path, pack: Path, tmp_path: Path) -> None:
    viewing = recognition_options(Options(model=str(model), device="cpu", pack=str(pack)))
    taught, _ = load_for_files(viewing)
    assert taught.labels == [*LABELS, "bow", "spin"]

    pipeline = started(model, FakeFile(frames=60), pack=str(pack))
    wait(lambda: judged_by(pipeline) == (*LABELS, "bow", "spin"))
    info: ModelInfo = pipeline.model
    window = pipeline.analysis.moment(2.5, None)
    save_page(tmp_path / "page.html", window, info, "it", 1)
    assert window.label is None or window.label in (tmp_path / "page.html").read_text(encoding="utf-8")

    thread = RejudgingThread(lambda info: None)  # the session has another model by now
    thread.start()
    thread.ask(RejudgingQuestion("A", window, info, str(model)))
    (answer,) = wait(thread.take)
    thread.close()
    assert answer.model.labels == (*LABELS, "bow", "spin"), answer.sentence
    assert np.allclose(answer.window.probabilities, window.probabilities, atol=1e-3)
    assert pipeline.close(PATIENCE) == []
