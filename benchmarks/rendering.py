"""One template filled again and again: ours, docxtpl as its README uses it, and the least that must be done."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree
from xml.etree.ElementTree import canonicalize

from docxtpl import DocxTemplate
from jinja2 import StrictUndefined
from jinja2.sandbox import SandboxedEnvironment

from benchmarks.machine import scratch_folder
from benchmarks.reports import LARGE, SMALL, grown, own_context, plain_context, prepare
from benchmarks.tables import Table
from benchmarks.timing import Effort, Timing, race, times
from summarize.pipeline.making import Templates
from summarize.render import Template
from summarize.render.opening import open_template

Context = Mapping[str, object]
GROWTH = (1, 10, 100)
OURS, DOCXTPL, FLOOR, STOCK, FULL = "ours", "docxtpl", "floor", "stock", "full"
_BODY = "word/document.xml"
_HEAD = (
    "内容",
    "正文 kB",
    "毫秒/份",
    "每秒份数是 docxtpl 的",
    "用时是下限的",
    "用时是原样 Jinja2 下限的",
    "用时是 1 倍内容的",
)
_NOTES = (
    "括号里是处理器时间之比。各方填的是同一个上下文：字典、列表和字符串；落款、附件表格是事先做好的 XML 片段，"
    "因为 docxtpl 印不了要现算的块。最后一行另列：我们填 `generate` 自己的上下文，每份现做这些块，对手不变。",
    "docxtpl：每份新建 `DocxTemplate`，`render(context, autoescape=True)`，`save`。下限：同一个编译好的模板，"
    "在同样的沙箱、严格、转义环境里渲染，压缩，接到抄来的包上写出，不检查、不换行、不补表格。原样 Jinja2 下限："
    "docxtpl 的 `patch_xml` 得出的字符串，用 Jinja2 自己的 `SandboxedEnvironment`（`StrictUndefined`、自动转义）编译，"
    "其余同上。计时之前核对过：我们和 docxtpl 的正文作为规范化 XML 相同，下限的文字相同。",
    "另一种语言的对手（easy-template-x 等）不在这里测量。",
)


@dataclass(frozen=True, slots=True)
class _Measured:
    name: str
    size: int
    timings: Mapping[str, Timing]

    def row(self, first: _Measured | None, ours: str = OURS) -> tuple[str, ...]:
        mine = self.timings[ours]
        growth = (
            f"{times(mine.wall / first.timings[OURS].wall)}（正文 {times(self.size / first.size)}）" if first else "—"
        )
        return (
            self.name,
            f"{self.size / 1000:.0f}",
            f"{mine.wall * 1000:.2f}",
            mine.rate_to(self.timings[DOCXTPL]),
            mine.ratio_to(self.timings[FLOOR]),
            mine.ratio_to(self.timings[STOCK]),
            growth,
        )


def measure_rendering(effort: Effort, growth: tuple[int, ...] = GROWTH) -> Table:
    """Return how fast templates are filled."""
    templates = Templates()
    small, large = prepare(SMALL, templates), prepare(LARGE, templates)
    context = plain_context(small)
    with scratch_folder() as folder:
        field = _Field(folder, effort)
        sizes = [field.measure(f"小报告，内容 {count} 倍", small.template, grown(context, count)) for count in growth]
        example = field.measure(
            f"{LARGE.name}半年总结，附件两张表", large.template, plain_context(large), full=own_context(large)
        )
    rows = [
        *(size.row(sizes[0]) for size in sizes),
        example.row(None),
        ("同上，块每份现做", *example.row(None, FULL)[1:]),
    ]
    return Table("填写模板（一个进程）", _HEAD, tuple(rows), _NOTES)


@dataclass(frozen=True, slots=True)
class _Field:
    """Where the races are held: documents are written to `folder`."""

    folder: Path
    effort: Effort

    def measure(self, name: str, template: Template, context: Context, *, full: Context | None = None) -> _Measured:
        """Return what all take for `context`; `full` is what ours alone is filled with besides."""
        targets = {one: self.folder / f"{one}.docx" for one in (OURS, DOCXTPL, FLOOR, STOCK, FULL)}
        contestants: dict[str, Callable[[], object]] = {
            OURS: lambda: targets[OURS].write_bytes(template.render(context)),
            DOCXTPL: lambda: fill_with_docxtpl(template.path, context, targets[DOCXTPL]),
            FLOOR: make_floor(template, context, targets[FLOOR]),
            STOCK: make_stock_floor(template, context, targets[STOCK]),
        }
        if full is not None:
            contestants[FULL] = lambda: targets[FULL].write_bytes(template.render(full))
        for action in contestants.values():
            action()
        _compare({one: targets[one] for one in contestants})
        return _Measured(name, len(_body(targets[OURS])), race(contestants, self.effort))


def fill_with_docxtpl(path: Path, context: Context, target: Path) -> None:
    """Write a document as docxtpl's README does."""
    document = DocxTemplate(str(path))
    document.render(dict(context), autoescape=True)
    document.save(str(target))


def make_floor(template: Template, context: Context, target: Path) -> Callable[[], object]:
    """Return what fills our own compiled body, deflates it and writes it with the copied parts, no more."""
    opened = open_template(template.content, str(template.path))
    render, name, package = opened.body.program.template.render, opened.body.name, opened.package

    def fill() -> object:
        body = b"".join((opened.head, render(context).encode(), opened.tail))
        return target.write_bytes(package.pack({name: body}))

    return fill


def make_stock_floor(template: Template, context: Context, target: Path) -> Callable[[], object]:
    """Return the same with docxtpl's string compiled by Jinja2 as it comes."""
    document = DocxTemplate(str(template.path))
    document.init_docx()
    environment = SandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    render = environment.from_string(document.patch_xml(document.get_xml())).render
    package = open_template(template.content, str(template.path)).package

    def fill() -> object:
        return target.write_bytes(package.pack({_BODY: render(context).encode()}))

    return fill


def _compare(documents: Mapping[str, Path]) -> None:
    """Check that all have made the same document, and the floors at least its text."""
    bodies = {name: _body(path).decode() for name, path in documents.items()}
    for name, body in bodies.items():
        look = _text if name in (FLOOR, STOCK) else canonicalize
        if look(body) != look(bodies[OURS]):
            raise SystemExit(f"{name} and {OURS} have not made the same document")


def _text(body: str) -> str:
    """Return the text without white space: the floors leave line breaks as they are."""
    return "".join("".join(ElementTree.fromstring(body).itertext()).split())


def _body(path: Path) -> bytes:
    with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
        return package.read(_BODY)
