package transcript

import (
	"archive/zip"
	"cmp"
	"encoding/xml"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
)

// TestRealDocuments reads real interviews, which are not in the repository:
// their folder is artisans_docx in VERBATIM_DATA. What it shows is shown by
// testdata/turns.txt too.
func TestRealDocuments(t *testing.T) {
	folder := filepath.Join(cmp.Or(os.Getenv("VERBATIM_DATA"), "../../../shared/data"), "artisans_docx")
	names, _ := filepath.Glob(filepath.Join(folder, "*.docx"))
	if len(names) == 0 {
		t.Skip("no real documents in " + folder)
	}
	header := regexp.MustCompile(`(?m)^\[(\w+)\][\s\p{Zs}]*\([\d\s\p{Zs}:–-]+\)$`)
	headers, turns, slips := 0, 0, 0
	for i, name := range names {
		got, report, err := Reader{}.read(name, &interviews.Interview{Informant: interviews.Person{Role: "artisan"}})
		if err != nil {
			t.Fatalf("document %d: %v", i, err)
		}
		check(t, got)
		text, characters := documentCharacters(t, name)
		paragraphs := strings.Count(got.Text, "\n")
		if in := utf8.RuneCountInString(got.Text) - paragraphs; in != characters || len(got.Dropped) > 0 {
			t.Errorf("document %d: %d characters of %d, dropped %v", i, in, characters, got.Dropped)
		}
		found := header.FindAllStringSubmatch(got.Text, -1)
		if len(found) != len(got.Turns) || len(found) != strings.Count(text, "[Ch")+strings.Count(text, "[Int") {
			t.Errorf("document %d: %d headers, %d turns", i, len(found), len(got.Turns))
			continue
		}
		headers += len(found)
		turns += len(got.Turns)
		missed := 0
		for j, turn := range got.Turns {
			label := found[j][1]
			if !turn.Timed || key(turn.Speaker) != key(label) {
				t.Errorf("document %d, turn %d is not timed, or not of its label", i, j+1)
			}
			switch label {
			case "Chercheur":
				if !turn.Interviewer {
					t.Errorf("document %d, turn %d is not the interviewer's", i, j+1)
				}
			case "Checheur":
				missed++
				if turn.Interviewer || turn.Role != "" {
					t.Errorf("document %d, turn %d: the slip was applied", i, j+1)
				}
			default:
				if turn.Role != "artisan" {
					t.Errorf("document %d, turn %d is not the informant's", i, j+1)
				}
			}
		}
		slips += missed
		proposed := strings.Contains(report.String(), "« Checheur » étiquette proche de « Chercheur »")
		if proposed != (missed > 0) {
			t.Errorf("document %d: %d slips, proposed: %t", i, missed, proposed)
		}
	}
	t.Logf("%d documents, %d headers, %d turns, %d slips proposed", len(names), headers, turns, slips)
}

// documentCharacters counts the characters of a simple document in another way
// than the reader does.
func documentCharacters(t *testing.T, name string) (string, int) {
	t.Helper()
	archive, err := zip.OpenReader(name)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close()
	part, err := archive.Open("word/document.xml")
	if err != nil {
		t.Fatal(err)
	}
	defer part.Close()
	data, err := io.ReadAll(part)
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, found := range regexp.MustCompile(`(?s)<w:t(?: [^>]*)?>(.*?)</w:t>`).FindAllSubmatch(data, -1) {
		var piece string
		if err := xml.Unmarshal([]byte("<t>"+string(found[1])+"</t>"), &piece); err != nil {
			t.Fatal(err)
		}
		text.WriteString(piece)
	}
	return text.String(), utf8.RuneCountInString(text.String())
}
