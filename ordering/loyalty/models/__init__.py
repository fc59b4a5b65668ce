"""Points: rules in versions, the ledger, orders, adjustments and rewards. See docs/loyalty.md."""

from .adjustments import Adjustment
from .ledger import PointsAccount, PointsEntry, PointsLot
from .orders import OrderPoints
from .rewards import Reward, RewardUse
from .rules import MAX_POINTS, LoyaltyRules, Tier

__all__ = [
    "MAX_POINTS",
    "Adjustment",
    "LoyaltyRules",
    "OrderPoints",
    "PointsAccount",
    "PointsEntry",
    "PointsLot",
    "Reward",
    "RewardUse",
    "Tier",
]
