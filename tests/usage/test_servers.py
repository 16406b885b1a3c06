"""The settings that the documentation gives to nginx and Caddy, in nginx and Caddy: what they write, and do not."""

from __future__ import annotations

import http.client
import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from generator.gaps import read_usage
from tests.programs import free_ports, need, serving

from .site import BEACON

DOCUMENT = (Path(__file__).parents[2] / "docs/usage.md").read_text("utf-8")
BLOCKS = dict(re.findall(r"<!-- (\w+: \w+) -->\n```\w+\n(.*?)```\n", DOCUMENT, re.DOTALL))
_LOG = re.compile(r"/var/log/(?:nginx|caddy)/")
_SECRETS = ("taro", "secret", "session", "Mozilla", "192.0.2.1", "example.com/from", "remote")


def _nginx(program: str, folder: Path, port: int) -> list[str]:
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    server = f"server {{ listen 127.0.0.1:{port}; root {folder}/site;\n{BLOCKS['nginx: server']}}}"
    text = f"pid {folder}/pid;\nerror_log {folder}/error;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}"
    text += f"{BLOCKS['nginx: http']}{server}\n}}\n"
    (folder / "nginx.conf").write_text(_LOG.sub(f"{folder}/", text), "utf-8")
    return [program, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]


def _caddy(program: str, folder: Path, port: int) -> list[str]:
    text = f"{{\nadmin off\nauto_https off\n}}\nhttp://127.0.0.1:{port} {{\nroot * {folder}/site\nfile_server\n"
    (folder / "Caddyfile").write_text(_LOG.sub(f"{folder}/", f"{text}{BLOCKS['caddy: site']}}}\n"), "utf-8")
    return [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]


def _ask(port: int, method: str, path: str) -> int:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    telling = {
        "Cookie": "session=secret",
        "Authorization": "Basic dGFybzpzZWNyZXQ=",
        "Referer": "https://example.com/from",
        "User-Agent": "Mozilla/5.0",
        "X-Forwarded-For": "192.0.2.1",
    }
    connection.request(method, path, headers=telling)
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status


@pytest.mark.parametrize(("program", "settings"), [("nginx", _nginx), ("caddy", _caddy)])
def test_a_server_writes_what_is_counted_and_nothing_of_the_reader(
    program: str, settings: Callable[[str, Path, int], list[str]], tmp_path: Path
) -> None:
    found = need(program)
    tmp_path.chmod(0o755)
    (tmp_path / "site/cases").mkdir(parents=True)
    (tmp_path / "site/index.html").write_text("<!doctype html>", "utf-8")
    (port,) = free_ports(1)
    homes = {name: str(tmp_path) for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    with serving(settings(found, tmp_path, port), [port], tmp_path / "said", homes):
        assert _ask(port, "POST", f"{BEACON}?kind=view&page=%2Fcases%2F") == 204
        assert _ask(port, "POST", f"{BEACON}?kind=miss&query=%E4%BB%AE%E6%83%B3") == 204
        assert _ask(port, "GET", f"{BEACON}?kind=view&page=%2Fcases%2F") == 204
        assert _ask(port, "GET", "/index.html") in (200, 403)  # what a server that started as root may read
        log = tmp_path / "casebook-usage.log"
        for _ in range(100):
            if log.is_file() and log.read_text("utf-8").count("\n") == 3:
                break
            time.sleep(0.05)
    written = log.read_text("utf-8")
    assert [json.loads(line)["status"] for line in written.splitlines()] == [204, 204, 204]
    assert [secret for secret in _SECRETS if secret in written] == []
    usage = read_usage([log], BEACON, ["", "cases/"], ZoneInfo("Asia/Tokyo"))
    assert dict(usage.views) == {"cases/": 1}
    assert [(miss.query, miss.times) for miss in usage.misses] == [("仮想", 1)]
    assert usage.unread == 1, "what was fetched is no view"
