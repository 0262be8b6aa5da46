// panic and recover: explicit values, run-time errors, several frames deep.
package main

import "runtime"

type failure struct{ code int }

//go:noinline
func deep(n, code int) int {
	if n == 0 {
		if code%3 == 0 {
			var a []int
			return a[code]
		}
		panic(failure{code})
	}
	return deep(n-1, code) + 1
}

//go:noinline
func safely(n, code int) (result int) {
	defer func() {
		switch v := recover().(type) {
		case failure:
			result = v.code
		case error:
			result = -1
		}
	}()
	return deep(n, code)
}

func run() {
	sum := 0
	for i := range 3000000 {
		sum += safely(i&7, i)
	}
	println(sum)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
