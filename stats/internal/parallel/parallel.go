// Package parallel does independent tasks side by side.
package parallel

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Do does tasks 0 … n-1, so many at a time, as many as there are processors when
// workers is 0. A task writes only to places of its own, so that the order of work
// does not matter.
func Do(n, workers int, task func(i int)) {
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	if workers = min(workers, n); workers <= 1 {
		for i := range n {
			task(i)
		}
		return
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range workers {
		group.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				task(i)
			}
		})
	}
	group.Wait()
}
