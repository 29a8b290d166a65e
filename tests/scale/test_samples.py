"""Every sample of `deploy/` is what it says: nginx, systemd, PostgreSQL, Valkey and the settings take it."""

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import httpx
import msgspec
import psycopg
import pytest
import yaml

from kairan.commands.server import KEEP_ALIVE_S
from kairan.core.realtime.transports.uvicorn_server import LAST_S
from kairan.core.setting_reading import load_settings
from kairan.core.settings import Settings
from tests.scale.place import DRAIN_S, SESSION, Place
from tests.scale.proxy import LGWAN
from tests.support.postgres import Postgres, newest_binaries
from tests.support.processes import Program, free_port, needed, private_folder
from torture.listening import NODE

DEPLOY = Path(__file__).parents[2] / "deploy"
MEGABYTE = bytes(1_000_000)
SECURE_ENOUGH = 20  # of 100; systemd calls below 20 "OK" or better


def test_nginx_takes_the_sample_and_keeps_what_is_not_for_outsiders(place: Place) -> None:
    assert place.proxy is not None
    checked = place.proxy.check()
    assert checked.returncode == 0, checked.stderr
    with httpx.Client(base_url=place.proxy.url, verify=place.proxy.trust) as outsider:
        assert [outsider.get(path).status_code for path in ("/metrics", "/ready", "/health")] == [404, 404, 404]
        assert outsider.get("/api/session").status_code == 401
        assert outsider.get("/", headers={"Accept": "text/html"}).status_code == 200


def test_each_session_has_its_node_though_all_come_from_one_address(place: Place) -> None:
    assert place.proxy is not None
    nodes: dict[str, set[str]] = {}
    for session in [f"{number:043}" for number in range(20)] * 2:
        answer = httpx.get(f"{place.proxy.url}/api/session", verify=place.proxy.trust, cookies={SESSION: session})
        nodes.setdefault(session, set()).add(answer.headers[NODE])
    assert {len(answered) for answered in nodes.values()} == {1}
    assert len(set.union(*nodes.values())) == len(place.nodes)


def test_an_entrance_cannot_be_claimed_at_the_other_ones_proxy(place: Place) -> None:
    assert place.proxy is not None
    inside = f"https://localhost:{place.proxy.ports[LGWAN]}"
    names: dict[str, Any] = {"sni_hostname": LGWAN}
    with httpx.Client(verify=place.proxy.trust, cookies={SESSION: place.cast.tokens[0]}) as person:
        assert person.get(f"{place.proxy.url}/api/session").status_code == 200
        # Signed in from the Internet: at the other entrance the session is not theirs.
        there = person.get(f"{inside}/api/session", headers={"Host": LGWAN}, extensions=names)
        assert there.status_code == 401
        at_another_name = person.get(f"{inside}/api/session", headers={"Host": "localhost"}, extensions=names)
        assert at_another_name.status_code == 421
    with pytest.raises(httpx.TransportError):
        httpx.get(f"{inside}/api/session", verify=place.proxy.trust)  # a name this proxy has no certificate for


def test_a_file_passes_the_proxy_and_is_read_at_the_other_node(place: Place) -> None:
    assert place.proxy is not None
    with httpx.Client(
        base_url=place.proxy.url,
        verify=place.proxy.trust,
        cookies={SESSION: place.cast.tokens[1]},
        headers={"Origin": place.proxy.url},
        timeout=30,
    ) as person:
        sent = person.post("/api/files?name=large.bin", content=MEGABYTE, headers={"Content-Type": "application/zip"})
        assert sent.status_code == 201, sent.text
        draft = {"client_key": "file", "text": "", "file_ids": [sent.json()["id"]]}
        person.post(f"/api/rooms/{place.cast.rooms[0]}/messages", json=draft).raise_for_status()
    for node in place.nodes:
        answer = httpx.get(
            f"{node.url}/api/files/{sent.json()['id']}/content",
            cookies={SESSION: place.cast.tokens[1]},
            headers={"Host": "localhost"},
        )
        assert answer.content == MEGABYTE


def test_the_settings_take_the_sample() -> None:
    sample = tomllib.loads((DEPLOY / "kairan.toml").read_text("utf-8"))
    settings = load_settings(DEPLOY / "kairan.toml", {})
    assert set(sample) <= {field.name for field in msgspec.structs.fields(Settings)}
    assert settings.drain_s > 0
    assert settings.is_secure


def test_a_node_is_asked_again_before_the_next_one_stops_answering() -> None:
    """Otherwise the proxy avoids both for a while."""
    avoided_s = seconds_of_nodes(r" fail_timeout=(\d+)s;")
    assert max(avoided_s) + 2 <= shortest_drain_s()


def test_the_proxy_closes_what_it_does_not_use_before_the_node_does() -> None:
    """Otherwise it may send a posting into a connection that the node is closing, and can only say 502."""
    unused_s = seconds_of_nodes(r"^ *keepalive_timeout (\d+)s;")
    assert len(unused_s) == 2
    assert max(unused_s) + 1 <= shortest_drain_s() - LAST_S
    assert max(unused_s) < KEEP_ALIVE_S


def seconds_of_nodes(pattern: str) -> list[int]:
    nodes = (DEPLOY / "nginx" / "kairan-nodes.conf").read_text("utf-8")
    found = [int(one) for one in re.findall(pattern, nodes, re.MULTILINE)]
    assert found
    return found


def shortest_drain_s() -> int:
    return min(DRAIN_S, load_settings(DEPLOY / "kairan.toml", {}).drain_s)


@pytest.mark.parametrize("name", sorted(unit.name for unit in (DEPLOY / "systemd").iterdir()))
def test_systemd_takes_the_units(name: str, tmp_path: Path) -> None:
    verify = needed("systemd-analyze")
    for unit in (DEPLOY / "systemd").iterdir():
        said = unit.read_text("utf-8").replace("/opt/kairan/bin/kairan", sys.executable).replace("=kairan\n", "=root\n")
        (tmp_path / unit.name).write_text(said, "utf-8")
    checked = subprocess.run([verify, "verify", "--man=no", tmp_path / name], capture_output=True, text=True)
    complaints = [line for line in checked.stderr.splitlines() if str(tmp_path) in line or name in line]
    assert complaints == []
    if name.endswith("service"):
        most = f"--threshold={SECURE_ENOUGH if name == 'kairan.service' else 60}"
        level = subprocess.run(
            [verify, "security", "--offline=true", most, tmp_path / name], capture_output=True, text=True
        )
        assert level.returncode == 0, level.stdout[-400:] + level.stderr


def test_postgresql_takes_the_sample(postgres: Postgres) -> None:
    sample = (DEPLOY / "postgresql" / "kairan.conf").read_text("utf-8")
    wanted = dict(re.findall(r"^(\w+) = ([^\s#]+|'[^']*')", sample, re.MULTILINE))
    with psycopg.connect(host=str(postgres.folder), user="kairan", dbname="postgres", autocommit=True) as connection:
        for name, value in wanted.items():
            row = connection.execute("SELECT context FROM pg_settings WHERE lower(name) = lower(%s)", [name]).fetchone()
            assert row is not None, f"PostgreSQL knows no {name}"
            if row[0] in {"user", "superuser"}:
                connection.execute(f"SET {name} = {value}" if value.startswith("'") else f"SET {name} = '{value}'")
    program, data = str(newest_binaries() / "postgres"), str(postgres.folder / "data")
    given = [part for name, value in wanted.items() for part in ("-c", f"{name}={value.strip(chr(39))}")]
    started = subprocess.run(
        [program, "-D", data, "-C", "shared_buffers", *given],
        capture_output=True,
        text=True,
        user=postgres.user,
    )
    assert started.returncode == 0, started.stderr
    assert int(wanted["max_connections"]) >= 8 * 16


def test_the_broker_takes_the_sample() -> None:
    folder = private_folder("sample")
    sample = DEPLOY / "valkey" / "kairan.conf"
    port = free_port()
    program = Program(
        [needed("valkey-server", "redis-server"), str(sample), "--port", str(port), "--bind", "127.0.0.1"],
        folder / "log",
    )
    program.wait_for(lambda: "Ready to accept connections" in program.tail(), "the broker is ready")
    program.stop()
    shutil.rmtree(folder)


def test_the_container_runs_as_nobody_special_and_holds_nothing_it_was_built_with() -> None:
    lines = (DEPLOY / "container" / "Containerfile").read_text("utf-8").splitlines()
    said = [line.split(maxsplit=1) for line in lines if line and line[0].isupper()]
    stages = [what for word, what in said if word == "FROM"]
    assert len(stages) == 2
    assert all(re.search(r":\d", stage) for stage in stages)  # no floating base
    last = said[max(place for place, (word, _) in enumerate(said) if word == "FROM") :]
    users = [what for word, what in last if word == "USER"]
    assert users
    assert not users[-1].startswith(("0", "root"))
    assert {"HEALTHCHECK", "STOPSIGNAL", "ENTRYPOINT"} <= {word for word, _ in last}


def test_the_compose_file_names_settings_that_exist_and_a_root_that_cannot_be_written() -> None:
    compose = yaml.safe_load((DEPLOY / "container" / "compose.yaml").read_text("utf-8"))
    nodes = [compose["services"][name] for name in ("east", "west")]
    for node in nodes:
        given = {name: str(value) for name, value in node["environment"].items()}
        assert {name.removeprefix("KAIRAN_").lower() for name in given} <= set(Settings.__struct_fields__)
        settings = load_settings(None, given)
        assert node["read_only"]
        assert node["cap_drop"] == ["ALL"]
        assert int(node["stop_grace_period"].removesuffix("s")) > settings.drain_s + 10
    proxies = compose["networks"]["inside"]["ipam"]["config"][0]["subnet"]
    assert load_settings(None, {"KAIRAN_TRUSTED_PROXIES": nodes[0]["environment"]["KAIRAN_TRUSTED_PROXIES"]}) == (
        Settings(trusted_proxies=(proxies,))
    )
