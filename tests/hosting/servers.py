"""nginx and Caddy on loopback with the configurations that we ship: only the lines marked 記入 and the ports differ."""

from __future__ import annotations

import getpass
import grp
import pwd
import socket
import ssl
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.programs import free_ports, need, serving

SHIPPED = Path(__file__).parents[2] / "hosting"
USER, PASSWORD = "sales", "あおい傘と3つの駅"
HOST = "localhost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Served:
    """A running server: the address of each circle's site, and the file of the authority that vouches for it."""

    internal: str
    public: str
    plain: str
    authority: Path


def filled(text: str, values: Mapping[str, str]) -> str:
    """A configuration with its example values replaced; each of them has to be there."""
    for old, new in values.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


@contextmanager
def nginx(folder: Path, internal: Path, public: Path) -> Iterator[Served]:
    """nginx with both sites; ``folder`` is for its own files."""
    program = need("nginx")
    ports = free_ports(4)
    made, key = certificate(folder)
    (folder / "htpasswd").write_text(f"{USER}:{_hashed(PASSWORD)}\n", "utf-8")
    tls = {"/etc/nginx/tls/fullchain.pem": str(made), "/etc/nginx/tls/privkey.pem": str(key)}
    for name, root, plain, port in (("internal", internal, *ports[:2]), ("public", public, *ports[2:])):
        text = (SHIPPED / "nginx" / f"{name}.conf").read_text("utf-8")
        host = "casebook.example.co.jp" if name == "internal" else "cases.example.com"
        site = "/srv/casebook/site" if name == "internal" else "/srv/casebook/site-public"
        sign_in = {"/etc/nginx/casebook.htpasswd": str(folder / "htpasswd")} if name == "internal" else {}
        listen = {"listen 80;": f"listen 127.0.0.1:{plain};", "listen 443 ": f"listen 127.0.0.1:{port} "}
        values = {**tls, **sign_in, **listen, host: HOST, f"root {site};": f"root {root};"}
        (folder / f"{name}.conf").write_text(filled(text, values), "utf-8")
    (folder / "nginx.conf").write_text(_nginx_main(folder), "utf-8")
    command = [program, "-p", f"{folder}/", "-c", str(folder / "nginx.conf"), "-e", str(folder / "error.log")]
    with serving(command, ports, folder / "error.log", {}):
        yield Served(
            internal=f"https://{HOST}:{ports[1]}/",
            public=f"https://{HOST}:{ports[3]}/",
            plain=f"http://{HOST}:{ports[0]}/",
            authority=made,
        )


def _nginx_main(folder: Path) -> str:
    me = pwd.getpwnam(getpass.getuser())
    temporary = "".join(
        f"{what}_temp_path {folder}/{what};\n" for what in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"user {me.pw_name} {grp.getgrgid(me.pw_gid).gr_name};\nworker_processes 1;\ndaemon off;\n"
        f"pid {folder}/nginx.pid;\nerror_log {folder}/error.log warn;\nevents {{}}\n"
        f"http {{\naccess_log off;\n{temporary}include {folder}/internal.conf;\ninclude {folder}/public.conf;\n}}\n"
    )


@contextmanager
def caddy(folder: Path, internal: Path, public: Path) -> Iterator[Served]:
    """Caddy with both sites; ``folder`` is for its own files."""
    program = need("caddy")
    ports = free_ports(3)
    hashed = subprocess.run(
        [program, "hash-password", "--plaintext", PASSWORD], capture_output=True, text=True, check=True
    ).stdout.strip()
    (folder / "users").write_text(f"{USER} {hashed}\n", "utf-8")
    values = {
        "\ncasebook.example.co.jp {": f"\nhttps://{HOST}:{ports[0]} {{\n\tbind 127.0.0.1",
        "\ncases.example.com {": f"\nhttps://{HOST}:{ports[1]} {{\n\tbind 127.0.0.1",
        "/etc/caddy/casebook-users": str(folder / "users"),
        "root * /srv/casebook/site-public\n": f"root * {public}\n",
        "root * /srv/casebook/site\n": f"root * {internal}\n",
    }
    start = f"{{\n\tadmin off\n\tskip_install_trust\n\tlocal_certs\n\thttp_port {ports[2]}\n}}\n\n"
    text = filled((SHIPPED / "caddy" / "Caddyfile").read_text("utf-8"), values)
    (folder / "Caddyfile").write_text(start + text, "utf-8")
    command = [program, "run", "--config", str(folder / "Caddyfile"), "--adapter", "caddyfile"]
    home = {"XDG_DATA_HOME": str(folder / "data"), "XDG_CONFIG_HOME": str(folder / "config")}
    authority = folder / "data" / "caddy" / "pki" / "authorities" / "local" / "root.crt"
    with serving(command, ports, folder / "error.log", home):
        _wait_for_certificate(ports[0], authority)
        yield Served(
            internal=f"https://{HOST}:{ports[0]}/",
            public=f"https://{HOST}:{ports[1]}/",
            plain=f"http://{HOST}:{ports[2]}/",
            authority=authority,
        )


def certificate(folder: Path) -> tuple[Path, Path]:
    """A certificate for this machine, good for two days, and its key."""
    made, key = folder / "fullchain.pem", folder / "privkey.pem"
    kind = ["-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    about = ["-subj", f"/CN={HOST}", "-addext", f"subjectAltName=DNS:{HOST}"]
    command = [need("openssl"), "req", "-x509", *kind, *about, "-keyout", str(key), "-out", str(made)]
    subprocess.run(command, capture_output=True, check=True)
    return made, key


def _hashed(password: str) -> str:
    """A line of a password file, made as docs/hosting.md says."""
    command = [need("openssl"), "passwd", "-6", "-stdin"]
    return subprocess.run(command, input=password, capture_output=True, text=True, check=True).stdout.strip()


def _wait_for_certificate(port: int, authority: Path) -> None:
    """Caddy makes its certificates while it answers already."""
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 5) as line:
            ssl.create_default_context(cafile=authority).wrap_socket(line, server_hostname=HOST).close()
            return
        time.sleep(0.05)
    pytest.fail("Caddy has made no certificate")
