"""Stub."""

from .schema import QuestionSeed

TOPICS: dict[str, dict[str, str]] = {}
QUESTIONS: tuple[QuestionSeed, ...] = ()
