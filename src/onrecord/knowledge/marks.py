"""Quotation marks: which open, which close, and which do both."""

OPENS: dict[str, frozenset[str]] = {
    "“": frozenset('”"') | {"''"},
    "``": frozenset(["''", '"', "”"]),
    "„": frozenset("“”"),
    "«": frozenset("»"),
    "”": frozenset('”"'),
    "»": frozenset("«»"),
}
"""What closes each opening mark; many texts close with another kind than they opened with."""

SINGLE: dict[str, frozenset[str]] = {
    "‘": frozenset("’'"),
    "'": frozenset("'’"),
    "‹": frozenset("›"),
}
"""The same for single marks, whose partner may be an apostrophe: without one they open nothing."""

TOGGLES = frozenset(['"', "''"])
"""Marks that both open and close."""

DOUBTFUL = frozenset(['"', "''", "”", "»"])
"""Marks that open only where they touch the word behind them, and close elsewhere."""

CLOSES = frozenset(["”", "»", '"', "''"])
"""Marks that may close."""

MARKS = frozenset().union(OPENS, SINGLE, TOGGLES, CLOSES, *OPENS.values(), *SINGLE.values())
"""All of them."""
