package examples

import (
	"bytes"
	"flag"
	"go/ast"
	"go/parser"
	"go/printer"
	"go/token"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "write .ci/api.txt anew")

// What programs can call stands in .ci/api.txt, a line each, so that no name
// goes, comes or changes without being seen. After a change that is meant:
// go test ./examples -run PublicNames -update, and a line in the changelog.
func TestPublicNames(t *testing.T) {
	var names []string
	for _, room := range []string{"stats", "interviews", "corpus", "export"} {
		err := filepath.WalkDir("../"+room, func(folder string, d fs.DirEntry, err error) error {
			if err != nil || !d.IsDir() {
				return err
			}
			if d.Name() == "internal" || d.Name() == "testdata" || d.Name() == "generate" {
				return fs.SkipDir
			}
			list, err := publicNames(folder)
			names = append(names, list...)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	slices.Sort(names)
	const file = "../.ci/api.txt"
	if *update {
		if err := os.WriteFile(file, []byte(strings.Join(names, "\n")+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	written, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	known := strings.Split(strings.TrimSuffix(string(written), "\n"), "\n")
	for _, name := range known {
		if _, found := slices.BinarySearch(names, name); !found {
			t.Errorf("gone or changed: %s", name)
		}
	}
	for _, name := range names {
		if _, found := slices.BinarySearch(known, name); !found {
			t.Errorf("new or changed: %s", name)
		}
	}
	if t.Failed() {
		t.Log("if this is meant: go test ./examples -run PublicNames -update, and a line in .github/CHANGELOG.md")
	}
}

// publicNames lists the exported declarations of the package in a folder, one
// a line with its type: functions, methods, types, fields, constants, variables.
func publicNames(folder string) ([]string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.go"))
	if err != nil {
		return nil, err
	}
	var names []string
	room := strings.TrimPrefix(filepath.ToSlash(folder), "../")
	add := func(parts ...string) { names = append(names, room+": "+strings.Join(parts, " ")) }
	for _, file := range files {
		if strings.HasSuffix(file, "_test.go") {
			continue
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		for _, d := range parsed.Decls {
			switch d := d.(type) {
			case *ast.FuncDecl:
				if !d.Name.IsExported() {
					continue
				}
				signature := strings.TrimPrefix(expression(d.Type), "func")
				if d.Recv == nil {
					add("func", d.Name.Name+signature)
				} else if receiver := expression(d.Recv.List[0].Type); ast.IsExported(strings.TrimPrefix(receiver, "*")) {
					add("method", "("+receiver+")", d.Name.Name+signature)
				}
			case *ast.GenDecl:
				for _, spec := range d.Specs {
					publicSpec(d.Tok, spec, add)
				}
			}
		}
	}
	return names, nil
}

func publicSpec(kind token.Token, spec ast.Spec, add func(...string)) {
	switch spec := spec.(type) {
	case *ast.ValueSpec:
		for _, name := range spec.Names {
			if name.IsExported() {
				add(kind.String(), name.Name)
			}
		}
	case *ast.TypeSpec:
		if !spec.Name.IsExported() {
			return
		}
		switch body := spec.Type.(type) {
		case *ast.StructType:
			add("type", spec.Name.Name, "struct")
			publicFields(spec.Name.Name, body.Fields, add)
		case *ast.InterfaceType:
			add("type", spec.Name.Name, "interface")
			publicFields(spec.Name.Name, body.Methods, add)
		default:
			add("type", spec.Name.Name, expression(body))
		}
	}
}

func publicFields(owner string, fields *ast.FieldList, add func(...string)) {
	for _, field := range fields.List {
		kind := strings.TrimPrefix(expression(field.Type), "func")
		if len(field.Names) == 0 {
			if name := strings.TrimPrefix(path.Ext("."+kind), "."); ast.IsExported(strings.TrimPrefix(name, "*")) {
				add("field", owner+"."+kind, "embedded")
			}
		}
		for _, name := range field.Names {
			if name.IsExported() {
				add("field", owner+"."+name.Name, kind)
			}
		}
	}
}

// expression is an expression as it is written, on one line.
func expression(node ast.Node) string {
	var b bytes.Buffer
	if err := printer.Fprint(&b, token.NewFileSet(), node); err != nil {
		return err.Error()
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
