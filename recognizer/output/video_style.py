"""How an annotated video is made. Only names are here, so that help and dialogs are there at once."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from recognizer.errors import UserError

# Said wherever faces are hidden, since somebody has to look whether it was enough.
FACES_NOTE = (
    "Faces are hidden only of the people whom the program finds and follows. It cannot find everybody, and follows two "
    "at most: look through the video before you show it to others."
)


class PictureStyle(Enum):
    """What is seen of the source's picture."""

    SHOWN = "shown"
    FACES_HIDDEN = "faces-hidden"
    HIDDEN = "hidden"  # the skeletons at their places, on a plain ground


@dataclass(frozen=True)
class VideoStyle:
    """``sound``: the source's sound is kept, where it has any."""

    picture: PictureStyle = PictureStyle.SHOWN
    sound: bool = True

    @classmethod
    def chosen(cls, render: Path | None, picture: str | None, no_sound: bool) -> "VideoStyle":
        """What the command line asks for: where the video goes, a value of ``PictureStyle``, whether sound is left out.
        Raises ``UserError`` where there is no video that it could be for."""
        if render is None and (picture is not None or no_sound):
            option = "--no-sound" if picture is None else "--picture"
            raise UserError(f"{option} is about the annotated video: say with --render where that is written.")
        return cls(PictureStyle.SHOWN if picture is None else PictureStyle(picture), not no_sound)

    @property
    def note(self) -> str:
        """What the user should know of such a video, in a sentence or two; empty where there is nothing."""
        return FACES_NOTE if self.picture is PictureStyle.FACES_HIDDEN else ""


USUAL_STYLE = VideoStyle()
