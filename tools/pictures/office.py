"""People of the city at their screens, for a walk through the product: what several stages do alike."""

from playwright.sync_api import BrowserContext, Page

from tools.pictures.camera import Camera, Size
from tools.pictures.roster import Row

OWN_PASSWORD = "汐見原の海はきょうも静か"
CALL = """async ([method, path, body]) => {
  const headers = { "Content-Type": "application/json" };
  const answer = await fetch(path, { method, headers, body: body === null ? undefined : JSON.stringify(body) });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return answer.status === 204 ? null : answer.json();
}"""


class Desk:
    """One browser at one entrance of the city."""

    def __init__(self, camera: Camera, url: str, size: Size = "pc") -> None:
        self.camera = camera
        self.url = url
        self.context: BrowserContext = camera.screen(size)
        self.context.set_default_timeout(120_000)  # the machine may be slow; what is waited for does come
        self.page: Page = self.context.new_page()

    def go(self, path: str, heading: str | None = None) -> Page:
        """Open a page and wait for its heading."""
        self.page.goto(self.url + path)
        if heading is not None:
            self.page.get_by_role("heading", name=heading, exact=True).first.wait_for()
        return self.page

    def sign_in(self, login: str, password: str) -> None:
        """Sign in; the only body of the installation is already chosen, or is chosen here."""
        page = self.go("/")
        page.get_by_label("ログインID").fill(login)
        page.get_by_label("パスワード", exact=True).fill(password)
        page.get_by_role("button", name="サインインする", exact=True).click()

    def choose_password(self) -> None:
        """Replace the password that was issued by one's own."""
        self.page.get_by_label("新しいパスワード", exact=True).fill(OWN_PASSWORD)
        self.page.get_by_label("新しいパスワード（確認）").fill(OWN_PASSWORD)
        self.page.get_by_role("button", name="このパスワードにする").click()

    def call(self, method: str, path: str, body: object = None) -> dict[str, object]:
        """Ask the server as the page does, for what needs no picture."""
        if not self.page.url.startswith(self.url):
            self.go("/")
        answer: dict[str, object] = self.page.evaluate(CALL, [method, f"/api{path}", body])
        return answer

    def id_of(self, person: Row) -> str:
        """Find the account of somebody in the roster, as an administrator."""
        found = self.call("GET", f"/administration/people?q={person.login}")
        people = found["accounts"]
        assert isinstance(people, list), found
        return str(people[0]["id"])

    def take(self, name: str) -> None:
        self.camera.take(self.page, f"moving-{name}")

    def close(self) -> None:
        self.context.close()
