package dictionary

import (
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"unicode"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/internal/cell"
	"github.com/askoria/verbatim/stats"
)

// Infer proposes a dictionary for a file, CSV or XLSX: types, levels, codes of
// missing values, the key, columns that identify persons, columns that are the
// options or ranks of one question. It is a draft: Dictionary.WriteCSV makes of it a
// file for an analyst to complete, and the report announces each guess. A type
// holds for nine cells in ten, so that a few dirty cells do not hide it; whether
// levels are ordered cannot be guessed. Levels of columns that seem to identify
// persons are not listed.
type Infer struct {
	Files      fs.FS // nil: the operating system
	Limits     interviews.Limits
	Sheet      string // of a workbook; "": the first that is not hidden
	HeaderRows int    // 0: one, or two where one does not tell columns apart
}

// ReadFile proposes a dictionary, with one notice a variable.
func (f Infer) ReadFile(name string) (*Dictionary, *interviews.Report, error) {
	report := &interviews.Report{}
	file, err := interviews.Opener{Files: f.Files, Limits: f.Limits}.Open(name)
	if err != nil {
		return nil, report, report.Failed(err.(*interviews.Problem))
	}
	report.Sources = []interviews.Source{file.Source()}
	inputs, closing, err := Reader{Sheet: f.Sheet, Limits: f.Limits}.open(file)
	if err != nil {
		return nil, report, report.Failed(err.(*interviews.Problem))
	}
	defer closing()
	in := inputs[0]
	report.Sources[0], report.Problems = in.source, in.notices
	samples, err := f.columns(in, &report.Sources[0])
	if err != nil {
		return nil, report, report.Failed(err.(*interviews.Problem))
	}
	d := &Dictionary{}
	for _, g := range grouped(samples) {
		v, said := g.variable(d)
		d.Variables = append(d.Variables, v)
		report.Problems = append(report.Problems, interviews.Problem{
			File: file.Name, Sheet: in.source.Sheet, Column: v.Title(),
			Summary: "proposée comme « " + v.Name + " », " + said,
			Hint:    "vérifier dans le dictionnaire",
		})
	}
	d.chooseKey(samples)
	return d, report, nil
}

// sample is one column of the file.
type sample struct {
	title  string
	values map[string]int // how often each text stands there
	order  []string       // the texts as they first appear
	filled int            // cells that are not empty
	rows   int
}

// columns reads the file as texts, below its header.
func (f Infer) columns(in *input, source *interviews.Source) ([]*sample, error) {
	rows, err := in.rows()
	if err != nil {
		return nil, damaged(source.File)
	}
	lines, cells := top(rows)
	span := max(f.HeaderRows, 1)
	first, found := likelyHeader(cells, span)
	if rows.err() != nil {
		return nil, damaged(source.File)
	}
	if !found && f.HeaderRows == 0 {
		span = 2
		first, found = likelyHeader(cells, span)
	}
	if !found {
		return nil, &interviews.Problem{
			File: source.File, Sheet: source.Sheet, Summary: "n'a pas d'en-tête reconnaissable",
			Hint: "écrire en première ligne un nom au-dessus de chaque colonne",
		}
	}
	source.Notes = append(source.Notes, fmt.Sprintf("en-tête lu ligne %d", lines[first]))
	var samples []*sample
	for _, h := range headings(cells[first : first+span]) {
		title := h.spread
		if h.own == "" {
			title = ""
		}
		samples = append(samples, &sample{title: strings.Clone(title), values: map[string]int{}})
	}
	if rows, err = in.rows(); err != nil {
		return nil, damaged(source.File)
	}
	for rows.next() {
		if rows.line() <= lines[first+span-1] {
			continue
		}
		source.Read++
		if !rows.fault().none() || len(rows.cells()) < len(samples) && !in.workbook {
			source.Rejected++
			continue
		}
		source.Accepted++
		for i, s := range samples {
			s.rows++
			if i < len(rows.cells()) {
				s.add(strings.TrimSpace(cell.Unguard(rows.cells()[i])))
			}
		}
	}
	if rows.err() != nil {
		return nil, damaged(source.File)
	}
	return slices.DeleteFunc(samples, func(s *sample) bool { return s.title == "" }), nil
}

// distinct is how many different texts of a column are kept.
const distinct = 10_000

func (s *sample) add(text string) {
	if text == "" {
		return
	}
	s.filled++
	if _, known := s.values[text]; !known {
		if len(s.order) == distinct {
			return
		}
		text = strings.Clone(text)
		s.order = append(s.order, text)
	}
	s.values[text]++
}

// likelyHeader is the first row whose cells are as many as in most rows, all
// different, and names rather than values; of several rows, those that name most
// columns.
func likelyHeader(cells [][]string, span int) (int, bool) {
	widths := map[int]int{}
	usual := 0
	for _, row := range cells {
		n := named(row)
		widths[n]++
		if widths[n] > widths[usual] || widths[n] == widths[usual] && n > usual {
			usual = n
		}
	}
	best, most := -1, 0
	for i := 0; i+span <= len(cells); i++ {
		filled := 0
		for _, h := range headings(cells[i : i+span]) {
			if h.own != "" {
				filled++
			}
		}
		names := !slices.ContainsFunc(cells[i:i+span], func(row []string) bool { return !ofNames(row, span == 1) })
		if names && filled > most && 3*filled >= 2*usual {
			best, most = i, filled
		}
		if best >= 0 && span == 1 {
			break // what stands below may be words too
		}
	}
	return best, best >= 0
}

// ofNames tells whether a row holds names of columns: no number, no date.
func ofNames(row []string, distinct bool) bool {
	seen := map[string]bool{"": true}
	for _, text := range row {
		text = strings.TrimSpace(text)
		_, _, number := cell.Number(text)
		if number || distinct && text != "" && seen[text] || cell.ReadDate(text, false).Precision != cell.NoDate {
			return false
		}
		seen[text] = true
	}
	return true
}

func named(row []string) int {
	n := 0
	for _, text := range row {
		if strings.TrimSpace(text) != "" {
			n++
		}
	}
	return n
}

// chooseKey marks the first variable whose texts are all there and all
// different; before others one whose heading says that it is a code, of which a
// few rows may be wrong: a total, a code twice.
func (d *Dictionary) chooseKey(samples []*sample) {
	at, best := -1, 0
	for i := range d.Variables {
		v := &d.Variables[i]
		j := slices.IndexFunc(samples, func(s *sample) bool { return s.title == v.Title() })
		if j < 0 || v.Identifying || v.Type == Date || v.Type == Month || v.Type == Number || v.Type == Multiple {
			continue
		}
		if merit := samples[j].keyMerit(v.Type); merit > best {
			at, best = i, merit
		}
	}
	if at >= 0 {
		v := &d.Variables[at]
		v.Key, v.Type, v.Levels = true, Text, nil
	}
}

// keyMerit is 2 for what is called a code and nearly always is one of its own, 1
// for what always is, else 0.
func (s *sample) keyMerit(t Type) int {
	switch {
	case s.rows == 0 || slices.ContainsFunc(s.order, func(text string) bool { return strings.ContainsAny(text, " \n") }):
		return 0
	case 10*s.filled >= 9*s.rows && 20*len(s.order) >= 19*s.filled && slices.ContainsFunc(
		[]string{"id", "code", "num", "n°", "no ", "obs", "cle", "dossier"}, func(word string) bool { return strings.HasPrefix(fold(s.title), word) }):
		return 2
	case s.filled == s.rows && len(s.order) == s.rows && t != Whole && t != Binary:
		return 1 // as many ages as rows would be no code
	}
	return 0
}

// named makes a variable of a heading. Its name is small letters, digits and
// underscores, none of those taken.
func (d *Dictionary) named(title string) Variable {
	var name strings.Builder
	for word := range strings.FieldsFuncSeq(title, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		if word = stats.Fold(word); name.Len() > 0 && word != "" {
			name.WriteByte('_')
		}
		name.WriteString(word)
		if name.Len() > 40 {
			break
		}
	}
	base := name.String()
	if base == "" {
		base = "colonne"
	}
	free := base
	for i := 2; slices.Contains(d.names(), free); i++ {
		free = fmt.Sprintf("%s_%d", base, i)
	}
	if free == title {
		title = ""
	}
	return Variable{Name: free, Label: title}
}
