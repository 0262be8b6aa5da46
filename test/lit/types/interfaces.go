// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type I interface {
	M(int) string
	N()
}
type J interface {
	I // CHECK: :[[#@LINE]]:2: duplicate method M
// CHECK-NEXT: {{.*}}.go:[[#@LINE+2]]:2: other declaration of method M
	N()
	M(string)
}
type K interface {
	M()
	M() // CHECK: :[[#@LINE]]:2: duplicate method M
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:2: other declaration of method M
	_() // CHECK: :[[#@LINE]]:2: methods must have a unique non-blank name
}
type T1 struct{}

func (T1) M(int) string { return "" }

type T2 struct{}

func (T2) M(string) string { return "" }
func (T2) N()              {}

type T3 struct{}

func (*T3) M(int) string { return "" }
func (*T3) N()           {}

type T4 struct{}

func (T4) m(int) string { return "" }
func (T4) N()           {}

type T5 struct {
	M int
	N func()
}

var (
	_ I = T1{} // CHECK: :[[#@LINE]]:8: cannot use T1{} (value of struct type T1) as I value in variable declaration: T1 does not implement I (missing method N)
	_ I = T2{} // CHECK: :[[#@LINE]]:8: cannot use T2{} (value of struct type T2) as I value in variable declaration: T2 does not implement I (wrong type for method M)
// CHECK-NEXT: have M(string) string
// CHECK-NEXT: want M(int) string
	_ I = T3{} // CHECK: :[[#@LINE]]:8: cannot use T3{} (value of struct type T3) as I value in variable declaration: T3 does not implement I (method M has pointer receiver)
	_ I = &T3{}
	_ I = T4{} // CHECK: :[[#@LINE]]:8: cannot use T4{} (value of struct type T4) as I value in variable declaration: T4 does not implement I (missing method M)
// CHECK-NEXT: have m(int) string
// CHECK-NEXT: want M(int) string
	_ I = T5{} // CHECK: :[[#@LINE]]:8: cannot use T5{} (value of struct type T5) as I value in variable declaration: T5 does not implement I (T5.M is a field, not a method)
	_ I = I(nil)
	_ I = (*I)(nil) // CHECK: :[[#@LINE]]:8: cannot use (*I)(nil) (value of type *I) as I value in variable declaration: *I does not implement I (type *I is pointer to interface, not interface)
	_ I = 1 // CHECK: :[[#@LINE]]:8: cannot use 1 (constant of type int) as I value in variable declaration: int does not implement I (missing method M)
	_ I = nil
	_ any = T1{}
	_ interface{ N() } = I(nil)
	_ I = interface{ N() }(nil) // CHECK: :[[#@LINE]]:8: cannot use interface{N()}(nil) (value of type interface{N()}) as I value in variable declaration: interface{N()} does not implement I (missing method M)
)

func f(i I, t T3, e error) {
	_ = i.(T1) // CHECK: :[[#@LINE]]:6: impossible type assertion: i.(T1)
// CHECK-NEXT: T1 does not implement I (missing method N)
	_ = i.(*T3)
	_ = i.(J)
	_ = i.(int) // CHECK: :[[#@LINE]]:6: impossible type assertion: i.(int)
// CHECK-NEXT: int does not implement I (missing method M)
	_, _ = i.(I)
	_ = t.(I) // CHECK: :[[#@LINE]]:6: invalid operation: t (variable of struct type T3) is not an interface
	_ = e.(interface{ Error() int })
	var p *I = &i
	p.N() // CHECK: :[[#@LINE]]:4: p.N undefined (type *I is pointer to interface, not interface)
	i.M() // CHECK: :[[#@LINE]]:2: not enough arguments in call to i.M
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int)
	i.Q() // CHECK: :[[#@LINE]]:4: i.Q undefined (type I has no field or method Q)
	i.n() // CHECK: :[[#@LINE]]:4: i.n undefined (type I has no field or method n, but does have method N)
	_ = I.M
	_ = I.M(i) // CHECK: :[[#@LINE]]:10: not enough arguments in call to I.M
// CHECK-NEXT: have (I)
// CHECK-NEXT: want (I, int)
}
