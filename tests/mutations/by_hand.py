"""Run as many cases as one likes; what is not sound is told in full.

    cd tests
    python -m mutations.by_hand workbooks 0 10000
    python -m mutations.by_hand files 0 2000

`++` stands before reports that differ from what the workbook says while a finding names the place.
"""

from __future__ import annotations

import random
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from mutations.books import GOOD, good
from mutations.files import KINDS, Outcome, injure, judge_file
from mutations.mutations import mutate
from mutations.oracle import SOUND, Verdict, differences, judge

_WEIGHTS = {"plain": 8, "layout": 6, "units": 5, "ledger": 3, "qinghe": 2, "lanjiang": 2, "yunling": 1}

Tally = Counter[tuple[str, ...]]


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def run_workbooks(first: int, last: int, folder: Path) -> tuple[Tally, Tally]:
    """Judge the cases of these seeds; return what came of each kind of mutation, and the findings by kind."""
    names = [name for name in GOOD for _ in range(_WEIGHTS[name])]
    tally, codes = Tally(), Tally()
    for seed in range(first, last):
        book = good(names[seed % len(names)])
        period = book.periods[seed // len(names) % len(book.periods)]
        kind, change = mutate(book, seed)
        if change is None:
            tally[kind, "does not apply"] += 1
            continue
        case = f"{seed} {book.name} {period} {kind}"
        try:
            judgement = judge(book, period, change, folder)
        except Exception:  # noqa: BLE001  whatever the program stumbles over is what is looked for
            tally[kind, "traceback"] += 1
            say(f"== {case} {change.what}\n{traceback.format_exc()}")
            continue
        tally[kind, judgement.verdict] += 1
        codes.update((kind, found.rule.code, found.severity.value) for found in judgement.told)
        if judgement.verdict not in SOUND:
            say(f"== {case} {judgement}")
        elif (
            judgement.verdict is Verdict.TOLD
            and not judgement.seen.refused
            and any(differences(judgement.said, judgement.seen))
        ):
            say(f"++ {case} {judgement}")
    return tally, codes


def run_files(first: int, last: int, folder: Path) -> Tally:
    """Judge damaged files of every kind; return what came of each kind of file and of damage."""
    tally = Tally()
    for seed in range(first, last):
        kind = KINDS[seed % len(KINDS)]
        with tempfile.TemporaryDirectory(dir=folder) as own:
            path, injury = injure(kind, random.Random(seed), Path(own))
            try:
                outcome: str = judge_file(kind, path)
            except Exception:  # noqa: BLE001  whatever the program stumbles over is what is looked for
                outcome = "traceback"
                say(f"== {seed} {kind} {injury}\n{traceback.format_exc()}")
        if outcome is Outcome.SILENT:
            say(f"== {seed} {kind} {injury}")
        tally[kind, injury.how, outcome] += 1
    return tally


def main(what: str, first: int, last: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tallies = (
            run_workbooks(first, last, Path(folder)) if what == "workbooks" else (run_files(first, last, Path(folder)),)
        )
    for mark, tally in zip("#%", tallies, strict=False):
        for words, number in sorted(tally.items()):
            say("\t".join([mark, *words, str(number)]))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
