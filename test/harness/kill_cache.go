// What kill_cache.py compiles: all of fmt and what it needs.
package main

import "fmt"

func main() { fmt.Println("hello", 1, 2.5) }
