"""A throw-away PostgreSQL cluster for one test run.

It listens on the loopback only, lives in a temporary folder, and never outlives the run: a shell holds a pipe to this
process, and whatever ends this process (Ctrl-C and kill -9 included) closes the pipe, stops the server and removes
the folder.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

INSTALLED = ("/usr/lib/postgresql", "/usr/pgsql-*", "/opt/homebrew/opt", "/usr/local/opt")
"""Where distributions keep `initdb`, which most of them leave out of PATH."""

SETTINGS = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "autovacuum": "off",
    "max_connections": "120",
    "shared_buffers": "64MB",
    "unix_socket_directories": "",
    "listen_addresses": "127.0.0.1",
}

# $1 folder, $2 pg_ctl, $3 server options. "ready" is the only line on standard output.
_WARDEN = """
if "$2" -D "$1/data" -l "$1/log" -o "$3" -w -t 60 start >"$1/start" 2>&1; then echo ready; cat >/dev/null; fi
"$2" -D "$1/data" -m immediate stop >/dev/null 2>&1
[ -s "$1/log" ] && tail -n 20 "$1/log" >&2
rm -rf "$1"
"""


class PostgresMissing(Exception):
    """No PostgreSQL server on this machine, or one that does not start."""


def binaries() -> Path:
    """The folder of the newest `initdb`, `pg_ctl` and `postgres` that work."""
    found = {path.parent for root in INSTALLED for path in _glob(root)}
    on_path = shutil.which("initdb")
    if on_path:
        found.add(Path(on_path).resolve().parent)
    versions = {version: folder for folder in found if (version := _version(folder))}
    if not versions:
        raise PostgresMissing("no PostgreSQL server is installed (Debian, Ubuntu: apt install postgresql)")
    return versions[max(versions)]


def _glob(root: str) -> list[Path]:
    base = Path(root)
    return [path for pattern in ("bin/initdb", "*/bin/initdb") for path in base.parent.glob(f"{base.name}/{pattern}")]


def _version(folder: Path) -> tuple[int, ...] | None:
    """The version of the server in `folder`, or None when it is incomplete or does not run."""
    if not all(os.access(folder / name, os.X_OK) for name in ("initdb", "pg_ctl", "postgres")):
        return None
    told = subprocess.run([folder / "initdb", "--version"], capture_output=True, text=True, check=False)
    words = told.stdout.split()
    if told.returncode or len(words) < 3:
        return None
    return tuple(int(part) for part in words[2].split(".") if part.isdigit())


@dataclass
class Cluster:
    """A running server; `url(name)` is the address of one of its databases."""

    port: int
    password: str
    warden: subprocess.Popen[str] | None = None

    def url(self, name: str = "postgres") -> str:
        return f"postgresql://chamber:{self.password}@127.0.0.1:{self.port}/{name}"

    def execute(self, *statements: str) -> None:
        """Run statements outside a transaction in the maintenance database."""
        with self._connected() as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def create(self, name: str, template: str = "template0") -> str:
        """A new database copied from `template`; returns its URL."""
        with self._connected() as connection:
            # Where nothing is waited for until it is on the disk, copying files costs half of logging each page.
            copying = " STRATEGY file_copy" if connection.info.server_version >= 150_000 else ""
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"{copying}'.encode())
        return self.url(name)

    def _connected(self) -> Any:
        import psycopg

        return psycopg.connect(self.url(), autocommit=True)

    def drop(self, name: str) -> None:
        self.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def stop(self) -> None:
        """Stop the server and remove its files; only for the process that started it."""
        if self.warden:
            self.warden.communicate(timeout=60)
            self.warden = None


def start() -> Cluster:
    """Make and start a cluster. Raises `PostgresMissing` with the server's own words."""
    if sys.platform == "win32":
        raise PostgresMissing("the throw-away server needs a POSIX shell")
    programs = binaries()
    owner = _owner()
    folder = Path(tempfile.mkdtemp(prefix="chamber-pg-"))
    password = secrets.token_hex(16)
    (folder / "password").write_text(password, encoding="ascii")
    if owner:
        for path in (folder, folder / "password"):
            shutil.chown(path, owner["user"], owner["group"])
    choices = (
        "--username=chamber",
        "--auth=password",
        "--encoding=UTF8",
        "--locale=C",
        "--no-sync",
        "--no-instructions",
    )
    made = subprocess.run(
        [programs / "initdb", f"--pgdata={folder / 'data'}", f"--pwfile={folder / 'password'}", *choices],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
        **owner,
    )
    if made.returncode:
        shutil.rmtree(folder)
        raise PostgresMissing(f"initdb failed: {made.stderr.strip()}")
    port = _free_port()
    options = " ".join(f"-c {name}={value or repr('')}" for name, value in {**SETTINGS, "port": str(port)}.items())
    warden = subprocess.Popen(
        ["sh", "-c", _WARDEN, "sh", folder, programs / "pg_ctl", options],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd="/",
        start_new_session=True,
        **owner,
    )
    if warden.stdout is None or warden.stdout.readline() != "ready\n":
        raise PostgresMissing(f"the server did not start: {warden.communicate()[1].strip()}")
    return Cluster(port, password, warden)


def attach(shared: Mapping[str, Any]) -> Cluster:
    """The cluster another process started, from its `handle`."""
    return Cluster(shared["port"], shared["password"])


def handle(cluster: Cluster) -> dict[str, Any]:
    """What another process needs to `attach`."""
    return {"port": cluster.port, "password": cluster.password}


def _owner() -> dict[str, Any]:
    """Whose the server must be: it refuses to run as root, so root lends it to the system's `postgres`."""
    if os.getuid() != 0:
        return {}
    import pwd

    for name in ("postgres", "nobody"):
        try:
            account = pwd.getpwnam(name)
        except KeyError:
            continue
        return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": ()}
    raise PostgresMissing("root cannot run the server and the system has no account 'postgres' to lend it to")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
