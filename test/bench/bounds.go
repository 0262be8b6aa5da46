// Bounds checks: stencils, windows, tables and two-dimensional indexes.
package main

import "runtime"

//go:noinline
func stencil(out, in []int) {
	for i := 1; i < len(in)-1; i++ {
		out[i] = in[i-1] + 2*in[i] + in[i+1]
	}
}

//go:noinline
func histogram(data []byte, table *[256]int) {
	for _, c := range data {
		table[c]++
	}
}

//go:noinline
func reverse(a []int) {
	for i, j := 0, len(a)-1; i < j; i, j = i+1, j-1 {
		a[i], a[j] = a[j], a[i]
	}
}

//go:noinline
func distance(a, b string, row []int) int {
	for j := range row {
		row[j] = j
	}
	for i := 1; i <= len(a); i++ {
		diagonal := row[0]
		row[0] = i
		for j := 1; j <= len(b); j++ {
			cost := diagonal
			if a[i-1] != b[j-1] {
				cost = min(diagonal, row[j], row[j-1]) + 1
			}
			diagonal, row[j] = row[j], cost
		}
	}
	return row[len(b)]
}

//go:noinline
func sum(a []int) (s int) {
	for i := 0; i < len(a); i++ {
		s += a[i]
	}
	return s
}

//go:noinline
func little(b []byte) (x uint32) {
	for ; len(b) >= 4; b = b[4:] {
		x ^= uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24
	}
	return x
}

func run() {
	in, out := make([]int, 10000), make([]int, 10000)
	data := make([]byte, 10000)
	for i := range in {
		in[i] = i * i % 31
		data[i] = byte(i * 7)
	}
	var table [256]int
	text := string(data[:500])
	row := make([]int, 501)
	total := 0
	for range 20000 {
		stencil(out, in)
		histogram(data, &table)
		reverse(out)
		total += sum(out) + int(little(data))
	}
	for i := range 300 {
		total += distance(text[:300], text[i:], row[:len(text)-i+1])
	}
	println(total, table[7])
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
