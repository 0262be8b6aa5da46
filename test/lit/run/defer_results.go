// RUN: %run-matrix %s

// Deferred functions read and change named results; return stores before they run.
package main

type E struct{ s string }

func (e *E) Error() string { return e.s }

func a() (r int) {
	defer func() { r *= 2 }()
	return 21
}
func b() (r int) {
	defer func() { r++ }()
	r = 5
	defer func() { r *= 10 }()
	return r + 1
}
func c() int {
	r := 1
	defer func() { r = 99 }()
	return r
}
func d() (x, y int) {
	defer func() { x, y = y, x }()
	x = 1
	return x + 1, x + 2
}
func e() (s string, err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &E{"recovered " + v.(string)}
		}
	}()
	s = "partial"
	panic("boom")
}
func f() (r [6]int) {
	defer func() { r[5] = r[0] + 1 }()
	return [6]int{1, 2, 3, 4, 5, 6}
}
func g() (r int) {
	defer func() { recover() }()
	r = 3
	var p *int
	r = 4
	return *p + 1
}
func h() (r int) {
	for i := range 4 {
		defer func() { r = r*10 + i }()
	}
	return 9
}
func j() (p *int) {
	x := 5
	defer func() { x = 7 }()
	return &x
}
func k() (r int) {
	defer func() {
		defer func() { r += recover().(int) }()
		panic(10)
	}()
	return 1
}
func l(n int) (r int) {
	if n == 0 {
		return 1
	}
	defer func(m int) { r += m }(n)
	return l(n-1) * 2
}
func m() (a, b string, n int, f float64, z [3]int) {
	defer func() { a, b = b, a; n++; f /= 2; z[1] = n }()
	return "a", "b", 1, 3, [3]int{}
}

func main() {
	println(a(), b(), c()) // OUTPUT: 42 61 1
	println(d())           // OUTPUT: 3 2
	s, err := e()
	println(s, err.Error())   // OUTPUT: partial recovered boom
	println(f()[5], g(), h()) // OUTPUT: 2 4 93210
	println(*j(), k(), l(5))  // OUTPUT: 7 11 89
	x, y, n, fl, z := m()
	println(x, y, n, fl, z[1]) // OUTPUT: b a 2 1.5 2
}
