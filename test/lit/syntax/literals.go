// RUN: not %golite-cc --stop-after=syntax --max-errors=0 %s 2>&1 | FileCheck %s --implicit-check-not=.go:
// Bad literals are reported each; good ones pass.
package p

const (
	a = 0b101 + 0o17 + 017 + 0x_FF + 1_000 + 0x1p-2 + .5e3 + 1i + 08.5
	b = 0b102 // CHECK: .go:[[#@LINE]]:10: invalid digit '2' in binary literal
	c = 1__0 // CHECK: .go:[[#@LINE]]:8: '_' must separate successive digits
	d = 0x // CHECK: .go:[[#@LINE]]:8: hexadecimal literal has no digits
	e = 1e+ // CHECK: .go:[[#@LINE]]:9: exponent has no digits
	f = 0x1.0 // CHECK: .go:[[#@LINE]]:11: hexadecimal mantissa requires a 'p' exponent
	g = '\'' + 'x' + '\x41' + '\u00e9' + 'é'
	h = '' // CHECK: .go:[[#@LINE]]:7: empty rune literal or unescaped '
	i = 'ab' // CHECK: .go:[[#@LINE]]:6: more than one character in rune literal
	j = '\z' // CHECK: .go:[[#@LINE]]:8: unknown escape
	k = "\"\x00\377\u1234\U0010FFFF" + `\z
`
	l = "\xg0" // CHECK: .go:[[#@LINE]]:9: invalid character 'g' in hexadecimal escape
	m = "\400" // CHECK: .go:[[#@LINE]]:11: octal escape value 256 > 255
	n = "\uD800" // CHECK: .go:[[#@LINE]]:13: escape is invalid Unicode code point U+D800
	o = "open
	// CHECK: .go:[[#@LINE-1]]:11: newline in string
	p = “x” // CHECK: .go:[[#@LINE]]:6: invalid character U+201C '“' in identifier
	// CHECK: .go:[[#@LINE-1]]:10: invalid character U+201D '”' in identifier
	q = 1 # 2 // CHECK: .go:[[#@LINE]]:8: invalid character U+0023 '#'
	// CHECK: .go:[[#@LINE-1]]:10: syntax error: unexpected literal 2 in grouped declaration; possibly missing semicolon or newline or )
)
