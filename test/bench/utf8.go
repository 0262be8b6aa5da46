// UTF-8: range over a string, conversion to and from runes, appending runes.
package main

import "runtime"

func letters(text string) (ascii, wide, bad int) {
	for _, r := range text {
		switch {
		case r < 0x80:
			ascii++
		case r == 0xfffd:
			bad++
		default:
			wide++
		}
	}
	return
}

func reversed(text string) string {
	runes := []rune(text)
	for i, j := 0, len(runes)-1; i < j; i, j = i+1, j-1 {
		runes[i], runes[j] = runes[j], runes[i]
	}
	return string(runes)
}

func run() {
	text := ""
	for _, r := range []rune{'a', 'é', 'z', '世', '界', '!', '🙂', ' '} {
		text += string(r)
	}
	for range 8 {
		text += text
	}
	text += "plain text of some length without anything special in it\xff"
	ascii, wide, bad := 0, 0, 0
	for range 24000 {
		a, w, b := letters(text)
		ascii, wide, bad = ascii+a, wide+w, bad+b
	}
	for range 12001 {
		text = reversed(text)
	}
	println(ascii, wide, bad, len(text))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
