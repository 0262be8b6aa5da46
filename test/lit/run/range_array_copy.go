// RUN: %run-matrix %s

// range evaluates its operand once; arrays are copied when the values are used, pointers and slices are not.
package main

type big struct{ a [4]int }

func get() [3]int { println("get"); return [3]int{1, 2, 3} }

func main() {
	a := [4]int{1, 2, 3, 4}
	for i, v := range a {
		a[3] = 100
		print(i, ":", v, " ")
	}
	println(a[3]) // OUTPUT: 0:1 1:2 2:3 3:4 100
	a[3] = 4
	for i, v := range &a {
		a[3] = 100
		print(i, ":", v, " ")
	}
	println() // OUTPUT: 0:1 1:2 2:3 3:100
	for i, v := range a[:] {
		a[3] = 200
		print(i, ":", v, " ")
	}
	println() // OUTPUT: 0:1 1:2 2:3 3:200
	s := []int{1, 2, 3}
	for i, v := range s {
		s = append(s, v*10)
		s[2] = 9
		print(i, ":", v, " ")
	}
	println(len(s)) // OUTPUT: 0:1 1:2 2:3 6
	s = []int{1, 2, 3}
	for i := range s {
		s = s[:1]
		print(i, " ")
	}
	println(len(s)) // OUTPUT: 0 1 2 1
	for _, v := range get() {
		print(v, " ")
	} // OUTPUT: get
	println() // OUTPUT: 1 2 3
	bs := []big{{[4]int{1, 2, 3, 4}}, {[4]int{5, 6, 7, 8}}}
	for _, b := range bs {
		bs[1].a[0] = 50
		b.a[0]++
		print(b.a[0], b.a[1], " ")
	}
	println(bs[0].a[0], bs[1].a[0]) // OUTPUT: 22 516 1 50
	var grid [2][3]int
	for i, row := range grid {
		for j := range row {
			grid[i][j] = i*3 + j
			row[j] = 7
		}
	}
	println(grid[1][2], grid[0][1]) // OUTPUT: 5 1
	var x int
	var arr [3]int
	for x, arr[x] = range [3]int{7, 8, 9} {
	}
	println(x, arr[0], arr[1], arr[2]) // OUTPUT: 2 8 9 0
	var np *[5]int
	for i := range np {
		print(i, " ")
	}
	println(len(np)) // OUTPUT: 0 1 2 3 4 5
	n := int8(3)
	for i := range n {
		n = 1
		i *= 2
		print(i, " ")
	}
	for i, v := range [...]string{2: "c", 0: "a"} {
		print(i, v, " ")
	}
	println() // OUTPUT: 0 2 4 0a 1 2c
}
