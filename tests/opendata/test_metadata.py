"""Each description is valid to the program that its readers use, and says the truth."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import frictionless
import mlcroissant
import pyshacl
import pytest
import rdflib
import yaml

from gongshi.catalog.catalog import Catalog
from gongshi.export.described import SHORTEST, Described
from gongshi.export.formats import resource_files
from gongshi.export.schema_org import catalog_ld, dataset_ld, package_ld, script_text
from opendata.conftest import PACKAGES, SITE, Written, ran
from opendata.test_formats import plain, public_rows

ATOM = {"a": "http://www.w3.org/2005/Atom"}


def document(files: Written, path: str) -> Any:
    return json.loads(files.files[path])


# schema.org, as Google Dataset Search wants it


def _datasets(hosted: Written) -> list[dict[str, Any]]:
    found = []
    for table in hosted.catalog.tables.values():
        described = Described(hosted.catalog, table, _files(hosted, table), SITE)
        found.append(dataset_ld(described, "gongshi:a/b@2026-11-24#" + "0" * 32))
    return found


def _files(hosted: Written, table: Any) -> list[Any]:
    return resource_files(hosted.catalog, table)


def test_datasets_meet_googles_requirements(hosted: Written) -> None:
    for found in _datasets(hosted):
        assert found["@context"] == "https://schema.org/"
        assert found["@type"] == "Dataset"
        assert found["name"]
        assert SHORTEST <= len(found["description"]) <= 5000
        for name in ("url", "license"):
            assert found[name].startswith("https://")
        for name in ("creator", "includedInDataCatalog", "keywords", "spatialCoverage"):
            assert found[name]
        for name in ("variableMeasured", "version", "identifier", "isAccessibleForFree"):
            assert found[name]
        for download in found["distribution"]:
            assert download["@type"] == "DataDownload"
            path = download["contentUrl"].removeprefix(SITE)
            assert hashlib.sha256(hosted.files[path]).hexdigest() == download["sha256"]
            assert download["encodingFormat"]


def test_a_package_has_its_datasets_as_parts(hosted: Written) -> None:
    package = hosted.catalog.disclosure.packages[0]
    parts = [
        Described(hosted.catalog, t, _files(hosted, t), SITE)
        for t in hosted.catalog.of_package(package.name)
    ]
    found = package_ld(hosted.catalog, package, parts, SITE)
    assert len(found["description"]) >= SHORTEST
    assert [part["name"] for part in found["hasPart"]] == [p.table.title for p in parts]


def test_the_home_page_is_the_catalogue_and_the_search(hosted: Written) -> None:
    catalogue, search = catalog_ld(hosted.catalog, SITE)
    assert catalogue["@type"] == "DataCatalog"
    assert len(catalogue["dataset"]) == len(hosted.catalog.tables)
    assert search["potentialAction"]["target"]["urlTemplate"].startswith(f"{SITE}search/?q=")


def test_nothing_ends_the_script_element() -> None:
    hostile = {"name": "</script><script>alert(1)</script><!--&\u2028"}
    text = script_text(hostile)
    assert not set("<>&\u2028") & set(text)
    assert json.loads(text) == hostile


# DCAT-AP 3


RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph:DeprecationWarning")


def _graph(text: bytes, base: str) -> rdflib.Graph:
    return rdflib.Graph().parse(data=text, format="json-ld", publicID=base)


@pytest.fixture(scope="module")
def shapes() -> rdflib.Graph:
    return rdflib.Graph().parse(Path(__file__).with_name("dcat-ap-3.shapes.ttl"))


@RDFLIB
@pytest.mark.parametrize("name", ["hosted", "local"])
def test_catalogue_conforms_to_the_shapes(
    name: str, shapes: rdflib.Graph, request: pytest.FixtureRequest
) -> None:
    files: Written = request.getfixturevalue(name)
    graph = _graph(files.files["catalog.jsonld"], SITE)
    conforms, _, said = pyshacl.validate(graph, shacl_graph=shapes)
    assert conforms, said
    dcat = rdflib.Namespace("http://www.w3.org/ns/dcat#")
    assert len(set(graph.subjects(rdflib.RDF.type, dcat.Dataset))) == len(files.catalog.tables)
    for url in graph.objects(None, dcat.downloadURL):
        assert str(url).removeprefix(SITE) in files.files


@RDFLIB
@pytest.mark.parametrize(
    "gone", ["dct:publisher", "dct:title", "dcat:accessURL", "spdx:checksumValue", "foaf:name"]
)
def test_the_shapes_would_notice(hosted: Written, shapes: rdflib.Graph, gone: str) -> None:
    text = hosted.files["catalog.jsonld"].replace(f'"{gone}"'.encode(), b'"dct:nothing"')
    assert text != hosted.files["catalog.jsonld"]
    assert not pyshacl.validate(_graph(text, SITE), shacl_graph=shapes)[0]


# Croissant


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.filterwarnings("ignore")  # of mlcroissant's own
def test_mlcroissant_loads_the_records(local: Written, package: str) -> None:
    dataset = mlcroissant.Dataset(str(local.folder / package / "croissant.json"))
    assert not dataset.metadata.issues.errors
    assert not dataset.metadata.issues.warnings
    for table in local.catalog.of_package(package):
        name = table.key.resource
        found = [
            {key.removeprefix(f"{name}/"): _word(value) for key, value in row.items()}
            for row in dataset.records(name)
        ]
        expected = [{k: plain(v) for k, v in row.items()} for row in public_rows(table)]
        assert found == expected


def _word(value: Any) -> Any:
    if isinstance(value, bytes):
        value = value.decode()
    if isinstance(value, list):
        return [_word(member) for member in value]
    return plain(value)


# CITATION.cff, OpenSearch, feeds


def test_citation_cff_is_valid(hosted: Written, local: Written, tmp_path: Path) -> None:
    paths = []
    for name, files in (("hosted", hosted), ("local", local)):
        path = tmp_path / name
        path.mkdir()
        (path / "CITATION.cff").write_bytes(files.files["CITATION.cff"])
        paths.append(str(path / "CITATION.cff"))
    archive = zipfile.ZipFile(BytesIO(hosted.files["honours/honours.zip"]))
    inside = tmp_path / "zip.cff"
    inside.write_bytes(archive.read("CITATION.cff"))
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema"]
    command += ["vendor.citation-file-format", "--default-filetype", "yaml"]
    done = ran([*command, *paths, str(inside)])
    assert done.returncode == 0, done.stdout + done.stderr
    found = yaml.safe_load(hosted.files["CITATION.cff"])
    assert found["type"] == "dataset"
    assert found["url"] == SITE


def test_opensearch_needs_an_address(hosted: Written, local: Written) -> None:
    assert "opensearch.xml" not in local.files
    root = ET.fromstring(hosted.files["opensearch.xml"])
    names = {child.tag.rpartition("}")[2]: child for child in root}
    assert len(names["ShortName"].text or "") <= 16
    assert names["Url"].get("template") == f"{SITE}search/?q={{searchTerms}}"


@pytest.mark.parametrize("folder", ["changes/", *(f"changes/{name}/" for name in PACKAGES)])
def test_feeds_say_the_same(hosted: Written, folder: str) -> None:
    root = ET.fromstring(hosted.files[f"{folder}feed.xml"])
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    for name in ("id", "title", "updated", "author/a:name"):
        assert root.find(f"a:{name}", ATOM) is not None
    links = {link.get("rel"): link.get("href") for link in root.findall("a:link", ATOM)}
    assert links["self"] == f"{SITE}{folder}feed.xml"
    entries = root.findall("a:entry", ATOM)
    feed = document(hosted, f"{folder}feed.json")
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    ids = [entry.findtext("a:id", "", ATOM) for entry in entries]
    assert ids == [item["id"] for item in feed["items"]]
    assert len(set(ids)) == len(ids) > 0
    for item in feed["items"]:
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00\+08:00", item["date_published"])
        page = item["url"].removeprefix(SITE)
        assert f"{page}index.json" in hosted.files


def test_feeds_keep_no_name_that_must_go_one_day(hosted: Written) -> None:
    catalog = hosted.catalog
    names = [
        catalog.title(record)
        for record in catalog.records(hosted.table("dishonesty_records"))
        if catalog.last_day(record)
    ]
    assert names
    for path, content in hosted.files.items():
        if path.endswith(("feed.xml", "feed.json")):
            assert not [name for name in names if name in content.decode()]


# The zip


@pytest.mark.parametrize("package", PACKAGES)
def test_zip_is_complete_and_checks_out(hosted: Written, package: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(BytesIO(hosted.files[f"{package}/{package}.zip"])) as archive:
        archive.extractall(tmp_path)
        names = set(archive.namelist())
    others = {"datapackage.json", "README.md", "LICENSE.txt", "CITATION.cff", "citation.bib"}
    assert others | {"SHA256SUMS"} <= names
    done = ran(["sha256sum", "--check", "--strict", "SHA256SUMS"], cwd=tmp_path)
    assert done.returncode == 0, done.stdout
    assert done.stdout.count("OK") == len(names) - 1
    report = frictionless.Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.to_summary()


def test_catalogue_is_about_this_edition(local: Written) -> None:
    assert isinstance(local.catalog, Catalog)
    found = document(local, "catalog.json")
    for package in found["packages"]:
        for resource in package["resources"]:
            assert [file["path"].partition(".")[2] for file in resource["files"]] == [
                "csv", "excel.csv", "xlsx", "json", "ndjson", "parquet",
            ]  # fmt: skip
            for file in resource["files"]:
                content = local.files[file["path"]]
                assert hashlib.sha256(content).hexdigest() == file["sha256"]
                assert len(content) == file["bytes"]
    database = local.files[found["database"]["path"]]
    assert hashlib.sha256(database).hexdigest() == found["database"]["sha256"]
