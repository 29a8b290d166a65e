"""A page says whether its person is there: their phone is silent for as long as they see everything here."""

from tests.browser.conftest import Meet
from tests.browser.town import ROOM, Town


def test_a_page_says_when_its_person_goes_to_another_window(town: Town, meet: Meet) -> None:
    sato = meet(town.cast.sato)
    sent: list[str] = []
    sato.page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(str(frame))))
    sato.go("/")
    sato.page.get_by_role("link", name=ROOM).first.wait_for()
    sato.page.mouse.wheel(0, 10)
    sato.until(lambda: any('"active"' in one for one in sent), "the page says that somebody is here")
    sato.page.evaluate("document.hasFocus = () => false; dispatchEvent(new Event('blur'))")
    sato.until(lambda: any('"here":false' in one for one in sent), "the page says that they went")
