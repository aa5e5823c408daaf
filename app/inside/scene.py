"""How the window looks while a page of the lesson is read: what the tabs show, and what is highlighted."""

from dataclasses import dataclass

from recognizer.explain.maps import MapKind


@dataclass(frozen=True)
class Scene:
    """How the window looks. ``tab`` is the one to be seen. For Topology: the ``kind`` of map, the ``fragment`` (from
    0) or, where it is ``most_changed``, the block and fragment that the movement changes most; whether the strongest
    ``links`` are drawn, and the joint that is ``pinned``. For both maps: the ``block`` (from 0; ``None``: the first, of
    Attention the one that is chosen). For Masking: the joints that are ``hidden``. For Attention: the ``head`` shown
    alone (from 0; ``None``: all) and whether its ``largest`` share is pointed at. ``joints`` get rings on the stage,
    with their names where they are ``named``; ``frames`` of the window are marked on the timeline, counted from its
    end where they are negative, or those of a convolution with this ``dilation``. ``answers``: the bars are seen
    beside the page."""

    tab: str = "Topology"
    kind: MapKind = MapKind.TOPOLOGY
    block: int | None = None
    fragment: int = 0
    most_changed: bool = False
    links: bool = False
    pinned: int | None = None
    hidden: frozenset[int] = frozenset()
    head: int | None = None
    largest: bool = False
    joints: tuple[int, ...] = ()
    named: bool = True
    frames: tuple[int, ...] = ()
    dilation: int | None = None
    answers: bool = False
