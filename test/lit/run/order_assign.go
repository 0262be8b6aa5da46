// RUN: %run-matrix %s

// Tuple assignments: operands of indexes and indirections on the left come first, then the assignments from left to right.
package main

type T struct {
	a    [3]int
	next *T
}

func tr(s string, i int) int     { println(s); return i }
func sl(s string, x []int) []int { println(s); return x }
func two() (int, int)            { println("two"); return 7, 8 }

func main() {
	i := 0
	a := []int{1, 2, 3}
	i, a[i] = 1, 9
	println(i, a[0], a[1]) // OUTPUT: 1 9 2
	a[0], a[0] = 4, 5
	println(a[0]) // OUTPUT: 5
	a[0], a[1], a[2] = a[2], a[0], a[1]
	println(a[0], a[1], a[2]) // OUTPUT: 3 5 2
	x := []int{1, 2, 3}
	i = 0
	x[i], i = 2, 1
	x[1], x[2] = 4, 5
	println(i, x[0], x[1], x[2]) // OUTPUT: 1 2 4 5
	type Point struct{ x, y int }
	var p *Point
	func() {
		defer func() { println(recover() != nil, x[2]) }()
		x[2], p.x = 6, 7
	}() // OUTPUT: true 6
	i = 2
	x = []int{3, 5, 7}
	for i, x[i] = range x {
		break
	}
	println(i, x[0], x[1], x[2])                                                          // OUTPUT: 0 3 5 3
	sl("left", a)[tr("index", 1)], x[tr("index 2", 0)] = tr("right", 5), tr("right 2", 6) // OUTPUT: left
	// OUTPUT: index
	// OUTPUT: index 2
	// OUTPUT: right
	// OUTPUT: right 2
	println(a[1], x[0])                  // OUTPUT: 5 6
	a[tr("i", 0)], a[tr("j", 1)] = two() // OUTPUT: i
	// OUTPUT: j
	// OUTPUT: two
	println(a[0], a[1]) // OUTPUT: 7 8
	l := &T{next: &T{}}
	l, l.next = l.next, l
	println(l.next == nil) // OUTPUT: true
	arr := [3]int{1, 2, 3}
	brr := arr
	arr[0], brr = brr[2], [3]int{arr[0], arr[1], arr[2]}
	println(arr[0], brr[0]) // OUTPUT: 3 1
	arr, brr = brr, arr
	println(arr[0], brr[0]) // OUTPUT: 1 3
	var t T
	t.a, t.a[0] = [3]int{5, 6, 7}, 1
	println(t.a[0], t.a[1]) // OUTPUT: 1 6
	t.a[0], t.a = 1, [3]int{5, 6, 7}
	println(t.a[0], t.a[1]) // OUTPUT: 5 6
	s1, s2 := "a", "b"
	s1, s2 = s2+s1, s1+s2
	println(s1, s2) // OUTPUT: ba ab
	y, z := 1, 2
	py := &y
	*py, y = z, y+10
	println(y, z) // OUTPUT: 11 2
	func() {
		defer func() { recover(); println(a[0], a[1]) }()
		a[0], a[i+5] = 100, 200
	}() // OUTPUT: 100 8
	a[0] = 1
	a[a[0]] += tr("op", a[a[0]]) // OUTPUT: op
	println(a[1])                // OUTPUT: 16
}
