// RUN: not %golite-cc --stop-after=syntax --max-errors=0 %s 2>&1 | FileCheck %s --implicit-check-not=.go:
// The headers of if, for and switch.
package p

func good() {
	if x := f(); x == (T{1}) {
	}
	for i := 0; i < 10; i++ {
	}
	for ; ; {
	}
	for ;; i++ {
	}
	for i, j = range m {
	}
	for range 10 {
	}
	for range f() {
	}
	switch x := y.(type) {
	}
	switch f(); x := y.(type) {
	}
	switch {
	}
	switch x := 1; {
	}
	switch x := 1; x {
	}
	for x := range (T{}) {
	}
	if f(func() bool { return T{} == x }) {
	}
}

func bad() {
	if { // CHECK: .go:[[#@LINE]]:5: syntax error: missing condition in if statement
	}
	if x := 1; { // CHECK: .go:[[#@LINE]]:11: syntax error: missing condition in if statement
	}
	if x = 1 { // CHECK: .go:[[#@LINE]]:7: syntax error: cannot use assignment x = 1 as value
	}
	if a + b = c { // CHECK: .go:[[#@LINE]]:11: syntax error: cannot use assignment (a + b) = c as value
	}
	if x := 1 { // CHECK: .go:[[#@LINE]]:7: syntax error: cannot use x := 1 as value
	}
	if x++; y { // init may be any simple statement
	}
	if x++ { // CHECK: .go:[[#@LINE]]:6: syntax error: cannot use x++ as value
	}
	if c <- v { // CHECK: .go:[[#@LINE]]:7: syntax error: cannot use c <- v as value
	}
	if var x = 1; x { // CHECK: .go:[[#@LINE]]:9: syntax error: var declaration not allowed in if initializer
	}
	if x
	{ // CHECK: .go:[[#@LINE-1]]:6: syntax error: unexpected newline, expected { after if clause
	}
	for i := 0; i < 10; i := 1 { // CHECK: .go:[[#@LINE]]:24: syntax error: cannot declare in post statement of for loop
	}
	for i := 0; { // CHECK: .go:[[#@LINE]]:14: syntax error: unexpected {, expected for loop condition
	}
	select x {} // CHECK: .go:[[#@LINE]]:9: syntax error: missing { after select clause
}

func badClause() {
	switch x { f() } // CHECK: .go:[[#@LINE]]:13: syntax error: unexpected name f, expected case or default or }
}
