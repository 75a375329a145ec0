"""The manifest of a batch: what became of which input, by what means, with all hashes, for whoever audits it.

JSON, written and read line by line, one input a line, so that of ten thousand units one at a time is in memory; of
what `run` tells of PDFs and old documents, short lines, all are. `result` hangs on
inputs, template, program and options alone and has a hash of its own; what differs from run to run is in `run`.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import IO, Any

from summarize.opc import writing_beside
from summarize.output import RECORD_FOLDER, safe_file_name
from summarize.pipeline.batch.basis import Basis, period_name
from summarize.pipeline.batch.entries import InputEntry
from summarize.pipeline.batch.journal import KeptAside
from summarize.pipeline.making import Wanted

SUFFIX = ".batch.json"
FORMAT = "summarize-batch/1"
_LONGEST_NAME, _LONGEST_TEMPLATE = 200, 60
"""Bytes; what `safe_file_name` leaves, and how many of them a template's name gets."""
_HEAD_END, _ENTRIES_END = b', "inputs": [\n', b"\n]}"


def manifest_path(root: Path, folder: Path, wanted: Wanted) -> Path:
    """Return where the manifest of a batch lies: by folder, period, and what else the documents' names tell."""
    marks = [
        period_name(wanted),
        wanted.stage or "",
        "简版" if wanted.is_brief else "",
        "草稿" if wanted.is_draft else "",
        "双面" if wanted.is_duplex else "",
        _template_mark(wanted.template),
        _mark(_way(folder, root)),
    ]
    tail = safe_file_name("-".join(["", *filter(None, marks)]))
    # Of a long name the folder's gives way: all behind it tells one batch from another.
    name = _cut(_typed(folder.resolve().name), _LONGEST_NAME - len(tail.encode()))
    return root / RECORD_FOLDER / f"{safe_file_name(f'{name}{tail}')}{SUFFIX}"


def way_to(folder: Path, root: Path) -> str:
    """Return the way from `root` to `folder`, as the manifest keeps it."""
    return _typed(_way(folder, root))


def _way(folder: Path, root: Path) -> str:
    try:
        way = os.path.relpath(folder.resolve(), root.resolve())
    except ValueError:  # another drive
        way = str(folder.resolve())
    return way.replace(os.sep, "/")


def _mark(text: str) -> str:
    """Return what tells folders of one name apart, and stays when all is moved together."""
    return hashlib.sha256(text.encode(errors="surrogateescape")).hexdigest()[:6]


def _typed(name: str) -> str:
    """Return a name that may be no text as one that is."""
    return name.encode(errors="replace").decode()


def _cut(name: str, most: int) -> str:
    return name.encode()[:most].decode(errors="ignore")


def _template_mark(template: str | None) -> str:
    stem = _typed(Path(template).stem) if template else ""
    return stem if len(stem.encode()) <= _LONGEST_TEMPLATE else f"{_cut(stem, _LONGEST_TEMPLATE)}~{_mark(stem)}"


def write_manifest(path: Path, basis: Basis, entries: Iterable[InputEntry], run: Mapping[str, Any]) -> str:
    """Write the manifest and return the hash of its result.

    Raises:
        MachineError: It cannot be written.
    """
    digest = hashlib.sha256()
    with writing_beside(path, is_lasting=False) as file:

        def write(data: bytes) -> None:
            digest.update(data)
            file.write(data)

        file.write(f'{{"format": {_dump(FORMAT)}, "result": '.encode())
        head = _dump(basis.content | {"basis_sha256": basis.sha256})
        write(head[:-1].encode() + _HEAD_END)
        for number, entry in enumerate(entries):
            write((",\n" if number else "").encode() + _dump(entry.to_json()).encode())
        write(_ENTRIES_END)
        tail = _dump({"result_sha256": digest.hexdigest(), "run": dict(run)})
        file.write(f",\n{tail[1:]}\n".encode())
        # Its draft is of the kind that the next run clears away, yet it is to last: the journal goes.
        file.flush()
        os.fsync(file.fileno())
    return digest.hexdigest()


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


class Manifest:
    """A manifest that was written; `entries` are read anew each time."""

    def __init__(self, path: Path) -> None:
        """Read the head of the manifest at `path`.

        Raises:
            OSError: There is none, or it cannot be read.
            ValueError: It is no manifest of this form.
        """
        self.path = path
        with path.open("rb") as file:
            self.head = _read_head(file)
        self.basis_sha256 = str(self.head["basis_sha256"])

    def entries(self) -> Iterator[InputEntry]:
        """Yield the inputs in the order of their paths.

        Raises:
            OSError: It cannot be read.
            ValueError: It was changed by hand.
        """
        with self.path.open("rb") as file:
            _read_head(file)
            for line in file:
                if not line.startswith(b"{"):
                    return
                try:
                    yield InputEntry.from_json(self.basis_sha256, json.loads(line.rstrip(b"\n").rstrip(b",")))
                except (KeyError, TypeError) as error:
                    raise ValueError(f"no entry of a manifest: {type(error).__name__}") from error

    def printed(self) -> list[tuple[str, str, int, str, str]]:
        """Return what the manifest knows of PDFs: place and hash of the document, pages and hash, what set it."""
        rows = self._rows("pdf", str, str, int, str, str)
        return [(place, document, pages, pdf, made_with) for place, document, pages, pdf, made_with in rows]

    def placed(self) -> list[tuple[str, str, str, str, str]]:
        """Return what earlier runs left that is no unit's now: place, key of the unit's name, period, input, hash."""
        rows = self._rows("left", str, str, str, str, str)
        return [(place, key, period, source, sha256) for place, key, period, source, sha256 in rows]

    @property
    def folder(self) -> str:
        """The way from the root of the outputs to the folder; '' if it is not known."""
        way = self._run.get("folder", "")
        return way if isinstance(way, str) else ""

    def is_as_written(self) -> bool:
        """Return whether the result has the hash that stands behind it."""
        digest, line = hashlib.sha256(), b""
        try:
            with self.path.open("rb") as file:
                line = file.readline().partition(b'"result": ')[2]
                for following in file:
                    if following.startswith(b'"result_sha256": '):
                        digest.update(line.removesuffix(b",\n"))
                        return bool(json.loads(b"{" + following)["result_sha256"] == digest.hexdigest())
                    digest.update(line)
                    line = following
        except (OSError, ValueError, KeyError, TypeError):
            return False
        return False

    def kept_aside(self) -> list[KeptAside]:
        """Return what was put aside for the documents of this batch."""
        return [KeptAside(*row) for row in self._rows("kept_aside", str, str, str, str, bool)]

    def _rows(self, name: str, *kinds: type) -> list[tuple[Any, ...]]:
        rows = self._run.get(name, [])
        try:
            found = [tuple(row) for row in rows]
        except TypeError:
            return []
        return [row for row in found if tuple(map(type, row)) == kinds]

    @cached_property
    def _run(self) -> dict[str, Any]:
        try:
            with self.path.open("rb") as file:
                line = deque(file, maxlen=1)[0]
            run = json.loads(b"{" + line)["run"]
        except (OSError, ValueError, KeyError, TypeError, IndexError):
            return {}
        return run if isinstance(run, dict) else {}


def overview_name(manifest: Path) -> str:
    """Return the name, without extension, of the overview of a batch: with the folder's mark only if it must."""
    return f"总览-{_name_of(manifest) if _called_alike(manifest) else _plain_name(manifest)}"


def outdated_overview(manifest: Path, root: Path) -> str | None:
    """Return the name, without extension, of an overview at `root` that nobody keeps up any more, if there may be one.

    It has no mark, and all folders of that name have come to have one with theirs.
    """
    others = _called_alike(manifest)
    marked = [root / f"总览-{_name_of(other)}.xlsx" for other in others]
    return f"总览-{_plain_name(manifest)}" if marked and all(path.is_file() for path in marked) else None


def _name_of(manifest: Path) -> str:
    return manifest.name.removesuffix(SUFFIX)


def _plain_name(manifest: Path) -> str:
    return _name_of(manifest).rpartition("-")[0]


def _called_alike(manifest: Path) -> list[Path]:
    """Return the manifests of other folders of the same name."""
    alike = re.compile(rf"{re.escape(_plain_name(manifest))}-[0-9a-f]{{6}}{re.escape(SUFFIX)}")
    return [path for path in manifest.parent.iterdir() if alike.fullmatch(path.name) and path != manifest]


def _read_head(file: IO[bytes]) -> dict[str, Any]:
    line = file.readline()
    start = re.match(rb'\{"format": "%s", "result": ' % FORMAT.encode(), line)
    if start is None or not line.endswith(_HEAD_END):
        raise ValueError("no manifest")
    head = json.loads(line[start.end() : -len(_HEAD_END)] + b"}")
    if not isinstance(head, dict) or "basis_sha256" not in head:
        raise ValueError("no head of a manifest")
    return head


def open_manifest(path: Path) -> Manifest | None:
    """Return the manifest at `path`, or `None` if there is none that can be used."""
    try:
        return Manifest(path)
    except (OSError, ValueError):
        return None
