"""What an export is made of: what is shown when it is asked for, and what writes each of its files."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from app.dialogs.export_dialog import INSIDE, NUMBERS, PAGE, TIMELINE, VIDEO, ExportChoices, ExportOrder
from app.figures.paper import DOTS, WIDTHS, Drawing, Paper
from app.session.export_thread import FileJob, VideoOrder
from app.session.messages import ModelInfo, SourceInfo
from app.session.page_export import save_page
from app.session.pipeline import Pipeline
from app.session.rendering_thread import VideoSubject, video_subject
from app.session.session_export import session_result
from app.settings_store import SettingsStore
from app.texts import mark, tr
from app.window.figure_export import FigureExport
from recognizer.errors import UserError
from recognizer.output.formats import LABEL_LIST, RESULT_FORMATS, ResultFormat
from recognizer.output.targets import result_names
from recognizer.output.video_style import PictureStyle, VideoStyle
from recognizer.resources import SAMPLE_CLIP
from recognizer.text import path_text

if TYPE_CHECKING:
    from recognizer.output.result import Result
    from recognizer.recognizer import WindowAnswer

LIVE = mark("For files; record a camera first, then open the recording")
NOBODY = mark("Nothing was recognized yet")
NO_TAB = mark("Open Topology, Attention, Masking or Signals for it")
NO_ANSWER = mark("No answer is shown at this moment")
SILENT = "left out"


@dataclass(frozen=True, eq=False)
class ExportContent:
    """What is there to be exported. ``stem``: the usual name of files; ``tab`` and ``inside``: the open tab's title and
    figure; ``answer``: the window whose inside is shown, with the model that judged it; ``block``: whose maps are;
    ``video``: what an annotated video is of."""

    pipeline: Pipeline
    source: SourceInfo | None
    stem: str
    tab: str
    inside: Drawing | None
    timeline: Drawing | None
    answer: "tuple[WindowAnswer, ModelInfo] | None"
    block: int | None
    video: VideoSubject | None

    def why_not(self, key: str) -> str:
        """Why this cannot be exported now; empty when it can."""
        live = self.source is None or self.source.live
        if key == VIDEO or (key == LABEL_LIST.key and live):
            return tr(LIVE) if live else ""
        if key in (INSIDE, NUMBERS):
            return tr(NO_TAB) if not self.tab else tr(NO_ANSWER) if self.inside is None else ""
        if key == PAGE:
            return tr(NO_ANSWER) if self.answer is None else ""
        return "" if self.timeline is not None else tr(NOBODY)

    def result(self) -> "Result":
        """Everything recognized so far. Raises ``UserError`` where another source was opened in the meantime."""
        if self.pipeline.source is not self.source:
            raise UserError(tr("Another source was opened before everything was written: export it from there."))
        return session_result(self.pipeline)


def take_content(pipeline: Pipeline, figures: FigureExport) -> ExportContent:
    """What is shown now."""
    source = pipeline.source
    stem = "session" if source is None or source.live else path_text(result_names([source.spec])[0])
    name = "" if source is None else "sample clip" if source.spec == str(SAMPLE_CLIP) else source.name
    return ExportContent(
        pipeline,
        source,
        stem,
        figures.tab,
        figures.inside(name),
        figures.timeline(name),
        figures.answer,
        figures.block,
        video_subject(pipeline),
    )


def jobs_of(order: ExportOrder, content: ExportContent) -> tuple[list[FileJob], list[VideoOrder]]:
    """What writes each file of an order; and the annotated video, which is another thread's."""
    result = cache(content.result)
    formats = {one.key: one for one in (*RESULT_FORMATS, LABEL_LIST)}
    jobs: list[FileJob] = []
    for key, files in order.files.items():
        for file in files:
            if key in formats:
                jobs.append(FileJob(file, partial(_save_result, formats[key], result)))
            elif key in (TIMELINE, INSIDE):
                drawing = content.timeline if key == TIMELINE else content.inside
                assert drawing is not None, "only what is there is offered"
                jobs.append(FileJob(file, partial(drawing.save, paper=order.choices.paper)))
            elif key == NUMBERS:
                assert content.inside is not None, "only what is there is offered"
                jobs.append(FileJob(file, content.inside.save_table))
            elif key == PAGE:
                jobs.append(page_job(file, content))
    videos: list[VideoOrder] = []
    for file in order.files.get(VIDEO, []):
        assert content.video is not None, "only what is there is offered"
        videos.append(VideoOrder(file, content.video, order.choices.video))
    return jobs, videos


def page_job(file: Path, content: ExportContent) -> FileJob:
    """What writes the page that explains the answer that is shown."""
    return FileJob(file, partial(_save_page, content))


def _save_result(form: ResultFormat, result: "Callable[[], Result]", target: Path) -> None:
    form.save(result(), target)


def _save_page(content: ExportContent, target: Path) -> None:
    assert content.answer is not None and content.source is not None, "only what is there is offered"
    window, model = content.answer
    save_page(target, window, model, content.source.name, len(content.result().windows), content.block)


def choices_kept(settings: SettingsStore) -> ExportChoices:
    """What was chosen last."""
    usual = ExportChoices()
    keys, kinds = settings.text("export_formats"), settings.text("figure_kinds")
    width, dots = settings.text("figure_width"), settings.text("figure_dots")
    picture = settings.text("video_picture")
    return replace(
        usual,
        keys=frozenset(keys.split()) if keys else usual.keys,
        kinds=tuple(kinds.split()) or usual.kinds,
        paper=Paper(
            next((known for known in WIDTHS if f"{known:g}" == width), usual.paper.width),
            next((known for known in DOTS if str(known) == dots), usual.paper.dots),
        ),
        video=VideoStyle(
            next((known for known in PictureStyle if known.value == picture), usual.video.picture),
            settings.text("video_sound") != SILENT,
        ),
    )


def choices_of(choices: ExportChoices) -> Mapping[str, str]:
    """The same by the names under which it is kept."""
    return {
        "export_formats": " ".join(sorted(choices.keys)),
        "figure_kinds": " ".join(choices.kinds),
        "figure_width": f"{choices.paper.width:g}",
        "figure_dots": str(choices.paper.dots),
        "video_picture": choices.video.picture.value,
        "video_sound": "kept" if choices.video.sound else SILENT,
    }
