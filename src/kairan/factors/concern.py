"""The manifest of second factors and passkeys."""

from kairan.core.concern import Concern
from kairan.factors.http import router
from kairan.sessions.factor_model import (
    CredentialResponse,
    NewPasskey,
    PasskeyCredential,
    PasskeyName,
    PasskeySignIn,
    Proof,
    Shown,
    TotpConfirm,
)

_CREDENTIAL = PasskeyCredential(
    id="AbC3x0",
    raw_id="AbC3x0",
    type="public-key",
    response=CredentialResponse(client_data="eyJ0eXBlIjoi…", authenticator_data="SZYN5Y…", signature="MEUCIQ…"),
)


CONCERN = Concern(
    package="kairan.factors",
    routers=(router,),
    examples=(
        Proof(password="長いひとつの文をパスワードに"),  # noqa: S106
        Shown(code="492817"),
        TotpConfirm(sealed="v1.…", code="492817"),
        NewPasskey(name="窓口のパソコン", credential=_CREDENTIAL),
        PasskeyName(name="窓口のパソコン"),
        PasskeySignIn(passkey=_CREDENTIAL),
    ),
)
