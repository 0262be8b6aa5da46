// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func a() int {
} // CHECK: :[[#@LINE]]:1: missing return

func b(x int) int {
	if x > 0 {
		return 1
	} else if x < 0 {
		return 2
	}
} // CHECK: :[[#@LINE]]:1: missing return

func c(x int) int {
	if x > 0 {
		return 1
	} else {
		panic(x)
	}
}

func d() int {
	for {
	}
}

func e() int {
	for {
		break
	}
} // CHECK: :[[#@LINE]]:1: missing return

func f() int {
L:
	for {
		for {
			break L
		}
	}
} // CHECK: :[[#@LINE]]:1: missing return

func g(x int) int {
	switch x {
	case 1:
		return 1
	default:
		return 2
	}
}

func h(x int) int {
	switch x {
	case 1:
		return 1
	}
} // CHECK: :[[#@LINE]]:1: missing return

func i(x any) int {
	switch x.(type) {
	case int:
		fallthroughless()
		return 1
	default:
		for {
		}
	}
}

func fallthroughless() {}

func j(ch chan int) int {
	select {
	case <-ch:
		return 1
	}
}

func k() int {
	goto L
L:
	return 1
}

func l() int {
	{
		return 1
	}
}

func m() (int, string) {
	return 1 // CHECK: :[[#@LINE]]:9: not enough return values
// CHECK-NEXT: have (number)
// CHECK-NEXT: want (int, string)
	return 1, 2 // CHECK: :[[#@LINE]]:12: cannot use 2 (untyped int constant) as string value in return statement
	return 1, "a", 3 // CHECK: :[[#@LINE]]:17: too many return values
// CHECK-NEXT: have (number, string, number)
// CHECK-NEXT: want (int, string)
	return // CHECK: :[[#@LINE]]:2: not enough return values
// CHECK-NEXT: have ()
// CHECK-NEXT: want (int, string)
	return m()
	return a() // CHECK: :[[#@LINE]]:9: not enough return values
// CHECK-NEXT: have (int)
// CHECK-NEXT: want (int, string)
}

func n() (x int, err error) {
	{
		err := error(nil)
		return // CHECK: :[[#@LINE]]:3: result parameter err not in scope at return
// CHECK-NEXT: {{.*}}.go:[[#@LINE-2]]:3: inner declaration of var err error
		_ = err
	}
	return
}

func o() {
	return 1 // CHECK: :[[#@LINE]]:9: too many return values
// CHECK-NEXT: have (number)
// CHECK-NEXT: want ()
	return a() // CHECK: :[[#@LINE]]:9: too many return values
// CHECK-NEXT: have (int)
// CHECK-NEXT: want ()
	return p() // CHECK: :[[#@LINE]]:9: p() (no value) used as value
}

func p() {}

var q = func() int { println() } // CHECK: :[[#@LINE]]:32: missing return
