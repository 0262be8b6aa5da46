// RUN: %run-matrix --asan %s

// What maps hold outlives the function when it should: keys, elements, maps in maps, in loops, slices, structs,
// interfaces and channels, behind calls and deferred functions.
package main

// traps
type N struct {
	next *N
	v    int
}

var sink map[string]*N
var gk *int

//go:noinline
func keep(m map[string]*N) { sink = m }

//go:noinline
func get(m map[string]*N, k string) *N { return m[k] }

//go:noinline
func put(m map[string]*N, k string, n *N) { m[k] = n }

//go:noinline
func scribble(n int) int {
	var a [200]int
	for i := range a {
		a[i] = n + i
	}
	s := 0
	for _, x := range a {
		s += x
	}
	return s
}

//go:noinline
func leakValue() *N {
	m := map[string]*N{}
	n := N{v: 7}
	m["a"] = &n
	return m["a"]
}

//go:noinline
func leakKey() *int {
	m := map[*int]bool{}
	x := 42
	m[&x] = true
	for k := range m {
		return k
	}
	return nil
}

//go:noinline
func leakThroughCall() *N {
	m := make(map[string]*N)
	n := N{v: 8}
	put(m, "x", &n)
	return get(m, "x")
}

//go:noinline
func leakMap() {
	n := N{v: 9}
	m := map[string]*N{"k": &n}
	keep(m)
}

//go:noinline
func leakNested() map[int]map[int]*int {
	x := 5
	in := map[int]*int{1: &x}
	return map[int]map[int]*int{2: in}
}

//go:noinline
func leakIface() any {
	x := 6
	m := map[any]any{&x: 1}
	for k := range m {
		return k
	}
	return nil
}

//go:noinline
func loopMaps() []map[int]int {
	var s []map[int]int
	for i := range 5 {
		m := map[int]int{i: i * 10}
		s = append(s, m)
	}
	return s
}

//go:noinline
func loopPrev() int {
	var prev map[int]int
	sum := 0
	for i := range 5 {
		m := map[int]int{i: i}
		if prev != nil {
			sum += prev[i-1] * 100
		}
		prev = m
	}
	return sum
}

//go:noinline
func loopFresh() int {
	sum := 0
	for i := range 5 {
		m := map[int]int{}
		m[i]++
		sum += len(m)*1000 + m[i]
	}
	return sum
}

//go:noinline
func closureKey() func() int {
	m := map[string]func() int{}
	x := 3
	m["f"] = func() int { x++; return x }
	return m["f"]
}

//go:noinline
func sliceVal() []int {
	m := map[int][]int{}
	a := [3]int{1, 2, 3}
	m[0] = a[:]
	return m[0]
}

//go:noinline
func strKey(b []byte) map[string]int {
	m := map[string]int{}
	m[string(b)] = 1
	b[0] = 'X'
	return m
}

//go:noinline
func strKeyLocal(b []byte) int {
	m := map[string]int{}
	for i := range 20 {
		b[0] = byte('a' + i)
		m[string(b)] = i
		m[string(b[:1])+"!"] = i
	}
	n := 0
	for k, v := range m {
		n += len(k) * v
	}
	return n*1000 + len(m)
}

//go:noinline
func growLocal() int {
	m := map[int]*N{}
	for i := range 100 {
		m[i] = &N{v: i}
	}
	s := 0
	for i := range 100 {
		s += m[i].v
	}
	return s
}

//go:noinline
func elemAddrList() *N {
	m := map[int]N{}
	a := N{v: 1}
	m[1] = N{next: &a, v: 2}
	return m[1].next
}

//go:noinline
func chanOfMap() map[int]*int {
	c := make(chan map[int]*int, 1)
	x := 11
	c <- map[int]*int{1: &x}
	return <-c
}

//go:noinline
func deferMap() (r *int) {
	m := map[int]*int{}
	defer func() { r = m[1] }()
	x := 12
	m[1] = &x
	return nil
}

//go:noinline
func cleared() *int {
	m := map[int]*int{}
	x := 13
	m[1] = &x
	p := m[1]
	clear(m)
	delete(m, 1)
	return p
}

//go:noinline
func arrayOfMaps() *int {
	var ms [3]map[string]*int
	x := 14
	for i := range ms {
		ms[i] = map[string]*int{}
	}
	ms[1]["z"] = &x
	return ms[1]["z"]
}

//go:noinline
func mapInStruct(p **int) {
	var s struct{ m map[int]*int }
	s.m = map[int]*int{}
	x := 15
	s.m[3] = &x
	*p = s.m[3]
}

func main() {
	a, b, c := leakValue(), leakKey(), leakThroughCall()
	leakMap()
	d, e, f := leakNested(), leakIface(), loopMaps()
	g, h := closureKey(), sliceVal()
	i := strKey([]byte("abc"))
	j := elemAddrList()
	k, l, m := chanOfMap(), deferMap(), cleared()
	n := arrayOfMaps()
	var o *int
	mapInStruct(&o)
	println(scribble(1), scribble(77))
	println(a.v, *b, c.v, sink["k"].v, *d[2][1], *e.(*int), len(f), f[3][3], f[0][0])
	println(loopPrev(), loopFresh(), g(), g(), h[0], h[2], i["abc"], len(i), strKeyLocal([]byte("zz")), growLocal(), j.v)
	println(*k[1], *l, *m, *n, *o)
}
