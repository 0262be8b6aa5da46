// RUN: %run-matrix --only o0,o2,stress %s

// A day in a warehouse: orders are read from a file, checked, priced, packed by several goroutines, and reported.
// Everything printed is the same in each run: times are durations that the program chooses, random numbers are seeded.
package main

import (
	"bufio"
	"bytes"
	"cmp"
	"container/heap"
	"container/list"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"iter"
	"maps"
	"math"
	"math/bits"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"text/tabwriter"
	"time"
	"unicode"
	"unicode/utf8"
)

// ---- goods ----

// Cents is an amount of money.
type Cents int64

func (c Cents) String() string {
	sign := ""
	if c < 0 {
		sign, c = "-", -c
	}
	return fmt.Sprintf("%s%d.%02d", sign, int64(c)/100, int64(c)%100)
}

// Format makes %v and %s the text, and %d the number of cents.
func (c Cents) Format(s fmt.State, verb rune) {
	switch verb {
	case 'd':
		io.WriteString(s, strconv.FormatInt(int64(c), 10))
	default:
		text := c.String()
		if w, ok := s.Width(); ok && len(text) < w {
			pad := strings.Repeat(" ", w-len(text))
			if s.Flag('-') {
				text += pad
			} else {
				text = pad + text
			}
		}
		io.WriteString(s, text)
	}
}

// Kind says how goods are kept.
type Kind uint8

const (
	Dry Kind = iota
	Cold
	Fragile
	nKinds
)

var kindNames = [nKinds]string{"dry", "cold", "fragile"}

func (k Kind) String() string {
	if k >= nKinds {
		return "Kind(" + strconv.Itoa(int(k)) + ")"
	}
	return kindNames[k]
}

// Product is something to sell.
type Product struct {
	ID    string
	Name  string
	Kind  Kind
	Price Cents
	Grams int
	Tags  []string
}

// Dimensions are in millimetres.
type Dimensions struct{ W, H, D int }

// Volume is in millilitres.
func (d Dimensions) Volume() float64 { return float64(d.W) * float64(d.H) * float64(d.D) / 1000 }

// Boxed is a product that comes in a box of its own.
type Boxed struct {
	*Product
	Dimensions
	label string
}

func (b *Boxed) Label() string {
	if b.label == "" {
		b.label = strings.ToUpper(b.Name[:1]) + b.Name[1:] + " (" + b.Kind.String() + ")"
	}
	return b.label
}

// Weigher is what a scale accepts.
type Weigher interface{ Weight() int }

func (p *Product) Weight() int { return p.Grams }

func (b *Boxed) Weight() int { return b.Product.Weight() + 120 }

// Catalogue finds products.
type Catalogue struct {
	byID   map[string]*Product
	byKind map[Kind][]*Product
	boxed  map[string]*Boxed
}

func newCatalogue() *Catalogue {
	return &Catalogue{byID: map[string]*Product{}, byKind: make(map[Kind][]*Product), boxed: map[string]*Boxed{}}
}

func (c *Catalogue) add(p Product) {
	q := &p
	c.byID[p.ID] = q
	c.byKind[p.Kind] = append(c.byKind[p.Kind], q)
	if p.Kind == Fragile {
		n := 40 + len(p.Name)*10
		c.boxed[p.ID] = &Boxed{Product: q, Dimensions: Dimensions{n, n / 2, n / 3}}
	}
}

// All yields the products by id.
func (c *Catalogue) All() iter.Seq2[string, *Product] {
	return func(yield func(string, *Product) bool) {
		for _, id := range slices.Sorted(maps.Keys(c.byID)) {
			if !yield(id, c.byID[id]) {
				return
			}
		}
	}
}

var stock = []Product{
	{"P100", "tea", Dry, 450, 100, []string{"drink", "leaf"}},
	{"P101", "rice", Dry, 299, 1000, []string{"grain"}},
	{"P102", "milk", Cold, 119, 1030, []string{"drink", "fresh"}},
	{"P103", "butter", Cold, 279, 250, []string{"fresh"}},
	{"P104", "vase", Fragile, 2499, 1800, []string{"glass", "gift"}},
	{"P105", "lamp", Fragile, 5999, 2400, []string{"glass", "electric", "gift"}},
	{"P106", "salt", Dry, 89, 500, nil},
	{"P107", "ice", Cold, 199, 2000, []string{"frozen"}},
	{"P108", "café crème", Dry, 1299, 750, []string{"drink", "naïve", "日本"}},
	{"P109", "cup", Fragile, 799, 320, []string{"glass"}},
}

// ---- errors ----

var (
	ErrSyntax  = errors.New("syntax error")
	ErrUnknown = errors.New("unknown product")
	ErrEmpty   = errors.New("empty order")
)

// LineError says where an order file is wrong.
type LineError struct {
	File string
	Line int
	Err  error
}

func (e *LineError) Error() string { return fmt.Sprintf("%s:%d: %v", e.File, e.Line, e.Err) }
func (e *LineError) Unwrap() error { return e.Err }

// QuantityError is a quantity that cannot be.
type QuantityError int

func (e QuantityError) Error() string { return "bad quantity " + strconv.Itoa(int(e)) }

func (e QuantityError) Is(target error) bool {
	_, same := target.(QuantityError)
	return same
}

// ---- orders ----

// Item is a line of an order.
type Item struct {
	Product *Product
	N       int
}

// Order is what one customer wants.
type Order struct {
	ID       int
	Customer string
	Items    []Item
	Express  bool
	Notes    map[string]string
}

func (o *Order) total() (sum Cents) {
	for _, it := range o.Items {
		sum += it.Product.Price * Cents(it.N)
	}
	return
}

func (o *Order) grams() int {
	n := 0
	for _, it := range o.Items {
		var w Weigher = it.Product
		if it.Product.Kind == Fragile {
			w = &Boxed{Product: it.Product}
		}
		n += w.Weight() * it.N
	}
	return n
}

// GoString shows an order for %#v.
func (o *Order) GoString() string {
	var b strings.Builder
	fmt.Fprintf(&b, "Order{%d, %q, [", o.ID, o.Customer)
	for i, it := range o.Items {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(it.Product.ID)
		b.WriteByte('*')
		b.WriteString(strconv.Itoa(it.N))
	}
	b.WriteString("]}")
	return b.String()
}

const orderText = `# orders of the day
order 1 Ada Lovelace
  P100 2
  P104 1
  note gift=yes; colour=blue
order 2 Émile Zola express
  P108 3
  P102 12
order 3 nobody
order 4 Grace Hopper express
  P105 1
  P109 6
  P109 -1
order 5 Blaise Pascal
  P999 1
  P106 4
order 6 李白
  P100 10
  P108 1
  P107 2
  note wine=much
order x broken
order 7 Alan Turing
  P101 5
  P103 two
  P103 2
`

type parser struct {
	name   string
	line   int
	orders []*Order
	errs   []error
	goods  *Catalogue
}

func (p *parser) fail(err error) {
	p.errs = append(p.errs, &LineError{p.name, p.line, err})
}

func (p *parser) header(fields []string) {
	id, err := strconv.Atoi(fields[0])
	if err != nil {
		p.fail(fmt.Errorf("%w: order number: %w", ErrSyntax, err))
		return
	}
	o := &Order{ID: id}
	fields = fields[1:]
	if n := len(fields); n > 0 && fields[n-1] == "express" {
		o.Express = true
		fields = fields[:n-1]
	}
	o.Customer = strings.Join(fields, " ")
	p.orders = append(p.orders, o)
}

func (p *parser) note(o *Order, text string) {
	for part := range strings.SplitSeq(text, ";") {
		k, v, ok := strings.Cut(strings.TrimSpace(part), "=")
		if !ok {
			p.fail(fmt.Errorf("note %q: %w", part, ErrSyntax))
			continue
		}
		if o.Notes == nil {
			o.Notes = make(map[string]string)
		}
		o.Notes[k] = v
	}
}

func (p *parser) item(o *Order, fields []string) error {
	product, ok := p.goods.byID[fields[0]]
	if !ok {
		return fmt.Errorf("%w %s", ErrUnknown, fields[0])
	}
	if len(fields) != 2 {
		return ErrSyntax
	}
	n, err := strconv.Atoi(fields[1])
	if err != nil {
		return err
	}
	if n <= 0 {
		return QuantityError(n)
	}
	o.Items = append(o.Items, Item{product, n})
	return nil
}

func (p *parser) parse(r io.Reader) {
	for s := bufio.NewScanner(r); s.Scan(); {
		p.line++
		text := s.Text()
		fields := strings.Fields(text)
		switch {
		case len(fields) == 0, strings.HasPrefix(fields[0], "#"):
		case fields[0] == "order" && len(fields) > 1:
			p.header(fields[1:])
		case len(p.orders) == 0:
			p.fail(ErrSyntax)
		case fields[0] == "note":
			p.note(p.orders[len(p.orders)-1], strings.TrimPrefix(strings.TrimSpace(text), "note "))
		default:
			if err := p.item(p.orders[len(p.orders)-1], fields); err != nil {
				p.fail(err)
			}
		}
	}
}

func (p *parser) check() {
	p.orders = slices.DeleteFunc(p.orders, func(o *Order) bool {
		if len(o.Items) == 0 {
			p.errs = append(p.errs, fmt.Errorf("order %d of %s: %w", o.ID, o.Customer, ErrEmpty))
			return true
		}
		return false
	})
}

func readOrders(goods *Catalogue) ([]*Order, error) {
	dir, err := os.MkdirTemp("", "warehouse")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "orders", "today.txt")
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return nil, err
	}
	if err := os.WriteFile(name, []byte(orderText), 0o600); err != nil {
		return nil, err
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	fmt.Println("reading", filepath.Base(name), info.Size(), info.Mode(), info.IsDir())
	p := &parser{name: filepath.Base(name), goods: goods}
	p.parse(f)
	p.check()
	_, err = os.Open(filepath.Join(dir, "missing"))
	var path *os.PathError
	fmt.Println("missing:", errors.As(err, &path), path.Op, filepath.Base(path.Path), errors.Is(err, os.ErrNotExist))
	return p.orders, errors.Join(p.errs...)
}

// ---- generic tools ----

// Number is what sums are made of.
type Number interface {
	~int | ~int64 | ~float64
}

func sum[T any, N Number](items []T, f func(T) N) (n N) {
	for _, x := range items {
		n += f(x)
	}
	return n
}

func groupBy[K comparable, T any](seq iter.Seq[T], key func(T) K) map[K][]T {
	groups := make(map[K][]T)
	for x := range seq {
		k := key(x)
		groups[k] = append(groups[k], x)
	}
	return groups
}

// Set is a set of values.
type Set[T comparable] struct{ m map[T]struct{} }

func (s *Set[T]) Add(values ...T) *Set[T] {
	if s.m == nil {
		s.m = make(map[T]struct{})
	}
	for _, v := range values {
		s.m[v] = struct{}{}
	}
	return s
}

func (s *Set[T]) Len() int { return len(s.m) }

func (s *Set[T]) Values() iter.Seq[T] { return maps.Keys(s.m) }

// Ring holds the last values that were put in.
type Ring[T any] struct {
	values []T
	next   int
	full   bool
}

func newRing[T any](n int) *Ring[T] { return &Ring[T]{values: make([]T, n)} }

func (r *Ring[T]) Put(v T) {
	r.values[r.next] = v
	r.next = (r.next + 1) % len(r.values)
	r.full = r.full || r.next == 0
}

func (r *Ring[T]) All() iter.Seq2[int, T] {
	return func(yield func(int, T) bool) {
		n, first := r.next, 0
		if r.full {
			n, first = len(r.values), r.next
		}
		for i := range n {
			if !yield(i, r.values[(first+i)%len(r.values)]) {
				return
			}
		}
	}
}

// ---- packing ----

// Box is what goes out of the door.
type Box struct {
	Order  int
	Number int
	Grams  int
	Goods  []string
	Sum    uint32
}

type queue []*Order

func (q queue) Len() int { return len(q) }
func (q queue) Less(i, j int) bool {
	if q[i].Express != q[j].Express {
		return q[i].Express
	}
	return q[i].ID < q[j].ID
}
func (q queue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *queue) Push(x any)   { *q = append(*q, x.(*Order)) }
func (q *queue) Pop() any {
	old := *q
	o := old[len(old)-1]
	*q = old[:len(old)-1]
	return o
}

const maxGrams = 5000

func pack(o *Order) (boxes []Box) {
	current := Box{Order: o.ID, Number: 1}
	flush := func() {
		if len(current.Goods) == 0 {
			return
		}
		h := crc32.NewIEEE()
		for _, g := range current.Goods {
			io.WriteString(h, g)
		}
		var size [4]byte
		binary.LittleEndian.PutUint32(size[:], uint32(current.Grams))
		h.Write(size[:])
		current.Sum = h.Sum32()
		boxes = append(boxes, current)
		current = Box{Order: o.ID, Number: current.Number + 1}
	}
	for _, it := range o.Items {
		for range it.N {
			if current.Grams+it.Product.Grams > maxGrams {
				flush()
			}
			current.Grams += it.Product.Grams
			current.Goods = append(current.Goods, it.Product.ID)
		}
	}
	flush()
	return boxes
}

func packAll(orders []*Order) map[int][]Box {
	q := make(queue, 0, len(orders))
	for _, o := range orders {
		heap.Push(&q, o)
	}
	jobs := make(chan *Order)
	results := make(chan []Box, len(orders))
	var workers sync.WaitGroup
	var packed atomic.Int64
	for range 3 {
		workers.Add(1)
		go func() {
			defer workers.Done()
			for o := range jobs {
				boxes := pack(o)
				packed.Add(int64(len(boxes)))
				results <- boxes
			}
		}()
	}
	var sequence []string
	for q.Len() > 0 {
		o := heap.Pop(&q).(*Order)
		sequence = append(sequence, strconv.Itoa(o.ID))
		jobs <- o
	}
	close(jobs)
	workers.Wait()
	close(results)
	all := make(map[int][]Box)
	for boxes := range results {
		all[boxes[0].Order] = boxes
	}
	fmt.Println("packed in the order", strings.Join(sequence, " "), "boxes:", packed.Load())
	return all
}

func printBoxes(all map[int][]Box) {
	w := tabwriter.NewWriter(os.Stdout, 0, 8, 2, ' ', tabwriter.AlignRight|tabwriter.Debug)
	fmt.Fprintln(w, "order\tbox\tgrams\tgoods\tsum\t")
	for _, id := range slices.Sorted(maps.Keys(all)) {
		for _, b := range all[id] {
			fmt.Fprintf(w, "%d\t%d\t%d\t%s\t%08x\t\n", b.Order, b.Number, b.Grams, shorten(b.Goods), b.Sum)
		}
	}
	w.Flush()
}

// shorten writes runs of equal ids as N*ID.
func shorten(ids []string) string {
	var parts []string
	for i := 0; i < len(ids); {
		j := i
		for j < len(ids) && ids[j] == ids[i] {
			j++
		}
		if j-i > 1 {
			parts = append(parts, fmt.Sprint(j-i, "*", ids[i]))
		} else {
			parts = append(parts, ids[i])
		}
		i = j
	}
	return strings.Join(parts, " ")
}

// ---- lorries ----

// Stage is a step of a pipeline.
type Stage[In, Out any] func(ctx context.Context, in <-chan In) <-chan Out

func source[T any](ctx context.Context, values ...T) <-chan T {
	out := make(chan T)
	go func() {
		defer close(out)
		for _, v := range values {
			select {
			case out <- v:
			case <-ctx.Done():
				return
			}
		}
	}()
	return out
}

func mapped[In, Out any](f func(In) Out) Stage[In, Out] {
	return func(ctx context.Context, in <-chan In) <-chan Out {
		out := make(chan Out)
		go func() {
			defer close(out)
			for v := range in {
				select {
				case out <- f(v):
				case <-ctx.Done():
					return
				}
			}
		}()
		return out
	}
}

// Trip is a tour of one lorry.
type Trip struct {
	Km    float64
	Boxes int
}

func distances() []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	km := make([]float64, 8)
	for i := range km {
		km[i] = math.Round(r.Float64()*1000) / 10
	}
	return km
}

func drive() {
	ctx, cancel := context.WithCancel(context.Background())
	trips := mapped(func(km float64) Trip { return Trip{km, int(km) % 7} })(ctx, source(ctx, distances()...))
	var list []Trip
	for t := range trips {
		list = append(list, t)
	}
	cancel()
	fmt.Printf("trips: %v\n", list)
	slices.SortFunc(list, func(a, b Trip) int {
		return cmp.Or(cmp.Compare(b.Boxes, a.Boxes), cmp.Compare(a.Km, b.Km))
	})
	fmt.Printf("sorted: %+v\n", list)
	fmt.Printf("km %.1f, boxes %d\n", sum(list, func(t Trip) float64 { return t.Km }), sum(list, func(t Trip) int { return t.Boxes }))
	mean := sum(list, func(t Trip) float64 { return t.Km }) / float64(len(list))
	deviation := math.Sqrt(sum(list, func(t Trip) float64 { return (t.Km - mean) * (t.Km - mean) }) / float64(len(list)))
	fmt.Printf("mean %8.3f deviation %-8.3f| %e %g\n", mean, deviation, mean, float32(deviation))
	<-ctx.Done()
	fmt.Println(ctx.Err(), context.Cause(ctx))
}

// ---- time ----

func timers() {
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	slow := make(chan int)
	select {
	case <-slow:
		fmt.Println("not here")
	case <-ctx.Done():
		fmt.Println("waited:", ctx.Err(), errors.Is(ctx.Err(), context.DeadlineExceeded))
	}
	ticker := time.NewTicker(time.Millisecond)
	n := 0
	for range ticker.C {
		if n++; n == 3 {
			ticker.Stop()
			break
		}
	}
	var order []int
	var mu sync.Mutex
	var wg sync.WaitGroup
	start := time.Now()
	for i, d := range []time.Duration{240, 20, 120} {
		wg.Add(1)
		time.AfterFunc(d*time.Millisecond, func() {
			defer wg.Done()
			mu.Lock()
			order = append(order, i)
			mu.Unlock()
		})
	}
	wg.Wait()
	fmt.Println("ticks", n, "fired", order, time.Since(start) >= 240*time.Millisecond)
	t := time.NewTimer(time.Hour)
	fmt.Println("stopped", t.Stop(), t.Reset(0))
	<-t.C
	day := time.Date(2024, time.February, 28, 23, 30, 0, 0, time.UTC)
	for i := range 3 {
		d := day.Add(time.Duration(i) * 13 * time.Hour)
		fmt.Println(d.Format(time.RFC1123), d.YearDay(), d.Weekday(), d.Unix())
	}
	parsed, err := time.Parse("2006-01-02 15:04", "2024-02-30 10:00")
	fmt.Println(parsed.IsZero(), err)
	fmt.Println(90*time.Minute, time.Duration(1234567), (1500 * time.Millisecond).Seconds())
}

// ---- text ----

func words(text string) iter.Seq[string] {
	return strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) })
}

func textReport(goods *Catalogue) {
	count := map[string]int{}
	for w := range words(orderText) {
		count[strings.ToLower(w)]++
	}
	type pair struct {
		word string
		n    int
	}
	var pairs []pair
	for w, n := range count {
		pairs = append(pairs, pair{w, n})
	}
	sort.Slice(pairs, func(i, j int) bool {
		if pairs[i].n != pairs[j].n {
			return pairs[i].n > pairs[j].n
		}
		return pairs[i].word < pairs[j].word
	})
	for _, p := range pairs[:6] {
		fmt.Printf("%-8s|%3d|%s\n", p.word, p.n, strings.Repeat("#", p.n))
	}
	tags := new(Set[string])
	for id, p := range goods.All() {
		tags.Add(p.Tags...)
		if id > "P104" {
			break
		}
	}
	fmt.Println(tags.Len(), slices.Sorted(tags.Values()))
	for _, p := range goods.byID["P108"].Tags {
		fmt.Printf("%q %+q %d runes %d bytes %x %U\n", p, p, utf8.RuneCountInString(p), len(p), p, []rune(p)[0])
	}
	reversed := []rune("café crème 日本")
	slices.Reverse(reversed)
	fmt.Println(string(reversed), strings.Map(func(r rune) rune {
		if r > unicode.MaxASCII {
			return -1
		}
		return unicode.ToUpper(r)
	}, string(reversed)))
	r := strings.NewReplacer("tea", "coffee", "<", "&lt;", "é", "e")
	fmt.Println(r.Replace("<tea> café"), strings.EqualFold("STRASSE", "strasse"), strings.Title("two words"))
	var buf bytes.Buffer
	buf.WriteString("alpha,beta\ngamma\n")
	for line, err := buf.ReadString('\n'); ; line, err = buf.ReadString('\n') {
		if err != nil {
			fmt.Println("end:", err == io.EOF, len(line))
			break
		}
		fmt.Printf("%q %q\n", line, bytes.Split([]byte(line), []byte{','}))
	}
	var a, b int
	var name string
	n, err := fmt.Sscanf("12 boxes for 7", "%d boxes for %d", &a, &b)
	fmt.Println(n, err, a, b)
	n, err = fmt.Sscan("9 lives x", &a, &name, &b)
	fmt.Println(n, err, a, name)
}

// ---- panics ----

func guarded(name string, f func()) {
	defer func() {
		r := recover()
		if e, ok := r.(error); ok {
			var re interface{ RuntimeError() }
			fmt.Printf("%s: error %v (runtime: %t)\n", name, e, errors.As(e, &re))
		} else {
			fmt.Printf("%s: %v\n", name, r)
		}
	}()
	f()
	fmt.Println(name, "went well")
}

func panics(goods *Catalogue) {
	var none *Catalogue
	var values []int
	var index = 5
	var any any = "text"
	guarded("index", func() { _ = values[index] })
	guarded("slice", func() { _ = orderText[index:2] })
	guarded("nil", func() { _ = none.byID })
	guarded("map", func() { none = &Catalogue{}; none.byID["x"] = nil })
	guarded("assert", func() { _ = any.(fmt.Stringer) })
	guarded("type", func() { _ = any.(int) })
	guarded("divide", func() { index -= 5; fmt.Println(7 / index) })
	guarded("closed", func() { c := make(chan int); close(c); close(c) })
	guarded("hash", func() { m := map[interface{}]int{}; m[[]int{1}] = 1 })
	guarded("own", func() { panic(fmt.Sprintf("no %s", goods.byID["P106"].Name)) })
	guarded("wrapped", func() { panic(fmt.Errorf("outer: %w", ErrEmpty)) })
	guarded("fine", func() {})
	func() {
		defer func() { fmt.Println("last:", recover()) }()
		defer func() { panic("second") }()
		panic("first")
	}()
}

// ---- shared state ----

// Counter counts by name, for many goroutines.
type Counter struct {
	mu sync.RWMutex
	m  map[string]int
}

func (c *Counter) add(name string, n int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.m == nil {
		c.m = map[string]int{}
	}
	c.m[name] += n
}

func (c *Counter) get(name string) int {
	c.mu.RLock()
	defer c.mu.RUnlock()
	return c.m[name]
}

func concurrency() {
	var c Counter
	var wg sync.WaitGroup
	var once sync.Once
	pool := sync.Pool{New: func() any { return new(bytes.Buffer) }}
	for i := range 20 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			b := pool.Get().(*bytes.Buffer)
			b.Reset()
			fmt.Fprintf(b, "worker-%d", i%4)
			for range 50 {
				c.add(b.String(), 1)
			}
			pool.Put(b)
			once.Do(func() { c.add("once", 1) })
		}()
	}
	wg.Wait()
	fmt.Println(c.get("worker-0"), c.get("worker-3"), c.get("once"), len(c.m))

	var shared sync.Map
	for i := range 10 {
		shared.Store(i, i*i)
	}
	shared.Delete(3)
	v, loaded := shared.LoadOrStore(4, -1)
	total := 0
	shared.Range(func(k, v any) bool { total += v.(int); return k.(int) >= 0 })
	fmt.Println(v, loaded, total)

	cond := sync.NewCond(new(sync.Mutex))
	ready := 0
	done := make(chan struct{})
	for range 3 {
		go func() {
			cond.L.Lock()
			for ready == 0 {
				cond.Wait()
			}
			ready++
			cond.L.Unlock()
			done <- struct{}{}
		}()
	}
	time.Sleep(time.Millisecond)
	cond.L.Lock()
	ready = 1
	cond.L.Unlock()
	cond.Broadcast()
	for range 3 {
		<-done
	}
	fmt.Println("ready", ready)

	semaphore := make(chan struct{}, 2)
	var peak, running atomic.Int32
	for range 8 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			semaphore <- struct{}{}
			n := running.Add(1)
			for p := peak.Load(); n > p && !peak.CompareAndSwap(p, n); p = peak.Load() {
			}
			time.Sleep(time.Millisecond)
			running.Add(-1)
			<-semaphore
		}()
	}
	wg.Wait()
	fmt.Println("peak at most two:", peak.Load() <= 2)

	primes := make([]int, 0, 10)
	ch := make(chan int)
	stop := make(chan bool)
	go func() {
		for i := 2; ; i++ {
			select {
			case ch <- i:
			case <-stop:
				close(ch)
				return
			}
		}
	}()
	for first := ch; len(primes) < 10; {
		p := <-first
		primes = append(primes, p)
		next := make(chan int)
		go func(in <-chan int) {
			defer close(next)
			for n := range in {
				if n%p != 0 {
					select {
					case next <- n:
					case <-time.After(time.Second):
						return
					}
				}
			}
		}(first)
		first = next
	}
	close(stop)
	fmt.Println(primes)
}

// ---- numbers ----

func numbers() {
	var h uint64 = 14695981039346656037
	hash := fnv.New64a()
	for i := range 5 {
		fmt.Fprint(hash, i)
		h ^= uint64('0' + i)
		h *= 1099511628211
	}
	fmt.Println(hash.Sum64() == h, bits.OnesCount64(h), bits.LeadingZeros32(77), bits.Reverse8(0b1101))
	hi, lo := bits.Mul64(h, h)
	fmt.Printf("%016x%016x\n", hi, lo)
	for _, f := range []float64{0, 1, -1.5, 1e21, 1e-7, math.Pi, math.Inf(-1), math.NaN(), math.MaxFloat64, 5e-324} {
		fmt.Println(f, strconv.FormatFloat(f, 'f', 3, 64), strconv.FormatFloat(f, 'e', -1, 32))
	}
	for _, s := range []string{"1e400", "0x1p-2", "1_000", "-0", "inf", "12abc"} {
		f, err := strconv.ParseFloat(s, 64)
		fmt.Println(s, f, err)
	}
	fmt.Printf("%5d|%-5d|%05d|%+d|%x|%X|%o|%b|%c|%U|%#x|%#o|% d\n", 42, 42, 42, 42, 255, 255, 8, 5, 'é', 'é', 255, 8, 7)
	fmt.Printf("%t|%v|%p|%s|%10.3s|%-10s|%q|%x\n", true, nil, nil, []string{"a", "b"}, "abcdef", "left", 'x', "hex")
	fmt.Printf("%6.2f|%-8.1f|%+.3e|%g|%G|%08.3f|%v\n", math.E, math.E, math.E, 1e100, 1e-10, -math.E, complex(1, -2))
	fmt.Printf("%v %+v %#v %T\n", Trip{1, 2}, &Trip{3, 4}, []Trip{{5, 6}}, map[string][]*Trip{})
	fmt.Printf("%!|%d %s|%[2]d %[1]d|%*d|%d\n", "a", 5, 1, 2, 6, 7)
	var i8 int8 = 127
	var u uint = 0
	i8++
	u--
	fmt.Println(i8, u == math.MaxUint, -7/2, -7%3, 7&^5, 1<<10>>3, 6^3)
	x, y := 0.1, 0.2
	fmt.Println(x+y, float32(x)+float32(y), math.Floor(-1.5), math.Round(2.5), math.Trunc(-0.5), math.Mod(7, -3), math.Hypot(3, 4))
	fmt.Println(cmplxSquare(complex(1, 2)), min(3, 1, 2), max(2.5, 1), Cents(-5), []Cents{1, 100, 12345})
	fmt.Printf("%v|%8v|%-8v|%d\n", Cents(999), Cents(5), Cents(5), Cents(5))
}

func cmplxSquare(c complex128) complex128 { return c * c }

// ---- report ----

func report(goods *Catalogue, orders []*Order) {
	for k := range nKinds + 1 {
		fmt.Print(k, ":")
		for _, p := range goods.byKind[k] {
			fmt.Print(" ", p.Name)
		}
		fmt.Println()
	}
	for _, id := range slices.Sorted(maps.Keys(goods.boxed)) {
		b := goods.boxed[id]
		fmt.Printf("%s %.1f ml %d g %v\n", b.Label(), b.Volume(), b.Weight(), b.Dimensions)
	}
	for _, o := range orders {
		fmt.Printf("%3d %-14s %10v %6d g %-5t %v\n", o.ID, o.Customer, o.total(), o.grams(), o.Express, o.Notes)
	}
	fmt.Printf("%#v\n", orders[0])
	fmt.Println("sum", sum(orders, (*Order).total), "items", sum(orders, func(o *Order) int { return len(o.Items) }))
	groups := groupBy(slices.Values(orders), func(o *Order) bool { return o.total() > 5000 })
	fmt.Println("large", len(groups[true]), "small", len(groups[false]))
	recent := newRing[string](3)
	for _, o := range orders {
		recent.Put(strings.Fields(o.Customer)[0])
	}
	for i, name := range recent.All() {
		fmt.Print(i, "=", name, " ")
	}
	fmt.Println()
	l := list.New()
	for _, o := range orders {
		if o.Express {
			l.PushFront(o.ID)
		} else {
			l.PushBack(o.ID)
		}
	}
	for e := l.Front(); e != nil; e = e.Next() {
		fmt.Print(e.Value, " ")
	}
	fmt.Println()
	next, stop := iter.Pull2(goods.All())
	defer stop()
	id, p, ok := next()
	fmt.Println(id, p.Name, ok)
}

func printErrors(err error) {
	for _, e := range err.(interface{ Unwrap() []error }).Unwrap() {
		var line *LineError
		var number *strconv.NumError
		var quantity QuantityError
		fmt.Printf("%v | line %t syntax %t unknown %t empty %t", e, errors.As(e, &line), errors.Is(e, ErrSyntax),
			errors.Is(e, ErrUnknown), errors.Is(e, ErrEmpty))
		if errors.As(e, &number) {
			fmt.Printf(" number %s %q %v", number.Func, number.Num, number.Err == strconv.ErrSyntax)
		}
		if errors.As(e, &quantity) {
			fmt.Printf(" quantity %d %t", int(quantity), errors.Is(e, QuantityError(0)))
		}
		fmt.Println()
	}
}

func main() {
	goods := newCatalogue()
	for _, p := range stock {
		goods.add(p)
	}
	orders, err := readOrders(goods)
	if err != nil {
		printErrors(err)
	}
	report(goods, orders)
	printBoxes(packAll(orders))
	drive()
	timers()
	textReport(goods)
	panics(goods)
	concurrency()
	numbers()
	defer fmt.Println("deferred calls do not run at os.Exit")
	os.Exit(0)
}
