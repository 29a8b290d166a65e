"""Fixtures of anchors: installations as the commands have them."""

from tests.commands.conftest import english, installations

__all__ = ["english", "installations"]
