"""Writes files that no editor would: bytes.go, and a file with an odd name."""
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
lines = [
    b"package p",
    b"",
    b'var s = "a\xffb" // \x1b[31m \xe2\x80\xae',  # not UTF-8; an escape sequence; right to left from here
    "var é日本 = x".encode(),  # wide
    b"\tvar\t_ =\ty",
    b"var _ = crlf\r",
    "var _ = /* é\u0301 */ z".encode(),  # combining
    b"var _ = /* " + b"x" * 4000 + b" */ far /* " + b"y" * 4000 + b" */",
    b'var q int = "\xff\xfe"',
]
(folder / "bytes.go").write_bytes(b"\n".join(lines) + b"\n")
(folder / "odd na%me é.go").write_text('package p\n\nvar _, _ = "é𝔸", bad\n')
