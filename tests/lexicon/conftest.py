"""A user's folder about an invented country."""

from __future__ import annotations

from pathlib import Path

import pytest

TABLES = {
    "actors": """id,name,kind,side,parent,country,speaks_for
fmf,Free Marn Front,armed_group,opposition,,XO,
jan-brod,Jan Brod,official,,,,ostravian-army
marn-brigade,Marn Brigade,armed_group,,,XO,
marn-watch,Marn Watch,monitor,,,,
opa,Ostravian Press Agency,agency,government,ostravian-government,XO,
ostravian-army,Ostravian army,army,,ostravian-government,XO,
ostravian-government,Ostravian government,state,government,,XO,
""",
    "aliases": """text,actor_id,case,generic,place,since,until
FMF,fmf,exact,,,,
Free Marn Front,fmf,exact,,,,
Jan Brod,jan-brod,exact,,,,
Marn Brigade,marn-brigade,exact,,,,
Marn Watch,marn-watch,exact,,,,
OPA,opa,exact,,,,
Ostravia,ostravian-government,exact,,country,,
Ostravian army,ostravian-army,exact,,,,
Ostravian government,ostravian-government,exact,,,,
Ostravian regime,ostravian-government,exact,,,,
Velmora,ostravian-government,exact,,city,,
the garrison,ostravian-army,fold,yes,,,
""",
    "adjectives": """text,owner,case
Ostravian,ostravian-government,exact
""",
    "affiliations": """actor,to,since,until
marn-brigade,fmf,2030-01-01,2031-06-30
marn-brigade,ostravian-army,2031-07-01,
""",
    "outlets": """id,name,kind,country,spellings
opa,Ostravian Press Agency,agency,XO,OPA|opa.example
velmora-post,The Velmora Post,newspaper,XO,velmorapost|post.example
""",
}


@pytest.fixture
def ostravia(tmp_path: Path) -> Path:
    for name, text in TABLES.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path
