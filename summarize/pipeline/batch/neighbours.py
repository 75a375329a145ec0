"""What stands at the root of the outputs and is none of this batch's: of another folder, or of another unit.

Several folders may be written to one root, and a unit may be gone while its report stays. Neither is written over
or taken away: whoever comes later is called otherwise.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from summarize.model.vocabulary import normalize_key
from summarize.output import document_id_in, file_hash, path_of_record
from summarize.pipeline.batch.entries import UnitEntry
from summarize.pipeline.batch.journal import Journal
from summarize.pipeline.batch.manifest import SUFFIX, Manifest, open_manifest


class Neighbours:
    """Knows whose document is at a place under `root`."""

    def __init__(self, journal: Journal, root: Path, own: Path) -> None:
        """Look at the manifests of all other batches at `root`; `own` is that of this one."""
        self._journal = journal
        self._root = root
        with journal.at_once():
            journal.run("DELETE FROM held")
            for path in sorted(own.parent.glob(f"*{SUFFIX}")):
                manifest = open_manifest(path) if path != own else None
                if manifest is not None:
                    self._note(manifest, is_elsewhere=_has_folder_of_its_own(manifest, own, root))

    def _note(self, manifest: Manifest, *, is_elsewhere: bool) -> None:
        for unit in _units(manifest):
            if unit.place and (self._root / unit.place).is_file():
                self._journal.hold(unit.place, unit.name_key, unit.document_id, is_elsewhere=is_elsewhere)

    def has(self, place: str, name_key: str) -> bool:
        """Return whether a document at `place` is not to be replaced by one of the unit that is called so."""
        if self._journal.is_held(place, name_key):
            return True
        path = self._root / place
        if self._journal.is_taken(place) or not os.path.lexists(path) or self._is_own(place, path, name_key):
            return False
        standing = _unit_at(path)
        return standing is not None and standing != name_key

    def _is_own(self, place: str, path: Path, name_key: str) -> bool:
        query = "SELECT document_sha256 FROM placed WHERE place = ? AND name_key = ?"
        return any(file_hash(path) == sha256 for (sha256,) in self._journal.rows(query, place, name_key))


def _units(manifest: Manifest) -> Iterator[UnitEntry]:
    try:
        for entry in manifest.entries():
            yield from entry.units
    except (OSError, ValueError):
        return


def _has_folder_of_its_own(manifest: Manifest, own: Path, root: Path) -> bool:
    """Return whether a manifest is of another folder, which is still there: one that was renamed is the same."""
    is_same = _mark_of(manifest.path) == _mark_of(own)
    return not is_same and bool(manifest.folder) and (root / manifest.folder).is_dir()


def _mark_of(manifest: Path) -> str:
    return manifest.name.removesuffix(SUFFIX).rpartition("-")[2]


def _unit_at(path: Path) -> str | None:
    """Return the key of the unit whose document is at `path`, changed or not; `None` if that is not known."""
    document_id = document_id_in(path)
    if document_id is None:
        return None
    try:
        record = json.loads(path_of_record(path, document_id).read_bytes())
        return normalize_key(str(record["unit"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
