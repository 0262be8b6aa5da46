// RUN: %golite-cc -o %t %s
// RUN: %python %S/Inputs/with_data_limit.py 2147483648 %t 2>&1 | FileCheck %s

// A 100 MB recursion runs where private writable memory is limited to 2 GiB: nothing is reserved writable in bulk.
package main

//go:noinline
func deep(n int, p *[100]int) int {
	var a [100]int
	a[n%100] = n
	if n == 0 {
		return p[0]
	}
	return deep(n-1, &a) + a[n%100] - n
}

func main() {
	var a [100]int
	println("depth", deep(120000, &a)) // CHECK: depth 0
}
