"""Drawing what was recognized into a picture: skeletons, answers, and a bar of time. OpenCV alone, no window needed."""

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np

from recognizer.colours import DARK, PICTURE_PERSONS, action_colour, text_on
from recognizer.model.answers import PERIOD, SlotHolder, who_holds
from recognizer.model.file_answers import FileAnswers
from recognizer.model.segments import GAP
from recognizer.output.held_moments import HeldMoments, Moment
from recognizer.output.hidden_faces import HiddenFaces
from recognizer.output.video_style import USUAL_STYLE, PictureStyle, VideoStyle
from recognizer.skeleton.clip import NOBODY, Bodies
from recognizer.skeleton.drawing import (
    MARKERS,
    Caption,
    Disc,
    Ink,
    Line,
    Point,
    Square,
    above_head,
    badge_shapes,
    marker_shape,
    person_shapes,
    torso_length,
)
from recognizer.skeleton.joints import BODIES, SPINE_BASE
from recognizer.skeleton.projection import VIEW_TILT, Ground, floor_grid, picture_scale, project
from recognizer.sources.opencv import cv2
from recognizer.sources.video_writer import VideoFile
from recognizer.text import NOTHING, clock_text, percent

if TYPE_CHECKING:
    from recognizer.model.segments import Segment
    from recognizer.pose.frames import ObservedFrame
    from recognizer.recognizer import WindowAnswer
    from recognizer.sources.source import Source

Colour = tuple[int, int, int]  # RGB


def _rgb(colour: str) -> Colour:
    red, green, blue = bytes.fromhex(colour.removeprefix("#"))
    return red, green, blue


PERSONS = tuple(map(_rgb, PICTURE_PERSONS))
DARKER: tuple[Colour, Colour] = ((55, 128, 171), (178, 119, 0))  # what is guessed
INK = _rgb(DARK.on_person)  # on a person's colour, and around lines, so that they stand out from any picture
GROUND, PANEL, LANE = _rgb(DARK.stage), _rgb(DARK.window), _rgb(DARK.raised)
TEXT, MUTED = _rgb(DARK.text), _rgb(DARK.muted)

LEAST_HEIGHT, LEAST_WIDTH = 480, 640  # pixels; smaller pictures are enlarged, for the words to be legible
AHEAD = 30.0  # seconds that the bar of time shows at least, where nobody knows how long it will be
FONT, SUBPIXEL = cv2.FONT_HERSHEY_SIMPLEX, 4  # bits after the point


class Told(Protocol):
    """What is known of a whole source beforehand, as by a saved result or from the user's corrections."""

    def stands_for(self, person: int) -> int:
        """By which number somebody is known."""

    def action(self, person: int, time: float) -> "Segment | None":
        """What somebody known by that number does at ``time`` seconds; ``None`` for no known action."""

    def watched(self, person: int, time: float) -> bool:
        """Whether there was an answer about them at ``time`` seconds."""


@dataclass(frozen=True)
class _Answer:
    """What a card says of somebody: a label, ``None`` for no known action, and from 0 to 1 how sure that is."""

    person: int
    label: str | None
    confidence: float


@contextmanager
def rendering(
    path: Path | None,
    source: "Source",
    persons: int,
    style: VideoStyle = USUAL_STYLE,
    lag: float = 0.0,
    told: Told | None = None,
) -> "Iterator[Callable[[ObservedFrame, Sequence[WindowAnswer]], None]]":
    """Write the annotated video of ``source`` to ``path``: yields what to call with every observed frame and the
    windows that end with it. The video is there when the context is left without an exception, else nothing is.
    Without a path, nothing is drawn. ``style``: how much of the source is seen and heard. ``lag``: that of the windows,
    in seconds; a file's pictures wait until their answers are final. ``told``: what the video shows in the place of
    what the windows say. Raises ``UserError`` where it cannot be written."""
    if path is None:
        yield lambda observed, windows: None
        return
    annotator = Annotator(source.duration, persons, style.picture is not PictureStyle.HIDDEN, source.live, told)
    faces = HiddenFaces() if style.picture is PictureStyle.FACES_HIDDEN else None
    held = HeldMoments(0.0 if source.live or told is not None else lag + GAP + 2 * PERIOD)
    with VideoFile(path, source.fps, sound=source.sound if style.sound else None) as video:

        def write(moments: Iterable[Moment]) -> None:
            for one in moments:
                video.write(annotator.draw(one.image, one.bodies, one.windows, one.time), one.time)

        def take(observed: "ObservedFrame", windows: "Sequence[WindowAnswer]") -> None:
            moment = Moment(observed.image, observed.bodies, windows, observed.time)
            if told is None:
                annotator.know(windows, observed.time, observed.bodies.persons)
            write(held.take([moment] if faces is None else faces.take(moment), observed.time))

        yield take
        if told is None:
            annotator.finish()
        if faces is not None:
            write(held.take(faces.rest(), math.inf))
        write(held.rest())


def draw_bodies(image: np.ndarray, bodies: Bodies, head: bool = False) -> None:
    """Draw the skeletons of a picture, uint8 RGB ``(H, W, 3)``, into it, by the joints' places in the picture.
    ``head``: with heads, where the picture itself is not seen."""
    if bodies.picture is None:
        return
    height, width = image.shape[:2]
    for slot, number in enumerate(bodies.identity):
        if number != NOBODY:
            points = bodies.picture[slot] * (width, height)
            draw_skeleton(image, points, bodies.confidence[slot], slot, int(number), head)


def draw_front(image: np.ndarray, bodies: Bodies, ground: Ground) -> None:
    """Draw bodies in space into a picture, as seen from where the sensor stood, on a floor."""
    height, width = image.shape[:2]
    scale = picture_scale(width, height)

    def place(points: np.ndarray) -> np.ndarray:
        flat, _ = project(points, ground.centre, yaw=0.0, tilt=VIEW_TILT)
        return np.stack([width / 2 + scale * flat[..., 0], height / 2 - scale * flat[..., 1]], axis=-1)

    image[:] = GROUND
    lines, strength = floor_grid(ground)
    for (start, end), share in zip(place(lines), strength):
        _line(image, start, end, _mixed(GROUND, MUTED, 0.3 * share), 1)
    for slot in sorted(range(len(bodies.identity)), key=lambda slot: -bodies.keypoints[slot, SPINE_BASE, 2]):
        if bodies.identity[slot] != NOBODY:
            points = place(bodies.keypoints[slot].astype(float))
            draw_skeleton(image, points, bodies.confidence[slot], slot, int(bodies.identity[slot]), head=True)


def draw_skeleton(
    image: np.ndarray, points: np.ndarray, confidence: np.ndarray, slot: int, number: int, head: bool = False
) -> None:
    """One person: joints ``points`` ``(25, 2)`` in pixels, the number above the head. ``head``: draw one, where no
    picture shows it."""
    torso, marker = torso_length(points), MARKERS[slot]
    width = float(np.clip(torso / 24, 1.5, 8.0))
    _paint(image, person_shapes(points, confidence, marker, width, halo=True, head=head), slot)
    radius = float(np.clip(torso / 6, 9, 22))
    _paint(image, badge_shapes(above_head(points, torso, 2 * radius, top=radius), radius, marker, str(number)), slot)


class Annotator:
    """Makes the pictures of an annotated video, one after another: what the source shows with the skeletons on it (or
    the skeletons alone, from the front), the answer for each person in the upper corners, and below it a bar of time
    with a lane for each person. All have the size of the first one.

    ``duration``: the source's, in seconds, where it is known. ``persons``: how many are followed. ``picture``: the
    source's picture is seen; else nothing of it is, and the skeletons are at their places on a plain ground. ``live``:
    each person's newest answer is shown; of a file, the one about the picture, with the label of the segment there.
    ``told``: what is shown instead of what windows say.
    """

    def __init__(
        self,
        duration: float | None,
        persons: int = BODIES,
        picture: bool = True,
        live: bool = False,
        told: Told | None = None,
    ) -> None:
        self._duration, self._persons, self._picture, self._live = duration, persons, picture, live
        self._told = told
        self._answers = FileAnswers()
        self._ground = Ground()
        self._holders: tuple[SlotHolder, ...] = ()
        self._lanes: list[list[Segment]] = [[] for _ in range(persons)]
        self._segmenters: list = []

    def know(self, windows: "Sequence[WindowAnswer]", time: float, seen: Sequence[int] = ()) -> None:
        """The windows that ended at ``time`` seconds, and the numbers of those who are seen then, before the pictures
        that they are about are drawn."""
        from recognizer.model.segments import Segmenter

        self._segmenters = self._segmenters or [Segmenter() for _ in range(BODIES)]
        # What the network saw is let go of: of hours, it would fill the memory.
        known = [replace(one, keypoints=one.keypoints[:0].clone(), trace=[]) for one in windows]
        self._answers.add(time, known, seen)
        ended = [segmenter.see(seen, time) for segmenter in self._segmenters]
        for window in windows:
            self._segmenters[window.slot].add(window.persons, window.moment, window.label, window.confidence)
        if windows or any(ended):
            self._note_lanes()

    def finish(self) -> None:
        """No further windows will be known; the last pictures are still to be drawn."""
        self._answers.finish()
        for segmenter in self._segmenters:
            segmenter.finish()
        self._note_lanes()

    def _note_lanes(self) -> None:
        self._lanes = [segmenter.segments() for segmenter in self._segmenters[: self._persons]]

    def draw(
        self, image: np.ndarray | None, bodies: Bodies, windows: "Sequence[WindowAnswer]", time: float
    ) -> np.ndarray:
        """The picture for ``time`` seconds, uint8 RGB. ``image`` is the source's, or ``None`` for a clip; ``windows``
        are those that ended with it, which are known as all others are."""
        self._persons = min(self._persons, len(bodies.identity))
        if self._told is not None:
            bodies = _called(bodies, self._told)
        self._holders = who_holds(self._holders, bodies, windows, time)
        stage = self._stage(image, bodies)
        unit = stage.shape[0] / LEAST_HEIGHT
        for slot, holder in enumerate(self._holders[: self._persons]):
            answer = self._answer(slot, holder, time)
            if answer is not None:
                _draw_answer(stage, slot, answer, unit)
        return np.concatenate([stage, self._bar(stage.shape[1], unit, time)])

    def _answer(self, slot: int, holder: SlotHolder, time: float) -> _Answer | None:
        """What is shown of whoever has a slot; ``None`` where nothing is known of them."""
        if self._told is not None:
            return self._told_answer(self._told, slot, holder.number, time)
        window = holder.window if self._live else self._answers.at(holder.number, time)
        return None if window is None else _Answer(window.persons[0], window.label, window.confidence)

    def _told_answer(self, told: Told, slot: int, person: int, time: float) -> _Answer | None:
        if person == NOBODY:
            return None
        segment = told.action(person, time)
        if segment is None:
            return _Answer(person, None, 0.0) if told.watched(person, time) else None
        lane = self._lanes[slot]
        if not lane or lane[-1] != segment:
            lane.append(segment)
        return _Answer(person, segment.label, segment.confidence)

    def _stage(self, image: np.ndarray | None, bodies: Bodies) -> np.ndarray:
        if image is None:
            front = np.empty((LEAST_HEIGHT, LEAST_WIDTH, 3), np.uint8)
            self._ground.follow(bodies)
            draw_front(front, bodies, self._ground)
            return front
        factor = max(1.0, LEAST_HEIGHT / image.shape[0], LEAST_WIDTH / image.shape[1])
        size = tuple(2 * round(factor * side / 2) for side in image.shape[1::-1])
        image = image if self._picture else np.full_like(image, GROUND)
        stage = cv2.resize(image, size, interpolation=cv2.INTER_CUBIC) if factor > 1 else image.copy()
        draw_bodies(stage, bodies, head=not self._picture)
        return stage

    def _bar(self, width: int, unit: float, time: float) -> np.ndarray:
        """The lanes with what was recognized up to now, and where ``time`` is."""
        lane, gap, margin = round(20 * unit), round(6 * unit), round(12 * unit)
        height = self._persons * (lane + gap) + gap + round(18 * unit)
        bar = np.full((height + height % 2, width, 3), PANEL, np.uint8)
        span = self._duration or max(time, AHEAD)
        left, right = margin + round(24 * unit), width - margin

        def x(at: float) -> float:
            return left + np.clip(at / span, 0, 1) * (right - left)

        for slot in range(self._persons):
            top = gap + slot * (lane + gap)
            cv2.rectangle(bar, (left, top), (right, top + lane), LANE, cv2.FILLED)
            marker = marker_shape((margin + 8 * unit, top + lane / 2), 6 * unit, MARKERS[slot])
            _paint(bar, [replace(marker, edge=None)], slot)
            for segment in self._lanes[slot]:
                if segment.start <= time:
                    end = min(segment.end, time)
                    _draw_segment(bar, segment.label, x(segment.start), x(end), top, lane, unit)
        at = round(x(min(time, span)))
        cv2.line(bar, (at, 0), (at, self._persons * (lane + gap) + gap // 2), TEXT, max(round(1.5 * unit), 1))
        below = self._persons * (lane + gap) + gap + round(11 * unit)
        whole = f"{clock_text(time)} / {clock_text(self._duration)}" if self._duration else clock_text(time)
        _write(bar, whole, (left, below), 0.42 * unit, MUTED)
        return bar


def _called(bodies: Bodies, told: Told) -> Bodies:
    """The same bodies by the numbers that their people are known by."""
    numbers = [number if number == NOBODY else told.stands_for(number) for number in bodies.identity.tolist()]
    return replace(bodies, identity=np.array(numbers, np.int32))


def _draw_answer(image: np.ndarray, slot: int, answer: _Answer, unit: float) -> None:
    """A card in the upper corner, the first person's left, the second's right: number, label, confidence."""
    words = answer.label or NOTHING
    scale, margin = 0.62 * unit, 10 * unit
    (width, letters), _ = cv2.getTextSize(words, FONT, scale, _thickness(scale))
    height = max(letters, 15 * unit)
    badge, share = 11 * unit, 62 * unit
    card = 3 * margin + 2 * badge + width + (share if answer.label else 0)
    card = min(card, image.shape[1] / 2 - 2 * margin)
    left = margin if slot == 0 else image.shape[1] - margin - card
    top, bottom = margin, margin + height + 2.2 * margin
    box = image[round(top) : round(bottom), round(left) : round(left + card)]
    box[:] = (0.22 * box + 0.78 * np.array(INK)).astype(np.uint8)
    middle = (top + bottom) / 2
    number = str(answer.person)
    _paint(image, badge_shapes((left + margin + badge, middle), badge, MARKERS[slot], number), slot)
    begin = left + 2 * margin + 2 * badge
    room = card - (begin - left) - (share if answer.label else margin / 2)
    _write(image, _shortened(words, scale, room), (begin, middle), scale, TEXT if answer.label else MUTED)
    if answer.label is None:
        return
    end = left + card - margin
    _write(image, percent(answer.confidence), (end - share + 1.3 * margin, middle), 0.8 * scale, MUTED)
    start, y = left, round(bottom) - 1
    colour = _rgb(action_colour(DARK, answer.label))
    cv2.line(image, (round(start), y), (round(start + answer.confidence * card), y), colour, round(3 * unit))


def _draw_segment(image: np.ndarray, label: str, left: float, right: float, top: int, height: int, unit: float) -> None:
    colour = action_colour(DARK, label)
    right = max(right - 1, left + 2)
    cv2.rectangle(image, (round(left), top), (round(right), top + height), _rgb(colour), cv2.FILLED)
    scale = 0.4 * unit
    words = _shortened(label, scale, right - left - 8 * unit)
    if len(words) > 2:
        _write(image, words, (left + 4 * unit, top + height / 2), scale, _rgb(text_on(colour)))


def _shortened(words: str, scale: float, room: float) -> str:
    """As much of the words as there is room for, in pixels; nothing where too little is left."""

    def width(text: str) -> float:
        return cv2.getTextSize(text, FONT, scale, _thickness(scale))[0][0]

    if width(words) <= room:
        return words
    while words and width(words + "...") > room:
        words = words[:-1].rstrip()
    return words + "..." if len(words) > 2 else ""


def _write(image: np.ndarray, words: str, at: Point, scale: float, colour: Colour) -> None:
    """Words that begin at ``at`` and stand in the middle of its height."""
    (_, height), _ = cv2.getTextSize("M", FONT, scale, _thickness(scale))
    place = (round(at[0]), round(at[1] + height / 2))
    cv2.putText(image, words, place, FONT, scale, colour, _thickness(scale), cv2.LINE_AA)


def _thickness(scale: float) -> int:
    return max(1, round(1.4 * scale))


def _paint(image: np.ndarray, shapes: Iterable[Line | Disc | Square | Caption], slot: int) -> None:
    """Paint shapes in the colours of the person in a slot. OpenCV knows no transparency: what is faint is darker, and
    a faint bone thinner."""
    colours = {Ink.PERSON: PERSONS[slot], Ink.ON_PERSON: INK, Ink.EDGE: INK}
    for shape in shapes:
        faint = not isinstance(shape, Caption) and shape.faint
        match shape:
            case Line():
                colour = DARKER[slot] if faint else colours[shape.ink]
                _line(image, shape.start, shape.end, colour, shape.width * (0.6 if faint else 1.0))
            case Caption():
                scale = shape.size / 20
                (width, _), _ = cv2.getTextSize(shape.text, FONT, scale, _thickness(scale))
                _write(image, shape.text, (shape.centre[0] - width / 2, shape.centre[1]), scale, colours[shape.ink])
            case Disc() | Square():
                if shape.edge is not None:
                    _fill(image, shape, shape.edge_width, colours[shape.edge])
                if shape.fill is not None:
                    _fill(image, shape, 0.0, DARKER[slot] if faint else colours[shape.fill])


def _fill(image: np.ndarray, shape: Disc | Square, grown: float, colour: Colour) -> None:
    """A disc or a square, larger by so many pixels on every side."""
    if isinstance(shape, Disc):
        radius = round((shape.radius + grown) * 2**SUBPIXEL)
        cv2.circle(image, _fixed(shape.centre), radius, colour, cv2.FILLED, cv2.LINE_AA, SUBPIXEL)
        return
    (x, y), side = shape.centre, shape.half + grown
    corners = _fixed((x - side, y - side)), _fixed((x + side, y + side))
    cv2.rectangle(image, *corners, colour, cv2.FILLED, cv2.LINE_AA, SUBPIXEL)


def _mixed(one: Colour, other: Colour, share: float) -> Colour:
    """So much of the other colour in the one."""
    red, green, blue = (round(a + share * (b - a)) for a, b in zip(one, other))
    return red, green, blue


def _line(image: np.ndarray, one: Point, other: Point, colour: Colour, width: float) -> None:
    cv2.line(image, _fixed(one), _fixed(other), colour, max(round(width), 1), cv2.LINE_AA, SUBPIXEL)


def _fixed(at: Point) -> tuple[int, int]:
    """A place in OpenCV's fixed-point numbers; far out of the picture it is held, since they are short."""
    x, y = (round(float(np.clip(value, -4000, 12000)) * 2**SUBPIXEL) for value in at)
    return x, y
