// Methods and fields of instances and type parameters; methods with type parameters.
// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type List[T any] struct {
	head *node[T]
	n    int
}
type node[T any] struct {
	next *node[T]
	val  T
}

func (l *List[T]) Push(v T)            { l.head = &node[T]{l.head, v}; l.n++ }
func (l List[T]) Len() int             { return l.n }
func (l *List[T]) Each(f func(T) bool) {}
func (l *List[E]) Map[U any](f func(E) U) *List[U] {
	r := new(List[U])
	l.Each(func(e E) bool { r.Push(f(e)); return true })
	return r
}
func (l *List[E]) Conv[U interface{ ~[]E }](u U) E { return u[0] }

type Emb struct {
	List[string]
	*node[int]
}
type GEmb[T any] struct{ *List[T] }
type Deep[T any] struct{ GEmb[[]T] }
type I[T any] interface {
	Push(T)
	Len() int
}
type Seq[T any] func(yield func(T) bool)

func (s Seq[T]) First() (t T) { s(func(x T) bool { t = x; return false }); return }

type Set[K comparable] map[K]struct{}

func (s Set[K]) Add(k K) { s[k] = struct{}{} }

var _ I[int] = (*List[int])(nil)
var _ I[int] = List[int]{}
// CHECK: :[[#@LINE-1]]:16: cannot use List[int]{} (value of struct type List[int]) as I[int] value in variable declaration: List[int] does not implement I[int] (method Push has pointer receiver)
var _ I[string] = (*List[int])(nil)
// CHECK: :[[#@LINE-1]]:19: cannot use (*List[int])(nil) (value of type *List[int]) as I[string] value in variable declaration: *List[int] does not implement I[string] (wrong type for method Push)
// CHECK-NEXT: have Push(int)
// CHECK-NEXT: want Push(string)
var _ I[string] = Emb{}
// CHECK: :[[#@LINE-1]]:19: cannot use Emb{} (value of struct type Emb) as I[string] value in variable declaration: Emb does not implement I[string] (method Push has pointer receiver)
var _ I[string] = &Emb{}
var _ I[[]int] = Deep[int]{}

func f[T any, P interface {
	*T
	Set(int)
}](e Emb, g GEmb[int], d Deep[int], t T, p P) {
	e.Push("a")
	e.Push(1) // CHECK: :[[#@LINE]]:9: cannot use 1 (untyped int constant) as string value in argument to e.Push
	_ = e.val + 1
	_ = e.next.next.val
	g.Push(1)
	d.Push([]int{1})
	d.Push(1) // CHECK: :[[#@LINE]]:9: cannot use 1 (untyped int constant) as []int value in argument to d.Push
	m := (*List[int]).Push
	m(nil, "") // CHECK: :[[#@LINE]]:9: cannot use "" (untyped string constant) as int value in argument to m
	m2 := List[int].Len
	_ = m2(List[int]{})
	_ = List[int].Push // CHECK: :[[#@LINE]]:16: invalid method expression List[int].Push (needs pointer receiver (*List[int]).Push)
	v := e.List.Push
	v(1) // CHECK: :[[#@LINE]]:4: cannot use 1 (untyped int constant) as string value in argument to v
	var l List[int]
	var s *List[string] = l.Map(func(i int) string { return "" }) // CHECK: :[[#@LINE]]:6: declared and not used: s
	s = l.Map(func(i int) int { return i }) // CHECK: :[[#@LINE]]:6: cannot use l.Map(func(i int) int {…}) (value of type *List[int]) as *List[string] value in assignment
	s = l.Map[string](nil)
	s = l.Map[int](nil) // CHECK: :[[#@LINE]]:6: cannot use l.Map[int](nil) (value of type *List[int]) as *List[string] value in assignment
	h := l.Map[bool]
	h(3) // CHECK: :[[#@LINE]]:4: cannot use 3 (untyped int constant) as func(int) bool value in argument to h
	_ = l.Map // CHECK: :[[#@LINE]]:6: cannot use generic function l.Map without instantiation
	k := (*List[int]).Map[string]
	k(&l, 1) // CHECK: :[[#@LINE]]:8: cannot use 1 (untyped int constant) as func(int) string value in argument to k
	_ = l.Conv([]string{}) // CHECK: :[[#@LINE]]:12: in call to l.Conv, U (type []string) does not satisfy interface{~[]int}
	_ = l.Conv([]int{})
	_ = List.Len // CHECK: :[[#@LINE]]:6: cannot use generic type List without instantiation
	_ = List[int].n // CHECK: :[[#@LINE]]:6: operand for field selector n must be value of type List[int]
	t.x() // CHECK: :[[#@LINE]]:4: t.x undefined (type T has no field or method x)
	p.Set("") // CHECK: :[[#@LINE]]:8: cannot use "" (untyped string constant) as int value in argument to p.Set
	p.Get() // CHECK: :[[#@LINE]]:4: p.Get undefined (type P has no field or method Get)
	var q Seq[int]
	var x string = q.First() // CHECK: :[[#@LINE]]:17: cannot use q.First() (value of type int) as string value in variable declaration
	Set[int]{}.Add("") // CHECK: :[[#@LINE]]:17: cannot use "" (untyped string constant) as int value in argument to Set[int]{}.Add
	Set[func()]{}.Add(nil) // CHECK: :[[#@LINE]]:10: func() does not satisfy comparable
	_ = x
	l.Nope() // CHECK: :[[#@LINE]]:4: l.Nope undefined (type List[int] has no field or method Nope)
	l.push() // CHECK: :[[#@LINE]]:4: l.push undefined (type List[int] has no field or method push, but does have method Push)
	l.Head() // CHECK: :[[#@LINE]]:4: l.Head undefined (type List[int] has no field or method Head, but does have field head)
	var iface interface{ Map(func(int) string) *List[string] } = &l
// CHECK: :[[#@LINE-1]]:63: cannot use &l (value of type *List[int]) as interface{Map(func(int) string) *List[string]} value in variable declaration: *List[int] does not implement interface{Map(func(int) string) *List[string]} (wrong type for method Map)
// CHECK-NEXT: have Map[U any](func(int) U) *List[U]
// CHECK-NEXT: want Map(func(int) string) *List[string]
	_ = iface
}
