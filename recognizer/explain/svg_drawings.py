"""The drawings of the page: inline SVG in the page's own colours (``currentColor``, ``--warm`` …), so that it can be
light, dark or on paper. Every drawing has its title as a text, for those who do not see it."""

import base64
from collections.abc import Iterable, Sequence
from html import escape

import matplotlib
import numpy as np

from recognizer.colours import diverging
from recognizer.explain.explanation import Explanation
from recognizer.explain.importance_shapes import drawing_order, drop_ink, joint_radius, joint_shapes, relative_size
from recognizer.explain.maps import attention_received, nice_limit
from recognizer.explain.mask import NOTABLE_DROP
from recognizer.skeleton.drawing import Disc, Ink, Line, Point, Strokes, figure_shapes
from recognizer.skeleton.front_view import poses
from recognizer.skeleton.joints import JOINTS, NAMES
from recognizer.sources.opencv import cv2
from recognizer.text import clock_text, percent, signed

CELL, NAMES_ROOM = 12, 92  # of a map of joints
COLOURS = {
    Ink.BONE: "var(--muted)",
    Ink.JOINT: "var(--muted)",
    Ink.UNCHANGED: "var(--muted)",
    Ink.NEEDED: "var(--warm)",
    Ink.AGAINST: "var(--cold)",
    Ink.GROUND: "var(--paper)",
    Ink.TEXT: "var(--ink)",
}


def importance_drawing(explanation: Explanation, frame: int) -> str:
    """The skeleton at a frame, each joint as large as the probability changes without it; the largest are named."""
    width, height = 420, 380
    drops = explanation.importance.joints
    points = poses(explanation.window.keypoints).only(frame).fitted(0, 110, 24, width - 220, height - 48)
    parts = [_painted(figure_shapes(points, 4, Ink.BONE))]
    for joint in drawing_order(drops):
        title = f"{NAMES[joint]}: {without(explanation.importance.probability, drops[joint])}"
        centre = float(points[joint][0]), float(points[joint][1])
        shapes = joint_shapes(centre, float(drops[joint]), joint_radius(drops, joint))
        parts.append(f"<g><title>{title}</title>{_painted(shapes)}</g>")
    parts += _pointers(points, [joint for joint in ranked(drops) if abs(drops[joint]) >= NOTABLE_DROP][:5], width)
    return _svg(width, height, "The skeleton with the joints that the answer depends on", parts)


def ranked(drops: np.ndarray) -> list[int]:
    """The places of the largest drops or rises first."""
    return np.argsort(-np.abs(drops), kind="stable").tolist()


def without(probability: float, drop: float) -> str:
    """``99 % → 91 %``."""
    return f"{percent(probability)} → {percent(probability - drop)}"


WIDTH = 840  # of the drawing of a window along time


def time_course(explanation: Explanation) -> str:
    """The window along time: poses, what hiding a stretch does, and how much each frame is looked at."""
    parts, bottom = _stretches(explanation), 236
    shares = attention_received(explanation.trace)
    if shares is not None:
        bottom = 348
        parts += _attention_bars(explanation, shares, bottom)
    parts += _time_axis(explanation, bottom)
    return _svg(WIDTH, bottom + 28, "The window along time, described by the numbers in it", parts)


def _x(explanation: Explanation, seconds: float) -> float:
    """Where a second of the window is."""
    start, end = explanation.window.start, explanation.window.time
    return 4 + (seconds - start) / (end - start) * (WIDTH - 8)


def _stretches(explanation: Explanation) -> list[str]:
    """For each stretch of the window its pose, and what hiding it does."""
    importance, seen = explanation.importance, poses(explanation.window.keypoints)
    parts = [
        _caption(4, 14, "The movement"),
        _caption(4, 164, f"Hidden, “{explanation.label}” goes from {percent(importance.probability)} to"),
    ]
    for (begin, until), span, drop in zip(explanation.stretches, importance.stretches, importance.spans.tolist()):
        left, right = _x(explanation, begin) + 2, _x(explanation, until) - 2
        size = 40 * relative_size(drop, importance.spans)
        figure = seen.fitted((span.first + span.end) // 2, left, 24, right - left, 116)
        parts.append(_painted(figure_shapes(figure, 2.4, Ink.BONE)))
        parts.append(
            f'<rect x="{left:.1f}" y="{218 - size:.1f}" width="{right - left:.1f}" height="{size + 2:.1f}" '
            f'style="fill:{COLOURS[drop_ink(drop)]}"/>'
        )
        left_over = percent(importance.probability - drop)
        parts.append(f'<text x="{(left + right) / 2:.1f}" y="236" class="number">{left_over}</text>')
    return parts


def _attention_bars(explanation: Explanation, shares: np.ndarray, bottom: float) -> list[str]:
    """How much each frame is looked at, ``shares`` ``(keys,)``, and a line where all would be alike."""
    start, end = explanation.window.start, explanation.window.time
    parts = [_caption(4, bottom - 80, "Looked at by attention (line: every frame alike)")]
    ratio = shares * len(shares)
    unit = 62 / max(float(ratio.max()), 1.5)
    half = (end - start) / len(shares) / 2
    for at, value in zip(explanation.times(len(shares)), ratio):
        left = _x(explanation, max(at - half, start)) + 0.5
        right = _x(explanation, min(at + half, end)) - 0.5
        title = f"{clock_text(at)}: {value:.2f} times the even share"
        parts.append(
            f'<rect x="{left:.1f}" y="{bottom - unit * value:.1f}" width="{right - left:.1f}" '
            f'height="{unit * value:.1f}" class="looked"><title>{title}</title></rect>'
        )
    parts.append(f'<path d="M4 {bottom - unit:.1f}H{WIDTH - 4}" class="even"/>')
    return parts


def _time_axis(explanation: Explanation, bottom: float) -> list[str]:
    """A mark every half second."""
    start, end = explanation.window.start, explanation.window.time
    parts = []
    # A window that began before anybody was seen holds the first pose until then: there is no time to mark.
    for at in np.arange(np.ceil(2 * max(start, 0.0) - 1e-6) / 2, end + 1e-6, 0.5):
        x = _x(explanation, at)
        anchor = "start" if x < 20 else "end" if x > WIDTH - 20 else "middle"
        parts.append(f'<path d="M{x:.1f} {bottom + 4}v5" class="tick"/>')
        parts.append(
            f'<text x="{x:.1f}" y="{bottom + 22}" class="small" text-anchor="{anchor}">{clock_text(at)}</text>'
        )
    return parts


def topology_drawing(values: np.ndarray, title: str) -> str:
    """A ``(25, 25)`` map, rows = targets, with names, a colour bar, and the value of a cell where it is pointed at."""
    limit, side = nice_limit(values), CELL * JOINTS
    parts = []
    for (target, source), value in np.ndenumerate(values):
        words = f"{NAMES[target]} listens to {NAMES[source]}: {signed(float(value))}"
        parts.append(
            f'<rect x="{NAMES_ROOM + CELL * source}" y="{CELL * target}" width="{CELL}" height="{CELL}" '
            f'fill="{diverging(float(value) / limit)}"><title>{words}</title></rect>'
        )
    for joint, name in enumerate(NAMES):
        middle = CELL * joint + CELL / 2
        parts.append(f'<text x="{NAMES_ROOM - 5}" y="{middle + 3}" class="name">{name}</text>')
        at = NAMES_ROOM + middle + 3
        parts.append(
            f'<text x="{at}" y="{side + 6}" class="name" transform="rotate(-90 {at} {side + 6})">{name}</text>'
        )
    left, steps = NAMES_ROOM + side + 12, 40
    for step in range(steps):
        share = 1 - 2 * (step + 0.5) / steps
        parts.append(
            f'<rect x="{left}" y="{side * step / steps:.2f}" width="10" height="{side / steps + 0.3:.2f}" '
            f'fill="{diverging(share)}"/>'
        )
    for share, y in ((1, 8), (0, side / 2 + 3), (-1, side)):
        number = signed(share * limit, digits=2) if share else "0"
        parts.append(f'<text x="{left + 14}" y="{y}" class="small" text-anchor="start">{number}</text>')
    parts.append(f'<rect x="{NAMES_ROOM}" y="0" width="{side}" height="{side}" class="frame"/>')
    return _svg(NAMES_ROOM + side + 64, side + NAMES_ROOM, title, parts)


def attention_drawing(values: np.ndarray, limit: float, ends: tuple[float, float], title: str) -> str:
    """A ``(queries, keys)`` map of attention: rows from the window's start (top) to its end."""
    side, left = 170, 34
    picture = base64.b64encode(_png(values / limit)).decode("ascii")
    start, end = (clock_text(seconds) for seconds in ends)
    parts = [
        f'<image x="{left}" y="4" width="{side}" height="{side}" preserveAspectRatio="none" class="pixels" '
        f'href="data:image/png;base64,{picture}"/>',
        f'<text x="{left - 4}" y="13" class="name">{start}</text>',
        f'<text x="{left - 4}" y="{side + 4}" class="name">{end}</text>',
        f'<text x="{left}" y="{side + 17}" class="small" text-anchor="start">{start}</text>',
        f'<text x="{left + side}" y="{side + 17}" class="small" text-anchor="end">{end}</text>',
    ]
    return _svg(left + side + 2, side + 22, title, parts)


def colour_scale(limit: float) -> str:
    """The scale of the maps of attention, from 0 to ``limit``."""
    picture = base64.b64encode(_png(np.linspace(0, 1, 64)[None])).decode("ascii")
    parts = [
        '<image x="0" y="2" width="170" height="10" preserveAspectRatio="none" '
        f'href="data:image/png;base64,{picture}"/>',
        '<text x="0" y="25" class="small" text-anchor="start">0</text>',
        f'<text x="170" y="25" class="small" text-anchor="end">{limit:g}</text>',
    ]
    return _svg(172, 28, f"Colours from 0 to {limit:g}", parts)


def _png(shares: np.ndarray) -> bytes:
    """Values from 0 to 1 in viridis, each of them a block of pixels, for viewers that smooth what they enlarge."""
    colours = (matplotlib.colormaps["viridis"](shares)[..., :3] * 255).round().astype(np.uint8)
    times = max(1, 340 // max(shares.shape))
    large = colours.repeat(times, axis=0).repeat(times, axis=1)
    _, packed = cv2.imencode(".png", large[..., ::-1])
    return packed.tobytes()


def _painted(shapes: Iterable[Strokes | Line | Disc]) -> str:
    """The shapes as elements of a drawing, the first one undermost."""
    parts = []
    for shape in shapes:
        if isinstance(shape, Disc):
            (x, y), fill = shape.centre, "none" if shape.fill is None else COLOURS[shape.fill]
            edge = "" if shape.edge is None else f";stroke:{COLOURS[shape.edge]};stroke-width:{shape.edge_width:g}"
            parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{shape.radius:.1f}" style="fill:{fill}{edge}"/>')
        else:
            lines = shape.lines if isinstance(shape, Strokes) else ((shape.start, shape.end),)
            style = f"stroke:{COLOURS[shape.ink]};stroke-width:{shape.width:g}"
            parts.append(f'<path d="{"".join(_step(*line) for line in lines)}" class="bone" style="{style}"/>')
    return "".join(parts)


def _step(start: Point, end: Point) -> str:
    return f"M{start[0]:.1f} {start[1]:.1f}L{end[0]:.1f} {end[1]:.1f}"


def _pointers(points: np.ndarray, joints: Sequence[int], width: float) -> list[str]:
    """Names beside the skeleton, on the side where their joint is, none upon another, with a line to the joint."""
    parts = []
    middle = points[:, 0].mean()
    for right in (False, True):
        y = 10.0
        for joint in sorted((j for j in joints if (points[j][0] > middle) == right), key=lambda j: points[j][1]):
            y = max(y + 18, points[joint][1])
            x = width - 92 if right else 92
            parts.append(
                f'<path d="M{points[joint][0]:.1f} {points[joint][1]:.1f}L{x} {y:.1f}" class="pointer"/>'
                f'<text x="{x + (5 if right else -5)}" y="{y + 4:.1f}" class="label" '
                f'text-anchor="{"start" if right else "end"}">{NAMES[joint]}</text>'
            )
    return parts


def _caption(x: float, y: float, text: str) -> str:
    return f'<text x="{x}" y="{y}" class="label" text-anchor="start">{escape(text)}</text>'


def _svg(width: float, height: float, title: str, parts: Sequence[str]) -> str:
    inside = "".join(parts)
    return f'<svg viewBox="0 0 {width:g} {height:g}" role="img" aria-label="{escape(title)}">{inside}</svg>'
