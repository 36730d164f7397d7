package pseudonym

import (
	"fmt"
	"testing"
)

func TestEveryCommuneIsKnown(t *testing.T) {
	communes := 0
	for row := range rows(communeData) {
		if row[1] == "commune" {
			communes++
		}
		text := "On habite à " + row[0] + " depuis peu."
		got, _ := one(t, Masker{}, text)
		if got != "On habite à [COMMUNE_1] depuis peu." {
			t.Errorf("%s: %s", row[0], got)
		}
	}
	if communes != 332 {
		t.Errorf("%d communes, want the 332 of 1 January 2026", communes)
	}
}

func TestLexiconsHoldNoGroupTwice(t *testing.T) {
	seen := map[string]bool{}
	for _, g := range lexicons().groups {
		id := fmt.Sprint(g.sex, g.born, g.origin)
		if seen[id] || len(g.names) < 10 {
			t.Errorf("group %s: %d names, or twice", id, len(g.names))
		}
		seen[id] = true
	}
	if len(Origins()) < 10 || Origins()[0] != "français" {
		t.Errorf("origins: %q", Origins())
	}
}
