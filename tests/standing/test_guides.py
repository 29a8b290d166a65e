"""What the guide of operators shows is what works: nginx takes every example, the unit is the one that is shipped."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
import trustme

from kairan.core.settings import BESIDES, PREFIX, Settings
from tests.support.processes import needed

ROOT = Path(__file__).resolve().parents[2]
GUIDE = (ROOT / "docs" / "operations.md").read_text("utf-8")
EXAMPLES = re.findall(r"```nginx\n(.*?)```", GUIDE, re.DOTALL)


@pytest.mark.parametrize("example", EXAMPLES, ids=range(len(EXAMPLES)))
def test_nginx_takes_the_examples_of_the_guide(example: str, tmp_path: Path) -> None:
    certificate = trustme.CA().issue_cert("kairan.example.lg.jp", "kairan.lgwan.example")
    pem, key = tmp_path / "a.pem", tmp_path / "a.key"
    certificate.cert_chain_pems[0].write_to_path(pem)
    certificate.private_key_pem.write_to_path(key)
    told = re.sub(r"(ssl_certificate_key\s+)\S+;", rf"\g<1>{key};", example)
    told = re.sub(r"(ssl_certificate\s+)\S+;", rf"\g<1>{pem};", told)
    assert told.count(str(pem)) == told.count(str(key)) == 1
    config = tmp_path / "nginx.conf"
    config.write_text(f"pid {tmp_path}/pid;\nevents {{}}\nhttp {{\naccess_log off;\n{told}\n}}\n", "utf-8")
    checked = subprocess.run(
        [needed("nginx"), "-t", "-q", "-c", config, "-e", tmp_path / "errors"], capture_output=True, text=True
    )
    assert checked.returncode == 0, checked.stderr


def test_each_example_protects_what_is_behind_it() -> None:
    shipped = [file.read_text("utf-8") for file in (ROOT / "deploy" / "nginx").glob("kairan-[il]*.conf")]
    assert len(EXAMPLES) == 4
    for example in (*EXAMPLES, *shipped):
        assert 'add_header Strict-Transport-Security "max-age=31536000" always;' in example
    for example in EXAMPLES:
        assert re.search(r"location = /metrics \{ (deny all|return 404); \}", example)
        assert "proxy_set_header X-Forwarded-For $remote_addr;" in example


def test_the_unit_of_the_guide_is_the_one_that_is_shipped() -> None:
    (shown,) = re.findall(r"```ini\n(.*?)```", GUIDE, re.DOTALL)
    assert shown == (ROOT / "deploy" / "systemd" / "kairan.service").read_text("utf-8")


def test_every_section_has_a_number_of_its_own() -> None:
    numbers = re.findall(r"^#{2,3} (\d+(?:\.\d+)?)[. ]", GUIDE, re.MULTILINE)
    assert len(numbers) > 20
    assert sorted(set(numbers)) == sorted(numbers)


def test_the_guide_names_every_setting_and_no_other() -> None:
    named = {one.removeprefix(PREFIX).lower() for one in re.findall(rf"\b{PREFIX}[A-Z_]+[A-Z]\b", GUIDE)}
    table = {one.lower() for one in re.findall(rf"^\| `{PREFIX}([A-Z_]+)` \|", GUIDE, re.MULTILINE)}
    assert table == set(Settings.__struct_fields__)
    assert named - table <= {one.lower() for one in BESIDES} | {"service_host"}


def test_the_pages_of_commands_ask_for_a_password_of_the_broker() -> None:
    compose = (ROOT / "deploy" / "container" / "compose.yaml").read_text("utf-8")
    assert "--requirepass" in compose
    assert "protected-mode" not in compose
    assert shutil.which("nginx")
