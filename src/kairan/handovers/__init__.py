"""Hand-over (引き継ぎ): what whoever leaves a post leaves to whoever takes it over."""

from kairan.handovers.delivery import hand_over, take_back

__all__ = ["hand_over", "take_back"]
