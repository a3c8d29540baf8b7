"""PLOVER by a schema made from its published field list, GeoJSON by shapely and pyogrio, annotations by their shape."""

from __future__ import annotations

import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pyogrio
import shapely
from exported import json_lines, table

from crosswire.casebook import Casebook
from crosswire.publish.handover import geojson


def test_plover_records_fit_the_published_list_of_fields(handed: Any) -> None:
    schema = json.loads((resources.files("crosswire.publish") / "schema" / "plover.schema.json").read_text("utf-8"))
    validator = jsonschema.Draft202012Validator(schema)
    records = json_lines(handed("plover") / "plover.jsonl")
    for record in records:
        validator.validate(record)
    assert not validator.is_valid({**records[0], "event": ["FIGHTING"]})
    assert not validator.is_valid({key: value for key, value in records[0].items() if key != "date"})
    (dolna,) = (r for r in records if r.get("sizes", {}).get("dead") == 18)
    assert (dolna["event"], dolna["mode"], dolna["quad_code"]) == (["ASSAULT"], ["heavy-weapons"], 4)
    assert dolna["actor"] == [
        {"actor_text": "Ostravian army", "sector": "MIL", "identifier_text": "ostravian-army"}
    ]  # fmt: skip
    assert dolna["recipient"] == [{"actor_text": "Civilians (Ostravia)", "sector": "CVL"}]
    assert dolna["event_loc"]["resolved_place"] == "Dolna" and "text" not in dolna
    assert dolna["sizes"] == {"dead": 18, "injured": 30}
    clash = next(r for r in records if r["event_loc"].get("resolved_place") == "Brisk" and "firearms" in r["mode"])
    assert len(clash["actor"]) == 2 and "recipient" not in clash
    (month,) = (r for r in records if r["date"] == "2030-03-01")
    assert month["enddate"] == "2030-03-31"
    assert any(r["event"] == ["AGREE"] for r in records)


def test_geojson_opens_in_its_tools(handed: Any, case: Path) -> None:
    file = handed("geojson") / "events.geojson"
    told = json.loads(file.read_text("utf-8"))
    assert told["type"] == "FeatureCollection" and len(told["features"]) > 5
    for feature in told["features"]:
        assert tuple(feature["properties"]) == tuple(sorted(geojson.COLUMNS))
        if feature["geometry"] is not None:
            point = shapely.from_geojson(json.dumps(feature["geometry"]))
            assert point.geom_type == "Point" and -180 <= point.x <= 180 and -90 <= point.y <= 90
    info = pyogrio.read_info(file)
    assert info["features"] == len(told["features"]) and info["geometry_type"] == "Point"
    by_label = {feature["properties"]["label"]: feature for feature in told["features"]}
    assert by_label["shelling, Ostravia, 2030"]["geometry"] is None
    dolna = next(f for f in told["features"] if f["properties"]["killed_low"] == 18)
    assert dolna["geometry"]["coordinates"] == [-30.6, 50.2]
    assert dolna["properties"]["place_as_written"] == ["Dolna"] and dolna["properties"]["n_documents"] == 2
    with Casebook.open(case) as casebook:
        happened = [e for e in casebook.events() if e.status == "happened"]
    assert len(happened) == len(told["features"])
    assert all(row["reason"] for row in table(handed("geojson") / "events.left-out.csv"))


def test_an_annotation_points_at_the_words_it_quotes(handed: Any, case: Path) -> None:
    with Casebook.open(case) as casebook:
        texts = {f"urn:crosswire:{d.document_id}": d.text for d in casebook.documents()}
        claims = {claim.claim_id for claim in casebook.claims()}
    told = json_lines(handed("w3c-annotation", names=True) / "annotations.jsonl")
    assert len({one["id"] for one in told}) == len(told)
    assert {one["id"].split(":")[2] for one in told} == claims
    for one in told:
        assert one["@context"] == "http://www.w3.org/ns/anno.jsonld" and one["type"] == "Annotation"
        assert set(one) == {"@context", "id", "type", "motivation", "body", "target"}
        text = texts[one["target"]["source"]["id"]]
        position, quote = one["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        assert text[position["start"] : position["end"]] == quote["exact"]
        around = quote["prefix"] + quote["exact"] + quote["suffix"]
        assert text[position["start"] - len(quote["prefix"]) :].startswith(around)
    veiled = json_lines(handed("w3c-annotation") / "annotations.jsonl")
    assert any(len(one["target"]["selector"]) == 1 for one in veiled)


def test_an_annotation_is_linked_data(handed: Any) -> None:
    """With the terms that the model's context gives them, they are triples of the Web Annotation vocabulary."""
    import rdflib

    oa = "http://www.w3.org/ns/oa#"
    terms = {
        "id": "@id", "type": "@type", "Annotation": f"{oa}Annotation", "SpecificResource": f"{oa}SpecificResource",
        "TextPositionSelector": f"{oa}TextPositionSelector", "TextQuoteSelector": f"{oa}TextQuoteSelector",
        "TextualBody": f"{oa}TextualBody", "Text": "http://purl.org/dc/dcmitype/Text",
        "target": {"@id": f"{oa}hasTarget", "@type": "@id"}, "body": {"@id": f"{oa}hasBody", "@type": "@id"},
        "source": {"@id": f"{oa}hasSource", "@type": "@id"}, "selector": {"@id": f"{oa}hasSelector", "@type": "@id"},
        "start": f"{oa}start", "end": f"{oa}end", "exact": f"{oa}exact", "prefix": f"{oa}prefix",
        "suffix": f"{oa}suffix", "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    }  # fmt: skip
    told = json_lines(handed("w3c-annotation") / "annotations.jsonl")[:20]
    graph = rdflib.Graph()
    for one in told:
        graph.parse(data=json.dumps({**one, "@context": terms}), format="json-ld")
    found = set(graph.subjects(rdflib.RDF.type, rdflib.URIRef(f"{oa}Annotation")))
    assert {str(one) for one in found} == {one["id"] for one in told}
    assert len(list(graph.objects(None, rdflib.URIRef(f"{oa}hasSelector")))) >= len(told)
