"""The polite client, against a server on this machine; no test waits: the sleep is only noted."""

import re
from collections.abc import Callable, Iterator

import pytest

from onrecord.intake import Client, Manners, Remembered, Validators
from onrecord.intake.client import Unchanged
from onrecord.intake.robots import rules_of
from onrecord.intake.wire import FetchError
from tests.intake.made import TEXT, page_of
from tests.intake.server import Answer, Site, serving

PAGE = page_of(TEXT)
START = 1_707_728_400.0  # 2024-02-12T09:00:00Z


class Time:
    """A clock that goes only when somebody sleeps."""

    def __init__(self) -> None:
        self.now = START
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.now += seconds


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as found:
        yield found


@pytest.fixture
def time() -> Time:
    return Time()


Make = Callable[..., Client]


@pytest.fixture
def make(time: Time) -> Iterator[Make]:
    made: list[Client] = []

    def client(memory: Remembered | None = None, **manners: object) -> Client:
        given = Manners(**{"private": True, **manners})  # type: ignore[arg-type]
        made.append(
            Client(clock=time.clock, sleep=time.sleep, version="9", manners=given, memory=memory)
        )
        return made[-1]

    yield client
    for each in made:
        each.close()


def refused(client: Client, address: str) -> FetchError:
    with pytest.raises(FetchError) as caught:
        client.fetch(address)
    return caught.value


def test_a_page_comes_with_its_address_its_time_and_its_validators(site: Site, make: Make) -> None:
    site["/1"] = Answer(PAGE, headers={"Content-Type": "text/html; charset=UTF-8", "ETag": '"a"'})
    found = make().fetch(f"{site.address}/1")
    assert (found.body, found.address) == (PAGE, f"{site.address}/1")
    assert (found.content_type, found.charset) == ("text/html", "utf-8")
    assert found.fetched == "2024-02-12T09:00:01Z"  # a second after robots.txt
    assert found.validators == Validators('"a"', None)
    assert site.paths() == ["/robots.txt", "/1"]


def test_the_client_says_who_it_is(site: Site, make: Make) -> None:
    site["/1"] = PAGE
    make(contact="https://desk.example/about").fetch(f"{site.address}/1")
    assert {request.headers["user-agent"] for request in site.heard} == {
        "onrecord/9 (+https://desk.example/about)"
    }


def test_what_has_not_changed_is_not_sent_again(site: Site, make: Make) -> None:
    modified = "Mon, 12 Feb 2024 08:00:00 GMT"
    site["/1"] = Answer(PAGE, headers={"ETag": '"a"', "Last-Modified": modified})
    memory = Remembered()
    client = make(memory)
    first = client.fetch(f"{site.address}/1")
    client.fetch(f"{site.address}/1")
    assert "if-none-match" not in site.heard[-1].headers  # nobody kept the page yet
    assert first.validators
    memory.put(f"{site.address}/1", first.validators)
    with pytest.raises(Unchanged) as caught:
        client.fetch(f"{site.address}/1")
    assert caught.value.reason == "unchanged"
    assert site.heard[-1].headers["if-none-match"] == '"a"'
    assert site.heard[-1].headers["if-modified-since"] == modified


def test_robots_txt_is_obeyed_and_asked_once_a_day(site: Site, make: Make, time: Time) -> None:
    site["/robots.txt"] = (
        b"User-agent: *\nDisallow: /private\n\nUser-agent: onrecord\nDisallow: /no"
    )
    site["/private"] = site["/1"] = PAGE
    client = make()
    for path in ("/private", "/1"):
        client.fetch(f"{site.address}{path}")
    error = refused(client, f"{site.address}/no/1")
    assert (error.reason, site.paths()) == ("robots", ["/robots.txt", "/private", "/1"])
    time.now += 90_000
    client.fetch(f"{site.address}/1")
    assert site.paths().count("/robots.txt") == 2


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (429, False)]
)
def test_a_site_without_robots_txt_allows_all_and_a_failing_one_nothing(
    site: Site, make: Make, status: int, allowed: bool
) -> None:
    site["/robots.txt"] = Answer(status=status)
    site["/1"] = PAGE
    client = make()
    if allowed:
        assert client.fetch(f"{site.address}/1").body == PAGE
    else:
        error = refused(client, f"{site.address}/1")
        assert error.reason == "http-status"
        assert f"status {status}" in str(error)


def test_a_site_that_could_not_say_its_rules_is_asked_again_soon(
    site: Site, make: Make, time: Time
) -> None:
    site["/robots.txt"] = Answer(status=500)
    site["/1"] = PAGE
    client = make(tries=1)
    refused(client, f"{site.address}/1")
    site["/robots.txt"] = b""
    refused(client, f"{site.address}/1")
    time.now += 700
    assert client.fetch(f"{site.address}/1").body == PAGE


def test_the_rules_can_be_left_aside_for_a_site_of_ones_own(site: Site, make: Make) -> None:
    site["/robots.txt"] = b"User-agent: *\nDisallow: /"
    site["/1"] = PAGE
    assert refused(make(), f"{site.address}/1").reason == "robots"
    assert make(robots=False).fetch(f"{site.address}/1").body == PAGE


def test_a_host_is_asked_at_most_once_a_second(site: Site, make: Make, time: Time) -> None:
    site["/1"] = PAGE
    client = make()
    for _ in range(3):
        client.fetch(f"{site.address}/1")
    assert time.slept == [1.0, 1.0, 1.0]  # between robots.txt and three pages
    with serving() as other:
        other["/1"] = PAGE
        other["/robots.txt"] = b""
        before = len(time.slept)
        client.fetch(f"{other.address}/1")
        assert len(time.slept) == before + 1  # another host does not wait for the first


@pytest.mark.parametrize(
    ("rules", "delay"),
    [(b"User-agent: *\nCrawl-delay: 7", 7.0), (b"User-agent: *\nRequest-rate: 1/5", 5.0),
     (b"User-agent: *\nCrawl-delay: 0.1", 1.0)],
)  # fmt: skip
def test_the_pace_that_a_site_asks_for(
    site: Site, make: Make, time: Time, rules: bytes, delay: float
) -> None:
    site["/robots.txt"], site["/1"] = rules, PAGE
    client = make()
    client.fetch(f"{site.address}/1")
    client.fetch(f"{site.address}/1")
    assert time.slept[-1] == delay


def test_redirects_are_followed_a_few_times_and_under_the_rules(site: Site, make: Make) -> None:
    site["/robots.txt"] = b"User-agent: *\nDisallow: /no"
    site["/a"] = Answer(status=301, headers={"Location": "/b"})
    site["/b"] = Answer(status=302, headers={"Location": f"{site.address}/c?x=1"})
    site["/c?x=1"] = PAGE
    site["/out"] = Answer(status=302, headers={"Location": "/no/1"})
    site["/loop"] = Answer(status=302, headers={"Location": "/loop"})
    site["/file"] = Answer(status=302, headers={"Location": "file:///etc/hostname"})
    site["/lost"] = Answer(status=302)
    client = make()
    assert client.fetch(f"{site.address}/a").address == f"{site.address}/c?x=1"
    assert refused(client, f"{site.address}/out").reason == "robots"
    assert refused(client, f"{site.address}/file").reason == "address-refused"
    assert refused(client, f"{site.address}/lost").reason == "http-status"
    assert "more than 5 times" in str(refused(client, f"{site.address}/loop"))


@pytest.mark.parametrize("status", [401, 403, 404, 410, 418])
def test_an_error_of_the_server_says_what_to_do(site: Site, make: Make, status: int) -> None:
    site["/1"] = Answer(status=status)
    error = refused(make(), f"{site.address}/1")
    assert error.reason == "http-status"
    assert re.search(rf"status {status}\).|status {status}\. \w", str(error))
    assert site.paths().count("/1") == 1


def test_a_busy_server_is_asked_again_when_it_says_so(site: Site, make: Make, time: Time) -> None:
    site["/1"] = [
        Answer(status=429, headers={"Retry-After": "30"}),
        Answer(status=503, headers={"Retry-After": "Mon, 12 Feb 2024 09:01:00 GMT"}),
        Answer(PAGE),
    ]
    assert make().fetch(f"{site.address}/1").body == PAGE
    assert time.slept[1] == 30.0
    assert time.now >= START + 60
    site["/2"] = [Answer(status=500), Answer(PAGE)]
    assert make().fetch(f"{site.address}/2").body == PAGE


def test_a_server_that_stays_busy_is_left_alone(site: Site, make: Make, time: Time) -> None:
    site["/1"] = Answer(status=503)
    assert refused(make(), f"{site.address}/1").reason == "http-status"
    assert site.paths().count("/1") == 3
    site["/2"] = Answer(status=429, headers={"Retry-After": "86400"})
    assert refused(make(), f"{site.address}/2").reason == "http-status"
    assert site.paths().count("/2") == 1
    assert max(time.slept) < 10


def test_a_slow_server(site: Site, make: Make) -> None:
    site["/robots.txt"] = b""
    site["/1"] = Answer(PAGE, wait=True)
    error = refused(make(timeout=0.05, tries=2), f"{site.address}/1")
    assert error.reason == "timeout"
    assert site.paths().count("/1") == 2


def test_a_server_that_sends_for_ever(site: Site, make: Make, time: Time) -> None:
    site["/1"] = Answer(b"x" * 3_000_000)
    client = make(longest=-1.0, tries=1, robots=False)
    assert refused(client, f"{site.address}/1").reason == "timeout"


def test_a_server_that_breaks_off_or_is_not_there(site: Site, make: Make) -> None:
    site["/1"] = Answer(PAGE, length=len(PAGE) + 50)
    assert refused(make(), f"{site.address}/1").reason == "unreachable"
    assert refused(make(robots=False), "http://127.0.0.1:9/1").reason == "unreachable"
    assert refused(make(), "http://127.0.0.1:9/1").reason == "unreachable"


def test_too_large_a_page_and_a_bomb_are_refused(site: Site, make: Make) -> None:
    site["/1"] = b"x" * 2000
    site["/2"] = Answer(b"x" * 50_000_000, gzip=True)
    client = make(max_bytes=1000)
    for path in ("/1", "/2"):
        assert refused(client, f"{site.address}{path}").reason == "too-large"
    site["/3"] = Answer(PAGE, gzip=True)
    assert make().fetch(f"{site.address}/3").body == PAGE
    site["/4"] = Answer(PAGE, headers={"Content-Encoding": "gzip"})
    site["/5"] = Answer(PAGE, headers={"Content-Encoding": "br"})
    for path in ("/4", "/5"):
        assert refused(make(), f"{site.address}{path}").reason == "unreadable"


def test_what_is_no_address_is_refused_also_where_private_ones_are_allowed(make: Make) -> None:
    for address in ("http://[::1", "http://[zz]/", "http://", "http://a..b/", "http://x:port/"):
        assert refused(make(), address).reason == "address-refused"


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:8/1", "http://localhost/1", "http://[::1]/1", "http://10.0.0.7/1",
     "http://169.254.169.254/latest", "http://router.local/", "ftp://gazette.example/1",
     "file:///etc/hostname", "http://[::1", "http://[zz]/", "https://ex\u2100ample.invalid/"],
)  # fmt: skip
def test_private_and_other_addresses_are_refused(make: Make, address: str) -> None:
    assert refused(make(private=False), address).reason == "address-refused"


def test_a_name_that_leads_to_a_private_network_is_refused_before_it_is_asked(
    site: Site, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    site["/1"] = PAGE
    monkeypatch.setattr("onrecord.intake.client.is_private_name", lambda host: False)
    error = refused(make(private=False), f"{site.address}/1")
    assert error.reason == "address-refused"
    assert "127.0.0.1" in str(error)
    assert site.heard == []


def test_rules_are_read_as_rfc_9309_says() -> None:
    rules = rules_of(
        200, b"User-agent: *\nDisallow: /a\nAllow: /a/b$\nDisallow: /*.pdf", "onrecord"
    )
    for path, allowed in (("/a", False), ("/a/b", True), ("/x.pdf", False), ("/robots.txt", True)):
        assert rules.allows(f"https://gazette.example{path}") is allowed
    assert rules.delay is None
