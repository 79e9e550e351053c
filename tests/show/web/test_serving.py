"""The command that serves: where it listens, what it refuses, how it ends."""

import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from onrecord.errors import UsageError
from onrecord.show.cli import app
from onrecord.show.web.guard import LOOPBACK
from onrecord.show.web.serving import address_of, listen, names_of


def test_it_serves_until_it_is_stopped(ledger_file: Path) -> None:
    command = [sys.executable, "-m", "onrecord", "serve", "--ledger", str(ledger_file),
               "--port", "0", "--read-only"]  # fmt: skip
    settings = {**os.environ, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=settings
    ) as server:
        assert server.stderr
        line = server.stderr.readline()
        address = re.search(r"http://127\.0\.0\.1:\d+/", line)
        assert address, line + server.stderr.read()
        answer = httpx.get(f"{address[0]}reports", timeout=30)
        assert answer.status_code == 200
        assert "server" not in answer.headers
        assert httpx.post(f"{address[0]}judge", timeout=30).status_code == 403
        server.send_signal(signal.SIGINT)
        out, rest = server.communicate(timeout=30)
    assert server.returncode == 0
    assert rest.strip() == "onrecord: stopped"
    assert out == ""


def test_a_missing_ledger_is_said(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--ledger", str(tmp_path / "none.db")])
    assert result.exit_code != 0
    assert "there is no ledger at" in str(result.exception)


def test_a_port_that_is_taken_is_said(ledger_file: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--ledger", str(ledger_file), "--port", port])
    assert isinstance(result.exception, UsageError)
    assert f"port {port} is taken" in str(result.exception)
    assert "--port 0" in str(result.exception)


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "::", "desk.example"])
def test_other_machines_need_a_word(ledger_file: Path, host: str) -> None:
    result = CliRunner().invoke(app, ["serve", "--ledger", str(ledger_file), "--host", host])
    assert isinstance(result.exception, UsageError)
    assert "--allow-remote" in str(result.exception)
    assert host in names_of(host, remote=True)
    assert names_of(host, remote=True) >= LOOPBACK


def test_loopback_has_its_own_names_only() -> None:
    assert names_of("127.0.0.1", remote=False) == names_of("localhost", remote=True) == LOOPBACK


def test_a_place_that_is_none_is_said() -> None:
    with pytest.raises(UsageError, match="is no place to listen"):
        listen("no such host.invalid", 0)
    with pytest.raises(UsageError, match="cannot listen at"):
        listen("192.0.2.1", 0)


def test_port_0_takes_one_and_says_which() -> None:
    listening = listen("127.0.0.1", 0)
    try:
        port = listening.getsockname()[1]
        assert port > 0
        assert address_of(listening, "127.0.0.1") == f"http://127.0.0.1:{port}/"
        assert address_of(listening, "0.0.0.0") == f"http://127.0.0.1:{port}/"
        assert address_of(listening, "::1") == f"http://[::1]:{port}/"
    finally:
        listening.close()
