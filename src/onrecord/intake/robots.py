"""What a site's robots.txt allows."""

from typing import Any, NamedTuple
from urllib.parse import urlsplit

from onrecord.intake.problem import SkipReason

ROBOTS_LIMIT = 500_000  # bytes that are read of a robots.txt (RFC 9309 asks for as many)


class Rules(NamedTuple):
    """The rules of one site; `parsed` is None where all or nothing is allowed.

    `reason` is why something is not allowed: the site forbids it, or it could not be asked.
    """

    parsed: Any
    everything: bool
    why: str
    delay: float | None = None
    product: str = ""
    reason: SkipReason = "robots"

    def allows(self, address: str) -> bool:
        """True if the site lets this program fetch the address."""
        if urlsplit(address).path == "/robots.txt":
            return True
        return (
            bool(self.parsed.can_fetch(address, self.product)) if self.parsed else self.everything
        )


def rules_of(status: int, body: bytes, product: str) -> Rules:
    """The rules for an answer (RFC 9309): none stated, all allowed; a failing server, nothing."""
    if status == 429 or status >= 500:
        return nothing_allowed(f"its robots.txt was answered with status {status}", "http-status")
    if status != 200:
        return Rules(None, True, "")
    from protego import Protego

    parsed = Protego.parse(body.decode("utf-8", "replace"))
    rate = parsed.request_rate(product)
    delays = [float(parsed.crawl_delay(product) or 0)]
    if rate and rate.requests:
        delays.append(rate.seconds / rate.requests)
    why = "the site's robots.txt forbids it. Ask the site, or save the page from the browser."
    return Rules(parsed, True, why, max(delays) or None, product)


def nothing_allowed(cause: str, reason: SkipReason) -> Rules:
    """The rules of a site that cannot say what they are."""
    why = f"{cause}, so nothing is fetched from the site. Try again later."
    return Rules(None, False, why, reason=reason)
