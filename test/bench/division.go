// Integer division and remainder: by constants, by variables, of several widths.
package main

import "runtime"

//go:noinline
func gcd(a, b int) int {
	for b != 0 {
		a, b = b, a%b
	}
	return a
}

//go:noinline
func digits(n int) (sum int) {
	for ; n != 0; n /= 10 {
		sum += n % 10
	}
	return sum
}

//go:noinline
func power(base, exponent, modulus uint64) uint64 {
	r := uint64(1)
	for ; exponent > 0; exponent >>= 1 {
		if exponent&1 != 0 {
			r = r * base % modulus
		}
		base = base * base % modulus
	}
	return r
}

//go:noinline
func collatz(n int32) (steps int) {
	for ; n != 1; steps++ {
		if n%2 == 0 {
			n /= 2
		} else {
			n = 3*n + 1
		}
	}
	return steps
}

func run() {
	sum := 0
	for i := range 3000000 {
		sum += gcd(i, 360360) + digits(i*i) + int(power(uint64(i), 65537, uint64(1000003+i%7)))
	}
	for i := range int32(99999) { // no chain passes 2^31
		sum += collatz(i + 1)
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
