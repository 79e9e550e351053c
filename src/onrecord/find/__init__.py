"""Sentences, actors, times, figures, attributions, events: one file a concept."""
