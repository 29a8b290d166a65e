"""Handing a letter to the mail server: one connection, one letter, in a thread."""

import re
import smtplib
import ssl
from email.message import EmailMessage
from email.utils import formatdate, parseaddr

from kairan.core.kit.mail.model import ERROR_LENGTH, MailServer, SendAs

ANSWER_S = 15  # for each answer of the server


class MailTrouble(Exception):  # noqa: N818  (told, and tried again)
    """The server could not be reached, or asks to come again; another try may succeed."""


class MailRefused(Exception):  # noqa: N818  (told, and not tried again)
    """The server refuses this letter or its recipient for good."""


def send_mail(server: MailServer, letter: SendAs) -> None:
    """Hand a letter over; returns when the server has taken it. Raises MailTrouble, MailRefused."""
    try:
        with _connected(server) as smtp:
            if server.user:
                smtp.login(server.user, server.password)
            smtp.send_message(message_of(server, letter), parseaddr(server.sender)[1], [letter.to])
    except smtplib.SMTPRecipientsRefused as refused:
        code, words = next(iter(refused.recipients.values()))
        raise _of(code, words) from None
    except smtplib.SMTPDataError as refused:
        raise _of(refused.smtp_code, refused.smtp_error) from None
    except smtplib.SMTPAuthenticationError as refused:
        # Not with the server's words: some repeat what was sent.
        raise MailTrouble(f"{refused.smtp_code} the user or the password was not accepted") from None
    except smtplib.SMTPResponseException as refused:
        # Sender, greeting: a matter of the settings, which somebody will put right.
        raise MailTrouble(_one_line(refused.smtp_code, refused.smtp_error)) from None
    except (smtplib.SMTPException, ssl.SSLError, OSError) as trouble:
        raise MailTrouble(f"{type(trouble).__name__}: {trouble}"[:ERROR_LENGTH]) from None


def _connected(server: MailServer) -> smtplib.SMTP:
    if server.security == "tls":
        return smtplib.SMTP_SSL(server.host, server.port, timeout=ANSWER_S, context=ssl.create_default_context())
    smtp = smtplib.SMTP(server.host, server.port, timeout=ANSWER_S)
    if server.security == "starttls":
        try:
            smtp.starttls(context=ssl.create_default_context())  # a server without it is refused, not trusted
        except BaseException:
            smtp.close()
            raise
    return smtp


def message_of(server: MailServer, letter: SendAs) -> EmailMessage:
    """Write a letter as it travels: headers after RFC 2047, the text as UTF-8 in base64, which any relay carries."""
    message = EmailMessage()
    message["From"] = server.sender
    message["To"] = letter.to
    message["Subject"] = one_line(letter.subject)
    message["Date"] = formatdate(letter.at / 1000, localtime=False)
    message["Message-ID"] = letter.message_id
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no absence notes in answer
    message.set_content(letter.text, charset="utf-8", cte="base64")
    return message


def one_line(text: str) -> str:
    """Make one line of whatever was typed: nothing in a name begins a header of its own."""
    return " ".join(re.sub(r"[\x00-\x20\x7f\x85\u2028\u2029]+", " ", text).split())


def _of(code: int, words: bytes | str) -> MailTrouble | MailRefused:
    return (MailRefused if code >= 500 else MailTrouble)(_one_line(code, words))


def _one_line(code: int, words: bytes | str) -> str:
    said = words.decode("utf-8", "replace") if isinstance(words, bytes) else words
    return one_line(f"{code} {said}")[:ERROR_LENGTH]
