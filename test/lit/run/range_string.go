// RUN: %run-matrix %s

// Iteration over strings decodes UTF-8; each invalid byte is U+FFFD of width one.
package main

func main() {
	for _, s := range []string{"aé€😀", "\xff\xc3", "\xc3\x28", "\xe2\x82", "\xed\xa0\x80", "\xf0\x9f\x98", "\xf4\x90\x80\x80", "\xc0\x80", "\xe0\x80\x80", "\xf8\x88\x80\x80\x80", "", "\u0800\uffff\U0010ffff", "a\x80b", "\xef\xbf\xbd"} {
		for i, r := range s {
			print(i, ":", r, " ")
		}
		rs := []rune(s)
		print("| ", len(s), " ", len(rs), " ", len(string(rs)), " ", string(rs) == s, " ")
		last := -1
		for last = range s {
		}
		println(last)
	}
	println(string(rune(-1)) == "\uFFFD", string(rune(0xd800)) == "\uFFFD", string(rune(0x110000)) == "\uFFFD", len(string(rune(0x10ffff))))
	println(string([]rune{0x41, -5, 0xdfff, 0x20ac, 1 << 30}))
}

// OUTPUT: 0:97 1:233 3:8364 6:128512 | 10 4 10 true 6
// OUTPUT: 0:65533 1:65533 | 2 2 6 false 1
// OUTPUT: 0:65533 1:40 | 2 2 4 false 1
// OUTPUT: 0:65533 1:65533 | 2 2 6 false 1
// OUTPUT: 0:65533 1:65533 2:65533 | 3 3 9 false 2
// OUTPUT: 0:65533 1:65533 2:65533 | 3 3 9 false 2
// OUTPUT: 0:65533 1:65533 2:65533 3:65533 | 4 4 12 false 3
// OUTPUT: 0:65533 1:65533 | 2 2 6 false 1
// OUTPUT: 0:65533 1:65533 2:65533 | 3 3 9 false 2
// OUTPUT: 0:65533 1:65533 2:65533 3:65533 4:65533 | 5 5 15 false 4
// OUTPUT: | 0 0 0 true -1
// OUTPUT: 0:2048 3:65535 6:1114111 | 10 3 10 true 6
// OUTPUT: 0:97 1:65533 2:98 | 3 3 5 false 2
// OUTPUT: 0:65533 | 3 1 3 true 0
// OUTPUT: true true true 4
// OUTPUT: A��€�
