"""The ways in which each Go program must behave the same, and how one of them is built and run.

Shared by the conformance suite (test/conformance) and by run-matrix (test/lit/run-matrix).
"""

import hashlib
import os
import re
import signal
import subprocess
import tempfile

# name → (options of golite-cc, environment of the program). A program's output may not depend on the choice.
VARIANTS = {
    "o2": (["-O2"], {}),
    "o0": (["-O0"], {}),
    "esc-off": (["-O2", "--escape=off"], {}),
    "shuffle1": (["-O2", "--escape=shuffle:1"], {}),
    "shuffle2": (["-O2", "--escape=shuffle:2"], {}),
    "shuffle3": (["-O2", "--escape=shuffle:3"], {}),
    "shuffle4": (["-O2", "--escape=shuffle:4"], {}),
    "shuffle5": (["-O2", "--escape=shuffle:5"], {}),
    "stress": (["-O2"], {"GOLITE_GC": "stress"}),
    "o0-stress": (["-O0"], {"GOLITE_GC": "stress"}),
    "asan-o0": (["-O0", "-fsanitize=address"], {}),
    "asan-o2": (["-O2", "-fsanitize=address"], {}),
}

# Variables of the caller that would change what a Go program does.
_GO_VARIABLES = re.compile(r"^(GO[A-Z0-9]+|GOLITE_GC)$")


class Outcome:
    """What a process did: combined stdout and stderr in order, and its exit status (128+n for signal n)."""

    def __init__(self, status, output, timed_out=False):
        self.status = status
        self.output = output
        self.timed_out = timed_out

    def failed(self):
        return self.timed_out or self.status != 0

    def describe(self):
        if self.timed_out:
            return f"no end within the time limit; output so far:\n{self.output}"
        return f"exit status {self.status}, output:\n{self.output}"


def clean_environment(extra=None):
    env = {k: v for k, v in os.environ.items() if not _GO_VARIABLES.match(k)}
    env.update(extra or {})
    return env


OUTPUT_LIMIT = 64 << 20  # bytes; there are tests that print a program of some megabytes


def run(command, cwd=None, env=None, timeout=60):
    """Runs `command` with stdout and stderr in one file and nothing on stdin. At the limit its group is killed."""
    with tempfile.TemporaryFile() as sink:  # a file: a flood of output must not fill this process
        proc = subprocess.Popen(
            command,
            cwd=cwd,
            env=clean_environment(env),
            stdin=subprocess.PIPE,
            stdout=sink,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        proc.stdin.close()
        timed_out = False
        try:
            proc.wait(timeout)
        except subprocess.TimeoutExpired:
            timed_out = True
            os.killpg(proc.pid, signal.SIGKILL)
            proc.wait()
        sink.seek(0)
        output = sink.read(OUTPUT_LIMIT).decode("utf-8", "backslashreplace")
    status = proc.returncode if proc.returncode >= 0 else 128 - proc.returncode
    return Outcome(status, output, timed_out)


_TRACEBACK = re.compile(r"\n*^goroutine \d+ (?:gp=.*)?\[.*", re.MULTILINE | re.DOTALL)
_PC = re.compile(r"\bpc=0x[0-9a-f]+")


def comparable(output):
    """Output without what may differ between variants: code addresses, and the frames of a traceback."""
    return _PC.sub("pc=0x?", _TRACEBACK.sub("\n", output)).rstrip("\n")


def in_slice(test, variant, seed, one_in):
    """Is this pair among the about 1/one_in that a plain run takes? `seed` is the commit, so that all get their turn."""
    digest = hashlib.sha256(f"{seed} {variant} {test}".encode()).digest()
    return int.from_bytes(digest[:4], "big") % one_in == 0


def commit_hash(source_dir):
    """The commit that is checked out; "none" where there is no git or no repository."""
    command = ["git", "-C", source_dir, "rev-parse", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return "none"


def build_id(compiler, folders, skipped=(".pyc",)):
    """Digest of what decides a result: the compiler, and all files in `folders` but those that end in `skipped`."""
    digest = hashlib.sha256()
    paths = [compiler]
    for top in folders:
        for folder, _, files in os.walk(top, followlinks=True):
            paths += [os.path.join(folder, f) for f in files if not f.endswith(skipped)]
    for path in sorted(paths):
        with open(path, "rb") as f:
            digest.update(path.encode() + b"\0" + hashlib.sha256(f.read()).digest())
    return digest.hexdigest()[:32]
