package transcript

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// form is how a label is written at the start of a line.
type form uint8

const (
	colon  form = iota // "Mère : …", "[SPEAKER_00]: …"
	tabbed             // "Mère<tab>…", a row of a table
	timed              // "[Chercheur] (0:02 - 0:34)"
	dotted             // "Q. …"
	alone              // "Mère", the speech below
	dashed             // "– …"
	given              // said by the format itself
)

// label is what may be the name of a speaker at the start of a line.
type label struct {
	form     form
	name     string // without the marks around it: "Jeune"
	key      string // as labels are compared
	bracket  bool   // written between square brackets
	end      int    // byte of the line at which speech begins
	from, to time.Duration
}

// A label has at most longest code points; it and what stands around it end
// before byte farthest of the line.
const longest, farthest = 60, 512

const (
	blank = `[\s\p{Zs}]*`
	clock = `\d{1,3}` + blank + `:` + blank + `\d{2}(?:` + blank + `:` + blank + `\d{2})?`
)

var (
	// A stamp and a dash may stand before the label, a remark or times after it.
	opening = regexp.MustCompile(`^` + blank + `(?:[\[(#]?\d{1,2}:\d{2}(?::\d{2})?[\])#]?[\s\p{Zs}]+)?` +
		`(?:[-–—]` + blank + `)?` +
		`(?:\[([^\[\]]+)\]|([^:\t(\[]+?))` + blank +
		`(?:\(([^()]*)\)` + blank + `)?` +
		`(:|\t|$)`)
	initial = regexp.MustCompile(`^` + blank + `(?:[-–—]` + blank + `)?(\p{L}\d?)\.[\s\p{Zs}]`)
	dash    = regexp.MustCompile(`^` + blank + `[-–—]` + blank)
	period  = regexp.MustCompile(`^` + blank + `(` + clock + `)` + blank + `[-–—]` + blank + `(` + clock + `)` + blank + `$`)
)

// labels lists what the start of a line may be, the likeliest first.
func labels(line string) []label {
	var found []label
	start := line[:min(len(line), farthest)]
	if at := opening.FindStringSubmatchIndex(start); at != nil {
		if l, ok := openingLabel(line, at); ok {
			found = append(found, l)
		}
	}
	if at := initial.FindStringSubmatchIndex(line); at != nil {
		name := line[at[2]:at[3]]
		found = append(found, label{form: dotted, name: name, key: key(name), end: at[1]})
	}
	if at := dash.FindStringIndex(line); at != nil {
		found = append(found, label{form: dashed, name: "–", key: "–", end: at[1]})
	}
	return found
}

func openingLabel(line string, at []int) (label, bool) {
	group := func(i int) string {
		if at[2*i] < 0 {
			return ""
		}
		return line[at[2*i]:at[2*i+1]]
	}
	l := label{bracket: at[2] >= 0, end: at[1]}
	l.name = strings.TrimSpace(group(1) + group(2))
	if utf8.RuneCountInString(l.name) > longest {
		return label{}, false
	}
	if l.key = key(l.name); l.key == "" {
		return label{}, false
	}
	switch group(4) {
	case ":":
		if strings.HasPrefix(line[l.end:], "//") {
			return label{}, false // an address
		}
		l.form = colon
	case "\t":
		l.form = tabbed
	default:
		if l.end < len(line) {
			return label{}, false // the line goes on
		}
		l.form = alone
	}
	if times := period.FindStringSubmatch(group(3)); times != nil && l.form != tabbed {
		l.form = timed
		l.from, l.to = clockTime(times[1]), clockTime(times[2])
	}
	return l, true
}

// key is what labels are compared by: case, accents, spaces and dots apart.
func key(name string) string {
	return strings.ReplaceAll(stats.Fold(name), ".", "")
}

// words counts the words of a label.
func words(name string) int { return len(strings.Fields(name)) }

// nameable tells whether a label that nobody declared may name a speaker: few
// words, the first beginning with a letter, and none that opens a
// sentence or heads a page rather.
func (l label) nameable() bool {
	first, _ := utf8.DecodeRuneInString(l.name)
	return unicode.IsLetter(first) && words(l.name) <= most && !opener(l.key)
}

// opener tells the words before a colon that recur at line starts and name
// nobody.
func opener(key string) bool {
	switch key {
	case "parexemple", "exemple", "bon", "ben", "bah", "bref", "donc", "alors", "enfin", "et", "mais",
		"oui", "non", "voila", "resultat", "attention", "remarque", "note", "heure":
		return true
	}
	return heading(key)
}

// heading tells the entries of the block that heads a transcript.
func heading(key string) bool {
	switch key {
	case "entretien", "date", "duree", "lieu", "fichier", "transcription":
		return true
	}
	return false
}

// clockTime reads minutes and seconds, or hours, minutes and seconds.
func clockTime(text string) time.Duration {
	seconds := 0
	for part := range strings.SplitSeq(text, ":") {
		n, _ := strconv.Atoi(strings.TrimSpace(part)) // digits only: the expression saw to it
		seconds = 60*seconds + n
	}
	return time.Duration(seconds) * time.Second
}
