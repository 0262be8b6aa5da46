// RUN: %run-matrix %s

// Order of evaluation in assignments, calls, literals, ranges and switches, as gc has it.
package main

type T struct{ a, b int }

func (t T) M()   { println("M", t.a) }
func (t *T) PM() { println("PM", t.b) }

type I interface{ M() }

var order []string

func f(s string) int   { order = append(order, s); return len(order) }
func g(s string) *T    { order = append(order, s); return &T{len(order), 0} }
func h(s string) []int { order = append(order, s); return make([]int, 100) }
func ff(s string) func(...int) int {
	order = append(order, s)
	return func(a ...int) int { order = append(order, s+"()"); return len(a) }
}
func show() {
	for _, s := range order {
		print(s, " ")
	}
	println()
	order = nil
}

type S struct {
	x, y int
	z    []int
}

var glob = 1

func mod() int { glob++; return glob }

func two() (int, int) { glob = 2; return glob, glob + 1 }

func main() {
	h("a")[f("b")], h("c")[f("d")] = f("e"), f("f")
	show()
	_ = []int{f("1"), f("2"), f("3")}
	_ = S{y: f("y"), x: f("x"), z: h("z")}
	show()
	ff("fn")(f("p"), f("q"), ff("in")(f("r")))
	show()
	g("recv").a = f("val")
	show()
	g("x").a += f("y")
	show()
	_ = f("a")+f("b")*f("c") == f("d") && f("e") > 100 || f("f") > 0
	show()
	_ = h("s")[f("lo"):f("hi")]
	show()
	switch f("tag") {
	case f("c1"), f("c2"):
	case f("c3"):
	}
	show()
	for i := range h("rng")[f("x"):] {
		_ = i
		if i > 1 {
			break
		}
	}
	show()
	defer func() {
		show()
	}()
	defer g("d1").M()
	show()
	defer g("d2").PM()
	defer ff("d3")(f("d4"))
	show()
	arr := []int{0, 0, 0}
	i := 0
	i, arr[i], arr[i+1] = 2, 5, 6
	println(i, arr[0], arr[1], arr[2])
	glob = 1
	a, b := glob, mod()
	println(a, b)
	glob = 1
	arr[glob] = mod()
	println(arr[0], arr[1], arr[2])
	glob = 1
	x := glob + mod()*10 + glob
	println(x)
	glob = 1
	arr[glob], glob = two()
	println(arr[1], glob)
	p := &S{1, 2, []int{1, 2, 3}}
	p.x, p.z[p.x], p = 2, 50, nil
	println(p == nil)
	s := "abc"
	s, t := "xyz", s
	println(s, t)
	var e any = glob
	glob++
	println(e.(int))
	m := [2][]int{{1, 2}, {3, 4}}
	m[0], m[1] = m[1], m[0]
	m[0][0], m[1][0] = m[1][0], m[0][0]
	println(m[0][0], m[1][0])
	func(a ...int) { a[0] = 9 }(arr...)
	println(arr[0])
	var fns [3]func() int
	for i := range fns {
		fns[i] = func() int { i *= 2; return i }
	}
	println(fns[2](), fns[2](), fns[1]())
	for i, j := 0, 10; i < j; i, j = i+1, j-2 {
		defer func() { println("ij", i, j) }()
		i++
	}
	var q *T
	func() {
		defer func() { println(recover() != nil) }()
		q.a, i = f("never"), 5
	}()
	println(i)
	func() {
		defer func() { println(recover() != nil, i) }()
		var np *int
		i, *np = 77, 1
	}()
	parallel()
	reads()
	boxes()
}

type P struct{ x, y int }

func parallel() {
	a := [3]int{1, 2, 3}
	i := 0
	i, a[i] = 2, 9
	println(i, a[0], a[1], a[2])
	a[0], a[1], a[2] = a[2], a[0], a[1]
	println(a[0], a[1], a[2])
	s := []int{1, 2, 3}
	s, s[0] = nil, 7
	println(len(s))
	p := &P{1, 2}
	q := p
	p, p.x = nil, 50
	println(q.x, p == nil)
	x, y := 1, 2
	x, y = y, x
	println(x, y)
	pp := &P{3, 4}
	pp.x, pp.y = pp.y, pp.x
	println(pp.x, pp.y)
	b := a
	b[0] = 1000
	println(a[0], b[0])
	for i, v := range a {
		a[2] = 77
		println(i, v)
	}
	for i, v := range &a {
		a[2] = 88
		println(i, v)
	}
	for i := range a {
		println(i)
	}
	var np *[4]int
	for i := range np {
		print(i, " ")
	}
	println(len(np))
}

var trace []string

func tr(s string, v int) int      { trace = append(trace, s); return v }
func trs(s string, v []int) []int { trace = append(trace, s); return v }
func dump() {
	for _, s := range trace {
		print(s, " ")
	}
	println()
	trace = nil
}

var gx = 1

func setx() int { gx = 50; return 1 }

func reads() {
	arr := make([]int, 10)
	arr[tr("i", 1)] = tr("v", 2)
	dump()
	trs("s", arr)[tr("i", 1)] += tr("v", 2)
	dump()
	arr[tr("a", 0)], arr[tr("b", 1)] = tr("c", 1), tr("d", 2)
	dump()
	println(gx + setx())
	gx = 1
	y := []int{gx, setx(), gx}
	println(y[0], y[1], y[2])
	gx = 1
	var z any = gx
	_ = z
	f := func(a, b int) { println(a, b) }
	f(gx, setx())
	gx = 1
	g := func(a ...any) { println(a[0].(int), a[1].(int)) }
	g(gx, setx())
	gx = 1
	gx += setx()
	println(gx)
	if tr("x", 1) == 1 && tr("y", 0) == 1 || tr("z", 3) == 3 {
		dump()
	}
	m := [2]int{tr("k", 1), tr("l", 2)}
	_ = m
	st := P{y: tr("y", 1), x: tr("x", 2)}
	println(st.x, st.y)
	dump()
}

var (
	words = []string{"old", "x"}
	row   = [3]int{1, 2, 3}
	at    int
	byKey = map[int]int{1: 1}
	pair  = P{1, 2}
)

func change() int {
	words[0] = "new"
	words = append(words, "y")
	row[0], at, byKey[1], pair.x = 100, 2, 100, 100
	return 7
}

func all(a ...any) {
	for _, x := range a {
		switch x := x.(type) {
		case int:
			print(x, " ")
		case string:
			print(x, " ")
		case [3]int:
			print(x[0], " ")
		case P:
			print(x.x, " ")
		}
	}
	println()
}

// A variable that is boxed is read after the calls; a value without an address is copied before
// them, unless a register holds it.
func boxes() {
	all(words[0], row, row[at], at, byKey[1], pair, pair.x, words[0]+"!", at+1, P{at, 0}, len(words), change(), len(words))
}

// OUTPUT: a b c d e f
// OUTPUT: 1 2 3 y x z
// OUTPUT: fn p q in r in() fn()
// OUTPUT: recv val
// OUTPUT: x y
// OUTPUT: a b c d f
// OUTPUT: s lo hi
// OUTPUT: tag c1 c2 c3
// OUTPUT: rng x
// OUTPUT: d1
// OUTPUT: d2 d3 d4
// OUTPUT: 2 5 6 0
// OUTPUT: 2 2
// OUTPUT: 5 6 2
// OUTPUT: 24
// OUTPUT: 6 3
// OUTPUT: true
// OUTPUT: xyz abc
// OUTPUT: 3
// OUTPUT: 1 3
// OUTPUT: 9
// OUTPUT: 4 8 2
// OUTPUT: true
// OUTPUT: 2
// OUTPUT: true 77
// OUTPUT: 2 9 2 3
// OUTPUT: 3 9 2
// OUTPUT: 0
// OUTPUT: 50 true
// OUTPUT: 2 1
// OUTPUT: 4 3
// OUTPUT: 3 1000
// OUTPUT: 0 3
// OUTPUT: 1 9
// OUTPUT: 2 2
// OUTPUT: 0 3
// OUTPUT: 1 9
// OUTPUT: 2 88
// OUTPUT: 0
// OUTPUT: 1
// OUTPUT: 2
// OUTPUT: 0 1 2 3 4
// OUTPUT: i v
// OUTPUT: s i v
// OUTPUT: a b c d
// OUTPUT: 51
// OUTPUT: 50 1 50
// OUTPUT: 50 1
// OUTPUT: 50 1
// OUTPUT: 51
// OUTPUT: x y z
// OUTPUT: 2 1
// OUTPUT: k l y x
// OUTPUT: new 100 3 2 100 100 100 new! 3 0 2 7 3
// OUTPUT: ij 5 6
// OUTPUT: ij 3 8
// OUTPUT: ij 1 10
// OUTPUT: PM 0
// OUTPUT: M 1
// OUTPUT: never d3()
