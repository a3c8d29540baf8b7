"""Deriving a record of very many documents block by block, in bounded memory.

In: a casebook, its documents, their claims as read (in the cache).  Out: its derived tables, replaced as a whole, equal
to what deriving everything at once would make of them.

Copies are sought among all documents first.  Then the documents are joined to a record that begins empty, `BLOCK` at a
time in the order of their days, each block as an addition is (`crosswire.run.added.joined`): its claims meet those of
earlier blocks that share a key with them, and of blocks yet to come later.  That record stands in a casebook of its own
under ``parts/`` and is put in the place of the last one when it is whole, so that the last one can be read meanwhile.
A run that is cut short leaves it there, and the next one goes on with the block it had come to.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from crosswire.casebook import Built, Casebook, Derived
from crosswire.casebook.health import alive
from crosswire.errors import CasebookError
from crosswire.garbage import give_back
from crosswire.lexicon import Lexicon
from crosswire.model import Claim, Document
from crosswire.run import flow
from crosswire.run.added import decided, joined

if TYPE_CHECKING:
    from crosswire.run.flow import Told
    from crosswire.run.layers import Read


def derived_in_blocks(
    casebook: Casebook, texts: Mapping[str, Document], found: Read, lexicon: Lexicon, built: Built, told: Told
) -> bool:
    """Derive everything; False, with nothing changed, where the events do not come out of the claims that went in.
    ``built``: what the record is to be derived from."""
    folder = casebook.parts / f"record-{_name(texts, built)}"
    with _alone_in(folder):
        return _derived_in(folder, casebook, texts, found, lexicon, built, told)


@contextmanager
def _alone_in(folder: Path) -> Iterator[None]:
    """While this process makes a record there; those that others left are removed, those others are making are not.
    Fails with `CasebookError` where another process makes this very one."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    mark = folder.with_name(folder.name.replace("record-", "making-"))
    for other in folder.parent.glob("making-*"):
        with suppress(FileNotFoundError):  # that build has just come to its end
            if not alive(other.read_text()):
                other.unlink()
            elif other == mark:
                raise CasebookError(f"{folder.parent.parent}: another build is at work; try again when it is done")
    mark.write_text(str(os.getpid()))
    making = {other.name.replace("making-", "record-") for other in folder.parent.glob("making-*")}
    for old in folder.parent.glob("record-*"):
        if old.name not in making:
            shutil.rmtree(old, ignore_errors=True)
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def _derived_in(
    folder: Path, casebook: Casebook, texts: Mapping[str, Document], found: Read, lexicon: Lexicon, built: Built,
    told: Told,
) -> bool:  # fmt: skip
    with Casebook.open(folder, create=True) as made:
        if made.built().basis != built.basis:
            _begin(made, casebook, texts, found, lexicon, built, told)
            give_back()
        conflicts = _Growing(made, texts, found, lexicon).fill(told)
        if conflicts is None:
            shutil.rmtree(folder, ignore_errors=True)
            return False
        _rename(made, casebook)
    told("keeping", 0, 1)
    casebook.take_record(folder, replace(built, conflicts=conflicts))
    told("keeping", 1, 1)
    shutil.rmtree(folder, ignore_errors=True)
    return True


def _name(texts: Mapping[str, Document], built: Built) -> str:
    """Stands for all that the record is made of."""
    whole = sha256(f"{built.basis} {built.decisions}".encode())
    for document_id in texts:
        whole.update(document_id.encode())
    return whole.hexdigest()[:16]


def _begin(
    made: Casebook, casebook: Casebook, texts: Mapping[str, Document], found: Read, lexicon: Lexicon, built: Built,
    told: Told,
) -> None:  # fmt: skip
    """A record without claims: the documents, the decisions about them, what broke, and all copies."""
    from crosswire.trace import find_copies, told_of

    if not made.counts().documents:
        made.restore_documents(one for one in casebook.in_order_given() if one.document_id in texts)
    made.import_decisions(casebook.decisions()[: built.decisions])
    told("tracing", 0, 1)
    copies = told_of(find_copies(made.texts(without=found.errors), lexicon), texts, lexicon)
    made.replace_derived(Derived(copies=copies, errors=found.errors), built)
    told("tracing", 1, 1)


class _Growing:
    """A record that is without some of its documents yet.  ``texts``, ``found``: all documents and their claims."""

    def __init__(self, made: Casebook, texts: Mapping[str, Document], found: Read, lexicon: Lexicon) -> None:
        from crosswire.link import LaidOut
        from crosswire.trace import Voices

        self._made, self._texts, self._claims, self._lexicon = made, texts, found.claims, lexicon
        self._laid_out, self._voices = LaidOut(lexicon), Voices(texts, made.each_copy(), lexicon)

    def fill(self, told: Told) -> int | None:
        """Join the documents that are not in the record yet.  Returns how many decisions others decided otherwise; None
        where the events do not come out of the claims that went in."""
        made = self._made
        days = {document_id: day for document_id, day in made.days_of_documents() if document_id in self._claims}
        waiting = sorted(days.keys() & set(made.documents_outside()), key=lambda one: (days[one] or "", one))
        done = len(days) - len(waiting)
        for first in range(0, len(waiting), flow.BLOCK):
            told("linking", done + first, len(days))
            if not self._join(waiting[first : first + flow.BLOCK]):
                return None
            give_back()
        told("linking", len(days), len(days))
        return made.built().conflicts

    def _join(self, block: Sequence[str]) -> bool:
        """Join these documents; False where the events do not come out of the claims that went in."""
        made, stands = self._made, self._made.built()
        changed: dict[str, tuple[Claim, ...]] = dict.fromkeys(block, ())
        said = {document_id: self._claims[document_id] for document_id in block}
        for claim in self._voices.of(decided(made, [self._texts[one] for one in block], said, self._lexicon)):
            changed[claim.document_id] += (claim,)
        some = joined(made, changed, self._laid_out, self._lexicon)
        if some is None:
            return False
        stands = replace(stands, conflicts=stands.conflicts + some.conflicts)
        if not made.replace_some(some.redone, stands, finish=False):
            raise CasebookError(f"{made.folder.parent.parent}: another build is at work; try again when it is done")
        return True


def _rename(made: Casebook, casebook: Casebook) -> None:
    """The events bear on the ids of the last record; those they bore while this one grew were never known."""
    alive = set(made.event_ids())
    former = flow.former_ids(casebook.borne(), made.event_of_claim, alive)
    bearing = made.events_named(made.bearing_former_ids() | former.keys())
    made.rename(replace(event, former_ids=tuple(sorted(former.get(event.event_id, ())))) for event in bearing)
