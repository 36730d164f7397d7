package dictionary

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/interviews/internal/markup"
)

// spreadsheet is what the sheets of a file have in common.
type spreadsheet struct {
	*excelize.File
	parts     map[string][]byte // XML of the sheets of cells
	texts     []string          // shared by cells
	scratch   *excelize.File    // shows cells
	scratched map[int]string    // cell of scratch by style
}

// part is an entry of the archive, nil for none.
func (b *spreadsheet) part(name string) []byte {
	data, _ := b.Pkg.Load(name)
	part, _ := data.([]byte)
	return part
}

// link is what one part says of another.
type link struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// links are those of a part, their targets the names of entries.
func (b *spreadsheet) links(of string) []link {
	var read struct {
		Links []link `xml:"Relationship"`
	}
	folder, name := path.Split(of)
	b.decode(folder+"_rels/"+name+".rels", &read)
	for i, link := range read.Links {
		target := strings.ReplaceAll(link.Target, `\`, "/") // as some write it
		if !strings.HasPrefix(target, "/") {
			target = "/" + folder + target
		}
		read.Links[i].Target = path.Clean(target)[1:]
	}
	return read.Links
}

// decode reads a small part; excelize has read it before, and refuses the file
// where it is damaged.
func (b *spreadsheet) decode(name string, into any) {
	decoder := xml.NewDecoder(bytes.NewReader(b.part(name)))
	decoder.CharsetReader = b.CharsetReader
	_ = decoder.Decode(into)
}

// find finds the parts of the sheets, but for those that are charts.
func (b *spreadsheet) find() {
	b.parts = map[string][]byte{}
	links := b.links("")
	at := slices.IndexFunc(links, func(l link) bool { return strings.HasSuffix(l.Type, "/officeDocument") })
	if at < 0 {
		return
	}
	main := links[at].Target
	var list struct {
		Sheets []struct {
			Name string `xml:"name,attr"`
			ID   string `xml:"id,attr"`
		} `xml:"sheets>sheet"`
	}
	b.decode(main, &list)
	links = b.links(main)
	for _, s := range list.Sheets {
		at := slices.IndexFunc(links, func(l link) bool { return l.ID == s.ID && !strings.HasSuffix(l.Type, "/chartsheet") })
		if at < 0 {
			continue
		}
		if part := b.part(links[at].Target); part != nil {
			b.parts[s.Name] = part
		}
	}
}

// read reads the texts that cells share; readings of furigana are none.
func (b *spreadsheet) read() error {
	xml, err := markup.New(b.part("xl/sharedStrings.xml"), b.CharsetReader)
	if err != nil {
		return err
	}
	var text []byte
	inText, phonetic := false, false
	for {
		switch xml.Next() {
		case markup.Done:
			return nil
		case markup.Fault:
			return errors.New("shared texts are not well formed")
		case markup.Start:
			switch string(xml.Name()) {
			case "si":
				text = text[:0]
			case "rPh":
				phonetic = true
			case "t":
				inText = !phonetic
			}
		case markup.Text:
			if inText {
				text = append(text, xml.Text()...)
			}
		case markup.End:
			switch string(xml.Name()) {
			case "si":
				b.texts = append(b.texts, unescaped(string(text)))
			case "rPh":
				phonetic = false
			case "t":
				inText = false
			case "sst":
				return nil
			}
		}
	}
}

// shown is a number as people see it, which excelize knows of its own cells.
// Where it cannot tell, the number is taken as it is stored.
func (b *spreadsheet) shown(text string, style int) string {
	if !b.formats(style) {
		return text
	}
	const sheet = "Sheet1"
	if b.scratch == nil {
		b.scratch, b.scratched = excelize.NewFile(), map[int]string{}
		b.scratch.Styles = b.Styles
		if props, err := b.GetWorkbookProps(); err == nil {
			_ = b.scratch.SetWorkbookProps(&props)
		}
	}
	cell, known := b.scratched[style]
	if !known {
		cell = fmt.Sprintf("A%d", len(b.scratched)+1)
		b.scratched[style] = cell
		_ = b.scratch.SetCellStyle(sheet, cell, cell, style)
	}
	if b.scratch.SetCellDefault(sheet, cell, text) != nil {
		return text
	}
	shown, err := b.scratch.GetCellValue(sheet, cell)
	if err != nil {
		return text
	}
	return shown
}

// formats tells whether a style may show a cell otherwise than it is stored.
func (b *spreadsheet) formats(style int) bool {
	all := b.Styles.CellXfs
	if all == nil || style <= 0 || style >= len(all.Xf) {
		return false // which excelize shows as it is stored
	}
	format := all.Xf[style].NumFmtID
	return format != nil && *format != 0
}
