"""An authority that issues certificates to people, as that of 公的個人認証サービス does, with its revocation list."""

import base64
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

DAY = timedelta(days=1)
POLICY = x509.PolicyInformation(x509.ObjectIdentifier("1.2.392.200149.8.5.1.1.10"), None)
Name = x509.Name


def name_of(text: str) -> Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def new_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(65537, 2048)


class Authority:
    """Its key, its certificate and its list lie in a folder, as an operator lays them down."""

    def __init__(self, folder: Path, name: str = "Test Signature CA") -> None:
        self.folder = folder
        self.name = name_of(name)
        self.key = new_key()
        self.now = datetime.now(UTC).replace(microsecond=0)
        self.revoked: list[int] = []
        self.certificate = self._own()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "authority.cer").write_bytes(self.certificate.public_bytes(Encoding.DER))
        self.publish()

    def _own(self) -> x509.Certificate:
        made = x509.CertificateBuilder(self.name, self.name, self.key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(self.now - 9 * DAY).not_valid_after(self.now + 900 * DAY)
        return made.add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True).sign(
            self.key, hashes.SHA256()
        )

    def issue(
        self, key: rsa.RSAPrivateKey, *, days: int = 400, is_ca: bool = False, point: str = "", odd: bool = False
    ) -> x509.Certificate:
        """Issue a certificate to a person; `odd` says something critical that nobody knows."""
        usage = x509.KeyUsage(
            digital_signature=True,
            content_commitment=True,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=False,
            crl_sign=False,
            encipher_only=False,
            decipher_only=False,
        )
        made = x509.CertificateBuilder(self.name, name_of("person"), key.public_key(), x509.random_serial_number())
        made = made.not_valid_before(self.now - 8 * DAY).not_valid_after(self.now + days * DAY)
        made = made.add_extension(usage, critical=True)
        made = made.add_extension(x509.CertificatePolicies([POLICY]), critical=True)  # critical, as there
        if is_ca:
            made = made.add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        if odd:
            oid = x509.ObjectIdentifier("1.2.3.4.5")
            made = made.add_extension(x509.UnrecognizedExtension(oid, b"\x05\x00"), critical=True)
        if point:
            made = made.add_extension(x509.CRLDistributionPoints([_point(point)]), critical=False)
        return made.sign(self.key, hashes.SHA256())

    def publish(self, *, file: str = "list.crl", point: str = "", until: datetime | None = None) -> None:
        """Lay down the list of what is revoked; of a part of the certificates, where a point is named."""
        made = x509.CertificateRevocationListBuilder().issuer_name(self.name)
        made = made.last_update(self.now - DAY).next_update(until or self.now + 30 * DAY)
        for serial in self.revoked:
            entry = x509.RevokedCertificateBuilder().serial_number(serial).revocation_date(self.now - DAY).build()
            made = made.add_revoked_certificate(entry)
        if point:
            part = x509.IssuingDistributionPoint(
                full_name=[x509.UniformResourceIdentifier(point)],
                relative_name=None,
                only_contains_user_certs=False,
                only_contains_ca_certs=False,
                only_some_reasons=None,
                indirect_crl=False,
                only_contains_attribute_certs=False,
            )
            made = made.add_extension(part, critical=True)
        signed = made.sign(self.key, hashes.SHA256())
        (self.folder / file).write_bytes(signed.public_bytes(Encoding.DER))

    def card(self, _who: str, *, revoked: bool = False) -> dict[str, str]:
        """Return what the double signs with for somebody."""
        key = new_key()
        certificate = self.issue(key)
        if revoked:
            self.revoked.append(certificate.serial_number)
            self.publish()
        pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
        return {"key": pem, "certificate": base64.b64encode(certificate.public_bytes(Encoding.DER)).decode()}


def _point(url: str) -> x509.DistributionPoint:
    named = [x509.UniformResourceIdentifier(url)]
    return x509.DistributionPoint(full_name=named, relative_name=None, reasons=None, crl_issuer=None)
