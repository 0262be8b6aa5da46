#!/usr/bin/env python3
"""kill_cache.py CC FILE.go KILLS SEED: kills golite-cc at random moments while it fills an empty cache.

First one run fills a cache: its entries are the reference, because the same key has the same bytes whoever writes it.
Then two processes at once fill an empty cache. After each kill (of the whole process group, or by turns of the parent
alone) every entry that is there must be the reference's. The next run goes on from what is there, until one is done:
then no entry is missing, and the program prints what it should; and again from an empty cache.
"""
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

BEGIN_AGAIN = 0.15  # so often a kill is followed by a run with an empty cache, so that early moments come, too
PARTS = 3  # a kill comes at a random moment of this part of the time that filling takes


def entries_of(cache):
    """Name and sum of each entry; other files are what killed processes leave, which nobody reads."""
    folder = os.path.join(cache, "units")
    found = {}
    for name in os.listdir(folder) if os.path.isdir(folder) else ():
        if name.endswith(".o"):
            with open(os.path.join(folder, name), "rb") as f:
                found[name] = hashlib.sha256(f.read()).hexdigest()
    return found


class Check:
    """The compiler, the program and what both should give."""

    def __init__(self, cc, source, seed):
        self.cc, self.source, self.choose = cc, source, random.Random(seed)
        self.work = tempfile.mkdtemp()
        start = time.monotonic()
        self.finish(self.start("reference", "exe"))
        self.took = time.monotonic() - start
        self.want, self.entries = self.output("exe"), entries_of(self.path("reference"))
        if not self.entries:
            sys.exit("there is nothing in the cache")

    def path(self, name):
        return os.path.join(self.work, name)

    def start(self, cache, exe):
        command = [self.cc, "--cache", self.path(cache), "-o", self.path(exe), self.source]
        return subprocess.Popen(command, start_new_session=True)

    def finish(self, child):
        if child.wait(timeout=900) != 0:
            sys.exit("the compiler failed")

    def output(self, exe):
        done = subprocess.run([self.path(exe)], capture_output=True, check=True, timeout=60)
        return done.stdout + done.stderr

    def use(self, cache):
        """A build from what is there."""
        self.finish(self.start(cache, "again"))
        if self.output("again") != self.want:
            sys.exit("wrong output from a cache that a killed process filled")
        self.compare(cache, whole=True)

    def compare(self, cache, whole):
        found = entries_of(self.path(cache))
        for name, total in found.items():
            if self.entries.get(name) != total:
                sys.exit(f"a bad entry: {name}")
        if whole and len(found) != len(self.entries):
            sys.exit(f"{len(found)} entries instead of {len(self.entries)}")
        return len(found)

    def two_at_once(self):
        for child in [self.start("both", "one"), self.start("both", "two")]:
            self.finish(child)
        if self.output("one") != self.want or self.output("two") != self.want:
            sys.exit("wrong output from two processes on one cache")
        self.compare("both", whole=True)

    def kill(self, only_parent):
        """Goes on filling the cache. Returns how many entries are there after the kill; None: it was done before."""
        child = self.start("left", "killed")
        try:
            status = child.wait(timeout=self.choose.uniform(0, self.took / PARTS))
            if status != 0:
                sys.exit("the compiler failed on a cache that a killed process filled")
            return None
        except subprocess.TimeoutExpired:
            (os.kill if only_parent else os.killpg)(child.pid, signal.SIGKILL)
            child.wait()
        if only_parent:  # its children may still be at work, and they are told to stop
            self.compare("left", whole=False)
            time.sleep(0.3)
        return self.compare("left", whole=False)


def main():
    cc, source, kills, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    check = Check(cc, source, seed)
    check.two_at_once()
    left, fills, tries = [], 1, 0
    while len(left) < kills and tries < 10 * kills:
        tries += 1
        n = check.kill(only_parent=tries % 2 == 0)
        if n is not None:
            left.append(n)
            if check.choose.random() >= BEGIN_AGAIN:
                continue
        else:
            check.use("left")
        shutil.rmtree(check.path("left"))
        fills += 1
    check.use("left")
    shutil.rmtree(check.work)
    if len(left) < kills:
        sys.exit(f"only {len(left)} of {tries} runs could be killed")
    print(f"{kills} kills, all entries whole: {fills} times from empty, "
          f"{min(left)} to {max(left)} of {len(check.entries)} entries after a kill")


main()
