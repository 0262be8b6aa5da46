// RUN: %run-matrix --asan %s

// The order in which map, key and value are evaluated and checked: gc's, which evaluates calls first, copies keys that
// go by address early, and makes an element only when its value is known (a division included).
package main

func f(s string, v int) int                  { println(s, v); return v }
func mm(s string, m map[int]int) map[int]int { println(s); return m }
func pair() (int, int)                       { println("pair"); return 7, 8 }
func ps(s string) *int                       { println(s); return nil }

type T struct {
	a, b int
	m    map[string][]int
}

func try(name string, fn func()) {
	defer func() {
		r := recover()
		if e, ok := r.(error); ok {
			println(name, "->", e.Error())
		} else if s, ok := r.(string); ok {
			println(name, "->", s)
		} else {
			println(name, "done")
		}
	}()
	fn()
}

func g(x *int) int { *x += 10; return *x }

func pan(s string) int { panic(s) }

func main() {
	m := map[int]int{1: 1, 2: 2}
	var nm map[int]int
	var a []int
	var np *int
	zero := 0
	try("assign order", func() { mm("m", m)[f("k", 1)] = f("v", 2) })
	try("nil assign", func() { nm[f("k", 1)] = f("v", 2) })
	try("nil assign index panics", func() { nm[f("k", 1)] = a[f("i", 5)] })
	try("nil assign key panics", func() { nm[*np] = f("v", 2) })
	try("nil assign key a[5]", func() { nm[a[5]] = f("v", 2) })
	try("m key deref, value panics", func() { m[*np] = a[5] })
	try("op", func() { mm("m", m)[f("k", 1)] += f("v", 2); println(m[1]) })
	try("op nil", func() { nm[f("k", 1)] += f("v", 2) })
	try("op nil a[5]", func() { nm[1] += a[5] })
	try("op a[5]", func() { m[77] += a[5] })
	println(len(m))
	try("op div", func() { m[78] /= zero })
	println(len(m))
	try("op shift", func() { m[79] <<= zero - 1 })
	println(len(m))
	try("inc nil", func() { nm[1]++ })
	try("append nil", func() { var x map[int][]int; x[1] = append(x[1], f("v", 1)) })
	try("append a[5]", func() { x := map[int][]int{}; defer func() { println(len(x)) }(); x[1] = append(x[1], a[5]) })
	try("tuple", func() { m[f("k1", 5)], m[f("k2", 6)] = pair(); println(m[5], m[6]) })
	try("parallel", func() { m[f("k1", 5)], m[f("k2", 6)] = f("v1", 1), f("v2", 2); println(m[5], m[6]) })
	try("swap", func() { m[5], m[6] = m[6], m[5]; println(m[5], m[6]) })
	try("parallel nil", func() { m[8], nm[1], m[9] = 1, 2, 3 })
	println(m[8], m[9])
	i := 1
	try("var key", func() { m[i] = g(&i); println(m[1], m[11]) })
	i = 1
	try("var key any", func() { x := map[any]int{}; x[i] = g(&i); println(x[1], x[11]) })
	i = 1
	try("var key float", func() {
		x := map[float64]int{}
		fl := 1.0
		fn := func() int { fl = 2; return 3 }
		x[fl] = fn()
		println(x[1], x[2])
	})
	try("var key str", func() {
		x := map[string]int{}
		s := "a"
		fn := func() int { s = "b"; return 3 }
		x[s] = fn()
		println(x["a"], x["b"])
	})
	try("var key struct", func() {
		x := map[T2]int{}
		s := T2{1, 2}
		fn := func() int { s.a = 2; return 3 }
		x[s] = fn()
		println(x[T2{1, 2}], x[T2{2, 2}])
	})
	try("map var", func() {
		x := map[int]int{}
		y := x
		fn := func() int { x = map[int]int{}; return 3 }
		x[1] = fn()
		println(len(x), len(y))
	})
	try("read + call", func() { x := map[int]int{1: 1}; fn := func() int { x[1] = 5; return 10 }; println(x[1] + fn()) })
	try("call + read", func() { x := map[int]int{1: 1}; fn := func() int { x[1] = 5; return 10 }; println(fn() + x[1]) })
	try("args", func() { x := map[int]int{1: 1}; fn := func() int { x[1] = 5; return 10 }; two(x[1], fn()) })
	try("slice lit", func() {
		x := map[int]int{1: 1}
		fn := func() int { x[1] = 5; return 10 }
		s := []int{x[1], fn(), x[1]}
		println(s[0], s[1], s[2])
	})
	try("comma ok", func() {
		x := map[int]int{1: 1}
		var v [2]int
		var ok [2]bool
		v[f("i", 1)], ok[f("j", 0)] = x[f("k", 1)]
		println(v[1], ok[0])
	})
	try("comma ok to map", func() {
		x := map[int]int{1: 1}
		y := map[bool]bool{}
		x[f("i", 4)], y[true] = x[f("k", 1)]
		println(x[4], y[true], len(y))
	})
	try("literal", func() {
		x := map[int]int{f("a", 1): f("b", 2), 3: 4, f("c", 5): 6, 7: f("d", 8), f("e", 3): 9}
		println(len(x), x[3])
	})
	try("nested", func() {
		x := map[int]map[int]int{1: {1: 1}}
		x[1][f("k", 2)] = f("v", 3)
		x[2][f("k", 2)] = f("v", 3)
	})
	try("field", func() {
		x := map[int]T{1: {1, 2, nil}}
		println(x[1].b, x[2].a, x[f("k", 1)].m["a"] == nil)
		y := map[int]*T{1: {1, 2, map[string][]int{"q": {1}}}}
		y[1].b = 5
		y[1].m["q"][0]++
		y[1].m["z"] = append(y[1].m["z"], f("v", 1))
		println(y[1].b, y[1].m["q"][0], len(y[1].m))
		y[2].a = f("v", 1)
	})
	try("delete", func() { delete(mm("m", m), f("k", 1)); println(len(m)) })
	try("delete nil panics", func() { var x map[any]int; delete(x, any(func() {})) })
	try("defer delete", func() {
		x := map[int]int{1: 1, 2: 2}
		defer func() { println("len", len(x)) }()
		k := 1
		defer delete(x, k)
		k = 2
		println(len(x))
	})
	try("defer clear", func() {
		x := map[int]int{1: 1, 2: 2}
		defer func() { println("len", len(x)) }()
		defer clear(x)
		println(len(x))
	})
	try("range define over f", func() {
		for k, v := range mm("m", map[int]int{4: 5}) {
			println(k, v)
		}
	})
	try("range assign", func() {
		var s [3]int
		x := map[int]int{}
		for s[f("i", 1)], x[f("j", 9)] = range map[int]int{4: 5} {
		}
		println(s[1], x[9])
	})
	try("panic in value", func() {
		x := map[int]int{}
		defer func() { println("len", len(x)) }()
		x[1] = pan("boo")
	})
	try("unhashable assign", func() {
		var x map[any]int
		x[[]int{1}] = f("v", 1)
	})
	try("unhashable assign2", func() {
		x := map[any]int{}
		x[[]int{1}] = f("v", 1)
	})
	try("unhashable nested", func() {
		x := map[[1]any]int{{1}: 1}
		println(x[[1]any{struct{ f any }{func() {}}}])
	})
	try("iface err", func() {
		x := map[error]int{}
		x[nil] = 1
		println(len(x), x[nil])
	})
	try("neg hint", func() { h := f("h", -1); x := make(map[int]int, h); x[1] = 1; println(len(x)) })
	try("huge hint", func() { h := uint64(1) << 63; x := make(map[int]int, h); x[1] = 1; println(len(x)) })
	try("select", func() {
		c := make(chan int, 1)
		c <- 3
		x := map[int]int{}
		select {
		case x[f("k", 1)] = <-c:
		}
		println(x[1])
	})
	try("string op", func() { x := map[string]string{}; x["a"] += "b" + "c"; x["a"] += "d"; println(x["a"]) })
	try("bytes key", func() {
		x := map[string]int{"abc": 1}
		b := []byte("abc")
		println(x[string(b)])
		x[string(b[:2])] = 4
		b[0] = 'z'
		println(x["ab"], len(x), x[string(b)])
	})
	try("op call in y", func() {
		x := map[int]int{1: 1}
		fn := func() int { x = map[int]int{1: 100}; return 10 }
		x[1] += fn()
		println(x[1])
	})
	try("complex key", func() {
		nan := 0.0
		nan = nan / nan
		x := map[complex128]int{1: 1, complex(nan, 0): 2, complex(0, nan): 3}
		x[complex(nan, 0)]++
		println(len(x), x[1], x[complex(nan, 0)])
		clear(x)
		println(len(x))
	})
	try("addr of value in map lit", func() {
		x := map[string]*T{"a": {a: 1}, "b": {b: 2}}
		println(x["a"].a, x["b"].b)
		for _, p := range x {
			p.a = 9
		}
		println(x["a"].a, x["b"].a)
	})
}

type T2 struct{ a, b int }

func two(a, b int) { println(a, b) }
