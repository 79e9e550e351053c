"""How credible a claim is by its origins: a proposal on the NATO Admiralty grid.

The grid (STANAG 2511, AJP-2.1) grades information 1 (confirmed by other sources) to 6 (cannot be
judged), and sources A to F; the grades of sources are the user's alone. Here the sum is made of
counts and nothing else: certainly separate origins, those at most, and those against.
"""

from onrecord.model.across import Credibility

GRADES = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}

# The word of estimative probability (ICD 203, 2015) nearest to a grade: lowest and highest chance
# in percent, and two words for it. The scales measure different things; the word is a help.
ESTIMATES = {
    1: (95, 99, "almost certain", "nearly certain"),
    2: (80, 95, "very likely", "highly probable"),
    3: (45, 55, "roughly even chance", "roughly even odds"),
    4: (20, 45, "unlikely", "improbable"),
    5: (5, 20, "very unlikely", "highly improbable"),
}


def estimate(grade: int) -> str | None:
    """The words of estimative probability for a grade, None for 6.

    >>> estimate(2)
    'very likely, highly probable (80 to 95 percent)'
    """
    if grade not in ESTIMATES:
        return None
    low, high, *words = ESTIMATES[grade]
    return f"{', '.join(map(str, words))} ({low} to {high} percent)"


def credibility(low: int, high: int, against: int, withdrawn: int, circle: bool) -> Credibility:
    """The grade of a claim: `low` and `high` are its origins, `against` those of its denials,
    `withdrawn` how many of its origins took it back."""
    left = max(0, low - withdrawn)
    grade = _grade(left, max(left, high - withdrawn), against, withdrawn, circle)
    parts = [f"{low} certainly separate" + (f", {high} at most" if high != low else "")]
    if against:
        parts.append(f"{against} against")
    if withdrawn:
        parts.append(f"{withdrawn} taken back")
    if circle:
        parts.append("outlets that have it from each other")
    return Credibility(grade=grade, why=f"{'; '.join(parts)}: {GRADES[grade]}")


def _grade(left: int, high: int, against: int, withdrawn: int, circle: bool) -> int:
    """The sum: two separate origins confirm; one that is denied is doubtful, and improbable if
    more deny than say it, or if all who said it took it back."""
    if withdrawn and left == 0:
        return 5
    if circle and left == 0:
        return 5 if against else 6
    if against > max(left, 1):
        return 5
    if left >= 2:
        return 2 if against else 1
    if against:
        return 4
    return 2 if high >= 2 and left else 3
