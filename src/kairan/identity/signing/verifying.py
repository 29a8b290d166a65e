"""Is this signature good? Who signed is found by their certificate, issued by an authority that the operator laid down.

Promises: nothing is asked of anybody: authorities and revocation lists lie in a folder that the operator fills; a
certificate of which no list speaks is refused. The authority signs certificates of people itself, as that of the
公的個人認証サービス does; longer chains are refused. What is critical in a certificate or a list and not known here
is refused (RFC 5280, 4.2 and 5.2).
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.x509.oid import ExtensionOID

from kairan.core.kit.bounds import bounded
from kairan.core.kit.clock import now_ms
from kairan.identity.model import LINE_LIMIT
from kairan.identity.signing.model import Verdict
from kairan.identity.signing.problems import CertificateOver, CertificateRevoked, RevocationUnknown, SignatureWrong

FILES_MOST = bounded("identity.trust_files", 5_000, "drop", "further authorities and revocation lists are not read")
LIST_BYTES = 64 * 1024 * 1024
RSA_BITS = 2048
_KNOWN = frozenset(
    {
        ExtensionOID.BASIC_CONSTRAINTS,
        ExtensionOID.KEY_USAGE,
        ExtensionOID.EXTENDED_KEY_USAGE,
        ExtensionOID.CERTIFICATE_POLICIES,
        ExtensionOID.SUBJECT_ALTERNATIVE_NAME,
    }
)
_KNOWN_OF_LIST = frozenset({ExtensionOID.ISSUING_DISTRIBUTION_POINT})


class Trust(NamedTuple):
    """What an operator laid down: authorities, and files that may be revocation lists."""

    authorities: list[x509.Certificate]
    lists: list[Path]


def trust_in(folder: str) -> Trust:
    """Read the authorities of a folder (`.pem`, `.cer`, `.crt`); lists (`.crl`) are read when they are wanted."""
    if not folder:
        return Trust([], [])
    files = sorted(one for one in Path(folder).glob("*") if one.is_file())[:FILES_MOST]
    found: list[x509.Certificate] = []
    for one in files:
        if one.suffix.lower() in {".pem", ".cer", ".crt"}:
            found += _certificates(one.read_bytes())
    return Trust(found, [one for one in files if one.suffix.lower() == ".crl" and one.stat().st_size <= LIST_BYTES])


def _certificates(content: bytes) -> list[x509.Certificate]:
    try:
        if content.lstrip().startswith(b"-----BEGIN"):
            return x509.load_pem_x509_certificates(content)
        return [x509.load_der_x509_certificate(content)]
    except ValueError:
        return []


def verify(trust: Trust, document: bytes, signature: bytes, der: bytes) -> Verdict:
    """Return what was found of a signature that is good now.

    Problems: SignatureWrong, CertificateOver, CertificateRevoked, RevocationUnknown.
    """
    now = datetime.fromtimestamp(now_ms() / 1000, UTC)
    try:
        certificate = x509.load_der_x509_certificate(der)
        _require_signed(certificate, document, signature)
        _require_of_a_person(certificate)
        authority = _authority_of(trust.authorities, certificate, now)
    except (ValueError, TypeError, UnsupportedAlgorithm, x509.DuplicateExtension) as error:
        raise SignatureWrong(what="certificate") from error
    if not certificate.not_valid_before_utc <= now <= certificate.not_valid_after_utc:
        raise CertificateOver
    listed = _require_not_revoked(trust.lists, certificate, authority, now)
    return Verdict(
        authority=authority.subject.rfc4514_string()[:LINE_LIMIT],
        revocation="good",
        listed_at=int(listed.last_update_utc.timestamp() * 1000),
        verified_at=now_ms(),
    )


def _require_signed(certificate: x509.Certificate, document: bytes, signature: bytes) -> None:
    key = certificate.public_key()
    try:
        if isinstance(key, rsa.RSAPublicKey) and key.key_size >= RSA_BITS:
            key.verify(signature, document, padding.PKCS1v15(), hashes.SHA256())
        elif isinstance(key, ec.EllipticCurvePublicKey):
            key.verify(signature, document, ec.ECDSA(hashes.SHA256()))
        else:
            raise SignatureWrong(what="key")
    except InvalidSignature as error:
        raise SignatureWrong(what="signature") from error


def _require_of_a_person(certificate: x509.Certificate) -> None:
    """Refuse a certificate that is an authority's, is not for signing, or says something critical we do not know."""
    for one in certificate.extensions:
        if one.critical and one.oid not in _KNOWN:
            raise SignatureWrong(what=one.oid.dotted_string)
        if isinstance(one.value, x509.BasicConstraints) and one.value.ca:
            raise SignatureWrong(what="authority")
    usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value if _says_usage(certificate) else None
    if usage is not None and not (usage.digital_signature or usage.content_commitment):
        raise SignatureWrong(what="key usage")


def _says_usage(certificate: x509.Certificate) -> bool:
    return any(one.oid == ExtensionOID.KEY_USAGE for one in certificate.extensions)


def _authority_of(
    authorities: Iterable[x509.Certificate], certificate: x509.Certificate, now: datetime
) -> x509.Certificate:
    """Return who issued a certificate. Problems: SignatureWrong."""
    for one in authorities:
        if one.subject != certificate.issuer or not _is_authority(one, now):
            continue
        try:
            certificate.verify_directly_issued_by(one)
        except InvalidSignature:
            continue
        return one
    raise SignatureWrong(what="chain")


def _is_authority(one: x509.Certificate, now: datetime) -> bool:
    basic = next((found.value for found in one.extensions if isinstance(found.value, x509.BasicConstraints)), None)
    is_now = one.not_valid_before_utc <= now <= one.not_valid_after_utc
    return is_now and basic is not None and basic.ca


def _require_not_revoked(
    lists: Sequence[Path], certificate: x509.Certificate, authority: x509.Certificate, now: datetime
) -> x509.CertificateRevocationList:
    """Return the list that speaks of a certificate and does not name it.

    Problems: CertificateRevoked, RevocationUnknown.
    """
    good: x509.CertificateRevocationList | None = None
    for one in lists:
        found = _list_in(one)
        if found is None or not _speaks_of(found, certificate, authority, now):
            continue
        if found.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None:
            raise CertificateRevoked
        good = found if good is None or found.last_update_utc > good.last_update_utc else good
    if good is None:
        raise RevocationUnknown
    return good


def _list_in(file: Path) -> x509.CertificateRevocationList | None:
    try:
        content = file.read_bytes()
        is_text = content.lstrip().startswith(b"-----BEGIN")
        return x509.load_pem_x509_crl(content) if is_text else x509.load_der_x509_crl(content)
    except (OSError, ValueError):
        return None


def _speaks_of(
    found: x509.CertificateRevocationList, certificate: x509.Certificate, authority: x509.Certificate, now: datetime
) -> bool:
    until = found.next_update_utc
    if found.issuer != authority.subject or until is None or not found.last_update_utc <= now <= until:
        return False
    key = authority.public_key()
    if not isinstance(key, rsa.RSAPublicKey | ec.EllipticCurvePublicKey) or not found.is_signature_valid(key):
        return False
    if any(one.critical and one.oid not in _KNOWN_OF_LIST for one in found.extensions):
        return False
    part = next((one.value for one in found.extensions if isinstance(one.value, x509.IssuingDistributionPoint)), None)
    return part is None or _covers(part, certificate)


def _covers(part: x509.IssuingDistributionPoint, certificate: x509.Certificate) -> bool:
    """Whether a list of a part of the certificates is of the part this one belongs to."""
    if part.only_contains_ca_certs or part.only_contains_attribute_certs or part.indirect_crl:
        return False
    if part.only_some_reasons is not None or part.relative_name is not None:
        return False
    if part.full_name is None:
        return True
    points = next(
        (one.value for one in certificate.extensions if isinstance(one.value, x509.CRLDistributionPoints)), ()
    )
    named = {str(name.value) for one in points for name in one.full_name or ()}
    return any(str(name.value) in named for name in part.full_name)
