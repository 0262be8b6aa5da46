// RUN: %run-matrix --asan %s

// runtime.Callers and CallersFrames: names, files and lines of calls of every kind, inlined or not.
package main

import "runtime"

func base(s string) string {
	for i := len(s) - 1; i >= 0; i-- {
		if s[i] == '/' {
			return s[i+1:]
		}
	}
	return s
}

//go:noinline
func where(tag string) int {
	var pcs [20]uintptr
	n := runtime.Callers(2, pcs[:])
	fr := runtime.CallersFrames(pcs[:n])
	print(tag, ":")
	for {
		f, more := fr.Next()
		if len(f.Function) >= 5 && f.Function[:5] == "main." {
			print(" ", f.Function, " ", base(f.File), ":", f.Line)
		} else {
			print(" ", f.Function)
		}
		if !more {
			break
		}
	}
	println()
	return n
}

func one(x int) int { return where("one") + x }

func inl(x int) int {
	if x > 0 {
		return one(x)
	}
	return one(-x)
}

type T struct{ n int }

func (t T) Val(s string) int   { return where(s) }
func (t *T) Ptr(s string) *T   { where(s); return t }
func (t *T) Chain(s string) *T { where(s); return t }

type E struct{ *T }
type I interface {
	Val(s string) int
	Ptr(s string) *T
}

type G[P any] struct{ p P }

func (g *G[P]) M(s string) { where(s) }
func (g G[P]) V(s string) {
	func() {
		where(s)
	}()
}

func gf[P any](p P) {
	where("gf")
	func() { where("gf-closure") }()
}

var glob = func() int { return where("globfunc") }()
var globf = func() { where("globf") }

func init() { where("init1") }
func init() {
	func() { where("init2") }()
}

func add(a,
	b,
	c int) int {
	where("add")
	return a + b + c
}

func seq(yield func(int) bool) {
	for i := 0; i < 2; i++ {
		if !yield(i) {
			return
		}
	}
}

func rangef() (r int) {
	for i := range seq {
		where("range")
		defer where("range-defer")
		if i == 1 {
			return i
		}
	}
	return
}

//go:noinline
func variadic(f ...func()) {
	for _, g := range f {
		g()
	}
}

func deferred() {
	defer where("defer1")
	defer func() {
		where("defer2")
	}()
	t := &T{}
	defer t.Ptr("defer3")
	where("before")
	if len(glob2) > 0 {
		return
	}
	where("after")
}

var glob2 []int

func rec(n int) {
	if n == 0 {
		where("rec")
		return
	}
	rec(n - 1)
}

//go:noinline
func branch(c bool) {
	if c {
		where("branch")
	} else {
		where("branch")
	}
}

func main() {
	inl(1)
	inl(-1)
	t := &T{1}
	t.Val("val")
	t.Ptr("ptr")
	t.
		Ptr("a").
		Chain("b").
		Chain("c")
	e := E{t}
	e.Val("e.val")
	e.Ptr("e.ptr")
	var i I = t
	i.Val("i.val")
	i.Ptr("i.ptr")
	i = e
	i.Val("ie.val")
	i.Ptr("ie.ptr")
	f := t.Val
	f("mv")
	T.Val(*t, "me")
	(*T).Val(t, "mep")
	I.Val(i, "ime")
	g := &G[int]{}
	g.M("g.m")
	g.V("g.v")
	(&G[map[string][]int]{}).M("g.m2")
	gf(1)
	gf("x")
	globf()
	add(
		where("arg1"),
		where("arg2"),

		where("arg3"),
	)
	println(add(1,
		2,
		3))
	rangef()
	variadic(func() { where("v1") },
		func() {
			where("v2")
		},
	)
	deferred()
	rec(3)
	branch(true)
	branch(false)
	done := make(chan bool)
	go func() {
		where("go1")
		done <- true
	}()
	<-done
	go func(x int) {
		where("go2")
		done <- true
	}(3)
	<-done
	x := where("x") +
		where("y") *
			where("z")
	_ = x
	if where("if1") == 0 ||
		where("if2") > 0 {
		where("then")
	}
	switch where("sw") {
	case where("case1"):
	case
		where("case2"):
	}
	for i := where("for-init") * 0; i < 1+
		where("for-cond")*0; i += 1 +
		where("for-post") {
	}
	_ = []int{
		where("l1"),
		where("l2")}
}
