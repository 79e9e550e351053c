"""New kinds of sources on the command line, and the net that is left alone."""

import json
import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from onrecord.show.cli import app
from tests.intake.made import SECOND, TEXT, heard, page_of, pdf_of, put, zip_of
from tests.intake.server import serving
from tests.intake.test_visits import NEWS, THIRD, entry, rss, sitemap


def test_read_takes_the_new_kinds_and_refuses_a_private_address(tmp_path: Path) -> None:
    archive = put(tmp_path, "a.zip", zip_of({"1.html": page_of(TEXT), "2.pdf": pdf_of([[SECOND]])}))
    with serving() as site:
        result = CliRunner().invoke(
            app, ["read", str(archive), f"{site.address}/1", "--format", "jsonl"]
        )
        assert site.heard == []
    records = [json.loads(line) for line in result.stdout.splitlines()]
    assert [record["report"]["ref"] for record in records] == [
        f"{archive}#1.html",
        f"{archive}#2.pdf",
    ]
    assert result.exit_code == 1
    assert "private network" in result.stderr


def test_files_that_are_full_of_addresses_open_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda *given: opened.append(given))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *given, **_: opened.append(given))
    place = "https://gazette.example/1"
    put(tmp_path, "a.rss", rss(entry(place, more=f"<description>{THIRD}</description>")))
    put(tmp_path, "b.xml", sitemap(f"<url><loc>{place}</loc>{NEWS}</url>"))
    put(tmp_path, "c.html", page_of(TEXT, f"<link rel=canonical href='{place}'>"))
    put(
        tmp_path,
        "d.xml",
        b"<!DOCTYPE r SYSTEM 'https://gazette.example/x.dtd'>" + rss(entry(place)),
    )
    found = heard(tmp_path)
    assert len(found.taken) == 2
    assert opened == []
