# Go's own tests of the core language. See README.md.
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
        os.path.join(config.test_exec_root, "passed") if run_all else None, variants.build_id(compiler, (lib_dir, here, os.path.dirname(variants.__file__)), (".pyc", "expect.txt")) if run_all else ""
    ),
)
