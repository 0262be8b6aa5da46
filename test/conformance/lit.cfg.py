# Go's own tests of the core language. See README.md.
import hashlib
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
for folder in (here, os.path.join(os.path.dirname(here), "harness")):
    if folder not in sys.path:
        sys.path.insert(0, folder)

import conformance_format  # noqa: E402
import variants  # noqa: E402

# The first is run for each test; of the others a plain run takes a slice, GOLITE_TEST_ALL=1 takes all.
CONFORMANCE_VARIANTS = ("o2", "o0", "esc-off", "shuffle1", "stress")
SLICE = 8

lib_dir = os.path.join(config.golite_binary_dir, "lib", "golite")
compiler = os.path.join(config.golite_binary_dir, "bin", "golite-cc")
if not os.path.exists(compiler):
    lit_config.fatal(f"{compiler} is not built")
if not config.golite_goroot:
    lit_config.fatal("no Go 1.27 tree: run tools/setup and configure again")


def build_id():
    """Digest of what decides the result: the compiler, the runtime with its overlay, and these suites' files."""
    digest = hashlib.sha256()
    paths = [compiler]
    for top in (lib_dir, here, os.path.dirname(variants.__file__)):
        for folder, _, files in os.walk(top, followlinks=True):
            paths += [os.path.join(folder, f) for f in files if not f.endswith((".pyc", "expect.txt"))]
    for path in sorted(paths):
        with open(path, "rb") as f:
            digest.update(path.encode() + b"\0" + hashlib.sha256(f.read()).digest())
    return digest.hexdigest()[:32]


run_all = os.environ.get("GOLITE_TEST_ALL") == "1"
part = conformance_format.Slice(
    CONFORMANCE_VARIANTS[0], run_all, variants.commit_hash(config.golite_source_dir), SLICE
)

config.name = "conformance"
config.test_source_root = here
config.test_exec_root = os.path.join(config.golite_binary_dir, "test", "conformance")
config.test_format = conformance_format.ConformanceFormat(
    compiler,
    config.golite_goroot,
    conformance_format.Expectations(os.path.join(here, "expect.txt")),
    CONFORMANCE_VARIANTS,
    part,
    conformance_format.Memory(
        os.path.join(config.test_exec_root, "passed") if run_all else None, build_id() if run_all else ""
    ),
)
