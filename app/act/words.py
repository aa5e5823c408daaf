"""What is said while an action is acted out."""

from app.session.attempt import Attempt, Phase, Taken
from app.widgets.text import percent
from recognizer.text import NOTHING

STEP_BACK = "Step back until your whole body is seen."
GET_READY = "Get ready: do it when the count-down is over."
WATCHING = "Go! It is being watched."
SLOW = 8.0  # seconds after which it is said what may help
MAY_HELP = "Do it as the figure does, in full, and again and again."
OPENING = "The camera is being opened…"
FROZEN = "The picture stands still: the space bar lets it go on."
LEFT = "You have left the picture before it was recognized."
NO_CAMERA = "No camera could be opened. Connect one, and press Again."
NO_CAMERA_BUT_A_FILE = f"{NO_CAMERA} Or watch how it takes what is being played."
LOST = "The camera gives no pictures any more."
ENDED = "What was being played has ended before it was recognized."
OTHER_SOURCE = "Another source was opened."
OTHER_MODEL = "Another model answers now."
UNKNOWN = "The model in use does not know it."
PRIVATE = "Recognition is paused: nobody is looked for."
NO_MODEL = "The model is not loaded yet: try again in a moment."


def title(action: str) -> str:
    """What is to be done."""
    return f"Act: {action}"


def success(action: str, seconds: float, share: float) -> str:
    """How it was recognized."""
    return f"Recognized as {action} after {seconds:.1f} s, {percent(share)}."


def success_from_afar(seconds: float) -> str:
    """The same beside how sure it is, in large letters: short, since it lies on the picture."""
    return f"Recognized after {seconds:.1f} s"


def sentence(attempt: Attempt, taken: Taken | None) -> str:
    """What is to be done now, or how it is being taken."""
    if attempt.phase is Phase.STEPPING_BACK:
        return STEP_BACK
    if attempt.phase is Phase.COUNTING:
        return GET_READY
    if attempt.phase is Phase.LEFT:
        return LEFT
    if taken is None:
        return WATCHING
    if attempt.phase is Phase.RECOGNIZED:
        return success(taken.wanted.label, attempt.passed, taken.wanted.share)
    return f"{how(taken)} {MAY_HELP}" if attempt.passed > SLOW else how(taken)


def how(taken: Taken) -> str:
    """What it takes for what, in a sentence."""
    wanted, other = taken.wanted, taken.other
    if taken.named is not None and not taken.recognized:
        return f"It is taken for {taken.named}."
    if wanted.share >= other.share:
        enough = wanted.needed is None or wanted.share >= wanted.needed
        least = "" if enough else f" of the {percent(wanted.needed or 0.0)} that it needs"
        return f"It looks most like {wanted.label}: {percent(wanted.share)}{least}."
    if other.label == NOTHING:
        return "It looks like none of the actions that it knows."
    return f"It looks more like {other.label}."
