"""Work of the escape solver (its steps) on generated programs of N and 2N functions: at most 2.3 times as much.

usage: linear.py GOLITE-CC chain|tree|ring WORKFOLDER
"""

import os
import re
import subprocess
import sys

HEAD = """package main

type node struct {
	next, other *node
	v           int
}
"""

FUNC = """
func f{i}(a, b *node, n int) *node {{
	x := node{{v: {i}}}
	y := &node{{next: &x}}
	a.next = b
	y.other = a
	for i := 0; i < n; i++ {{
		z := node{{next: y}}
		a.v += z.v
	}}
	s := []*node{{&x, y}}
	if a.v > 100 {{
		return s[0].next
	}}
	r := {callee}
	r.other = b
	return r
}}
"""


def program(shape, n):
    def callee(i):
        target = {"chain": i - 1, "tree": i // 2 if i else -1, "ring": (i + 1) % n}[shape]
        return f"f{target}(a, b, n-1)" if target >= 0 else "a"

    funcs = "".join(FUNC.format(i=i, callee=callee(i)) for i in range(n))
    return HEAD + funcs + f"\nfunc main() {{\n\tvar a node\n\tprintln(f{n - 1}(&a, &a, 3).v)\n}}\n"


def steps(cc, shape, n, folder):
    path = os.path.join(folder, f"{shape}{n}.go")
    with open(path, "w", encoding="utf-8") as f:
        f.write(program(shape, n))
    done = subprocess.run([cc, "-l", "--emit=escape-graph", path], capture_output=True, text=True, check=True)
    return sum(int(s) for s in re.findall(r", (\d+) steps", done.stdout))


def main():
    cc, shape, folder = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    counts = [steps(cc, shape, n, folder) for n in (250, 500, 1000)]
    for less, more in zip(counts, counts[1:]):
        if more > 2.3 * less:
            sys.exit(f"{shape}: {counts} steps for 250, 500, 1000 functions: more than linear")
    print(f"{shape}: linear")


if __name__ == "__main__":
    main()
