package qda_test

import (
	"bytes"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus/qda"
	"github.com/askoria/verbatim/interviews"
)

func TestBadFiles(t *testing.T) {
	whole, err := os.ReadFile(qualcoderProject(t))
	if err != nil {
		t.Fatal(err)
	}
	other, err := os.ReadFile(database(t, "autre.db", "create table x (y)"))
	if err != nil {
		t.Fatal(err)
	}
	torn := append([]byte{}, whole...)
	for i := 4096; i < len(torn); i++ {
		torn[i] = byte(i * 7)
	}
	views, err := os.ReadFile(database(t, "vues.qda", "create table source (id, name, fulltext)", "create table code_name (cid, name)",
		"create view code_text as with recursive n(i) as (select 1 union all select i + 1 from n) select i as cid from n"))
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		data   []byte
		limits interviews.Limits
		want   string
	}{
		"no database":   {[]byte("bonjour"), interviews.Limits{}, "n'est pas un projet de QualCoder, Taguette ou RQDA"},
		"empty":         {nil, interviews.Limits{}, "est vide"},
		"header only":   {whole[:16], interviews.Limits{}, "est abîmé"},
		"cut":           {whole[:5000], interviews.Limits{}, "est abîmé"},
		"torn":          {torn, interviews.Limits{}, "est abîmé"},
		"other program": {other, interviews.Limits{}, "d'aucun des logiciels connus"},
		"endless view":  {views, interviews.Limits{}, "d'aucun des logiciels connus"},
		"too big":       {whole, interviews.Limits{File: 100}, "dépasse la limite"},
		"too much text": {whole, interviews.Limits{Inflated: 100}, "plus de texte que la limite"},
	} {
		t.Run(name, func(t *testing.T) {
			p, report, err := qda.Reader{Files: fstest.MapFS{"p.qda": {Data: test.data}}, Limits: test.limits}.ReadFile("p.qda")
			var problem *interviews.Problem
			if p != nil || !errors.As(err, &problem) || !strings.Contains(err.Error(), test.want) || len(report.Problems) == 0 {
				t.Errorf("%v, want %q", err, test.want)
			}
		})
	}
	if _, _, err := (qda.Reader{}).ReadFile(filepath.Join(t.TempDir(), "absent.qda")); err == nil || !strings.Contains(err.Error(), "n'existe pas") {
		t.Errorf("absent: %v", err)
	}
}

// A project that is still open says so; one in WAL mode is read without it.
func TestStillOpen(t *testing.T) {
	data, err := os.ReadFile(database(t, "p.qda", append([]string{"pragma journal_mode=wal"}, qualcoderTables...)...))
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{"etude.qda/data.qda": {Data: data}, "etude.qda/data.qda-wal": {Data: []byte("x")}}
	_, report, err := qda.Reader{Files: files}.ReadFile("etude.qda")
	if err != nil {
		t.Fatal(err)
	}
	mentions(t, report, "n'était pas fermé")
}

// projects are those of the three programs.
func projects(t testing.TB) [][]byte {
	t.Helper()
	var all [][]byte
	for _, file := range []string{qualcoderProject(t), taguetteProject(t), rqdaProject(t)} {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, data)
	}
	return all
}

// sound reads whatever bytes: a project whose passages lie in their texts, or a
// reason.
func sound(t *testing.T, data []byte) {
	t.Helper()
	p, report, err := qda.Reader{Files: fstest.MapFS{"p": {Data: data}}}.ReadFile("p")
	if (p == nil) != (err != nil) || report == nil {
		t.Fatal(p, report, err)
	}
	if p == nil {
		return
	}
	for _, s := range p.Segments() {
		if n := len([]rune(*s.Text.Content)); s.Start < 0 || s.End < s.Start || s.End > n {
			t.Errorf("a passage from %d to %d in %d characters", s.Start, s.End, n)
		}
	}
	if _, err := p.Codebook(); err != nil {
		t.Error(err)
	}
}

func TestDamagedAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	for _, whole := range projects(t) {
		for range 200 {
			data := bytes.Clone(whole)
			for range 1 + random.IntN(30) {
				data[random.IntN(len(data))] = byte(random.IntN(256))
			}
			if random.IntN(4) == 0 {
				data = data[:random.IntN(len(data))]
			}
			sound(t, data)
		}
	}
}

func FuzzReader(f *testing.F) {
	for _, data := range projects(f) {
		f.Add(data)
	}
	f.Fuzz(sound)
}
