// RUN: %run-matrix --asan %s

// Somebody else stores into an object that was just made: through another name of the same memory, or in a function
// that only the caller knows. What is read from the object afterwards is then what they stored.
package main

type cell struct {
	f    *int
	next *cell
}

var sink *int

//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

func show() {
	scribble(20)
	println(*sink)
	sink = nil
}

//go:noinline
func store(p, q **cell, z *int) *int {
	local := &cell{}
	*p = local
	y := *q
	y.f = z
	return local.f
}

//go:noinline
func alias() {
	x := 7
	var c *cell
	sink = store(&c, &c, &x)
}

//go:noinline
func storeDeep(p, q *cell, z *int) {
	n := &cell{}
	p.next = &cell{next: n}
	q.next.next.f = z
	sink = n.f
}

//go:noinline
func aliasDeep() {
	x := 8
	var c cell
	storeDeep(&c, &c, &x)
}

// The address of a variable of its own goes where the other name leads.
//go:noinline
func storeOwn(p, q **cell, z **int) {
	local := &cell{}
	*p = local
	own := 9
	(*q).next = &cell{}
	local.next.f = &own
	*z = (*q).next.f
}

//go:noinline
func aliasOwn() {
	var c *cell
	storeOwn(&c, &c, &sink)
}

//go:noinline
func apply(fn func(**int)) *int {
	var local *int
	fn(&local)
	return local
}

//go:noinline
func throughFunc() {
	y := 10
	sink = apply(func(p **int) { *p = &y })
}

//go:noinline
func applyTwice(fn func(**cell), z *int) *int {
	var local *cell
	fn(&local)
	local.f = z
	var other *cell
	fn(&other)
	return other.f
}

//go:noinline
func throughCapture() {
	y := 11
	var c cell
	sink = applyTwice(func(p **cell) { *p = &c }, &y)
}

type setter interface{ set(p **int) }
type pointing struct{ v *int }

func (s *pointing) set(p **int) { *p = s.v }

//go:noinline
func via(s setter) *int {
	var local *int
	s.set(&local)
	return local
}

//go:noinline
func throughInterface() {
	y := 12
	sink = via(&pointing{&y})
}

//go:noinline
func with(body func(get func() *int)) *int {
	var local *int
	body(func() *int { return local })
	set := func(p *int) { local = p }
	give(body, set)
	return local
}

var kept func(*int)

//go:noinline
func give(body func(func() *int), set func(*int)) {
	body(func() *int { kept = set; return nil })
}

//go:noinline
func throughClosures() {
	y := 13
	sink = with(func(get func() *int) {
		if get() == nil && kept != nil {
			kept(&y)
		}
	})
}

func main() {
	alias()
	show() // OUTPUT: 7
	aliasDeep()
	show() // OUTPUT: 8
	aliasOwn()
	show() // OUTPUT: 9
	throughFunc()
	show() // OUTPUT: 10
	throughCapture()
	show() // OUTPUT: 11
	throughInterface()
	show() // OUTPUT: 12
	throughClosures()
	show() // OUTPUT: 13
}
