"""The overview as one page: no network, no framework, nothing beside it, any browser of the last ten years.

The rows stand in data elements and are listed a screenful at a time, so that ten thousand units open as
fast as ten. A policy in the page lets run no script but its own, and fetch nothing.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from itertools import islice
from pathlib import Path

from summarize.opc.files import writing_beside
from summarize.overview.figures import FigureColumn
from summarize.overview.rows import Heading
from summarize.overview.spool import STATES, Spool, as_json
from summarize.overview.wording import (
    APART,
    FIGURE_NOTE,
    MOST_FINDINGS,
    NOT_ADDED,
    NOT_FILLED,
    NOT_THERE,
    SECRECY,
    UNLISTED,
    columns_left_out,
    count_of,
    facts_of,
    finding_line,
    state_label,
    states_shown,
    title_of,
    units_left_out,
)

_ROWS_IN_ELEMENT = 500
_FINDINGS_AT_ONCE = 10
_PRINT_REST = "只印前2000个单位；请先筛选，或打印同名的工作簿。"


def write_page(path: Path, heading: Heading, spool: Spool) -> None:
    """Write the overview to `path`; only the time shown differs between two runs on the same rows.

    Raises:
        MachineError: the place cannot be written.
    """
    style, script = _resource("page.css"), _resource("page.js")
    with writing_beside(path, is_lasting=False) as file:
        file.write(_head(heading, style, script).encode("utf-8", "replace"))
        file.write(_body(heading, spool).encode("utf-8", "replace"))
        file.write(b'<script type="application/json" id="head">' + as_json(_data(spool)) + b"</script>\n")
        file.writelines(_data_elements(spool.lines()))
        file.write(f"<script>{script}</script>\n</body>\n</html>\n".encode())


def _resource(name: str) -> str:
    return files("summarize.overview").joinpath(name).read_text(encoding="utf-8")


def _head(heading: Heading, style: str, script: str) -> str:
    policy = f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'"
    # `renderer` is read by the browsers that carry two engines: 360, QQ, Sogou.
    return (
        '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
        '<meta http-equiv="X-UA-Compatible" content="IE=edge">\n<meta name="renderer" content="webkit">\n'
        f"<meta http-equiv=\"Content-Security-Policy\" content=\"{policy}; base-uri 'none'; form-action 'none'\">\n"
        f"<title>{escape(title_of(heading))}</title>\n<style>{style}</style>\n</head>\n"
    )


def _digest(text: str) -> str:
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _body(heading: Heading, spool: Spool) -> str:
    return "".join(
        (
            f"<body>\n<h1>{escape(title_of(heading))}</h1>\n",
            f'<p class="counts">{escape(heading.counts)}</p>\n' if heading.counts else "",
            _facts(heading, spool),
            _findings(heading),
            _tiles(heading, spool),
            _TOOLS,
            f'<p class="note">{escape(SECRECY)}本页不联网。</p>\n',
        )
    )


def _facts(heading: Heading, spool: Spool) -> str:
    facts = [
        f'<td class="label">{escape(label)}</td><td>{escape(text)}</td>' for label, text in facts_of(heading, spool)
    ]
    lines = (f"<tr>{''.join(facts[at : at + 2])}</tr>\n" for at in range(0, len(facts), 2))
    return f'<table class="facts">\n{"".join(lines)}</table>\n'


def _findings(heading: Heading) -> str:
    items = [f"<li>{escape(finding_line(finding))}</li>\n" for finding in heading.findings[:MOST_FINDINGS]]
    if (left := len(heading.findings) - MOST_FINDINGS) > 0:
        items.append(f"<li>另有{left}条，没有列出</li>\n")
    if not items:
        return ""
    first, rest = items[:_FINDINGS_AT_ONCE], items[_FINDINGS_AT_ONCE:]
    shown = f"<ol>\n{''.join(first)}</ol>\n"
    if rest:
        more = f'<ol start="{len(first) + 1}">\n{"".join(rest)}</ol>'
        shown += f"<details><summary>再看{len(rest)}条</summary>\n{more}</details>\n"
    return f'<div class="findings">\n{shown}</div>\n'


def _tiles(heading: Heading, spool: Spool) -> str:
    """Return the counts by state, which filter when they are pressed."""
    counts = [(-1, "全部", str(spool.unit_count))]
    counts += [(STATES.index(s), state_label(s), count_of(s, spool)) for s in states_shown(heading, spool)]
    tiles = (
        f'<button type="button" class="tile {f"s{at}" if at >= 0 else ""}" data-state="{at}">{label}<b>{number}</b>'
        "</button>\n"
        for at, label, number in counts
    )
    return f'<div class="tiles">\n{"".join(tiles)}</div>\n'


_TOOLS = """<p id="waiting">正在打开。如果一直停在这里，请允许本页运行脚本，或者打开同名的工作簿（.xlsx）。</p>
<div id="lists" class="hidden">
<div class="tools">
<button type="button" id="tab-units" class="tab">各单位</button>
<button type="button" id="tab-figures" class="tab">指标对比</button>
<label>查找 <input id="search" type="search" placeholder="单位、文件、联系人、问题"></label>
<span id="indicators"><label>指标 <select id="indicator"><option value="-1">全部</option></select></label></span>
<button type="button" id="print" class="tool">打印当前列表</button>
</div>
<div id="units"></div>
<div id="figures"></div>
<p id="rest" class="foot"></p>
</div>
"""


def _data(spool: Spool) -> dict[str, object]:
    """Return what the script needs beside the rows."""
    words = {
        "states": [state_label(state) for state in STATES],
        "notFilled": NOT_FILLED,
        "notThere": NOT_THERE,
        "notAdded": NOT_ADDED,
        "unlisted": UNLISTED,
        "apart": APART,
        "figureNote": FIGURE_NOTE + columns_left_out(spool) + units_left_out(spool),
        "printRest": _PRINT_REST,
    }
    return {"words": words, "figureUnits": spool.figure_units, "columns": list(map(_column, spool.columns))}


def _column(column: FigureColumn) -> dict[str, object]:
    return {
        "index": column.index,
        "head": column.head,
        "remark": column.remark,
        "isAdded": column.is_added and column.count > 0,
        "places": column.places,
        "total": column.printed_total,
    }


def _data_elements(lines: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the rows as elements of some hundred each: one long text would be parsed at one go."""
    lines = iter(lines)
    while first := next(lines, None):
        yield b'<script type="application/json" class="rows">[\n' + first
        for line in islice(lines, _ROWS_IN_ELEMENT - 1):
            yield b"," + line
        yield b"]</script>\n"
