"""Many messages are handed over by a process beside the server, which nobody depends on."""

import asyncio
import os
import signal
from collections.abc import Iterator

import pytest

from kairan.notifications import sending_beside
from kairan.notifications.sending import Sending
from kairan.notifications.sending_beside import LOST_MOST, SenderBeside
from kairan.notifications.web_push import Message, PushKey, Target, make_push_key
from tests.notifications.push_service import PushService
from tests.support.processes import wait_until

KEY = make_push_key()


@pytest.fixture
def sender(monkeypatch: pytest.MonkeyPatch) -> Iterator[SenderBeside]:
    monkeypatch.setattr(sending_beside, "FEW", 2)
    sender = SenderBeside("https://kairan.example.lg.jp")
    yield sender
    sender.close()


def messages(service: PushService, count: int, text: str = "届きますか。") -> list[Sending]:
    made = []
    for number in range(count):
        given = service.browser(f"b{number}").subscription
        target = Target(endpoint=given.endpoint, p256dh=given.p256dh, auth=given.auth)
        message = Message(title="回覧", text=text, tag=f"t{number}", path="/", at=1)
        made.append(Sending(target=target, message=message, urgent=False))
    return made


def sent(sender: SenderBeside, some: list[Sending], key: PushKey = KEY) -> list[str]:
    return [one.outcome for one in asyncio.run(sender.send(key, some))]


def is_running(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def pid_of(sender: SenderBeside) -> int:
    assert sender._process is not None
    return sender._process.pid


def test_a_few_are_sent_by_the_server_itself_and_many_by_the_process(
    sender: SenderBeside, service: PushService
) -> None:
    assert sent(sender, messages(service, 2)) == ["told", "told"]
    assert sender._process is None
    assert sent(sender, messages(service, 5, "二回目")) == ["told"] * 5
    first = pid_of(sender)
    assert first != os.getpid()
    assert sent(sender, messages(service, 3, "三回目")) == ["told"] * 3
    assert pid_of(sender) == first
    assert [one["text"] for one in service.browser("b0").got] == ["届きますか。", "二回目", "三回目"]
    assert service.refusals == []


def test_each_answer_is_of_its_own_message(sender: SenderBeside, service: PushService) -> None:
    service.status_of = {"b1": 500, "b3": 403}
    service.gone = {"/push/b2"}
    assert sent(sender, messages(service, 5)) == ["told", "later", "gone", "refused", "told"]


def test_a_process_that_dies_loses_nothing_and_the_next_batch_has_a_new_one(
    sender: SenderBeside, service: PushService
) -> None:
    assert sent(sender, messages(service, 3)) == ["told"] * 3
    os.kill(pid_of(sender), signal.SIGSTOP)

    async def dies() -> list[str]:
        sending = asyncio.create_task(sender.send(KEY, messages(service, 3, "途中")))
        await asyncio.sleep(0.2)
        os.kill(pid_of(sender), signal.SIGKILL)
        return [one.outcome for one in await sending]

    assert asyncio.run(dies()) == ["later"] * 3
    assert sent(sender, messages(service, 3, "再び")) == ["told"] * 3


def test_a_process_that_hangs_is_ended(
    sender: SenderBeside, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert sent(sender, messages(service, 3)) == ["told"] * 3
    monkeypatch.setattr(sending_beside, "PATIENCE_S", 0.3)
    hung = pid_of(sender)
    os.kill(hung, signal.SIGSTOP)
    assert sent(sender, messages(service, 3)) == ["later"] * 3
    assert not is_running(hung)


def test_where_no_process_can_live_the_server_sends_itself(
    sender: SenderBeside, service: PushService, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kairan.notifications.sending_beside.sys.executable", "/bin/false")
    for _ in range(LOST_MOST):
        assert sent(sender, messages(service, 3)) == ["later"] * 3
    assert sent(sender, messages(service, 3)) == ["told"] * 3


def test_what_a_service_asked_for_is_known_to_whoever_sends_next(sender: SenderBeside, service: PushService) -> None:
    service.status, service.retry_after = 503, "600"
    said = sent(sender, messages(service, 3))
    assert "later" in said
    asked = service.asked
    sender.close()
    assert sent(sender, messages(service, 3)) == ["unsent"] * 3
    assert sent(sender, messages(service, 1)) == ["unsent"]
    assert service.asked == asked


def test_it_ends_with_the_server(sender: SenderBeside, service: PushService) -> None:
    assert sent(sender, messages(service, 3)) == ["told"] * 3
    pid = pid_of(sender)
    sender.close()
    wait_until(lambda: not is_running(pid), "it has ended")
