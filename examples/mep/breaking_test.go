package main

import (
	"archive/zip"
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// copyData copies the invented study into a folder of its own.
func copyData(t *testing.T) string {
	t.Helper()
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS("data")); err != nil {
		t.Fatal(err)
	}
	return folder
}

func contents(t *testing.T, folder string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := fs.WalkDir(os.DirFS(folder), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(filepath.Join(folder, name))
		files[name] = "there: " + string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func union(a, b map[string]string) map[string]bool {
	all := map[string]bool{}
	for name := range a {
		all[name] = true
	}
	for name := range b {
		all[name] = true
	}
	return all
}

func remove(name string) func(string) error {
	return func(folder string) error { return os.Remove(filepath.Join(folder, name)) }
}

func put(name string, content []byte) func(string) error {
	return func(folder string) error {
		return os.WriteFile(filepath.Join(folder, filepath.FromSlash(name)), content, 0o644)
	}
}

// edit changes a text file, whose bytes are kept as they are elsewhere.
func edit(name string, change func(string) string) func(string) error {
	return func(folder string) error {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		return put(name, []byte(change(string(content))))(folder)
	}
}

// editLine changes one line of a file, the header being line 1.
func editLine(name string, line int, change func(string) string) func(string) error {
	return edit(name, func(text string) string {
		lines := strings.Split(text, "\n")
		lines[line-1] = change(lines[line-1])
		return strings.Join(lines, "\n")
	})
}

// setCell writes one cell; in the header, it renames the column.
func setCell(name string, line int, column, value string) func(string) error {
	return func(folder string) error {
		content, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		header, _, _ := strings.Cut(strings.TrimPrefix(string(content), "\ufeff"), "\r\n")
		at := slices.Index(strings.Split(header, ";"), column)
		if at < 0 {
			return fmt.Errorf("%s has no column %s", name, column)
		}
		return editLine(name, line, func(text string) string {
			cells := strings.Split(text, ";")
			cells[at] = value
			return strings.Join(cells, ";")
		})(folder)
	}
}

// codingOf is the line of the n-th coding of a document.
func codingOf(document string, n int) int {
	content, err := os.ReadFile(filepath.Join("data", "codages.csv"))
	if err != nil {
		panic(err)
	}
	for i, line := range strings.Split(string(content), "\n") {
		if !strings.HasPrefix(line, document+";") {
			continue
		}
		if n == 0 {
			return i + 1
		}
		n--
	}
	panic("no such coding of " + document)
}

// encrypted begins as files of Office protected by a password do.
func encrypted() []byte {
	return append([]byte{0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1}, []byte(strings.Repeat("\x00", 504)+"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00")...)
}

// bomb is a small archive whose one part inflates a thousand times.
func bomb(part string) []byte { return archive(part, bytes.Repeat([]byte(" "), 8<<20)) }

func archive(part string, content []byte) []byte {
	var buffer bytes.Buffer
	w := zip.NewWriter(&buffer)
	inside, err := w.Create(part)
	if err == nil {
		_, err = inside.Write(content)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		panic(err)
	}
	return buffer.Bytes()
}
