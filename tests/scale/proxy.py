"""A real nginx with the configuration of `deploy/nginx`, on free ports and with certificates of its own."""

import shutil
import ssl
import subprocess
from collections.abc import Sequence
from pathlib import Path

import httpx
import trustme

from tests.support.processes import Program, free_port, needed, private_folder

SAMPLES = Path(__file__).parents[2] / "deploy" / "nginx"
INTERNET, LGWAN = "localhost", "kairan.lgwan.example"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
error_log stderr notice;
worker_processes 1;
worker_rlimit_nofile 8192;
events {{ worker_connections 4096; }}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/kairan-nodes.conf;
    include {folder}/kairan-internet.conf;
    include {folder}/kairan-lgwan.conf;
}}
"""


class Proxy:
    """Both entrances before these nodes (`host:port` each)."""

    def __init__(self, nodes: Sequence[str]) -> None:
        self.folder = private_folder("nginx")
        self.ports = {INTERNET: free_port(), LGWAN: free_port()}
        self.url = f"https://localhost:{self.ports[INTERNET]}"
        authority = trustme.CA()
        self.trust = ssl.create_default_context()
        authority.configure_trust(self.trust)
        for name, file in ((INTERNET, "internet"), (LGWAN, "lgwan")):
            made = authority.issue_cert(name)
            made.private_key_pem.write_to_path(self.folder / f"{file}.key")
            made.private_key_and_cert_chain_pem.write_to_path(self.folder / f"{file}.pem")
        self._write(nodes)

    def _write(self, nodes: Sequence[str]) -> None:
        """Take the samples as they are, but for what is this machine's own: names, ports, folders."""
        here = {"/etc/ssl/kairan": str(self.folder), "/etc/nginx": str(self.folder), "kairan.example.lg.jp": INTERNET}
        for place, node in enumerate(nodes, start=21):
            here[f"10.1.0.{place}:8000"] = node
        for sample in SAMPLES.glob("*.conf"):
            said = sample.read_text("utf-8")
            name = LGWAN if "lgwan" in sample.name else INTERNET
            for theirs, ours in {**here, "listen 443": f"listen 127.0.0.1:{self.ports[name]}"}.items():
                said = said.replace(theirs, ours)
            said = said.replace("    add_header ", "    add_header X-Node $upstream_addr always;\n    add_header ", 1)
            (self.folder / sample.name).write_text(said, "utf-8")
        (self.folder / "nginx.conf").write_text(MAIN.format(folder=self.folder), "utf-8")

    @property
    def command(self) -> list[str]:
        """What starts it."""
        return [needed("nginx", "/usr/sbin/nginx"), "-p", str(self.folder), "-c", str(self.folder / "nginx.conf")]

    def check(self) -> subprocess.CompletedProcess[str]:
        """Let nginx look at its configuration."""
        return subprocess.run([*self.command, "-t"], capture_output=True, text=True)

    def start(self) -> None:
        self.program = Program(self.command, self.folder / "log")
        self.program.wait_for(self.answers, "nginx answers")

    def answers(self) -> bool:
        try:
            return httpx.get(f"{self.url}/health", verify=self.trust).status_code == 404
        except httpx.TransportError:
            return False

    def remove(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder)
