// Escape analysis: objects of one call that need no heap.
package main

import "runtime"

type point struct{ x, y int }

type visitor interface{ visit(p *point) }

type summer struct{ sum int }

func (s *summer) visit(p *point) { s.sum += p.x - p.y }

//go:noinline
func walk(v visitor, n int) {
	for i := range n {
		v.visit(&point{i, n})
	}
}

//go:noinline
func swap(a, b *point) { *a, *b = *b, *a }

//go:noinline
func sum(numbers ...int) (s int) {
	for _, n := range numbers {
		s += n
	}
	return s
}

func newPoint(x, y int) *point { return &point{x, y} }

//go:noinline
func buffer(n int) int {
	b := make([]byte, 0, 64)
	for i := range n % 64 {
		b = append(b, byte(i))
	}
	return len(b)
}

//go:noinline
func pick(a, b *point, first bool) *point {
	if first {
		return a
	}
	return b
}

func run() {
	total := 0
	for i := range 12000000 {
		a, b := newPoint(i, 1), newPoint(2, i)
		swap(a, b)
		total += pick(a, b, i&1 == 0).x + sum(i, 2, 3) + buffer(i)
	}
	s := &summer{}
	for range 30000 {
		walk(s, 1000)
	}
	println(total, s.sum)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
