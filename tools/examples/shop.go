// A program for `tools/try tools/examples/shop.go`: an item that is kept, and one that is only looked at.
package main

import "fmt"

type Item struct {
	name  string
	price int
}

var last *Item

func cheapest(items []Item) *Item {
	best := &items[0]
	for i := range items {
		if items[i].price < best.price {
			best = &items[i]
		}
	}
	return best
}

func remember(name string, price int) {
	item := Item{name, price}
	last = &item
}

func main() {
	items := []Item{{"tea", 4}, {"rice", 2}, {"salt", 1}}
	fmt.Println(cheapest(items).name)
	remember("oil", 7)
	fmt.Println(last.price)
}
