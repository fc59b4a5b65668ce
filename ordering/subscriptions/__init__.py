"""Meals that come by themselves: plans, subscriptions, their paid periods and single meals."""
