# The own tests of the standard library's packages. See README.md.
import os
import sys

here = os.path.dirname(os.path.abspath(__file__))
test_folder = os.path.dirname(here)
for folder in (here, os.path.join(test_folder, "harness"), os.path.join(test_folder, "conformance")):
    if folder not in sys.path:
        sys.path.insert(0, folder)

import conformance_format  # noqa: E402
import lists  # noqa: E402
import stdtests_format  # noqa: E402
import variants  # noqa: E402

# CPU seconds of a plain run, with other packages cached; GOLITE_TEST_ALL=1 takes all.
SLICE_SECONDS = {"o2": 40, "o0": 10}

compiler = os.path.join(config.golite_binary_dir, "bin", "golite-cc")
if not os.path.exists(compiler):
    lit_config.fatal(f"{compiler} is not built")
if not config.golite_goroot:
    lit_config.fatal("no Go 1.27 tree: run tools/setup and configure again")

run_all = os.environ.get("GOLITE_TEST_ALL") == "1"

config.name = "stdtests"
config.test_source_root = here
config.test_exec_root = os.path.join(config.golite_binary_dir, "test", "stdtests")
memory = conformance_format.Memory(None, "")
if run_all:
    tree = [os.path.join(config.golite_binary_dir, "lib", "golite"), here, os.path.dirname(variants.__file__)]
    memory = conformance_format.Memory(
        os.path.join(config.test_exec_root, "passed"), variants.build_id(compiler, tree)
    )
config.test_format = stdtests_format.StdtestsFormat(
    compiler,
    config.golite_goroot,
    {variant: None if run_all else SLICE_SECONDS[variant] for variant in lists.VARIANTS},
    variants.commit_hash(config.golite_source_dir),
    memory,
    os.path.join(config.test_exec_root, "costs"),
)
