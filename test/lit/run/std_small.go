// Packages errors, math, slices, sort, strconv, sync, time and unicode/utf8 without fmt.
// RUN: %run-matrix %s
package main

import (
	"errors"
	"math"
	"slices"
	"sort"
	"strconv"
	"sync"
	"time"
	"unicode/utf8"
)

type E struct{ n int }

func (e *E) Error() string { return "E" + strconv.Itoa(e.n) }

func main() {
	for _, f := range []float64{1, 0.1, 1e100, math.Pi, 5e-324, math.MaxFloat64} {
		println(strconv.FormatFloat(f, 'g', -1, 64), strconv.FormatFloat(f, 'e', 5, 64), strconv.FormatFloat(f, 'f', 3, 32))
	}
	x, err := strconv.Atoi("12x")
	println(x, err.Error())
	var ne *strconv.NumError
	println(errors.As(err, &ne), ne.Func, errors.Is(err, strconv.ErrSyntax))
	e := errors.Join(&E{1}, &E{2})
	println(e.Error())
	var ee *E
	println(errors.As(e, &ee), ee.n)
	a := []int{3, 1, 2}
	sort.Ints(a)
	println(a[0], a[1], a[2])
	s := []string{"b", "a", "c"}
	sort.Slice(s, func(i, j int) bool { return s[i] < s[j] })
	println(s[0], s[1], s[2])
	slices.SortFunc(a, func(x, y int) int { return y - x })
	println(a[0], slices.Index(a, 2))
	println(utf8.RuneCountInString("héllo"), strconv.Quote("hé\n\x00"))
	var mu sync.Mutex
	var wg sync.WaitGroup
	n := 0
	for i := range 100 {
		wg.Add(1)
		go func() { defer wg.Done(); mu.Lock(); n += i; mu.Unlock() }()
	}
	wg.Wait()
	println(n)
	t := time.Now()
	time.Sleep(20 * time.Millisecond)
	d := time.Since(t)
	println(d > 19*time.Millisecond, d < 60*time.Second)
	tm := time.NewTimer(10 * time.Millisecond)
	<-tm.C
	tick := time.NewTicker(time.Millisecond)
	k := 0
	for range tick.C {
		if k++; k == 3 {
			break
		}
	}
	tick.Stop()
	println(len(tick.C), tm.Stop(), tm.Reset(time.Hour), tm.Stop())
	println(k)
	var once sync.Once
	once.Do(func() { println("once") })
	p := sync.Pool{New: func() any { return 5 }}
	p.Put(5)
	println(p.Get().(int))
	cond := sync.NewCond(&mu)
	ok := false
	go func() { mu.Lock(); ok = true; mu.Unlock(); cond.Broadcast() }()
	mu.Lock()
	for !ok {
		cond.Wait()
	}
	println("done")
}
