// -m=2 adds how each address gets out, in words about the source.
// RUN: %golite-cc -m=2 -l %s 2>&1 | FileCheck %s
package p

type node struct {
	next *node
	v    *int
}

var last *int

//go:noinline
func sink(p *int) {
	last = p
}

//go:noinline
func id(p *int) *int { return p }

func returned() *int {
	x := 1
	p := &x
	return p
}

// CHECK: :21:2: moved to heap: x
// CHECK-NEXT: :22:4: `&x` is assigned to `p`
// CHECK-NEXT: :23:2: `p` is returned

func keptByCallee() {
	x := 1
	q := id(&x)
	sink(q)
}

// CHECK: :31:2: moved to heap: x
// CHECK-NEXT: :32:9: `id` returns it
// CHECK-NEXT: :32:4: `id({{.*}})` is assigned to `q`
// CHECK-NEXT: :33:6: `q` is passed to `sink`
// CHECK-NEXT: :14:7: `p` is stored in the package variable `last`

func insideAnother(n *node) {
	x := 1
	m := node{v: &x}
	n.next = &m
}

// CHECK: :43:2: moved to heap: x
// CHECK-NEXT: :44:15: `&x` is stored in `m.v`
// CHECK-NEXT: :45:9: `&m` is stored in `n.next`
// CHECK-NEXT: :45:9: the caller still sees what `n` leads to
// CHECK-NEXT: :44:2: moved to heap: m

func captured() func() int {
	x := 1
	return func() int { x++; return x }
}

// CHECK: :55:2: moved to heap: x
// CHECK-NEXT: :56:9: `x` is captured by a func literal
// CHECK-NEXT: :56:2: the func literal is returned

func inInterface() any {
	x := 1
	return &x
}

// CHECK: :64:2: moved to heap: x
// CHECK-NEXT: :65:9: `&x` is converted to an interface
// CHECK-NEXT: :65:2: `&x` is returned

func loop() (n int) {
	var head *node
	for i := 0; i < 3; i++ {
		head = &node{next: head}
	}
	for ; head != nil; head = head.next {
		n++
	}
	return n
}

// CHECK: :75:10: &node{...} escapes to heap
// CHECK-NEXT: :73:6: `head` may still lead to the object of the round before

func deferred() {
	for i := 0; i < 2; i++ {
		x := i
		defer func() { x++ }()
	}
}

// CHECK: :88:3: moved to heap: x
// CHECK-NEXT: a deferred call may still use the object of each round

func large() {
	s := make([]byte, 100000)
	s[0] = 1
}

// CHECK: :97:11: make([]byte, 100000) escapes to heap
// CHECK-NEXT: 97.6 KiB is above the limit for objects in a frame (64 KiB)

func unknown(f func(*int)) {
	x := 1
	f(&x)
}

// CHECK: :105:2: moved to heap: x
// CHECK-NEXT: :106:3: `&x` is passed to `f`
// CHECK-NEXT: the code of `f` is not known here

func appended() []*int {
	var s []*int
	x := 2
	s = append(s, &x)
	return s
}

// CHECK: :115:2: moved to heap: x
// CHECK-NEXT: :116:12: `&x` is appended
// CHECK-NEXT: :116:4: the grown slice is assigned to `s`
// CHECK-NEXT: :117:2: `s` is returned
