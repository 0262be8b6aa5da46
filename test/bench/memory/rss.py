#!/usr/bin/env python3
"""Runs a program and prints the memory that it has: least, mean and most resident MiB of each minute.

usage: rss.py PROGRAM [ARG...]
Ends with the program's own status.
"""

import subprocess
import sys
import time

INTERVAL = 0.25


def resident(pid):
    """MiB, or None once the program has ended."""
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as f:
            for line in f:
                if line.startswith("VmRSS:"):
                    return int(line.split()[1]) / 1024
    except (FileNotFoundError, ProcessLookupError):
        pass
    return None


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    start = time.monotonic()
    program = subprocess.Popen(sys.argv[1:])
    minutes = []
    while program.poll() is None:
        now = resident(program.pid)
        minute = int((time.monotonic() - start) / 60)
        if now:
            while len(minutes) <= minute:
                minutes.append([])
            minutes[minute].append(now)
        time.sleep(INTERVAL)
    for i, samples in enumerate(minutes):
        if samples:
            mean = sum(samples) / len(samples)
            print(f"minute {i + 1}: least {min(samples):.1f}  mean {mean:.1f}  most {max(samples):.1f} MiB")
    sys.exit(program.returncode)


if __name__ == "__main__":
    main()
