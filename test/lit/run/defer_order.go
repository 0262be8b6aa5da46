// RUN: %run-matrix %s

// Deferred calls run last first, whether their records lie in the frame or on the heap; a panic in one of
// them leaves the rest to run.
package main

type T struct{ n int }

func (t *T) add() { t.n++ }

var order []int

func note(i int) { order = append(order, i) }

func cond(a, b bool) (r int) {
	if a {
		defer note(1)
	}
	if b {
		defer func() { r++; note(2) }()
	}
	for i := range 3 {
		defer note(10 + i)
	}
	defer note(3)
	return 5
}

func nilfn() (s string) {
	defer func() { s = recover().(error).Error() }()
	var f func()
	defer f()
	return "no"
}

func inner(t *T) {
	defer t.add()
	defer func() { panic("two") }()
	panic("one")
}

func outer(t *T) (s string) {
	defer func() { s += recover().(string) }()
	s = "x"
	inner(t)
	return "never"
}

func backwards(n int) {
	i := 0
	goto first
second:
	defer note(200)
	goto end
first:
	defer note(100)
	if i == n {
		goto second
	}
end:
	note(0)
}

func many() {
	defer note(1)
	defer note(2)
	defer note(3)
	defer note(4)
	defer note(5)
	defer note(6)
}

func variable(f func()) (r int) {
	defer f()
	return 4
}

func rec() { println("rec", recover() != nil) }

func viaVar() (r int) {
	r = 1
	f := rec
	defer f()
	r = 2
	panic("x")
}

func loopy(n int) {
	for i := range n {
		defer note(i)
		if i%2 == 0 {
			defer note(-i)
		}
	}
}

func show(s string) {
	print(s)
	for _, i := range order {
		print(" ", i)
	}
	println()
	order = nil
}

func main() {
	println(cond(true, true), cond(false, true), cond(true, false))
	show("cond")
	println(nilfn())
	t := &T{}
	println(outer(t), t.n)
	backwards(0)
	backwards(1)
	show("back")
	many()
	show("many")
	println(variable(func() { note(7) }))
	println(viaVar())
	loopy(5)
	loopy(3)
	show("loopy")
}
