"""What a run takes from the machine and the shell it is started in: as little as possible.

Whoever has a proxy, a database's address, a language or a narrow terminal in the environment gets the same run as
anybody else. The time zone stays: nothing may depend on it, and a run elsewhere shows it.
"""

import json
import os
import re

FOREIGN = re.compile(
    r"(HTTPS?|FTP|ALL|NO)_PROXY"  # what is asked on this machine is asked directly
    r"|KAIRAN_\w+|PG\w+|AWS_\w+|REDIS_URL|DATABASE_URL"  # somebody's own installation
    r"|LC_\w+|LANG|LANGUAGE"
    r"|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_OPTIONS|NODE_EXTRA_CA_CERTS"
    r"|COLUMNS|LINES|FORCE_COLOR|CLICOLOR\w*",
    re.IGNORECASE,
)
OURS = {"LANG": "C.UTF-8"}
NETWORK = re.compile(r"\w+_PROXY|SSL_CERT_\w+|REQUESTS_CA_BUNDLE|CURL_CA_BUNDLE|NODE_EXTRA_CA_CERTS", re.IGNORECASE)
UMASK = 0o022  # PostgreSQL runs as somebody else, who must be let into our folders


FOUND = "TESTS_FOUND_NETWORK"  # how the workers of a run learn what its first process found


def settle_in() -> None:
    """Make the environment of this process, and of all it starts, the one the tests are written for."""
    found = {name: value for name, value in os.environ.items() if NETWORK.fullmatch(name)}
    os.environ.setdefault(FOUND, json.dumps(found))
    for name in [name for name in os.environ if FOREIGN.fullmatch(name)]:
        del os.environ[name]
    os.environ |= OURS
    os.umask(UMASK)


def reaching_out() -> dict[str, str]:
    """Return the environment for a program that fetches packages: the machine's proxies and certificates included."""
    found: dict[str, str] = json.loads(os.environ[FOUND])
    return os.environ | found
