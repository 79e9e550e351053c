"""Who says so: source, cue and content of every attribution in a report.

The terms and the measure are those of PARC (Pareti 2016) and PolNeAR (Newell et al. 2018).
"""

from onrecord.find.attributions.facts import find_attributions

__all__ = ["find_attributions"]
