# /// script
# requires-python = ">=3.11"
# dependencies = ["numpy>=2", "openpyxl>=3.1", "pillow>=13", "typst>=0.13"]
# ///
"""Draw the files of the demo anew: `uv run tools/demo_files/make.py`. Needs the fonts of fonts-noto-cjk.

The results are kept in the source, so that a demo needs neither these libraries nor the fonts.
"""

from pathlib import Path

from drawings import drawings
from papers import papers
from photos import photos

TARGET = Path(__file__).parents[2] / "src/kairan/demo/content/files"


def main() -> None:
    """Write every file and say how large it is."""
    TARGET.mkdir(parents=True, exist_ok=True)
    for name, content in {**photos(), **drawings(), **papers()}.items():
        (TARGET / name).write_bytes(content)
        print(f"{len(content):>9,}  {name}")


if __name__ == "__main__":
    main()
