package pairs

import (
	"runtime/debug"
	"strings"
	"testing"
)

func TestCheck(t *testing.T) {
	for n, fits := range map[int]bool{0: true, 1: true, 2: true, 32_768: true, 32_770: false, 500_000: false, 1 << 40: false} {
		if err := Check(n, "take a sample"); (err == nil) != fits {
			t.Errorf("%d cases: %v", n, err)
		} else if err != nil && (!strings.Contains(err.Error(), "take a sample") || !strings.Contains(err.Error(), "GOMEMLIMIT")) {
			t.Errorf("does not say what to do: %v", err)
		}
	}
	before := debug.SetMemoryLimit(16 << 30)
	defer debug.SetMemoryLimit(before)
	if err := Check(50_000, ""); err != nil {
		t.Errorf("within GOMEMLIMIT: %v", err)
	}
}
