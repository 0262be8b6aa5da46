package p

func f() {
	_ = (T){1}      // CHECK: :[[#@LINE]]:9: syntax error: cannot parenthesize type in composite literal
	_ = []int{1, 2 3} // CHECK: :[[#@LINE]]:17: syntax error: unexpected literal 3 in composite literal; possibly missing comma or }
	if x == T{} { // CHECK: :[[#@LINE]]:14: syntax error: unexpected { at end of statement
	}
}
