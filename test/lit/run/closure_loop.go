// RUN: %run-matrix %s

// Each iteration of a three-clause loop has variables of its own, copied at the end of the iteration.
package main

func main() {
	var fs []func() int
	for i := 0; i < 3; i++ {
		fs = append(fs, func() int { i += 10; return i })
	}
	println(fs[0](), fs[1](), fs[2](), fs[0]()) // OUTPUT: 10 11 12 20
	fs = nil
	for i := 0; i < 6; i++ {
		fs = append(fs, func() int { return i })
		i++
	}
	println(fs[0](), fs[1](), fs[2]()) // OUTPUT: 1 3 5
	fs = nil
	for i, j := 0, 10; i < j; i, j = i+1, j-3 {
		if i == 1 {
			continue
		}
		fs = append(fs, func() int { return i*100 + j })
	}
	println(len(fs), fs[0](), fs[1]()) // OUTPUT: 2 10 204
	var ps []*int
	for i, v := range []int{5, 6, 7} {
		v += i
		ps = append(ps, &v)
	}
	println(*ps[0], *ps[1], *ps[2]) // OUTPUT: 5 7 9
	var k int
	fs = nil
	for k = 0; k < 3; k++ {
		fs = append(fs, func() int { return k })
	}
	println(fs[0](), fs[2]()) // OUTPUT: 3 3
	for i := 0; i < 3; i++ {
		step := func() { i++ }
		if i == 0 {
			step()
		}
		print(i, " ")
	}
	println() // OUTPUT: 1 2
	var prev func() int
	for i := 0; i < 4; i++ {
		if prev != nil {
			print(prev(), " ")
		}
		prev = func() int { return i }
	}
	println(prev()) // OUTPUT: 0 1 2 3
outer:
	for i := 0; i < 3; i++ {
		f := func() int { return i }
		for j := 0; ; j++ {
			if j == 2 {
				continue outer
			}
			g := func() int { return f()*10 + j }
			if g() == 11 {
				break outer
			}
			print(g(), " ")
		}
	}
	println() // OUTPUT: 0 1 10
	i := 0
	fs = nil
again:
	x := i * 2
	fs = append(fs, func() int { x++; return x })
	if i++; i < 3 {
		goto again
	}
	println(fs[0](), fs[1](), fs[2](), fs[0]()) // OUTPUT: 1 3 5 2
}
