"""A day as the house might live it, for trials and training: people, orders in every state, plans,
tickets, ratings. Written through the services that people use, never as rows; never in production.
"""
