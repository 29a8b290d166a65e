"""One settings class (設定): everything an operator can set. It is read by `kairan.core.setting_reading`.

What one value alone cannot tell is checked in `kairan.commands.setting_rules`.
"""

from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

import msgspec

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
    resident_map: bool = False
    """Let residents press these tiles where a form asks for a position; needs `map_tiles`. Everybody may then see them,
    and the proxy gives them at the residents' entrance, too."""
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


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
