"""The timeline as a figure to be saved or copied."""

from app.figures.paper import Heading
from app.figures.timeline_figure import DrawnSpan, LabelCurve, PersonTrack, TimelineFigure
from app.texts import in_english
from app.timeline.curves import LEADERS, broken, leading
from app.timeline.rows import Row
from app.timeline.track_view import TrackView
from app.widgets.text import clock_text, person_name
from recognizer.colours import action_place

POINTS = 1500  # of a curve, more than the widest figure has dots for


def timeline_figure(tracks: TrackView, source: str) -> TimelineFigure | None:
    """What the tracks show, from the first second in view to the last; ``source``: the name of what it is of. ``None``
    where nobody was recognized."""
    if not tracks.rows:
        return None
    start, end = tracks.span
    details = " · ".join(filter(None, [source, f"{clock_text(start)} to {clock_text(end)}"]))
    return TimelineFigure(
        Heading("What was recognized", details),
        (start, end),
        tuple(PersonTrack(_name(tracks, row), _spans(row), _curves(tracks, row)) for row in tracks.rows),
        tracks.overlay.looked_at,
    )


def _name(tracks: TrackView, row: Row) -> str:
    """What the user calls the person, else their number, in English like all that goes into files."""
    with in_english():
        return tracks.editor.edits.names.get(row.person) or person_name(row.person)


def _spans(row: Row) -> tuple[DrawnSpan, ...]:
    return tuple(DrawnSpan(one.start, one.end, one.label, one.confidence, one.by_hand) for one in row.spans)


def _curves(tracks: TrackView, row: Row) -> tuple[LabelCurve, ...]:
    """The curves of the labels that lead, as the tracks draw them."""
    found = [tracks.history.outline(person, *tracks.span, POINTS) for person in row.members]
    outlines = [one for one in found if one is not None and one.probability.shape[1] == len(tracks.labels)]
    leaders = list(dict.fromkeys(label for one in outlines for label in leading(one)))[:LEADERS]
    colours = [action_place(tracks.labels[label]) for label in leaders]
    return tuple(
        LabelCurve(tracks.labels[label], *broken(outline, label), colours[:place].count(colours[place]))
        for place, label in enumerate(leaders)
        for outline in outlines
    )
