"""The tail of a paragraph that carries its page's bottom lines glued to it.

In: the text and the sentences of its last paragraph. Out: the runs of the tail and how many sentences are left.
Never fails. Below a report stand, in this order and each optional: the newsroom's signatures, a source line,
related titles, labels, the site's menu and legal lines. Reading goes from the end backwards and stops at the first
sentence that is none of these.
"""

from __future__ import annotations

import re

from crosswire.collect import furniture
from crosswire.collect.options import OutletLexicon
from crosswire.collect.runs import Part, Run
from crosswire.model import PassageKind

Range = tuple[int, int]

_AGENCY_END = re.compile(r"""(?<=[.!?"”’')\s])\s*(?P<dash>--?|—|–|/)\s*(?P<name>[A-Z][\w. ]{1,24}?)\s*$""")
SPLIT = re.compile(
    r"(?<=\s)(?=(?:Related (?:News|Articles|Coverage|Stories|Topics)\b|Read (?:[Aa]lso|[Mm]ore)\b|Our Standards\s*:|"
    r"Community standards|Tags (?=\S+ \S)|(?:Additional [Rr]eporting|Reporting|Writing|Editing) by [A-Z]|"
    r"[Aa]gencies contributed\b|\(Click to\b|Source (?:[A-Z]\w*)(?: (?:and|&) \w+|(?=\s+(?:Related|Read|Tags))|\s*$)))"
)
_RELATED = re.compile(
    r"\W*(?:\d{1,5}\s+)?(?:Related\b(?!\s+to\b)|Read (?:[Aa]lso|[Mm]ore)\b|Tags\s|More (?:stories|news)\b|See also\b)"
)
_SOURCE = re.compile(
    r"\(?\s*Sources?\s*:?\s+(?!s?said\b)[A-Z][^.]{1,80}\)?(?:\s+(?:Twitter|Facebook|Print|Share))*\s*$"
)
_SHARE = re.compile(
    r"\W*+(?:(?:Twitter|Facebook|Print|Share|Tweet|Email|WhatsApp|Telegram|Click to enlarge|END|Ends)\b\W*+)++"
)
_SIGNED = r"(?:[A-Z][\w.'’-]*|al-? ?[A-Z]\w*|[\d-]+|[Bb]ulletin|and|&)"
_SIGNATURE = re.compile(rf"{_SIGNED}(?:[\s/.,]+{_SIGNED}){{0,6}}[\s/.,]*")
_LINES_APART = 6  # unlabelled sentences that may stand between related titles and a site's menu


def agency_end(text: str, start: int, end: int, lexicon: OutletLexicon | None) -> int | None:
    """Where an agency's name after a dash ends the text ("--OPA", "-Reuters"); an unknown name needs two dashes."""
    match = _AGENCY_END.search(text, max(start, end - 40), end)
    if match is None or match.start() <= start:
        return None
    name = match["name"]
    known = lexicon is not None and lexicon.outlet_named(name) is not None
    shaped = match["dash"] != "/" and re.fullmatch(r"[A-Z]{2,6}", name) is not None
    if known or shaped or (match["dash"] == "--" and " " not in name):
        return match.start("dash")
    return None


def _signature(words: str) -> tuple[PassageKind, Part] | None:
    """A fragment after the last stop that holds names, initials or a desk's code, and no verb."""
    if len(words) > 100 or _SIGNATURE.fullmatch(words.strip()) is None or words.rstrip().endswith(("!", "?")):
        return None
    named = re.search(r"[A-Z][a-z]", words) is not None and not words.strip().isupper()
    return ("byline", "byline") if named else ("furniture", "widget")


def split_glued(text: str, sentences: list[Range]) -> list[Range]:
    """The sentences cut where a label of a page's bottom lines begins inside them."""
    out = []
    for start, end in sentences:
        at = start
        for match in SPLIT.finditer(text, start, end):
            if match.start() > at:
                stop = match.start()
                while stop > at and text[stop - 1].isspace():
                    stop -= 1
                if stop > at:
                    out.append((at, stop))
                at = match.start()
        out.append((at, end))
    return out


def read_tail(text: str, sentences: list[Range], *, lexicon: OutletLexicon | None, line: int) -> tuple[list[Run], int]:
    """The runs of the tail and the number of sentences before it."""
    runs: list[Run] = []
    left = len(sentences)

    def add(kind: PassageKind, part: Part) -> None:
        nonlocal left
        left -= 1
        runs.append(Run(start=sentences[left][0], end=sentences[left][1], kind=kind, part=part, line=line))

    menu = _menu_start(text, sentences)
    while left > menu:
        words = text[slice(*sentences[left - 1])]
        plain = furniture.is_navigation(words) and not _RELATED.match(words)
        add("furniture", "widget") if plain else add("teaser", "related")
    while left > 1:
        words = text[slice(*sentences[left - 1])]
        stopped = text[sentences[left - 2][1] - 1] in ".!?\"”')…"
        if _SHARE.fullmatch(words) or furniture.MARK.fullmatch(words):
            add("furniture", "widget")
        elif (related := _RELATED.match(words)) is not None and (stopped or not related.group().strip()[0].isdigit()):
            titles = len(words.split()) > 2 and not words.startswith("Tags")
            add("teaser" if titles else "furniture", "related")
        elif _SOURCE.fullmatch(words):
            add("byline", "source")
        elif furniture.label(words, late=True) is not None and (len(words) < 200 or furniture.is_navigation(words)):
            found = furniture.label(words, late=True)
            assert found is not None
            add(*found)
        elif furniture.is_navigation(words) and (len(words.split()) <= 12 or furniture.is_navigation(words, 2)):
            add("furniture", "widget")
        elif lexicon is not None and lexicon.outlet_named(words.strip(" -–—()[]/.")) is not None:
            add("byline", "agency")
        elif stopped and (signature := _signature(words)) is not None:
            add(*signature)
        else:
            break
    return runs[::-1], left


def _menu_start(text: str, sentences: list[Range]) -> int:
    """The index of the first sentence of the site's menu, related titles above it included; else their number."""
    count = len(sentences)
    first = count
    cues = 0
    while first > 0 and furniture.is_navigation(text[slice(*sentences[first - 1])]):
        first -= 1
        cues += 3 if furniture.is_navigation(text[slice(*sentences[first])], 3) else 1
    if cues < 3:
        return count
    for i in range(first - 1, max(-1, first - 1 - _LINES_APART), -1):
        if _RELATED.match(text[slice(*sentences[i])]):
            return i
    return first
