package export

import (
	"fmt"
	"strings"
	"unicode/utf16"
)

// longestName is Excel's limit for the name of a sheet, in UTF-16 units.
const longestName = 31

// tab is a sheet of results, under the name it was asked for and the one that
// Excel accepts.
type tab struct {
	asked, name string
	additions   []*addition
	entries     []entry // of its additions, once they are protected
}

// tab finds the sheet asked for, without regard to case as Excel does, or
// makes it under a name that no other sheet has.
func (b *Workbook) tab(asked string) *tab {
	taken := map[string]bool{}
	for _, own := range []string{b.readmeName(), b.contentsName(), b.chartsName(), b.longName(), b.methodName(), b.journalName()} {
		taken[strings.ToLower(own)] = !strings.EqualFold(own, asked)
	}
	for _, s := range b.sheets {
		if strings.EqualFold(s.asked, asked) {
			return s
		}
		taken[strings.ToLower(s.name)] = true
	}
	s := &tab{asked: asked, name: freeName(asked, taken)}
	b.sheets = append(b.sheets, s)
	return s
}

// nameSigns replaces what Excel refuses in the name of a sheet. Apostrophes
// become typographic ones, which need no quoting in references.
var nameSigns = strings.NewReplacer(
	"\\", "-", "/", "-", "?", "", "*", "", "[", "(", "]", ")", ":", "-", "'", "’",
	"\n", " ", "\t", " ", "\u00a0", " ", "\u202f", " ")

// freeName is the name as Excel accepts it, numbered when another sheet has it.
func freeName(asked string, taken map[string]bool) string {
	clean, _ := cleanText(nameSigns.Replace(asked))
	clean = strings.Join(strings.Fields(clean), " ")
	if clean == "" {
		clean = "Feuille"
	}
	// Excel keeps these two for its own lists of changes.
	reserved := strings.EqualFold(clean, "History") || strings.EqualFold(clean, "Historique")
	for number := 1; ; number++ {
		suffix := ""
		if number > 1 || reserved {
			suffix = fmt.Sprintf(" (%d)", number)
		}
		name := strings.TrimRight(cutUnits(clean, longestName-len(suffix)), " ") + suffix
		if !taken[strings.ToLower(name)] {
			return name
		}
	}
}

// cutUnits is the longest beginning of a text within a number of UTF-16 units.
func cutUnits(text string, most int) string {
	units := 0
	for at, r := range text {
		if units += utf16.RuneLen(r); units > most {
			return text[:at]
		}
	}
	return text
}

// quoted is the name of a sheet as references write it.
func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }
