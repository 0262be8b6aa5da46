# Go's own tests of the type checker. See README.md.
import os
import sys

here = os.path.join(config.golite_source_dir, "test", "conformance")
for folder in (here, os.path.join(os.path.dirname(here), "harness")):
    if folder not in sys.path:
        sys.path.insert(0, folder)

import checks_format  # noqa: E402

compiler = os.path.join(config.golite_binary_dir, "bin", "golite-cc")
if not os.path.exists(compiler):
    lit_config.fatal(f"{compiler} is not built")

config.name = "checks"
config.test_source_root = here
config.test_exec_root = os.path.join(config.golite_binary_dir, "test", "conformance-checks")
config.test_format = checks_format.ChecksFormat(compiler, config.golite_goroot)
