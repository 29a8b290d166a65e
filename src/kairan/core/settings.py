"""One settings class. Values come from a TOML file (`--config`, KAIRAN_CONFIG), from KAIRAN_… variables, from options.

Promise: what was meant to be set is set, or said. A name that is not known, in the file or among the variables, is
refused like a value that is not valid, with the place where it stands: a misspelt protection must not fall silent.
What one value alone cannot tell is checked in `kairan.commands.setting_rules`.
"""

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple, get_args, get_origin
from urllib.parse import urlsplit

import msgspec

from kairan.core.setting_examples import EXAMPLES, NETWORKS_EXAMPLE
from kairan.core.words import Refusal

PREFIX = "KAIRAN_"
BESIDES = frozenset({"CONFIG", "LANG", "ADMIN_PASSWORD", "SERVER"})
"""Variables with our prefix that are no settings: the file, the language of commands, for `init`, for `npm run dev`."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Everything an operator can set. Paths are relative to where the command runs."""

    data: Path = Path("var")
    """Folder of the embedded database and of files."""
    database: str = ""
    """URL of the database; empty: SQLite inside `data`. Example: postgresql+psycopg://kairan@/kairan"""
    files: str = ""
    """Where files lie; empty: a folder inside `data`. Example: s3://bucket/prefix"""
    secret_key_file: str = ""
    """File with the key that seals secrets in the database; made when missing; empty: secret.key inside `data`.
    With several nodes all need the same."""
    redis: str = ""
    """URL of Valkey / Redis for several nodes; empty: one node. Example: redis://127.0.0.1:6379/0"""
    host: str = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, msgspec.Meta(ge=0, le=65535)] = 8000
    """Port to listen on."""
    drain_s: Annotated[int, msgspec.Meta(ge=0, le=300)] = 0
    """Told to stop, be unready but answer for so many seconds, until proxies have turned to other nodes."""
    url: str = ""
    """Address people use, for links and the same-origin check behind a proxy. Example: https://kairan.example.lg.jp"""
    secure_cookies: bool = False
    """Send cookies over TLS only; set it wherever there is TLS (also on when `url` begins with https)."""
    trusted_proxies: tuple[str, ...] = ()
    """Addresses or networks of proxies whose X-Forwarded headers are believed."""
    faces: dict[str, str] = {}
    """Host name to entrance. Example: {"kairan.lgwan.example" = "lgwan", "kairan.example" = "internet"}"""
    face_proxies: dict[str, tuple[str, ...]] = {}
    """Which proxies speak for an entrance, by address or network; none named: any, and who connects directly.
    Example: {lgwan = ["10.1.0.5"], internet = ["192.0.2.10"]}"""
    session_hours: Annotated[int, msgspec.Meta(ge=1, le=87_600)] = 168
    """A session ends so many hours after signing in, however much it is used."""
    session_idle_hours: Annotated[int, msgspec.Meta(ge=1, le=87_600)] = 24
    """A session ends after so many hours without use."""
    mail_url: str = ""
    """Server that takes letters; empty: no mail is sent. Example: smtp+starttls://mail.example.lg.jp:587"""
    mail_user: str = ""
    """User at the mail server; empty: without signing in."""
    mail_password: str = ""
    """Password at the mail server."""
    mail_password_file: str = ""
    """File that holds the password at the mail server, instead of `mail_password`."""
    mail_from: str = ""
    """Sender of letters. Example: 回覧 <kairan@example.lg.jp>"""
    guest_url: str = ""
    """Address in links to guests, where they use another entrance than `url`; empty: `url`."""
    issued_password_days: Annotated[int, msgspec.Meta(ge=1, le=365)] = 14
    """A password issued by an administrator lets its person in for so many days, unless they change it."""
    oidc_loopback: bool = False
    """Accept OpenID Connect providers on this machine, also without TLS: for trials and tests."""
    file_bytes: Annotated[int, msgspec.Meta(ge=1, le=1024**4)] = 100 * 1024 * 1024
    """Largest file, in bytes."""
    clamd: str = ""
    """Virus checker (ClamAV's clamd) that sees every file that is sent; empty: none.
    Example: unix:///run/clamav/clamd.ctl, tcp://127.0.0.1:3310"""
    unchecked_faces: tuple[str, ...] = ("single", "internet")
    """Entrances (names in `faces`; "single" where there are none) where staff may open files of residents that no virus
    checker has seen yet; elsewhere they wait. The LGWAN side cannot be named."""
    rate_limits: bool = True
    """Refuse what one account, address or body asks for faster than people do; the limits: docs/reference/bounds.md"""
    rates: dict[str, tuple[float, int]] = {}
    """Limits that differ from the built-in ones: a second in the long run, and at once.
    Example: {"posting.account" = [20, 600]}"""
    one_core: bool = True
    """With SQLite, keep what computes in turns on one core, the one the others need least; Linux. Password checks and
    long searches use them all."""
    reader_process: bool = True
    """With SQLite, a process of its own reads pages while the server reads others; on another core, where there is
    one."""
    selfaudit_s: Annotated[int, msgspec.Meta(ge=0, le=86_400)] = 60
    """Samples are recounted against the journal once in so many seconds; 0: never."""
    anchor_every_h: Annotated[int, msgspec.Meta(ge=0, le=168)] = 24
    """An anchor of the record is made once in so many hours; 0: only by `kairan anchors make`."""
    anchor_key: str = ""
    """File with the private key that signs anchors, made by `kairan anchors key`, outside of `data`; empty: anchors are
    not signed here (an auditor may sign them elsewhere)."""
    anchor_to: tuple[str, ...] = ()
    """Where anchors leave for. Example: ["/mnt/auditor/kairan", "mailto:kansa@city.example.lg.jp",
    "https://keep.example.lg.jp/drop/"]"""
    anchor_token_file: str = ""
    """File with the token that is shown to the https addresses of `anchor_to`."""
    anchor_tsa: str = ""
    """Address of a time-stamp authority (RFC 3161) that gets the digest of each anchor; empty: none."""
    anchor_tsa_ca: str = ""
    """File with the certificates (PEM) of the authority's root; under it a stamp is checked before it is kept,
    and by `kairan verify --anchors`."""
    backup_to_key: tuple[str, ...] = ()
    """Public keys (age) a backup is encrypted to: age1… lines, or files that hold them; empty: not encrypted."""
    metrics_from: tuple[str, ...] = ("127.0.0.0/8", "::1/128")
    """Networks that may ask for /metrics directly; what comes through a proxy never may."""
    operator_faces: tuple[str, ...] = ()
    """Entrances (names in `faces`) through which operators may sign in and work; none named: any."""
    operator_from: tuple[str, ...] = ()
    """Networks from which operators may sign in and work; none named: any. Example: ["10.1.0.0/24"]"""
    push_faces: tuple[str, ...] = ("single", "internet")
    """Entrances (names in `faces`; "single" where there are none) whose devices may be told by push: what they are told
    passes the Internet, encrypted. Never name the LGWAN side."""
    push_services: tuple[str, ...] = ()
    """Hosts of the push services that may be asked; "usual": those of Chrome, Safari, Firefox, Edge; empty: no device
    is told by push; nothing leaves the machine. Example: ["usual"]"""
    payment_providers: tuple[str, ...] = ()
    """Addresses of card providers that bodies may have an account with: Stripe, or who speaks as it does; empty: no
    cards are taken, and nothing leaves the machine. Example: ["https://api.stripe.com"]"""
    identity_providers: tuple[str, ...] = ()
    """Issuers (OpenID Connect) that bodies may ask who an applicant is: デジタル認証アプリ, GビズID and others;
    empty: none is asked, and nothing leaves the machine. Example: ["https://auth-and-sign.go.jp/api/realms/main"]"""
    signing_trust: str = ""
    """Folder with the certificates of the authorities (.pem, .cer) under which applicants sign with their cards, and
    their revocation lists (.crl), which the operator keeps current; empty: nobody signs."""
    webhook_hosts: tuple[str, ...] = ()
    """Hosts of other systems that bodies may tell what happens with cases: names, "*.example.lg.jp", "*" for any public
    one; a private address only where its host is named as it stands; empty: nobody is told, and nothing leaves the
    machine. Example: ["kikan.example.lg.jp"]"""
    api_from: tuple[str, ...] = ()
    """Networks from which other systems of bodies may read cases, with a key of the form; none named: nobody reads.
    Example: ["10.1.0.0/24"]"""
    hazard_folder: str = ""
    """Folder in which telegrams of the Meteorological Agency (気象庁防災情報XML) are laid down, as by a distributor's
    program; each is read once and put aside; empty: none."""
    hazard_drop_key_file: str = ""
    """File with the key by which a distributor may bring telegrams to /api/hazards/telegrams; empty: nobody may."""
    hazard_feeds: tuple[str, ...] = ()
    """Atom feeds that are asked for telegrams once a minute; "usual": the Agency's own; empty: none, nothing leaves the
    machine. Example: ["usual"]"""
    sms_gateway: str = ""
    """Address of a gateway that takes short messages for people's own phones, one request each (JSON); empty: none is
    sent, and nothing leaves the machine. Example: https://gateway.example.lg.jp/sms"""
    voice_gateway: str = ""
    """Address of a gateway that calls people's own phones and reads a text; empty: none is called.
    Example: https://gateway.example.lg.jp/voice"""
    gateway_key_file: str = ""
    """File with the key that is shown to both gateways (`Authorization: Bearer …`); empty: none."""
    map_tiles: str = ""
    """Path on this very server under which the proxy before it gives map tiles (pictures, 256 pixels); empty: maps show
    the outline of municipalities that comes with Kairan. Example: "/tiles/{z}/{x}/{y}.png" """
    map_credit: str = ""
    """Who made the tiles, as maps have to say. Example: "国土地理院" """
    log: Literal["debug", "info", "warning", "error"] = "info"
    """Least level that is logged: debug, info, warning or error."""

    @property
    def database_url(self) -> str:
        """The URL of the database."""
        return self.database or f"sqlite:///{self.data.absolute() / 'kairan.db'}"

    @property
    def is_sqlite(self) -> bool:
        """Whether the database is a file of our own."""
        return self.database_url.startswith("sqlite")

    @property
    def database_file(self) -> Path:
        """The file of SQLite."""
        return Path(self.database_url.partition(":///")[2].partition("?")[0])

    @property
    def files_url(self) -> str:
        """The URL of the folder or bucket for files."""
        return self.files or (self.data.absolute() / "files").as_uri()

    @property
    def secret_key_path(self) -> Path:
        """The file with the key that seals secrets."""
        return Path(self.secret_key_file) if self.secret_key_file else self.data / "secret.key"

    @property
    def staff_url(self) -> str | None:
        """The address in letters to staff; None where no mail is sent."""
        return self.url.rstrip("/") if self.mail_url else None

    @property
    def is_tls(self) -> bool:
        """Whether people come over TLS and nothing else."""
        return self.url.startswith("https://")

    @property
    def hosts(self) -> tuple[str, ...]:
        """The host names of the addresses people use."""
        known = (urlsplit(one).hostname for one in (self.url, self.guest_url) if one)
        return tuple(host for host in known if host)

    @property
    def is_open_without_url(self) -> bool:
        """Whether others than this machine reach a server that does not know its own address."""
        return not self.url and not _is_loopback(self.host)

    @property
    def is_secure(self) -> bool:
        """Whether cookies are for TLS only."""
        return self.secure_cookies or self.is_tls


class Said(NamedTuple):
    """A sentence in both languages."""

    ja: str
    en: str


class SettingsWrong(Refusal):
    """Settings that are not valid: a line for each, with the variable or the file and key."""

    def __init__(self, faults: "list[Said]") -> None:
        self.faults = faults
        super().__init__("\n".join(one.ja for one in faults), "\n".join(one.en for one in faults))


class Given(NamedTuple):
    """A value as it was given, and where."""

    value: object
    place: Said


class Loaded(NamedTuple):
    """The settings, and where each that was given stands."""

    settings: Settings
    places: Mapping[str, Said]

    def fault(self, name: str, wrong: Said) -> Said:
        """Say what is wrong with a setting, and where it stands."""
        variable = f"{PREFIX}{name.upper()}"
        return _at(self.places.get(name, Said(variable, variable)), wrong)


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def load_settings(config: Path | None = None, environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings; a variable wins over the file. Refuses (SettingsWrong) what is not valid or not known."""
    return read_settings(config, environment).settings


def read_settings(
    config: Path | None = None,
    environment: Mapping[str, str] = os.environ,
    options: Mapping[str, object] | None = None,
) -> Loaded:
    """Read the settings and keep where they stand; an option wins over a variable, that over the file."""
    faults = list(_unknown_variables(environment))
    given = {**_in_file(config or _file_in(environment), faults), **_in_variables(environment, faults)}
    for name, value in (options or {}).items():
        if value is not None:
            given[name] = Given(value, Said(f"--{name}", f"--{name}"))
    values = {name: _converted(name, one, faults) for name, one in given.items()}
    if faults:
        raise SettingsWrong(faults)
    return Loaded(Settings(**values), {name: one.place for name, one in given.items()})


def _at(place: Said, wrong: Said) -> Said:
    return Said(f"{place.ja}: {wrong.ja}", f"{place.en}: {wrong.en}")


def _unknown_variables(environment: Mapping[str, str]) -> Iterator[Said]:
    """Find variables that were meant for us and are none of ours."""
    known = [f"{PREFIX}{name}" for name in (*_variables(), *sorted(BESIDES))]
    for name in sorted(environment):
        if name not in known and _is_meant(name):
            yield _at(Said(name, name), _nearest(name.upper(), known))


def _is_meant(name: str) -> bool:
    """Whether a variable bears our name, or one much like it before the name of a setting."""
    if name.upper().startswith(PREFIX.rstrip("_")):
        return True
    suffix = next((one for one in _variables() if name.upper().endswith(f"_{one}")), None)
    before = name.upper().removesuffix(f"_{suffix}")
    return suffix is not None and difflib.SequenceMatcher(None, before, PREFIX.rstrip("_")).ratio() > 0.8


def _variables() -> dict[str, Any]:
    """Return the fields of the settings by the end of their variables."""
    return {field.name.upper(): field for field in msgspec.structs.fields(Settings)}


def _nearest(name: str, known: list[str]) -> Said:
    found = difflib.get_close_matches(name, known, 1, 0.6)
    ja, en = "この名前の設定はありません。", "There is no setting of this name."
    return Said(ja + f"{found[0]} ではありませんか。", f"{en} Did you mean {found[0]}?") if found else Said(ja, en)


def _file_in(environment: Mapping[str, str]) -> Path | None:
    named = environment.get(f"{PREFIX}CONFIG")
    return Path(named) if named else None


def _in_file(file: Path | None, faults: list[Said]) -> dict[str, Given]:
    if file is None:
        return {}
    known = list(Settings.__struct_fields__)
    given = {}
    for name, value in _read(file).items():
        place = Said(f"{file} の {name}", f"{name} in {file}")
        if name in known:
            given[name] = Given(value, place)
        else:
            faults.append(_at(place, _nearest(name, known)))
    return given


def _read(file: Path) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        wrong = Said(
            f"設定ファイルを読み取れません（{error.strerror}）。", f"This file cannot be read ({error.strerror})."
        )
    except UnicodeDecodeError:
        wrong = Said("設定ファイルが UTF-8 ではありません。", "This file is not UTF-8.")
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        where = f"{line[1]} 行目の" if line else ""
        wrong = Said(
            f"設定ファイルの{where}書き方に誤りがあります（{error}）。", f"This file is not valid TOML: {error}."
        )
    raise SettingsWrong([_at(Said(str(file), str(file)), wrong)])


def _in_variables(environment: Mapping[str, str], faults: list[Said]) -> dict[str, Given]:
    given = {}
    for suffix, field in _variables().items():
        variable = f"{PREFIX}{suffix}"
        text = environment.get(variable)
        if text is None:
            continue
        place = Said(variable, variable)
        try:
            given[field.name] = Given(_parsed(text, field.type), place)
        except msgspec.DecodeError:
            faults.append(_at(place, wanted(field.name)))
    return given


def _parsed(text: str, type_: object) -> object:
    """Read lists and tables from a variable as JSON, everything else as it stands."""
    return msgspec.json.decode(text) if get_origin(type_) in {tuple, dict} else text


def _converted(name: str, given: Given, faults: list[Said]) -> Any:  # noqa: ANN401  (of the field's own type)
    try:
        return msgspec.convert(given.value, _variables()[name.upper()].type, strict=False, dec_hook=_path)
    except msgspec.ValidationError:
        faults.append(_at(given.place, wanted(name)))
    return None


def _path(type_: type, value: object) -> object:
    if type_ is Path and isinstance(value, str) and value and "\0" not in value:
        return Path(value)
    raise ValueError(value)


def wanted(name: str) -> Said:
    """Say in what form a setting is written."""
    type_ = _variables()[name.upper()].type
    plain, *meta = get_args(type_) if get_origin(type_) is Annotated else (type_,)
    if plain is bool:
        return Said("true か false で書いてください。", "Please write true or false.")
    if plain is int:
        least, most = meta[0].ge, meta[0].le
        return Said(
            f"{least} から {most} までの整数で書いてください。", f"Please write a number from {least} to {most}."
        )
    if get_origin(plain) is Literal:
        choices = ", ".join(get_args(plain))
        return Said(f"次のどれかで書いてください: {choices}", f"Please write one of {choices}")
    if get_origin(plain) is tuple:
        example = EXAMPLES.get(name, NETWORKS_EXAMPLE)
        return Said(f"文字列の配列で書いてください。例: {example}", f"Please write a list of texts. Example: {example}")
    if get_origin(plain) is dict:
        return _wanted_table(name)
    return Said("文字列で書いてください。", "Please write a text.")


def _wanted_table(name: str) -> Said:
    example = EXAMPLES[name]
    return Said(
        f"表で書いてください。変数では JSON で、例: {example}　ファイルでは [{name}] の下に、名前を引用符で囲んで。",
        f"Please write a table: in a variable as JSON, such as {example}; in the file under [{name}], names in quotes.",
    )
