// RUN: %golite-cc --emit=gir %s | FileCheck %s

// Switches, ranges, constant conditions, labels.
package p

func table(n int) int {
	switch n {
	case 1, 2:
		return 10
	case 3, 4:
		fallthrough
	case 5:
		return 30
	}
	return 0
}

// CHECK-LABEL: func p.table(
// CHECK: switch {{%[0-9]+}}, 1, 2, 3, 4, 5 -> [[A:b[0-9]+]], [[A]], [[B:b[0-9]+]], [[B]], [[C:b[0-9]+]], b1
// CHECK: {{^}}[[B]]:
// CHECK-NEXT: jump -> [[C]]

func text(s string) int {
	switch s {
	case "a":
		return 1
	}
	return 0
}

// CHECK-LABEL: func p.text(
// CHECK: == {{%[0-9]+}}, "a"

func runes(s string) (n int) {
	for i, r := range s {
		n += i + int(r)
	}
	return
}

// CHECK-LABEL: func p.runes(
// CHECK: [[R:%[0-9]+]], [[NEXT:%[0-9]+]] = decoderune {{%[0-9]+}}, [[I:%[0-9]+]]
// CHECK: %i.9 = copy [[I]]
// CHECK: %r.10 = copy [[R]]
// CHECK: [[I]] = copy [[NEXT]]

func copied(a [3]int) (n int) {
	for i, v := range a {
		a[2] = 7
		n += i + v
	}
	return
}

// CHECK-LABEL: func p.copied(
// CHECK: [[A:%[0-9]+]] = copy %a.1
// CHECK: load [[A]][{{%[0-9]+}}]
// CHECK: store %a.1[2] = 7

func constant() int {
	if false {
		panic(1)
	}
	return 1
}

// CHECK-LABEL: func p.constant(
// CHECK-NOT: panic
// CHECK: return 1

func labels(n int) {
outer:
	for {
		for i := range n {
			if i == 3 {
				continue outer
			}
			break outer
		}
	}
}

// CHECK-LABEL: func p.labels(
// CHECK: return
