"""Reads JSON diagnostics, one object a line, checks their form, and prints them for FileCheck."""
import json
import sys

MEMBERS = {"file": str, "line": int, "column": int, "end_line": int, "end_column": int, "severity": str, "code": str,
           "message": str, "notes": list}


def place(d):
    text = f"{d['file']}:{d['line']}:{d['column']}" if "file" in d else "nowhere"
    return text + (f"-{d['end_line']}:{d['end_column']}" if "end_line" in d else "")


for line in sys.stdin.buffer:
    diagnostic = json.loads(line.decode("utf-8", "strict"))
    for d in [diagnostic, *diagnostic.get("notes", [])]:
        for name, value in d.items():
            assert isinstance(value, MEMBERS[name]), name
        assert all(d.get(name, 1) >= 1 for name in ("line", "column", "end_line", "end_column"))
    message = diagnostic["message"].encode("ascii", "backslashreplace").decode().replace("\n", "\\n")
    print(f"{place(diagnostic)}: {diagnostic.get('code', '-')} {diagnostic['severity']}: {message}")
    for note in diagnostic.get("notes", []):
        print(f"  {place(note)}: {note['message']}")
