// RUN: %run-matrix --asan %s

// Operations whose meaning the type argument decides: constants, operators, conversions, sizes,
// indexing, built-ins, type switches, selections through embedding.
package main

import "unsafe"

type Num interface {
	~int | ~int8 | ~uint8 | ~float64 | ~float32 | ~complex128 | ~uint64
}

func Conv[T Num]() (T, T, T) { return T(1 + 0i), 2.0, 'a' }
func Inc[T Num](x T) T       { x++; x += 3; x *= 2; return -x + 1 }
func Cmp[T comparable](a, b T) (bool, bool) {
	var z T
	return a == b, a == z
}

type E struct{ B int32 }
type S[K any] struct {
	A K
	E
}

func Sizes[K any](d *S[K]) (uintptr, uintptr, uintptr, uintptr) {
	return unsafe.Sizeof(*d), unsafe.Offsetof(d.B), unsafe.Alignof(d.A), unsafe.Sizeof(K(d.A))
}
func Len[A [3]int](a A) int {
	n := 0
	for i := range a {
		n += i
	}
	return len(a) + n*10
}
func Idx[S ~[]E | ~[4]E, E any](s S, i int)        {}
func At[T ~[]byte | ~string](s T, i int) (byte, T) { return s[i], s[1:3] }
func Bytes[T ~[]byte | ~string](s T) ([]byte, string) {
	b := append([]byte("x"), s...)
	c := make([]byte, 2)
	copy(c, s)
	b = append(b, c...)
	return b, string(s)
}
func Shift[T ~int8 | ~uint8](x T, n uint) T { return x << n >> n }

type MyErr[T any] struct{ v T }

func (e MyErr[T]) Error() string { return "myerr" }

type Stringer interface{ String() string }
type Emb[T Stringer] struct {
	F T
	n int
}
type Base[T any] struct{ x T }

func (b *Base[T]) Set(x T) { b.x = x }
func (b Base[T]) Get() T   { return b.x }

type Der[T any] struct {
	*Base[T]
	y int
}
type Der2 struct {
	Der[string]
}
type Getter[T any] interface{ Get() T }

func Use[T any](g Getter[T]) T       { return g.Get() }
func Use2[G Getter[T], T any](g G) T { return g.Get() }

type A[T any] = Base[T]
type Str string

func (s Str) String() string { return string(s) }
func Fmt[T Stringer](xs ...T) (r string) {
	for _, x := range xs {
		f := x.String
		g := T.String
		r += f() + g(x)
	}
	return
}
func Zero[T any]() (z T)     { return }
func IsNil[T any](p *T) bool { return p == nil }
func Rec[T any](n int, x T) string {
	if n == 0 {
		_, ok := any(x).(int)
		if ok {
			return "int"
		}
		return "nope"
	}
	return Rec2[T](n-1, x)
}
func Rec2[T any](n int, x T) string { return Rec(n, x) }
func Counter[T Num]() func() T {
	var c T
	return func() T { c++; return c }
}
func Def[T any](x T) (r any) {
	defer func() {
		r = recover()
	}()
	panic(x)
}
func Sw[T any](x any) string {
	switch v := x.(type) {
	case T:
		_ = v
		return "T"
	case []T:
		return "[]T"
	case *T:
		return "*T"
	case error:
		return v.Error()
	}
	return "-"
}
func Min[T int | string | float64](a T, b ...T) T {
	for _, x := range b {
		a = min(a, x, x)
	}
	return a
}
func Ptr[T any](x T) *T        { return &x }
func Lit[T any, S ~[]T](x T) S { return S{x, 2: x} }

type Tree[T any] struct {
	l, r *Tree[T]
	v    T
	cmp  func(a, b T) int
}

func (t *Tree[T]) Insert(v T) *Tree[T] {
	if t == nil {
		return &Tree[T]{v: v}
	}
	if any(t.v) == (any)(v) {
	}
	return t
}

func main() {
	a, b, c := Conv[float64]()
	println(a, b, c)
	a1, b1, c1 := Conv[int8]()
	println(a1, b1, c1)
	a2, b2, c2 := Conv[complex128]()
	println(a2, b2, c2)
	println(Inc(1), Inc(1.5), Inc[int8](60), Inc[complex128](1+2i))
	println(Cmp("a", "a"))
	println(Cmp(0, 0))
	println(Cmp[any](nil, nil))
	println(Cmp[any](1, 1))
	println(Cmp([2]string{"x", "y"}, [2]string{"x", "y"}))
	println(Sizes(&S[int8]{}))
	println(Sizes(&S[string]{}))
	println(Len([3]int{}))
	x, y := At("hello", 1)
	println(x, y)
	x, z := At([]byte("hello"), 1)
	println(x, string(z))
	bb, ss := Bytes("abc")
	println(string(bb), ss)
	bb, ss = Bytes([]byte("abc"))
	println(string(bb), ss)
	println(Shift[int8](-1, 3), Shift[uint8](255, 3))
	var e error = MyErr[int]{}
	println(e.Error())
	d := Der[string]{&Base[string]{"q"}, 1}
	d.Set("zz")
	println(d.Get(), Use[string](d), Use2(d), Use[string](Der2{d}), Use2(Der2{d}))
	var al A[int]
	al.Set(5)
	println(al.Get(), Use[int](&al))
	println(Fmt(Str("a"), Str("b")), Fmt[Stringer](Str("c")))
	println(Zero[int](), Zero[string](), Zero[*int]() == nil, Zero[error]() == nil)
	println(IsNil[int](nil), IsNil(new(string)))
	println(Rec(3, 1), Rec(3, "s"))
	f, g := Counter[int](), Counter[float32]()
	f()
	println(f(), g())
	println(Def(1).(int), Def("x").(string), Def(e).(error).Error())
	println(Sw[int](1), Sw[int]([]int{}), Sw[string](1), Sw[string](new(string)), Sw[error](e), Sw[int](e))
	println(Min(3, 1, 2), Min("b", "a"), Min(1.5))
	println(*Ptr(3), *Ptr("p"))
	println(len(Lit[int, []int](3)), Lit[string, []string]("x")[2])
	var t *Tree[int]
	t = t.Insert(1).Insert(2)
	println(t.v)
}
