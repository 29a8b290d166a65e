"""A real time-stamp authority on this machine: OpenSSL behind a small HTTP server; and a place that takes PUT."""

import os
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

CONFIG = """
[tsa]
default_tsa = here
[here]
serial = {folder}/serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
certs = {folder}/tsa.pem
default_policy = 1.2.3.4
digests = sha256
signer_digest = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


class Authority:
    """Makes an authority with a root of its own in a folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "root.pem"
        self.environment: Mapping[str, str] = {}
        """Of the program that makes the stamps: a clock of its own, say."""
        (folder / "tsa.cnf").write_text(CONFIG.format(folder=folder))
        (folder / "serial").write_text("01\n")
        extensions = folder / "ext.cnf"
        extensions.write_text("extendedKeyUsage=critical,timeStamping\nkeyUsage=critical,digitalSignature\n")
        usage = ["-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign"]
        root = ["-keyout", "root.key", "-out", "root.pem", "-subj", "/CN=Root", "-days", "30"]
        self._openssl("req", "-x509", "-newkey", "rsa:2048", "-nodes", *root, *usage)
        self._openssl(
            "req", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.csr", "-subj", "/CN=TSA"
        )
        signed_by = ["-CA", "root.pem", "-CAkey", "root.key", "-CAcreateserial", "-extfile", "ext.cnf"]
        self._openssl("x509", "-req", "-in", "tsa.csr", *signed_by, "-out", "tsa.pem", "-days", "30")

    def reply(self, query: bytes) -> bytes:
        """Answer a request."""
        (self.folder / "query.tsq").write_bytes(query)
        files = ["-queryfile", "query.tsq", "-config", "tsa.cnf", "-section", "here", "-out", "reply.tsr"]
        self._openssl("ts", "-reply", *files, environment=self.environment)
        return (self.folder / "reply.tsr").read_bytes()

    def send_along(self, *certificates: str) -> None:
        """Send these certificates with each stamp, in this order: it need not be that of DER."""
        (self.folder / "chain.pem").write_text("".join((self.folder / one).read_text() for one in certificates))
        alone = f"certs = {self.folder / 'tsa.pem'}"
        (self.folder / "tsa.cnf").write_text(CONFIG.format(folder=self.folder).replace(alone, "certs = chain.pem"))

    def _openssl(self, *arguments: str, environment: Mapping[str, str] | None = None) -> None:
        subprocess.run(
            ["openssl", *arguments],
            cwd=self.folder,
            check=True,
            capture_output=True,
            timeout=60,
            env={**os.environ, **(environment or {})},
        )


class Takes:
    """What a place was given."""

    def __init__(self) -> None:
        self.got: dict[str, bytes] = {}
        self.tokens: list[str | None] = []
        self.status = 201
        self.instead: bytes | None = None
        """What is answered to a request for a stamp instead of a stamp."""
        self.sent = 0
        """Bytes of answers that were taken off our hands."""


@contextmanager
def listening(authority: Authority | None, takes: Takes) -> Iterator[str]:
    """Serve on this machine; yields the address."""

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            assert authority is not None
            stamp = authority.reply(self._body())
            self._answer(200, stamp if takes.instead is None else takes.instead)

        def do_PUT(self) -> None:
            takes.got[self.path] = self._body()
            takes.tokens.append(self.headers.get("Authorization"))
            self._answer(takes.status, b"")

        def _body(self) -> bytes:
            return self.rfile.read(int(self.headers["Content-Length"]))

        def _answer(self, status: int, data: bytes) -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            with suppress(ConnectionError):  # whoever asked had enough
                for start in range(0, len(data), 64 * 1024):
                    self.wfile.write(data[start : start + 64 * 1024])
                    takes.sent += 64 * 1024

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
