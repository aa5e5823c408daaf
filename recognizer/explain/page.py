"""The page of an explanation: one HTML file that needs nothing else, light or dark as the reader's system is, and made
to be printed. It explains what was computed, and what that can and cannot show."""

import math
from html import escape

import numpy as np

from recognizer.explain import svg_drawings
from recognizer.explain.explanation import Explanation
from recognizer.explain.maps import MapKind, nice_limit, strongest_links, topology_map
from recognizer.explain.mask import NOTABLE_DROP
from recognizer.explain.page_style import STYLE
from recognizer.explain.svg_drawings import ranked, without
from recognizer.network.trace import BlockTrace
from recognizer.skeleton.joints import BODY_PARTS, NAMES
from recognizer.text import BEST, NOTHING, clock_text, named, percent, signed

MADE = """<p class="note">Made by MS-SA Studio on the machine where it ran. Nothing was sent anywhere, and this page
loads nothing.</p>"""
LINKS, MOST_JOINTS = 5, 6  # that are listed
ADJACENCY, ATTENTION = "adjacency between joints", "attention over time"  # what a block may lack
TITLES = {
    MapKind.SHARED: ("A<sub>s</sub>", "learned once, the same for every movement"),
    MapKind.DYNAMIC: ("Q", "brought about by this movement alone"),
    MapKind.TOPOLOGY: ("Ã = A<sub>s</sub> + αQ", "what is used"),
    MapKind.DIFFERENCE: ("Ã − A", "the difference to the physical skeleton"),
}


def page(explanation: Explanation, files: list[str]) -> str:
    """The whole file. ``files``: the names of those that lie beside it, none where it stands alone."""
    name = escape(explanation.label)
    sections = [_answer(explanation), _importance(explanation), _time_course(explanation), _topology(explanation)]
    sections += [_attention(explanation), _limits(explanation), _files(explanation, files)]
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>Why “{name}”? {escape(explanation.source)}</title>\n<style>{STYLE}</style>\n</head>\n<body>\n<main>\n"
        + "\n".join(sections)
        + "\n</main>\n</body>\n</html>\n"
    )


def _answer(explanation: Explanation) -> str:
    window = explanation.window
    labels, (shares,) = named(explanation.labels, window.probabilities)
    best = ranked(shares)[:BEST]
    rows = "".join(_bar(labels[i], float(shares[i]), percent(float(shares[i]))) for i in best)
    answer = f"“{escape(window.label)}”" if window.label else NOTHING
    span = f"{clock_text(window.start)} to {clock_text(window.time)}"
    return f"""<header>
<p class="eyebrow">What lies behind an answer</p>
<h1>{escape(explanation.label)} <span class="share">{percent(explanation.importance.probability)}</span></h1>
<p class="lead">{escape(explanation.source)}, person {window.persons[0]}, {span}.
{_chosen(explanation)} Model “{escape(explanation.config.title)}”, which knows {len(explanation.labels)} actions.</p>
</header>
<section>
<h2>The answer</h2>
<div class="bars">{rows}</div>
<p class="note">The five most probable actions of this window alone. The program’s answer is smoothed over the windows
before: at this moment, {answer}. How far its probabilities can be believed is in the model’s card; for movements
unlike any that it learned they mean little.</p>
</section>"""


def _chosen(explanation: Explanation) -> str:
    if explanation.windows == 1:
        return "The only window judged."
    chosen = "nearest to the moment asked for" if explanation.asked else "most certain"
    return f"Of the {explanation.windows} windows judged, the {chosen}."


def _importance(explanation: Explanation) -> str:
    importance = explanation.importance
    stretch = importance.stretches[int(importance.spans.argmax())]
    frame = (stretch.first + stretch.end) // 2
    at = explanation.times(len(explanation.window.keypoints))[frame]
    parts = "".join(
        _bar(
            part.name,
            importance.probability - float(drop),
            without(importance.probability, float(drop)),
            importance.probability,
        )
        for part, drop in zip(BODY_PARTS, importance.parts)
    )
    counting = [joint for joint in ranked(importance.joints) if abs(importance.joints[joint]) >= NOTABLE_DROP][
        :MOST_JOINTS
    ]
    joints = (
        "".join(
            _bar(
                NAMES[joint],
                importance.probability - float(importance.joints[joint]),
                without(importance.probability, float(importance.joints[joint])),
                importance.probability,
            )
            for joint in counting
        )
        or '<p class="note">No single joint changes the answer by half a point: the others show enough.</p>'
    )
    return f"""<section>
<h2>What the answer depends on</h2>
<p>Something is hidden, and the network is asked again. The further “{escape(explanation.label)}” falls, the more the
answer depends on what was hidden.</p>
<div class="two">
<figure>{svg_drawings.importance_drawing(explanation, frame)}
<figcaption>As the person stood at {clock_text(at)}, facing you: their left is on your right. A large warm joint is
needed;
a large cold ring speaks against this answer.</figcaption></figure>
<div>
<h3>A part of the body hidden</h3>
<div class="bars">{parts}</div>
<h3>A single joint hidden</h3>
<div class="bars">{joints}</div>
</div>
</div>
{_unmoved(explanation)}
<p class="note">A hidden joint goes along with the body at its mean place of these {_seconds(explanation)} seconds: its
movement is gone, but where it was on the whole can still be seen. Joints at zero would be a body that nobody has, and
the
change would be due to that. The spine base is what all others are measured from; hidden, it changes nothing.</p>
</section>"""


def _unmoved(explanation: Explanation) -> str:
    """A sentence, where nothing that was hidden made a difference."""
    importance = explanation.importance
    if max(float(np.abs(drops).max()) for drops in (importance.joints, importance.parts, importance.spans)) >= 0.02:
        return ""
    return (
        "<p>Nothing of this alone changes the answer: the network is as certain from what is left. That does not make "
        "it right, and a moment of which it is less certain (<code>--at</code>) shows more.</p>"
    )


def _time_course(explanation: Explanation) -> str:
    attended = explanation.trace.attends
    about = (
        f" Below, how much block {explanation.block + 1}’s attention looks at each moment, mean over its heads."
        if attended
        else ""
    )
    return f"""<section>
<h2>When</h2>
<figure>{svg_drawings.time_course(explanation)}
<figcaption>A hidden stretch of time is bridged: every joint goes in a straight line from where it was before to where
it was
after.{about} The two need not agree: looking is not needing.</figcaption></figure>
</section>"""


def _topology(explanation: Explanation) -> str:
    trace, fragment, block = explanation.trace, explanation.fragment, explanation.block
    if fragment is None:
        return (
            f"<section>\n<h2>Which joint listens to which</h2>\n<p>{_nothing(explanation, ADJACENCY)}</p>\n</section>"
        )
    figures = "".join(
        f"<figure><h3>{sign} <small>{words}</small></h3>"
        + svg_drawings.topology_drawing(topology_map(trace, fragment, kind), f"Map of 25 by 25 joints: {words}")
        + "</figure>"
        for kind, (sign, words) in TITLES.items()
    )
    links = "".join(f"<li>{text}</li>" for text in _links(explanation))
    return f"""<section class="new">
<h2>Which joint listens to which</h2>
<p>Block {block + 1} of {len(explanation.window.trace)}{_stream(explanation)}, fragment {fragment + 1} of
{trace.fragments}, mean over its channels, α = {signed(float(trace.alpha[fragment]))}. <strong>Rows: the joint that
listens (target). Columns: the joint it listens to (source).</strong> A warm cell adds what the source shows to the
target, a cold one takes it away, white does neither. Point at a cell to read its value.</p>
<div class="two maps">{figures}</div>
<p>{_added(explanation.shares[block])} {_no_bones(links)}</p>
<ul class="links">{links}</ul>
</section>"""


def _added(share: float) -> str:
    """How large what the movement adds is, ``share`` times what is shared."""
    if math.isinf(share):
        return "In this block nothing is shared (A<sub>s</sub>): all of it is brought about by the movement (αQ)."
    if not share:
        return "In this block nothing is brought about by the movement (αQ is 0): the map is the same for every one."
    return (
        f"In this block, what the movement adds (αQ) is {share:.2f} times as large as what is shared (A<sub>s</sub>)."
    )


def _no_bones(links: str) -> str:
    """What the list of links is introduced by; in some networks bones alone link joints."""
    return "The strongest links that are no bones:" if links else "No link is anything else than a bone."


def _nothing(explanation: Explanation, lacking: str) -> str:
    """That the drawn block has nothing of this kind: the whole network, or this block alone."""
    those = [number for number, trace in enumerate(explanation.window.trace, start=1) if _has(trace, lacking)]
    if not those:
        return f"This model has no {lacking}."
    named = ", ".join(map(str, those))
    return (
        f"Block {explanation.block + 1} has no {lacking}; {'blocks' if len(those) > 1 else 'block'} {named} "
        f"{'have' if len(those) > 1 else 'has'} (<code>--block</code>)."
    )


def _has(trace: BlockTrace, what: str) -> bool:
    return trace.attends if what == ATTENTION else trace.fragments > 0


def _stream(explanation: Explanation) -> str:
    """Of which stream the maps are, where there are several."""
    streams = explanation.config.streams
    return "" if len(streams) == 1 else f" of the {streams[0]} stream"


def _links(explanation: Explanation) -> list[str]:
    """The strongest links of A-tilde between joints that no bone connects, in words."""
    assert explanation.fragment is not None, "asked for where there is an adjacency alone"
    values = topology_map(explanation.trace, explanation.fragment, MapKind.TOPOLOGY)
    return [
        f"{NAMES[link.target].capitalize()} listens to {NAMES[link.source]}: {signed(link.weight)}"
        for link in strongest_links(values, LINKS)
    ]


def _attention(explanation: Explanation) -> str:
    block, attention = explanation.block, explanation.trace.attention
    if not explanation.trace.attends:
        return f"<section>\n<h2>Which moment looks at which</h2>\n<p>{_nothing(explanation, ATTENTION)}</p>\n</section>"
    limit = nice_limit(attention.numpy())
    ends = explanation.window.start, explanation.window.time
    branches, heads, _, keys = attention.shape[1:]
    maps = "".join(
        f"<figure><h3>branch {branch + 1}, head {head + 1}</h3>"
        + svg_drawings.attention_drawing(
            attention[0, branch, head].numpy(), limit, ends, f"Attention of branch {branch + 1}, head {head + 1}"
        )
        + "</figure>"
        for branch in range(branches)
        for head in range(heads)
    )
    return f"""<section class="new">
<h2>Which moment looks at which</h2>
<p>Block {block + 1}, where {"attention is least even" if not explanation.chosen else "you wanted to look"}.
<strong>Rows: the
moment that looks (query), from the start above to the end below. Columns: the moment looked at (key).</strong> Each
row sums
to 1; if all {keys} moments counted alike, every cell would be {1 / keys:.3f}.</p>
<div class="heads" style="--heads: {heads}">{maps}</div>
<div class="scale">{svg_drawings.colour_scale(limit)}</div>
<p class="note">Evenness of attention in this block: {explanation.entropies[block]:.3f}, where 1 is quite even, and
then the
maps mean nothing. Upright stripes mean that all moments look at the same few, whichever they are themselves.</p>
</section>"""


def _limits(explanation: Explanation) -> str:
    traces = explanation.window.trace
    learned = (
        "<li>what the network has learned beyond the skeleton’s bones (A<sub>s</sub>), and what this movement brought "
        "about (Q);</li>\n"
        if any(trace.fragments for trace in traces)
        else ""
    )
    return f"""<section>
<h2>What these maps can and cannot show</h2>
<div class="two">
<div>
<h3>They can show</h3>
<ul>
<li>what this block mixed with what in this very window, and by how much: they are the numbers of the step that gave the
answer;</li>
{learned}<li>where to look next: a guess that hiding can put to the test.</li>
</ul>
</div>
<div>
<h3>They cannot show</h3>
<ul>
<li>that the answer depends on a strong link or on a moment looked at: {len(traces)} blocks follow each other, and what
one mixes in, the next may drop;</li>
<li>whether the answer is right, or what the person meant;</li>
<li>anything about other windows, other people, or other models.</li>
</ul>
</div>
</div>
<p class="note">Hiding has its limits too: neighbours show the same, so that nothing changes when one of them is
hidden, and
a posture that is kept stays visible. It shows what this answer depends on, not what the action is.</p>
</section>"""


def _files(explanation: Explanation, files: list[str]) -> str:
    if not files:
        return f"<footer>\n{MADE}\n</footer>"
    listed = "".join(f"<li><code>{escape(name)}</code></li>" for name in files)
    return f"""<footer>
<h2>Beside this page</h2>
<p>All blocks’ maps as arrays (.npz); those of block {explanation.block + 1} and what hiding did as tables (.csv) and
figures (.png, .svg).
Another block is drawn with <code>--block</code>, another moment with <code>--at</code>.</p>
<ul class="files">{listed}</ul>
{MADE}
</footer>"""


def _bar(name: str, share: float, words: str, before: float | None = None) -> str:
    """A row: name, a bar as long as the share, words. ``before``: where a mark shows what it was."""
    mark = "" if before is None else f'<i style="left:{100 * before:.1f}%"></i>'
    return (
        f'<div class="row"><span>{escape(name)}</span><div class="track"><b style="width:{100 * share:.1f}%"></b>{mark}'
        f'</div><span class="words">{words}</span></div>'
    )


def _seconds(explanation: Explanation) -> str:
    return f"{explanation.window.time - explanation.window.start:g}"
