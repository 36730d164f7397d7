// Package program is what the programs of the studies do alike: their flags and
// exit code, and how the texts of a folder are read, coded and masked.
package program

import (
	"context"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"os"
)

// Study reads a folder, prints what it found and writes a workbook.
type Study func(ctx context.Context, files fs.FS, output string, out io.Writer) error

// Main runs a study on the folder of -data, or on the folder data of what was
// compiled in, and writes the workbook of -o. It ends with code 1 on an error.
func Main(name string, invented fs.FS, output string, study Study) {
	folder := flag.String("data", "", "dossier de l’étude ; sans lui, les données inventées de l’exemple")
	flag.StringVar(&output, "o", output, "classeur à écrire")
	flag.Parse()
	files := os.DirFS(*folder)
	if *folder == "" {
		files, _ = fs.Sub(invented, "data") // it is there: it was compiled in
	}
	if err := study(context.Background(), files, output, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, name, ":", err)
		os.Exit(1)
	}
}

// Say numbers the sentences of a study.
func Say(out io.Writer, sentences []string) {
	for i, sentence := range sentences {
		fmt.Fprintf(out, "%2d. %s\n", i+1, sentence)
	}
}
