package corpus

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/askoria/verbatim/stats"
)

// CodingSheet makes a workbook in which somebody codes with nothing but a
// spreadsheet: one row a turn, the interviewer's too, or one a sentence; beside
// it columns in which a code is chosen from a list. CodingSheetReader reads it
// back. A turn longer than a cell holds (32,767 UTF-16 units) is cut in several
// rows, and its codings are joined again.
//
// Each row has Slots times: the code; the words it stands on, empty for the
// whole row; valence; certainty; memo. Codings given are filled in. Those that
// no row can hold are in Left, with the reason in Warnings.
type CodingSheet struct {
	Codebook  *Codebook
	Coder     string   // of whoever will code; may be written in the workbook
	Sentences bool     // one row a sentence
	Slots     int      // codes a row: 3, or as many as Codings need
	Documents []string // only these; nil: all
	Codings   Codings  // of one coder
}

// CodingWorkbook is the workbook of a CodingSheet.
type CodingWorkbook struct {
	Spec     CodingSheet
	Rows     int
	Left     Codings // not in the workbook
	Warnings []string

	rows  []sheetRow
	slots int
}

// sheetRow is a stretch of a document that is one row.
type sheetRow struct {
	document   *Document
	turn       int
	start, end int
	marks      []Coding // what is filled in, cut to the row
}

// Of lays out the workbook. It fails without a codebook or a document, on an
// unknown document, and on codings of several coders or of another corpus.
func (s CodingSheet) Of(c *Corpus) (*CodingWorkbook, error) {
	w, err := s.of(c)
	if err != nil {
		return nil, fmt.Errorf("coding sheet: %w", err)
	}
	return w, nil
}

func (s CodingSheet) of(c *Corpus) (*CodingWorkbook, error) {
	if len(s.Codebook.Codes()) == 0 {
		return nil, errors.New("no Codebook to choose codes from")
	}
	if coders := s.Codings.Coders(); len(coders) > 1 {
		return nil, fmt.Errorf("codings of %d coders: make a workbook for each", len(coders))
	} else if len(coders) == 1 && s.Coder != "" && s.Coder != coders[0] {
		return nil, fmt.Errorf("the codings are by %q, the sheet is for %q", coders[0], s.Coder)
	} else if len(coders) == 1 {
		s.Coder = coders[0]
	}
	w := &CodingWorkbook{Spec: s, slots: max(s.Slots, 0)}
	if w.slots == 0 {
		w.slots = 3
	}
	documents := c.documents
	if s.Documents != nil {
		documents = nil
		for _, id := range s.Documents {
			d, ok := c.Document(id)
			if !ok {
				return nil, fmt.Errorf("no document %s", stats.Unknown(id, documentIDs(c)))
			}
			documents = append(documents, d)
		}
	}
	first := map[*Document]int{}
	for _, d := range documents {
		first[d] = len(w.rows)
		for i := range d.turns {
			w.rows = append(w.rows, s.rowsOf(d, i)...)
		}
	}
	if len(w.rows) == 0 {
		return nil, errors.New("no turn to code")
	}
	if len(w.rows) > 1_000_000 {
		return nil, fmt.Errorf("%d rows: a sheet holds a million; choose Documents", len(w.rows))
	}
	w.Rows = len(w.rows)
	for i, coding := range s.Codings {
		if d := coding.Document; d == nil || d.number >= len(c.documents) || c.documents[d.number] != d {
			return nil, fmt.Errorf("coding %d is not of a document of this corpus", i+1)
		}
		from, shown := first[coding.Document]
		if _, known := s.Codebook.Code(coding.Code); !shown || !known || !w.fill(from, coding) {
			w.Left = append(w.Left, coding)
		}
	}
	if len(w.Left) > 0 {
		w.Warnings = append(w.Warnings, fmt.Sprintf("codages qu'aucune ligne ne peut porter (à cheval sur plusieurs, code ou entretien absent), restés hors du classeur : %d", len(w.Left)))
	}
	return w, nil
}

func documentIDs(c *Corpus) []string {
	ids := make([]string, len(c.documents))
	for i, d := range c.documents {
		ids[i] = d.ID()
	}
	return ids
}

// rowsOf cuts a turn in rows.
func (s CodingSheet) rowsOf(d *Document, turn int) []sheetRow {
	spans := []stats.Span{{Start: d.turns[turn].Start, End: d.turns[turn].End}}
	if s.Sentences {
		spans = d.sentences()[turn]
	}
	var rows []sheetRow
	for _, span := range spans {
		for start := span.Start; start < span.End; {
			end := cutCell(d, start, span.End)
			rows = append(rows, sheetRow{document: d, turn: turn + 1, start: start, end: end})
			start = end
		}
	}
	return rows
}

// cellUnits is what a cell holds, in UTF-16 units.
const cellUnits = 32767

// cutCell is where a row ends that begins at start: after the last space that a
// cell has room for, and never between a letter and what is put on it.
func cutCell(d *Document, start, end int) int {
	units, space, joint := 0, 0, 0
	text := d.Slice(start, end)
	at := start
	joined := false
	for _, r := range text {
		if !joined && !unicode.IsMark(r) && r != '\u200d' && !isSkinTone(r) {
			joint = at
		}
		joined = r == '\u200d'
		units++
		if r > 0xFFFF {
			units++
		}
		if units > cellUnits {
			switch {
			case space > start:
				return space
			case joint > start:
				return joint
			}
			return at
		}
		at++
		if unicode.IsSpace(r) {
			space = at
		}
	}
	return end
}

func isSkinTone(r rune) bool { return 0x1F3FB <= r && r <= 0x1F3FF }

// fill writes a coding into its row, or, where it covers the rows into which a
// long stretch was cut, into each of them.
func (w *CodingWorkbook) fill(from int, coding Coding) bool {
	first := slices.IndexFunc(w.rows[from:], func(row sheetRow) bool { return row.end > coding.Start })
	if first < 0 || w.rows[from+first].document != coding.Document || w.rows[from+first].start > coding.Start {
		return false
	}
	first += from
	last := first
	for w.rows[last].end < coding.End {
		if last+1 == len(w.rows) || !w.rows[last].continues(w.rows[last+1]) {
			return false
		}
		last++
	}
	for i := first; i <= last; i++ {
		row := &w.rows[i]
		part := coding
		part.Start, part.End = max(coding.Start, row.start), min(coding.End, row.end)
		row.marks = append(row.marks, part)
		if w.Spec.Slots == 0 {
			w.slots = max(w.slots, len(row.marks))
		} else if len(row.marks) > w.slots {
			for ; i >= first; i-- { // no slot left: take it back
				w.rows[i].marks = w.rows[i].marks[:len(w.rows[i].marks)-1]
			}
			return false
		}
	}
	return true
}

// continues tells whether the next row goes on with the same cut stretch.
func (r sheetRow) continues(next sheetRow) bool {
	return r.document == next.document && r.turn == next.turn && r.end == next.start
}

// mark is the row's fingerprint: it changes with the text of the interview and
// with the place.
func (r sheetRow) mark() string {
	sum := sha256.Sum256([]byte(r.document.hash + ":" + strconv.Itoa(r.start) + ":" + strconv.Itoa(r.end)))
	return hex.EncodeToString(sum[:8])
}

func (r sheetRow) text() string { return cellText(r.document.Slice(r.start, r.end)) }

// cellText is a text as a cell can hold it: without signs that XML has not.
func cellText(text string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0xFFFE || r == 0xFFFF {
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, "\uFFFD"))
}

// extract is how the words of a mark are written: "" for the whole row, and
// with their rank where the row holds the same words elsewhere: "oui #2".
func (r sheetRow) extract(mark Coding) string {
	if mark.Start == r.start && mark.End == r.end {
		return ""
	}
	words := cellText(r.document.Slice(mark.Start, mark.End))
	before := utf8.RuneCountInString(cellText(r.document.Slice(r.start, mark.Start)))
	rank := 1
	places := newText(r.text()).occurrences(smooth(words))
	for _, at := range places {
		if at < before {
			rank++
		}
	}
	if len(places) == 1 && strings.TrimSpace(words) == words && !strings.Contains(words, " #") {
		return words
	}
	return words + " #" + strconv.Itoa(rank)
}
