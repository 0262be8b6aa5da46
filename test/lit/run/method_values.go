// RUN: %run-matrix %s

// A method value binds a copy of the receiver when it is made; a method expression takes it as its first argument.
package main

type T struct {
	n   int
	pad [5]int
}

func (t T) Get() int         { return t.n + t.pad[4] }
func (t *T) Set(n int)       { t.n = n }
func (t *T) Both() (int, *T) { return t.n, t }

type U struct {
	T
	*V
}
type V struct{ s string }

func (v V) Str() string   { return v.s }
func (v *V) Put(s string) { v.s = s }

type Getter interface{ Get() int }
type F func(int) int

func (f F) Twice(x int) int { return f(f(x)) }

type Int int

func (i Int) Add(x int) int { return int(i) + x }
func (i *Int) Inc() *Int    { *i++; return i }

func main() {
	t := T{n: 1}
	get, set := t.Get, t.Set
	set(5)
	println(get(), t.Get(), t.n) // OUTPUT: 1 5 5
	p := &t
	get2 := p.Get
	p.n = 6
	println(get2(), p.Get()) // OUTPUT: 5 6
	var g Getter = t
	get3 := g.Get
	t.n = 7
	g = &t
	println(get3(), g.Get()) // OUTPUT: 6 7
	u := U{t, &V{"v"}}
	str, put, uget := u.Str, u.Put, u.Get
	put("changed")
	u.T.n = 8
	println(str(), u.Str(), uget(), u.Get())                              // OUTPUT: v changed 7 8
	println(T.Get(t), (*T).Get(p), U.Get(u), Getter.Get(u), (*U).Str(&u)) // OUTPUT: 7 7 8 8 changed
	(*T).Set(p, 9)
	(*U).Set(&u, 10)
	println(t.n, u.n, u.T.n) // OUTPUT: 9 10 10
	f := F(func(x int) int { return x*x + 1 })
	tw := f.Twice
	f = nil
	println(tw(2), F.Twice(func(x int) int { return x + 1 }, 3)) // OUTPUT: 26 5
	i := Int(3)
	add, inc := i.Add, i.Inc
	inc().Inc()
	println(add(1), i.Add(1), Int(4).Add(4)) // OUTPUT: 4 6 8
	println(*inc())                          // OUTPUT: 6
	fs := []func() int{t.Get, u.Get, g.Get}
	t.n, u.n = 0, 0
	for _, f := range fs {
		print(f(), " ")
	}
	println() // OUTPUT: 9 10 0
	n, q := (*T).Both(&t)
	println(n, q == &t) // OUTPUT: 0 true
	arr := [2]T{{n: 1}, {n: 2}}
	k := 0
	h := arr[k].Get
	k, arr[0].n = 1, 50
	println(h(), arr[k].Get()) // OUTPUT: 1 2
	func() {
		defer func() { println(recover() != nil) }()
		var u U
		f := u.Put
		println("bound", f != nil)
		g := u.Str
		println("not reached", g != nil)
	}() // OUTPUT: bound true
	// OUTPUT: true
	defer func(f func() int) { println(f()) }(t.Get)
	defer t.Set(1)
	t.n = 77
}

// OUTPUT: 0
