"""What the search index holds of a text: every pair of neighbouring characters, and every character.

Each code point is written as four base-36 digits, so that tokens are plain ASCII, the same on every database,
and no tokenizer ever looks at Japanese. A pair is eight digits, a single character four. The first digit is
never beyond "n" (U+10FFFF is "nvnj"): what begins with "o" to "z" is free for other tokens.
"""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def code(character: str) -> str:
    """Return the token of one character."""
    rest, digits = ord(character), ""
    for _ in range(4):
        rest, digit = divmod(rest, 36)
        digits = _DIGITS[digit] + digits
    return digits


class _Codes(dict[str, str]):
    """Tokens made before."""

    limit = 20_000  # a hostile text with every code point must not stay in memory

    def __missing__(self, character: str) -> str:
        token = code(character)
        if len(self) < self.limit:
            self[character] = token
        return token


_codes = _Codes()


def grams(folded: str) -> set[str]:
    """Return the tokens of a folded text: pairs within each run without spaces, and single characters."""
    tokens: set[str] = set()
    for run in folded.split(" "):
        codes = [_codes[character] for character in run]
        tokens.update(codes)
        tokens.update(map(str.__add__, codes, codes[1:]))
    return tokens


def grams_sought(term: str) -> list[str]:
    """Return tokens that every text containing the folded term has: as few as tell most.

    Every other pair and the last one cover the term; what is left to chance is checked on the text itself.
    """
    sought: dict[str, None] = {}
    for run in term.split(" "):
        codes = [_codes[character] for character in run]
        if len(codes) == 1:
            sought[codes[0]] = None
        elif codes:
            starts = [*range(0, len(codes) - 1, 2), len(codes) - 2]
            sought.update((codes[start] + codes[start + 1], None) for start in starts)
    return list(sought)
