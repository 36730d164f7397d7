package dictionary

import (
	"flag"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

var update = flag.Bool("update", false, "write what is read now into testdata")

// TestCases reads the cases of testdata/cases.txt. A case is a title after "#",
// then a dictionary, a file, the rows read and the problems, each after a line
// "---". In the file → stands for a tabulation and ~ for a no-break space.
func TestCases(t *testing.T) {
	const path = "testdata/cases.txt"
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	head, rest, _ := strings.Cut(string(content), "\n# ")
	var written strings.Builder
	written.WriteString(head)
	for text := range strings.SplitSeq(rest, "\n# ") {
		title, body, _ := strings.Cut(text, "\n")
		parts := strings.Split(strings.TrimSuffix(body, "\n")+"\n", "---\n")
		if len(parts) != 4 {
			t.Fatalf("case %q has %d parts", title, len(parts))
		}
		t.Run(title, func(t *testing.T) {
			rows, problems := readCase(t, parts[0], parts[1])
			if !*update && (rows != parts[2] || strings.TrimSpace(problems) != strings.TrimSpace(parts[3])) {
				t.Errorf("rows\n%swant\n%sproblems\n%swant\n%s", rows, parts[2], problems, parts[3])
			}
			written.WriteString("\n# " + title + "\n" + parts[0] + "---\n" + parts[1] + "---\n" + rows + "---\n" + problems)
		})
	}
	if *update {
		if err := os.WriteFile(path, []byte(written.String()), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

func readCase(t *testing.T, description, file string) (rows, problems string) {
	t.Helper()
	file = strings.NewReplacer("→", "\t", "~", "\u00a0").Replace(file)
	files := fstest.MapFS{"dictionnaire.csv": {Data: []byte(description)}, "dossiers.csv": {Data: []byte(file)}}
	d, report, err := Open(files, "dictionnaire.csv")
	checkReport(t, report, len(report.Problems))
	if err == nil {
		var table *stats.Table
		var more *interviews.Report
		table, more, err = Reader{Dictionary: d, Files: files}.ReadFile("dossiers.csv")
		report.Merge(more)
		if err == nil {
			checkReport(t, more, table.Len())
			rows = show(table)
		}
	}
	for i := range report.Problems {
		problems += report.Problems[i].String() + "\n"
	}
	for _, s := range report.Sources {
		for _, note := range s.Notes {
			problems += "remarque : " + note + "\n"
		}
	}
	if err != nil && !strings.Contains(problems, err.Error()) {
		t.Errorf("the error is not among the problems: %v", err)
	}
	return rows, problems
}

// checkReport tests what is true of every report.
func checkReport(t *testing.T, report *interviews.Report, accepted int) {
	t.Helper()
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected || s.Accepted > accepted && s.File == "dossiers.csv" {
			t.Errorf("%s: read %d, accepted %d, rejected %d, table %d", s.File, s.Read, s.Accepted, s.Rejected, accepted)
		}
	}
}

// show writes the names of the columns, then the rows.
func show(table *stats.Table) string {
	var text strings.Builder
	text.WriteString(strings.Join(table.Names(), "|") + "\n")
	for row := range table.Len() {
		for i, c := range table.Columns() {
			if i > 0 {
				text.WriteString("|")
			}
			text.WriteString(strings.ReplaceAll(c.Show(row, "fr"), "\n", "⏎"))
		}
		text.WriteString("\n")
	}
	return text.String()
}
