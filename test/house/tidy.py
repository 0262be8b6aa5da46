#!/usr/bin/env python3
"""Runs clang-tidy over all our C files that the build compiles, and remembers clean ones.

The path-sensitive checks (clang-analyzer-*) take nearly all of the time, about two seconds a file, so a plain run
leaves them out; with GOLITE_TEST_ALL=1 (tools/test --all) they are in.

A file is looked at again when it, a header that it includes, its flags, .clang-tidy or clang-tidy itself has
changed. What is remembered lies in BUILD/tidy and is never needed: delete it to start anew.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import re
import shlex
import subprocess
import sys


def compile_commands(build, source):
    """Returns {file: (folder, arguments)} of our files in the build; one entry a file."""
    with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as f:
        entries = json.load(f)
    found = {}
    for entry in entries:
        path = os.path.normpath(os.path.join(entry["directory"], entry["file"]))
        if path.endswith(".c") and path.startswith(source + os.sep) and path not in found:
            found[path] = (entry["directory"], shlex.split(entry["command"]))
    return found


def dependencies(folder, arguments):
    """Returns the files that one translation unit reads, from the compiler itself. System headers are left out."""
    command, skip = [], False
    for arg in arguments:
        if skip or arg in ("-c", "-MD"):
            skip = False
            continue
        if arg in ("-o", "-MF", "-MT"):
            skip = True
            continue
        command.append(arg)
    done = subprocess.run(command + ["-MM", "-w"], cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        return None
    words = done.stdout.replace("\\\n", " ").split()
    return sorted(os.path.join(folder, w) for w in words[1:])


_FINDING = re.compile(r"^(?=\S[^:\n]*:\d+:\d+: (?:error|warning): )", re.MULTILINE)


def is_from_macros_only(finding):
    """Is it about nesting that macros bring along (GL_ASSERT, tolower)? The reader of the code does not see that."""
    if "[readability-function-size" not in finding:
        return False
    notes = re.split(r"^\S[^:\n]*:\d+:\d+: note: ", finding, flags=re.MULTILINE)[1:]
    own = [i for i, note in enumerate(notes) if not note.startswith("expanded from macro")]
    nests = all(notes[i].startswith("nesting level") for i in own)
    return nests and all(i + 1 < len(notes) and i + 1 not in own for i in own)


def real_findings(output):
    """Returns the findings that count, as text; empty when there are none."""
    return "".join(f for f in _FINDING.split(output) if _FINDING.match(f) and not is_from_macros_only(f))


class Tidy:
    def __init__(self, args):
        self.args = args
        self.stamps = os.path.join(args.build, "tidy")
        os.makedirs(self.stamps, exist_ok=True)
        self.hashes = {}
        with open(os.path.join(args.source, ".clang-tidy"), "rb") as f:
            self.base = hashlib.sha256(f.read())
        version = subprocess.run([args.clang_tidy, "--version"], capture_output=True, check=True)
        self.base.update(version.stdout)
        self.options = ["--quiet", "-p", args.build]
        if os.environ.get("GOLITE_TEST_ALL") != "1":
            self.options.append("--checks=-clang-analyzer-*")
        self.base.update("\0".join(self.options).encode())

    def content_hash(self, path):
        if path not in self.hashes:
            with open(path, "rb") as f:
                self.hashes[path] = hashlib.sha256(f.read()).digest()
        return self.hashes[path]

    def key(self, folder, arguments):
        reads = dependencies(folder, arguments)
        if reads is None:
            return None
        digest = self.base.copy()
        digest.update("\0".join(arguments).encode())
        for path in reads:
            digest.update(path.encode() + self.content_hash(path))
        return os.path.join(self.stamps, digest.hexdigest()[:32])

    def check(self, path, folder, arguments):
        """Returns None when the file is clean, else what clang-tidy says; second value: was it run?"""
        stamp = self.key(folder, arguments)
        if stamp and os.path.exists(stamp):
            return None, False
        command = [self.args.clang_tidy, *self.options, path]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        findings = real_findings(done.stdout)
        if findings or (done.returncode != 0 and not done.stdout.strip()):
            return findings or done.stderr, True
        if stamp:
            with open(stamp, "w", encoding="utf-8"):
                pass
        return None, True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--clang-tidy", required=True)
    parser.add_argument("--build", required=True)
    parser.add_argument("--source", required=True)
    parser.add_argument("files", nargs="*", help="only these")
    args = parser.parse_args()
    only = {os.path.abspath(f) for f in args.files}
    tidy = Tidy(args)
    units = compile_commands(args.build, args.source)
    failures = n_run = n_all = 0
    with concurrent.futures.ThreadPoolExecutor(max_workers=os.cpu_count() or 2) as pool:
        jobs = {pool.submit(tidy.check, p, *u): p for p, u in sorted(units.items()) if not only or p in only}
        for job in concurrent.futures.as_completed(jobs):
            text, ran = job.result()
            n_run += ran
            n_all += 1
            if text is not None:
                failures += 1
                print(text.strip() or f"{jobs[job]}: clang-tidy failed", flush=True)
    print(f"{n_all} files, {n_run} looked at, {failures} with findings")
    if failures:
        sys.exit(1)


if __name__ == "__main__":
    main()
