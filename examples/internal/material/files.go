package material

import (
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/transcript"
)

// File is one file of the folder of a study.
type File struct {
	Name  string // with /
	Bytes []byte
}

// Main writes what a recipe makes into examples/STUDY/data, or the folder of -o.
// It ends with code 1 on an error.
func Main(study string, recipe func() ([]File, error)) {
	folder := flag.String("o", filepath.Join("examples", study, "data"), "folder to write")
	flag.Parse()
	files, err := recipe()
	for _, f := range files {
		name := filepath.Join(*folder, filepath.FromSlash(f.Name))
		if err == nil {
			err = os.MkdirAll(filepath.Dir(name), 0o755)
		}
		if err == nil {
			err = os.WriteFile(name, f.Bytes, 0o644)
		}
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "generate:", err)
		os.Exit(1)
	}
	fmt.Printf("%d files in %s\n", len(files), *folder)
}

// Read reads transcripts that were just made, as a study would: by the names of
// the files, without their extension.
func Read(files []File, roles []interviews.RoleRule) (map[string]*interviews.Transcript, error) {
	folder := fstest.MapFS{}
	for _, f := range files {
		folder[f.Name] = &fstest.MapFile{Data: f.Bytes}
	}
	read := map[string]*interviews.Transcript{}
	for _, f := range files {
		t, _, err := transcript.Reader{Files: folder, Roles: roles}.ReadFile(f.Name)
		if err != nil {
			return nil, err
		}
		read[strings.TrimSuffix(path.Base(f.Name), path.Ext(f.Name))] = t
	}
	return read, nil
}

// Transcripts writes the talks of the folder talks, each as the study got it, and
// codages.csv: their passages at their place in the transcripts as they are read.
func Transcripts(talks fs.FS, roles []interviews.RoleRule, write func(Talk) (File, error)) ([]File, error) {
	list, err := Talks(talks, "talks")
	if err != nil {
		return nil, err
	}
	files := make([]File, len(list))
	for i, t := range list {
		if files[i], err = write(t); err != nil {
			return nil, err
		}
	}
	read, err := Read(files, roles)
	if err != nil {
		return nil, err
	}
	codings := [][]string{CodingHead}
	for _, t := range list {
		rows, err := t.Rows(read[t.Name])
		if err != nil {
			return nil, err
		}
		codings = append(codings, rows...)
	}
	return append(files, File{"codages.csv", UTF8BOM(CSV(codings))}), nil
}
