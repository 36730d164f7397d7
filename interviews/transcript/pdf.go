package transcript

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func isPDF(s *source) bool { return s.Format == interviews.PDF }

// mostPages of a transcript; a hostile file may announce any number.
const mostPages = 5000

// pdf reads a printed page: characters at places. Lines and paragraphs are
// found again from where they stand, as well as can be.
func pdf(s *source) (content, error) {
	var c content
	// A file that was cut has lost its end.
	if end := s.Data[max(0, len(s.Data)-4096):]; !bytes.Contains(end, []byte("%%EOF")) {
		return c, s.damaged()
	}
	f, err := openPDF(s.Data, s.limits.Inflated)
	if err != nil {
		return c, s.unread(err)
	}
	if f.trailer["Encrypt"] != nil {
		return c, s.refused("est protégé par un mot de passe ou contre la copie", "enlever la protection, ou fournir le document d'origine (.docx, .odt)")
	}
	pages, err := f.pages()
	if err != nil {
		return c, s.unread(err)
	}
	var lines []printed
	for i, page := range pages {
		characters, err := f.characters(page)
		if err != nil {
			return c, s.unread(err)
		}
		lines = append(lines, linesOf(characters, i)...)
	}
	all, lost := 0, 0
	for i := range lines {
		all += utf8.RuneCountInString(lines[i].text)
		lost += strings.Count(lines[i].text, "\ufffd")
	}
	switch {
	case all == 0:
		return c, s.refused("est un PDF sans texte : ses pages sont des images", "en reconnaître les caractères (OCR), ou fournir le document d'origine")
	case 5*lost > all:
		return c, s.refused("est un PDF dont les caractères ne se lisent pas", "fournir le document d'origine (.docx, .odt)")
	}
	findLabels(lines)
	lines = bodyOf(lines, len(pages), &c.dropped)
	c.paragraphs = joined(lines)
	c.notes = append(c.notes, fmt.Sprintf("PDF de %s, lu au mieux : paragraphes retrouvés d'après la mise en page, à vérifier",
		stats.Plural(len(pages), "fr", "page", "pages")))
	if lost > 0 {
		c.notes = append(c.notes, stats.Plural(lost, "fr", "caractère illisible", "caractères illisibles"))
	}
	return c, nil
}

// unread is the problem of a PDF of which a part cannot be read.
func (s *source) unread(err error) error {
	if errors.Is(err, errPDFLong) {
		return s.refused(fmt.Sprintf("dépasse %d Mo une fois décompressé", s.limits.Inflated>>20), "fournir le document d'origine, ou relever Limits")
	}
	return s.damaged()
}

func (s *source) refused(summary, hint string) error {
	return &interviews.Problem{File: s.Name, Severity: interviews.Rejected, Summary: summary, Hint: hint}
}

// pdfPage is a page with what it has or inherits.
type pdfPage struct {
	contents  any
	resources pdfDict
	turned    matrix // as it is shown
}

// pages lists the pages in their order.
func (f *pdfFile) pages() ([]pdfPage, error) {
	root := f.dict(f.trailer["Root"])
	if root == nil {
		return nil, errPDF
	}
	var list []pdfPage
	seen := map[pdfRef]bool{}
	var walk func(object any, page pdfPage, depth int) error
	walk = func(object any, page pdfPage, depth int) error {
		if ref, ok := object.(pdfRef); ok {
			if seen[ref] {
				return errPDF
			}
			seen[ref] = true
		}
		dict := f.dict(object)
		if dict == nil || depth > pdfDeepest || len(list) >= mostPages {
			return errPDF
		}
		if own := f.dict(dict["Resources"]); own != nil {
			page.resources = own
		}
		if angle, ok := f.get(dict["Rotate"]).(float64); ok {
			page.turned = turned(angle)
		}
		if kids := f.array(dict["Kids"]); kids != nil {
			for _, kid := range kids {
				if err := walk(kid, page, depth+1); err != nil {
					return err
				}
			}
			return nil
		}
		page.contents = dict["Contents"]
		if page.contents != nil || f.name(dict["Type"]) == "Page" {
			list = append(list, page)
		}
		return nil
	}
	err := walk(root["Pages"], pdfPage{turned: upright}, 0)
	return list, err
}

// turned is how a page is shown, by its angle clockwise.
func turned(angle float64) matrix {
	switch int(angle) {
	case 90, -270:
		return matrix{b: -1, c: 1}
	case 180, -180:
		return matrix{a: -1, d: -1}
	case 270, -90:
		return matrix{b: 1, c: -1}
	}
	return upright
}

// characters are those drawn on a page.
func (f *pdfFile) characters(page pdfPage) ([]inked, error) {
	var content []byte
	parts := pdfArray{page.contents}
	if several := f.array(parts[0]); several != nil {
		parts = several
	}
	for _, part := range parts {
		object := f.get(part)
		if object == nil && part == nil {
			continue // an empty page
		}
		stream, ok := object.(*pdfStream)
		if !ok {
			return nil, errPDF
		}
		data, err := f.content(stream)
		if err != nil {
			return nil, err
		}
		content = append(append(content, data...), '\n')
	}
	p := painter{file: f, drawing: drawing{page: page.turned, stretched: 1}}
	err := p.paint(content, page.resources, 0)
	return p.out, err
}

// printed is a line of a page.
type printed struct {
	text         string
	x, end, y    float64
	size         float64
	first        float64 // width of its first word
	page         int
	artifact     bool   // of the page by its own account
	label, dated bool   // begins as a turn does; as the block that heads a transcript
	key          string // of what may be a label
}

// linesOf puts the characters of a page into lines, top to bottom.
func linesOf(characters []inked, page int) []printed {
	// Runs first, in the order of drawing, which is that of reading in a line.
	var runs [][]inked
	for i, c := range characters {
		if i > 0 {
			before := characters[i-1]
			if c.artifact == before.artifact && near(c, before) && c.x > before.end-c.size {
				runs[len(runs)-1] = append(runs[len(runs)-1], c)
				continue
			}
		}
		runs = append(runs, characters[i:i+1:i+1])
	}
	slices.SortStableFunc(runs, func(a, b []inked) int { return compareFloat(b[0].y, a[0].y) })
	var lines []printed
	for from := 0; from < len(runs); {
		to := from + 1
		for to < len(runs) && near(runs[to][0], runs[from][0]) && runs[to][0].artifact == runs[from][0].artifact {
			to++
		}
		same := runs[from:to]
		slices.SortStableFunc(same, func(a, b []inked) int { return compareFloat(a[0].x, b[0].x) })
		if line, ok := lineOf(same, page); ok {
			lines = append(lines, line)
		}
		from = to
	}
	return lines
}

func compareFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

// near tells two characters of one line; a note mark stands a bit higher.
func near(a, b inked) bool {
	size := max(a.size, b.size)
	return a.y-b.y < 0.4*size && b.y-a.y < 0.4*size
}
