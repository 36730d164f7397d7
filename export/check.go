package export

import (
	"archive/zip"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf16"
)

// check reads a finished workbook back, by the rules of the format and with
// none of the code that wrote it, and reports what would make Excel repair the
// file, lose something of it or tell of whoever wrote it.
func check(file io.ReaderAt, size int64) error {
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return err
	}
	c := checker{parts: map[string]*zip.File{}}
	c.checkParts(archive.File)
	if len(c.faults) == 0 {
		c.checkProperties()
		names := slices.Sorted(maps.Keys(c.parts))
		c.checkRelations(names)
		c.checkPictures(names)
		c.readStyles()
		c.checkBook()
		c.checkCharts(names)
	}
	return errors.Join(c.faults...)
}

type checker struct {
	parts  map[string]*zip.File
	sheets []string // names
	// shaped tells of each style whether it has a number format.
	shaped []bool
	faults []error
}

func (c *checker) fault(format string, args ...any) {
	const most = 20
	if len(c.faults) < most {
		c.faults = append(c.faults, fmt.Errorf(format, args...))
	}
}

// ownParts are all that a workbook of ours is made of: anything else, such as
// comments, macros and links to other files, has no business there.
var ownParts = regexp.MustCompile(`^(\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core)\.xml|` +
	`xl/(workbook|styles|sharedStrings|theme/theme1|worksheets/sheet[0-9]+|drawings/drawing[0-9]+|charts/chart[0-9]+)\.xml|xl/media/image[0-9]+\.png|` +
	`xl/(|worksheets/|drawings/)_rels/(workbook|sheet[0-9]+|drawing[0-9]+)\.xml\.rels)$`)

func (c *checker) checkParts(files []*zip.File) {
	for i, file := range files {
		if !ownParts.MatchString(file.Name) {
			c.fault("part %q does not belong into a workbook", file.Name)
		}
		if i > 0 && !before(files[i-1].Name, file.Name) {
			c.fault("part %q is out of order", file.Name)
		}
		if !file.Modified.IsZero() && file.Modified.Year() > 1980 {
			c.fault("part %q tells when it was written", file.Name)
		}
		c.parts[file.Name] = file
	}
	for _, name := range []string{contentTypes, "_rels/.rels", "docProps/core.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"} {
		if c.parts[name] == nil {
			c.fault("part %q is missing", name)
		}
	}
}

// before tells whether a part comes before another: the types first, then the
// sheets by number, then all others by name.
func before(a, b string) bool {
	key := func(name string) (int, int, string) {
		switch found := sheetName.FindStringSubmatch(name); {
		case name == contentTypes:
			return 0, 0, ""
		case found != nil:
			number, _ := strconv.Atoi(found[1]) // digits, by the pattern
			return 1, number, ""
		}
		return 2, 0, name
	}
	rankA, numberA, nameA := key(a)
	rankB, numberB, nameB := key(b)
	return cmp.Or(rankA-rankB, numberA-numberB, strings.Compare(nameA, nameB)) < 0
}

var sheetName = regexp.MustCompile(`^xl/worksheets/sheet([0-9]+)\.xml$`)

// walk gives each element of a part with the text directly inside, when it ends.
func (c *checker) walk(part string, start func(xml.StartElement), end func(name, text string)) {
	file := c.parts[part]
	if file == nil {
		c.fault("part %q is missing", part)
		return
	}
	reader, err := file.Open()
	if err != nil {
		c.fault("part %q: %w", part, err)
		return
	}
	defer func() { _ = reader.Close() }() // it was read to its end
	decoder := xml.NewDecoder(reader)
	var text strings.Builder
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return
		}
		if err != nil {
			c.fault("part %q: %w", part, err)
			return
		}
		switch token := token.(type) {
		case xml.StartElement:
			text.Reset()
			if start != nil {
				start(token)
			}
		case xml.CharData:
			text.Write(token)
		case xml.EndElement:
			if end != nil {
				end(token.Name.Local, text.String())
			}
			text.Reset()
		}
	}
}

// scan reads a sheet.
func (c *checker) scan(part string, s *sheetCheck) {
	file := c.parts[part]
	if file == nil {
		c.fault("part %q is missing", part)
		return
	}
	reader, err := file.Open()
	if err == nil {
		from, to := io.Pipe() // unpacked on another processor while it is read
		done := make(chan error, 1)
		go func() {
			_, err := io.Copy(to, reader)
			done <- errors.Join(reader.Close(), to.CloseWithError(err))
		}()
		err = errors.Join(newScanner(from).each(s.start, s.end), from.Close(), <-done)
	}
	if err != nil {
		c.fault("part %q: %w", part, err)
	}
}

func attribute(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

func (c *checker) checkProperties() {
	c.walk("docProps/core.xml", nil, func(name, text string) {
		switch name {
		case "creator", "lastModifiedBy":
			if text != maker {
				c.fault("the properties name %s: %q", name, text)
			}
		}
	})
}

func (c *checker) readStyles() {
	inside := false
	c.walk("xl/styles.xml", func(e xml.StartElement) {
		switch e.Name.Local {
		case "cellXfs":
			inside = true
		case "xf":
			if inside {
				id := attribute(e, "numFmtId")
				c.shaped = append(c.shaped, id != "" && id != "0")
			}
		}
	}, func(name, _ string) { inside = inside && name != "cellXfs" })
}

// checkBook reads the list of sheets and its names for ranges, then each sheet.
func (c *checker) checkBook() {
	targets := map[string]string{}
	c.walk("xl/_rels/workbook.xml.rels", func(e xml.StartElement) {
		if id := attribute(e, "Id"); id != "" {
			target := strings.TrimPrefix(attribute(e, "Target"), "/")
			if !strings.HasPrefix(target, "xl/") {
				target = path.Join("xl", target)
			}
			targets[id] = target
		}
	}, nil)
	var parts []string
	seen := map[string]bool{}
	c.walk("xl/workbook.xml", func(e xml.StartElement) {
		if e.Name.Local != "sheet" {
			return
		}
		name := attribute(e, "name")
		if length := len(utf16.Encode([]rune(name))); length == 0 || length > longestName || strings.ContainsAny(name, `\/?*[]:`) || name[0] == '\'' {
			c.fault("Excel refuses the sheet name %q", name)
		}
		if seen[strings.ToLower(name)] {
			c.fault("two sheets are named %q", name)
		}
		if state := attribute(e, "state"); state != "" && state != "visible" {
			c.fault("sheet %q is hidden", name)
		}
		seen[strings.ToLower(name)] = true
		c.sheets = append(c.sheets, name)
		parts = append(parts, targets[attribute(e, "id")])
	}, func(name, text string) {
		if name != "definedName" {
			return
		}
		// Titles to print are a column and a row; names of sheets are quoted.
		for part := range strings.SplitSeq(strings.ReplaceAll(text, ",'", "\x00'"), "\x00") {
			if !c.leadsToSheet(part) {
				c.fault("a name refers to %q, which is not in the file", part)
			}
		}
	})
	if len(parts) == 0 {
		c.fault("the workbook has no sheet")
	}
	for i, part := range parts {
		s := sheetCheck{checker: c, name: c.sheets[i], first: i == 0}
		c.scan(part, &s)
		s.close()
	}
}

var reference = regexp.MustCompile(`^'((?:[^']|'')+)'!(?:\$?[A-Z]*\$?[0-9]+(?::\$?[A-Z]*\$?[0-9]+)?|\$[A-Z]+:\$[A-Z]+)$`)

// leadsToSheet tells whether a reference is to cells of a sheet of the file.
func (c *checker) leadsToSheet(text string) bool {
	found := reference.FindStringSubmatch(text)
	return found != nil && slices.Contains(c.sheets, strings.ReplaceAll(found[1], "''", "'"))
}
