package main

import (
	"fmt"
	"io"
	"os"
	"strings"
)

// bar tells how far long work is: on a screen one line that is written over,
// elsewhere a line a step.
type bar struct {
	out   io.Writer
	title string
	shown int // letters on the line
}

// onScreen tells whether somebody is looking.
func (b *bar) onScreen() bool {
	file, ok := b.out.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// say begins something of unknown length.
func (b *bar) say(title string) {
	b.title = title
	b.write(title + "…")
}

// step begins one of so many analyses.
func (b *bar) step(number, of int, title string) {
	const width = 20
	full := width * number / of
	b.title = fmt.Sprintf("[%s%s] %d/%d %s", strings.Repeat("#", full), strings.Repeat("-", width-full), number, of, title)
	b.write(b.title)
}

// part says how much of the step is done; it is for a screen only.
func (b *bar) part(done, total int) {
	if total > 0 && b.onScreen() {
		b.write(fmt.Sprintf("%s : %d %%", b.title, 100*done/total))
	}
}

// end leaves the line.
func (b *bar) end() {
	if b.onScreen() && b.shown > 0 {
		fmt.Fprintln(b.out)
		b.shown = 0
	}
}

func (b *bar) write(line string) {
	if !b.onScreen() {
		fmt.Fprintln(b.out, line)
		return
	}
	n := len([]rune(line))
	fmt.Fprint(b.out, "\r"+line+strings.Repeat(" ", max(0, b.shown-n)))
	b.shown = n
}
