// RUN: %run-matrix %s

// Comparing interfaces that hold types without ==.
package main

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

type T struct {
	n int
	s []int
}
type N []string
type W struct{ v any }

func main() {
	var a, b any = []int{1}, []int{1}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type []int
	try(func() { println(a != b) }) // OUTPUT: runtime error: comparing uncomparable type []int
	try(func() { println(a == a) }) // OUTPUT: runtime error: comparing uncomparable type []int
	b = 5
	try(func() { println(a == b, b == a) }) // OUTPUT: false false
	a = [1]func(){}
	b = a
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type [1]func()
	a, b = func() {}, func() {}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type func()
	a, b = T{1, nil}, T{1, nil}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type main.T
	a, b = N{}, N{}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type main.N
	a, b = [2][]int{}, [2][]int{}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type [2][]int
	a, b = W{1}, W{1}
	try(func() { println(a == b) }) // OUTPUT: true
	a, b = W{[]int{}}, W{[]int{}}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type []int
	a, b = W{[]int{}}, W{1}
	try(func() { println(a == b) }) // OUTPUT: false
	x, y := [2]any{1, []int{}}, [2]any{2, []int{}}
	try(func() { println(x == y) }) // OUTPUT: false
	y[0] = 1
	try(func() { println(x == y) }) // OUTPUT: runtime error: comparing uncomparable type []int
	a, b = [0]func(){}, [0]func(){}
	try(func() { println(a == b) }) // OUTPUT: runtime error: comparing uncomparable type [0]func()
	var e error
	try(func() { println(e == nil, a == nil, a == e) }) // OUTPUT: true false false
	try(func() {
		switch a = []int{}; a {
		case 5:
			println("five")
		case a:
			println("a")
		}
	}) // OUTPUT: runtime error: comparing uncomparable type []int
}
