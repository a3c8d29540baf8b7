"""A small press of the invented country: wire reports, what outlets made of them, and texts that only look alike.

Every text is our own.  ``corpus()`` gives the documents; ``wire_of()`` says which wire report a document drew on.
"""

from __future__ import annotations

import random
import re

from crosswire.lexicon import Actor, Alias, Outlet
from crosswire.lexicon.lexicon import Lexicon, Tables
from crosswire.model import Document, Passage, PassageKind


def lexicon() -> Lexicon:
    actors = (
        Actor(id="fmf", name="Free Marn Front", kind="armed_group", country="XO"),
        Actor(id="ostravian-army", name="Ostravian army", kind="army", country="XO"),
        Actor(id="opa", name="OPA", kind="agency", country="XO"),
        Actor(id="north-wire", name="North Wire", kind="agency", country="XO"),
        Actor(id="marn-watch", name="Marn Watch", kind="monitor", country="XO"),
        Actor(id="ilen-dorsa", name="Ilen Dorsa", kind="official", speaks_for="marn-watch"),
    )
    aliases = (
        Alias(text="Free Marn Front", actor_id="fmf"),
        Alias(text="FMF", actor_id="fmf", case="exact"),
        Alias(text="Marnists", actor_id="fmf"),
        Alias(text="UP", actor_id="ostravian-army", case="exact"),
        Alias(text="the army", actor_id="ostravian-army", generic=True),
        Alias(text="Marn Watch", actor_id="marn-watch"),
        Alias(text="Ilen Dorsa", actor_id="ilen-dorsa"),
        Alias(text="OPA", actor_id="opa", case="exact"),
    )
    outlets = (
        Outlet(id="opa", name="OPA", kind="agency", country="XO", spellings=("Ostravian Press Agency",)),
        Outlet(id="north-wire", name="North Wire", kind="agency", country="XO"),
        Outlet(id="velmora-times", name="Velmora Times", kind="newspaper", country="XO"),
        Outlet(id="dolna-post", name="Dolna Post", kind="newspaper", country="XO"),
    )
    return Lexicon(Tables(actors=actors, aliases=aliases, outlets=outlets), fingerprint="test", folders=())


def document(
    document_id: str, *parts: str | tuple[PassageKind, str], outlet: str | None = None, **more: str | None
) -> Document:
    """A document whose text is the parts, one a line; a bare string is a sentence passage."""
    text, passages = "", []
    for part in parts:
        kind, words = ("sentence", part) if isinstance(part, str) else part
        passages.append(Passage(start=len(text), end=len(text) + len(words), kind=kind))
        text += words + "\n"
    return Document(
        document_id=document_id, file=f"{document_id}.txt", outlet=outlet, text=text, passages=tuple(passages), **more
    )


WIRES: dict[str, tuple[str, tuple[str, ...]]] = {
    "market": (
        "Shells hit Karsten market as talks falter",
        (
            "Shells fell on the covered market of Karsten on Monday morning, killing at least 18 people and wounding "
            "dozens more as traders were opening their stalls.",
            "The Free Marn Front denied firing on the town and accused an army battery on the northern ridge of "
            "trying to wreck the ceasefire talks.",
            "Ambulance crews carried the wounded across the frozen river because the bridge to the district hospital "
            "was destroyed in the autumn.",
            "Karsten, a mill town of some forty thousand people, has changed hands three times since the uprising in "
            "Marn province began.",
            "Negotiators in Velmora had hoped to sign a prisoner exchange before the end of the week.",
            "A second round of shelling in the evening damaged the grain depot but caused no deaths, residents "
            "reached by telephone said.",
        ),
    ),
    "pass": (
        "Convoy ambushed in mountains south of Brisk",
        (
            "Gunmen of the Free Marn Front ambushed a supply convoy at Tavi Pass late on Wednesday and captured nine "
            "soldiers, two officers said.",
            "The road over the pass is the only link between the capital and garrisons in the south that stays open "
            "in winter.",
            "Helicopters searched the wooded slopes until dark but found only burnt lorries and a trail leading "
            "towards the border.",
            "Commanders have complained for months that the escorts are too small and their radios easily overheard.",
            "It was the heaviest loss for the garrison at Brisk since the spring offensive.",
        ),
    ),
    "exchange": (
        "Buses leave besieged Dolna under evacuation deal",
        (
            "Eleven buses with families and wounded fighters left the besieged old quarter of Dolna on Saturday under "
            "a deal brokered by the bishops of both rites.",
            "Fighters of the FMF were allowed to keep rifles but had to leave mortars and vehicles behind at a "
            "checkpoint near the tannery.",
            "Aid workers said many of the children on board had not seen bread for weeks and showed signs of scurvy.",
            "The government called the departure a surrender while the rebels spoke of a redeployment to the hills.",
            "Marn Watch counted some 600 people who stayed behind, most of them elderly.",
            "Under the agreement the municipal council will be reopened and the schools handed back to the ministry.",
        ),
    ),
    "raid": (
        "Night raid on Velmora depot leaves guards dead",
        (
            "Four guards were killed when masked men stormed a fuel depot on the outskirts of Velmora shortly before "
            "midnight on Thursday and set two tanks ablaze.",
            "Flames could be seen from the parliament hill, and the railway to the coast was closed until noon.",
            "No group claimed the raid, but investigators pointed to leaflets of the Marnists scattered along the "
            "fence.",
            "Fuel has been rationed in the capital since the pipeline from the lowlands was cut in August.",
            "The interior minister promised to double patrols around all public stores before the winter holidays.",
        ),
    ),
}

OWN = (
    "Our correspondent found shopkeepers sweeping glass from the arcades two days later.",
    "The mayor could not be reached for comment by the time this page went to press.",
    "Readers in the valley told this paper that the winter bread price has doubled twice since harvest.",
    "A photographer working for this newspaper was turned back by militiamen at the toll house.",
    "Schoolteachers plan a silent march through the capital on the first Sunday of Lent.",
)

# The same happenings in other words, with the same figures and statements: near in topic, no copies.
DECOYS: dict[str, tuple[str, ...]] = {
    "decoy-market": (
        "At least 18 people died on Monday when artillery struck Karsten's market, hospital staff told this paper.",
        "Dozens were hurt, and stretchers had to be taken over the ice since the town has no bridge any longer.",
        "The Free Marn Front says it was not responsible and blames the army.",
        "Diplomats fear for the exchange of prisoners that was to be signed in Velmora this week.",
    ),
    "decoy-pass": (
        "Nine soldiers are missing after Wednesday's attack on a column near Tavi Pass, the ministry has confirmed.",
        "Trucks were left burning on the road, the sole supply line to the southern garrisons once snow falls.",
        "Officers have long asked for stronger escorts.",
    ),
    "decoy-exchange": (
        "Families and wounded men were taken out of Dolna in eleven buses on Saturday, ending a siege of five months.",
        "Rifles could be kept; heavier arms were handed in.",
        "About 600 mostly old people chose to remain, according to Marn Watch.",
    ),
}

# One pattern filled twice, as situation reports are: other day, town and figures.
PATTERNS: dict[str, tuple[str, ...]] = {
    "pattern-1": (
        "At least 12 people were killed and 31 wounded in an air strike on the town of Brisk on Tuesday, a spokesman "
        "for the provincial health office said.",
        "Two further air strikes were reported in the villages around the town during the night.",
    ),
    "pattern-2": (
        "At least 40 people were killed and 77 wounded in an air strike on the town of Karsten on Friday, a spokesman "
        "for the provincial health office said.",
        "The strike came hours after talks between the two delegations were broken off in anger.",
    ),
}

# Two outlets quote one statement and share nothing else.
STATEMENT = (
    "We will not leave our positions above the river until every prisoner has come home and the guns on the ridge "
    "are withdrawn for good"
)
QUOTES: dict[str, tuple[str, ...]] = {
    "quote-1": (
        f"“{STATEMENT},” the Free Marn Front declared in Dolna.",
        "Analysts saw in the words a hardening of the movement's line before the anniversary.",
    ),
    "quote-2": (
        f'A defiant reply came from the rebel side: "{STATEMENT}".',
        "In Velmora, deputies of the ruling party asked for the emergency laws to be prolonged.",
    ),
}

_SWAPS = {"Free Marn Front": "FMF", "FMF": "Marnists", "Marnists": "Free Marn Front"}
_EDITS = {
    "shortly before midnight": "late", "late on Wednesday": "on Wednesday", "at least": "not less than",
    "dozens more": "many others", "accused": "blamed", "heaviest": "worst", "The government": "Velmora's government",
    "Aid workers": "Relief workers", "Commanders": "Officers", "said": "reported", "Eleven": "11", "Four": "4",
    "some forty thousand": "about 40,000", "most of them elderly": "most of them old", "to wreck": "to undermine",
}  # fmt: skip
_PLAN: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("exact", ()),
    ("swapped", ("swap",)),
    ("edited", ("edit",)),
    ("cut", ("cut", "retitle")),
    ("reordered", ("reorder", "swap", "retitle")),
    ("mixed", ("edit", "swap", "cut", "own", "retitle")),
)


def _reuse(wire: str, ways: tuple[str, ...]) -> tuple[str, list[str]]:
    """What an outlet makes of a wire report; the title, and the sentences."""
    title, given = WIRES[wire]
    sentences = list(given)
    rng = random.Random(f"{wire} {' '.join(ways)}")
    if "swap" in ways:
        pattern = re.compile("|".join(_SWAPS))
        sentences = [pattern.sub(lambda match: _SWAPS[match.group()], sentence) for sentence in sentences]
    if "edit" in ways:
        for old, new in _EDITS.items():
            sentences = [sentence.replace(old, new, 1) for sentence in sentences]
    if "cut" in ways:
        sentences = sentences[: len(sentences) - 2]
        sentences[0] = sentences[0].split(" as traders")[0].split(", two officers")[0].rstrip(".") + "."
    if "reorder" in ways:
        rng.shuffle(sentences)
    if "own" in ways:
        for own in rng.sample(OWN, 2):
            sentences.insert(rng.randrange(1, len(sentences) + 1), own)
    if "retitle" in ways:
        title = f"What we know: {title.split()[0].lower()} and more from the province"
    return title, sentences


def corpus() -> list[Document]:
    """Wires, their reuses, and decoys; ids say what each is."""
    documents = []
    for wire, (title, sentences) in WIRES.items():
        documents.append(
            document(f"{wire}-wire", ("headline", title), *sentences, outlet="Velmora Times", agency="OPA")
        )
        for name, ways in _PLAN:
            new_title, reused = _reuse(wire, ways)
            documents.append(document(f"{wire}-{name}", ("headline", new_title), *reused, outlet=f"{name} gazette"))
    for name, sentences in (DECOYS | PATTERNS | QUOTES).items():
        documents.append(document(name, *sentences, outlet=f"{name} herald"))
    return documents


def wire_of(document_id: str) -> str | None:
    """The wire report a document of ``corpus()`` drew on; None for what only looks alike."""
    stem = document_id.split("-")[0]
    return stem if stem in WIRES else None


def expected_sentences(one: str, other: str) -> int:
    """How many sentences of the wire two of its reuses both still carry."""
    kept = [
        len(WIRES[wire_of(name) or ""][1]) - (2 if "cut" in name or "mixed" in name else 0) for name in (one, other)
    ]
    return min(kept)
