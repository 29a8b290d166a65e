"""The manifest of signing in by password, and of what was refused on the way in."""

from kairan.core.concern import Concern
from kairan.sessions.model import SignIn
from kairan.sign_in.http import NewPassword, SessionName, router

CONCERN = Concern(
    package="kairan.sign_in",
    routers=(router,),
    examples=(
        SignIn(login="sato", password="長いひとつの文をパスワードに", organization="482013"),  # noqa: S106
        NewPassword(current="長いひとつの文をパスワードに", new="さらに長いひとつの文を新しいパスワードに"),
        SessionName(name="窓口の端末"),
    ),
    tags={"Entrance": "Signing in and out, one's own password."},
)
