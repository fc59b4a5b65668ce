"""What customers think of what they were brought: ratings of orders, reviews of dishes.

Knows orders and dishes; no page and no support desk.
"""
