"""The style sheet of the page: on a screen in the reader's light or dark colours, on paper always in light ones."""

from recognizer.colours import DARK, LIGHT, Theme


def _variables(theme: Theme) -> str:
    colours = {
        "paper": theme.surface,
        "panel": theme.window,
        "ink": theme.text,
        "muted": theme.muted,
        "line": theme.line,
        "accent": theme.accent,
        "warm": theme.positive,
        "cold": theme.negative,
    }
    return "".join(f"--{name}:{colour};" for name, colour in colours.items())


STYLE = f"""
:root{{color-scheme:light dark;{_variables(LIGHT)}}}
@media screen and (prefers-color-scheme:dark){{:root{{{_variables(DARK)}}}}}
*{{box-sizing:border-box}}
body{{margin:0;background:var(--paper);color:var(--ink);
font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}}
main{{max-width:58rem;margin:0 auto;padding:2.5rem 1.5rem 4rem}}
header{{border-bottom:1px solid var(--line);padding-bottom:1.25rem}}
h1{{font-size:2.6rem;line-height:1.1;margin:.1rem 0 .6rem;font-weight:650;letter-spacing:-.01em}}
h1 .share{{color:var(--muted);font-weight:400}}
h2{{font-size:1.3rem;margin:2.4rem 0 .6rem;font-weight:650}}
h3{{font-size:.95rem;margin:1.1rem 0 .4rem;font-weight:600}}
h3 small{{font-size:.85rem;font-weight:400;color:var(--muted);margin-left:.35rem}}
p{{margin:.5rem 0}}
sub{{line-height:0}}
.eyebrow{{margin:0;color:var(--muted);font-size:.85rem}}
.lead{{margin:0;color:var(--muted);max-width:44rem}}
.note,figcaption{{font-size:.85rem;color:var(--muted);line-height:1.45}}
figure{{margin:0}}
svg{{display:block;width:100%;height:auto;color:var(--ink);overflow:visible}}
.two{{display:grid;grid-template-columns:repeat(2,minmax(0,1fr));gap:1rem 2rem;align-items:start}}
.two h3:first-child,.maps h3{{margin-top:.2rem}}
.heads{{display:grid;grid-template-columns:repeat(var(--heads),minmax(0,1fr));gap:.9rem 1rem}}
.heads h3{{font-size:.85rem;margin:0 0 .2rem 2.1rem;font-weight:500}}
.scale{{width:11rem;margin:.6rem 0 .2rem 2.1rem}}
.bars .row{{display:grid;grid-template-columns:12rem 1fr 3.5rem;gap:.75rem;align-items:center;padding:.16rem 0}}
.bars .row>span:first-child{{overflow-wrap:anywhere;line-height:1.2}}
.two .bars .row{{grid-template-columns:7.2rem 1fr 6.8rem;font-size:.92rem}}
.track{{position:relative;height:.7rem;background:var(--panel);border-radius:2px;
box-shadow:inset 0 0 0 1px var(--line)}}
.track b{{display:block;height:100%;min-width:1px;background:var(--accent);border-radius:2px}}
.track i{{position:absolute;top:-.2rem;bottom:-.2rem;width:2px;margin-left:-1px;background:var(--ink)}}
.words{{font-variant-numeric:tabular-nums;color:var(--muted);white-space:nowrap}}
ul{{margin:.4rem 0;padding-left:1.15rem}}
li{{margin:.2rem 0}}
.links{{columns:2;column-gap:2rem;font-variant-numeric:tabular-nums}}
.links li{{margin:0 0 .2rem}}
.files{{columns:2;column-gap:2rem;list-style:none;padding:0;font-size:.85rem}}
code{{font:.9em ui-monospace,"SF Mono",Consolas,monospace}}
footer{{margin-top:2.5rem;border-top:1px solid var(--line)}}
footer h2{{margin-top:1.2rem}}
text{{fill:currentColor;font-family:inherit}}
.bone{{fill:none;stroke-linecap:round}}
.looked{{fill:var(--accent)}}
.even{{fill:none;stroke:var(--ink);stroke-dasharray:5 4;stroke-width:1.2}}
.tick,.pointer{{fill:none;stroke:var(--muted);stroke-width:1}}
.frame{{fill:none;stroke:var(--line)}}
.label{{font-size:13px}}
.number{{font-size:12px;text-anchor:middle;font-variant-numeric:tabular-nums}}
.small{{font-size:11px;fill:var(--muted);font-variant-numeric:tabular-nums}}
.name{{font-size:9.5px;text-anchor:end;fill:var(--muted)}}
rect{{shape-rendering:crispEdges}}
.pixels{{image-rendering:pixelated}}
@media (max-width:44rem){{.two{{grid-template-columns:minmax(0,1fr)}}
.heads{{grid-template-columns:repeat(2,minmax(0,1fr))}}
.links,.files{{columns:1}}.bars .row{{grid-template-columns:7rem 1fr 6.8rem}}h1{{font-size:2rem}}}}
@page{{margin:14mm}}
@media print{{body{{font-size:10.5pt}}main{{max-width:none;padding:0}}
*{{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
h2,h3{{break-after:avoid}}figure,.row,li{{break-inside:avoid}}h2{{margin-top:1.4rem}}
.new{{break-before:page}}footer{{break-inside:avoid}}}}
"""
