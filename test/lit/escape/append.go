// RUN: %golite-cc -o %t %s && %t 2>&1 | FileCheck %s
// RUN: %golite-cc --emit-llvm -O0 -o - %s | FileCheck --check-prefix=IR %s

// Which appends allocate: an array in the frame serves up to 128 bytes, and is free again in a loop when nobody uses
// the slice of the round before.
package main

import "runtime"

//go:noinline
func ints(n int) (sum, c int) {
	var q []int
	for i := range n {
		q = append(q, i)
	}
	for _, v := range q {
		sum += v
	}
	return sum, cap(q)
}

// Earlier headers stay valid when the slice grows.
//
// Several slices of one append at once.
//
//go:noinline
func several(n int) int {
	var rows [6][]int32
	for i := range rows {
		for k := range n {
			rows[i] = append(rows[i], int32(i*10+k))
		}
	}
	s := 0
	for _, r := range rows {
		for _, v := range r {
			s = s*7 + int(v)
		}
	}
	return s
}

//go:noinline
func keep(n int) []int {
	var q []int
	for i := range n {
		q = append(q, i)
	}
	return q
}

// A buffer a round: nobody uses the slice of the round before.
//
//go:noinline
func rounds(n int) int {
	s := 0
	for i := range n {
		var q []int
		q = append(q, i)
		q = append(q, i+1)
		for _, v := range q {
			s += v
		}
	}
	return s
}

func count(name string, f func() int) {
	f()
	var a, b runtime.MemStats
	runtime.ReadMemStats(&a)
	f()
	runtime.ReadMemStats(&b)
	println(name, b.Mallocs-a.Mallocs)
}

// IR-LABEL: define {{.*}}@main.ints(
// IR: call {{.*}}@grt_growslice_in_frame({{.*}}i64 128)
// IR-LABEL: define {{.*}}@main.keep(
// IR-NOT: growslice_in_frame
// IR: call {{.*}}@grt_growslice(
func main() {
	count("8 ints", func() int { n, _ := ints(8); return n }) // CHECK: 8 ints 0
	count("9 ints", func() int { n, _ := ints(9); return n }) // CHECK: 9 ints 1
	count("several", func() int { return several(5) })        // CHECK: several 10
	count("kept", func() int { return len(keep(5)) })         // CHECK: kept 4
	count("rounds", func() int { return rounds(100) })        // CHECK: rounds 0
}
