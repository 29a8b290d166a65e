"""The city while it moves in: who is who, the administrator's desk, and how somebody new comes in."""

import msgspec

from tools.pictures.camera import Camera, Size
from tools.pictures.office import Desk
from tools.pictures.roster import Row


class Town(msgspec.Struct):
    """What the stages of the walk hand on to each other."""

    camera: Camera
    inside: str
    outside: str
    cast: dict[str, Row]
    office: Desk  # the administrator's
    rooms: dict[str, str] = {}  # by name
    desks: dict[str, Desk] = {}

    def newcomer(self, part: str, *, outside: bool = False, size: Size = "pc") -> Desk:
        """Sit somebody down who signs in with the password on their sheet, up to choosing their own."""
        person = self.cast[part]
        issued = self.office.call("POST", f"/administration/people/{self.office.id_of(person)}/password")
        desk = Desk(self.camera, self.outside if outside else self.inside, size)
        desk.sign_in(person.login, str(issued["password"]))
        desk.page.get_by_role("heading", name="パスワードを決めてください").wait_for()
        self.desks[part] = desk
        return desk

    def colleague(self, part: str) -> Desk:
        """Sit somebody down in the office, ready to work."""
        if part not in self.desks:
            desk = self.newcomer(part)
            desk.choose_password()
            desk.page.get_by_role("navigation", name="画面の切り替え").wait_for()
        return self.desks[part]
