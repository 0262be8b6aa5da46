// Matrix product over slices of slices.
package main

import "runtime"

func matrix(n int) [][]float64 {
	rows := make([][]float64, n)
	for i := range rows {
		rows[i] = make([]float64, n)
		for j := range rows[i] {
			rows[i][j] = float64(i*n+j%7) / float64(n)
		}
	}
	return rows
}

func multiply(a, b [][]float64) [][]float64 {
	n := len(a)
	c := make([][]float64, n)
	for i := range c {
		c[i] = make([]float64, n)
		for j := 0; j < n; j++ {
			sum := 0.0
			for k := 0; k < n; k++ {
				sum += a[i][k] * b[k][j]
			}
			c[i][j] = sum
		}
	}
	return c
}

func run() {
	const n = 400
	a, b := matrix(n), matrix(n)
	for range 4 {
		a = multiply(a, b)
		for i := range a {
			for j := range a[i] {
				a[i][j] /= 1e5
			}
		}
	}
	println(int64(a[17][n-3]))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
