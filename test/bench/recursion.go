// Calls: Fibonacci, Ackermann, Takeuchi and a search for queens.
package main

import "runtime"

func fib(n int) int {
	if n < 2 {
		return n
	}
	return fib(n-1) + fib(n-2)
}

func ackermann(m, n int) int {
	if m == 0 {
		return n + 1
	}
	if n == 0 {
		return ackermann(m-1, 1)
	}
	return ackermann(m-1, ackermann(m, n-1))
}

func tak(x, y, z int) int {
	if y >= x {
		return z
	}
	return tak(tak(x-1, y, z), tak(y-1, z, x), tak(z-1, x, y))
}

func queens(n int, row int, columns, left, right uint) (count int) {
	if row == n {
		return 1
	}
	for free := ^(columns | left | right) & (1<<n - 1); free != 0; free &= free - 1 {
		bit := free & -free
		count += queens(n, row+1, columns|bit, (left|bit)<<1, (right|bit)>>1)
	}
	return count
}

func run() {
	println(fib(40), ackermann(3, 10), tak(18, 12, 6), queens(11, 0, 0, 0, 0))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
