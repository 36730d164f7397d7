package qda

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// intake is one reading of a database, of whichever program.
type intake struct {
	file    *interviews.File
	db      *database
	report  *interviews.Report
	source  interviews.Source
	project *refi.Project
	program string
	wanted  string // Reader.Project
	born    string // when the project was made: tells two projects apart

	users  map[string]refi.GUID
	texts  map[string]*text     // by the number of the source
	codes  map[string]refi.GUID // by the number of the code
	counts map[[2]string]int    // left out, by name
}

// guid names a thing of the project by its key in the database.
func (in *intake) guid(kind string, key ...string) refi.GUID {
	return refi.NewGUID(in.program+" "+kind, append([]string{in.born}, key...)...)
}

// user is who did something, "" where the database does not tell.
func (in *intake) user(name string) refi.GUID {
	name = strings.TrimSpace(name)
	if name == "" {
		return ""
	}
	if in.users[name] == "" {
		in.users[name] = in.guid("user", name)
		in.project.Users = append(in.project.Users, refi.User{GUID: in.users[name], Name: name})
	}
	return in.users[name]
}

// text takes a source; key is its number in the database.
func (in *intake) text(key string, s refi.Source, t *text) {
	content := string(t.runes)
	s.Kind, s.GUID, s.Content = refi.Text, in.guid("source", key), &content
	t.source = len(in.project.Sources)
	in.texts[key] = t
	in.project.Sources = append(in.project.Sources, s)
}

// coded is a coding as a database holds it.
type coded struct {
	table, key   string // where it stands
	source, code string // their numbers
	quote, memo  string
	coder, date  string
	start, end   int
	placed       bool // start and end are numbers
}

// coding places a coding on its text, and reports what is wrong with it.
func (in *intake) coding(c coded) {
	in.source.Read++
	t, code := in.texts[c.source], in.codes[c.code]
	switch {
	case t == nil:
		in.reject(c, "code un texte qui n'est pas dans le projet", "")
		return
	case code == "":
		in.reject(c, "porte un code qui n'est pas dans le projet", "")
		return
	case !c.placed:
		in.reject(c, "n'a pas de positions", "coder à nouveau ce passage dans le logiciel d'origine")
		return
	}
	from, to, how := t.find(c.start, c.end, c.quote)
	switch how {
	case outside:
		in.reject(c, "sort du texte ou ne désigne rien", "coder à nouveau ce passage dans le logiciel d'origine")
		return
	case found:
		in.at(c, interviews.Notice, fmt.Sprintf("n'est pas à la place de ses mots, qui se trouvent une seule fois ailleurs : replacé de %d à %d", from, to), "vérifier ce passage")
	case dubious:
		in.at(c, interviews.Notice, "est à une place où ne se trouvent pas ses mots : gardé, marqué douteux", "comparer ce passage avec le logiciel d'origine avant de compter")
	}
	in.source.Accepted++
	key := c.table + " " + c.key
	s := selection(in.guid("selection", key), from, to)
	s.Name, s.Description, s.Doubtful = c.quote, c.memo, how == dubious
	s.CreatingUser, s.Created = in.user(c.coder), moment(c.date)
	s.Codings = []refi.Coding{{GUID: in.guid("coding", key), CreatingUser: s.CreatingUser, Created: s.Created, Code: refi.Ref{Target: code}}}
	source := &in.project.Sources[t.source]
	source.Texts = append(source.Texts, s)
}

func (in *intake) reject(c coded, summary, hint string) {
	in.source.Rejected++
	in.at(c, interviews.Rejected, summary, hint)
}

// at reports a row of a table; never its words.
func (in *intake) at(c coded, severity interviews.Severity, summary, hint string) {
	row, _ := strconv.Atoi(c.key)
	in.report.Problems = append(in.report.Problems, interviews.Problem{
		File: in.file.Name, Sheet: c.table, Row: row, Summary: summary, Hint: hint, Severity: severity,
	})
}

// annotation takes a remark on a place of a text, as a note linked to it.
func (in *intake) annotation(key, source string, start, end int, memo, owner, date string) bool {
	t := in.texts[source]
	if t == nil || strings.TrimSpace(memo) == "" {
		return false
	}
	from, to, _ := t.rulers[0].place(start, end)
	s := selection(in.guid("annotated", key), from, to)
	note := refi.Source{GUID: in.guid("annotation", key), CreatingUser: in.user(owner), Created: moment(date), Content: &memo}
	in.project.Sources[t.source].Texts = append(in.project.Sources[t.source].Texts, s)
	in.project.Notes = append(in.project.Notes, note)
	in.project.Links = append(in.project.Links, refi.Link{
		GUID: in.guid("link", key), Direction: "OneWay", Origin: note.GUID, Target: s.GUID,
	})
	return true
}

// variable is an attribute of that name, made where nobody declared it.
func (in *intake) variable(name string, kind refi.ValueType, memo string) *refi.Variable {
	i := slices.IndexFunc(in.project.Variables, func(v refi.Variable) bool { return v.Name == name })
	if i < 0 {
		i = len(in.project.Variables)
		in.project.Variables = append(in.project.Variables, refi.Variable{
			GUID: in.guid("variable", name), Name: name, Type: kind, Description: memo,
		})
	}
	return &in.project.Variables[i]
}

// value is what an attribute says; a text that is no number stays a text, and
// an empty one says nothing.
func (in *intake) value(name, text string) refi.Value {
	v := in.variable(name, refi.TextValue, "")
	text = strings.TrimSpace(text)
	value := refi.Value{Variable: v.GUID, Text: text}
	if text != "" {
		value.Type = refi.TextValue
		if n, err := strconv.ParseFloat(text, 64); v.Type == refi.FloatValue && err == nil && n-n == 0 {
			value.Type, value.Text = refi.FloatValue, strconv.FormatFloat(n, 'f', -1, 64)
		}
	}
	return value
}

// branch is a code or category of a database, below another.
type branch struct {
	key, parent string
	code        refi.Code
}

const deepest = 100 // levels of codes: more are no codebook

// tree puts codes below their parents, in their order. One whose parent is not
// there, or that is above itself, stands at the top; so does one without a
// number, or with that of another.
func (in *intake) tree(branches []branch) []refi.Code {
	parents := map[string]string{}
	for i, b := range branches {
		if _, twice := parents[b.key]; twice || b.key == "" {
			b.key, b.parent = fmt.Sprintf("\x00%d", i), ""
			branches[i] = b
		}
		parents[b.key] = b.parent
	}
	loose := 0
	below := map[string][]branch{}
	for _, b := range branches {
		parent := parents[b.key]
		_, known := parents[parent]
		for above, steps := parent, 0; known && above != ""; steps++ {
			known = above != b.key && steps < deepest
			above = parents[above]
		}
		if parent != "" && !known {
			parent, parents[b.key] = "", ""
			loose++
		}
		below[parent] = append(below[parent], b)
	}
	if loose > 0 {
		in.notice(stats.Plural(loose, "fr", "code n'a pas sa place dans la hiérarchie (catégorie absente, ou au-dessous de lui-même) : mis au premier niveau", "codes n'ont pas leur place dans la hiérarchie (catégorie absente, ou au-dessous d'eux-mêmes) : mis au premier niveau"),
			"les ranger dans le logiciel d'origine")
	}
	var grow func(parent string) []refi.Code
	grow = func(parent string) []refi.Code {
		var codes []refi.Code
		for _, b := range below[parent] {
			b.code.Codes = grow(b.key)
			codes = append(codes, b.code)
		}
		return codes
	}
	return grow("")
}

// conclude reports what was left, and puts passages in the order of the text.
func (in *intake) conclude() {
	for i := range in.project.Sources {
		slices.SortStableFunc(in.project.Sources[i].Texts, func(a, b refi.Selection) int { return a.Start.Value - b.Start.Value })
	}
	if in.db.foreign {
		in.notice("contient des textes qui ne sont pas en UTF-8 : leur codage de caractères est deviné", "vérifier les accents")
	}
	in.source.Notes = append(in.source.Notes, "projet de "+in.program)
	for _, what := range slices.SortedFunc(maps.Keys(in.counts), func(a, b [2]string) int { return strings.Compare(a[0], b[0]) }) {
		in.notice(stats.Plural(in.counts[what], "fr", what[0], what[1])+" : pas repris", "")
	}
	in.report.Sources = append(in.report.Sources, in.source)
}

// moment reads the dates that the programs write: QualCoder and Taguette ISO
// with a space, RQDA as R's date().
func moment(text string) refi.Time {
	text = strings.Join(strings.Fields(text), " ")
	for _, layout := range []string{time.RFC3339Nano, time.DateTime, "2006-01-02T15:04:05", "2006-01-02_15:04:05", time.DateOnly, "Mon Jan 2 15:04:05 2006"} {
		if t, err := time.Parse(layout, text); err == nil && t.UTC().Year() > 0 && t.UTC().Year() < 10000 {
			return refi.Time{Time: t.UTC()}
		}
	}
	return refi.Time{}
}

// color is "#RRGGBB", "" for anything else.
func color(text string) refi.Color {
	text = strings.ToUpper(strings.TrimSpace(text))
	if len(text) != 7 || text[0] != '#' || strings.Trim(text[1:], "0123456789ABCDEF") != "" {
		return ""
	}
	return refi.Color(text)
}
