"""A signature is good or it is not taken: of this document, by an authority that is trusted, and not revoked."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509 import Certificate

from kairan.core.kit.problems import Problem
from kairan.identity.signing.problems import CertificateOver, CertificateRevoked, RevocationUnknown, SignatureWrong
from kairan.identity.signing.verifying import trust_in, verify
from tests.support.authority import DAY, Authority, new_key

DOCUMENT = "転出届".encode()


@pytest.fixture(scope="module")
def key() -> rsa.RSAPrivateKey:
    return new_key()


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    return Authority(tmp_path / "trust")


def signed(key: rsa.RSAPrivateKey, document: bytes = DOCUMENT) -> bytes:
    return key.sign(document, padding.PKCS1v15(), hashes.SHA256())


def verdict(authority: Authority, certificate: Certificate, signature: bytes) -> str:
    der = certificate.public_bytes(Encoding.DER)
    return verify(trust_in(str(authority.folder)), DOCUMENT, signature, der).authority


def test_what_is_signed_under_a_trusted_authority_is_good(authority: Authority, key: rsa.RSAPrivateKey) -> None:
    assert verdict(authority, authority.issue(key), signed(key)) == "CN=Test Signature CA"


def _revoked(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    certificate = authority.issue(key)
    authority.revoked.append(certificate.serial_number)
    authority.publish()
    return certificate


def _without_a_list(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    (authority.folder / "list.crl").unlink()
    return authority.issue(key)


def _with_a_list_that_is_over(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    authority.publish(until=authority.now - timedelta(hours=1))
    return authority.issue(key)


def _with_a_list_of_others(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    authority.publish(point="http://crl.example/1")
    return authority.issue(key, point="http://crl.example/2")


def _with_anothers_list(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    other = Authority(authority.folder.parent / "other")  # of the same name, with another key
    (authority.folder / "list.crl").write_bytes((other.folder / "list.crl").read_bytes())
    return authority.issue(key)


def _of_nobody_trusted(authority: Authority, key: rsa.RSAPrivateKey) -> Certificate:
    return Authority(authority.folder.parent / "other").issue(key)


@pytest.mark.parametrize(
    ("made", "refusal"),
    [
        (_revoked, CertificateRevoked),
        (_without_a_list, RevocationUnknown),
        (_with_a_list_that_is_over, RevocationUnknown),
        (_with_a_list_of_others, RevocationUnknown),
        (_with_anothers_list, RevocationUnknown),
        (_of_nobody_trusted, SignatureWrong),
        (lambda authority, key: authority.issue(key, days=-1), CertificateOver),
        (lambda authority, key: authority.issue(key, is_ca=True), SignatureWrong),
        (lambda authority, key: authority.issue(key, odd=True), SignatureWrong),
    ],
)
def test_what_is_not_good_is_refused_by_what_is_wrong(
    authority: Authority,
    key: rsa.RSAPrivateKey,
    made: Callable[[Authority, rsa.RSAPrivateKey], Certificate],
    refusal: type[Problem],
) -> None:
    with pytest.raises(refusal):
        verdict(authority, made(authority, key), signed(key))


def test_a_list_of_its_own_part_speaks_of_a_certificate(authority: Authority, key: rsa.RSAPrivateKey) -> None:
    certificate = authority.issue(key, point="http://crl.example/1")
    authority.publish(point="http://crl.example/1")
    assert verdict(authority, certificate, signed(key))


@pytest.mark.parametrize("signature", [b"", b"x" * 256])
def test_what_is_no_signature_of_this_document_is_refused(
    authority: Authority, key: rsa.RSAPrivateKey, signature: bytes
) -> None:
    certificate = authority.issue(key)
    for one in (signature, signed(key, b"another"), signed(new_key())):
        with pytest.raises(SignatureWrong):
            verdict(authority, certificate, one)


def test_what_is_no_certificate_is_refused(authority: Authority) -> None:
    for der in (b"", b"no certificate", bytes(1000)):
        with pytest.raises(SignatureWrong):
            verify(trust_in(str(authority.folder)), DOCUMENT, b"", der)


def test_an_authority_whose_time_is_over_is_trusted_no_more(
    authority: Authority, key: rsa.RSAPrivateKey, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificate = authority.issue(key, days=2_000)
    later = int((authority.now + 1_000 * DAY).timestamp() * 1000)
    monkeypatch.setattr("kairan.identity.signing.verifying.now_ms", lambda: later)
    with pytest.raises(SignatureWrong):
        verdict(authority, certificate, signed(key))


def test_without_a_folder_nobody_is_trusted(authority: Authority, key: rsa.RSAPrivateKey) -> None:
    with pytest.raises(SignatureWrong):
        verify(trust_in(""), DOCUMENT, signed(key), authority.issue(key).public_bytes(Encoding.DER))
