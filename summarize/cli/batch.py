"""`summarize batch`: the reports of all units in a folder."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import click

from summarize.cli import interruption
from summarize.cli.console import show_findings
from summarize.cli.help import Command
from summarize.cli.layout import as_typed
from summarize.cli.usage import FILE, format_option, is_json_wanted, one_of, period_text
from summarize.cli.words import read_terms, terms_option
from summarize.model.vocabulary import STAGES

_Handler = Callable[..., Any] | int | None


class _PeriodOption(click.Option):
    """The option `--period`; who leaves it out is shown how it is written."""

    def process_value(self, ctx: click.Context, value: Any) -> Any:
        """Return the value that was given."""
        try:
            return super().process_value(ctx, value)
        except click.MissingParameter as error:
            folder = as_typed(ctx.params.get("folder") or Path("报送"))
            example = f"{ctx.command_path} {folder} --period 二季度"
            raise click.UsageError(f"缺少选项 --period。例：{example}", ctx) from error


@click.command(
    cls=Command,
    help="把一个文件夹（连同子文件夹）里各单位的工作簿一次全部生成报告，列出谁有错误、谁没有报。\n\n"
    "一个单位有错误不影响其他单位。再运行一次只做新报的和改过的；中断后再运行，接着做没有做完的。",
    short_help="把文件夹里各单位的工作簿一次全部生成报告",
    arguments=[("FOLDER", "放着各单位工作簿的文件夹（工作簿、放着 .csv 的子文件夹，一个工作簿可以有几个单位）")],
)
@click.argument("folder", metavar="FOLDER", type=FILE)
@click.option(
    "--period",
    cls=_PeriodOption,
    metavar="时期",
    required=True,
    callback=period_text(),
    help="报告的时期，如 上半年、2017年二季度、1—5月；不写年份则取各工作簿的“年度”",
)
@click.option("--template", metavar="名称|路径", help="模板；不写则按时期选用（见 summarize template list）")
@click.option("--output", metavar="文件夹", help="写到哪个文件夹；不写则为 outputs/时期/")
@click.option("--workers", metavar="个数", type=int, help="同时工作的进程数；不写则等于处理器的核数")
@click.option("--cluster", metavar="地址", help="用 dask 集群的工作机来做；地址是调度机的，如 10.1.2.3:8786")
@click.option("--force", "is_forced", is_flag=True, help="没有变化的也重做")
@click.option("--verify", "is_verifying", is_flag=True, help="什么也不写，重新推算一遍，与已生成的逐字节核对")
@click.option("--expected", metavar="路径", type=FILE, help="应报单位的名单；不写则用文件夹里的“应报单位”文件或表")
@click.option("--stage", metavar="|".join(STAGES), callback=one_of(*STAGES), help="稿次，写入文件名和文档属性")
@click.option("--brief", "is_brief", is_flag=True, help="简版：事项只印“简要”一栏的一句话")
@click.option("--draft", "is_draft", is_flag=True, help="有错误也写出草稿，缺处印〔待补：…〕；退出状态仍为 1")
@click.option(
    "--duplex",
    "is_duplex",
    is_flag=True,
    help="供双面印制：版记自成一页，排在双数页的最下面，前面不够的由排版软件空一页；没有版记的不变",
)
@click.option("--pdf", "is_pdf", is_flag=True, help="同时转成 PDF（PDF/A-2），放在 Word 文档旁边；要装 LibreOffice")
@terms_option
@click.option(
    "--fix", "is_fixed", is_flag=True, help="先代改有把握的标点、序号、数字写法和错别字，记在清单里；工作簿不动"
)
@format_option
def command(is_verifying: bool, terms_file: Path | None, **options: Any) -> int:
    """Run the batch, or verify one; the options are the fields of a `BatchRequest`."""
    from summarize.cli.batch_display import show, tell_how_to_go_on
    from summarize.pipeline.batch.events import BatchRequest
    from summarize.pipeline.batch.running import run_batch
    from summarize.pipeline.batch.verifying import verify_batch

    terms, told = read_terms(terms_file)
    if told and not is_json_wanted():
        show_findings(told, err=True)
    request = BatchRequest(**options, terms=terms, terms_file=terms_file)
    run = verify_batch if is_verifying else run_batch
    try:
        with (
            _patience() as wish,
            closing(run(request, is_stopping=lambda: wish.status is not None)) as events,
        ):
            status = show(events, request, is_json=is_json_wanted(), is_verifying=is_verifying, wish=wish)
    except interruption.Interruption:
        tell_how_to_go_on(request, is_verifying=is_verifying)
        raise
    return status


class Wish:
    """What whoever sits at the keyboard wishes: to stop, once a signal has come; `status` is what it ends with."""

    def __init__(self) -> None:
        self.status: int | None = None


@contextmanager
def _patience() -> Iterator[Wish]:
    """Take a first signal as the wish to stop when what is in hand is done; a second one stops at once."""
    wish = Wish()

    def heed(number: int, frame: FrameType | None) -> None:
        if wish.status is not None:
            interruption.stop_listening()
            raise interruption.Interruption(number)
        wish.status = 128 + number

    before: dict[int, _Handler] = {}
    for number in interruption.numbers():
        if signal.getsignal(number) is not signal.SIG_IGN:
            before[number] = signal.signal(number, heed)
    try:
        yield wish
    except interruption.Interruption:
        raise  # nobody listens any more, and so it is to stay
    except BaseException:
        _restore(before)
        raise
    else:
        _restore(before)


def _restore(handlers: Mapping[int, _Handler]) -> None:
    for number, handler in handlers.items():
        signal.signal(number, handler)
