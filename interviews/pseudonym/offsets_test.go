package pseudonym

import (
	"testing"

	"github.com/askoria/verbatim/stats"
)

func TestOffsets(t *testing.T) {
	o := Offsets{{stats.Span{Start: 5, End: 8}, stats.Span{Start: 5, End: 15}}, {stats.Span{Start: 8, End: 10}, stats.Span{Start: 15, End: 16}}}
	for _, test := range []struct{ old, new stats.Span }{
		{stats.Span{Start: 0, End: 5}, stats.Span{Start: 0, End: 5}},
		{stats.Span{Start: 5, End: 8}, stats.Span{Start: 5, End: 15}},
		{stats.Span{Start: 4, End: 9}, stats.Span{Start: 4, End: 16}},
		{stats.Span{Start: 6, End: 7}, stats.Span{Start: 5, End: 15}},
		{stats.Span{Start: 8, End: 10}, stats.Span{Start: 15, End: 16}},
		{stats.Span{Start: 10, End: 12}, stats.Span{Start: 16, End: 18}},
		{stats.Span{Start: 12, End: 12}, stats.Span{Start: 18, End: 18}},
		{stats.Span{Start: 6, End: 6}, stats.Span{Start: 5, End: 5}},
	} {
		if got := o.Masked(test.old); got != test.new {
			t.Errorf("%v moves to %v, want %v", test.old, got, test.new)
		}
	}
	if got := o.Original(stats.Span{Start: 7, End: 16}); got != (stats.Span{Start: 5, End: 10}) {
		t.Errorf("back to %v", got)
	}
	if got := Offsets(nil).Masked(stats.Span{Start: 3, End: 4}); got != (stats.Span{Start: 3, End: 4}) {
		t.Errorf("nothing masked: %v", got)
	}
}
