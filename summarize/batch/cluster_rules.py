"""What can be wrong with a cluster: the rules B40–B44."""

from __future__ import annotations

from summarize.findings import Rule, Severity

_CHAPTER = "使用手册：几台机器一起做"

CLUSTER_EXTRA_MISSING = Rule(
    "B40",
    "cluster-extra-missing",
    Severity.ERROR,
    summary="没有安装使用集群所需的组件。",
    why="集群用 dask.distributed，它不随程序安装，用到时才需要。",
    finds="没有安装 distributed 而使用 --cluster。",
    leaves_alone="不带 --cluster 的批量生成。",
    remedy='在本机和每台工作机上运行 pip install "summarize[cluster]"，或去掉 --cluster 在本机生成。',
    reference=_CHAPTER,
)
CLUSTER_UNREACHABLE = Rule(
    "B41",
    "cluster-unreachable",
    Severity.ERROR,
    summary="连不上集群，或者集群里没有工作机。",
    why="--cluster 后面写调度机的地址，调度机和至少一台工作机须先启动。",
    finds="地址写错、调度机没有启动、端口被挡、没有一台工作机连上调度机。",
    leaves_alone="中途少了几台工作机：它们的任务由其他工作机接着做。",
    remedy="在调度机上运行 dask scheduler，在工作机上运行 dask worker 地址 --nworkers auto --nthreads 1，再试一次。",
    reference=_CHAPTER,
)
CLUSTER_DIFFERS = Rule(
    "B42",
    "cluster-program-differs",
    Severity.ERROR,
    summary="工作机上的程序与本机不同。",
    why="同样的输入要得到同样的文件，各台机器上的程序和组件必须是同一版本。",
    finds="工作机没有安装 summarize，或版本不同、组件版本不同、Python 版本不同。",
    leaves_alone="操作系统不同而程序相同的机器。",
    remedy="在所列的机器上安装与本机相同的版本后重启工作进程，或在本机生成。",
    reference=_CHAPTER,
)
CLUSTER_LOST = Rule(
    "B43",
    "cluster-lost",
    Severity.ERROR,
    summary="与集群的连接中断，没有恢复。",
    why="调度机停了或网络断了，手上的任务收不回来；已经写出的报告都在。",
    finds="调度机在批量生成的中途退出。",
    leaves_alone="工作机中途退出：任务由其他工作机接着做。",
    remedy="重新启动调度机和工作机后再运行同一条命令，已写好的不会重做。",
    reference=_CHAPTER,
)
CLUSTER_OFF = Rule(
    "B44",
    "cluster-off",
    Severity.ERROR,
    summary="涉密计算机上不使用集群。",
    why="工作簿会传到别的机器上去。",
    finds="本机带有保密员所作的设置而使用 --cluster。",
    leaves_alone="不带 --cluster 的批量生成。",
    remedy="去掉 --cluster，在本机生成。",
    reference=_CHAPTER,
)

CLUSTER_RULES: tuple[Rule, ...] = (
    CLUSTER_EXTRA_MISSING,
    CLUSTER_UNREACHABLE,
    CLUSTER_DIFFERS,
    CLUSTER_LOST,
    CLUSTER_OFF,
)
