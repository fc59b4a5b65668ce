"""Tickets with their threads, saved replies, and the pages on which people write to us."""

from .pages import FeedbackPage, SurveyField, SurveyPage
from .tickets import Category, Priority, SavedReply, Source, Status, Ticket, TicketEntry

__all__ = [
    "Category",
    "FeedbackPage",
    "Priority",
    "SavedReply",
    "Source",
    "Status",
    "SurveyField",
    "SurveyPage",
    "Ticket",
    "TicketEntry",
]
