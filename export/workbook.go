package export

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
	"github.com/askoria/verbatim/stats/disclosure"
)

// Workbook is a workbook in the making: set its fields, add results, save. Its
// sheets are Lisez-moi, Sommaire, those of the results in the order in which
// they were added, Données, Méthode and Journal. The zero value is an untitled French workbook
// that hides counts below 5. It is not to be used by two goroutines at once.
type Workbook struct {
	Title    string
	Subtitle string // the study, its commissioner
	Lang     string // "en" for English; French otherwise
	// HideBelow is the least count that may be shown, 5 when 0; 1 hides nothing.
	HideBelow  int
	N          int       // cases of the study, 0 to say nothing
	Population string    // Champ: who is counted; also put under the tables of counts
	Source     string    // files, producer; also put under the tables of counts
	Version    string    // of the program that made the tables
	Date       time.Time // day of the workbook; none is written when zero
	Method     []string  // what a reader must know of the method, one paragraph each
	Signs      []Sign    // signs of the study's own, after the usual ones
	Profile    Profile   // for whom it is; Analyst when zero
	CaseKey    string    // of the codes of cases in the profile Restitution: a secret of 16 characters or more
	// Charts adds the sheet Graphiques: bars of each frequency table and of each
	// crosstab by row, drawn by the reader's program; none where a cell is hidden.
	Charts bool
	// Within tells of variables whose levels make up those of another, such as
	// places and agencies: their counts are protected together.
	Within []disclosure.Nesting
	// NoLongForm leaves out the sheet Données, which repeats every table with
	// one row a cell, for programs to read.
	NoLongForm bool

	sheets   []*tab
	failures []error
	added    int
	asked    string // of patterns, and its answer
	answer   []*disclosure.Pattern
}

// Sign is a sign that stands in cells, and what it means.
type Sign struct{ Sign, Meaning string }

// Add puts the tables of a result on the sheet where its kind belongs, such as
// Tris croisés, Typologie or Figures; any other result on a sheet named by the
// title of its first table. It takes the two results of a call as they come: an
// error is kept for Save. Results that count persons are shown with small
// counts hidden; all tables are protected together, those of a variable and of
// another made from it where Within tells.
func (b *Workbook) Add(result stats.Tabler, err error) {
	b.added++
	name := b.home(result)
	if name == "" && result != nil && err == nil {
		if tables := result.Tables(); len(tables) > 0 {
			name = tables[0].Title()
		}
	}
	where := fmt.Sprintf("sheet %q", name)
	if name == "" {
		where = fmt.Sprintf("result %d (%T)", b.added, result)
	}
	b.add(where, name, result, err)
}

// Sheet is the sheet of that name, which is made when something is added to it:
// "Échantillon", "Journal". Characters that Excel refuses in a name are
// replaced, and the name is cut to 31.
func (b *Workbook) Sheet(name string) Sheet { return Sheet{b, name} }

// Sheet is a sheet of a workbook, by its name.
type Sheet struct {
	book *Workbook
	name string
}

// Add is Workbook.Add, with the tables on this sheet, under those that stand
// there.
func (s Sheet) Add(result stats.Tabler, err error) {
	s.book.added++
	s.book.add(fmt.Sprintf("sheet %q", s.name), s.name, result, err)
}

func (b *Workbook) add(where, name string, result stats.Tabler, err error) {
	fail := func(err error) { b.failures = append(b.failures, fmt.Errorf("%s: %w", where, err)) }
	switch {
	case err != nil:
		fail(err)
		return
	case result == nil:
		fail(errors.New("no result was given"))
		return
	case b.HideBelow < 0:
		fail(fmt.Errorf("HideBelow is %d; give the least count that may be shown, or 1 to hide nothing", b.HideBelow))
		return
	case strings.EqualFold(name, b.readmeName()) || strings.EqualFold(name, b.contentsName()) || strings.EqualFold(name, b.chartsName()):
		fail(errors.New("this sheet is written by the workbook itself; choose another name"))
		return
	}
	tables := result.Tables()
	if len(tables) == 0 {
		fail(fmt.Errorf("the result (%T) has no table", result))
		return
	}
	_, pictured := result.(Pictured)
	for _, table := range tables {
		if len(table.Columns()) == 0 && !pictured {
			fail(fmt.Errorf("table %q has no column", table.Title()))
			return
		}
	}
	target := b.tab(name)
	target.additions = append(target.additions, &addition{result: result})
}

// entries are the tables of an addition as they may be shown.
func (a *addition) entries() ([]entry, error) {
	picture, err := pictureOf(a.shown)
	if err != nil {
		return nil, err
	}
	_, counted := a.result.(stats.Counted)
	_, matrix := a.result.(*stats.AssociationMatrix)
	tables := a.shown.Tables()
	tones := make([]map[place]tone, len(tables))
	if _, crossed := a.result.(*stats.ContingencyTable); crossed {
		tones = tonesOf(tables)
	}
	if picture != nil {
		return []entry{{table: tables[0], of: a, counted: counted, picture: picture}}, nil
	}
	kind := kindOf(a.result)
	var letters map[place]string
	if !a.veiled {
		letters = lettersOf(a.result)
	}
	entries := make([]entry, len(tables))
	for i, table := range tables {
		entries[i] = entry{table: table, of: a, counted: counted, scaled: matrix && i == 0, barred: barred[kind], lit: lit[kind], apart: matrix && i > 1, tones: tones[i]}
	}
	if len(entries) > 0 {
		entries[0].letters = letters
	}
	return entries, nil
}

func (b *Workbook) readmeName() string   { return b.say("Lisez-moi", "Read me") }
func (b *Workbook) contentsName() string { return b.say("Sommaire", "Contents") }
func (b *Workbook) journalName() string  { return b.say("Journal", "Log") }
func (b *Workbook) chartsName() string   { return b.say("Graphiques", "Charts") }
func (b *Workbook) methodName() string   { return b.say("Méthode", "Method") }
func (b *Workbook) longName() string     { return b.say("Données", "Data") }

// say chooses the language of what people read.
func (b *Workbook) say(french, english string) string {
	if b.Lang == "en" {
		return english
	}
	return french
}

func (b *Workbook) threshold() int {
	if b.HideBelow == 0 {
		return 5
	}
	return b.HideBelow
}
