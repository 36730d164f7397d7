// Package pairs says whether the distances of all pairs fit in memory, before
// any is computed.
package pairs

import (
	"fmt"
	"math"
	"runtime/debug"
)

// usual is how many bytes of distances are let through where GOMEMLIMIT sets no
// other bound: those of 32,768 cases.
const usual = 4 << 30

// Check is an error where the distances of all pairs of n cases would not fit.
// Instead says what else to do.
func Check(n int, instead string) error {
	bound := debug.SetMemoryLimit(-1) // only reads it
	if bound == math.MaxInt64 {
		bound = usual
	}
	size := float64(n) * float64(n-1) / 2 * 8
	if size <= float64(bound) {
		return nil
	}
	return fmt.Errorf("%d cases have %.3g pairs, %.3g GB of distances, more than the %.3g GB allowed: %s, or set GOMEMLIMIT where the computer has the memory",
		n, size/8, size/1e9, float64(bound)/1e9, instead)
}
