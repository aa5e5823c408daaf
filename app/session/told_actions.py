"""What is known of a file, as the user has corrected it, for its annotated video. No Qt here."""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from app.session.edits import Edits

if TYPE_CHECKING:  # brings torch along
    from recognizer.model.file_answers import FileAnswers
    from recognizer.model.segments import Segment
    from recognizer.output.result import Result

WATCHED = 1.0  # seconds that an answer holds for


class ToldActions:
    """``lanes``: the model's segments by person; ``moments``: whom it judged, and what second each answer is about.
    Stays as it is, whatever becomes of the file that it was made of."""

    def __init__(
        self, lanes: "Mapping[int, Sequence[Segment]]", moments: Iterable[tuple[int, float]], edits: Edits
    ) -> None:
        self._edits = edits
        self._lanes: dict[int, list[Segment]] = {}
        self._moments: dict[int, list[float]] = {}
        for segment in edits.segments(lanes):
            self._lanes.setdefault(edits.stands_for(segment.persons[0]), []).append(segment)
        for person, moment in sorted(moments, key=lambda one: one[1]):
            self._moments.setdefault(edits.stands_for(person), []).append(moment)

    @classmethod
    def of_answers(cls, answers: "FileAnswers", edits: Edits) -> "ToldActions":
        """What the window shows of a file."""
        return cls(answers.lanes(), [(one.persons[0], one.moment) for one in answers.windows()], edits)

    @classmethod
    def of_result(cls, result: "Result", lag: float, edits: Edits) -> "ToldActions":
        """What was found in a file by rules of this ``lag``, in seconds."""
        lanes: dict[int, list[Segment]] = {}
        for segment in result.segments:
            lanes.setdefault(segment.persons[0], []).append(segment)
        return cls(lanes, [(one.persons[0], one.time - lag) for one in result.windows], edits)

    def stands_for(self, person: int) -> int:
        """By which number somebody is known."""
        return self._edits.stands_for(person)

    def action(self, person: int, time: float) -> "Segment | None":
        """What somebody known by that number does at ``time`` seconds; of two actions that touch, the later one."""
        lane = self._lanes.get(person, [])
        place = bisect_right(lane, time + 1e-6, key=lambda segment: segment.start) - 1
        return lane[place] if place >= 0 and time < lane[place].end else None

    def watched(self, person: int, time: float) -> bool:
        """Whether there was an answer about them at ``time`` seconds."""
        moments = self._moments.get(person, [])
        place = bisect_right(moments, time + 1e-6) - 1
        return place >= 0 and time - moments[place] <= WATCHED
