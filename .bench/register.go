package main

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/textometry"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/interviews/transcript"
	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/cluster"
	"github.com/askoria/verbatim/stats/duration"
	"github.com/askoria/verbatim/stats/sequence"
)

// register is a département's register of child protection, invented: case
// files, spells over thirty years, and interviews.
type register struct {
	folder               string
	cases, spells, talks int
	files, stays         *stats.Table
	paths                *sequence.Sequences
	texts                *corpus.Corpus
	words                *textometry.Text
	book                 export.Workbook
	steps                []string // rows of the table
}

// runRegister runs a register so many times smaller than the whole, and removes
// it. Of the whole it writes the page.
func runRegister(smaller int) error {
	folder, err := os.MkdirTemp("", "register")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(folder) }()
	r := register{
		folder: folder, cases: 500_000 / smaller, spells: 2_000_000 / smaller, talks: 10_000 / smaller,
		book: export.Workbook{Title: "Registre inventé", N: 500_000 / smaller},
	}
	begun := time.Now()
	for _, step := range []struct {
		title string
		do    func() (string, error)
	}{
		{"invent the files", r.invent},
		{"read the case files, 90 variables", r.readCases},
		{"describe 20 variables", r.describe},
		{"150 associations", r.associate},
		{"read the spells", r.readSpells},
		{"survival of all spells by kind", r.survive},
		{"Cox of all spells, 3 predictors", r.cox},
		{"trajectories by year from the spells", r.follow},
		{"distances of all trajectories", r.refuse},
		{"distances, tree, classes of a sample", r.classify},
		{"read the interviews", r.readTalks},
		{"words with their places", r.count},
		{"frequencies, specificities by role, a concordance", r.compare},
		{"Reinert’s classification of a sample", r.reinert},
		{"workbook, with a list of all cases", r.save},
	} {
		if err := r.step(step.title, step.do); err != nil {
			return fmt.Errorf("%s: %w", step.title, err)
		}
	}
	if smaller != 1 {
		return nil
	}
	text := fmt.Sprintf("\n%s; %s; %.0f minutes in all.\n\n| step | time | processor | peak | what came of it |\n|---|---|---|---|---|\n%s\n",
		computer(), runtime.Version(), time.Since(begun).Minutes(), strings.Join(r.steps, ""))
	return writePart("register", text)
}

// step does one step and notes its time, and the peak of memory while it lasts.
func (r *register) step(title string, do func() (string, error)) error {
	debug.FreeOSMemory()
	// The system forgets the peak so far; where it does not know how to, peaks are
	// those since the beginning.
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
	start, before := time.Now(), userTime()
	said, err := do()
	if err != nil {
		return err
	}
	row := fmt.Sprintf("| %s | %s | %s | %.1f GB | %s |\n", title, seconds(time.Since(start).Seconds()), seconds(userTime()-before), float64(peak())/(1<<20), said)
	r.steps = append(r.steps, row)
	fmt.Print(row)
	return nil
}

var measures = []string{"AED", "AEMO", "MEP", "placement", "PJM", "dehors"}

// spellFile describes the file of spells.
var spellFile = &dictionary.Dictionary{Variables: []dictionary.Variable{
	{Name: "dossier"},
	{Name: "etat", Type: dictionary.Nominal, Levels: stats.Levels(measures...)},
	{Name: "debut", Type: dictionary.Date},
	{Name: "fin", Type: dictionary.Date},
	{Name: "sexe", Type: dictionary.Nominal, Levels: stats.Levels("f", "g")},
	{Name: "age", Type: dictionary.Whole},
	{Name: "judiciaire", Type: dictionary.Binary},
}}

var lastDay = time.Date(2024, 12, 31, 0, 0, 0, 0, time.UTC)

// invent writes the files row by row.
func (r *register) invent() (string, error) {
	d, row := caseFile(90)
	chance := seeded(r.cases)
	if err := cells(filepath.Join(r.folder, "data.csv"), names(d), r.cases, func(i int) []string { return row(i, chance) }); err != nil {
		return "", err
	}
	child, state := -1, 0
	var day time.Time
	if err := cells(filepath.Join(r.folder, "spells.csv"), names(spellFile), r.spells, func(i int) []string {
		if owner := i * r.cases / r.spells; owner != child {
			child, day, state = owner, lastDay.AddDate(0, 0, -1-chance.IntN(30*365)), chance.IntN(len(measures)-1)
		} else if chance.IntN(3) == 0 {
			state = chance.IntN(len(measures))
		} else {
			state = (state + 1) % len(measures)
		}
		begin := day
		day = day.AddDate(0, 0, 30+int(chance.ExpFloat64()*500))
		end := day.Format("02/01/2006")
		if begin.After(lastDay) {
			begin, end = lastDay.AddDate(0, 0, -1), lastDay.Format("02/01/2006") // a stay of one day closes the file
		} else if day.After(lastDay) {
			end = ""
		}
		return []string{
			fmt.Sprintf("E%07d", child), measures[state], begin.Format("02/01/2006"), end,
			[]string{"f", "g"}[child%2], strconv.Itoa(child % 18), []string{"oui", "non"}[chance.IntN(2)],
		}
	}); err != nil {
		return "", err
	}
	for i := range r.talks {
		if err := write(filepath.Join(r.folder, talk(i)+".txt"), func(w *bufio.Writer) { interview(w, informants[i%len(informants)].label, chance) }); err != nil {
			return "", err
		}
	}
	return fmt.Sprintf("%s case files, %s spells, %s interviews, on disk", thousands(r.cases), thousands(r.spells), thousands(r.talks)), nil
}

func talk(i int) string { return fmt.Sprintf("C%05d", i) }

// informants speak in turn, one an interview: their roles, and their labels in
// the transcripts.
var informants = []struct {
	role  interviews.Role
	label string
}{{"mère", "Mère"}, {"père", "Père"}, {"jeune", "Jeune"}, {"référent MEP", "Éducatrice"}}

// interview writes 8,000 words in forty answers.
func interview(w *bufio.Writer, who string, r *rand.Rand) {
	for range 40 {
		fmt.Fprintf(w, "Enquêtrice : %s ?\n%s : %s\n", whats[r.IntN(len(whats))], who, speech(195, 20_000, r))
	}
}

func (r *register) readCases() (string, error) {
	d, _ := caseFile(90)
	var report *interviews.Report
	var err error
	r.files, report, err = dictionary.Reader{Dictionary: d, Limits: interviews.Limits{File: 1 << 30}}.ReadFile(filepath.Join(r.folder, "data.csv"))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s rows, %d problems", thousands(r.files.Len()), len(report.Problems)), nil
}

// some are the first columns of the case file that hold levels or counts.
func (r *register) some(n int) []string { return r.files.Names()[1 : n+1] }

func (r *register) describe() (string, error) {
	d, err := stats.Describe{Columns: r.some(20)}.Of(r.files)
	if err != nil {
		return "", err
	}
	r.book.Add(d, nil)
	return fmt.Sprintf("%d tables", len(d.Tables())), nil
}

func (r *register) associate() (string, error) {
	links, err := stats.Associations{Rows: r.some(15), Cols: r.files.Names()[20:30]}.Of(r.files)
	if err != nil {
		return "", err
	}
	r.book.Add(links, nil)
	return fmt.Sprintf("%d tests in the family", links.Tests), nil
}

func (r *register) readSpells() (string, error) {
	var report *interviews.Report
	var err error
	r.stays, report, err = dictionary.Reader{Dictionary: spellFile}.ReadFile(filepath.Join(r.folder, "spells.csv"))
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s rows, %d problems", thousands(r.stays.Len()), len(report.Problems)), nil
}

var stay = duration.Clock{From: "debut", To: "fin", ObservedUntil: lastDay}

func (r *register) survive() (string, error) {
	s, err := duration.KaplanMeier{Clock: stay, By: "etat"}.Of(r.stays)
	if err != nil {
		return "", err
	}
	r.book.Add(s, nil)
	return fmt.Sprintf("%s durations, %d curves", thousands(s.N), len(s.Curves)), nil
}

func (r *register) cox() (string, error) {
	m, err := duration.Cox{Clock: stay, Predictors: []string{"sexe", "age", "judiciaire"}}.Of(r.stays)
	if err != nil {
		return "", err
	}
	r.book.Add(m, nil)
	return fmt.Sprintf("%s durations, %s ends", thousands(m.N), thousands(m.Events)), nil
}

func (r *register) follow() (string, error) {
	var err error
	r.paths, err = sequence.FromSpells{ID: "dossier", State: "etat", From: "debut", To: "fin", Step: sequence.Year, Clock: sequence.SinceFirst, Until: lastDay}.Of(r.stays)
	if err != nil {
		return "", err
	}
	once, _ := r.paths.Distinct()
	return fmt.Sprintf("%s trajectories of up to %d years, %s different", thousands(r.paths.N), len(r.paths.Times), thousands(once.N)), nil
}

// refuse asks for what does not fit.
func (r *register) refuse() (string, error) {
	_, err := sequence.OptimalMatching{Costs: sequence.TransitionRates}.Of(context.Background(), r.paths)
	if err != nil {
		return "refused before it starts: " + err.Error(), nil
	}
	return "they fit", nil
}

func (r *register) classify() (string, error) {
	sample := r.paths.Rows(seeded(1).Perm(r.paths.N)[:min(5000, r.paths.N)])
	once, of := sample.Distinct()
	apart, err := sequence.OptimalMatching{Costs: sequence.TransitionRates}.Of(context.Background(), once)
	if err != nil {
		return "", err
	}
	tree, err := cluster.Tree{Weights: once.Weights, Cases: "trajectoires"}.Of(context.Background(), apart)
	if err != nil {
		return "", err
	}
	classes, err := tree.Cut(5)
	if err != nil {
		return "", err
	}
	labels := make([]string, sample.N)
	for i, k := range of {
		labels[i] = fmt.Sprint("classe ", classes[k]+1)
	}
	cards, err := sequence.Typology{}.Of(sample, stats.Variable{Name: "classe"}.Labelled(labels...))
	r.book.Add(cards, err)
	r.paths, r.stays = nil, nil
	return fmt.Sprintf("%s drawn with seed 1, %s different", thousands(sample.N), thousands(once.N)), err
}

func (r *register) readTalks() (string, error) {
	var list []*interviews.Interview
	for i := range r.talks {
		list = append(list, &interviews.Interview{ID: talk(i), Case: talk(i), Informant: interviews.Person{Role: informants[i%len(informants)].role}})
	}
	report, err := transcript.Reader{Files: os.DirFS(r.folder)}.Attach(".", list)
	if err != nil {
		return "", err
	}
	r.texts, err = corpus.New(list, nil)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s texts, %d problems", thousands(len(r.texts.Documents())), len(report.Problems)), nil
}

func (r *register) count() (string, error) {
	var err error
	r.words, err = textometry.Units{Cut: textometry.Segments}.Of(r.texts)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s words in %s units", thousands(r.words.N), thousands(len(r.words.Units))), nil
}

func (r *register) compare() (string, error) {
	frequent, err := textometry.Frequencies{Without: textometry.StopWords(), Least: 100}.Of(r.words)
	r.book.Add(frequent, err)
	counts, err := textometry.Terms{By: textometry.ByRole, Without: textometry.StopWords(), Least: 100}.Of(r.words)
	if err != nil {
		return "", err
	}
	special, err := textometry.Specificities{Most: 20}.Of(counts)
	r.book.Add(special, err)
	lines, err := textometry.Concordance{Find: place(19_999)}.Of(r.words)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s terms, %d lines of one word", thousands(len(counts.Terms)), len(lines.Lines)), nil
}

func (r *register) reinert() (string, error) {
	some, err := corpus.New(r.texts.Interviews()[:min(100, r.talks)], nil)
	if err != nil {
		return "", err
	}
	words, err := textometry.Units{Cut: textometry.Segments}.Of(some)
	if err != nil {
		return "", err
	}
	table, err := textometry.UnitTerms{Without: textometry.StopWords(), Least: 20}.Of(words)
	if err != nil {
		return "", err
	}
	tree, err := textometry.Reinert{Classes: 6}.Of(context.Background(), table)
	if err != nil {
		return "", err
	}
	r.book.Add(tree, nil)
	r.texts, r.words = nil, nil
	return fmt.Sprintf("%d interviews, %s units, %s terms, %d classes", len(some.Documents()), thousands(table.N), thousands(len(table.Terms)), tree.Classes), nil
}

func (r *register) save() (string, error) {
	list, err := r.files.Select(r.some(20)...)
	if err != nil {
		return "", err
	}
	r.book.Add(list.Titled("Dossiers"), nil)
	name := filepath.Join(r.folder, "registre.xlsx")
	if err := r.book.Save(name); err != nil {
		return "", err
	}
	info, err := os.Stat(name)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("%s rows of 20 columns, %.0f MB", thousands(list.Len()), float64(info.Size())/1e6), nil
}
