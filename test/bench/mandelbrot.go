// Mandelbrot: a float64 recurrence with an early exit.
package main

import "runtime"

func run() {
	const n, most = 2000, 60
	inside := 0
	for y := range n {
		for x := range n {
			cr, ci := 2*float64(x)/n-1.5, 2*float64(y)/n-1
			zr, zi := 0.0, 0.0
			i := 0
			for ; i < most && zr*zr+zi*zi <= 4; i++ {
				zr, zi = zr*zr-zi*zi+cr, 2*zr*zi+ci
			}
			if i == most {
				inside++
			}
		}
	}
	println(inside)
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
