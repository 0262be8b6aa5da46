package runtime

// A coro is a goroutine that runs only while the one that switches to it waits (iter.Pull). Either side hands over by a
// send and waits in a receive: there are only the two, so the channel serves both ways.
type coro struct {
	turn chan struct{}
}

func newcoro(f func(*coro)) *coro {
	c := &coro{make(chan struct{})}
	go func() {
		<-c.turn
		defer func() {
			leaveCensus()
			c.turn <- struct{}{}
		}()
		f(c)
	}()
	return c
}

// leaveCensus ends the goroutine as far as NumGoroutine knows: who goes on after it must not see it any more.
func leaveCensus()

func coroswitch(c *coro) {
	c.turn <- struct{}{}
	<-c.turn
}
