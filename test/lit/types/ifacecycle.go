// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

type self interface{ m() interface{ self } } // CHECK: :[[#@LINE]]:11: invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)
type a interface{ m() []interface{ b } } // CHECK: :[[#@LINE]]:8: invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)
type b interface{ m() []interface{ a } }
type fine interface{ m() interface{ n() fine } }

func f() {
	type local interface{ m(map[int]interface{ local }) } // CHECK: :[[#@LINE]]:13: invalid recursive type: anonymous interface refers to itself (see https://go.dev/issue/56103)
}
