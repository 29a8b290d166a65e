"""Make the big database now: `python -m bench.prefecture --messages 6000000`."""

import argparse

from bench.prefecture.cache import prefecture
from bench.prefecture.life import Size

if __name__ == "__main__":
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--messages", type=int, default=Size().messages)
    made = prefecture(Size(messages=asked.parse_args().messages))
    print(f"{made.folder}: {made.bytes() / 1024**3:.2f} GiB, made in {made.seconds:.0f} s")
