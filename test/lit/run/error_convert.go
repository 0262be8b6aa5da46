// RUN: %run-matrix %s

// Conversion of a slice to an array and to a pointer to an array.
package main

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

type four [4]int

func main() {
	s := make([]int, 3, 8)
	var null []int
	try(func() { println([4]int(s)[0]) })       // OUTPUT: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4
	try(func() { println((*[4]int)(s)[0]) })    // OUTPUT: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4
	try(func() { println(four(s)[0]) })         // OUTPUT: runtime error: cannot convert slice with length 3 to array or pointer to array with length 4
	try(func() { println([1]int(null)[0]) })    // OUTPUT: runtime error: cannot convert slice with length 0 to array or pointer to array with length 1
	try(func() { println((*[1]int)(null)[0]) }) // OUTPUT: runtime error: cannot convert slice with length 0 to array or pointer to array with length 1
	try(func() { _ = (*[9]int)(s) })            // OUTPUT: runtime error: cannot convert slice with length 3 to array or pointer to array with length 9
	try(func() { _ = [9]int(s) })               // OUTPUT: runtime error: cannot convert slice with length 3 to array or pointer to array with length 9
	a := [3]int(s)
	p := (*[3]int)(s)
	a[0] = 1
	p[1] = 2
	println(s[0], s[1], a[0], a[1])                                         // OUTPUT: 0 2 1 0
	println((*[0]int)(null) == nil, (*[0]int)(s) == nil, len([0]int(null))) // OUTPUT: true false 0
	println((*[0]int)([]int{}) == nil)                                      // OUTPUT: false
}
