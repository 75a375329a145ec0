"""`audit --fix` and `audit --annotate`: copies of a document, mended or with comments; the document stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from summarize.audit import Profile
from summarize.audit.rules.copy_rules import COPY_NAME_WRONG, TEMPLATE_NOT_FIXED
from summarize.errors import InputError, UsageError
from summarize.findings import Finding, Place
from summarize.opc import write_new
from summarize.output import names_folder, refuse_existing
from summarize.pipeline.auditing import read_paper

_TAGS = ("{{", "{%", "{#")
"""What begins a tag of a template."""


@dataclass(frozen=True, slots=True)
class FixedCopy:
    """A mended copy; `path` is `None` where nothing could be mended and nothing was written."""

    path: Path | None
    fixes: tuple[Finding, ...]


def refuse_several(documents: Sequence[Path], option: str) -> Path:
    """Return the one document of which a copy is wanted.

    Raises:
        UsageError: There are several.
    """
    if len(documents) != 1:
        raise UsageError(COPY_NAME_WRONG.at(Place(), f"{option}：一次处理一个文档，这里有{len(documents)}个"))
    return documents[0]


def refuse_target(document: Path, output: Path, option: str) -> None:
    """Check that a copy of `document` may be written to `output`.

    Raises:
        UsageError: It is a folder, the document itself, of another kind, or something stands there.
    """
    if names_folder(str(output)):
        advice = f"在后面补上文件名，例如“{output / document.name}”。"
        raise UsageError(COPY_NAME_WRONG.at(Place(), f"{option}：“{output}”是一个文件夹，要写的是一个文件", advice))
    kind = document.suffix.lower()
    if output.suffix.lower() != kind:
        raise UsageError(COPY_NAME_WRONG.at(Place(), f"{option}：“{output}”的扩展名应与原文件相同（{kind}）"))
    with suppress(OSError):
        if output.samefile(document):
            raise UsageError(COPY_NAME_WRONG.at(Place(), f"{option}：“{output}”就是要核对的文档，不能写在它上面"))
    refuse_existing(output, option)


def fix_copy(document: Path, output: Path, profile: Profile) -> FixedCopy:
    """Write a copy of `document` to `output` with everything mended that is safe to mend.

    Raises:
        InputError: It is no sound Word document, is classified, or is a template.
        UsageError: Something stands at `output`, or it cannot be a copy's name.
        MachineError: The place cannot be written.
    """
    # lxml is loaded when a document is read, not when the command is looked up.
    from summarize.audit.fixing import fix_document  # noqa: PLC0415

    refuse_target(document, output, "--fix")
    paper = read_paper(document)
    tag = next((one for one in paper.paragraphs if any(mark in one.text for mark in _TAGS)), None)
    if tag is not None:
        message = f"“{document.name}”里有模板的标记，是模板，没有代改"
        raise InputError(TEMPLATE_NOT_FIXED.at(tag.place.within(str(document)), message))
    fixed = fix_document(document, profile)
    if not fixed.fixes:
        return FixedCopy(None, ())
    write_new(output, fixed.content)
    return FixedCopy(output, tuple(fix.within(str(document)) for fix in fixed.fixes))


def annotate_copy(document: Path, output: Path, findings: Sequence[Finding]) -> int:
    """Write a copy of `document` to `output` with its findings as comments, and return how many.

    Raises:
        InputError: It is no sound Word document, or is classified.
        UsageError: Something stands at `output`, or it cannot be a copy's name.
        MachineError: The place cannot be written.
    """
    from summarize.audit.annotating import annotate_document, fold_for_comments  # noqa: PLC0415

    refuse_target(document, output, "--annotate")
    if findings:
        write_new(output, annotate_document(document, read_paper(document), findings))
    return len(fold_for_comments(findings))
