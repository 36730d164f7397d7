package export

import (
	"strings"
	"testing"

	"github.com/askoria/verbatim/stats"
)

// roll is a count with the list of the persons counted, which Hide leaves out.
type roll struct{ *twoWay }

func (l roll) Tables() []*stats.Table {
	return append(l.twoWay.Tables(), stats.MustTable("Un par un", text("id", "Code", "E017")))
}

func (l roll) Hide(masks []stats.Mask) stats.Tabler { return l.twoWay.Hide(masks) }

// Where small counts are hidden no person is listed beside them, even when none
// happens to be small.
func TestSinglePersonsAreNotListed(t *testing.T) {
	for below, shown := range map[int]bool{1: true, 5: false} {
		b := &Workbook{HideBelow: below}
		b.Sheet("Essai").Add(roll{cadre()}, nil)
		told := false
		for _, row := range raw(t, reopened(t, saved(t, b)), "Essai") {
			told = told || strings.Contains(strings.Join(row, " "), "E017")
		}
		if told != shown || b.Hidden().Len() != 0 {
			t.Errorf("below %d: listed %v, %d hidden", below, told, b.Hidden().Len())
		}
	}
}
