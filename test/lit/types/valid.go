// RUN: %golite-cc --stop-after=types %s
// What the core language allows is accepted.
package main

import (
	"unsafe"
	. "unsafe"
)

type (
	celsius float64
	point   struct{ x, y int }
	shape   interface {
		area() float64
		named
	}
	named interface{ name() string }
	node  struct {
		next, prev *node
		children   []node
		byName     map[string]node
		visit      func(node) *node
	}
	rect struct {
		point
		*node
		w, h float64 `json:"w"`
	}
	tree = map[string]tree2
	tree2 struct{ sub tree }
	errT  struct{}
)

const (
	kb = 1 << (10 * (iota + 1))
	mb
	_
	tb
	mask = kb - 1
	big  = 1 << 200
	low  = big >> 190
	text = "a" + "b"
	size = len(text) + len([3]int{}) + int(Sizeof(point{}))
	r    = 'a' + 1.0
	cplx = 2i * 2i
)

var (
	a, b   = pair()
	late   = early + 1
	early  = len(order)
	order  = []int{low: 1, 3: 2}
	fn     = func(n int) int { return helper(n - 1) }
	_      = fn
	matrix [size]float64
	_ named = rect{}
	_ shape = (*rect)(nil)
	_      = [...]string{5: "x"}
	lookup = map[point][]*point{{1, 2}: {{3, 4}, nil}}
	ch     = make(chan<- int, 1)
	iface  interface{ Error() string } = errT{}
)

func pair() (int, error) { return 0, nil }
func helper(n int) int {
	if n == 0 {
		return 0
	}
	return helper(n - 1)
}
func (errT) Error() string         { return "" }
func (r rect) area() float64       { return r.w * r.h }
func (rect) name() string          { return "rect" }
func (p *point) move(dx, dy int)   { p.x, p.y = p.x+dx, p.y+dy }
func (c celsius) kelvin() celsius  { return c + 273.15 }
func variadic(args ...any) (n int) { n = len(args); return }

func expressions(s []int, m map[string]int, str string, x any, sh uint) {
	var f32 float32 = 1 << 3
	var i64 int64 = 1<<sh + 1.0
	u8 := byte('a') &^ 0xf
	i, j := 0, len(s)
	i, k := 1, j
	f64 := float64(f32) / 3
	_ = append([]byte("abc"), str[1:]...)
	_ = string(rune(65)) + string([]byte{1}) + string([]rune{2})
	v, ok := m["a"]
	n, isInt := x.(int)
	_, _, _, _ = v, ok, n, isInt
	copy(s[1:2:3], s)
	p := &point{x: 1}
	p.move(1, 2)
	point{}.bothways(p)
	f := p.move
	f(1, 2)
	g := (*point).move
	g(p, i, k)
	(&rect{}).point.x++
	s[0], m["b"] = m["c"], s[1]
	delete(m, "x")
	_ = complex(f64, 1) == cplx
	_ = x == 3 || x == nil || str < "b" && !ok
	_ = min(i, 3) + max(1, 2, k) + cap(s) + int(real(2i))
	_ = *new(3)
	_ = unsafe.String(unsafe.StringData(str), len(str))
	_ = [2]int(s) == *(*[2]int)(s)
	_ = (<-chan int)(nil)
	_ = celsius(1).kelvin()
	_ = struct{ point }{point{1, 2}}.x
	_ = interface{ Error() string }(iface).(error)
	f32, i64, u8 = f32*2, i64%3, u8<<1
}

func (p point) bothways(q *point) bool { return p == *q }

func statements(n int, in <-chan int, x any) (result int, err error) {
	defer func() {
		if r := recover(); r != nil {
			err, _ = r.(error)
		}
	}()
	go statements(n, in, x)
outer:
	for i := 0; i < n; i++ {
		switch {
		case i == 3:
			continue outer
		case i > 4:
			break outer
		default:
			result += i
			fallthrough
		case i < 0:
		}
	}
	for i, c := range "text" {
		_, _ = i, c
	}
	for range 3 {
	}
	for k, v := range lookup {
		_, _ = k.x, v
	}
	for v := range in {
		select {
		case w, ok := <-in:
			_, _ = w, ok
		case ch <- v:
		default:
			goto done
		}
	}
	for i, s := range func(yield func(int, string) bool) { yield(1, "a") } {
		_, _ = i, s
	}
	switch y := x.(type) {
	case nil:
	case int, string:
		_ = y
	case error:
		return 1, y
	case func() int:
		return y(), nil
	}
	switch z := n; z {
	case 1, 2:
		type local struct{ z int }
		_ = local{z}
	}
	{
		const n = "shadow"
		var _ string = n
	}
done:
	if v, ok := x.(int); !ok {
		return
	} else if v > 1 {
		return v, nil
	} else {
		panic("never")
	}
}

func init() { _ = Pointer(nil) }
func init() { variadic(); variadic(1, "a"); variadic([]any{1}...); variadic(pair()) }

func main() {
	expressions(nil, nil, "", nil, 1)
	println(a, b, late, tb, mask, mb, text, r, matrix[0], tree{"a": {}}, node{}.next)
}
