// RUN: %run-matrix %s

// goto, labelled break and continue, fallthrough, switch without a tag, nested loops.
package main

func find(m [][]int, want int) (int, int) {
	for i, row := range m {
		for j, v := range row {
			if v == want {
				return i, j
			}
		}
	}
	return -1, -1
}

func classify(n int) (s string) {
	switch {
	case n < 0:
		s = "neg"
		fallthrough
	case n == 0:
		s += "zero"
	case n > 100:
		break
	case n > 10:
		s = "big"
		if n%2 == 0 {
			break
		}
		s += "odd"
	default:
		s = "small"
	}
	return
}

func main() {
	i := 0
loop:
	if i < 5 {
		i++
		if i == 3 {
			goto loop
		}
		print(i, " ")
		goto loop
	}
	println()                                                                                  // OUTPUT: 1 2 4 5
	println(find([][]int{{1, 2}, {3, 4, 5}}, 5))                                               // OUTPUT: 1 2
	println(classify(-1), classify(0), classify(101), classify(12), classify(13), classify(5)) // OUTPUT: negzero zero  big bigodd small
outer:
	for i := 0; ; i++ {
		switch {
		case i == 1:
			continue outer
		case i > 3:
			break outer
		case i == 2:
			break
		default:
			for {
				if i == 3 {
					continue outer
				}
				break
			}
		}
		print(i, " ")
	}
	println() // OUTPUT: 0 2
sw:
	switch x := i * 2; x {
	case 10:
		for range 3 {
			if x == 10 {
				break sw
			}
		}
		println("not reached")
	}
	n := 0
	goto middle
again:
	n += 10
middle:
	n++
	if n < 30 {
		goto again
	}
	println(n) // OUTPUT: 34
	switch i := 3; {
	default:
		print("default ")
		fallthrough
	case i == 4:
		println("four") // OUTPUT: default four
	case i == 5:
		println("five")
	}
	switch f := func() int { n++; return n }; f() {
	case f() - 1:
		println("equal", n) // OUTPUT: equal 36
	}
	for i, j := 0, 5; ; i, j = i+1, j-1 {
		if i >= j {
			println(i, j) // OUTPUT: 3 2
			break
		}
	}
}
