// RUN: %run-matrix %s

// make with a length or capacity that is negative, too large, or in the wrong order.
package main

func try(f func()) {
	defer func() {
		if e := recover(); e != nil {
			println(e.(error).Error())
		}
	}()
	f()
}

var (
	minus        = -1
	five         = 5
	huge         = int64(1) << 62
	u64   uint64 = 1 << 63
	i8    int8   = -3
	sink  []int
	wide  [][1000]int
	none  []struct{}
)

func main() {
	try(func() { sink = make([]int, minus) })                                       // OUTPUT: runtime error: makeslice: len out of range
	try(func() { sink = make([]int, minus, 5) })                                    // OUTPUT: runtime error: makeslice: len out of range
	try(func() { sink = make([]int, 0, minus) })                                    // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { sink = make([]int, five, minus) })                                 // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { sink = make([]int, five, five-1) })                                // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { sink = make([]int, huge) })                                        // OUTPUT: runtime error: makeslice: len out of range
	try(func() { sink = make([]int, 1, huge) })                                     // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { sink = make([]int, u64) })                                         // OUTPUT: runtime error: makeslice: len out of range
	try(func() { sink = make([]int, 0, u64) })                                      // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { sink = make([]int, i8) })                                          // OUTPUT: runtime error: makeslice: len out of range
	try(func() { sink = make([]int, 2, i8) })                                       // OUTPUT: runtime error: makeslice: cap out of range
	try(func() { wide = make([][1000]int, 1<<40) })                                 // OUTPUT: runtime error: makeslice: len out of range
	try(func() { wide = make([][1000]int, 1<<50*five) })                            // OUTPUT: runtime error: makeslice: len out of range
	try(func() { none = make([]struct{}, minus) })                                  // OUTPUT: runtime error: makeslice: len out of range
	try(func() { none = make([]struct{}, huge); println(len(none), cap(none)) })    // OUTPUT: 4611686018427387904 4611686018427387904
	try(func() { sink = make([]int, 0); println(sink == nil, len(sink)) })          // OUTPUT: false 0
	try(func() { sink = make([]int, five, five+1); println(len(sink), cap(sink)) }) // OUTPUT: 5 6
}
