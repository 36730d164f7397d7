// Command generate makes of the extracts written by hand, with the codes of two
// readers between braces, the transcripts and the codings of the example study
// "Accompagnement". Nobody in them exists.
//
//	go run ./examples/accompaniment/generate
//
// run from the root of the repository, writes into examples/accompaniment/data.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
)

func main() {
	out := flag.String("o", filepath.FromSlash("examples/accompaniment/data"), "folder to write")
	flag.Parse()
	if err := write(*out); err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func write(folder string) error {
	files, err := recipe()
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Join(folder, "transcriptions"), 0o755); err != nil {
		return err
	}
	for _, f := range files {
		if err := os.WriteFile(filepath.Join(folder, filepath.FromSlash(f.name)), f.bytes, 0o644); err != nil {
			return err
		}
	}
	fmt.Printf("%d files in %s\n", len(files), folder)
	return nil
}

// file is one file of the study folder.
type file struct {
	name  string // with /
	bytes []byte
}
