"""Which parts of a text stand inside quotation marks.

In: the text of a document.  Out: sorted, disjoint spans (code points) that include the marks.  Never fails: a mark
without a partner opens a quotation that ends with its line, as a quotation over several paragraphs is printed; a
single mark without a partner is an apostrophe and opens nothing.

Read are “…”, „…“, «…», "…" and, where they stand like quotation marks and not like apostrophes, ‘…’ and '…'.
A quotation ends at a blank line at the latest, so one lost mark cannot turn the rest of a text inside out.
"""

from __future__ import annotations

import re

_INSIDE = r"(?:[^{marks}\n]|\n(?![ \t]*\n)){{1,2000}}?"
_APOSTROPHE = r"(?<=\w)['’](?=\w)"
_QUOTATION = re.compile(
    "(?=[“„«\"‘'])(?:"
    + "|".join(
        (
            "“" + _INSIDE.format(marks="“”") + "”",
            "„" + _INSIDE.format(marks="„“”") + "[“”]",
            "«" + _INSIDE.format(marks="«»") + "»",
            r'"(?=\S)' + _INSIDE.format(marks='"') + '"',
            rf"(?<!\w)‘(?=\w)(?:[^‘’\n]|{_APOSTROPHE}){{1,600}}?’(?!\w)",
            rf"(?<!\w)'(?=\w)(?:[^'\n]|{_APOSTROPHE}){{1,600}}?(?<=[\w.,!?…])'(?!\w)",
            r"[“„«][^“”„«»\n]+$",
            r'(?<![\w.,!?])"(?=\S)[^"\n]+$',
        )
    )
    + ")",
    re.MULTILINE,
)


def quoted_spans(text: str) -> list[tuple[int, int]]:
    """The half-open spans of ``text`` that are quoted, marks included, from left to right."""
    return [match.span() for match in _QUOTATION.finditer(text)]
