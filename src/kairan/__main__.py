"""`kairan`, and `python -m kairan`: the command, imported without the collector.

Importing makes some 140,000 objects that all stay; looking through them for garbage, again and again, is a tenth of a
cold start.
"""

import gc


def main() -> None:
    """Run the command."""
    gc.disable()
    from kairan.cli import main as command  # noqa: PLC0415  (what this is for)

    gc.enable()
    command()


if __name__ == "__main__":
    main()
