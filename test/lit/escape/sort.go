// What sort gets stays in the frame: its many calls of Less, Len and Swap count as one of each.
// RUN: %golite-cc -m %s 2>&1 | FileCheck %s
package main

import "sort"

func main() {
	a := []int{3, 1, 2}
	n := 0 // CHECK-NOT: moved to heap
	sort.Slice(a, func(i, j int) bool { n++; return a[i] < a[j] }) // CHECK: sort.go:[[#@LINE]]:16: func literal does not escape
	sort.Sort(sort.IntSlice(a))                                    // CHECK: sort.go:[[#@LINE]]:25: sort.IntSlice(a) does not escape
	sort.Stable(sort.Reverse(sort.IntSlice(a)))                    // CHECK: sort.go:[[#@LINE]]:26: &reverse{...} does not escape
	// CHECK: sort.go:[[#@LINE-1]]:40: sort.IntSlice(a) does not escape
	i := sort.Search(10, func(k int) bool { return k >= n }) // CHECK: sort.go:[[#@LINE]]:23: func literal does not escape
	// CHECK-NOT: moved to heap
	println(len(a), n, i)
}
