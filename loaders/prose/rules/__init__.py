"""The rules, one module a tie type. Importing this package registers them all."""

from . import (
    clearance,
    cooperation,
    dated,
    exchange,
    hosting,
    listing,
    ownership,
    production,
    representation,
    residency,
    same,
    shares,
    sites,
    trade,
    twin_lists,
    twinning,
)
from .base import RULES, Claim, Rule, rules_for

__all__ = [
    "RULES",
    "Claim",
    "Rule",
    "clearance",
    "cooperation",
    "dated",
    "exchange",
    "hosting",
    "listing",
    "ownership",
    "production",
    "representation",
    "residency",
    "rules_for",
    "same",
    "shares",
    "sites",
    "trade",
    "twin_lists",
    "twinning",
]
