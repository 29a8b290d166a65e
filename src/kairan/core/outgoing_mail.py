"""Where letters are handed over, by the settings."""

from pathlib import Path

from kairan.core.kit.mail import MailServer, mail_server
from kairan.core.settings import Settings
from kairan.core.words import Refusal


def mail_server_of(settings: Settings) -> MailServer | None:
    """Return where letters are handed over; None when no mail is sent. Refuses what cannot work."""
    if not settings.mail_url:
        return None
    try:
        if not settings.url:
            raise ValueError("url: needed for the links in letters")
        file = settings.mail_password_file
        password = Path(file).read_text("utf-8").strip() if file else settings.mail_password
        return mail_server(settings.mail_url, settings.mail_from, settings.mail_user, password)
    except (ValueError, OSError) as error:
        raise Refusal(f"メールの設定を使えません: {error}", f"The mail settings cannot be used: {error}") from error
