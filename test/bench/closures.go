// Closures: functions as arguments and results, captured variables.
package main

import "runtime"

func mapped(a []int, f func(int) int) []int {
	out := make([]int, 0, len(a))
	for _, x := range a {
		out = append(out, f(x))
	}
	return out
}

func fold(a []int, start int, f func(int, int) int) int {
	for _, x := range a {
		start = f(start, x)
	}
	return start
}

func compose(f, g func(int) int) func(int) int { return func(x int) int { return g(f(x)) } }

func counter() func() int {
	n := 0
	return func() int {
		n++
		return n
	}
}

func each(n int, yield func(int) bool) {
	for i := range n {
		if !yield(i) {
			return
		}
	}
}

//go:noinline
func eachFar(n int, yield func(int) bool) { each(n, yield) }

func run() {
	a := make([]int, 1000)
	for i := range a {
		a[i] = i
	}
	total := 0
	for k := range 90000 {
		double := func(x int) int { return x*2 + k }
		f := compose(double, func(x int) int { return x ^ 5 })
		total += fold(mapped(a, f), 0, func(sum, x int) int { return sum + x })
	}
	next := counter()
	for range 90000000 {
		total += next() & 1
	}
	sum := 0
	eachFar(150000000, func(i int) bool {
		sum += i
		return sum >= 0
	})
	each(150000000, func(i int) bool {
		sum -= i
		return true
	})
	println(total, sum)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
