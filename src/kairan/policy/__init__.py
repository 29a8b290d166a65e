"""The one place that answers: may this viewer do this, here? Nothing else looks at faces or kinds of member."""

from kairan.policy.asking import allowed_to, may, require, upto_of
from kairan.policy.classes import class_of_stream, register_classes
from kairan.policy.model import ACTS, Act

__all__ = ["ACTS", "Act", "allowed_to", "class_of_stream", "may", "register_classes", "require", "upto_of"]
