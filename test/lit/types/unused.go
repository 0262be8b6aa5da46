// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(a int) (r int) {
	x := 1 // CHECK: :[[#@LINE]]:2: declared and not used: x
	var y int // CHECK: :[[#@LINE]]:6: declared and not used: y
	y = 2
	var z = 3
	z++
	w := 4
	_ = w
	const c = 5
	type t int
	v, u := 6, 7 // CHECK: :[[#@LINE]]:5: declared and not used: u
	_ = v
	func() {
		inner := 8 // CHECK: :[[#@LINE]]:3: declared and not used: inner
		y := 9
		_ = y
	}()
	g := func(p int) {} // CHECK: :[[#@LINE]]:2: declared and not used: g
	1 // CHECK: :[[#@LINE]]:2: 1 (untyped int constant) is not used
	a // CHECK: :[[#@LINE]]:2: a (variable of type int) is not used
	a + 1 // CHECK: :[[#@LINE]]:2: a + 1 (value of type int) is not used
	-a // CHECK: :[[#@LINE]]:2: -a (value of type int) is not used
	f // CHECK: :[[#@LINE]]:2: f (value of type func(a int) (r int)) is not used
	f(1)
	len // CHECK: :[[#@LINE]]:2: len (built-in) must be called
	int // CHECK: :[[#@LINE]]:2: int (type) is not an expression
	"x" // CHECK: :[[#@LINE]]:2: "x" (untyped string constant) is not used
	func() {} // CHECK: :[[#@LINE]]:2: func() {} (value of type func()) is not used
	a == 1 // CHECK: :[[#@LINE]]:2: a == 1 (untyped bool value) is not used
	[]int{1} // CHECK: :[[#@LINE]]:2: []int{…} (value of type []int) is not used
	(f(2))
	<-make(chan int)
	f(1) + 1 // CHECK: :[[#@LINE]]:2: f(1) + 1 (value of type int) is not used
	nil // CHECK: :[[#@LINE]]:2: nil is not used
	for i := 0; i < 1; i++ {
		j := i // CHECK: :[[#@LINE]]:3: declared and not used: j
	}
	if k := 1; true { // CHECK: :[[#@LINE]]:5: declared and not used: k
	}
	switch l := 1; { // CHECK: :[[#@LINE]]:9: declared and not used: l
	}
	var captured int // CHECK: :[[#@LINE]]:6: declared and not used: captured
	func() { captured = 1 }()
	var read int
	func() { _ = read }()
	var p *int
	*p = 1
	var s struct{ f int }
	s.f = 1
	var m []int
	m[0] = 1
	return
}
