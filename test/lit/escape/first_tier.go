// Patterns where gc 1.27 allocates and nothing needs to: fields, elements, stores between parameters.
// Each function prints the number of objects that it made. Without inlining, so that only the
// analysis counts; at -O0, so that the optimiser does not help.
// RUN: %golite-cc -l -O0 -o %t %s && %t 2>&1 | FileCheck %s
package main

import "runtime"

type pair struct{ a, b *int }

type node struct {
	next *node
	v    int
}

var keep *int

func elemOfLocalSlice() int {
	x := 1
	s := make([]*int, 4)
	s[2] = &x
	return *s[2]
}

func copyOfSlices() int {
	x := 1
	a, b := make([]*int, 2), make([]*int, 2)
	a[0] = &x
	copy(b, a)
	return *b[0]
}

func oneOfTwoLeaks() int {
	x, y := 1, 2
	p := pair{&x, &y}
	keep = p.b
	return *p.a
}

//go:noinline
func leakB(p *pair) { keep = p.b }

func calleeLeaksOneField() int {
	x, y := 1, 2
	p := pair{&x, &y}
	leakB(&p)
	return *p.a
}

//go:noinline
func getB(p *pair) *int { return p.b }

func calleeReturnsOneField() int {
	x, y := 1, 2
	p := pair{&x, &y}
	keep = getB(&p)
	return *p.a
}

func constantIndex() int {
	x, y := 1, 2
	var a [2]*int
	a[0], a[1] = &x, &y
	keep = a[1]
	return *a[0]
}

func throughPointerPointer() int {
	x, y := 1, 2
	p := &x
	pp := &p
	*pp = &y
	return *p
}

//go:noinline
func (n *node) setNext(m *node) { n.next = m }

func setter() int {
	a, b := node{v: 1}, node{v: 2}
	a.setNext(&b)
	return a.next.v
}

type builder struct{ name, value *string }

//go:noinline
func (b *builder) withName(s *string) *builder { b.name = s; return b }

//go:noinline
func (b *builder) withValue(s *string) *builder { b.value = s; return b }

func builders() int {
	n, v := "name", "value"
	var b builder
	b.withName(&n).withValue(&v)
	return len(*b.name) + len(*b.value)
}

type stack struct{ top *node }

//go:noinline
func (s *stack) push(n *node) { n.next = s.top; s.top = n }

func pushLocals() int {
	var s stack
	a, b, c := node{v: 1}, node{v: 2}, node{v: 3}
	s.push(&a)
	s.push(&b)
	s.push(&c)
	sum := 0
	for n := s.top; n != nil; n = n.next {
		sum += n.v
	}
	return sum
}

//go:noinline
func reverse(n *node) *node {
	var prev *node
	for n != nil {
		n.next, prev, n = prev, n, n.next
	}
	return prev
}

func listReversal() int {
	a, b := node{v: 1}, node{v: 2}
	a.next = &b
	return reverse(&a).v
}

//go:noinline
func swap(s []*int) { s[0], s[1] = s[1], s[0] }

func permutation() int {
	x, y := 1, 2
	s := []*int{&x, &y}
	swap(s)
	return *s[0]
}

//go:noinline
func last(n *node) *node {
	if n.next == nil {
		return n
	}
	return last(n.next)
}

func recursionReturnsParameter() int {
	a, b := node{v: 1}, node{v: 2}
	a.next = &b
	return last(&a).v
}

//go:noinline
func seven(p *int) (a, b, c, d, e, f, g *int) { return nil, nil, nil, nil, nil, nil, p }

func seventhResult() int {
	x := 1
	_, _, _, _, _, _, g := seven(&x)
	return *g
}

func closuresInSlice() int {
	x := 1
	fs := []func(){func() { x++ }, func() { x += 2 }}
	for _, f := range fs {
		f()
	}
	return x
}

type ops struct{ add, sub func(int) int }

func closuresInStruct() int {
	x := 10
	o := ops{func(n int) int { x += n; return x }, func(n int) int { x -= n; return x }}
	return o.add(5) + o.sub(3)
}

func (n *node) value() int { return n.v }

func methodValue() int {
	n := node{v: 7}
	f := n.value
	return f()
}

type shape interface{ area() int }
type square struct{ a int }
type rect struct{ a, b int }

func (s *square) area() int { return s.a * s.a }
func (r *rect) area() int   { return r.a * r.b }

func twoConcreteTypes(wide bool) int {
	var s shape = &square{3}
	if wide {
		s = &rect{3, 4}
	}
	return s.area()
}

func arena() int {
	var nodes [8]node
	for i := 1; i < len(nodes); i++ {
		nodes[i].next = &nodes[i-1]
		nodes[i].v = i
	}
	sum := 0
	for n := &nodes[7]; n != nil; n = n.next {
		sum += n.v
	}
	return sum
}

func copyWhereOneFieldLeaks() int {
	x, y := 1, 2
	p := pair{&x, &y}
	q := p
	keep = q.b
	return *p.a
}

func bigCapture() int {
	var a [100]int
	a[7] = 5
	f := func() int { return a[7] }
	return f()
}

func appendToLocal() int {
	x := 1
	s := make([]*int, 0, 4)
	s = append(s, &x)
	return *s[0]
}

var total int

func count(name string, f func() int) {
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	total += f()
	runtime.ReadMemStats(&b)
	println(name, b.Mallocs-a.Mallocs)
}

func main() {
	count("element of a local slice", elemOfLocalSlice)              // CHECK: element of a local slice 0
	count("copy between slices", copyOfSlices)                       // CHECK: copy between slices 0
	count("one of two leaks", oneOfTwoLeaks)                         // CHECK: one of two leaks 1
	count("callee leaks one field", calleeLeaksOneField)             // CHECK: callee leaks one field 1
	count("callee returns one field", calleeReturnsOneField)         // CHECK: callee returns one field 1
	count("constant index", constantIndex)                           // CHECK: constant index 1
	count("store through **T", throughPointerPointer)                // CHECK: store through **T 0
	count("setter", setter)                                          // CHECK: setter 0
	count("builders", builders)                                      // CHECK: builders 0
	count("push of locals", pushLocals)                              // CHECK: push of locals 0
	count("list reversal", listReversal)                             // CHECK: list reversal 0
	count("permutation", permutation)                                // CHECK: permutation 0
	count("recursion", recursionReturnsParameter)                    // CHECK: recursion 0
	count("seventh result", seventhResult)                           // CHECK: seventh result 0
	count("closures in a slice", closuresInSlice)                    // CHECK: closures in a slice 0
	count("closures in a struct", closuresInStruct)                  // CHECK: closures in a struct 0
	count("method value", methodValue)                               // CHECK: method value 0
	count("two types", func() int { return twoConcreteTypes(true) }) // CHECK: two types 0
	count("arena", arena)                                            // CHECK: arena 0
	count("copy of a struct", copyWhereOneFieldLeaks)                // CHECK: copy of a struct 1
	count("big capture", bigCapture)                                 // CHECK: big capture 0
	count("append to a local slice", appendToLocal)                  // CHECK: append to a local slice 0
}
