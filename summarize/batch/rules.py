"""What the batch tells besides what the reports themselves tell (B01–B29)."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_MANUAL = "使用手册：一个季度一次生成"
_VERIFYING = "使用手册：核对批量的结果"

NO_INPUTS = Rule(
    "B01",
    "folder-without-inputs",
    Severity.ERROR,
    summary="文件夹里没有可以生成报告的工作簿。",
    why="batch 把文件夹（连同子文件夹）里的每个工作簿当作一个单位的输入。",
    finds="空文件夹；只有文稿、压缩包、图片的文件夹。",
    leaves_alone="有一个工作簿，或一个放着 .csv 的子文件夹就够。",
    remedy="把各单位报来的工作簿（.xlsx .xls .et .ods 等）放进这个文件夹，可以分子文件夹；"
    "报来的是文稿的，先用 summarize import 拆成工作簿。",
    reference=_MANUAL,
)
FOLDER_NEEDED = Rule(
    "B02",
    "batch-folder-needed",
    Severity.ERROR,
    summary="这里需要一个文件夹，给出的却是一个文件。",
    why="batch 一次处理整个文件夹；单个工作簿用 generate。",
    finds="summarize batch 后面写的是一个工作簿。",
    leaves_alone="指向文件夹的快捷链接。",
    remedy="写出放着各单位工作簿的文件夹；只生成一个单位的，用 summarize generate。",
    reference=_MANUAL,
)
ENTRIES_PASSED_OVER = Rule(
    "B03",
    "entries-passed-over",
    Severity.INFO,
    summary="文件夹里有不是工作簿的文件，没有读。",
    why="报来的也可能是文稿：没有读的要让人知道，免得漏掉一个单位。",
    finds="Word 文档、PDF、图片、压缩包等。",
    leaves_alone="隐藏文件，Office、WPS 打开文件时留下的临时文件，输出文件夹。",
    remedy="其中有单位报来的文稿的，用 summarize import 拆成工作簿再放进来；压缩包先解开；其余不必处理。",
    reference=_MANUAL,
)
ENTRY_NOT_REACHED = Rule(
    "B04",
    "entry-not-reached",
    Severity.ERROR,
    summary="文件夹里有读不到的文件或子文件夹。",
    why="里面可能有一个单位的工作簿，不能当作没有。",
    finds="没有权限的子文件夹，指向别处而断了或绕成圈的链接，文件名编码不对（不是 UTF-8）的文件。",
    leaves_alone="能读的链接：照它指向的文件或文件夹读。",
    remedy="请管理员开放权限，删去无用的链接，或把文件改名后再试。",
    reference=_MANUAL,
)
UNIT_SENT_TWICE = Rule(
    "B05",
    "unit-sent-twice",
    Severity.ERROR,
    summary="同一个单位、同一个时期有两份输入。",
    why="程序不能猜测哪一份是对的；两份都不生成，免得用了旧的。",
    finds="“甲局.xlsx”和“甲局（修改）.xlsx”里的单位名称相同；同一个文件放了两份。",
    leaves_alone="只是简称相同的两个单位；同一单位不同时期的报告。",
    remedy="只留下要用的一份，另一份移出文件夹，再运行一次。",
    reference=_MANUAL,
)
UNITS_LOOK_ALIKE = Rule(
    "B06",
    "units-look-alike",
    Severity.WARNING,
    summary="一个单位的全称是另一个单位的简称，可能是同一个单位。",
    why="两份报告都照写了；如果是同一个单位，就多了一份。",
    finds="一份工作簿的单位名称写“县民政局”，另一份单位名称写“青石县民政局”、简称写“县民政局”。",
    leaves_alone="全称不同、简称相同的两个单位。",
    remedy="是同一个单位的，只留下一份；不是的，在“基本信息”里把单位名称写全。",
    reference=_MANUAL,
)
YEAR_UNLIKE_OTHERS = Rule(
    "B07",
    "year-unlike-others",
    Severity.WARNING,
    summary="这个单位的年度与多数单位不同。",
    why="--period 没有写年份时，年份取自各工作簿的“年度”；填的是去年的，多半是沿用旧表忘了改。",
    finds="多数单位是2025年上半年，一个单位是2024年上半年。",
    leaves_alone="--period 写了年份的；各年的单位一样多的。",
    remedy="核对“基本信息”的“年度”；要求大家同一年的，在 --period 里写上年份。",
    reference=_MANUAL,
)
WORKER_KILLED = Rule(
    "B08",
    "input-ends-its-worker",
    Severity.ERROR,
    summary="处理这份输入的进程三次被系统结束。",
    why="多半是内存不够：文件特别大，或同时处理的太多。其他单位不受影响。",
    finds="处理同一份输入时，工作进程接连三次异常退出。",
    leaves_alone="偶尔被结束一次的：自动换一个进程重做。",
    remedy="减少 --workers（如 --workers 1）再试；文件特别大的，删去用不到的工作表和空白格式后另存。",
    reference=_MANUAL,
)
DEFECT_IN_INPUT = Rule(
    "B09",
    "defect-met-in-batch",
    Severity.ERROR,
    summary="处理这份输入时程序自身出了故障。",
    why="这是程序的毛病，不是工作簿的；其他单位照常完成。",
    finds="程序没有料到的情况。",
    leaves_alone="工作簿里的错误：另有各自的说明。",
    remedy="把出错记录发给维护人员；其他单位的报告可以照常使用。",
    reference=_MANUAL,
)
WORKERS_NOT_STARTING = Rule(
    "B10",
    "workers-not-starting",
    Severity.ERROR,
    summary="工作进程启动不了。",
    why="批量由几个工作进程同时完成；内存不够、进程数受限或程序没有装完整时启动不了。",
    finds="工作进程接连三次还没有开始工作就退出。",
    leaves_alone="工作中途被结束的进程：自动重启。",
    remedy="关闭其他程序，减少 --workers 再试；仍不行的，运行 summarize doctor 查看缺什么。",
    reference=_MANUAL,
)
BATCH_RUNNING = Rule(
    "B11",
    "another-batch-running",
    Severity.ERROR,
    summary="另一个批量正在往同一个地方写。",
    why="两个批量同时写一个文件夹，会互相覆盖；本次什么也没有做，那一个不受影响。",
    finds="同一个输出文件夹上同时运行两个 summarize batch。",
    leaves_alone="写到不同输出文件夹的批量。",
    remedy="等那一个完成后再运行；或用 --output 另写一个文件夹。",
    reference=_MANUAL,
)
DOCUMENT_DISTURBED = Rule(
    "B12",
    "document-disturbed-meanwhile",
    Severity.ERROR,
    summary="报告写好后、批量结束前，被别的程序改动或移走了。",
    why="批量最后要给重名的报告改名，改动过的不能动。",
    finds="批量进行中有人打开并保存了刚写好的报告。",
    leaves_alone="批量结束以后的改动：下次生成时另存一份。",
    remedy="再运行一次同样的命令，会重新写出这一份，改动过的另存。",
    reference=_MANUAL,
)
WORKERS_COUNT = Rule(
    "B13",
    "workers-not-a-number",
    Severity.ERROR,
    summary="--workers 要写一个从 1 起的整数。",
    why="它是同时工作的进程数，不写则等于处理器的核数。",
    finds="--workers 0。",
    leaves_alone="比核数大的数：可以，但不会更快。",
    remedy="写 1、2、4 这样的数，或不写。",
    reference=_MANUAL,
)
DOCUMENT_KEPT_ASIDE = Rule(
    "B14",
    "document-kept-aside",
    Severity.WARNING,
    summary="报告在 Word 里改过，或同名的文件不是程序写的：已另存，新写的报告不含那些改动。",
    why="批量由工作簿重新写出报告；改在 Word 里的字句，只留在另存的那一份里，交出去的新报告里没有。",
    finds="领导在 Word 里改了一份报告，工作簿改动以后又运行了一次批量；要写的地方原有一份别人写的同名文档。",
    leaves_alone="没有改过的报告，直接换成新的；另存的那一份移走了的；另存以后工作簿又改过、已重新生成的。",
    remedy="把要保留的改动改到工作簿里，再运行一次；都不要的，把另存的那一份移走。",
    reference=_MANUAL,
)
DOCUMENT_OF_NO_UNIT = Rule(
    "B15",
    "document-of-no-unit",
    Severity.WARNING,
    summary="以前写的报告已不属于任何单位，还放在报告中间。",
    why="单位改了名，或工作簿移走了，旧报告还在原处，容易当作新的一起交出去。程序不删除它。",
    finds="单位名称改过以后，用旧名称写的那一份；工作簿移出了文件夹的单位，上次写的那一份。",
    leaves_alone="单位这次有错误，或它的文件打不开，上次写的还在的；不是批量写的文件。",
    remedy="核对后移走。",
    reference=_MANUAL,
)
NAME_OF_ANOTHER = Rule(
    "B16",
    "name-of-another-report",
    Severity.WARNING,
    summary="报告没有用平常的文件名：那里是别的单位或另一个文件夹的报告。",
    why="几个文件夹的报告可以写到同一个地方，也会有简称相同的单位；先写的不能被后写的盖掉。",
    finds="东区、西区两个文件夹先后批量，各有一个单位简称“民政局”；单位已经移走，报告还在，来了一个简称相同的单位。",
    leaves_alone="同一个单位的报告重新生成；同一个文件夹里简称相同的单位，名字里都用全称。",
    remedy="不必处理；不想混在一起的，用 --output 分别写到各自的文件夹；那一份已经用不着的，移走后再运行一次。",
    reference=_MANUAL,
)

NOT_BATCHED_YET = Rule(
    "B20",
    "nothing-to-verify",
    Severity.ERROR,
    summary="没有批量的生成记录，无从核对。",
    why="--verify 拿重新推算的结果与上次批量的生成记录和文档逐字节比较。",
    finds="还没有运行过批量；--period、--output、--stage 等与上次不同；上次批量中断后还没有做完。",
    leaves_alone="生成记录在而文档不在的：另有 B24 说明。",
    remedy="先用同样的 --period、--output 等选项运行 summarize batch，再加 --verify 核对。",
    reference=_VERIFYING,
)
MADE_OTHERWISE = Rule(
    "B21",
    "made-by-other-means",
    Severity.WARNING,
    summary="上次批量所用的程序、规则或模板与现在的不同。",
    why="程序升级或模板修改后，同样的输入可能得出不同的文档，下面列出的不同可能由此而来。",
    finds="升级程序、修改模板以后的核对。",
    leaves_alone="只换了计算机：同样的程序在哪里结果都一样。",
    remedy="再运行一次 summarize batch，用现在的程序和模板重做；要核对旧的，请用当时的程序和模板。",
    reference=_VERIFYING,
)
INPUT_CHANGED = Rule(
    "B22",
    "input-changed-since",
    Severity.ERROR,
    summary="输入在生成以后改动过，或是新来的、没有了。",
    why="文档不再与输入一致。",
    finds="生成报告后又改了工作簿；新放进一份；移走一份。",
    leaves_alone="只是改了修改日期而内容未变的文件。",
    remedy="再运行一次 summarize batch：改动的和新来的会重做，没有变的跳过。",
    reference=_VERIFYING,
)
DERIVED_DIFFERS = Rule(
    "B23",
    "derived-otherwise",
    Severity.ERROR,
    summary="由工作簿重新推算的结果与生成记录不符。",
    why="同样的输入、模板和程序，结果应当逐字节相同。",
    finds="程序或模板换过；生成记录被改动过。",
    leaves_alone="输入改动过的：另有 B22 说明。",
    remedy="再运行一次 summarize batch --force 重做；程序和模板都没有换过而仍不符的，请联系维护人员。",
    reference=_VERIFYING,
)
DOCUMENT_MISSING = Rule(
    "B24",
    "document-missing",
    Severity.ERROR,
    summary="生成记录里的文档或它的记录不在了。",
    why="文档被移走、改名或删除。",
    finds="输出文件夹里少了一份报告；.summarize 里少了它的记录。",
    leaves_alone="另外复制出去的文档。",
    remedy="放回原处，或再运行一次 summarize batch 重新写出。",
    reference=_VERIFYING,
)
DOCUMENT_CHANGED = Rule(
    "B25",
    "document-changed-since",
    Severity.ERROR,
    summary="文档或它的记录在写出以后改动过。",
    why="文档与输入不再一致：可能是人工修改，也可能是磁盘故障。",
    finds="用 Word、WPS 打开后保存过的报告。",
    leaves_alone="只是打开看过、没有保存的。",
    remedy="有意的修改，请改到工作簿里：再运行一次 summarize batch 会由工作簿重写这一份，"
    "改动过的另存为“…（改动备份）.docx”。",
    reference=_VERIFYING,
)
MANIFEST_CHANGED = Rule(
    "B26",
    "manifest-changed",
    Severity.ERROR,
    summary="批量的生成记录在写出以后改动过。",
    why="核对以生成记录为准；它被改动过或损坏了，就说明不了报告由什么得来。",
    finds="用文本编辑器改过、没有复制完整的 .batch.json。",
    leaves_alone="整个文件夹移到别处。",
    remedy="有备份的，换回原来的生成记录；没有的，再运行一次 summarize batch --force，重新写出报告和生成记录。",
    reference=_VERIFYING,
)

BATCH_RULES: tuple[Rule, ...] = (
    NO_INPUTS,
    FOLDER_NEEDED,
    ENTRIES_PASSED_OVER,
    ENTRY_NOT_REACHED,
    UNIT_SENT_TWICE,
    UNITS_LOOK_ALIKE,
    YEAR_UNLIKE_OTHERS,
    WORKER_KILLED,
    DEFECT_IN_INPUT,
    WORKERS_NOT_STARTING,
    BATCH_RUNNING,
    DOCUMENT_DISTURBED,
    WORKERS_COUNT,
    DOCUMENT_KEPT_ASIDE,
    DOCUMENT_OF_NO_UNIT,
    NAME_OF_ANOTHER,
    NOT_BATCHED_YET,
    MADE_OTHERWISE,
    INPUT_CHANGED,
    DERIVED_DIFFERS,
    DOCUMENT_MISSING,
    DOCUMENT_CHANGED,
    MANIFEST_CHANGED,
)
