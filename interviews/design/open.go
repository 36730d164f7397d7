package design

import (
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// studyFile is the only file that a design cannot do without.
const studyFile = "etude.csv"

// Open reads a design from a folder, such as one that CopyTo wrote; nil is the
// current one. Files: etude.csv (nom;titre;debut;fin;dossiers;champ, one row,
// dossiers being the name of the main dictionary), roles.csv, cibles.csv,
// dictionnaire_*.csv or .xlsx, etats_*.csv, liste_*.csv; all but the first may
// be absent. The error is for a folder without a readable etude.csv; what is
// wrong elsewhere is in the report, and its row or file is left out.
func Open(files fs.FS) (Design, *interviews.Report, error) {
	if files == nil {
		files = os.DirFS(".")
	}
	f := &folder{opener: interviews.Opener{Files: files}, report: &interviews.Report{}, design: Design{files: files}}
	main, err := f.study()
	if err != nil {
		return Design{}, f.report, err
	}
	names := designFiles(files)
	// Targets name roles: these are read first.
	for _, part := range []struct {
		prefix string
		read   func(file, name string)
	}{
		{"roles", f.roles}, {"cibles", f.targets}, {"dictionnaire_", f.dictionary}, {"etats_", f.alphabet}, {"liste_", f.list},
	} {
		for _, file := range names {
			if rest, found := strings.CutPrefix(file, part.prefix); found {
				part.read(file, rest[:strings.LastIndexByte(rest, '.')])
			}
		}
	}
	f.main(main)
	return f.design, f.report, nil
}

// designFiles lists the files of a folder that belong to a design, by name; the
// data of the study, which may lie beside them, do not.
func designFiles(files fs.FS) []string {
	entries, _ := fs.ReadDir(files, ".") // a folder that cannot be listed has none
	var names []string
	for _, entry := range entries {
		name := entry.Name()
		base, csv := strings.CutSuffix(name, ".csv")
		named := func(prefix string) bool { return strings.HasPrefix(base, prefix) && base != prefix }
		switch {
		case entry.IsDir():
		case csv && (slices.Contains([]string{"etude", "roles", "cibles", "grille"}, base) || named("etats_") || named("liste_")),
			(csv || strings.HasSuffix(name, ".xlsx")) && named("dictionnaire_"):
			names = append(names, name)
		}
	}
	return names
}

// folder is a design being read.
type folder struct {
	opener interviews.Opener
	report *interviews.Report
	design Design
}

// read reads the rows of a file; what went wrong is in the report.
func read[T any](f *folder, file string, each func(record T, row *interviews.Row)) error {
	report, err := interviews.ReadRecords(f.opener, file, each)
	f.report.Merge(report)
	return err
}

// study reads etude.csv and gives the name of the main dictionary.
func (f *folder) study() (main string, err error) {
	type record struct {
		Name       string             `csv:"nom" cell:"required"`
		Title      string             `csv:"titre" cell:"optional"`
		Start      interviews.DayCell `csv:"debut" cell:"optional"`
		End        interviews.DayCell `csv:"fin" cell:"optional"`
		Main       string             `csv:"dossiers" cell:"optional"`
		Population string             `csv:"champ" cell:"optional"`
	}
	d := &f.design
	err = read(f, studyFile, func(r record, row *interviews.Row) {
		switch {
		case d.Name != "":
			row.Reject("nom", "est une seconde étude", "garder une étude par dossier")
		case !r.End.Time.IsZero() && !r.Start.Time.Before(r.End.Time):
			row.Reject("fin", "ne vient pas après le début", "vérifier les deux dates")
		default:
			d.Name, d.Title, d.Start, d.End, d.Population = r.Name, r.Title, r.Start.Time, r.End.Time, r.Population
			main = r.Main
		}
	})
	if err == nil && d.Name == "" {
		err = f.report.Failed(&interviews.Problem{File: studyFile, Summary: "ne décrit aucune étude", Hint: "écrire une ligne avec au moins un nom"})
	}
	return main, err
}

func (f *folder) roles(file, _ string) {
	type record struct {
		Role     string                `csv:"role" cell:"required"`
		Side     string                `csv:"regard"`
		Labels   string                `csv:"libelles" cell:"optional"`
		Consents string                `csv:"consentements" cell:"required"`
		Minor    interviews.AnswerCell `csv:"mineur" cell:"optional"`
	}
	_ = read(f, file, func(r record, row *interviews.Row) {
		side, known := sideOf(r.Side)
		rule := interviews.RoleRule{Role: interviews.Role(r.Role), Informant: side, Labels: parts(r.Labels), Consents: parts(r.Consents)}
		lacking := allAgreed.Lacks(rule, time.Time{})
		_, twice := f.design.Roles.Find(r.Role)
		// A role is left out rather than let through with fewer consents.
		switch wrong, hint := r.Minor.Fault(); {
		case twice:
			row.Reject("role", "désigne déjà un rôle, par son nom ou un libellé", "garder un seul rôle de ce nom")
		case !known:
			row.Reject("regard", "n'est pas un regard", sideHint)
		case len(lacking) > 0:
			row.Reject("consentements", "contient ce qui n'est pas un consentement",
				"écrire info_remise, consentement_ecrit, accord_enregistrement ou accord_citation, séparés par |")
		case wrong != "":
			row.Reject("mineur", wrong, hint)
		default:
			for _, label := range rule.Labels {
				if other, taken := f.design.Roles.Find(label); taken {
					row.Note("libelles", fmt.Sprintf("contient un libellé qui désigne déjà « %s »", other), "l'enlever de l'un des deux rôles")
				}
			}
			rule.Minor = r.Minor.Answer == interviews.Yes
			f.design.Roles = append(f.design.Roles, rule)
		}
	})
}

// allAgreed is somebody who said yes to everything: what such a consent still
// lacks is not a consent.
var allAgreed = interviews.Consent{
	Informed: interviews.Yes, Written: interviews.Yes, Assent: interviews.Yes,
	Parent1: interviews.Yes, Parent2: interviews.Yes, Recording: interviews.Yes, Quotation: interviews.Yes,
}

const sideHint = "écrire jeune, parent, professionnel, ou laisser vide"

func sideOf(name string) (interviews.Informant, bool) {
	for side := interviews.NoInformant; side <= interviews.Professional; side++ {
		if stats.Fold(side.String()) == stats.Fold(name) {
			return side, true
		}
	}
	return interviews.NoInformant, false
}

func (f *folder) targets(file, _ string) {
	type record struct {
		Label string               `csv:"libelle" cell:"required"`
		Unit  string               `csv:"compte" cell:"required"`
		Side  string               `csv:"regard" cell:"optional"`
		Role  string               `csv:"role" cell:"optional"`
		Min   interviews.WholeCell `csv:"min" cell:"required"`
		Max   interviews.WholeCell `csv:"max"`
		From  string               `csv:"source" cell:"optional"`
		Note  string               `csv:"note" cell:"optional"`
	}
	_ = read(f, file, func(r record, row *interviews.Row) {
		unit, knownUnit := unitOf(r.Unit)
		side, knownSide := sideOf(r.Side)
		role, knownRole := f.design.Roles.Find(r.Role)
		switch {
		case !knownUnit:
			row.Reject("compte", "ne dit pas ce qui est compté", "écrire entretiens, situations, triades, dyades ou dossiers")
		case !knownSide:
			row.Reject("regard", "n'est pas un regard", sideHint)
		case r.Role != "" && !knownRole:
			row.Reject("role", "n'est pas un rôle de l'étude", "écrire l'un de : "+strings.Join(f.design.Roles.Names(), ", "))
		case unit == CaseFiles && (r.Side != "" || r.Role != ""):
			row.Reject("compte", "ne se compte pas par rôle ni par regard", "laisser vides regard et role, ou compter des entretiens")
		case r.Min.Value < 0 || r.Max.Given && r.Max.Value < r.Min.Value:
			row.Reject("min", "est négatif ou plus grand que max", "vérifier les deux bornes")
		default:
			f.design.Targets = append(f.design.Targets, Target{r.Label, unit, side, role, r.Min.Value, r.Max.Value, r.From, r.Note})
		}
	})
}

func (f *folder) dictionary(file, name string) {
	book, report, err := dictionary.Open(f.opener.Files, file)
	f.report.Merge(report)
	if _, missing := f.design.Dictionary(name); missing == nil {
		f.report.Problems = append(f.report.Problems, interviews.Problem{
			File: file, Severity: interviews.Rejected,
			Summary: "décrit la même table qu'un autre dictionnaire : seul le premier est gardé", Hint: "supprimer ou renommer l'un des deux",
		})
		return
	}
	if err == nil {
		f.design.Dictionaries = append(f.design.Dictionaries, Dictionary{name, book})
	}
}

func (f *folder) alphabet(file, name string) {
	type record struct {
		Code       string               `csv:"code" cell:"required"`
		Label      string               `csv:"libelle" cell:"optional"`
		Rank       interviews.WholeCell `csv:"rang" cell:"required"`
		Short      string               `csv:"court" cell:"optional"`
		Definition string               `csv:"definition" cell:"optional"`
	}
	a := Alphabet{Name: name}
	err := read(f, file, func(r record, row *interviews.Row) {
		rival := slices.IndexFunc(a.States, func(s State) bool { return s.Rank == r.Rank.Value })
		switch {
		case slices.ContainsFunc(a.States, func(s State) bool { return s.Code == r.Code }):
			row.Reject("code", "est déjà dans l'alphabet", "donner à chaque état un code à lui")
		case rival >= 0:
			row.Reject("rang", fmt.Sprintf("est aussi le rang de « %s »", a.States[rival].Code), "donner à chaque état un rang à lui : le plus petit l'emporte")
		default:
			a.States = append(a.States, State{r.Code, r.Label, r.Rank.Value, r.Short, r.Definition})
		}
	})
	if err == nil {
		f.design.Alphabets = append(f.design.Alphabets, a)
	}
}

func (f *folder) list(file, name string) {
	type record struct {
		Code       string `csv:"code" cell:"required"`
		Label      string `csv:"libelle" cell:"optional"`
		Group      string `csv:"groupe" cell:"optional"`
		Definition string `csv:"definition" cell:"optional"`
	}
	l := List{Name: name}
	err := read(f, file, func(r record, row *interviews.Row) {
		if slices.ContainsFunc(l.Items, func(item Item) bool { return item.Code == r.Code }) {
			row.Reject("code", "est déjà dans la liste", "donner à chaque ligne un code à elle")
			return
		}
		l.Items = append(l.Items, Item(r))
	})
	if err == nil {
		f.design.Lists = append(f.design.Lists, l)
	}
}

// main finds the dictionary that etude.csv calls the main one.
func (f *folder) main(name string) {
	if name == "" {
		return
	}
	book, err := f.design.Dictionary(name)
	if err != nil {
		f.report.Problems = append(f.report.Problems, interviews.Problem{
			File: studyFile, Column: "dossiers", Found: interviews.Quote(name),
			Severity: interviews.Blanked, Summary: "n'a pas de dictionnaire", Hint: "ajouter dictionnaire_" + name + ".csv, ou corriger le nom",
		})
		return
	}
	f.design.CaseFile = book
}

// parts cuts a cell at its bars.
func parts(cell string) []string {
	var list []string
	for part := range strings.SplitSeq(cell, "|") {
		if part = strings.TrimSpace(part); part != "" {
			list = append(list, part)
		}
	}
	return list
}
