package dictionary

import (
	"fmt"
	"testing"
)

// Codes are compared with a map that does the same, in orders that rise, fall,
// repeat and mix.
func TestKeys(t *testing.T) {
	for name, code := range map[string]func(i int) int{
		"rising":   func(i int) int { return i },
		"falling":  func(i int) int { return 5000 - i },
		"shuffled": func(i int) int { return i * 7919 % 5000 },
		"repeated": func(i int) int { return i * i % 97 },
		"late":     func(i int) int { return i % 4000 },
	} {
		var k keys
		known := map[string]place{}
		for i := range 5000 {
			key, at := fmt.Sprintf("E%05d", code(i)), place{int32(i % 3), int32(i)}
			first, twice := k.add(key, at)
			want, already := known[key]
			if twice != already || first != want {
				t.Fatalf("%s: %s is at %v, %v; want %v, %v", name, key, first, twice, want, already)
			}
			if !already {
				known[key] = at
			}
		}
	}
}
