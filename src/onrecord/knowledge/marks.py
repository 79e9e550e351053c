"""Quotation marks: which open, which close, and which do both."""

OPENS: dict[str, frozenset[str]] = {
    "“": frozenset('”"') | {"''"},
    "``": frozenset(["''", '"', "”"]),
    "„": frozenset("“”"),
    "«": frozenset("»"),
    "‘": frozenset("’"),
}
"""What closes each opening mark; many texts close with another kind than they opened with."""

TOGGLES = frozenset(['"', "''"])
"""Marks that both open and close."""

WEAK = frozenset("‘")
"""Opening marks whose partner is an apostrophe too: without a partner they open nothing."""

CLOSES = frozenset(["”", "»", '"', "''"])
"""Marks that may close."""
