package examples

import (
	"go/ast"
	"go/parser"
	"go/scanner"
	"go/token"
	"go/types"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// documents are the pages of the repository, as paths from its root.
func documents(t *testing.T) []string {
	t.Helper()
	var pages []string
	err := fs.WalkDir(os.DirFS(".."), ".", func(name string, entry fs.DirEntry, err error) error {
		if entry != nil && entry.IsDir() && entry.Name() == ".git" {
			return fs.SkipDir
		}
		if strings.HasSuffix(name, ".md") {
			pages = append(pages, name)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(pages) < 20 {
		t.Fatalf("only %d pages found", len(pages))
	}
	return pages
}

func page(t *testing.T, name string) string {
	t.Helper()
	text, err := os.ReadFile(path.Join("..", name))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// What a page links to is there: files, headings of pages, and the tests and
// examples that a link names in its file.
func TestLinksResolve(t *testing.T) {
	link := regexp.MustCompile(`\[([^\[\]]*)\]\(([^)#]*)(#[^)]*)?\)`)
	shown := regexp.MustCompile(`^(Test|Example)\w*$`)
	for _, name := range documents(t) {
		for _, found := range link.FindAllStringSubmatch(page(t, name), -1) {
			target := name
			if strings.Contains(found[2], "://") {
				continue
			} else if found[2] != "" {
				target = path.Join(path.Dir(name), found[2])
			}
			switch _, err := os.Stat(path.Join("..", target)); {
			case err != nil:
				t.Errorf("%s links to %s, which is not there", name, found[2])
			case found[3] != "" && !slices.Contains(anchors(page(t, target)), found[3]):
				t.Errorf("%s links to %s%s, which is no heading", name, found[2], found[3])
			case shown.MatchString(found[1]) && !strings.Contains(page(t, target), "\nfunc "+found[1]+"("):
				t.Errorf("%s: there is no %s in %s", name, found[1], found[2])
			}
		}
	}
}

// anchors are those that GitHub gives to the headings of a page.
func anchors(text string) []string {
	var all []string
	dropped := regexp.MustCompile(`[^\p{L}\p{N} _-]`)
	for line := range strings.Lines(text) {
		if title, is := strings.CutPrefix(strings.TrimLeft(line, "#"), " "); is && strings.HasPrefix(line, "#") {
			title = dropped.ReplaceAllString(strings.ToLower(strings.TrimSpace(title)), "")
			all = append(all, "#"+strings.ReplaceAll(title, " ", "-"))
		}
	}
	return all
}

// The README's script is a program of this house, and its output is what that
// program prints.
func TestReadmeIsTrue(t *testing.T) {
	text := page(t, "README.md")
	_, code, _ := strings.Cut(page(t, "examples/quickstart/main.go"), "\npackage main")
	if !strings.Contains(text, "```go\npackage main"+code+"```") {
		t.Error("the script of README.md is not examples/quickstart/main.go")
	}
	command := exec.Command("go", "run", "./examples/quickstart")
	command.Dir = ".."
	out, err := command.Output()
	if err != nil {
		t.Fatal(err)
	}
	defer os.Remove("../tableaux.xlsx")
	if !strings.Contains(text, "prints\n\n```\n"+string(out)+"```") {
		t.Errorf("README.md does not show what the script prints:\n%s", out)
	}
}

// source is what the Go files of a folder say, tests included.
type source struct {
	specs    []string          // exported types with a method Of
	names    []string          // what is declared: Name, and Type.Field or Type.Method
	doc      string            // the comments of the package
	examples map[string]string // the tokens of each example that runs, one a line
	files    map[string]string // where each example is, from the root
}

func sources(t *testing.T) map[string]source {
	t.Helper()
	files, _ := filepath.Glob("../*/*.go") // the patterns are good
	deeper, _ := filepath.Glob("../*/*/*.go")
	all := map[string]source{}
	for _, file := range append(files, deeper...) {
		name := filepath.ToSlash(strings.TrimPrefix(file, ".."+string(filepath.Separator)))
		dir := path.Dir(name)
		if strings.HasPrefix(dir, "examples") {
			continue
		}
		if all[dir].examples == nil {
			all[dir] = source{examples: map[string]string{}, files: map[string]string{}}
		}
		of := all[dir]
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		set := token.NewFileSet()
		parsed, err := parser.ParseFile(set, file, text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		of.doc += parsed.Doc.Text()
		for _, declared := range parsed.Decls {
			f, is := declared.(*ast.FuncDecl)
			switch {
			case !is:
				if !strings.HasSuffix(name, "_test.go") {
					of.names = append(of.names, declaredNames(declared.(*ast.GenDecl))...)
				}
			case f.Recv == nil && strings.HasPrefix(f.Name.Name, "Example"):
				body := string(text[set.Position(f.Pos()).Offset:set.Position(f.End()).Offset])
				if strings.Contains(body, "\t// Output:") {
					of.examples[f.Name.Name], of.files[f.Name.Name] = tokens(body), name
				}
			case strings.HasSuffix(name, "_test.go"):
			case f.Recv == nil:
				of.names = append(of.names, f.Name.Name)
			default:
				receiver, _, _ := strings.Cut(strings.TrimPrefix(types.ExprString(f.Recv.List[0].Type), "*"), "[")
				if of.names = append(of.names, receiver+"."+f.Name.Name); f.Name.Name == "Of" && ast.IsExported(receiver) {
					of.specs = append(of.specs, receiver)
				}
			}
		}
		all[dir] = of
	}
	return all
}

// declaredNames are those of types, with their fields, constants and variables.
func declaredNames(d *ast.GenDecl) (names []string) {
	for _, spec := range d.Specs {
		switch spec := spec.(type) {
		case *ast.ValueSpec:
			for _, name := range spec.Names {
				names = append(names, name.Name)
			}
		case *ast.TypeSpec:
			names = append(names, spec.Name.Name)
			if fields, is := spec.Type.(*ast.StructType); is {
				for _, field := range fields.Fields.List {
					for _, name := range field.Names {
						names = append(names, spec.Name.Name+"."+name.Name)
					}
				}
			}
		}
	}
	return names
}

// tokens are those of Go text, one a line, without those that only its layout
// needs.
func tokens(text string) string {
	var all strings.Builder
	var s scanner.Scanner
	set := token.NewFileSet()
	s.Init(set.AddFile("", -1, len(text)), []byte(text), func(token.Position, string) {}, 0)
	all.WriteByte('\n')
	for comma := false; ; {
		_, tok, literal := s.Scan()
		switch {
		case tok == token.EOF:
			return all.String()
		case tok == token.SEMICOLON:
			continue
		case comma && tok != token.RBRACE && tok != token.RPAREN:
			all.WriteString(",\n")
		}
		if comma = tok == token.COMMA; comma {
			continue
		}
		if literal == "" {
			literal = tok.String()
		}
		all.WriteString(literal + "\n")
	}
}

// says tells whether an example has a call of a page, of which … leaves out
// anything.
func says(example, call string) bool {
	for part := range strings.SplitSeq(call, "…") {
		_, rest, found := strings.Cut(example, tokens(strings.Trim(part, ", ")))
		if !found {
			return false
		}
		example = "\n" + rest
	}
	return true
}

// Each call of the tables for those who come from elsewhere is in the example that
// stands beside it, which is where the link says, and runs.
func TestComingFromIsTrue(t *testing.T) {
	all := sources(t)
	row := regexp.MustCompile(`(?m)^\| .+ \| (.+) \| (\[Example.+) \|$`)
	link := regexp.MustCompile(`\[(Example\w+)\]\(([^)]+)\)`)
	code := regexp.MustCompile("`([^`]+)`")
	for name, least := range map[string]int{"README.md": 10, ".github/COMING_FROM.md": 100} {
		text := page(t, name)
		rows := row.FindAllStringSubmatch(text, -1)
		if links := strings.Count(text, "| [Example"); len(rows) != links || len(rows) < least {
			t.Errorf("%s: %d rows, %d can be read", name, links, len(rows))
		}
		for _, found := range rows {
			var examples []string
			for _, example := range link.FindAllStringSubmatch(found[2], -1) {
				file := path.Join(path.Dir(name), example[2])
				of := all[path.Dir(file)]
				if of.files[example[1]] != file {
					t.Errorf("%s: %s is no example that runs in %s", name, example[1], file)
				}
				examples = append(examples, of.examples[example[1]])
			}
			calls := code.FindAllStringSubmatch(found[1], -1)
			if len(calls) == 0 {
				t.Errorf("%s: no call in %s", name, found[0])
			}
			for _, call := range calls {
				if !slices.ContainsFunc(examples, func(example string) bool { return says(example, call[1]) }) {
					t.Errorf("%s: %s is not in %s", name, call[1], found[2])
				}
			}
		}
	}
}

// What the pages for programmers and the comments of packages name is there:
// pkg.Name, Type.Field and Type.Method.
func TestNamesAreThere(t *testing.T) {
	texts := map[string]string{}
	for _, name := range []string{"README.md", ".github/CONTRIBUTING.md", ".github/DATA_PROTECTION.md"} {
		texts[name] = page(t, name)
	}
	known, first := map[string]bool{}, map[string]bool{}
	for dir, of := range sources(t) {
		texts[dir] = of.doc
		for _, name := range of.names {
			if !strings.Contains(name, ".") {
				name = path.Base(dir) + "." + name
			}
			known[name] = true
			before, _, _ := strings.Cut(name, ".")
			first[before] = true
		}
	}
	qualified := regexp.MustCompile(`\b(\w+)\.([A-Z]\w*)`)
	count := 0
	for name, text := range texts {
		for _, found := range qualified.FindAllStringSubmatch(text, -1) {
			if first[found[1]] {
				count++
				if !known[found[0]] && found[1] != "link" { // a variable of examples
					t.Errorf("%s names %s, which is not there", name, found[0])
				}
			}
		}
	}
	if count < 100 {
		t.Errorf("only %d names found", count)
	}
}

func TestEverySpecHasAnExample(t *testing.T) {
	count := 0
	for dir, of := range sources(t) {
		for _, spec := range of.specs {
			count++
			has := false
			for name := range of.examples {
				rest, is := strings.CutPrefix(name, "Example"+spec)
				has = has || is && (rest == "" || rest[0] == '_')
			}
			if !has {
				t.Errorf("%s: no example of %s runs", dir, spec)
			}
		}
	}
	if count < 150 {
		t.Errorf("only %d specs found", count)
	}
}
