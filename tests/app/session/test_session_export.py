"""What a session has recognized, as a result to write."""

from pathlib import Path

from app.options import Options
from app.session.pipeline import Pipeline
from app.session.session_export import session_result
from tests.app.fakes import LABELS, FakeFile, sources


def test_the_model_that_answered_is_named_and_not_the_one_that_was_wished_for(model: Path, wait) -> None:
    pipeline = Pipeline(Options(model=str(model), device="cpu"), **sources(film=FakeFile(frames=4000)))
    pipeline.start()
    try:
        pipeline.open(["film"])
        wait(lambda: pipeline.segments.probabilities.judged(0))
        pipeline.change(model="there is no such model")
        wait(lambda: any("there is no such model" in getattr(note, "sentence", "") for note in pipeline.messages()))
        used = session_result(pipeline).model
    finally:
        assert pipeline.close(timeout=120) == []
    assert (used.name, used.labels, used.streams) == ("tiny", len(LABELS), ["joint"])
