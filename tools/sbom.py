"""The bill of materials (SBOM) of a wheel: every package it brings or needs, from the lock files. CycloneDX 1.6.

    python tools/sbom.py           print it

What is only used to build or to test is not in it. The same sources give the same text, byte for byte.
"""

import json
import sys
import tomllib
import uuid
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PROJECT = "kairan"
# The font of the sheets comes as files, through a package of the client's tools.
FONTS = ("@expo-google-fonts/noto-sans-jp",)

Component = dict[str, Any]


def sbom(root: Path = ROOT) -> str:
    """Return the bill of materials as JSON."""
    lock = tomllib.loads((root / "uv.lock").read_text("utf-8"))
    packages: dict[str, list[dict[str, Any]]] = {}
    for package in lock["package"]:
        packages.setdefault(package["name"], []).append(package)
    (own,) = packages[PROJECT]
    needed = _needed(packages)
    components = sorted(
        [*(_of_python(one) for one in needed), *_of_client(root)],
        key=lambda one: str(one["bom-ref"]),
    )
    main = _component("application", PROJECT, own["version"], f"pkg:pypi/{PROJECT}@{own['version']}")
    document = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": {**main, "licenses": [{"license": {"id": "Apache-2.0"}}]}},
        "components": components,
        "dependencies": _dependencies(packages, main, needed),
    }
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(document, sort_keys=True))
    return json.dumps({**document, "serialNumber": f"urn:uuid:{serial}"}, indent=1, ensure_ascii=False) + "\n"


def _needed(packages: dict[str, list[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return what the project needs to run, also by way of others; a version for each kind of Python."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    waiting = _wanted(packages[PROJECT][0], extras=())
    seen: set[tuple[str, tuple[str, ...]]] = set()
    while waiting:
        name, extras = waiting.pop()
        if (name, extras) in seen:
            continue
        seen.add((name, extras))
        for package in packages[name]:
            found[name, package["version"]] = package
            waiting += _wanted(package, extras)
    return [found[key] for key in sorted(found)]


def _wanted(package: dict[str, Any], extras: tuple[str, ...]) -> list[tuple[str, tuple[str, ...]]]:
    named = [*package.get("dependencies", ())]
    for extra in extras:
        named += package.get("optional-dependencies", {}).get(extra, ())
    return [(one["name"], tuple(one.get("extra", ()))) for one in named]


def _component(type_: str, name: str, version: str, purl: str) -> Component:
    return {"type": type_, "bom-ref": purl, "name": name, "version": version, "purl": purl}


def _of_python(package: dict[str, Any]) -> Component:
    name, version = package["name"], package["version"]
    files = [*([package["sdist"]] if "sdist" in package else []), *package.get("wheels", ())]
    references = [
        {
            "type": "distribution",
            "url": one["url"],
            "hashes": [{"alg": "SHA-256", "content": one["hash"].removeprefix("sha256:")}],
        }
        for one in sorted(files, key=lambda one: str(one["url"]))
    ]
    made = _component("library", name, version, f"pkg:pypi/{name}@{version}")
    return {**made, "externalReferences": references} if references else made


def _of_client(root: Path) -> Iterator[Component]:
    """Yield what the built client holds of other people's."""
    lock = json.loads((root / "web" / "package-lock.json").read_text("utf-8"))
    for path, package in lock["packages"].items():
        name = path.rpartition("node_modules/")[2]
        if not path or (package.get("dev") and name not in FONTS):
            continue
        made = _component(
            "library", name, package["version"], f"pkg:npm/{name.replace('@', '%40')}@{package['version']}"
        )
        if "license" in package:
            made["licenses"] = [{"expression": package["license"]}]
        algorithm, _, digest = package.get("integrity", "").partition("-")
        if algorithm == "sha512":
            made["hashes"] = [{"alg": "SHA-512", "content": b64decode(digest).hex()}]
        yield made


def _dependencies(
    packages: dict[str, list[dict[str, Any]]], main: Component, needed: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    refs: dict[str, list[str]] = {}
    for one in needed:
        refs.setdefault(one["name"], []).append(f"pkg:pypi/{one['name']}@{one['version']}")
    told = [{"ref": main["bom-ref"], "dependsOn": _refs_of(packages[PROJECT][0], refs)}]
    told += [{"ref": f"pkg:pypi/{one['name']}@{one['version']}", "dependsOn": _refs_of(one, refs)} for one in needed]
    return told


def _refs_of(package: dict[str, Any], refs: dict[str, list[str]]) -> list[str]:
    return sorted({ref for name, _ in _wanted(package, ()) for ref in refs.get(name, ())})


if __name__ == "__main__":
    sys.stdout.write(sbom())
