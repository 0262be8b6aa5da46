// RUN: %run-matrix --asan %s

// A scope ends, its variable does not while somebody has its address.
package main

var junk *[32]int

// scribble overwrites what is left of frames and makes garbage that takes over freed memory.
//
//go:noinline
func scribble(n int) int {
	var a [64]int
	for i := range a {
		a[i] = -1 - i*n
	}
	junk = &[32]int{-7, -7, -7, n}
	if n == 0 {
		return a[3]
	}
	return scribble(n-1) + a[n%64]
}

type pair struct{ a, b *int }

//go:noinline
func blocks(n int) int {
	var p pair
	{
		x := n + 1
		p.a = &x
	}
	{
		y := n + 20
		p.b = &y
	}
	{
		z := [4]int{-1, -2, -3, n}
		if z[n%4] == 99 {
			p.a = &z[0]
		}
		use(&z)
	}
	return *p.a*100 + *p.b
}

//go:noinline
func use(z *[4]int) {
	for i := range z {
		z[i] = -50
	}
}

//go:noinline
func arms(n int) int {
	var p *int
	if n > 5 {
		big := n * 2
		p = &big
	} else {
		small := n * 3
		p = &small
	}
	var other [2]int
	if n&1 == 0 {
		t := [2]int{8, 9}
		other = t
		use2(&t)
	}
	return *p*10 + other[0] + other[1]
}

//go:noinline
func use2(z *[2]int) { z[0], z[1] = -1, -1 }

//go:noinline
func cases(n int) int {
	var ps [3]*int
	for i := 0; i < 3; i++ {
		switch v := n + i; {
		case v%2 == 0:
			w := v * 10
			ps[i] = &w
		default:
			w := v
			ps[i] = &w
		}
	}
	if w := -4; n > 0 {
		ps[1] = &w
	}
	return *ps[0] + *ps[1]*1000 + *ps[2]*100000
}

//go:noinline
func calls(n int) int {
	var f func() int
	{
		x := n
		f = func() int { x += 3; return x }
	}
	{
		y := -n
		use2(&[2]int{y, y})
	}
	return f()*100 + f()
}

func main() {
	println(blocks(3))          // OUTPUT: 423
	println(arms(6), arms(3))   // OUTPUT: 137 90
	println(cases(4), cases(1)) // OUTPUT: 5996040 296001
	println(calls(5))           // OUTPUT: 811
	scribble(3)
}
