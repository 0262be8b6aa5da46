// RUN: %run-matrix %s

// Structs, arrays, embedding, variadic calls, deferred closures, recursion.
package main

type A struct{ x, y int }
type B struct {
	A
	z int
}
type C struct {
	*B
	w int
}

func (a A) Sum() int      { return a.x + a.y }
func (a *A) Add(n int) *A { a.x += n; return a }
func (b B) Z() int        { return b.z }

type Summer interface{ Sum() int }
type Adder interface{ Add(int) *A }
type Both interface {
	Summer
	Adder
}

type D struct {
	Both
	n int
}

type F func(...int) int

func (f F) Call(a ...int) int { return f(a...) }

type M [3]A

func (m M) Get(i int) A   { return m[i] }
func (m *M) Set(i, v int) { m[i].x = v }

type big struct {
	a [200]int
	s string
}

func mkbig(n int) (b big)  { b.a[n] = n; b.s = "big"; return }
func (b big) at(i int) int { return b.a[i] }

func multi() (int, string, big, error) { return 1, "s", mkbig(5), nil }

func variadic(f string, a ...interface{}) (n int) {
	for _, x := range a {
		switch v := x.(type) {
		case int:
			n += v
		case string:
			n += len(v)
		case []int:
			for _, q := range v {
				n += q
			}
		case A:
			n += v.x
		case *A:
			n += v.y
		case big:
			n += v.a[5]
		case func() int:
			n += v()
		case nil:
			n += 1000
		case error:
			n += 5000
		}
	}
	return
}

type stack []int

func (s *stack) push(v int) { *s = append(*s, v) }
func (s *stack) pop() int {
	v := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return v
}

type node struct {
	l, r *node
	v    int
}

func (n *node) insert(v int) *node {
	if n == nil {
		return &node{v: v}
	}
	if v < n.v {
		n.l = n.l.insert(v)
	} else {
		n.r = n.r.insert(v)
	}
	return n
}
func (n *node) walk(f func(int)) {
	if n != nil {
		n.l.walk(f)
		f(n.v)
		n.r.walk(f)
	}
}

func defers() (s string) {
	for i := 0; i < 4; i++ {
		defer func(n int) { s += string(rune('a'+n)) + string(rune('0'+i)) }(i * 2)
	}
	var st stack
	defer st.push(1)
	defer func() {
		if r := recover(); r != nil {
			s += "[" + r.(string) + "]"
			defer func() { s += recover().(string) }()
			panic("again")
		}
	}()
	s = "start:"
	func() {
		defer func() { s += "inner " }()
		panic("boom")
	}()
	return "never"
}

func nestedPanics() {
	defer func() { println("outer", recover().(string)) }()
	defer func() {
		defer func() { println("mid", recover().(string)) }()
		panic("second")
	}()
	panic("first")
}

func loopDefer() {
	for i := range 3 {
		defer println("ld", i)
	}
}

func retClosure(xs ...int) func() (int, bool) {
	i := -1
	return func() (int, bool) {
		i++
		if i >= len(xs) {
			return 0, false
		}
		return xs[i], true
	}
}

func recursive() {
	var fib func(int) int
	fib = func(n int) int {
		if n < 2 {
			return n
		}
		return fib(n-1) + fib(n-2)
	}
	println(fib(15))
}

type Weekday int

const (
	Sun Weekday = iota
	Mon
	Tue
)

func (d Weekday) String() string { return [...]string{"Sun", "Mon", "Tue"}[d] }

func structs() {
	b := B{A: A{1, 2}, z: 3}
	c := C{&b, 4}
	println(c.x, c.A.y, c.z, c.Sum(), c.Add(10).x, b.x, c.Z())
	c.x++
	c.B.A.y *= 5
	p := &c.y
	*p += 1
	println(b.x, b.y)
	var s Summer = c
	println(s.Sum())
	s = &c
	println(s.Sum())
	if a, ok := s.(Adder); ok {
		println(a.Add(1).x)
	}
	d := D{Both: &b, n: 1}
	println(d.Sum(), d.Add(2).y)
	var bo Both = d
	println(bo.Sum())
	m := M{1: {5, 6}}
	m.Set(2, 9)
	println(m.Get(1).y, m.Get(2).x, m[2].Sum())
	mp := &m
	println(mp.Get(2).x, len(mp), mp[1].x)
	for i, a := range mp {
		mp[2].x = 50
		println(i, a.x)
	}
	f := F(func(a ...int) int { return len(a) })
	println(f.Call(1, 2, 3), f.Call(), f(1))
	anon := struct {
		A
		name string
	}{A{7, 8}, "anon"}
	println(anon.Sum(), anon.name)
	var as Summer = anon
	println(as.Sum())
	type local struct{ B }
	ls := Summer(local{b})
	println(ls.Sum())
	arr := [...]struct{ a, b int }{{1, 2}, {3, 4}}
	for _, e := range arr {
		e.a = 100
		print(e.a+e.b, " ")
	}
	println(arr[0].a)
	pp := &arr[1]
	pp.a, arr[1].b = arr[1].b, pp.a
	println(arr[1].a, arr[1].b)
	ptrs := []*A{{1, 2}, {3, 4}}
	ptrs[0].x, ptrs[1] = 9, nil
	println(ptrs[0].x, ptrs[1] == nil)
	var matrix [3][4]int
	for i := range matrix {
		for j := range matrix[i] {
			matrix[i][j] = i * j
		}
	}
	row := matrix[2]
	matrix[2][3] = 100
	println(row[3], matrix[2][3])
	sl := matrix[1][1:3]
	sl[0] = 77
	println(matrix[1][1])
	bb := mkbig(3)
	bc := bb
	bc.a[3]++
	println(bb.a[3], bc.a[3], bb == bc, bb.at(3), mkbig(7).a[7])
	a1, a2, a3, a4 := multi()
	println(a1, a2, a3.a[5], a4 == nil)
}

func main() {
	structs()
	println(variadic("x", 1, "abc", []int{1, 2}, A{1, 2}, &A{3, 4}, mkbig(5), func() int { return 100 }, nil))
	var st stack
	st.push(1)
	st.push(2)
	println(st.pop(), len(st))
	var root *node
	for _, v := range []int{5, 2, 8, 1, 9, 3} {
		root = root.insert(v)
	}
	sum := 0
	root.walk(func(v int) { sum = sum*10 + v })
	println(sum)
	println(defers())
	nestedPanics()
	loopDefer()
	next := retClosure(4, 5)
	for v, ok := next(); ok; v, ok = next() {
		println(v)
	}
	recursive()
	println(Mon.String(), Weekday(2).String())
	var str interface{ String() string } = Tue
	println(str.String())
	x := 10
	px := &x
	ppx := &px
	**ppx = 20
	println(x, *px == **ppx)
	func() {
		x := x
		x++
		println(x)
	}()
	var i8 int8 = 127
	i8++
	println(i8)
	var u uint
	u--
	println(u)
	s := "héllo, 世界"
	for i := 0; i < len(s); i += 3 {
		print(s[i], " ")
	}
	println(s[1:3] == "é", s[:0] == "")
	bs := []byte(s)
	bs[0] = 'H'
	println(string(bs), s)
	if y := x * 2; y > 30 {
		println("gt", y)
	} else if z := y + 1; z > 0 {
		println("z", z)
	}
	const huge = 1 << 100
	println(huge>>98, float64(huge))
	var e1, e2 interface{} = 1.0, 1
	println(e1 == e2, e1 == 1.0, e2 != nil)
	goto done
done:
	println("done")
}

// OUTPUT: 11 2 3 3 11 11 3
// OUTPUT: 12 11
// OUTPUT: 23
// OUTPUT: 23
// OUTPUT: 13
// OUTPUT: 24 11
// OUTPUT: 26
// OUTPUT: 6 9 9
// OUTPUT: 9 3 5
// OUTPUT: 0 0
// OUTPUT: 1 5
// OUTPUT: 2 50
// OUTPUT: 3 0 1
// OUTPUT: 15 anon
// OUTPUT: 15
// OUTPUT: 26
// OUTPUT: 102 104 1
// OUTPUT: 4 3
// OUTPUT: 9 true
// OUTPUT: 6 100
// OUTPUT: 77
// OUTPUT: 3 4 false 3 7
// OUTPUT: 1 s 5 true
// OUTPUT: 1117
// OUTPUT: 2 1
// OUTPUT: 123589
// OUTPUT: start:inner [boom]againg3e2c1a0
// OUTPUT: mid second
// OUTPUT: outer first
// OUTPUT: ld 2
// OUTPUT: ld 1
// OUTPUT: ld 0
// OUTPUT: 4
// OUTPUT: 5
// OUTPUT: 610
// OUTPUT: Mon Tue
// OUTPUT: Tue
// OUTPUT: 20 true
// OUTPUT: 21
// OUTPUT: -128
// OUTPUT: 18446744073709551615
// OUTPUT: 104 108 44 184 149 true true
// OUTPUT: Héllo, 世界 héllo, 世界
// OUTPUT: gt 40
// OUTPUT: 4 1.2676506002282294e+30
// OUTPUT: false true true
// OUTPUT: done
