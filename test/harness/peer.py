"""gc, the compiler that golite-cc is compared with: where its go command is, and how it is run."""

import glob
import os
import subprocess
import sys


def find_gc(given):
    """Path of gc's go command, or None."""
    places = [given] if given else [
        os.path.join(os.environ.get("GOROOT", "/nonexistent"), "bin", "go"),
        "/usr/lib/go-1.27/bin/go",
        *glob.glob(os.path.expanduser("~/.cache/golite/go-1.27/usr/lib/go-1.27/bin/go")),
    ]
    return next((p for p in places if os.access(p, os.X_OK)), None)


def gc_environment(work):
    """Environment in which the go command builds from its own tree alone; the cache is in folder `work`."""
    env = dict(os.environ, GOTOOLCHAIN="local", GO111MODULE="off", GOFLAGS="")
    env.setdefault("GOCACHE", os.path.join(work, "cache"))
    env.pop("GOROOT", None)
    return env


def checked(command, env=None):
    """The finished process; ends this one when it failed."""
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=env)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit status {done.returncode}\n{done.stdout}{done.stderr}"[:4000])
    return done
