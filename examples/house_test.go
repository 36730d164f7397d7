// Package examples holds whole programs; its own tests guard what holds for the
// house as a whole: who may import whom, what lies at the top, what the pages
// claim.
package examples

import (
	"encoding/json"
	"errors"
	"io"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/askoria/verbatim"

// arrows says which rooms each room may import, and which modules from outside.
var arrows = map[string]struct{ rooms, modules []string }{
	"stats": {nil, []string{"gonum.org/v1/gonum"}},
	"interviews": {
		[]string{"stats"},
		[]string{"filippo.io/age", "github.com/gocarina/gocsv", "github.com/xuri/excelize/v2", "golang.org/x/net/html", "golang.org/x/text"},
	},
	"corpus": {
		[]string{"interviews", "stats"},
		[]string{"github.com/gocarina/gocsv", "github.com/xuri/excelize/v2", "github.com/jdkato/prose/v2", "github.com/kljensen/snowball", "golang.org/x/net/html", "golang.org/x/text", "modernc.org/sqlite"},
	},
	"export":   {[]string{"stats"}, []string{"filippo.io/age", "github.com/xuri/excelize/v2", "golang.org/x/image", "golang.org/x/text", "gonum.org/v1/plot"}},
	"examples": {[]string{"interviews", "corpus", "stats", "export"}, []string{"github.com/xuri/excelize/v2"}},
}

// alone says which sub-room only may import a module that is heavy to link.
var alone = map[string]string{"modernc.org/sqlite": "corpus/qda"}

// network lists standard packages that can talk to another computer.
var network = []string{"net", "net/http", "net/rpc", "net/smtp", "net/textproto", "crypto/tls"}

type goPackage struct {
	ImportPath string
	Imports    []string
}

func packages(t *testing.T) []goPackage {
	t.Helper()
	command := exec.Command("go", "list", "-json=ImportPath,Imports", "./...")
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		t.Fatalf("go list: %v", err)
	}
	var all []goPackage
	for decoder := json.NewDecoder(strings.NewReader(string(out))); ; {
		var p goPackage
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func room(importPath string) string {
	first, _, _ := strings.Cut(strings.TrimPrefix(importPath, module+"/"), "/")
	return first
}

func TestImportsFollowTheArrows(t *testing.T) {
	all := packages(t)
	if len(all) < 8 {
		t.Fatalf("only %d packages listed", len(all))
	}
	for _, p := range all {
		from := room(p.ImportPath)
		may, known := arrows[from]
		if !known {
			t.Errorf("%s: the house has no room %q", p.ImportPath, from)
		}
		for _, imported := range p.Imports {
			switch {
			case strings.HasPrefix(imported, module+"/"):
				if to := room(imported); to != from && !slices.Contains(may.rooms, to) {
					t.Errorf("%s imports %s: no arrow goes from %s to %s", p.ImportPath, imported, from, to)
				}
				// The root of a room holds its nouns; sub-rooms stand on it.
				if p.ImportPath == module+"/"+from && path.Dir(imported) == p.ImportPath && path.Base(imported) != "internal" {
					t.Errorf("%s imports its own sub-room %s", p.ImportPath, imported)
				}
			case slices.Contains(network, imported):
				t.Errorf("%s imports %s: the library makes no network call", p.ImportPath, imported)
			case strings.Contains(strings.Split(imported, "/")[0], "."):
				if !slices.ContainsFunc(may.modules, func(m string) bool { return imported == m || strings.HasPrefix(imported, m+"/") }) {
					t.Errorf("%s imports %s: not a module of the room %s", p.ImportPath, imported, from)
				}
				for heavy, only := range alone {
					if (imported == heavy || strings.HasPrefix(imported, heavy+"/")) && p.ImportPath != module+"/"+only {
						t.Errorf("%s imports %s: only %s may", p.ImportPath, imported, only)
					}
				}
			}
		}
	}
}

func TestNothingElseLiesAtTheTop(t *testing.T) {
	entries, err := os.ReadDir("..")
	if err != nil {
		t.Fatal(err)
	}
	allowed := []string{"interviews", "corpus", "stats", "export", "examples", "go.mod", "go.sum", "README.md", "LICENSE"}
	for _, entry := range entries {
		name := entry.Name()
		hidden := strings.HasPrefix(name, ".") && (entry.IsDir() || name == ".gitignore" || name == ".git")
		if !hidden && !slices.Contains(allowed, name) && !strings.HasSuffix(name, ".xlsx") {
			t.Errorf("%s lies at the top of the repository", name)
		}
	}
}

func TestNoPathOfAMachine(t *testing.T) {
	place := regexp.MustCompile(`(?:^|[\s"'(])/(?:home|Users|root|work|tmp)/\w+`)
	command := exec.Command("git", "ls-files", "*.go", "*.md", "*.mod", ".ci", ".tools")
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		t.Skip("not a git checkout")
	}
	for file := range strings.FieldsSeq(string(out)) {
		text, err := os.ReadFile("../" + file)
		if err != nil {
			continue
		}
		if found := place.FindString(string(text)); found != "" && file != "examples/house_test.go" {
			t.Errorf("%s names a place of one machine: %s", file, found)
		}
	}
}
