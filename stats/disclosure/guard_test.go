package disclosure

import (
	"slices"
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestAlone(t *testing.T) {
	// The first person is alone in a row, a column and a cell of them.
	g := guardOf(t, countsOf([]int{1, 0, 0}, []int{0, 7, 1}, []int{0, 9, 5}))
	for _, cell := range []int{0, 3, 12} {
		got := g.alone(cell)
		slices.Sort(got)
		if want := []int{0, 3, 12}; !slices.Equal(slices.Compact(got), want) {
			t.Errorf("who is alone in cell %d is also in %v, want %v", cell, got, want)
		}
	}
	if got := g.alone(6); !slices.Equal(got, []int{6}) {
		t.Errorf("who is alone in cell 6 is also in %v", got)
	}
}

func TestProofHolds(t *testing.T) {
	g := guardOf(t, countsOf([]int{1}, []int{2}, []int{0}, []int{9}))
	drawn := proof{floor: 1, uses: []int{1}}
	if !g.holds(drawn) || g.holds(proof{}) {
		t.Error("a proof over hidden cells must hold, and none must not")
	}
	if g.holds(proof{floor: 0, uses: []int{1}}) {
		t.Error("a proof that needs hidden zeros holds without any")
	}
	if g.hidden[1] = false; g.holds(drawn) {
		t.Error("a proof holds over a cell that is shown")
	}
}

func guardOf(t *testing.T, c stats.Counts) *guard {
	t.Helper()
	net, counts, err := flatten(c)
	if err != nil {
		t.Fatal(err)
	}
	return newGuard(net, counts, freeCells(c, net.width), make([]bool, len(counts)), 5)
}
