"""Make `src/kairan/sessions/common_passwords.txt`, the passwords that are tried first by whoever guesses.

Source: the list of leaked passwords by frequency in zxcvbn (MIT License), from the PyPI package `zxcvbn`; its 10,000
most frequent, as they are or within a longer one, are what `kairan.sessions.passwords` refuses. Nothing is fetched by
this program:

    uv run --with zxcvbn==4.5.0 tools/make_common_passwords.py
"""

from importlib import import_module
from importlib.metadata import version
from pathlib import Path

FILE = Path(__file__).resolve().parent.parent / "src" / "kairan" / "entry" / "common_passwords.txt"
MOST = 10_000
LEAST_LENGTH = 4  # shorter ones say nothing about a long password that begins with them
HEAD = """\
# The most frequent leaked passwords, most frequent first. Made by tools/make_common_passwords.py; do not edit.
# Source: zxcvbn {version} (https://pypi.org/project/zxcvbn/), MIT License,
# Copyright (c) 2012-2016 Dan Wheeler and Dropbox, Inc.
"""


def main() -> None:
    lists: dict[str, list[str]] = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    common = [word for word in lists["passwords"] if len(word) >= LEAST_LENGTH and word.isascii()][:MOST]
    FILE.write_text(HEAD.format(version=version("zxcvbn")) + "\n".join(common) + "\n", "utf-8")


if __name__ == "__main__":
    main()
