"""What people write to the house and what the house answers: tickets, the support desk, surveys.

Ratings and reviews themselves are kept by ordering.reviews, where menu pages can read them.
"""
