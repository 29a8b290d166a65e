"""An authenticator in software: makes keys and signs as WebAuthn says, and can be copied, which real ones prevent."""

import copy
import json
import os
from hashlib import sha256

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import bytes_to_base64url

from kairan.sessions.factor_model import CredentialResponse, PasskeyCredential

UP, UV, ATTESTED = 0x01, 0x04, 0x40


class Authenticator:
    """One key; it counts its uses unless told not to."""

    def __init__(self, rp_id: str = "localhost", origin: str = "http://localhost:8000", *, counts: bool = True) -> None:
        self.rp_id, self.origin, self.counts = rp_id, origin, counts
        self.id = os.urandom(16)
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.count = 0

    def copied(self) -> "Authenticator":
        """Return a copy: what a thief has."""
        return copy.copy(self)

    def make(self, challenge: str, *, verified: bool = True) -> PasskeyCredential:
        """Answer a request to make a credential."""
        numbers = self.key.public_key().public_numbers()
        cose = {1: 2, 3: -7, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}
        attested = bytes(16) + len(self.id).to_bytes(2) + self.id + cbor2.dumps(cose)
        data = self._data(ATTESTED, verified=verified) + attested
        attestation = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._credential(
            CredentialResponse(
                client_data=bytes_to_base64url(self._client_data("webauthn.create", challenge)),
                attestation=bytes_to_base64url(attestation),
                transports=["internal"],
            )
        )

    def show(self, challenge: str, *, verified: bool = True) -> PasskeyCredential:
        """Answer a request to show the credential."""
        self.count += self.counts
        data, client_data = self._data(0, verified=verified), self._client_data("webauthn.get", challenge)
        signature = self.key.sign(data + sha256(client_data).digest(), ec.ECDSA(hashes.SHA256()))
        return self._credential(
            CredentialResponse(
                client_data=bytes_to_base64url(client_data),
                authenticator_data=bytes_to_base64url(data),
                signature=bytes_to_base64url(signature),
            )
        )

    def _data(self, flags: int, *, verified: bool) -> bytes:
        flags |= UP | (UV if verified else 0)
        return sha256(self.rp_id.encode()).digest() + bytes([flags]) + self.count.to_bytes(4)

    def _client_data(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin, "crossOrigin": False}).encode()

    def _credential(self, response: CredentialResponse) -> PasskeyCredential:
        name = bytes_to_base64url(self.id)
        return PasskeyCredential(id=name, raw_id=name, type="public-key", response=response)
