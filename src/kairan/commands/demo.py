"""`kairan demo`: load the demo and say who can sign in."""

from kairan.core.settings import Settings
from kairan.demo.load import load_demo


def load(settings: Settings) -> None:
    """Load the demo; a second time changes nothing."""
    load_demo(settings)
