"""The code (確認番号) that opens an application together with its number, on any device.

It is computed from the installation's key, and is kept nowhere: whoever has the database only opens nothing.
"""

from kairan.applications.numbers import ALPHABET
from kairan.core.kit.secrets import SecretBox

CODE_LENGTH = 8
_ALIKE = str.maketrans("0OIL1U", "QQJJJV")


def code_of(box: SecretBox, application_id: str) -> str:
    """Return the code of an application: eight characters, of 30 each."""
    number = int.from_bytes(box.digest(application_id, "application code"))
    return "".join(ALPHABET[number // len(ALPHABET) ** at % len(ALPHABET)] for at in range(CODE_LENGTH))


def in_halves(code: str) -> str:
    """Return a code as people read it: KR7X-M9QT."""
    return f"{code[:4]}-{code[4:]}"


def read_code(typed: str) -> str:
    """Return a code as it is compared, from how people write it."""
    plain = "".join(one for one in typed[:100].upper() if one.isalnum())
    return plain.translate(_ALIKE)[: CODE_LENGTH + 1]
