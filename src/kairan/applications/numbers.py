"""Reference numbers (受付番号): short enough to be told by telephone, with a character that finds mistakes.

Eight characters without those that are mistaken for each other, and a check character (Luhn mod N, ISO/IEC 7812-1
for other alphabets), which finds every single mistake and nearly every swap of neighbours: KR7-4XM-9QT.
"""

from kairan.core.kit.randomness import random_bytes

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
_SIZE = len(ALPHABET)
_ALIKE = str.maketrans("0OIL1U", "QQJJJV")


def new_number() -> str:
    """Return a number nobody guesses from another one."""
    body = random_letters(8)
    return body + check_character(body)


def random_letters(count: int) -> str:
    """Return so many characters of the alphabet, each as likely as the others."""
    return letters_in(int.from_bytes(random_bytes(count)), count)


def letters_in(number: int, count: int) -> str:
    """Return so many characters of the alphabet that stand for a number."""
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
    return read_checked(typed, 9)


def read_checked(typed: str, length: int) -> str | None:
    """Return so many characters with a check character at their end, from how people write them; None for none."""
    plain = plain_letters(typed)
    if len(plain) != length or any(one not in ALPHABET for one in plain):
        return None
    return plain if check_character(plain[:-1]) == plain[-1] else None


def plain_letters(typed: str) -> str:
    """Return what people write without what stands between; characters that look alike become the one there is."""
    return "".join(one for one in typed.upper() if one.isalnum()).translate(_ALIKE)


def in_groups(number: str) -> str:
    """Return a number as people read it: KR7-4XM-9QT."""
    return "-".join(number[at : at + 3] for at in range(0, len(number), 3))
