"""Figures for Prometheus: what web processes count as they work, and what apps read on demand.

Every name begins with dusangire_. deploy/monitoring/ draws them and a test holds the two together.
No label names a person, an order or a dish.
"""
