// RUN: %run-matrix --asan %s

// Literals: many known entries (copied from tables), entries with calls, elided types, nested maps, package variables,
// one literal evaluated often.
package main

type point struct{ x, y int }

var table = map[string]map[int]*point{
	"a": {1: {1, 2}, 2: {x: 3}},
	"b": {},
	"c": nil,
}

var big = map[point]string{
	{0, 1}: "a", {0, 2}: "b", {0, 3}: "c", {0, 4}: "d", {0, 5}: "e", {0, 6}: "f", {0, 7}: "g", {0, 8}: "h", {0, 9}: "i",
	{1, 1}: "a", {1, 2}: "b", {1, 3}: "c", {1, 4}: "d", {1, 5}: "e", {1, 6}: "f", {1, 7}: "g", {1, 8}: "h", {1, 9}: "i",
	{2, 1}: "a", {2, 2}: "b", {2, 3}: "c", {2, 4}: "d", {2, 5}: "e", {2, 6}: "f", {2, 7}: "g", {2, 8}: "h", {2, 9}: "i",
}

var later = map[string]int{"n": number()}

func number() int { return len(table) }

func slices() map[int][]int {
	return map[int][]int{1: {1}, 2: {1, 2}, 3: nil}
}

func many(i int) map[any]any {
	return map[any]any{
		0: "a", 1: "b", 2: "c", 3: "d", 4: "e", 5: "f", 6: "g", 7: "h", 8: "i", 9: "j", 10: "k", 11: "l", 12: "m", 13: "n",
		"0": "a", "1": 'b', "2": 2.5, "3": nil, "4": point{4, 4}, "5": "f", "6": "g", "7": "h", "8": "i", "9": "j", "10": "k",
		[1]string{"x"}: i, i + 100: "dynamic", point{i, i}: i,
	}
}

func main() {
	println(len(table), len(table["a"]), table["a"][1].y, table["a"][2].x, len(table["b"]), table["c"] == nil) // OUTPUT: 3 2 2 3 0 true
	println(len(big), big[point{1, 5}], big[point{2, 9}], big[point{3, 3}] == "")                              // OUTPUT: 27 e i true
	println(later["n"])                                                                                        // OUTPUT: 3
	a, b := slices(), slices()
	a[2][0] = 7
	println(a[2][0], b[2][0], len(b[3])) // OUTPUT: 7 1 0
	c, d := many(1), many(2)
	println(len(c), c[5].(string), c["4"].(point).x, c["3"] == nil, c[[1]string{"x"}].(int), d[102].(string), d[point{2, 2}].(int)) // OUTPUT: 28 f 4 true 1 dynamic 2
	e := map[bool]struct{}{true: {}}
	_, ok := e[true]
	_, no := e[false]
	println(ok, no) // OUTPUT: true false
	f := map[[2]string]map[string][]point{{"p", "q"}: {"r": {{1, 2}, {y: 9}}}}
	println(f[[2]string{"p", "q"}]["r"][1].y) // OUTPUT: 9
	p := &map[int]int{1: 2}
	(*p)[3] = 4
	println(len(*p)) // OUTPUT: 2
}
