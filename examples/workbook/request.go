package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/examples/internal/program"
	"github.com/askoria/verbatim/export"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// subject is what a method works on, which decides what a filter is about.
type subject uint8

const (
	onTable subject = iota // a table chosen by the option "sur"; the filter keeps rows
	onPaths                // episodes; the filter keeps cases
	onTexts                // interviews and codings; the filter keeps interviews
)

// sources are the tables that the option "sur" can name.
var sources = []string{"dossiers", "entretiens", "épisodes", "cas"}

// argument is what the cell "lignes" or "colonnes" holds for a method.
type argument struct {
	holds       holding
	least, most int                     // how many; most 0: any number
	fits        func(stats.Column) bool // of variables; nil: any
	said        string                  // what fits, in words
}

type holding uint8

const (
	nothing holding = iota
	variables
	codes
	freely // words to look for
)

// method is one of the analyses that a plan can name.
type method struct {
	names      []string // the first is the one shown
	subject    subject
	coded      bool // needs codings
	rows, cols argument
	options    []string
	sheet      string // "" for the kinds that have a sheet of their own
	run        func(*request)
}

func (m *method) name() string { return m.names[0] }

// request is a line of the plan, ready: the method, its settings and the part
// of the study that the filter keeps.
type request struct {
	step
	settings
	method     *method
	rows, cols []string
	who        string // what a row is, where it is not every case file

	table    *stats.Table // what variables are those of
	cases    *stats.Table
	episodes []interviews.Episode
	corpus   *corpus.Corpus
	codings  corpus.Codings
	study    *study

	book     *export.Workbook
	progress *bar
	fail     func(column string, bad *fault)
	failed   bool
}

// prepare checks a line of the plan against the study. The column is that of
// the fault.
func (s *study) prepare(one step) (*request, string, *fault) {
	q := &request{step: one, settings: settings{}, study: s, cases: s.cases, episodes: s.records.Episodes, corpus: s.corpus, codings: s.codings}
	m, bad := methodOf(one.cells["methode"])
	if bad != nil {
		return nil, "methode", bad
	}
	q.method = m
	for _, own := range []string{"Lisez-moi", "Sommaire", "Graphiques"} {
		if stats.Fold(one.cells["feuille"]) == stats.Fold(own) {
			return nil, "feuille", &fault{one.cells["feuille"], "est une feuille que le classeur écrit lui-même", "choisir un autre nom"}
		}
	}
	if bad := q.choose(); bad != nil {
		return nil, "methode", bad
	}
	if bad := q.read(one.cells["options"], m.options); bad != nil {
		return nil, "options", bad
	}
	if given := one.cells["pourcentage"]; given != "" {
		if !slices.Contains(m.options, "pourcentage") {
			return nil, "pourcentage", &fault{given, "ne sert à rien ici : « " + m.name() + " » n'a pas de pourcentage à choisir", "vider cette cellule"}
		}
		if bad := q.read("pourcentage="+given, m.options); bad != nil {
			return nil, "pourcentage", bad
		}
	}
	if bad := q.source(); bad != nil {
		return nil, "options", bad
	}
	if bad := q.columns(q.table); bad != nil {
		return nil, "options", bad
	}
	if bad := q.narrow(one.cells["filtre"]); bad != nil {
		return nil, "filtre", bad
	}
	if q.rows, bad = q.list(one.cells["lignes"], m.rows); bad != nil {
		return nil, "lignes", bad
	}
	if q.cols, bad = q.list(one.cells["colonnes"], m.cols); bad != nil {
		return nil, "colonnes", bad
	}
	return q, "", nil
}

func methodOf(name string) (*method, *fault) {
	if name == "" {
		return nil, &fault{"", "est vide", "nommer une méthode : " + strings.Join(methodNames(), ", ")}
	}
	for i := range methods {
		for _, known := range methods[i].names {
			if stats.Fold(known) == stats.Fold(name) {
				return &methods[i], nil
			}
		}
	}
	known := methodNames()
	for _, a := range about {
		known = append(known, a.name)
	}
	if nearest, ok := stats.Nearest(name, known); ok {
		return nil, &fault{name, "n'est pas une méthode", "vouliez-vous dire « " + nearest + " » ?"}
	}
	return nil, &fault{name, "n'est pas une méthode", "choisir parmi : " + strings.Join(known, ", ")}
}

func methodNames() []string {
	names := make([]string, len(methods))
	for i := range methods {
		names[i] = methods[i].name()
	}
	return names
}

// choose tells whether the study has what the method works on, and takes the
// table in which its variables are looked up.
func (q *request) choose() *fault {
	m := q.method
	switch {
	case m.subject == onPaths && len(q.episodes) == 0:
		return &fault{m.name(), "demande des parcours", "ajouter episodes.csv au dossier"}
	case m.subject == onTexts && q.corpus == nil:
		return &fault{m.name(), "demande des entretiens", "ajouter entretiens.csv et les transcriptions au dossier"}
	case m.coded && len(q.codings) == 0:
		return &fault{m.name(), "demande des codages", "ajouter codages.csv, ou coder dans des classeurs (-coding)"}
	}
	q.table = q.cases
	if m.subject == onTexts {
		q.table = q.study.attributes()
	}
	return nil
}

// attributes is one row an interview, with the case files where they go with it.
func (s *study) attributes() *stats.Table {
	if joined, err := (corpus.Attributes{Cases: s.cases}).Of(s.corpus); err == nil {
		return joined
	}
	alone, err := corpus.Attributes{}.Of(s.corpus)
	if err != nil {
		panic(err) // it fails on case files only
	}
	return alone
}

// source takes the table that the option "sur" names.
func (q *request) source() *fault {
	if q.method.subject != onTable {
		return nil
	}
	s, name := q.study, sources[q.int("sur")]
	absent := &fault{name, "ne sont pas dans le dossier", "ajouter leur fichier, ou changer l'option « sur »"}
	switch name {
	case "dossiers":
		q.table = s.cases
	case "entretiens":
		if s.corpus == nil {
			return absent
		}
		q.table, q.who = s.attributes(), name
	case "épisodes":
		if len(s.records.Episodes) == 0 {
			return absent
		}
		q.table, q.who = s.records.EpisodeTable(), name
	case "cas":
		if s.corpus == nil || len(s.codings) == 0 {
			return absent
		}
		q.who = "situations"
		var err error
		if q.table, err = s.situations(corpus.Measure(q.int("quoi"))); err != nil {
			return &fault{name, "ne peuvent pas être réunis aux dossiers : " + err.Error(), "vérifier les codes des enfants"}
		}
	}
	if q.table == nil {
		return absent
	}
	return nil
}

// situations is one row a case: what is said of each theme, and the case file of
// its child.
func (s *study) situations(measure corpus.Measure) (*stats.Table, error) {
	said, err := corpus.CaseByCode{Codebook: s.codebook, Measure: measure}.Of(s.corpus, s.codings)
	if err != nil || s.cases == nil || !slices.Contains(s.cases.Names(), "id_enfant") {
		return said.Table(), err
	}
	own := said.Table().Names()
	files, err := s.cases.Select(slices.DeleteFunc(s.cases.Names(), func(name string) bool {
		return name != "id_enfant" && slices.Contains(own, name)
	})...)
	if err != nil {
		return nil, err
	}
	return stats.Join{On: "id_enfant"}.Of(said.Table(), files)
}

// narrow keeps what the filter of the line keeps.
func (q *request) narrow(text string) *fault {
	if text == "" {
		return nil
	}
	if q.table == nil {
		return &fault{text, "ne peut pas être lu : l'étude n'a pas de dossiers", "ajouter dossiers.csv, ou vider cette cellule"}
	}
	conditions, bad := filter(text, q.table)
	if bad != nil {
		return bad
	}
	kept, err := q.table.Where(conditions...)
	if err != nil {
		return &fault{text, "ne peut pas être appliqué : " + err.Error(), grammar}
	}
	if kept.Len() == 0 {
		return &fault{text, "ne garde rien", "élargir le filtre"}
	}
	if q.who == "" {
		q.who = "dossiers"
	}
	q.who += " : " + text
	switch all := q.table; q.method.subject {
	case onTable:
		q.table = kept
	case onPaths:
		q.cases, q.table = kept, kept
		ids := keys(kept, q.study.caseKey())
		q.episodes = slices.DeleteFunc(slices.Clone(q.episodes), func(e interviews.Episode) bool { return !ids[e.Child] })
		if len(q.episodes) == 0 {
			return &fault{text, "ne garde aucun épisode", "élargir le filtre"}
		}
	case onTexts:
		ids := keys(kept, "id_entretien")
		list := slices.DeleteFunc(slices.Clone(q.corpus.Interviews()), func(i *interviews.Interview) bool { return !ids[i.ID] })
		if q.corpus, err = corpus.New(list, q.corpus.Roles()); err == nil {
			q.codings, err = q.codings.In(q.corpus, nil)
		}
		if err != nil {
			return &fault{text, "ne peut pas être appliqué : " + err.Error(), grammar}
		}
		q.table = all
	}
	return nil
}

// caseKey is the column by which case files go with episodes.
func (s *study) caseKey() string {
	for _, v := range s.dictionary.Variables {
		if v.Key {
			return v.Name
		}
	}
	return "id_enfant"
}

func keys(t *stats.Table, name string) map[string]bool {
	set := map[string]bool{}
	if c, err := t.Column(name); err == nil {
		for row := range c.Len() {
			if c.Missing(row) == stats.Recorded {
				set[stats.Key(c, row)] = true
			}
		}
	}
	return set
}

// add puts a result on the sheet of the line, or reports why there is none. It
// takes the two results of a call as they come.
func (q *request) add(result stats.Tabler, err error) {
	if err == nil && len(result.Tables()) == 0 {
		err = fmt.Errorf("il n'y a rien à montrer")
	}
	if err != nil {
		q.refuse(err)
		return
	}
	sheet := q.cells["feuille"]
	if sheet == "" {
		sheet = q.method.sheet
	}
	if sheet == "" {
		q.book.Add(result, nil)
		return
	}
	var notes []string
	if q.cells["filtre"] != "" && q.method.subject != onTable {
		notes = append(notes, "Filtre du plan : "+q.cells["filtre"]+".")
	}
	if note := q.cells["note"]; note != "" {
		notes = append(notes, note)
	}
	if len(notes) > 0 {
		result = noted(result, notes)
	}
	q.book.Sheet(sheet).Add(result, nil)
}

// refuse reports an analysis that could not be made, once a line.
func (q *request) refuse(err error) {
	if q.failed {
		return
	}
	q.failed = true
	q.fail("methode", &fault{q.method.name(), "n'a pas pu être calculé : " + program.InFrench(err), "vérifier les variables et les options de la ligne"})
}
