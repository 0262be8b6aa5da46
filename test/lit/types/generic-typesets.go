// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

// Operations must be defined for all types of a type set.

type ints interface{ ~int | ~int8 }
type nums interface{ ~int | ~float64 }
type lists interface{ ~[]int | [4]int }
type bytes interface{ ~[]byte | ~string }
type maps interface {
	map[string]int | map[string]string
}
type fns interface{ ~func(int) int }
type chans interface{ chan int | <-chan int }

func operators[I ints, N nums, A any, C comparable](i I, n N, a A, c C) {
	_ = i + i*i<<i&^1
	_ = n + n/n
	_ = n % n // CHECK: :[[#@LINE]]:6: invalid operation: operator % not defined on n (variable of type N constrained by nums)
	_ = a + a // CHECK: :[[#@LINE]]:6: invalid operation: operator + not defined on a (variable of type A constrained by any)
	_ = a == a // CHECK: :[[#@LINE]]:6: invalid operation: a == a (incomparable types in type set)
	_ = c == c
	_ = c < c // CHECK: :[[#@LINE]]:6: invalid operation: c < c (type parameter C cannot use operator <)
	_ = n < n
	_ = i + 1000 // CHECK: :[[#@LINE]]:10: cannot convert 1000 (untyped int constant) to type I
	_ = n + 1.5 // CHECK: :[[#@LINE]]:10: cannot convert 1.5 (untyped float constant) to type N
	_ = n == nil // CHECK: :[[#@LINE]]:11: invalid operation: n == nil (mismatched types N and untyped nil)
	_ = i + n // CHECK: :[[#@LINE]]:6: invalid operation: i + n (mismatched types I and N)
	i++
	a++ // CHECK: :[[#@LINE]]:2: invalid operation: a++ (non-numeric type A)
	_ = -n
	_ = !n // CHECK: :[[#@LINE]]:7: invalid operation: operator ! not defined on n (variable of type N constrained by nums)
	_ = ^i
}

func access[L lists, B bytes, M maps, F fns, C chans, P interface{ *int | *int }](l L, b B, m M, f F, c C, p P) { // CHECK: :[[#@LINE]]:75: overlapping terms *int and *int
	_ = l[0]
	_ = l[5]
	l[0] = 1
	_ = b[0]
	b[0] = 1 // CHECK: :[[#@LINE]]:2: cannot assign to b[0] (neither addressable nor a map index expression)
	_ = b[1:2]
	_ = l[1:] // CHECK: :[[#@LINE]]:6: cannot slice l (variable of type L constrained by lists): []int and [4]int have different underlying types
	_ = m["x"] // CHECK: :[[#@LINE]]:7: cannot index m (variable of type M constrained by maps)
	_ = f(1) + <-c + *p
	c <- 1 // CHECK: :[[#@LINE]]:2: invalid operation: cannot send to c (variable of type C constrained by chans): receive-only channel <-chan int
	_, _, _ = len(l), cap(l), len(b)
	_ = cap(b) // CHECK: :[[#@LINE]]:10: invalid argument: b (variable of type B constrained by bytes) for built-in cap
	for range m { // CHECK: :[[#@LINE]]:12: cannot range over m (variable of type M constrained by maps): map[string]int and map[string]string have different underlying types
	}
	for i, x := range l { // CHECK: :[[#@LINE]]:20: cannot range over l (variable of type L constrained by lists): []int and [4]int have different underlying types
		_, _ = i, x
	}
	for range b { // CHECK: :[[#@LINE]]:12: cannot range over b (variable of type B constrained by bytes): []byte and string have different underlying types
	}
	close(c) // CHECK: :[[#@LINE]]:8: invalid operation: cannot close receive-only channel c (variable of type C constrained by chans)
	delete(m, "x")
	clear(m)
	clear(l) // CHECK: :[[#@LINE]]:8: invalid argument: cannot clear l (variable of type L constrained by lists): argument must be (or constrained by) map or slice
}

func make1[S ~[]E, E any, M ~map[string]int, X []int | map[string]int, A any](s S, e E) {
	_ = append(s, e)
	_ = append(s, 1) // CHECK: :[[#@LINE]]:16: cannot use 1 (untyped int constant) as E value in argument to append
	_ = copy(s, s)
	_ = make(S, 1)
	_ = make(M)
	_ = make(X) // CHECK: :[[#@LINE]]:11: invalid argument: cannot make X: []int and map[string]int have different underlying types
	_ = make(A) // CHECK: :[[#@LINE]]:11: invalid argument: cannot make A: no specific type
	_ = S{e}
	_ = A{} // CHECK: :[[#@LINE]]:6: invalid composite literal type A (no common underlying type)
	_ = new(A)
}

func convert[I, J ints, N nums, B bytes, A any](i I, n N, b B, a A) {
	_ = J(i)
	_ = I(n)
	_ = string(b)
	_ = string(n) // CHECK: :[[#@LINE]]:13: cannot convert n (variable of type N constrained by nums) to type string: cannot convert float64 (in N) to type string
	_ = B("x")
	_ = I(1000) // CHECK: :[[#@LINE]]:8: cannot convert 1000 (untyped int value) to type I: constant 1000 overflows int8 (in I)
	_ = N(1.5) // CHECK: :[[#@LINE]]:8: cannot convert 1.5 (untyped float value) to type N: cannot convert 1.5 (untyped float constant) to type int (in N)
	_ = A(1) // CHECK: :[[#@LINE]]:8: cannot convert 1 (untyped int value) to type A: A does not contain specific types
	_ = any(a)
	_ = a.(int) // CHECK: :[[#@LINE]]:6: invalid operation: cannot use type assertion on type parameter value a (variable of type A constrained by any)
	switch a.(type) { // CHECK: :[[#@LINE]]:9: cannot use type switch on type parameter value a (variable of type A constrained by any)
	}
	switch any(a).(type) {
	case A, int:
	}
	const c I = 1 // CHECK: :[[#@LINE]]:10: invalid constant type I
	var _ A = nil // CHECK: :[[#@LINE]]:12: cannot use nil as A value in variable declaration
	var _ I = 1
	var _ I = 1.5 // CHECK: :[[#@LINE]]:12: cannot use 1.5 (untyped float constant) as I value in variable declaration
	_ = min(i, i) + max(i, 1)
	_ = min(a, a) // CHECK: :[[#@LINE]]:10: invalid argument: a (variable of type A constrained by any) cannot be ordered
	_ = real(n) // CHECK: :[[#@LINE]]:11: invalid argument: argument has type N, expected complex type
	if a { // CHECK: :[[#@LINE]]:5: non-boolean condition in if statement
	}
}
