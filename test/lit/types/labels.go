// RUN: not %golite-cc --max-errors=0 --stop-after=types %s 2>&1 | FileCheck --implicit-check-not=.go: %s
package p

func f(n int, ch chan int) {
unused: // CHECK: :[[#@LINE]]:1: label unused defined and not used
	for {
		break unused2 // CHECK: :[[#@LINE]]:9: break label not defined: unused2
		continue
	}
L:
	for i := range n {
		switch i {
		case 1:
			break L
		case 2:
			continue L
		case 3:
			fallthrough
		case 4:
			func() {
				break L // CHECK: :[[#@LINE]]:11: break label not defined: L
			}()
		default:
			fallthrough // CHECK: :[[#@LINE]]:4: cannot fallthrough final case in switch
		}
	}
	break // CHECK: :[[#@LINE]]:2: break is not in a loop, switch, or select
	continue // CHECK: :[[#@LINE]]:2: continue is not in a loop
	fallthrough // CHECK: :[[#@LINE]]:2: fallthrough statement out of place
	goto end // CHECK: :[[#@LINE]]:7: goto end jumps over declaration of x at {{.*}}.go:[[#@LINE+1]]:4
	x := 1
	_ = x
end:
	goto inner // CHECK: :[[#@LINE]]:7: goto inner jumps into block starting at {{.*}}.go:[[#@LINE+1]]:11
	if n > 1 {
	inner:
		n++
		goto end
	}
L: // CHECK: :[[#@LINE]]:1: label L already defined at {{.*}}.go:[[#@LINE-30]]:1
	n++
	goto missing // CHECK: :[[#@LINE]]:7: label missing not defined
B:
	{
		break B // CHECK: :[[#@LINE]]:9: invalid break label B
		continue B // CHECK: :[[#@LINE]]:12: invalid continue label B
	}
S:
	select {
	case <-ch:
		break S
		continue S // CHECK: :[[#@LINE]]:12: invalid continue label S
	}
	switch any(n).(type) {
	case int:
		fallthrough // CHECK: :[[#@LINE]]:3: cannot fallthrough in type switch
	case string:
	}
	goto back
back:
}
