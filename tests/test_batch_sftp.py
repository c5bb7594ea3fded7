"""Minutes from and records to a real SFTP server on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.meetings import MEETING
from conftest import Run

pytest.importorskip("asyncssh")
pytest.importorskip("paramiko")
SECRET = "hemmelig"
SERVER = """
import asyncio, asyncssh, sys

class Server(asyncssh.SSHServer):
    def begin_auth(self, user):
        return True

    def password_auth_supported(self):
        return True

    def validate_password(self, user, password):
        return (user, password) == ("anna", sys.argv[2])

async def main():
    files = lambda channel: asyncssh.SFTPServer(channel, chroot=sys.argv[1].encode())
    keys = [asyncssh.generate_private_key("ssh-ed25519")]
    made = await asyncssh.create_server(Server, "127.0.0.1", 0, server_host_keys=keys, sftp_factory=files)
    print(made.get_port(), flush=True)
    await asyncio.sleep(600)

asyncio.run(main())
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Where the server is, with name and password, and the folder that it serves."""
    root = tmp_path / "served"
    (root / "in").mkdir(parents=True)
    for name in ("Koret", "Teatret"):
        (root / "in" / f"{name}.txt").write_text(MEETING.format(name=name), "utf-8")
    process = subprocess.Popen([sys.executable, "-c", SERVER, str(root), SECRET], stdout=subprocess.PIPE, text=True)
    assert process.stdout
    yield f"sftp://anna:{SECRET}@127.0.0.1:{int(process.stdout.readline())}", root
    process.kill()
    process.wait()


def test_from_sftp_to_sftp_without_a_trace_of_the_password(
    server: tuple[str, Path], referat: Run, tmp_path: Path
) -> None:
    url, root = server
    place, archive = url.replace(f"anna:{SECRET}@", ""), tmp_path / "a.db"
    for _ in range(2):
        done = referat("tag", f"{url}/in", "--out", f"{url}/out.jsonl")
        assert (done.returncode, done.stderr) == (0, "")
        lines = (root / "out.jsonl").read_text("utf-8").splitlines()
        assert [json.loads(line)["source"]["path"] for line in lines] == [
            f"{place}/in/Koret.txt",
            f"{place}/in/Teatret.txt",
        ]
    assert sorted(path.name for path in root.iterdir()) == ["in", "out.jsonl", "out.jsonl.manifest.jsonl"]
    done = referat("index", f"{url}/in", "--archive", archive)
    assert done.stderr.startswith("2 added")
    (root / "in" / "Koret.txt").unlink()
    done = referat("index", f"{url}/in", "--archive", archive, "--prune")
    assert done.stderr == "0 added, 0 replaced, 1 unchanged, 0 failed, 1 dropped\n"
    refused = referat("tag", f"{url}/none", "--out", tmp_path / "out.jsonl")
    wrong = referat("tag", url.replace(SECRET, "wrong-secret") + "/in", "--out", tmp_path / "out.jsonl")
    for failed in (refused, wrong):
        assert failed.returncode == 1
        assert failed.stderr.startswith(f"Error: {place}/"), failed.stderr
        assert len(failed.stderr.splitlines()) == 1
    written = [*tmp_path.glob("*.db*"), *root.glob("*.jsonl"), *Path(tmp_path.parent).glob(f"{tmp_path.name}-cache/*")]
    assert len(written) > 4
    for file in written:
        assert SECRET.encode() not in file.read_bytes()
    assert "secret" not in refused.stderr + wrong.stderr
