"""Runs golite-cc and reads its messages. Shared by the suites errorcheck, compile and types."""

import os
import re
import tempfile

import variants

CHECK_SECONDS = 20
COMPILE_SECONDS = 120

_MESSAGE = re.compile(r"^(?P<file>[^\s:][^:\n]*):(?P<line>\d+)(?::(?P<column>\d+))?: (?P<text>.*)$")


class Message:
    """One error: `file` as printed, `line` and `column` from 1 (column 0: not said), `text` with its further lines."""

    def __init__(self, file, line, column, text):
        self.file, self.line, self.column, self.text = file, line, column, text

    def __str__(self):
        return f"{self.file}:{self.line}:{self.column}: {self.text}"


class Checked:
    """What the compiler said of a test: `messages`, and `crash`: None, or what is wrong beyond errors in the program."""

    def __init__(self, outcome, seconds=CHECK_SECONDS):
        self.output = outcome.output
        self.succeeded = outcome.status == 0
        self.crash = None
        if outcome.timed_out:
            self.crash = f"no end within {seconds} seconds"
        elif outcome.status not in (0, 1):
            lines = outcome.output.strip().split("\n")
            self.crash = f"exit status {outcome.status}: {lines[-1][:120]}"
        self.messages, self.others = [], []
        for line in outcome.output.replace("\r\n", "\n").split("\n"):
            m = _MESSAGE.match(line)
            if line.startswith("\t") and self.messages:
                self.messages[-1].text += "\n" + line
            elif m:
                self.messages.append(Message(m["file"], int(m["line"]), int(m["column"] or 0), m["text"]))
            elif line.strip() and line != "too many errors":
                self.others.append(line)

    def is_clean(self):
        """It succeeded and said nothing."""
        return self.succeeded and not self.output.strip()

    def unsupported(self):
        """What of the language or the library the compiler says it cannot do yet, or None."""
        for m in self.messages:
            if "not supported yet" in m.text:
                text = re.sub(r"^package \S+ is", "a package is", m.text)
                return text.split("\n")[0]
        return None


def _run(compiler, arguments, cwd, seconds):
    command = [compiler, "--diagnostics=brief", "--color=never", *arguments]
    return Checked(variants.run(command, cwd=cwd, timeout=seconds), seconds)


def check(compiler, arguments, cwd, max_errors=0):
    """Checks the types in what `arguments` (options, files or folders) name. Returns Checked."""
    return _run(compiler, ["--stop-after=types", f"--max-errors={max_errors}", *arguments], cwd, CHECK_SECONDS)


def compile(compiler, arguments, cwd):
    """Compiles what `arguments` name to an object file. Returns Checked."""
    with tempfile.TemporaryDirectory(prefix="golite-conformance-") as work:
        return _run(compiler, ["-c", "-o", os.path.join(work, "test.o"), *arguments], cwd, COMPILE_SECONDS)


def compile_regexp(text):
    """A regular expression of Go's, as Python's. Raises re.error."""
    try:
        return re.compile(text)
    except re.error:
        return re.compile(text.replace("[[:", "[").replace(r"\z", r"\Z"))
