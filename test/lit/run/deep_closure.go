// RUN: %run-matrix %s

// 5,000 frames deep, each through a closure with a 48-byte result; and frames of 320 kB.
package main

type six struct{ a, b, c, d, e, f int }

func sum(f func(n int) six, n int) six {
	if n == 0 {
		return six{1, 2, 3, 4, 5, 6}
	}
	return f(n - 1)
}

//go:noinline
func huge(n int) int {
	var a [20000]int
	a[n] = n
	if n == 0 {
		return a[0]
	}
	b := a
	r := huge(n - 1)
	return r + b[n] + a[19999]
}

func main() {
	k := 1
	var f func(n int) six
	f = func(n int) six {
		r := sum(f, n)
		k++
		return six{r.b, r.c, r.d, r.e, r.f, r.a + k}
	}
	r := f(5000)
	println(r.a, r.b, r.c, r.d, r.e, r.f, k) // OUTPUT: 2083337 2084171 2085005 2085835 2086670 2087505 5002
	for depth := 0; depth < 5000; depth += 7 {
		k = 0
		f(depth % 100)
	}
	println(huge(300)) // OUTPUT: 45150
	var fib func(n int) (int, [5]int)
	fib = func(n int) (int, [5]int) {
		if n < 2 {
			return n, [5]int{n}
		}
		a, x := fib(n - 1)
		b, y := fib(n - 2)
		x[n%5] += y[(n+1)%5] + 1
		return a + b, x
	}
	v, arr := fib(16)
	println(v, arr[0], arr[1], arr[2], arr[3], arr[4]) // OUTPUT: 987 12 15 8 10 11
}
