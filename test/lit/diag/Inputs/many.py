"""Compiles files with 20,000 errors in every form, and compares the time with that of 2,500."""
import pathlib
import resource
import subprocess
import sys

folder, golite_cc = pathlib.Path(sys.argv[1]), sys.argv[2]
folder.mkdir(parents=True, exist_ok=True)


def seconds(form, text):
    path = folder / "many.go"
    path.write_text(text)
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    command = [golite_cc, "--stop-after=types", "--max-errors=0", f"--diagnostics={form}", path]
    done = subprocess.run(command, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1, done
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before, done.stderr


def lines(n):
    names = "".join(f"var defined{i} int\n" for i in range(50000))
    return "package p\n\nfunc f() {\n" + "".join(f"\tdefind{i}()\n" for i in range(n)) + "}\n" + names


def one_line(n):
    return "package p\n\nfunc f() { " + " ".join(f"undefined{i}();" for i in range(n)) + " }\n"


for make in (lines, one_line):
    for form in ("brief", "full", "json", "sarif"):
        few, _ = seconds(form, make(2500))
        many, text = seconds(form, make(19999))
        assert text.count(b"undefined: ") == 19999, text.count(b"undefined: ")
        assert many < 8 * 2.3 * few + 1, f"{make.__name__} {form}: {few:.2f} s, {many:.2f} s"
_, text = seconds("brief", one_line(30000))
assert text.endswith(b"too many errors\n")
print("all forms are linear")
