"""A server that speaks S3 (moto), for what is kept in buckets."""

import shutil
import sys
from pathlib import Path

import httpx

from tests.support.processes import Program, free_port, private_folder

MOTO = Path(sys.executable).parent / "moto_server"


def environment_for(url: str) -> dict[str, str]:
    """Return what a program needs to reach the buckets at an address."""
    return {
        "AWS_ENDPOINT_URL": url,
        "AWS_ALLOW_HTTP": "true",
        "AWS_ACCESS_KEY_ID": "kairan",
        "AWS_SECRET_ACCESS_KEY": "kairan",
        "AWS_REGION": "ap-northeast-1",
    }


class Buckets:
    """Buckets in memory, behind HTTP; `environment` is what a program needs to reach them."""

    def __init__(self) -> None:
        self.folder = private_folder("s3")
        port = free_port()
        self.url = f"http://127.0.0.1:{port}"
        self.program = Program([str(MOTO), "--host", "127.0.0.1", "--port", str(port)], self.folder / "log")
        self.program.wait_for(self._answers, "the buckets answer", within_s=60)

    @property
    def environment(self) -> dict[str, str]:
        return environment_for(self.url)

    def create(self, name: str) -> str:
        """Make a bucket and return its URL."""
        httpx.put(f"{self.url}/{name}").raise_for_status()
        return f"s3://{name}"

    def unfinished(self, name: str) -> int:
        """Count the uploads in parts that were begun there and neither finished nor given up."""
        return httpx.get(f"{self.url}/{name}?uploads").raise_for_status().text.count("<UploadId>")

    def remove(self) -> None:
        self.program.stop()
        shutil.rmtree(self.folder)

    def _answers(self) -> bool:
        try:
            return httpx.get(self.url).is_success
        except httpx.TransportError:
            return False
