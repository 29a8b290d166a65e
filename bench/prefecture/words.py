"""What people say: the sentences of the demo's rooms, the names of Japan's municipalities, numbers.

A message is made of pieces set apart by white space. No token of the search index crosses white space, so the
tokens of a message are those of its pieces together, and each piece is looked at once.
"""

import random
import tomllib
from importlib.resources import files
from itertools import accumulate

RARE = ("鷺沼鉄道橋", "猪苗代湖畔", "鳳凰木植樹", "薔薇園開放", "蓮根掘り大会")
RARE_EVERY = 50_000  # messages to one rare word
SENTENCES_IN = (1, 2, 3, 5, 20)  # of a message, and how often: most are short, a few are minutes of a meeting
SENTENCES_OFTEN = (48, 30, 13, 8, 1)


class Words:
    """A stock of sentences and names; draws pieces of a message from it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self.sentences = sentences()
        self._places = [f"【{name}】" for name in places()]
        chance.shuffle(self._places)
        # Neighbours are named often, most of the country hardly ever (Zipf).
        self._place_weights = list(accumulate(1 / rank for rank in range(1, len(self._places) + 1)))
        self._counts = list(accumulate(SENTENCES_OFTEN))
        self._drawn: list[list[str]] = []

    def pieces(self, number: int) -> list[str]:
        """Return the pieces of message `number`, in order."""
        chance = self._chance
        if not self._drawn:
            self._drawn = self._draw(10_000)
        pieces = self._drawn.pop()
        if number % RARE_EVERY == 7:
            pieces.append(RARE[number // RARE_EVERY % len(RARE)])
        if chance.random() < 0.1:
            pieces.append(f"{chance.randrange(1, 13)}月{chance.randrange(1, 29)}日")
        if chance.random() < 0.02:
            pieces.append(f"青総第{number % 9_999 + 1}号")
        return pieces

    def _draw(self, many: int) -> list[list[str]]:
        """Draw for many messages at once, which costs a tenth."""
        chance = self._chance
        counts = chance.choices(SENTENCES_IN, cum_weights=self._counts, k=many)
        said = chance.choices(self.sentences, k=sum(counts))
        named = chance.choices(self._places, cum_weights=self._place_weights, k=many)
        drawn: list[list[str]] = []
        for count, place in zip(counts, named, strict=True):
            pieces = [said.pop() for _ in range(count)]
            if count > 1:
                pieces.insert(0, place)
            drawn.append(pieces)
        return drawn


def sentences() -> list[str]:
    """Return what is said in the demo's rooms, sentence by sentence, without what becomes a date or an address."""
    found: dict[str, None] = {}
    for room in sorted(files("kairan.demo").joinpath("content", "rooms").iterdir(), key=lambda path: path.name):
        for day in tomllib.loads(room.read_text("utf-8")).get("days", []):
            for said in day["says"]:
                for line in said.get("text", "").splitlines():
                    found.update(dict.fromkeys(_sentences_of(line)))
    return list(found)


def _sentences_of(line: str) -> list[str]:
    whole = (part.strip() + "。" for part in line.rstrip("。").split("。"))
    return [sentence for sentence in whole if len(sentence) > 1 and not set(sentence) & set("{}@`")]


def places() -> list[str]:
    """Return the names of every municipality."""
    lines = files("kairan.people").joinpath("municipalities.txt").read_text("utf-8").splitlines()
    return list(dict.fromkeys(line.split("\t")[1] for line in lines if line and not line.startswith("#")))
