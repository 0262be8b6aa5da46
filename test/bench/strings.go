// Strings: concatenation, conversion, comparison and a byte scanner.
package main

import "runtime"

func number(n int) string {
	var digits [20]byte
	i := len(digits)
	for {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
		if n == 0 {
			return string(digits[i:])
		}
	}
}

func fields(text string) (words, bytes int) {
	start := -1
	for i := 0; i < len(text); i++ {
		c := text[i]
		if c == ' ' || c == '\n' || c == ',' {
			if start >= 0 {
				words++
				bytes += len(text[start:i])
				start = -1
			}
		} else if start < 0 {
			start = i
		}
	}
	return
}

func index(text, part string) int {
	for i := 0; i+len(part) <= len(text); i++ {
		if text[i:i+len(part)] == part {
			return i
		}
	}
	return -1
}

func run() {
	var text []byte
	longest, equal := "", 0
	last := ""
	for i := range 4000000 {
		word := "w" + number(i*i%10007)
		if len(word) > len(longest) || word > longest {
			longest = word
		}
		if word == last {
			equal++
		}
		last = word
		text = append(text, word...)
		text = append(text, " ,\n"[i%3])
	}
	words, bytes := 0, 0
	for range 5 {
		w, b := fields(string(text))
		words, bytes = words+w, bytes+b
	}
	println(longest, equal, words, bytes, index(string(text), longest+"0"))
}

func main() {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	run()
	runtime.ReadMemStats(&after)
	println("objects", after.Mallocs-before.Mallocs)
}
