// Package classroom holds eight lessons, each a small program with its data,
// exercises and sheets; LISEZMOI.md is the page to begin with. The tests here
// see that sheets, programs and solutions say the same.
package classroom

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// lessons are the folders in the order of their numbers.
func lessons(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob("[0-9]-*")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) != 8 {
		t.Fatalf("lessons found: %q; there must be 8", found)
	}
	return found
}

func read(t *testing.T, name ...string) string {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(name...))
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// printed is what each exercise's solution prints, checked as an example of its
// lesson.
func printed(t *testing.T, lesson string) [][]string {
	t.Helper()
	var all [][]string
	solutions := regexp.MustCompile(`(?s)func Example_exercice(\d+)\(\) \{.*?// Output:\n((?:\t//[^\n]*\n)+)\}`)
	for _, match := range solutions.FindAllStringSubmatch(read(t, lesson, "solutions_test.go"), -1) {
		if match[1] != strconv.Itoa(len(all)+1) {
			t.Errorf("%s: solution of exercise %s stands where that of %d is due", lesson, match[1], len(all)+1)
		}
		var lines []string
		for line := range strings.Lines(match[2]) {
			lines = append(lines, strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "//")))
		}
		all = append(all, lines)
	}
	return all
}

// blocks are the lines between fences of a sheet.
func blocks(sheet string) []string {
	var lines []string
	for i, part := range strings.Split(sheet, "```") {
		if i%2 == 1 {
			lines = append(lines, strings.Split(strings.TrimPrefix(part, "text\n"), "\n")...)
		}
	}
	return lines
}

func TestEveryExerciseHasItsSolution(t *testing.T) {
	for _, lesson := range lessons(t) {
		solutions := printed(t, lesson)
		asked := strings.Count(read(t, lesson, "eleve.md"), "\n## Exercice ")
		if asked == 0 || asked != len(solutions) {
			t.Errorf("%s: %d exercises, %d solutions", lesson, asked, len(solutions))
		}
		teacher := read(t, lesson, "enseignant.md")
		for i, lines := range solutions {
			_, rest, found := strings.Cut(teacher, "\n### Exercice "+strconv.Itoa(i+1)+"\n")
			if !found {
				t.Errorf("%s: the teacher's sheet has no solution %d", lesson, i+1)
				continue
			}
			answer, _, _ := strings.Cut(rest, "\n### ")
			for _, line := range lines {
				if !strings.Contains(answer, line) {
					t.Errorf("%s, exercise %d: the teacher's sheet does not show %q", lesson, i+1, line)
				}
			}
		}
	}
}

func TestStudentsSeeWhatIsPrinted(t *testing.T) {
	for _, lesson := range lessons(t) {
		sheet, expected := read(t, lesson, "eleve.md"), read(t, lesson, "attendu.txt")
		shown := blocks(sheet)
		if len(shown) == 0 {
			t.Errorf("%s: the sheet shows nothing of what the program prints", lesson)
		}
		for _, line := range shown {
			if !strings.Contains(expected, line) {
				t.Errorf("%s: the program does not print %q", lesson, line)
			}
		}
		for _, want := range []string{"go run ./examples/classroom/" + lesson + "\n", "inventé", "## Avant la machine", "## À retenir"} {
			if !strings.Contains(sheet, want) {
				t.Errorf("%s: the student's sheet lacks %q", lesson, want)
			}
		}
		if lines := strings.Count(read(t, lesson, "main.go"), "\n"); lines < 30 || lines > 80 {
			t.Errorf("%s: main.go has %d lines", lesson, lines)
		}
	}
}

// The minutes of a lesson add up to what the index announces, 30 to 60.
func TestTimeIsKept(t *testing.T) {
	index := read(t, "LISEZMOI.md")
	row := regexp.MustCompile(`(?m)^\| [^|]+ \| (\d+) \|`)
	for _, lesson := range lessons(t) {
		sheet := read(t, lesson, "enseignant.md")
		for _, part := range []string{"## Objectifs", "## Déroulement", "## Solutions", "## Pièges", "## Discussion"} {
			if !strings.Contains(sheet, "\n"+part+"\n") {
				t.Errorf("%s: the teacher's sheet has no part %q", lesson, part)
			}
		}
		total := 0
		for _, match := range row.FindAllStringSubmatch(sheet, -1) {
			minutes, _ := strconv.Atoi(match[1])
			total += minutes
		}
		announced := regexp.MustCompile(`\]\(` + lesson + `/eleve\.md\).*\| (\d+) min \|`).FindStringSubmatch(index)
		if announced == nil || announced[1] != strconv.Itoa(total) || total < 30 || total > 60 {
			t.Errorf("%s: %d minutes, the index announces %q", lesson, total, announced)
		}
	}
}

// What was put into the data on purpose is found, and what was not is not.
func TestPlantedIsFound(t *testing.T) {
	planted := regexp.MustCompile("(?m)^\\| (\\d) \\| (planté|rien) \\| [^|]+ \\| `([^`]+)` \\|$")
	index := read(t, "LISEZMOI.md")
	rows := planted.FindAllStringSubmatch(index, -1)
	if all := strings.Count(index, " | planté | ") + strings.Count(index, " | rien | "); len(rows) != all {
		t.Errorf("%d rows of what was planted, %d can be read", all, len(rows))
	}
	told := map[string]bool{}
	for _, lesson := range lessons(t) {
		number := lesson[:1]
		var shown strings.Builder
		shown.WriteString(read(t, lesson, "attendu.txt"))
		for _, lines := range printed(t, lesson) {
			shown.WriteString(strings.Join(lines, "\n") + "\n")
		}
		for _, row := range rows {
			if row[1] != number {
				continue
			}
			told[number] = true
			if !strings.Contains(shown.String(), row[3]) {
				t.Errorf("%s: does not show %q", lesson, row[3])
			}
		}
		if !told[number] {
			t.Errorf("%s: LISEZMOI.md says nothing of what was planted", lesson)
		}
	}
}
