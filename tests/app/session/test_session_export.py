"""What a session has recognized, as a result to write."""

from pathlib import Path

from app.options import Options
from app.session.captures import Wish
from app.session.pipeline import Pipeline
from app.session.session_export import session_result
from recognizer.version import program_version
from tests.app.fakes import LABELS, FakeFile, sources


def test_the_model_that_answered_is_named_and_not_the_one_that_was_wished_for(model: Path, wait) -> None:
    pipeline = Pipeline(Options(model=str(model), device="cpu"), **sources(film=FakeFile(frames=4000)))
    pipeline.start()
    try:
        pipeline.open(Wish(["film"]))
        wait(lambda: pipeline.segments.probabilities.persons())
        pipeline.change(model="there is no such model")
        wait(lambda: any("there is no such model" in getattr(note, "sentence", "") for note in pipeline.messages()))
        used = session_result(pipeline).model
    finally:
        assert pipeline.close(timeout=120) == []
    assert (used.name, used.labels, used.streams) == ("tiny", len(LABELS), ["joint"])


def test_a_result_says_of_which_version_and_how_it_was_made(model: Path, wait) -> None:
    pipeline = Pipeline(
        Options(model=str(model), device="cpu", persons=1, mirrored=True, decisions="eager"),
        **sources(film=FakeFile(frames=4000)),
    )
    pipeline.start()
    try:
        pipeline.open(Wish(["film"]))
        wait(lambda: pipeline.segments.probabilities.persons())
        pipeline.pause()
        result = session_result(pipeline)
    finally:
        assert pipeline.close(timeout=120) == []
    assert result.version == program_version() and result.timing.frames_per_s > 0
    assert result.settings is not None and (result.settings.persons, result.settings.mirrored) == (1, True)
    assert result.settings.decisions == "balanced", "the model has no eager rules"
