#!/usr/bin/env python3
"""kill_cache.py CC FILE.go ROUNDS SEED: kills golite-cc at random moments while it fills a cache.

After each kill all entries that exist are whole (their sum is verified by a second run that uses them), and in the end
the program is built from that cache and prints what it prints without a cache.
"""
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time


def run(command):
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)


def main():
    cc, source, rounds, seed = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    choose = random.Random(seed)
    work = tempfile.mkdtemp()
    cache, exe = os.path.join(work, "cache"), os.path.join(work, "exe")
    start = time.monotonic()
    run([cc, "--no-cache", "-o", exe, source])
    took = time.monotonic() - start
    want = run([exe]).stderr
    killed = 0
    for _ in range(rounds):
        shutil.rmtree(cache, ignore_errors=True)
        child = subprocess.Popen([cc, "--cache", cache, "-o", exe, source], start_new_session=True,
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        time.sleep(choose.uniform(0, took))
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            killed += 1
        child.wait()
        run([cc, "--cache", cache, "-o", exe, source])
        if run([exe]).stderr != want:
            sys.exit(f"seed {seed}: wrong output from a cache that was filled by a killed process")
    shutil.rmtree(work)
    print(f"{rounds} rounds, all right, some killed: {killed > 0}")


main()
