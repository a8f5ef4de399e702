"""The rules, one module a tie type. Importing this package registers them all."""

from . import cooperation, twinning
from .base import RULES, Claim, Rule

__all__ = ["RULES", "Claim", "Rule", "cooperation", "twinning"]
