"""Mail: letters are rows written in the transaction that wants them, and are sent by a job after its commit.

Promise: a letter is handed to the mail server at least once, always under the same Message-ID, or it is visible why
not. Its text, which may hold a link that opens a door, is forgotten as soon as it was sent or given up, and stands in
no log, no job and no error.
"""

from kairan.core.kit.mail.actions import (
    forget_letters,
    post_letter,
    post_together,
    register_jobs,
    withdraw_letters,
)
from kairan.core.kit.mail.model import (
    Letter,
    LetterState,
    LetterTold,
    MailServer,
    SendAs,
    is_address,
    letter_table,
    mail_server,
)
from kairan.core.kit.mail.queries import letters_told, states_of_letters
from kairan.core.kit.mail.sending import MailRefused, MailTrouble, send_mail

__all__ = [
    "Letter",
    "LetterState",
    "LetterTold",
    "MailRefused",
    "MailServer",
    "MailTrouble",
    "SendAs",
    "forget_letters",
    "is_address",
    "letter_table",
    "letters_told",
    "mail_server",
    "post_letter",
    "post_together",
    "register_jobs",
    "send_mail",
    "states_of_letters",
    "withdraw_letters",
]
