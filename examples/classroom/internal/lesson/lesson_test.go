package lesson

import (
	"bytes"
	"errors"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/stats"
)

func folder(cases string) fstest.MapFS {
	return fstest.MapFS{
		"data/x.dictionnaire.csv": {Data: []byte("variable;type;modalites\nid;texte;\nsexe;nominal;F=Fille|G=Garçon\n")},
		"data/x.csv":              {Data: []byte(cases)},
	}
}

func TestRead(t *testing.T) {
	table, err := Read(folder("id;sexe\nA;F\nB;NR\n"), "x")
	if err != nil || table.Len() != 2 {
		t.Fatal(table, err)
	}
	if _, err := Read(folder("id;sexe\nA;X\n"), "x"); err == nil {
		t.Error("a level that does not exist is no error")
	}
	if _, err := Read(folder("id;sexe\nA;F\n"), "y"); err == nil {
		t.Error("a file that does not exist is no error")
	}
}

func TestBetween(t *testing.T) {
	for _, c := range []struct {
		estimate stats.Estimate
		want     string
	}{
		{stats.Estimate{Value: 0.5, Low: 0.25, High: 1, Confidence: 0.95}, "0,50 [0,25 ; 1,00]"},
		{stats.Estimate{Value: -0.5}, "-0,50"},
		{stats.Estimate{Reason: "un seul cas"}, "n.d. (un seul cas)"},
	} {
		if got := Between(c.estimate); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestShow(t *testing.T) {
	var out bytes.Buffer
	failed := errors.New("failed")
	if err := Show(&out, stats.MustTable("Titre"), failed); !errors.Is(err, failed) || out.Len() > 0 {
		t.Errorf("%v, %q", err, out.String())
	}
	if err := Show(&out, stats.MustTable("Titre"), nil); err != nil || out.Len() == 0 {
		t.Errorf("%v, %q", err, out.String())
	}
}
