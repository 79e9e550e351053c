"""Polls: who asked whom, when and how, and what they answered, also across sentences."""

from onrecord.find.polls.finder import find_polls

__all__ = ["find_polls"]
