"""A call that may run any of N methods, each of which moves about what its argument leads to.

usage: many_targets.py N
"""

import sys

HEAD = """package main

type node struct{ a, b, c, d *node }

type sink interface{ put(n *node) *node }

var sinks []sink
"""

METHOD = """
type t{i} struct{{ last *node }}

func (t *t{i}) put(n *node) *node {{
	n.a, n.b, n.c.a = n.b.c, &node{{a: n, c: t.last}}, n.b
	t.last = n.d.a
	return n.c
}}

func init() {{ sinks = append(sinks, &t{i}{{}}) }}
"""

USE = """
type point struct{{ x, y int }}

//go:noinline
func sum(p *point) int {{ return p.x + p.y }}

func use(s sink, n *node) int {{
	p := &point{{1, 2}}
{calls}	return sum(p)
}}

func main() {{
	n := &node{{}}
	*n = node{{n, n, n, n}}
	println(use(sinks[len(sinks)-1], n))
}}
"""

print(HEAD, *(METHOD.format(i=i) for i in range(int(sys.argv[1]))), USE.format(calls="\tn = s.put(n)\n" * 40), sep="")
