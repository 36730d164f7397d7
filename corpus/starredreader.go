package corpus

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// StarredReader reads a corpus of IRaMuTeQ or ALCESTE that holds several
// interviews: one a line of stars, or one for all lines that name the same
// entretien (ent, id, ind, suj, doc). The variables cas, role, tranche, sexe
// and lieu say of whom it is; the others are columns of Variables. Each line of
// text is a turn. Lines of themes, "-*theme", are no speech and are counted in
// the report. Nothing is known of consents: no words of it will be quoted.
type StarredReader struct {
	Files  fs.FS // nil: the operating system's
	Limits interviews.Limits
	Roles  interviews.Roles // nil: interviews.DefaultRoles
}

// StarredCorpus is what a starred file holds.
type StarredCorpus struct {
	Interviews []*interviews.Interview
	Variables  *stats.Table // one row an interview: texte, then its variables
}

// starVariables are the names by which an interview is told from another.
var starVariables = []string{"entretien", "ent", "id", "ind", "individu", "suj", "sujet", "doc", "document"}

// ReadFile reads a file. The error, in French, is for one that is no starred
// text; words before the first line of stars are left out, and reported.
func (r StarredReader) ReadFile(name string) (*StarredCorpus, *interviews.Report, error) {
	report := &interviews.Report{}
	file, err := interviews.Opener{Files: r.Files, Limits: r.Limits}.Open(name)
	if err != nil {
		return nil, report, report.Failed(err.(*interviews.Problem))
	}
	if file.Format != interviews.PlainText {
		return nil, report, report.Failed(file.Refuse("un texte étoilé (IRaMuTeQ)"))
	}
	text, err := file.Text()
	if err != nil {
		return nil, report, report.Failed(err.(*interviews.Problem))
	}
	if text.Doubt != "" {
		report.Problems = append(report.Problems, text.Doubted(file.Name))
	}
	if len(r.Roles) == 0 {
		r.Roles = interviews.DefaultRoles()
	}
	run := &starRun{roles: r.Roles, file: file.Name, at: map[string]*starText{}, columns: map[string][]string{}}
	early, themes := 0, 0
	for line := range strings.SplitSeq(text.Content, "\n") {
		switch line = strings.TrimSpace(line); {
		case strings.HasPrefix(line, "****"):
			run.begin(line[len("****"):])
		case strings.HasPrefix(line, "-*"):
			themes++
		case line == "":
		case run.text == nil:
			early++
		default:
			run.text.say(line, run.role)
		}
	}
	if len(run.texts) == 0 {
		return nil, report, report.Failed(&interviews.Problem{
			File: file.Name, Summary: "n'a aucune ligne étoilée : ce n'est pas un corpus IRaMuTeQ", Hint: "commencer chaque texte par une ligne « **** *entretien_C01 »",
		})
	}
	note := func(n int, summary, hint string) {
		if n > 0 {
			report.Problems = append(report.Problems, interviews.Problem{File: file.Name, Summary: fmt.Sprintf(summary, n), Hint: hint})
		}
	}
	note(early, "a du texte avant la première ligne étoilée (lignes : %d) : il n'est pas lu", "lui donner sa ligne étoilée")
	note(themes, "a des lignes de thème (« -* » : %d), qui ne sont pas des paroles", "")
	source := file.Source()
	source.Encoding, source.Read = text.Encoding, len(run.texts)
	corpus := run.corpus(report)
	source.Accepted = len(corpus.Interviews)
	source.Rejected = source.Read - source.Accepted
	report.Sources = append(report.Sources, source)
	return corpus, report, nil
}

// starRun is one reading of a file.
type starRun struct {
	roles   interviews.Roles
	file    string
	texts   []*starText
	at      map[string]*starText // by what identifies them
	text    *starText            // that is being read
	role    interviews.Role
	names   []string            // of variables, in order
	columns map[string][]string // values by variable, one a text so far
}

// starText is an interview on its way.
type starText struct {
	number    int
	interview *interviews.Interview
	text      strings.Builder
	length    int
}

// begin reads a line of stars.
func (run *starRun) begin(line string) {
	values := map[string]string{}
	var names []string
	id := ""
	for star := range strings.FieldsSeq(line) {
		name, value, _ := strings.Cut(strings.TrimPrefix(star, "*"), "_")
		name = stats.Fold(name)
		if _, twice := values[name]; name == "" || twice {
			continue
		}
		names, values[name] = append(names, name), value
		if id == "" && slices.Contains(starVariables, name) {
			id = value
		}
	}
	spoken := func(name string) string { return strings.ReplaceAll(values[name], "_", " ") }
	role, known := run.roles.Find(spoken("role"))
	if !known {
		role = interviews.Role(spoken("role"))
	}
	run.role = role
	if run.text = run.at[id]; run.text != nil && id != "" {
		return
	}
	run.text = &starText{number: len(run.texts), interview: &interviews.Interview{
		ID: cmp.Or(id, fmt.Sprintf("texte %d", len(run.texts)+1)), Case: values["cas"], Place: spoken("lieu"),
		Informant:  interviews.Person{Role: role, AgeBand: values["tranche"], Sex: values["sexe"]},
		Transcript: &interviews.Transcript{Source: run.file},
	}}
	run.at[id] = run.text
	run.texts = append(run.texts, run.text)
	for _, name := range names {
		if run.columns[name] == nil {
			run.names = append(run.names, name)
		}
		for len(run.columns[name]) < run.text.number {
			run.columns[name] = append(run.columns[name], "")
		}
		run.columns[name] = append(run.columns[name], values[name])
	}
}

// say adds a turn.
func (t *starText) say(line string, role interviews.Role) {
	transcript := t.interview.Transcript
	length := utf8.RuneCountInString(line)
	transcript.Turns = append(transcript.Turns, interviews.Turn{
		Number: len(transcript.Turns) + 1, Speaker: string(role), Role: role, Text: line, Start: t.length, End: t.length + length,
	})
	t.text.WriteString(line + "\n")
	t.length += length + 1
}

// corpus ends the reading. Interviews in which nothing is said are left out.
func (run *starRun) corpus(report *interviews.Report) *StarredCorpus {
	c := &StarredCorpus{}
	var ids []string
	var rows []int
	for _, t := range run.texts {
		transcript := t.interview.Transcript
		if len(transcript.Turns) == 0 {
			report.Problems = append(report.Problems, interviews.Problem{
				File: run.file, Found: interviews.Quote(t.interview.ID), Severity: interviews.Rejected,
				Summary: "n'a pas de paroles : l'entretien est écarté", Hint: "ajouter le texte sous sa ligne étoilée, ou la retirer",
			})
			continue
		}
		transcript.Text = t.text.String()
		sum := sha256.Sum256([]byte(transcript.Text))
		transcript.SHA256 = hex.EncodeToString(sum[:])
		c.Interviews = append(c.Interviews, t.interview)
		ids, rows = append(ids, t.interview.ID), append(rows, t.number)
	}
	columns := []stats.Column{stats.Variable{Name: "texte", Label: "Entretien"}.Texts(ids, nil)}
	for _, name := range run.names {
		values := make([]string, len(rows))
		for i, row := range rows {
			if row < len(run.columns[name]) {
				values[i] = run.columns[name][row]
			}
		}
		if name == "texte" {
			name += "_2"
		}
		columns = append(columns, stats.Variable{Name: name}.Labelled(values...))
	}
	table, err := stats.NewTable("Variables étoilées", columns...)
	if err != nil { // the names were made different
		panic(err)
	}
	c.Variables = table
	return c
}
