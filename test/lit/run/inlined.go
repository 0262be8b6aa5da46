// RUN: %run-matrix %s

// Copies of a body behave as calls: locals start at zero each time, results are independent, loops make new objects.
package main

func counter() func() int {
	n := 0
	return func() int { n++; return n }
}

func pair(a, b int) (x, y int) {
	if a > b {
		return b, a
	}
	x, y = a, b
	return
}

func zeroed(set bool) (r int) {
	var v int
	if set {
		v = 7
	}
	r += v
	return
}

type cell struct{ v int }

func newCell(v int) *cell { return &cell{v} }

func main() {
	a, b := counter(), counter()
	a()
	println(a(), b()) // OUTPUT: 2 1
	x, y := 5, 3
	x, y = pair(x, y)
	println(x, y) // OUTPUT: 3 5
	for i := 0; i < 2; i++ {
		println(zeroed(i == 0)) // OUTPUT: 7
	}
	// OUTPUT: 0
	var cells [3]*cell
	for i := range cells {
		cells[i] = newCell(i)
	}
	println(cells[0].v, cells[1].v, cells[2].v) // OUTPUT: 0 1 2
}
