// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(s []int, str string, m map[string]int, ch chan int, recv <-chan int, p *[4]int, arr [3]int, x any) {
	s = append(s, 1, 2)
	s = append(s, "a") // CHECK: :[[#@LINE]]:16: cannot use "a" (untyped string constant) as int value in argument to append
	s = append(x, 1) // CHECK: :[[#@LINE]]:13: invalid append: argument must be a slice; have x (variable of interface type any)
	s = append(nil, 1) // CHECK: :[[#@LINE]]:13: invalid append: argument must be a slice; have untyped nil
	_ = append([]byte{}, str...)
	_ = append(s, str...) // CHECK: :[[#@LINE]]:16: cannot use str (variable of type string) as []int value in argument to append
	append(s, 1) // CHECK: :[[#@LINE]]:2: append(s, 1) (value of type []int) is not used
	_ = len(p)
	_ = cap(m) // CHECK: :[[#@LINE]]:10: invalid argument: m (variable of type map[string]int) for built-in cap
	_ = len(1) // CHECK: :[[#@LINE]]:10: invalid argument: 1 (untyped int constant) for built-in len
	const n = len(arr)
	const k = len(s) // CHECK: :[[#@LINE]]:12: len(s) (value of type int) is not constant
	copy(s, s)
	copy(s, str) // CHECK: :[[#@LINE]]:7: invalid copy: arguments s (variable of type []int) and str (variable of type string) have different element types int and byte
	copy(str, s) // CHECK: :[[#@LINE]]:7: invalid copy: argument must be a slice; have str (variable of type string)
	delete(m, "a")
	delete(m, 1) // CHECK: :[[#@LINE]]:12: cannot use 1 (untyped int constant) as string value in argument to delete
	delete(s, 1) // CHECK: :[[#@LINE]]:9: invalid argument: s (variable of type []int) is not a map
	close(ch)
	close(recv) // CHECK: :[[#@LINE]]:8: invalid operation: cannot close receive-only channel recv (variable of type <-chan int)
	close(s) // CHECK: :[[#@LINE]]:8: invalid operation: cannot close non-channel s (variable of type []int)
	clear(m)
	clear(p) // CHECK: :[[#@LINE]]:8: invalid argument: cannot clear p (variable of type *[4]int): argument must be (or constrained by) map or slice
	_ = make([]int, 1, 2)
	_ = make([]int) // CHECK: :[[#@LINE]]:6: invalid operation: make([]int) expects 2 or 3 arguments; found 1
	_ = make([]int, 2, 1) // CHECK: :[[#@LINE]]:18: invalid argument: length and capacity swapped
	_ = make([]int, -1) // CHECK: :[[#@LINE]]:18: invalid argument: index -1 (constant of type int) must not be negative
	_ = make(map[string]int, 1.5) // CHECK: :[[#@LINE]]:27: 1.5 (untyped float constant) truncated to int
	_ = make(int) // CHECK: :[[#@LINE]]:11: invalid argument: cannot make int: type must be slice, map, or channel
	_ = make(chan int, 1, 2) // CHECK: :[[#@LINE]]:6: invalid operation: make(chan int, 1, 2) expects 1 or 2 arguments; found 3
	_ = new(int)
	_ = new(3)
	_ = new(nil) // CHECK: :[[#@LINE]]:10: use of untyped nil in argument to new
	_ = min(1, 2.5)
	_ = min("a", "b", str)
	_ = max(1, "a") // CHECK: :[[#@LINE]]:13: invalid argument: mismatched types untyped int (previous argument) and untyped string (type of "a")
	_ = max() // CHECK: :[[#@LINE]]:6: invalid operation: not enough arguments for max() (expected 1, found 0)
	_ = min(true) // CHECK: :[[#@LINE]]:10: invalid argument: true (untyped bool constant) cannot be ordered
	_ = complex(1, 2)
	_ = complex(1, "a") // CHECK: :[[#@LINE]]:14: invalid operation: complex(1, "a") (mismatched types untyped float and untyped string)
	var f32 float32
	var f64 float64
	_ = complex(f32, f64) // CHECK: :[[#@LINE]]:14: invalid operation: complex(f32, f64) (mismatched types float32 and float64)
	_ = real(2i)
	_ = imag(f64) // CHECK: :[[#@LINE]]:11: invalid argument: argument has type float64, expected complex type
	panic(1)
	panic() // CHECK: :[[#@LINE]]:2: invalid operation: not enough arguments for panic() (expected 1, found 0)
	panic(1, 2) // CHECK: :[[#@LINE]]:2: invalid operation: too many arguments for panic(1, 2) (expected 1, found 2)
	_ = panic // CHECK: :[[#@LINE]]:6: panic (built-in) must be called
	print(nil) // CHECK: :[[#@LINE]]:8: use of untyped nil in argument to built-in print
	println(1, "a", x)
	recover()
	_ = recover(1) // CHECK: :[[#@LINE]]:6: invalid operation: too many arguments for recover(1) (expected 0, found 1)
	len(s) // CHECK: :[[#@LINE]]:2: len(s) (value of type int) is not used
	len := 3
	_ = len
}
