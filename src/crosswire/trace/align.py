"""Which passages of two documents answer to each other, and how much that says.

In: two rows of a corpus.  Out: `Pairs`, the matches by the place of the passages in either row; and whether they show
that one document drew on the other or on a common text.  Never fails.

A match is evidence by the content words it shares outside quotation marks: all of them where the passages are
identical, else with the square of the containment, for stray words in common say little. No evidence is a match in
which one slot holds different numbers or names (a pattern used twice), and a statement that both quote, with who said
it; nor are headlines, which are all made from the same few facts. Where two texts of one outlet differ in the slots of
as many passages as they share, the whole is a pattern. Matches that follow each other on both sides say more than the
same ones scattered, and long documents meet by chance more often than short ones. Documents published more than
`NEAR_DAYS` apart need twice as much: agency text is printed while it is new.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from crosswire.trace.corpus import Corpus, Row
from crosswire.trace.tiling import Match

Pairs = dict[tuple[int, int], Match]

ENOUGH = 8  # content words of an identical passage that show a copy by themselves
ENOUGH_EDITED, CLOSE = 10, 0.75  # content words and containment of an edited one that does
BASE, BY_LENGTH, IN_ORDER = 4.0, 0.5, 2.0
NEAR_DAYS = 14
LEAST_WORDS, LEAST_SHARE = 3, 0.3  # content words shared, and containment, of a match that says anything
QUOTED_WORDS = 8  # content words in quotation marks that make a statement both quote, and no turn of phrase
BESIDE = ((1, 1), (-1, -1), (1, 2), (2, 1), (-1, -2), (-2, -1), (0, 1), (1, 0), (0, -1), (-1, 0))
_AHEAD = ((1, 1), (1, 2), (2, 1))
_LIKELY = 0.5  # containment of a match that counts wherever it stands in a pair of copies


def align(cells: Iterable[tuple[int, int]], row_a: Row, row_b: Row, corpus: Corpus) -> Pairs:
    """All matches of these passages, by their place in either row, and of those that are the same."""
    lines = corpus.lines
    found: Pairs = {}
    for i, j in cells:
        match = lines.compared(row_a.lines[i], row_b.lines[j])
        if match:
            found[i, j] = match
    where: dict[int, list[int]] = {}
    for i, number in enumerate(row_a.lines):
        where.setdefault(number, []).append(i)
    for j, other in enumerate(row_b.lines):  # too short for three words in a row
        for i in where.get(other, ()):
            if (i, j) not in found:
                found[i, j] = same(lines.length(other))
    return found


def same(words: int) -> Match:
    """The match of a line too short to be tiled with itself."""
    return Match(True, 0, 0, 1.0, 1.0, 1.0, (0, words), (0, words), False)


def shows_copy(pairs: Pairs, row_a: Row, row_b: Row, corpus: Corpus) -> bool:
    """Whether the matches show that one document drew on the other or both on one text."""
    own = {
        at: match
        for at, match in pairs.items()
        if row_a.lines[at[0]] not in corpus.boilerplate and row_b.lines[at[1]] not in corpus.boilerplate
    }
    own = {at: match for at, match in own.items() if at[0] not in row_a.heads and at[1] not in row_b.heads}
    apart = _published_apart(row_a, row_b)
    closest = _one_to_one(own)
    telling = {at: match for at, match in closest.items() if evidence(match)}
    if row_a.outlet is not None and row_a.outlet == row_b.outlet:
        filled_anew = sum(match.conflict for match in closest.values())
        if filled_anew >= max(len(telling), 2):
            return False  # an outlet's pattern, filled twice
    if any(_shows_alone(match, apart) for match in own.values()):
        return True
    total = sum(evidence(match) for match in telling.values())
    total += IN_ORDER * sum(any((i - k, j - m) in telling for k, m in _AHEAD) for i, j in telling)
    wanted = BASE + BY_LENGTH * min(len(row_a.lines), len(row_b.lines))
    return total >= wanted * (2 if apart else 1)


def _one_to_one(pairs: Pairs) -> Pairs:
    """The matches that share most, each passage in one at most."""
    found: Pairs = {}
    taken_a, taken_b = set[int](), set[int]()
    for at in sorted(pairs, key=lambda at: (-pairs[at].shared, abs(at[0] - at[1]), at)):
        if at[0] not in taken_a and at[1] not in taken_b:
            taken_a.add(at[0])
            taken_b.add(at[1])
            found[at] = pairs[at]
    return found


def evidence(match: Match) -> float:
    """How much a match says for a copy; 0 where it says nothing."""
    if match.conflict or is_quotation(match) or match.free < LEAST_WORDS or match.containment < LEAST_SHARE:
        return 0.0
    return match.free * (1.0 if match.identical else match.containment**2)


def is_quotation(match: Match) -> bool:
    """Whether most of what is shared stands inside quotation marks: the rest is who said it."""
    return match.free < match.shared / 2


def quotations(pairs: Pairs, row_a: Row, row_b: Row) -> Pairs:
    """The statements that two texts quote in the same words, each passage in one match at most; none in texts printed
    weeks apart: a statement is quoted while it is new, and what is said again and again is a slogan."""
    if _published_apart(row_a, row_b):
        return {}
    return _one_to_one(
        {at: match for at, match in pairs.items() if is_quotation(match) and match.shared - match.free >= QUOTED_WORDS}
    )


def still_alike(line: int, other: int, corpus: Corpus) -> Match | None:
    """The match of two lines known to be versions of one text; None where hardly anything of it is left in common."""
    if line == other:
        return same(corpus.lines.length(line))
    match = corpus.lines.compared(line, other)
    return match if match and match.shared >= LEAST_WORDS and match.containment >= LEAST_SHARE else None


def copied(pairs: Pairs) -> Pairs:
    """Of all matches of a pair of copies those that are copied passages.

    Identical passages and those that share half are, wherever they stand.  What shares less, or is a quotation alone,
    counts beside another copied passage: a statement may have come from its speaker.
    """
    found = {at: match for at, match in pairs.items() if _likely(match)}
    waiting = sorted(found)
    while waiting:
        i, j = waiting.pop()
        for step_a, step_b in BESIDE:
            at = i + step_a, j + step_b
            if at in pairs and at not in found and _stands_beside(pairs[at]):
                found[at] = pairs[at]
                waiting.append(at)
    return found


def _shows_alone(match: Match, apart: bool) -> bool:
    if match.conflict:
        return False
    if match.identical:
        return match.free >= ENOUGH * (2 if apart else 1)
    return not apart and match.free >= ENOUGH_EDITED and match.containment >= CLOSE


def _likely(match: Match) -> bool:
    own_words = not match.conflict and match.free >= LEAST_WORDS
    return own_words and (match.identical or match.containment >= _LIKELY)


def _stands_beside(match: Match) -> bool:
    return match.identical or (match.shared >= LEAST_WORDS and match.containment >= LEAST_SHARE)


def _published_apart(a: Row, b: Row) -> bool:
    if a.published is None or b.published is None:
        return False
    return abs((date.fromisoformat(a.published) - date.fromisoformat(b.published)).days) > NEAR_DAYS
