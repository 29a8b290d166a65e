"""`kairan mail`: send one letter, so that the settings are known to be right before a guest waits for their link."""

import typer

from kairan.core.kit.clock import now_ms
from kairan.core.kit.ids import new_id
from kairan.core.kit.mail import MailRefused, MailTrouble, SendAs, is_address, send_mail
from kairan.core.outgoing_mail import mail_server_of
from kairan.core.settings import Settings
from kairan.core.words import Refusal, say


def try_mail(settings: Settings, address: str) -> None:
    """Send one letter and say what came of it; refuses with the mail server's own words."""
    server = mail_server_of(settings)
    if server is None:
        raise Refusal(
            "メールの設定がありません。mail_url と mail_from を設定してください。",
            "There are no mail settings. Please set mail_url and mail_from.",
        )
    if not is_address(address):
        raise Refusal(f"メールアドレスの形ではありません: {address}", f"Not a mail address: {address}")
    letter = SendAs(
        message_id=f"<{new_id()}@{server.sender.rpartition('@')[2].rstrip('> ')}>",
        to=address,
        subject=say("回覧（Kairan）からの試験送信", "A test from Kairan"),
        text=say(
            f"このメールは、{settings.url} のメール設定を確かめるために送られました。返信は不要です。\n",
            f"This letter was sent to try the mail settings of {settings.url}. No answer is needed.\n",
        ),
        at=now_ms(),
    )
    try:
        send_mail(server, letter)
    except (MailTrouble, MailRefused) as trouble:
        raise Refusal(f"送信できませんでした: {trouble}", f"The letter was not sent: {trouble}") from trouble
    typer.echo(say(f"{address} に送信しました。", f"Sent to {address}."))
