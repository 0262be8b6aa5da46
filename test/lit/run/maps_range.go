// RUN: %run-matrix --asan %s

// range over a map that is changed meanwhile: every entry that is there from beginning to end comes once, removed ones do
// not come after their removal, new ones may come, at most once each. The order differs from walk to walk.
package main

type weird struct{ f float64 }

// all removes every entry, one for whose key k == k does not hold excepted.
func all(m map[int]int, w map[weird]int, a map[any]int) {
	for k := range m {
		delete(m, k)
	}
	for k := range w {
		delete(w, k)
	}
	for k := range a {
		delete(a, k)
	}
	println(len(m), len(w), len(a))
	for k := range m {
		delete(other, k)
	}
}

var other = map[int]int{1: 1}

func init() {
	zero := 0.0
	nan := zero / zero
	all(nil, nil, nil)                                                                         // OUTPUT: 0 0 0
	all(map[int]int{1: 1, 2: 2}, map[weird]int{{nan}: 1, {1}: 2}, map[any]int{nan: 1, "a": 2}) // OUTPUT: 0 1 1
	println(len(other))                                                                        // OUTPUT: 1
}

func first(m map[int]int) int {
	for k := range m {
		return k
	}
	return -1
}

func walk(n int) {
	m := map[int]int{}
	for i := range n {
		m[i] = i
	}
	seen := make([]int, 20*n)
	removed := make([]bool, 20*n)
	count := 0
	for k, v := range m {
		if k != v || removed[k] {
			println("wrong entry", k, v)
		}
		seen[k]++
		count++
		if other := (k + 1) % n; k < n && k%3 == 0 && seen[other] == 0 && other%3 == 1 {
			delete(m, other)
			removed[other] = true
		}
		if count < 5*n && len(m) < 10*n {
			m[n+count] = n + count // it may grow
		}
	}
	for k := range n {
		if !removed[k] && seen[k] != 1 {
			println("entry", k, "came", seen[k], "times")
		}
	}
	for k := range seen {
		if seen[k] > 1 {
			println("entry", k, "came", seen[k], "times")
		}
	}
}

func emptied(n int) int {
	m := map[string]int{}
	key := ""
	for i := range n {
		key += "x"
		m[key] = i
	}
	rounds := 0
	for k := range m {
		rounds++
		if rounds%2 == 1 {
			delete(m, k)
		} else {
			clear(m)
		}
	}
	return rounds
}

func main() {
	for _, n := range []int{1, 3, 7, 8, 9, 40, 300, 3000} {
		walk(n)
	}
	println(emptied(6), emptied(100)) // OUTPUT: 2 2
	m := map[int]int{}
	for i := range 8 {
		m[i] = i
	}
	var starts [8]int
	for range 2000 {
		starts[first(m)]++
	}
	for i, n := range starts {
		if n == 0 {
			println("never began with", i)
		}
	}
	for i := range 1000 {
		m[i] = i
	}
	a, differs := first(m), false
	for range 100 {
		differs = differs || first(m) != a
	}
	println(differs) // OUTPUT: true
	var s [2]int
	for s[0], s[1] = range map[int]int{4: 5} {
	}
	println(s[0], s[1]) // OUTPUT: 4 5
	var funcs []func() int
	for k, v := range map[int]int{1: 10, 2: 20, 3: 30} {
		funcs = append(funcs, func() int { return k * v })
	}
	println(funcs[0]() + funcs[1]() + funcs[2]()) // OUTPUT: 140
outer:
	for k := range map[int]bool{1: true, 2: true} {
		for range map[int]bool{1: true, 2: true} {
			if k > 0 {
				continue outer
			}
		}
		println("not reached")
	}
}
