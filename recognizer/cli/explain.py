"""`explain`: what lies behind the answer that a clip or a video gets, written into a folder."""

import sys
from pathlib import Path

from recognizer.cli.chosen_model import chosen_model, read_files
from recognizer.console import Progress, track
from recognizer.errors import UserError
from recognizer.explain import figures, tables
from recognizer.explain.explanation import Explanation, WindowChoice, explain_choice
from recognizer.explain.page import page
from recognizer.files import write_text
from recognizer.model.device import share_cores
from recognizer.model.model_folder import Model
from recognizer.offline import RecognitionOptions, observe_viewed, open_viewed
from recognizer.output.targets import check_targets
from recognizer.pose.observations import ahead
from recognizer.recognizer import Recognizer
from recognizer.sources.addresses import without_secrets
from recognizer.text import clock_text, path_text, percent

PAGE, ARRAYS = "explanation.html", "explanation.npz"
TABLES = TOPOLOGY, IMPORTANCE, ATTENTION = "topology.csv", "importance.csv", "attention.csv"


def explain(
    spec: str,
    out: Path,
    viewing: RecognitionOptions,
    block: int | None = None,
    at: float | None = None,
    overwrite: bool = False,
) -> None:
    """Explain the most certain window of a clip or video, or the one that ends nearest to the second ``at``, and write
    it into the folder ``out``. ``block``, from 1, is the one that is drawn; ``overwrite``: what an earlier call left in
    the folder may be replaced. Raises ``UserError``."""
    check_targets([out / name for name in (PAGE, ARRAYS, *TABLES)], [spec, *read_files(viewing)], overwrite)
    model = chosen_model(viewing)
    share_cores()
    blocks = len(next(iter(model.networks.values())).blocks)
    if block is not None and not 1 <= block <= blocks:
        raise UserError(f"There is no block {block}: this model has blocks 1 to {blocks}.")
    choice = watch(spec, model, viewing, at)
    if choice.window is None:
        raise UserError(
            f"Nobody was seen in {without_secrets(spec)} for long enough, so there is no answer to explain."
        )
    explanation = explain_choice(
        model, choice, Path(path_text(without_secrets(spec))).name, None if block is None else block - 1
    )
    window = explanation.window
    print(
        f"{explanation.label} ({percent(explanation.importance.probability)}), person {window.persons[0]}, "
        f"{clock_text(window.start)} to {clock_text(window.time)}: block {explanation.block + 1} is drawn."
    )
    files = write_explanation(explanation, out)
    print(f"Written to {out}: {PAGE} and {len(files) - 1} more files.")


def watch(spec: str, model: Model, viewing: RecognitionOptions, at: float | None = None) -> WindowChoice:
    """Run the source through the recognizer to its end and choose the window."""
    choice, recognizer = WindowChoice(at), Recognizer(model)
    with open_viewed(spec, viewing) as source:
        if source.live:
            raise UserError("A camera has no end: record a clip first, and explain that.")
        observations = observe_viewed(source, viewing)
        with Progress(source.name, source.duration, "s") as progress, ahead(observations) as seen:
            for observed in seen:
                for window in recognizer.answer(observed).windows:
                    choice.offer(window)
                progress.update(observed.time)
        if source.remark:
            print(f"Note: {source.remark}", file=sys.stderr, flush=True)
    return choice


def write_explanation(explanation: Explanation, out: Path) -> list[Path]:
    """Write everything into the folder; the page last, when what it names is there. Returns the files."""
    files = [out / ARRAYS, out / IMPORTANCE]
    tables.save_arrays(explanation, files[0])
    tables.save_importance(explanation, files[1])
    files += figures.save_importance(explanation, out)
    if explanation.trace.fragments:
        files.append(out / TOPOLOGY)
        tables.save_topology(explanation, files[-1])
    for fragment in track(range(explanation.trace.fragments), "Drawing"):
        files += figures.save_topology(explanation, fragment, out)
    if explanation.trace.attends:
        files.append(out / ATTENTION)
        tables.save_attention(explanation, files[-1])
        files += figures.save_attention(explanation, out)
    write_text(out / PAGE, page(explanation, [file.name for file in files]))
    return [out / PAGE, *files]
