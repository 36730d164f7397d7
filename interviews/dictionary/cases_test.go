package dictionary

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

var update = flag.Bool("update", false, "write what is read now into testdata")

// TestCases reads the cases of testdata/*.txt, each saved in several ways. A
// case is a title after "#", then a dictionary, a file, the rows read and the
// problems, each after a line "---". In the file → stands for a tabulation, ~
// for a no-break space and ‹E9› for the byte E9. The remarks that nearly all
// files give are left out.
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(paths) < 3 {
		t.Fatal(paths, err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { runCases(t, path) })
	}
}

func runCases(t *testing.T, path string) {
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
			rows, problems := readCase(t, parts[0], raw(parts[1]))
			if !*update && (rows != parts[2] || strings.TrimSpace(problems) != strings.TrimSpace(parts[3])) {
				t.Errorf("rows\n%swant\n%sproblems\n%swant\n%s", rows, parts[2], problems, parts[3])
			}
			for name, saved := range saved(t, raw(parts[1])) {
				otherRows, otherProblems := readCase(t, parts[0], saved)
				if otherRows != rows || otherProblems != problems {
					t.Errorf("saved as %s: rows\n%swant\n%sproblems\n%swant\n%s", name, otherRows, rows, otherProblems, problems)
				}
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

var rawByte = regexp.MustCompile(`‹[0-9A-F]{2}›`)

// raw is the file that a case describes.
func raw(file string) []byte {
	file = strings.NewReplacer("→", "\t", "~", "\u00a0").Replace(file)
	return rawByte.ReplaceAllFunc([]byte(file), func(m []byte) []byte {
		b, _ := strconv.ParseUint(strings.Trim(string(m), "‹›"), 16, 8)
		return []byte{byte(b)}
	})
}

// saved is the same file as other programs save it; none where it has bytes
// that are no text.
func saved(t *testing.T, file []byte) map[string][]byte {
	t.Helper()
	text, others := string(file), map[string][]byte{}
	if strings.ToValidUTF8(text, "") != text {
		return others
	}
	crlf := strings.ReplaceAll(text, "\n", "\r\n")
	others["UTF-8 with a mark, CRLF"] = []byte("\ufeff" + crlf)
	others["UTF-8, CR"] = []byte(strings.ReplaceAll(text, "\n", "\r"))
	utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(crlf))
	if err != nil {
		t.Fatal(err)
	}
	others["UTF-16"] = utf16
	if windows, err := charmap.Windows1252.NewEncoder().String(crlf); err == nil {
		others["Windows-1252, CRLF"] = []byte(windows)
	}
	return others
}

func readCase(t *testing.T, description string, file []byte) (rows, problems string) {
	t.Helper()
	files := fstest.MapFS{"dictionnaire.csv": {Data: []byte(description)}, "dossiers.csv": {Data: file}}
	d, report, err := Open(files, "dictionnaire.csv")
	checkReport(t, report, len(report.Problems))
	if err == nil {
		var table *stats.Table
		var more *interviews.Report
		var rejects bytes.Buffer
		table, more, err = Reader{Dictionary: d, Files: files, Rejects: &rejects}.ReadFile("dossiers.csv")
		report.Merge(more)
		if err == nil {
			checkReport(t, more, table.Len())
			rows = show(table)
			if lines := rejectedLines(t, rejects.Bytes()); lines != more.Sources[0].Rejected {
				t.Errorf("%d rows in the file of rejects, %d rejected", lines, more.Sources[0].Rejected)
			}
		}
	}
	for i := range report.Problems {
		problems += report.Problems[i].String() + "\n"
	}
	usual := []string{"séparateur « ; » deviné", "en-tête lu ligne 1"}
	for _, s := range report.Sources {
		for _, note := range s.Notes {
			if !slices.Contains(usual, note) {
				problems += "remarque : " + note + "\n"
			}
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
