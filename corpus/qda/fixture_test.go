package qda_test

import (
	"bytes"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"testing"

	_ "modernc.org/sqlite"

	"github.com/askoria/verbatim/corpus/qda"
	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
)

// database makes a database of statements that we wrote; all people in it are
// invented.
func database(t testing.TB, name string, statements ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), name)
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	for _, statement := range statements {
		if _, err := db.Exec(statement); err != nil {
			t.Fatalf("%s: %v", statement, err)
		}
	}
	return file
}

func quoted(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }

// read reads a project, and checks that its file is as it was.
func read(t testing.TB, file string) (*refi.Project, *interviews.Report) {
	t.Helper()
	before, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	p, report, err := qda.Reader{}.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	after, err := os.ReadFile(file)
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was changed (%v)", err)
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected {
			t.Errorf("%d read, %d accepted, %d rejected", s.Read, s.Accepted, s.Rejected)
		}
	}
	return p, report
}

// passages lists codings as "text|passage|code|coder|memo|doubtful".
func passages(t testing.TB, p *refi.Project) []string {
	t.Helper()
	codes, users := map[refi.GUID]string{}, map[refi.GUID]string{}
	var walk func([]refi.Code)
	walk = func(list []refi.Code) {
		for _, c := range list {
			codes[c.GUID] = c.Name
			walk(c.Codes)
		}
	}
	walk(p.Codes)
	for _, u := range p.Users {
		users[u.GUID] = u.Name
	}
	var lines []string
	for _, s := range p.Segments() {
		runes := []rune(*s.Text.Content)
		line := []string{s.Source.Name, string(runes[s.Start:s.End]), codes[s.Code], users[s.Coder], s.Selection.Description, ""}
		if s.Doubtful {
			line[5] = "douteux"
		}
		lines = append(lines, strings.Join(line, "|"))
	}
	return lines
}

// outline lists codes, indented below one another, with what is known of them.
func outline(codes []refi.Code) string {
	var text strings.Builder
	var walk func([]refi.Code, string)
	walk = func(list []refi.Code, indent string) {
		for _, c := range list {
			line := c.Name
			if c.Folder {
				line += "/"
			}
			text.WriteString(indent + strings.Join(strings.Fields(line+" "+string(c.Color)+" "+c.Description), " ") + "\n")
			walk(c.Codes, indent+"  ")
		}
	}
	walk(codes, "")
	return text.String()
}

func problems(report *interviews.Report) string {
	var text strings.Builder
	for i := range report.Problems {
		text.WriteString(report.Problems[i].String() + "\n")
	}
	return text.String()
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s:\n%s\nwant\n%s", what, strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func mentions(t testing.TB, report *interviews.Report, want ...string) {
	t.Helper()
	for _, words := range want {
		if !strings.Contains(problems(report), words) {
			t.Errorf("nothing says %q:\n%s", words, problems(report))
		}
	}
}
