"""Write words/readings.tsv and the readings in phrases.tsv: how 汉字 are read, for the rule on what sounds alike.

The readings come from pypinyin (MIT, © mozillazg and 闲耘; its licence lies beside the tables). Run it after a phrase
has been added: `python docs/build_readings.py`.
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

WORDS = Path(__file__).parent.parent / "summarize" / "language" / "words"
GB_2312 = [bytes((high, low)).decode("gb2312", "ignore") for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]


def read(words: str) -> list[str]:
    """Return the syllable of each 汉字 of `words`, without tones."""
    return [syllables[0] for syllables in pinyin(words, style=Style.NORMAL)]


def build() -> None:
    """Write both tables; a phrase is followed by its readings where they are not the usual ones of its 汉字."""
    table = WORDS / "phrases.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()
    comments = [line for line in lines if line.startswith("#")]
    phrases = sorted({line.split("\t")[0] for line in lines if line and not line.startswith("#")})
    usual = {character: read(character)[0] for character in sorted({*GB_2312, *"".join(phrases)} - {""})}
    rows = [
        words
        if (syllables := read(words)) == [usual[character] for character in words]
        else f"{words}\t{' '.join(syllables)}"
        for words in phrases
    ]
    table.write_text("\n".join([*comments, *rows, ""]), encoding="utf-8")
    by_syllable: dict[str, str] = defaultdict(str)
    for character, syllable in usual.items():
        by_syllable[syllable] += character
    readings = [f"{syllable}\t{characters}" for syllable, characters in sorted(by_syllable.items())]
    head = (
        "# 读音\t这样读的字，多音字取常用的；docs/build_readings.py 写成，取自 pypinyin（MIT，见 pypinyin-LICENSE.txt）"
    )
    (WORDS / "readings.tsv").write_text("\n".join([head, *readings, ""]), encoding="utf-8")


if __name__ == "__main__":
    build()
