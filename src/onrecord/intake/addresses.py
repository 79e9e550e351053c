"""Addresses: the normal form by which two are known to be one, and what may be opened."""

import re
from ipaddress import ip_address
from urllib.parse import parse_qsl, quote, unquote, urlencode, urlsplit, urlunsplit

# parameters that say where a reader came from, not what the page is
TRACKING = re.compile(
    r"utm_\w+|fb_\w+|_hs\w+|guce_\w+|at_(?:medium|campaign|custom\w*|link\w*|format|ptr\w*|bbc\w*)"
    r"|pk_\w+|mtm_\w+|ns_\w+|hsa_\w+|ga_\w+|itm_\w+|int_\w+|wt_\w+|oly_\w+|matomo_\w+|piwik_\w+"
    r"|fbclid|gclid|gclsrc|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|gbraid|wbraid|mc_[ce]id"
    r"|_ga|_gl|_openstat|cmpid|cmp|icid|ocid|smid|smtyp|spm|xtor|ito|s_cid|srnd|taid|guccounter"
    r"|hsctatracking|vero_id|mkt_tok|wickedid|rss|ftag|ncid|sr_share|share_id|refsrc|soc_src"
    r"|soc_trk|tsrc|partner|emc|nl|te|trk|trkcampaign|ssource|sref|feedtype|feedname|__twitter_\w+"
    r"|amp|outputtype|output|from_source|src_source",
    re.IGNORECASE,
)
_ONLY_AMP = {"output": "amp", "outputtype": "amp"}  # these mean something with another value
_PORTS = {"http": 80, "https": 443}
_SAFE = "/:@!$&'()*+,;=~-._"


def is_address(source: str) -> bool:
    """True for what is fetched, not looked for on the disk."""
    return source.lower().startswith(("http://", "https://"))


def without_tracking(address: str) -> str:
    """The address without parameters that follow a reader around, and without its fragment."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    kept = "&".join(each for each in parts.query.split("&") if each and not _is_tracking(each))
    return urlunsplit(parts._replace(query=kept, fragment=""))


def _is_tracking(parameter: str) -> bool:
    name, _, value = parameter.partition("=")
    name = unquote(name).lower()
    wanted = _ONLY_AMP.get(name)
    return bool(TRACKING.fullmatch(name)) and (wanted is None or value.lower() == wanted)


def canonical(address: str) -> str | None:
    """The normal form of an address: the same for the ways in which one page is linked.

    The scheme is `https`, the host lower case in ASCII without `www.` and the default port; names
    and passwords, the fragment and the parameters of tracking go, the other parameters are sorted;
    escapes are written one way, dots in the path resolved, a slash at its end dropped. It is a
    key, not an address to be opened. None for what is no http(s) address.

        >>> canonical("http://www.Gazette.example:80/a/../news/1/?utm_source=x&b=2&a=1#top")
        'https://gazette.example/news/1?a=1&b=2'
    """
    try:
        parts = urlsplit(without_tracking(address))
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if parts.scheme.lower() not in _PORTS or not host:
        return None
    name = _ascii(host.rstrip(".")).removeprefix("www.")
    name = f"[{name}]" if ":" in name else name
    if port and port != _PORTS[parts.scheme.lower()]:
        name = f"{name}:{port}"
    query = urlencode(sorted(parse_qsl(parts.query, keep_blank_values=True)))
    return urlunsplit(("https", name, _path(parts.path), query, ""))


def _ascii(host: str) -> str:
    try:
        return host.encode("idna").decode("ascii").lower()
    except UnicodeError:
        return host.lower()


def _path(path: str) -> str:
    kept: list[str] = []
    for step in path.split("/"):
        if step == "..":
            kept = kept[:-1] or kept
        elif step != ".":
            kept.append(step)
    whole = "/".join(kept).rstrip("/")
    return quote(unquote(whole), safe=_SAFE) if "%2f" not in whole.lower() else whole


def key_of(url: str | None, address: str | None) -> str | None:
    """The key of a report: of the address that its page gives itself, else of where it was found.

    A front page is nobody's address: pages that name one as their own are many. Nor is the page
    of another site: a copy that names the original is a report of its own.
    """
    own = canonical(url) if url else None
    found = canonical(address) if address else None
    if own and is_front(own) and not (found and is_front(found)):
        own = None
    if own and found and site_of(own) != site_of(found):
        own = None
    return own or found


def is_front(key: str) -> bool:
    """True for the key of a site's front page."""
    parts = urlsplit(key)
    return parts.path in {"", "/"} and not parts.query


def site_of(address: str) -> str:
    """The name under which a site is known: `gazette.example` of `m.news.gazette.example`.

    Without the list of public suffixes: a short second label (`co.uk`) counts as one.
    """
    labels = (urlsplit(address).hostname or "").split(".")
    if len(labels) > 2 and len(labels[-2]) <= 3 and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_private_name(host: str) -> bool:
    """True for a host that is a number of a private network, or this machine by its name."""
    name = host.lower().rstrip(".")
    try:
        ip_address(name)
    except ValueError:
        return name == "localhost" or name.endswith((".localhost", ".local", ".internal"))
    return not is_public(name)


def is_public(number: str) -> bool:
    """True for the number of a machine on the open net; not for those of this one or of a house."""
    try:
        found = ip_address(number.partition("%")[0])
    except ValueError:
        return False
    inside = getattr(found, "ipv4_mapped", None) or found
    return inside.is_global and not inside.is_multicast
