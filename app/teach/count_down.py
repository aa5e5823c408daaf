"""What the stage shows while examples are recorded: a count-down that is read from across the room."""

from PySide6.QtWidgets import QWidget

from app.session.example_recorder import ExampleRecorder
from app.stage.plate import Plate, PlateWords
from app.texts import mark, tr

GO, MISSED = mark("Go!"), mark("Nobody was seen. Once more:")


class CountDown(Plate):
    """A red bar fills while it is recorded."""

    def __init__(self, around: QWidget) -> None:
        super().__init__(around, widest=tr(GO))

    def show_state(self, recorder: ExampleRecorder) -> None:
        """Show how far a recording is."""
        plan = recorder.plan
        what = tr("{action} · {done} of {count}", action=plan.action, done=recorder.done + 1, count=plan.count)
        large = tr(GO) if recorder.recording else str(recorder.left)
        caption = f"{tr(MISSED)} {what}" if recorder.misses and not recorder.recording else what
        self.show_words(PlateWords(large, caption, recorder.share if recorder.recording else None))
