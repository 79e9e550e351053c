"""Figures: quantities with their bounds, their units, and what is counted."""

from onrecord.find.figures.finder import find_figures

__all__ = ["find_figures"]
