"""`teach`: own actions from files into a pack, and how well its actions are told apart."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from recognizer.console import Progress
from recognizer.errors import UserError
from recognizer.files import write_text
from recognizer.model.device import choose_device, share_cores
from recognizer.model.model_folder import Model, load_model
from recognizer.offline import RecognitionOptions, observe_viewed, open_viewed
from recognizer.output.targets import check_targets
from recognizer.own_actions.example_clip import example_clip
from recognizer.own_actions.example_files import ExampleSpan, by_source, spans_of_folder, spans_of_list
from recognizer.own_actions.pack import Pack
from recognizer.own_actions.pack_changes import with_changes
from recognizer.own_actions.pack_entry import PACK_FILE
from recognizer.own_actions.pack_folder import HEAD, load_pack, open_pack, pack_files, save_pack
from recognizer.own_actions.separation import ENOUGH, separation
from recognizer.own_actions.teaching import check_labels, learn_pack
from recognizer.pose.observations import ahead
from recognizer.skeleton.clip import Clip, ClipBuilder
from recognizer.text import path_text

REPORTS = REPORT_JSON, REPORT_PAGE = "separation.json", "separation.md"  # files of the pack, made anew each time


@dataclass(frozen=True)
class TeachRequest:
    """What is asked of a pack. ``folder``: holds a folder of examples for each action; ``label_list``: names
    spans of files; ``merge``: packs whose examples are taken up; ``alone``: whether the actions are to be recognized
    alone or beside the model's labels, ``None`` as it was; ``check``: tell how well they are told apart."""

    folder: Path | None = None
    label_list: Path | None = None
    merge: Sequence[Path] = ()
    alone: bool | None = None
    check: bool = False

    @property
    def adds(self) -> bool:
        """Whether there may be new examples, so that the pack need not be there yet."""
        return self.folder is not None or self.label_list is not None or bool(self.merge)

    @property
    def only_checks(self) -> bool:
        """Whether the pack stays as it is."""
        return self.check and not self.adds and self.alone is None


def teach(target: Path, viewing: RecognitionOptions, request: TeachRequest) -> None:
    """Teach the pack in the folder ``target``, which is made where it is not there; without new examples, learn anew
    from those that it has. The pack is written at the end: until then it is as it was. An example in which nobody is
    seen, or whose file cannot be read, is left out and told of at the end, as a failure. Raises ``UserError``."""
    pack = open_pack(target) if request.adds else load_pack(target)
    model = load_model(viewing.model, choose_device(viewing.device))
    share_cores()
    left_out: list[str] = []
    if not request.only_checks:
        pack, left_out = taught_pack(target, pack, model, viewing, request)
    if request.check:
        report(target, pack, model)
    if left_out:
        raise UserError(_left_out(left_out))


def taught_pack(
    target: Path, pack: Pack, model: Model, viewing: RecognitionOptions, request: TeachRequest
) -> tuple[Pack, list[str]]:
    """Take up new examples, learn, and write the pack; returns it, and a sentence for each example that was left
    out."""
    spans = _spans(request)
    read: list[str | Path] = [*by_source(spans), *(file for folder in request.merge for file in pack_files(folder))]
    check_targets([target / PACK_FILE, target / HEAD], read, overwrite=True)
    base, before = pack, len(pack.examples)
    if request.alone is not None:
        pack = pack.set_alone(request.alone)
    for folder in request.merge:
        pack = pack.merged(load_pack(folder))
    named = pack
    for span in spans:
        named = named.with_action(span.action)
    check_labels(named, model)  # before any video is looked at
    found, left_out = looked_at(spans, viewing)
    pack = pack.merged(found)
    if left_out and not pack.examples:
        raise UserError(f"There is nothing to learn: {_left_out(left_out)}")
    pack = learned_beside(target, pack, base, model)
    save_pack(target, pack)
    new = len(pack.examples) - before
    print(f"{new} new {'example' if new == 1 else 'examples'}; learned for the model {model.config.name}.")
    for action in pack.shown:
        print(f"  {action.name}: {_count(len(pack.of(action.name)))}")
    print(f"Written to {target}.")
    return pack, left_out


def learned_beside(target: Path, pack: Pack, base: Pack, model: Model) -> Pack:
    """Learn, and where another program has changed the pack in the folder meanwhile, take up its changes and learn
    again. ``base``: what was read from there, which ``pack`` goes back to."""
    while True:
        with Progress("Learning", 100, "%") as progress:
            pack = learn_pack(pack, model, _per_cent(progress))
        there = open_pack(target)
        changed = with_changes(pack, base, there)
        if changed is pack:
            return pack
        print(f"Note: another program has changed {target} meanwhile, and its changes are taken up.", file=sys.stderr)
        base, pack = there, changed


def _spans(request: TeachRequest) -> list[ExampleSpan]:
    spans = [] if request.folder is None else spans_of_folder(request.folder)
    return spans if request.label_list is None else [*spans, *spans_of_list(request.label_list)]


def looked_at(spans: Sequence[ExampleSpan], viewing: RecognitionOptions) -> tuple[Pack, list[str]]:
    """The examples that the files show, and a sentence for each one that they do not. Each file is looked at once."""
    found, left_out = Pack(), []
    for source, wanted in by_source(spans).items():
        ends = [span.end for span in wanted]
        try:
            clip = watch(source, viewing, None if None in ends else max(end for end in ends if end is not None))
        except UserError as error:
            left_out += [str(error)] * len(wanted)
            continue
        for span in wanted:
            try:
                found = found.with_example(span.action, example_clip(clip, span.start, span.end), span.origin)
            except UserError as error:
                left_out.append(f"{span.origin}: {error}")
    return found, left_out


def watch(spec: str, viewing: RecognitionOptions, end: float | None) -> Clip:
    """The bodies of a file, up to the second ``end``."""
    builder = ClipBuilder()
    with open_viewed(spec, viewing) as source:
        total = source.duration if end is None or source.duration is None else min(end, source.duration)
        with Progress(source.name, total, "s") as progress, ahead(observe_viewed(source, viewing)) as seen:
            for observed in seen:
                if end is not None and observed.time > end:
                    break
                builder.add(observed.bodies, observed.time)
                progress.update(observed.time)
        if source.remark:
            print(f"Note: {source.remark}", file=sys.stderr, flush=True)
    if not len(builder):
        raise UserError(f"{path_text(spec)} holds no frames.")
    return builder.build()


def report(target: Path, pack: Pack, model: Model) -> None:
    """Print how well the actions are told apart, and write it into the pack's folder."""
    with Progress("Checking", 100, "%") as progress:
        found = separation(pack, model, _per_cent(progress))
    print(f"\n{found.as_markdown()}")
    write_text(target / REPORT_PAGE, found.as_markdown())
    write_text(target / REPORT_JSON, found.as_json())
    print(f"Written to {target}: {REPORT_PAGE} and {REPORT_JSON}.")


def _left_out(sentences: Sequence[str]) -> str:
    many = "1 example was" if len(sentences) == 1 else f"{len(sentences)} examples were"
    return f"{many} left out: {' '.join(sentences)}"


def _per_cent(progress: Progress) -> Callable[[float], None]:
    return lambda share: progress.update(100 * share)


def _count(examples: int) -> str:
    told = "1 example" if examples == 1 else f"{examples} examples"
    return told if examples >= ENOUGH else f"{told}, and it takes {ENOUGH} at least"
