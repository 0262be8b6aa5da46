# Regression tests of golite-cc. See README.md.
import os
import resource
import shutil
import subprocess
import sys

import lit.formats

config.name = "golite"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".go", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(os.path.abspath(__file__))
config.test_exec_root = os.path.join(config.golite_binary_dir, "test", "lit")

golite_cc = os.path.join(config.golite_binary_dir, "bin", "golite-cc")
if not os.path.exists(golite_cc):
    lit_config.fatal(f"{golite_cc} is not built")

# Nothing may run for ever. lit's own limit counts seconds but needs psutil; this one counts CPU seconds a process.
resource.setrlimit(resource.RLIMIT_CPU, (180, resource.getrlimit(resource.RLIMIT_CPU)[1]))
if lit_config.maxIndividualTestTimeIsSupported[0]:
    lit_config.maxIndividualTestTime = 600

# A plain run takes the variants of a program by turns, GOLITE_TEST_ALL=1 (tools/test --all) all of them.
sys.path.insert(0, os.path.join(config.test_source_root, os.pardir, "harness"))
import variants  # noqa: E402

run_all = os.environ.get("GOLITE_TEST_ALL") == "1"
matrix_slice = "" if run_all else f" --slice {variants.commit_hash(config.test_source_root)}"

# `%golite-cc` first: it is a prefix of none, and `%run-matrix` contains it.
config.substitutions += [
    ("%run-matrix", f"{sys.executable} {config.test_source_root}/run-matrix --cc {golite_cc}{matrix_slice}"),
    ("%golite-cc", golite_cc),
    ("%goroot", config.golite_goroot),
    ("%clang", config.clang),
    ("%python", sys.executable),
]

# Tools of LLVM 22 by their plain names: FileCheck, not, split-file, llvm-objdump, llvm-readelf, …
config.environment["PATH"] = config.llvm_tools_dir + os.pathsep + os.environ["PATH"]
config.environment["GOLITE_ABORT"] = ""
config.environment["UBSAN_OPTIONS"] = "print_stacktrace=1"
for name in ("HOME", "XDG_CACHE_HOME", "GOLITE_CACHE", "ASAN_SYMBOLIZER_PATH"):
    if name in os.environ:
        config.environment[name] = os.environ[name]
# Compiled packages are kept for the next run of the suite, apart from the user's own.
config.environment.setdefault("GOLITE_CACHE", os.path.join(config.golite_binary_dir, "test", "cache"))


def gdb_works():
    """gdb is there and may trace (a container can forbid it)."""
    if not shutil.which("gdb"):
        return False
    command = ["gdb", "-nx", "-batch", "-ex", "run", "/bin/true"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return "exited normally" in done.stdout


if gdb_works():
    config.available_features.add("gdb")
# -fsanitize=address for Go programs needs clang's run-time library.
if os.path.exists(os.path.join(config.golite_asan_dir, "libclang_rt.asan-x86_64.a")):
    config.available_features.add("asan")
# golite-cc itself is built with sanitizers: figures of time and memory mean nothing.
if config.golite_sanitize:
    config.available_features.add("sanitized")
if config.golite_goroot:
    config.available_features.add("goroot")
