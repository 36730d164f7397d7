package material

import (
	"bytes"
	"testing"
)

func TestWindows1252(t *testing.T) {
	if got, want := Windows1252("é ’ œ … « \u00a0»"), []byte{0xE9, ' ', 0x92, ' ', 0x9C, ' ', 0x85, ' ', 0xAB, ' ', 0xA0, 0xBB}; !bytes.Equal(got, want) {
		t.Errorf("% x, want % x", got, want)
	}
	if got, want := CSV([][]string{{"a", "b;c", "d\ne", `f"g`}}), "a;\"b;c\";\"d\ne\";\"f\"\"g\"\r\n"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
