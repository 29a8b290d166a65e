"""See to it that the system has what the tests need, or say what to install.

    python3 tools/packages.py tests            browser and fonts, PostgreSQL, Redis or Valkey, a compiler, nginx, ClamAV
    python3 tools/packages.py pictures         that, and the browser in Japanese
    python3 tools/packages.py install NAME...  these packages

Installs with apt-get as root or through a sudo that asks nothing; never asks for a password,
never removes anything. Nothing is skipped: what cannot be had ends the run with a sentence.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path


def has_browser() -> bool:
    return any(map(starts, ("chromium-headless-shell", "chromium", "google-chrome"))) or bool(
        list(Path.home().glob(".cache/ms-playwright/chromium*"))
    )


def has_light_browser() -> bool:
    """Where there is a browser already and the system offers no lighter one, nothing is to be done."""
    return starts("chromium-headless-shell") or (has_browser() and not is_offered("chromium-headless-shell"))


def starts(program: str) -> bool:
    """Ask for the version: Ubuntu's `chromium` may be a stub that only points to a snap."""
    return shutil.which(program) is not None and succeeds([program, "--version"])


def speaks_japanese() -> bool:
    return shutil.which("google-chrome") is not None or Path("/usr/lib/chromium/locales/ja.pak").exists()


def has_japanese_font() -> bool:
    return has_font(":lang=ja", "NotoSansCJK*")


def has_emoji_font() -> bool:
    return has_font(":charset=1f44d:color=true", "NotoColorEmoji*")


def has_font(pattern: str, file: str) -> bool:
    """Ask fontconfig; where it is not installed yet, look for the file."""
    if shutil.which("fc-list"):
        return bool(subprocess.run(["fc-list", pattern], capture_output=True).stdout.strip())
    return any(Path("/usr/share/fonts").rglob(file))


def has_postgresql() -> bool:
    return shutil.which("initdb") is not None or any(
        int(found.parts[4].split(".")[0]) >= 15 for found in Path("/usr/lib/postgresql").glob("*/bin/initdb")
    )


def has_redis() -> bool:
    return any(map(shutil.which, ("valkey-server", "redis-server")))


def has_nginx() -> bool:
    return shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


def has_clamd() -> bool:
    return shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin") is not None


class Need:
    """Something the tests run, and the Debian packages that carry it, the preferred one first."""

    is_only_wished = False

    def __init__(self, what: str, is_there: Callable[[], bool], *packages: str) -> None:
        self.what, self.is_there, self.packages = what, is_there, packages


class Wish(Need):
    """Something with which the tests take less time; without it they pass as well."""

    is_only_wished = True


TESTS = [
    Wish("a browser without windows", has_light_browser, "chromium-headless-shell"),
    Need("a browser (Chromium)", has_browser, "chromium"),
    Need("a Japanese font", has_japanese_font, "fonts-noto-cjk"),
    Need("an emoji font", has_emoji_font, "fonts-noto-color-emoji"),
    Need("PostgreSQL 15 or newer", has_postgresql, "postgresql"),
    Need("Valkey or Redis", has_redis, "valkey-server", "redis-server"),
    Need("a C compiler", lambda: shutil.which("cc") is not None, "gcc"),
    Need("the C library's headers", lambda: Path("/usr/include/stdint.h").exists(), "libc6-dev"),
    Need("nginx", has_nginx, "nginx"),
    Need("ClamAV's daemon", has_clamd, "clamav-daemon"),
    Need("systemd-analyze", lambda: shutil.which("systemd-analyze") is not None, "systemd"),
]

PICTURES = [*TESTS, Need("Chromium in Japanese", speaks_japanese, "chromium-l10n")]


def main(arguments: list[str]) -> None:
    if arguments[:1] == ["install"]:
        raise SystemExit(0 if install(arguments[1:]) else 1)
    provide(PICTURES if arguments[:1] == ["pictures"] else TESTS)


def provide(needs: list[Need]) -> None:
    missing = [need for need in needs if not need.is_there()]
    if missing and may_install():
        refresh()
        install([carrier(need) for need in missing if not need.is_only_wished or is_offered(need.packages[0])])
    still = [need for need in missing if not need.is_only_wished and not need.is_there()]
    if still:
        names = " ".join(need.packages[-1] for need in still)
        stop(
            f"This needs {', '.join(need.what for need in still)}, which this machine does not have.\n"
            f"Install it, then run the same command again:\n    sudo apt-get install {names}"
        )


def carrier(need: Need) -> str:
    """Pick the first package of a need that this release of the system offers."""
    return next((name for name in need.packages if is_offered(name)), need.packages[-1])


def is_offered(package: str) -> bool:
    shown = subprocess.run(["apt-cache", "policy", package], capture_output=True, text=True).stdout
    return "Candidate:" in shown and "Candidate: (none)" not in shown


def may_install() -> bool:
    return shutil.which("apt-get") is not None and (os.geteuid() == 0 or sudo_asks_nothing())


def sudo_asks_nothing() -> bool:
    return shutil.which("sudo") is not None and succeeds(["sudo", "-n", "true"])


refreshed: list[bool] = []


def refresh() -> None:
    """Bring the package lists up to date, once; a fresh container has none at all."""
    if not refreshed:
        refreshed.append(apt_works([*as_root(), "apt-get", "update", "-qq"]))


def install(packages: list[str]) -> bool:
    if not may_install():
        return False
    print(f"Installing with apt-get: {' '.join(packages)} ...", flush=True)
    refresh()
    return apt_works([*as_root(), "apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages])


def as_root() -> list[str]:
    quiet = ["env", "DEBIAN_FRONTEND=noninteractive"]
    return quiet if os.geteuid() == 0 else ["sudo", "-n", *quiet]


def succeeds(command: list[str]) -> bool:
    return subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True).returncode == 0


def apt_works(command: list[str]) -> bool:
    """Run a command; what it says is shown only when it fails."""
    done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stdout[-2000:], done.stderr[-2000:], file=sys.stderr)
    return done.returncode == 0


def stop(sentence: str) -> None:
    print(f"\n{sentence}\n", file=sys.stderr)
    raise SystemExit(1)


if __name__ == "__main__":
    main(sys.argv[1:])
