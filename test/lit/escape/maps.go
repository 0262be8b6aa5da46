// RUN: %golite-cc -m --stop-after=escape %s 2>&1 | FileCheck %s --implicit-check-not="{{moved|leaking|escapes to|does not}}"

// A map is one key and one element that stand for all: what is stored in a map that stays in the frame stays there, too,
// and only what is taken out of a map and kept is on the heap.
package p

var sink map[string]*int

func local() int {
	m := make(map[*int]*int) // CHECK: [[#@LINE]]:11: make(map[*int]*int) does not escape
	i, j := 1, 2
	m[&i] = &j
	return *m[&i] + len(m)
}

func element() *int {
	m := map[*int]*int{} // CHECK: [[#@LINE]]:20: map[*int]*int{} does not escape
	i := 1
	j := 2 // CHECK: [[#@LINE]]:2: moved to heap: j
	m[&i] = &j
	return m[&i]
}

func key() *int {
	m := map[*int]*int{} // CHECK: [[#@LINE]]:20: map[*int]*int{} does not escape
	i := 1               // CHECK: [[#@LINE]]:2: moved to heap: i
	j := 2
	m[&i] = &j
	for k := range m {
		return k
	}
	return nil
}

func value() *int {
	i := 1                                       // CHECK: [[#@LINE]]:2: moved to heap: i
	for _, v := range map[string]*int{"a": &i} { // CHECK: [[#@LINE]]:35: map[string]*int{...} does not escape
		return v
	}
	return nil
}

func returned() map[string]*int {
	i := 1                          // CHECK: [[#@LINE]]:2: moved to heap: i
	return map[string]*int{"a": &i} // CHECK: [[#@LINE]]:24: map[string]*int{...} escapes to heap
}

func kept(n int) {
	m := make(map[string]*int, n) // CHECK: [[#@LINE]]:11: make(map[string]*int, n) escapes to heap
	sink = m
}

func sized(n int) int {
	m := make(map[int]int, n) // CHECK: [[#@LINE]]:11: make(map[int]int, n) does not escape
	m[n]++
	return len(m)
}

func store(m map[string]*int, p *int) { // CHECK: [[#@LINE]]:12: m does not escape
	m["a"] = p // CHECK: [[#@LINE-1]]:31: leaking param: p
}

func load(m map[string]*int) *int { // CHECK: [[#@LINE]]:11: leaking param: m to result 0 level=1
	return m["a"]
}

func inspect(m map[string]*int) int { // CHECK: [[#@LINE]]:14: m does not escape
	v, ok := m["a"]
	if !ok {
		delete(m, "a")
		return len(m)
	}
	return *v
}

func through() int {
	x, y := 1, 2
	m := map[string]*int{"b": &y} // CHECK: [[#@LINE]]:22: map[string]*int{...} does not escape
	store(m, &x)
	return *load(m)
}

func nested() *int {
	x := 1 // CHECK: [[#@LINE]]:2: moved to heap: x
	y := 2
	in := map[int]*int{1: &x}          // CHECK: [[#@LINE]]:20: map[int]*int{...} does not escape
	out := map[int]map[int]*int{2: in} // CHECK: [[#@LINE]]:29: map[int]map[int]*int{...} does not escape
	other := map[int]*int{1: &y}       // CHECK: [[#@LINE]]:23: map[int]*int{...} does not escape
	other[2] = other[1]
	return out[2][1]
}

func rounds(n int) (last map[int]int) {
	for i := range n {
		once := map[int]int{i: i} // CHECK: [[#@LINE]]:22: map[int]int{...} does not escape
		if len(once) == 2 {
			println(once[1])
		}
		last = map[int]int{} // CHECK: [[#@LINE]]:21: map[int]int{} escapes to heap
	}
	return
}

func previous(n int) int {
	var before map[int]int
	for i := range n {
		m := map[int]int{i: i} // CHECK: [[#@LINE]]:19: map[int]int{...} escapes to heap
		if before[i-1] > 5 {
			return i
		}
		before = m
	}
	return 0
}
