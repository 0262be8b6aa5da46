// RUN: %run-matrix --asan %s

// Maps of all kinds of keys and elements: assignment, look-up, delete, clear, len, range, literals, comparison
// with nil, as interface values.
package main

type S struct {
	a int
	s string
}
type Big [300]int
type F struct {
	f float64
	i any
}

func fill(n int) map[int]int {
	m := make(map[int]int)
	for i := 0; i < n; i++ {
		m[i*7] = i
	}
	return m
}

var g = map[string][]int{"a": {1, 2}, "b": nil}

func main() {
	m := fill(10000)
	println(len(m))
	s := 0
	for k, v := range m {
		if k != v*7 {
			println("bad")
		}
		s += v
	}
	println(s)
	for i := 0; i < 10000; i += 2 {
		delete(m, i*7)
	}
	println(len(m))
	v, ok := m[7]
	println(v, ok)
	v, ok = m[14]
	println(v, ok)
	clear(m)
	println(len(m))
	ms := map[S]int{{1, "a"}: 1, {2, "b"}: 2}
	println(ms[S{1, "a"}], ms[S{2, "b"}], ms[S{}])
	mb := map[Big]Big{}
	var b Big
	b[3] = 4
	mb[b] = b
	println(mb[b][3], mb[Big{}][3], len(mb))
	mf := map[float64]int{}
	z := 0.0
	mf[0] = 1
	mf[-z] = 2
	nan := z / z
	mf[nan] = 1
	mf[nan] = 2
	println(len(mf), mf[0], mf[nan])
	mi := map[any]int{1: 1, "a": 2, 1.5: 3, S{1, "x"}: 4, [2]int{1, 2}: 5}
	println(mi[1], mi["a"], mi[1.5], mi[S{1, "x"}], mi[[2]int{1, 2}], mi[nil])
	mg := map[F]string{{1, 2}: "x"}
	println(mg[F{1, 2}], mg[F{0, nil}])
	println(len(g), g["a"][1])
	g["b"] = append(g["b"], 5)
	println(g["b"][0])
	mz := map[struct{}]struct{}{}
	mz[struct{}{}] = struct{}{}
	println(len(mz))
	var nm map[int]int
	println(nm[3], len(nm), nm == nil, m == nil)
	for range nm {
		println("x")
	}
	delete(nm, 3)
	mp := map[*int]int{}
	x, y := 1, 2
	mp[&x] = 1
	mp[&y]++
	mp[&y] <<= 3
	println(mp[&x], mp[&y])
	m32 := map[int32]string{}
	for i := range int32(100) {
		m32[i] = "x"
	}
	n := 0
	for k := range m32 {
		n += int(k)
		delete(m32, k)
	}
	println(n, len(m32))
	m8 := map[uint8]bool{}
	for i := range 1000 {
		m8[uint8(i)] = true
	}
	println(len(m8))
	lit := map[int]string{1: "a", 2: "b", 3: "c", 4: "d", 5: "e", 6: "f", 7: "g", 8: "h", 9: "i", 10: "j",
		11: "a", 12: "b", 13: "c", 14: "d", 15: "e", 16: "f", 17: "g", 18: "h", 19: "i", 20: "j",
		21: "a", 22: "b", 23: "c", 24: "d", 25: "e", 26: "f", 27: "g", 28: "h", 29: "i", 30: "j"}
	println(len(lit), lit[30], lit[1])
	var a any = lit
	_, isMap := a.(map[int]string)
	println(isMap)
}
