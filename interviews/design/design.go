// Package design holds the four studies as data: what their files contain, whose
// words they collect under which consents, how many they need, and the lists they
// code with. Each is a folder of CSV files that a researcher can copy out, change
// and open again; embedded and changed studies are read alike.
//
// Begin with a Design, one of MEP, Rural, Territory and Accompaniment, or your own
// folder by Open. Its CaseFile and Dictionary are those of package dictionary, its
// List are catalogues such as places, its Alphabet states of a path with their
// priority. Progress holds what was collected against each Target;
// SteeringCommittee makes the table of Indicators that a committee looks at.
//
//	cases, report, err := dictionary.Reader{Dictionary: design.MEP().CaseFile, Files: files}.ReadFile("dossiers.csv")
package design

import (
	"embed"
	"fmt"
	"io/fs"
	"time"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
	"github.com/askoria/verbatim/stats"
)

// Design is one study before its data. What a folder does not give is empty.
// The codebook is a file of Files, "grille.csv".
type Design struct {
	Name       string // "MEP"
	Title      string
	Population string    // champ
	Start, End time.Time // of the agreement under which the study is done; zero: unknown
	// CaseFile describes the main table of the study: one row a child, a young
	// person, a professional or a document. It is also among Dictionaries.
	CaseFile     *dictionary.Dictionary
	Dictionaries []Dictionary // by name
	Roles        interviews.Roles
	Targets      []Target
	Alphabets    []Alphabet // by name
	Lists        []List     // by name

	files fs.FS
}

// Dictionary is the description of one table of a study; its file is
// "dictionnaire_" and the name.
type Dictionary struct {
	Name string // "dossiers", "episodes"
	*dictionary.Dictionary
}

// MEP is the study of the "mesure éducative personnalisée": case files, paths
// and crossed interviews. Dictionaries: dossiers (89 variables, one row a child
// and measure), episodes, entretiens. Alphabets: court (8 states), long (22).
func MEP() Design { return embeddedStudy("mep") }

// Rural is the study of the places where young people of 16 to 25 in the
// country seek help or do not. Dictionaries: jeunes, lieux (one row a young
// person and place), evenements (life-event calendar), entretiens. Lists:
// lieux (30), statuts, non_recours, raisons.
func Rural() Design { return embeddedStudy("rural") }

// Territory is the study of what social workers make of the territory.
// Dictionaries: professionnels, entretiens.
func Territory() Design { return embeddedStudy("territory") }

// Accompaniment is the study across the research of all agreements since 2012.
// Dictionaries: documents, constats (findings, each of a document), entretiens.
func Accompaniment() Design { return embeddedStudy("accompaniment") }

//go:embed data
var embedded embed.FS

// embeddedStudy opens a folder that is part of the program: its files can only
// be wrong by a mistake in it, which tests find.
func embeddedStudy(folder string) Design {
	files, err := fs.Sub(embedded, "data/"+folder)
	if err != nil {
		panic(err)
	}
	d, report, err := Open(files)
	if err != nil || len(report.Problems) > 0 {
		panic(fmt.Sprintf("design: embedded study %q: %v\n%s", folder, err, report))
	}
	return d
}

// Dictionary is the description of the table of that name; an unknown name
// gives an error that proposes the nearest.
func (d Design) Dictionary(name string) (*dictionary.Dictionary, error) {
	found, err := find("dictionary", name, d.Dictionaries, func(x Dictionary) string { return x.Name })
	return found.Dictionary, err
}

// Alphabet is the alphabet of states of that name.
func (d Design) Alphabet(name string) (Alphabet, error) {
	return find("alphabet", name, d.Alphabets, func(x Alphabet) string { return x.Name })
}

// List is the list of that name.
func (d Design) List(name string) (List, error) {
	return find("list", name, d.Lists, func(x List) string { return x.Name })
}

func find[T any](what, name string, all []T, nameOf func(T) string) (T, error) {
	names := make([]string, len(all))
	for i, x := range all {
		if names[i] = nameOf(x); names[i] == name {
			return x, nil
		}
	}
	var none T
	return none, fmt.Errorf("no %s %s", what, stats.Unknown(name, names))
}
