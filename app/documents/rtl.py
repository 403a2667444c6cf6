"""Text written right to left, out of a PDF, in the order people write it.

A PDF draws letters at places, usually from left to right whatever the script. pypdf turns each
run of Arabic or Hebrew letters round, but not the order of the runs on a line; and where a program
drew the letters in the order they are written, it turns them round wrongly. Both are mended here:
the first for each line, the second when the Arabic article stands at the ends of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR = re.compile(r"[A-Za-z\u00c0-\u024f0-9\u0660-\u0669\u06f0-\u06f9]")
# Alef and lam as letters and as fonts draw them at the beginning or end of a word.
_ARTICLE = re.compile("(?<!\\w)[\u0627\ufe8d][\u0644\ufedf\ufee0](?=\\w)")
_ARTICLE_REVERSED = re.compile("(?<=\\w)[\u0644\ufedf\ufee0][\u0627\ufe8d](?!\\w)")


def is_rtl(text: str) -> bool:
    """Tell whether most letters of a line are written right to left."""
    return len(_RTL.findall(text)) > len(re.findall(r"[A-Za-z\u00c0-\u024f]", text))


def is_reversed(lines: Sequence[str]) -> bool:
    """Tell whether the letters of words stand in reverse order."""
    right = sum(len(_ARTICLE.findall(line)) for line in lines)
    return sum(len(_ARTICLE_REVERSED.findall(line)) for line in lines) > right * 2


def as_written(runs: Sequence[str], is_wrong_way: bool = False) -> str:
    """Return the runs of one line, as pypdf gives them, in the order people write.

    Args:
        is_wrong_way: the letters were drawn as written and turned round by pypdf.
    """
    if not is_rtl("".join(runs)):
        return "".join(runs)
    if is_wrong_way:
        return "".join(run[::-1] if _RTL.search(run) else run for run in runs)
    return "".join(text for text in reversed(_grouped(runs)))


def _grouped(runs: Sequence[str]) -> list[str]:
    """Join neighbours that read left to right, and what stands between them."""
    groups: list[str] = []
    is_ltr = False
    between = ""
    for run in runs:
        if _RTL.search(run):
            groups.extend([between, run] if between else [run])
            is_ltr, between = False, ""
        elif _LTR.search(run):
            if is_ltr:
                groups[-1] += between + run
            else:
                groups.extend([between, run] if between else [run])
            is_ltr, between = True, ""
        else:
            between += run
    return [*groups, between] if between else groups
