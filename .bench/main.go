// Bench measures verbatim and its peers on the same invented data, in the same
// hour, on the same computer, and writes .github/BENCHMARKS.md:
//
//	go run -C .bench .            # every task and every peer, under 12 minutes
//	go run -C .bench . -only csv,om
//	go run -C .bench . -register  # a département's register, to the end
//
// Each program works in a process of its own, at three sizes (n, 4n, 16n), up to
// five times, so that its peak memory is known and how its time grows.
package main

import (
	"flag"
	"fmt"
	"log"
	"os"
	"slices"
	"strings"
)

func main() {
	log.SetFlags(0)
	only := flag.String("only", "", "names of tasks, apart by commas; then nothing is written")
	whole := flag.Bool("register", false, "run the département's register")
	share := flag.Int("share", 1, "with -register: a register so many times smaller; then nothing is written")
	child := flag.String("child", "", "what this process is to work on; set by the program itself")
	dir := flag.String("dir", "", "where the data of the process are")
	flag.Parse()
	var err error
	switch {
	case *child != "":
		err = work(*child, *dir)
	case *whole:
		err = runRegister(*share)
	default:
		err = compare(*only)
	}
	if err != nil {
		log.Fatal(err)
	}
}

// compare runs the tasks and writes the page.
func compare(only string) error {
	folder, err := os.MkdirTemp("", "bench")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	var chosen []task
	for _, t := range tasks {
		if only == "" || slices.Contains(strings.Split(only, ","), t.name) {
			chosen = append(chosen, t)
		}
	}
	var lines []line
	for _, t := range chosen {
		l, err := t.measure(folder)
		if err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
		lines = append(lines, l)
		fmt.Print(l.row(), l.all())
	}
	if only != "" {
		return nil
	}
	return writePart("side by side", sideBySide(lines))
}
