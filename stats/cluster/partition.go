package cluster

import (
	"fmt"

	"github.com/askoria/verbatim/stats"
)

// Partition puts each case into one class.
type Partition struct {
	N int // cases in a class
	// Classes are those of all cases, from 0; -1 outside all classes.
	Classes  []int
	Sizes    []int // cases of each class
	Warnings []string

	cases, lang string
}

func newPartition(classes []int, k int, cases, lang string) Partition {
	p := Partition{Classes: classes, Sizes: make([]int, k), cases: cases, lang: lang}
	for _, c := range classes {
		if c >= 0 {
			p.Sizes[c]++
			p.N++
		}
	}
	if p.cases == "" {
		p.cases = stats.Say(lang, "dossiers", "cases")
	}
	return p
}

// ClassTitle names a class: "Classe 1".
func ClassTitle(class int, lang string) string {
	return fmt.Sprintf("%s %d", stats.Say(lang, "Classe", "Class"), class+1)
}

// Column makes a column of the classes, to be joined to the cases: not
// applicable to a case outside all classes.
func (p *Partition) Column(name string) *stats.Categories {
	levels := make([]stats.Level, len(p.Sizes))
	for c := range levels {
		levels[c] = stats.Level{Code: fmt.Sprint(c + 1), Label: ClassTitle(c, p.lang)}
	}
	missing := make([]stats.Missing, len(p.Classes))
	for i, c := range p.Classes {
		if c < 0 {
			missing[i] = stats.NotApplicable
		}
	}
	return stats.Variable{Name: name, Label: stats.Say(p.lang, "Classe", "Class")}.Categories(levels, false, p.Classes, missing)
}
