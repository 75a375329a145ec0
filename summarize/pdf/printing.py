"""Many documents through several LibreOffices at once: each PDF whole or told why not, nothing left running.

Starting LibreOffice takes longer than converting a report, so each run takes a chunk of documents. What
hangs or crashes costs its chunk one run: the documents that were not finished are tried again, the one
that was in hand alone.
"""

from __future__ import annotations

import hashlib
import queue
import shutil
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from summarize.errors import MachineError
from summarize.findings import Finding, Place, Rule
from summarize.libreoffice import Conversion, End, Setting, convert, fonts, prepare_profile
from summarize.opc import write_beside
from summarize.pdf import rules
from summarize.pdf.pages import Pages, is_archivable, read_pages

CHUNK = 16
"""Documents for one run of LibreOffice; more gain little and lose more when one of them hangs."""
_GIVE_UP_AFTER = 5
"""Documents that fail one after the other, each alone, before the rest is not tried any more."""
_TO_PDF = Conversion("MS Word 2007 XML", "pdf:writer_pdf_Export", ".pdf")
_EXPORT = "/org.openoffice.Office.Common/Filter/PDF/Export"
_SETTINGS = (
    Setting(_EXPORT, "SelectPdfVersion", "2"),  # PDF/A-2b: fonts embedded, text can be searched
    Setting(_EXPORT, "UseTaggedPDF", "true"),
    Setting(_EXPORT, "IsSkipEmptyPages", "false"),  # or a section that begins on an even page moves to an odd one
    Setting("/org.openoffice.Setup/Office", "ooSetupInstCompleted", "true"),
)


Put = Callable[[Path, bytes], Path | None]


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one document: its PDF, or the findings that say why there is none.

    `sha256` is that of the document as it was read, '' if it could not be; `pages` counts blank ones too.
    """

    document: Path
    sha256: str = ""
    pdf: Path | None = None
    pages: int | None = None
    findings: tuple[Finding, ...] = ()

    @property
    def exit_status(self) -> int:
        """0, or 3 without a PDF: whatever is wrong is wrong with the machine."""
        return 0 if self.pdf is not None else MachineError.exit_status


def _put_over(path: Path, content: bytes) -> None:
    write_beside(path, content)


def print_documents(
    program: Path, documents: Sequence[Path], *, workers: int, patience: float, put: Put = _put_over
) -> Generator[Converted, None, None]:
    """Write a PDF beside each of `documents`; yield what became of it, in the order in which they are done.

    Args:
        program: LibreOffice.
        documents: The .docx; a PDF stands under the same name with .pdf.
        workers: How many LibreOffices run at once at most.
        patience: Seconds that one document may take.
        put: Writes a PDF, and returns where it kept what somebody else made that stood there.
    """
    with tempfile.TemporaryDirectory(prefix="summarize-pdf-", ignore_cleanup_errors=True) as folder:
        run = _Run(program, patience, put, fonts.substitutes(), deque(_chunks(documents, workers)))
        threads = [
            threading.Thread(target=run.work, args=(Path(folder, str(number)),))
            for number in range(min(workers, len(run.chunks)))
        ]
        try:
            for thread in threads:
                thread.start()
            for _ in documents:
                yield run.wait_for_one()
        finally:
            run.stop.set()
            for thread in threads:
                if thread.ident is not None:
                    thread.join()


def _chunks(documents: Sequence[Path], workers: int) -> Iterator[tuple[Path, ...]]:
    """Yield `documents` in chunks, small ones where there are too few for all workers."""
    size = max(1, min(CHUNK, -(-len(documents) // workers)))
    for start in range(0, len(documents), size):
        yield tuple(documents[start : start + size])


@dataclass(frozen=True, slots=True)
class _Task:
    """A document that was read: its copy, which LibreOffice reads, and its hash."""

    document: Path
    copy: Path
    sha256: str


@dataclass(slots=True)
class _Run:
    """What the workers of one run share."""

    program: Path
    patience: float
    put: Put
    fonts: Mapping[str, str]
    chunks: deque[tuple[Path, ...]]
    stop: threading.Event = field(default_factory=threading.Event)
    results: queue.SimpleQueue[Converted | BaseException] = field(default_factory=queue.SimpleQueue)
    failed_in_a_row: int = 0
    counting: threading.Lock = field(default_factory=threading.Lock)

    def wait_for_one(self) -> Converted:
        """Return the next result; waits in short steps, since Windows interrupts no long one."""
        while True:
            try:
                result = self.results.get(timeout=0.5)
            except queue.Empty:
                continue
            if isinstance(result, BaseException):
                raise result
            return result

    def is_over(self) -> bool:
        """Return whether nobody waits for results any more: threads outlive a caller that forgets them."""
        return self.stop.is_set() or not threading.main_thread().is_alive()

    def work(self, home: Path) -> None:
        """Convert chunks until there are none, in the folder `home`, which holds the worker's own profile."""
        try:
            while not self.is_over():
                try:
                    chunk = self.chunks.popleft()
                except IndexError:
                    return
                self._convert_chunk(chunk, home)
        except BaseException as error:  # noqa: BLE001 - the thread that waits for results raises it
            self.results.put(error)

    def _convert_chunk(self, chunk: Sequence[Path], home: Path) -> None:
        try:
            waiting = [self._read(chunk, home / "in")]
            while waiting and not self.is_over():
                tasks = waiting.pop()
                if self.failed_in_a_row >= _GIVE_UP_AFTER:
                    self._tell(tasks, rules.CONVERSION_GIVEN_UP, "前面接连几份都没有转成，这一份没有再试")
                    continue
                waiting += self._attempt(tasks, home)
        except OSError as error:
            raise MachineError(
                rules.CONVERSION_FAILED.at(
                    Place(file=str(home)),
                    f"临时文件夹写不进去（{error.strerror or type(error).__name__}），没有转成 PDF",
                    "清理系统临时文件夹所在的磁盘后重试；Word 文档已经写好，不受影响。",
                )
            ) from error

    def _read(self, chunk: Sequence[Path], folder: Path) -> tuple[_Task, ...]:
        """Copy the documents under plain names of their own: theirs may be alike, or odd."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        tasks = []
        for number, document in enumerate(chunk):
            try:
                content = document.read_bytes()
            except OSError as error:
                message = f"“{document}”读不出来（{error.strerror or type(error).__name__}），没有转成 PDF"
                self.results.put(
                    Converted(document, findings=(rules.DOCUMENT_UNREAD.at(Place(file=str(document)), message),))
                )
                continue
            copy = folder / f"{number}.docx"
            copy.write_bytes(content)
            tasks.append(_Task(document, copy, hashlib.sha256(content).hexdigest()))
        return tuple(tasks)

    def _attempt(self, tasks: Sequence[_Task], home: Path) -> list[tuple[_Task, ...]]:
        """Convert `tasks` in one run of LibreOffice; return what must be tried again, in what company."""
        if not tasks:
            return []
        made, profile = home / "out", home / "profile"
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        if not profile.exists():
            prepare_profile(profile, _SETTINGS, self.fonts)
        end = convert(
            self.program,
            [task.copy for task in tasks],
            made,
            _TO_PDF,
            profile=profile,
            patience=self.patience,
            is_unwanted=self.is_over,
        )
        left = tuple(task for task in tasks if not self._deliver(task, made / f"{task.copy.stem}.pdf"))
        if end is not End.DONE:
            shutil.rmtree(profile, ignore_errors=True)
        if not left or end is End.STOPPED:
            return []
        if len(tasks) == 1:
            self._report(left[0], end)
            return []
        first, *rest = left
        return [tuple(rest), (first,)]

    def _deliver(self, task: _Task, made: Path) -> bool:
        """Put a PDF beside its document; return whether there was a whole one."""
        try:
            content = made.read_bytes()
        except FileNotFoundError:
            return False
        pages = read_pages(content)
        if pages is None:
            return False
        self._count(is_failure=False)
        target = task.document.with_suffix(".pdf")
        try:
            kept = self.put(target, content)
        except MachineError as error:
            self.results.put(Converted(task.document, task.sha256, findings=error.findings))
            return True
        findings = tuple(_findings_on(target, content, pages, kept))
        self.results.put(Converted(task.document, task.sha256, target, pages.count, findings))
        return True

    def _report(self, task: _Task, end: End) -> None:
        """Tell that a document could not be converted even alone."""
        self._count(is_failure=True)
        if end is End.STALLED:
            limit = f"{self.patience:g}"
            self._tell((task,), rules.CONVERSION_STALLED, f"LibreOffice 等了 {limit} 秒以上没有转出 PDF，已停掉")
        else:
            self._tell((task,), rules.CONVERSION_FAILED, "LibreOffice 打不开它或中途退出，没有转出 PDF")

    def _count(self, *, is_failure: bool) -> None:
        """Count failures until one succeeds, whichever worker has it: then LibreOffice is not at fault."""
        with self.counting:
            self.failed_in_a_row = self.failed_in_a_row + 1 if is_failure else 0

    def _tell(self, tasks: Sequence[_Task], rule: Rule, message: str) -> None:
        for task in tasks:
            standing = task.document.with_suffix(".pdf")
            stale = f"；旁边的“{standing.name}”是以前转的，内容可能不同" if standing.exists() else ""
            place = Place(file=str(task.document))
            self.results.put(
                Converted(
                    task.document, task.sha256, findings=(rule.at(place, f"“{task.document}”：{message}{stale}"),)
                )
            )


def _findings_on(pdf: Path, content: bytes, pages: Pages, kept: Path | None) -> Iterator[Finding]:
    """Yield what is to be told of a PDF that was made; what stood in its place is `kept`."""
    place = Place(file=str(pdf))
    if kept is not None:
        yield rules.PDF_KEPT.at(place, f"原来的 PDF 不是程序转的，或转后有改动，另存为“{kept.name}”")
    if not is_archivable(content):
        yield rules.NOT_ARCHIVABLE.at(place, f"“{pdf}”不是 PDF/A-2，多半是 LibreOffice 的版本太旧")
    if pages.is_last_but_one_blank:
        yield rules.BLANK_BEFORE_LAST.at(place, f"“{pdf}”第{pages.count - 1}页是空白")
