package export

import (
	"cmp"
	"crypto/hmac"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/askoria/verbatim/stats"
)

// caseColumns are the columns that name cases, children, interviews and the
// like, and the letter of the codes that replace them.
var caseColumns = map[string]string{
	"id_cas": "S", "situation": "S", "id_enfant": "E", "id_jeune": "J", "id_famille": "F", "id_dossier": "D",
	"id_entretien": "T", "document": "T", "id_informateur": "P",
}

// roleColumns say whose account a row is.
var roleColumns = []string{"role", "regard"}

// shortestKey is the number of characters that a CaseKey must have.
const shortestKey = 16

// caseCodes are codes for the cases of one workbook.
type caseCodes struct {
	codes map[[2]string]string // by letter and identifier
	known *regexp.Regexp       // identifiers as they may stand in texts; nil for none
	words map[string]string
}

// caseCodesOf numbers the identifiers of all tables in an order that only the
// key gives: a keyed hash of the workbook's title and the identifier. Two
// workbooks under other titles have codes that cannot be told from each other.
func (b *Workbook) caseCodesOf(sheets []*tab) caseCodes {
	found := map[[2]string]bool{}
	for _, s := range sheets {
		for _, e := range s.entries {
			for _, c := range e.table.Columns() {
				letter := caseColumns[c.Variable().Name]
				for i := range c.Len() {
					if letter != "" && c.Missing(i) == stats.Recorded {
						found[[2]string{letter, c.Show(i, b.Lang)}] = true
					}
				}
			}
		}
	}
	order := map[[2]string]string{}
	var ids [][2]string
	for id := range found {
		hash := hmac.New(sha256.New, []byte(b.CaseKey))
		fmt.Fprintf(hash, "%q %q %q", b.Title, id[0], id[1])
		order[id] = string(hash.Sum(nil))
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(x, y [2]string) int { return cmp.Or(cmp.Compare(x[0], y[0]), cmp.Compare(order[x], order[y])) })
	codes := caseCodes{codes: map[[2]string]string{}, words: map[string]string{}}
	number := map[string]int{}
	var words []string
	for _, id := range ids {
		number[id[0]]++
		code := fmt.Sprintf("%s-%02d", id[0], number[id[0]])
		codes.codes[id] = code
		// A bare number or word in a text may be anything.
		if strings.ContainsAny(id[1], "0123456789") && strings.ContainsFunc(id[1], func(r rune) bool { return r > '9' }) {
			codes.words[id[1]] = code
			words = append(words, regexp.QuoteMeta(id[1]))
		}
	}
	if len(words) > 0 {
		slices.SortFunc(words, func(x, y string) int { return cmp.Or(len(y)-len(x), cmp.Compare(x, y)) })
		codes.known = regexp.MustCompile(`\b(?:` + strings.Join(words, "|") + `)\b`)
	}
	return codes
}

// in is a text with the codes in the place of what named cases.
func (c caseCodes) in(text string) string {
	if c.known == nil {
		return text
	}
	return c.known.ReplaceAllStringFunc(text, func(id string) string { return c.words[id] })
}

// of is a table with the codes in the place of what named cases.
func (c caseCodes) of(t *stats.Table, lang string) *stats.Table {
	columns := t.Columns()
	for j, column := range columns {
		v := column.Variable()
		letter := caseColumns[v.Name]
		written := false
		switch column.(type) {
		case *stats.Texts, *stats.Categories, *stats.Sets:
			written = true
		}
		v.Label = c.in(v.Title())
		changed := letter != ""
		values, missing := make([]string, column.Len()), make([]stats.Missing, column.Len())
		for i := range values {
			if missing[i] = column.Missing(i); missing[i] != stats.Recorded {
				continue
			}
			switch {
			case letter != "":
				values[i] = c.codes[[2]string{letter, column.Show(i, lang)}]
			case written:
				text := column.Show(i, lang)
				values[i] = c.in(text)
				changed = changed || values[i] != text
			}
		}
		if columns[j] = stats.Rename(column, v); changed {
			columns[j] = v.Texts(values, missing)
		}
	}
	caption := t.Caption()
	for _, line := range []*string{&caption.Units, &caption.Test, &caption.Reading, &caption.Population, &caption.Source} {
		*line = c.in(*line)
	}
	for i := range caption.Notes {
		caption.Notes[i] = c.in(caption.Notes[i])
	}
	return stats.MustTable(c.in(t.Title()), columns...).Captioned(caption).WithTotals(t.Totals())
}

// restituted is the sheets with own codes for cases. It refuses what would let
// persons of one case recognise one another.
func (b *Workbook) restituted(sheets []*tab) ([]*tab, error) {
	if len([]rune(b.CaseKey)) < shortestKey {
		return nil, fmt.Errorf("the profile Restitution needs a CaseKey, a secret of %d characters or more, from which the codes of its cases are made", shortestKey)
	}
	sheets = b.studied(sheets)
	if err := b.oneSided(sheets); err != nil {
		return nil, err
	}
	codes := b.caseCodesOf(sheets)
	var kept []*tab
	for _, s := range sheets {
		t := &tab{name: freeName(codes.in(s.name), nil)}
		for _, e := range s.entries {
			e.table = codes.of(e.table, b.Lang)
			t.entries = append(t.entries, e)
		}
		kept = append(kept, t)
	}
	return kept, nil
}

// oneSided tells what puts two roles of a case into the workbook: voices side
// by side, rows of several roles of one case wherever they stand, words of
// several roles in one list, or quotes chosen twice.
func (b *Workbook) oneSided(sheets []*tab) error {
	var failures []error
	refuse := func(s *tab, e entry, format string, args ...any) {
		failures = append(failures, fmt.Errorf("sheet %q, table %q: "+format, append([]any{s.name, e.table.Title()}, args...)...))
	}
	roles := map[string]string{} // of each case
	chosen := 0
	var last *addition
	for _, s := range sheets {
		for _, e := range s.entries {
			made := spec(e.of.result)
			first := e.of != last
			last = e.of
			for _, field := range []string{"BySide", "ByRole"} {
				if first && isSet(made, field) {
					refuse(s, e, "it sets the sides of cases beside each other; leave out %s", field)
				}
			}
			oneSide := false
			if made.IsValid() && made.FieldByName("OneSide").IsValid() {
				if oneSide = isSet(made, "OneSide"); !oneSide {
					refuse(s, e, "it quotes several sides of one case; set OneSide")
				} else if first {
					chosen++
				}
			}
			if chosen > 1 && first && oneSide {
				refuse(s, e, "quotes are chosen twice, and may take another side of a case the second time; choose them all at once")
			}
			b.rowsOneSided(e, roles, oneSide, func(format string, args ...any) { refuse(s, e, format, args...) })
		}
	}
	return errors.Join(failures...)
}

func isSet(spec reflect.Value, field string) bool {
	return spec.IsValid() && spec.FieldByName(field).Kind() == reflect.Bool && spec.FieldByName(field).Bool()
}

// rowsOneSided looks for two roles in the rows and columns of one table.
func (b *Workbook) rowsOneSided(e entry, roles map[string]string, oneSide bool, refuse func(string, ...any)) {
	columns, _ := columnsOf(e.table, b.Lang)
	var id, role stats.Column
	voices, quotes := 0, false
	for _, c := range columns {
		name := c.Variable().Name
		switch {
		case name == "id_cas" || name == "situation" || name == "id_enfant" && id == nil:
			id = c.Column
		case slices.Contains(roleColumns, name) && (role == nil || name == "role"):
			role = c.Column
		case strings.HasPrefix(name, "voix_"):
			voices++
		}
		quotes = quotes || quoting(c)
	}
	if e.picture != nil && id != nil {
		refuse("a picture cannot be given other codes of cases; leave it out")
	}
	if voices > 1 && (id != nil || quotes) {
		refuse("it sets the voices of cases beside each other")
		return
	}
	heard := ""
	for i := range e.table.Len() {
		if role == nil || role.Missing(i) != stats.Recorded {
			continue
		}
		name := role.Show(i, b.Lang)
		if quotes && !oneSide && heard != "" && heard != name {
			refuse("it quotes %s and %s in one list; keep one role", heard, name)
			return
		}
		heard = name
		if id == nil || id.Missing(i) != stats.Recorded {
			continue
		}
		switch other := roles[id.Show(i, b.Lang)]; {
		case other == "":
			roles[id.Show(i, b.Lang)] = name
		case other != name:
			refuse("with the tables before, it shows %s and %s of one case; keep one role", other, name)
			return
		}
	}
}

// CaseCodes tells which code stands for which case, child or interview in the
// profile Restitution. Its second column names persons' files: it is the key,
// to be kept apart, and no workbook takes it in.
func (b *Workbook) CaseCodes() (*stats.Table, error) {
	a, err := b.arrange()
	if err != nil {
		return nil, err
	}
	codes := b.caseCodesOf(a.results)
	keys := slices.SortedFunc(maps.Keys(codes.codes), func(x, y [2]string) int { return cmp.Compare(codes.codes[x], codes.codes[y]) })
	names, ids := make([]string, len(keys)), make([]string, len(keys))
	for i, key := range keys {
		names[i], ids[i] = codes.codes[key], key[1]
	}
	return stats.MustTable(b.say("Codes des situations", "Codes of cases"),
		stats.Variable{Name: "code", Label: "Code"}.Texts(names, nil),
		stats.Variable{Name: "identifiant", Label: b.say("Identifiant", "Identifier"), Identifying: true}.Texts(ids, nil)), nil
}
