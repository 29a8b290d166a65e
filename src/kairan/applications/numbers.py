"""Reference numbers (受付番号): short enough to be told by telephone, with a character that finds mistakes.

Eight characters without those that are mistaken for each other, and a check character (Luhn mod N, ISO/IEC 7812-1
for other alphabets), which finds every single mistake and nearly every swap of neighbours: KR7-4XM-9QT.
"""

from kairan.core.kit.randomness import random_bytes

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIZE = len(ALPHABET)


def new_number() -> str:
    """Return a number nobody guesses from another one."""
    body = random_letters(8)
    return body + check_character(body)


def random_letters(count: int) -> str:
    """Return so many characters of the alphabet, each as likely as the others."""
    number = int.from_bytes(random_bytes(count))
    return "".join(ALPHABET[number // _SIZE**at % _SIZE] for at in range(count))


def check_character(body: str) -> str:
    """Return the last character for the others."""
    total = 0
    for at, character in enumerate(reversed(body)):
        weighed = ALPHABET.index(character) * (2 if at % 2 == 0 else 1)
        total += weighed // _SIZE + weighed % _SIZE
    return ALPHABET[-total % _SIZE]


def read_number(typed: str) -> str | None:
    """Return a number as it is kept, from how people write it; None for what is none."""
    plain = "".join(one for one in typed.upper() if one.isalnum()).translate(str.maketrans("0OIL1U", "QQJJJV"))
    if len(plain) != 9 or any(one not in ALPHABET for one in plain):
        return None
    return plain if check_character(plain[:-1]) == plain[-1] else None


def in_groups(number: str) -> str:
    """Return a number as people read it: KR7-4XM-9QT."""
    return "-".join(number[at : at + 3] for at in range(0, len(number), 3))
