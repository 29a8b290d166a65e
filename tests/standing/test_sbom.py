"""The bill of materials names what is installed and what the client holds, with digests, and nothing of the tests."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tools.advisories import judged_client, judged_python
from tools.sbom import sbom

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def bill() -> dict[str, Any]:
    made: dict[str, Any] = json.loads(sbom(ROOT))
    return made


def test_it_names_every_package_that_is_locked_for_a_server(bill: dict[str, Any]) -> None:
    export = ["export", "--quiet", "--no-dev", "--no-emit-project", "--no-hashes", "--no-annotate", "--offline"]
    told = subprocess.run([ROOT / ".tools/bin/uv", *export], cwd=ROOT, capture_output=True, text=True, check=True)
    locked = {line.split(" ;")[0].strip().replace("==", "@") for line in told.stdout.splitlines() if "==" in line}
    named = {one["purl"].removeprefix("pkg:pypi/") for one in bill["components"] if one["purl"].startswith("pkg:pypi/")}
    assert {one.partition("[")[0] + "@" + one.rpartition("@")[2] if "[" in one else one for one in locked} == named


def test_it_names_what_the_client_holds_and_no_tool(bill: dict[str, Any]) -> None:
    named = {one["name"]: one for one in bill["components"] if one["purl"].startswith("pkg:npm/")}
    wanted = json.loads((ROOT / "web" / "package.json").read_text("utf-8"))["dependencies"]
    assert set(wanted) <= set(named)
    assert "@expo-google-fonts/noto-sans-jp" in named
    assert not {"vite", "vitest", "typescript"} & set(named)
    assert all(one["hashes"][0]["alg"] == "SHA-512" for one in named.values())


def test_it_is_cyclonedx_and_the_same_each_time(bill: dict[str, Any]) -> None:
    assert (bill["bomFormat"], bill["specVersion"]) == ("CycloneDX", "1.6")
    refs = {one["bom-ref"] for one in bill["components"]} | {bill["metadata"]["component"]["bom-ref"]}
    assert len(refs) == len(bill["components"]) + 1
    assert {one["ref"] for one in bill["dependencies"]} <= refs
    assert {ref for one in bill["dependencies"] for ref in one["dependsOn"]} <= refs
    assert sbom(ROOT) == sbom(ROOT)
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert bill["metadata"]["component"]["version"] == version


def test_advisories_that_could_not_be_asked_for_are_not_taken_for_none() -> None:
    assert judged_python(1, "", "ConnectionError: no way out\n")[0] == "not_asked"
    assert judged_python(0, '{"dependencies": [{"name": "a", "version": "1", "vulns": []}]}', "")[0] == "none"
    known = judged_python(1, '{"dependencies": [{"name": "a", "version": "1", "vulns": [{"id": "CVE-1"}]}]}', "")
    assert known == ("known", "  a 1: CVE-1")
    assert judged_client(1, '{"message": "request failed", "error": {}}', "")[0] == "not_asked"
    assert judged_client(1, "", "")[0] == "not_asked"
    assert judged_client(0, '{"vulnerabilities": {}}', "")[0] == "none"
    assert judged_client(1, '{"vulnerabilities": {"b": {"range": "<2", "severity": "high"}}}', "")[0] == "known"
    assert sys.version_info >= (3, 11)
