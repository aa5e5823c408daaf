"""What is said while an action is acted out."""

from app.session.attempt import Attempt, Phase, Taken
from app.texts import mark, tr
from app.widgets.text import percent
from recognizer.text import NOTHING

STEP_BACK = mark("Step back until your whole body is seen.")
GET_READY = mark("Get ready: do it when the count-down is over.")
WATCHING = mark("Go! It is being watched.")
SLOW = 8.0  # seconds after which it is said what may help
MAY_HELP = mark("Do it as the figure does, in full, and again and again.")
OPENING = mark("The camera is being opened…")
FROZEN = mark("The picture stands still: the space bar lets it go on.")
LEFT = mark("You have left the picture before it was recognized.")
NO_CAMERA = mark("No camera could be opened. Connect one, and press Again.")
NO_CAMERA_BUT_A_FILE = mark(
    "No camera could be opened. Connect one, and press Again. Or watch how it takes what is being played."
)
LOST = mark("The camera gives no pictures any more.")
ENDED = mark("What was being played has ended before it was recognized.")
OTHER_SOURCE = mark("Another source was opened.")
OTHER_MODEL = mark("Another model answers now.")
UNKNOWN = mark("The model in use does not know it.")
PRIVATE = mark("Recognition is paused: nobody is looked for.")
NO_MODEL = mark("The model is not loaded yet: try again in a moment.")


def title(action: str) -> str:
    """What is to be done."""
    return tr("Act: {action}", action=action)


def success(action: str, seconds: float, share: float) -> str:
    """How it was recognized."""
    return tr(
        "Recognized as {action} after {seconds:.1f} s, {share}.", action=action, seconds=seconds, share=percent(share)
    )


def success_from_afar(seconds: float) -> str:
    """The same beside how sure it is, in large letters: short, since it lies on the picture."""
    return tr("Recognized after {seconds:.1f} s", seconds=seconds)


def sentence(attempt: Attempt, taken: Taken | None) -> str:
    """What is to be done now, or how it is being taken."""
    if attempt.phase is Phase.STEPPING_BACK:
        return tr(STEP_BACK)
    if attempt.phase is Phase.COUNTING:
        return tr(GET_READY)
    if attempt.phase is Phase.LEFT:
        return tr(LEFT)
    if taken is None:
        return tr(WATCHING)
    if attempt.phase is Phase.RECOGNIZED:
        return success(taken.wanted.label, attempt.passed, taken.wanted.share)
    return f"{how(taken)} {tr(MAY_HELP)}" if attempt.passed > SLOW else how(taken)


def how(taken: Taken) -> str:
    """What it takes for what, in a sentence."""
    wanted, other = taken.wanted, taken.other
    if taken.named is not None and not taken.recognized:
        return tr("It is taken for {named}.", named=taken.named)
    if wanted.share >= other.share:
        enough = wanted.needed is None or wanted.share >= wanted.needed
        least = "" if enough else tr(" of the {needed} that it needs", needed=percent(wanted.needed or 0.0))
        return tr(
            "It looks most like {label}: {share}{least}.", label=wanted.label, share=percent(wanted.share), least=least
        )
    if other.label == NOTHING:
        return tr("It looks like none of the actions that it knows.")
    return tr("It looks more like {label}.", label=other.label)
