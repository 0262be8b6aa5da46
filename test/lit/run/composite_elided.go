// The & before elements of a literal may be left out, whatever they are.
// RUN: %run-matrix %s
// OUTPUT: 1 2 3 4 5 6 7
package main

type T struct{ x int }
type S []T
type M map[string]S

var table = map[string]*S{"a": {{1}, {2}}}
var array = [1]*S{{{3}}}

//go:noinline
func n(i int) int { return i }

func main() {
	local := []*S{{{n(4)}}}
	maps := []*M{{"k": {{n(5)}}}}
	arrays := []*[2]*T{{{n(6)}, {n(7)}}}
	println((*table["a"])[0].x, (*table["a"])[1].x, (*array[0])[0].x, (*local[0])[0].x, (*maps[0])["k"][0].x, arrays[0][0].x, arrays[0][1].x)
}
