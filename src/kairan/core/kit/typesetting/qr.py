"""QR codes (QRコード), as SVG."""

import io

import segno


def qr_svg(address: str, mask: int | None = None) -> str:
    """Return a QR code that is read though a seventh of it is dirty. Trying every mask takes eight times as long."""
    out = io.BytesIO()
    code = segno.make(address, error="m", micro=False, mask=mask, boost_error=False)
    code.save(out, kind="svg", border=0, xmldecl=False, omitsize=True)
    return out.getvalue().decode()
