"""`kairan demo`: load the demo and say who can sign in."""

from kairan.demo.load import load_demo
from kairan.settings import Settings


def load(settings: Settings) -> None:
    """Load the demo; a second time changes nothing."""
    load_demo(settings)
