// RUN: %run-matrix %s

// The text of a run-time error wrapped in an error of the program's own.
package main

type wrap struct{ err error }

func (w wrap) Error() string { return "wrapped: " + w.err.Error() }

func main() {
	defer func() {
		panic(wrap{recover().(error)})
	}()
	var a [4]int
	i := 9
	println(a[i%10])
}

// OUTPUT: panic: runtime error: index out of range [9] with length 4 [recovered]
// OUTPUT: 	panic: wrapped: runtime error: index out of range [9] with length 4
// EXIT: 2
