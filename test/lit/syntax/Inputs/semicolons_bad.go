package p

func f() {
	y := g(
		1
	) // CHECK: .go:[[#@LINE-1]]:4: syntax error: unexpected newline in argument list; possibly missing comma or )
	if x {
	}
	else { // CHECK: .go:[[#@LINE]]:2: syntax error: unexpected keyword else, expected }
	}
}

func g() {
	x := a
		.b() // CHECK: .go:[[#@LINE]]:3: syntax error: unexpected ., expected }
}
