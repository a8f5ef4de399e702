"""The rules, one module a tie type. Importing this package registers them all."""

from . import (
    clearance,
    cooperation,
    dated,
    exchange,
    listing,
    ownership,
    partner_lists,
    production,
    representation,
    residency,
    same,
    shares,
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
    "listing",
    "ownership",
    "partner_lists",
    "production",
    "representation",
    "residency",
    "rules_for",
    "same",
    "shares",
    "trade",
    "twin_lists",
    "twinning",
]
