// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type S string

func f(arr [3]int, p *[3]int, pp **[3]int, s []int, m map[string]int, str S, n int, f64 float64, u uint64) {
	_ = arr[2]
	_ = arr[3]
	_ = arr[-1]
	_ = p[3]
	_ = pp[0]
	_ = s[1<<70]
	_ = s[f64]
	_ = s[1.0]
	_ = s[1.5]
	_ = s["a"]
	_ = s[u]
	_ = m["a"]
	_ = m[1]
	_ = str[0]
	var _ byte = str[0]
	str[0] = 'a'
	_ = "abc"[3]
	_ = n[0]
	_ = m[:]
	_ = arr[:]
	_ = [3]int{}[:]
	_ = p[1:2]
	_ = s[2:1]
	_ = s[1:2:1]
	_ = str[1:2:3]
	_ = str[:]
	_ = arr[:4]
	_ = s[:n:n]
	_ = &arr[0]
	_ = &m["a"]
	_ = &str[0]
	_ = &n
	_ = &f
	_ = &3
	_ = *n
	_ = *p
	_ = s[1, 2] // CHECK: :[[#@LINE]]:11: syntax error: unexpected literal 2, expected ]
	_ = [n]int{}
	_ = [-1]int{}
	_ = [1.5]int{}
	_ = [2.0]int{}
	_ = ["a"]int{}
	_ = [undefined]int{}
	_ = [f64]int{}
}

type m1 map[[]int]int
type m2 map[struct{ f func() }]int
type m3 map[any]int
type m4 map[[2]func()]int
