// RUN: %run-matrix --asan %s

// Iterators of all shapes: what is yielded, how bodies end, where control goes on.
package main

func count(n int) func(yield func(int) bool) {
	return func(yield func(int) bool) {
		for i := 0; i < n; i++ {
			if !yield(i) {
				return
			}
		}
	}
}

func pairs(yield func(int, string) bool) {
	_ = yield(1, "one") && yield(2, "two") && yield(3, "three")
}

func none(yield func() bool) {
	for yield() {
	}
}

func find(n, want int) (int, bool) {
	for i := range count(n) {
		if i == want {
			return i * 10, true
		}
	}
	return -1, false
}

func named(n int) (r int, s string) {
	defer func() { s += "!" }()
	for i := range count(n) {
		r += i
		if i == 3 {
			s = "three"
			return
		}
		if i == 2 {
			s = "two"
		}
	}
	return r, s + " end"
}

func nested() (out int) {
outer:
	for i := range count(10) {
		for j := range count(10) {
			switch {
			case j == 3:
				continue outer
			case i == 4:
				break outer
			}
			for k := range count(3) {
				if k == 2 {
					break
				}
				if i == 2 && j == 1 {
					continue outer
				}
				out += 100*i + 10*j + k
			}
		}
	}
	return
}

func gotos() {
	n := 0
top:
	n++
	for i := range count(5) {
		if i == 2 && n < 3 {
			println("goto", n)
			goto top
		}
		if i == 3 {
			goto inner
		}
		continue
	inner:
		println("inner", i)
	}
	for i := 0; i < 3; i++ {
		for j := range count(3) {
			if j == 1 {
				break
			}
			if i == 1 {
				goto done
			}
			println("ij", i, j)
		}
	}
done:
	println("done")
}

type tree struct {
	l, r *tree
	v    int
}

func (t *tree) walk(yield func(int) bool) bool {
	if t == nil {
		return true
	}
	return t.l.walk(yield) && yield(t.v) && t.r.walk(yield)
}

func (t *tree) all(yield func(int) bool) { t.walk(yield) }

func closures() {
	var fs []func() int
	for i := range count(3) {
		fs = append(fs, func() int { i += 10; return i })
	}
	for _, f := range fs {
		println(f(), f())
	}
}

func returnsBig() (a [5]int, s string, e error) {
	for i := range count(5) {
		for x, y := range pairs {
			a[i] += x
			if i == 2 && x == 2 {
				return a, y, nil
			}
		}
	}
	return
}

func main() {
	for i := range count(3) {
		println(i)
	}
	for k, v := range pairs {
		println(k, v)
		if k == 2 {
			break
		}
	}
	n := 0
	for range none {
		n++
		if n == 5 {
			break
		}
	}
	println(n)
	println(find(10, 4))
	println(find(3, 4))
	println(named(10))
	println(named(3))
	println(nested())
	gotos()
	t := &tree{&tree{nil, nil, 1}, &tree{&tree{nil, nil, 3}, nil, 4}, 2}
	sum := 0
	for v := range t.all {
		sum = sum*10 + v
	}
	println(sum)
	closures()
	a, s, e := returnsBig()
	println(a[0], a[2], a[4], s, e == nil)
	var x, y int
	arr := []int{0, 0, 0, 0}
	for x, arr[3] = range func(yield func(int, int) bool) { _ = yield(1, 5) && yield(2, 6) } {
		y += x
	}
	println(x, y, arr[3])
}
