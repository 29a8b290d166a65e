"""Revisions: what a form was filled in upon. A form that saves a whole sends back the revision of what it showed."""

import hashlib

import msgspec

LENGTH = 16


def revision_of(value: object) -> str:
    """Return what stands for a value: the same for the same value, another for any other."""
    return hashlib.sha256(msgspec.json.encode(value, order="deterministic")).hexdigest()[:LENGTH]
