"""Numbers of invitations (招待番号): twelve characters, of which the last finds mistakes, and nobody guesses one."""

from kairan.applications.numbers import ALPHABET, check_character, random_letters
from kairan.core.kit.secrets import SecretBox

LENGTH = 12
TYPED_MOST = 100


def new_invitation_number() -> str:
    """Return a number."""
    body = random_letters(LENGTH - 1)
    return body + check_character(body)


def read_invitation_number(typed: str) -> str | None:
    """Return a number as it is kept, from how people write it; None for what is none."""
    plain = "".join(one for one in typed[:TYPED_MOST].upper() if one.isalnum())
    plain = plain.translate(str.maketrans("0OIL1U", "QQJJJV"))
    if len(plain) != LENGTH or any(one not in ALPHABET for one in plain):
        return None
    return plain if check_character(plain[:-1]) == plain[-1] else None


def digest_of_number(box: SecretBox, form_id: str, number: str) -> str:
    """Return by what an invitation is found."""
    return box.digest(number, f"invitation:{form_id}").hex()


def sealed_number(box: SecretBox, invitation_id: str, number: str) -> str:
    """Return a number as it is kept."""
    return box.seal(number, f"invitation:{invitation_id}")


def opened_number(box: SecretBox, invitation_id: str, sealed: str) -> str:
    """Return a number again."""
    return box.open(sealed, f"invitation:{invitation_id}")
