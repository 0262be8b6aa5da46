"""Prints a hostile Go program: hostile.py KIND [N]."""
import sys

kind = sys.argv[1]
n = int(sys.argv[2]) if len(sys.argv) > 2 else 0
write = sys.stdout.buffer.write

if kind == "parens":
    write(b"package p\n\nvar x = " + b"(" * n + b"1" + b")" * n + b"\n")
elif kind == "open-parens":
    write(b"package p\n\nvar x = " + b"(" * n)
elif kind == "blocks":
    write(b"package p\n\nfunc f() " + b"{" * n + b"}" * n + b"\n")
elif kind == "sum":
    write(b"package p\n\nconst c = 1" + b" + 1" * (n - 1) + b"\n\nvar x = c\n")
elif kind == "var-sum":
    write(b"package p\n\nfunc f(a int) int { return a" + b" + a" * (n - 1) + b" }\n")
elif kind == "concat":
    write(b'package p\n\nconst c = "a"' + b' + "a"' * (n - 1) + b"\n\nvar x = len(c)\n")
elif kind == "else-if":
    write(b"package p\n\nfunc f(a int) {\n" + b"".join(b"if a == %d {} else " % i for i in range(n)) + b"{}\n}\n")
elif kind == "pointers":
    write(b"package p\n\nvar x " + b"*" * n + b"int\n")
elif kind == "identifier":
    write(b"package p\n\nvar " + b"x" * n + b" int\n")
elif kind == "nul":
    write(b"package p\n\nvar x = 1\0\n")
elif kind == "bytes":
    write(bytes(range(256)) * 16)
elif kind == "functions":
    # The last one says who called it, from the traceback tables.
    write(b'package main\n\nimport "runtime"\n\nvar total int\n\ntype caller struct{}\n\n')
    write(b"type named interface{ name() string }\n\nfunc (caller) name() string {\n\tpc, _, _, _ := runtime.Caller(1)\n")
    write(b"\treturn runtime.FuncForPC(pc).Name()\n}\n\n")
    for i in range(n):
        write(b'func f%d(x named) {\n\ttotal++\n\tif total == %d {\n\t\tprintln(x.name())\n\t}\n}\n' % (i, n))
    write(b"func main() {\n")
    for i in range(n):
        write(b"\tf%d(caller{})\n" % i)
    write(b"\tprintln(total)\n}\n")
elif kind == "text":
    write(b"package p\n\n" + sys.argv[3].encode() + b"\n")
else:
    sys.exit("unknown kind " + kind)
