"""The documents hold together: what they point at exists, and what exists is in them."""

import re
import tomllib
from pathlib import Path

import msgspec
import pytest

from kairan.core.settings import PREFIX, Settings

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.joinpath("docs").rglob("*.md")])
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def anchors(page: Path) -> set[str]:
    """Give the anchors of a page's headings, made as GitHub and GitLab make them."""
    words = (re.sub(r"[^\w\- ]", "", heading.lower()) for heading in HEADING.findall(page.read_text("utf-8")))
    return {word.strip().replace(" ", "-") for word in words}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_to_a_file_or_heading_leads_somewhere(page: Path) -> None:
    broken = []
    for link in LINK.findall(page.read_text("utf-8")):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reachable_from_the_first_one() -> None:
    seen: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in seen or page.suffix != ".md" or not page.exists():
            continue
        seen.add(page)
        waiting += [(page.parent / link.partition("#")[0]).resolve() for link in LINK.findall(page.read_text("utf-8"))]
    assert set(PAGES) - seen == set()


def test_the_operator_guide_names_every_setting() -> None:
    guide = (ROOT / "docs" / "operations.md").read_text("utf-8")
    missing = [f.name for f in msgspec.structs.fields(Settings) if f"{PREFIX}{f.name.upper()}" not in guide]
    assert missing == []


def test_every_decision_is_in_the_list_under_its_own_number() -> None:
    folder = ROOT / "docs" / "decisions"
    listed = (folder / "README.md").read_text("utf-8")
    records = sorted(page for page in folder.glob("[0-9]*.md") if not page.name.startswith("0000"))
    assert [page.name for page in records if page.name not in listed] == []
    assert len({page.name[:4] for page in records}) == len(records), "two records share a number"


def test_the_wheel_the_client_and_publiccode_name_one_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    assert f'softwareVersion: "{version}"' in (ROOT / "publiccode.yml").read_text("utf-8")
    assert f'"version": "{version}"' in (ROOT / "web" / "package.json").read_text("utf-8")
