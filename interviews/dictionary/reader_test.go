package dictionary

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

func TestAllowIdentifying(t *testing.T) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}, {Name: "nom_referent"}, {Name: "cadre", Type: Nominal, Identifying: true, Levels: stats.Levels("a")}}}
	files := fstest.MapFS{"f.csv": {Data: []byte("id;nom_referent;cadre\nE1;Lebrac;b\n")}}
	table, report, err := Reader{Dictionary: d, Files: files, AllowIdentifying: []string{"nom_referent", "cadre"}}.ReadFile("f.csv")
	if err != nil {
		t.Fatal(err)
	}
	name, err := table.Texts("nom_referent")
	if err != nil || !name.Variable().Identifying || name.Show(0, "fr") != "•••" {
		t.Errorf("the name is %+v, %v", name, err)
	}
	if value, _ := name.At(0); value != "Lebrac" {
		t.Errorf("the name reads %q", value)
	}
	if notes := strings.Join(report.Sources[0].Notes, " "); !strings.Contains(notes, "sur demande : nom_referent") {
		t.Errorf("not said: %q", notes)
	}
	if len(report.Problems) != 1 || report.Problems[0].Found != "" {
		t.Errorf("a cell of an identifying column is quoted: %v", report.Problems)
	}
	if _, _, err := (Reader{Dictionary: d, Files: files, AllowIdentifying: []string{"nom_referant"}}).ReadFile("f.csv"); err == nil || !strings.Contains(err.Error(), `did you mean "nom_referent"`) {
		t.Errorf("an unknown name is allowed: %v", err)
	}
}

func TestDictionaryOfTheProgram(t *testing.T) {
	for says, d := range map[string]*Dictionary{
		"no variables": {},
		"a second key": {Variables: []Variable{{Name: "a", Key: true}, {Name: "b", Key: true}}},
		"comes twice":  {Variables: []Variable{{Name: "a"}, {Name: "a"}}},
		"modalites":    {Variables: []Variable{{Name: "a", Type: Ordinal}}},
		"options":      {Variables: []Variable{{Name: "a", Type: Multiple, Levels: make([]stats.Level, 65)}}},
	} {
		_, report, err := Reader{Dictionary: d, Files: fstest.MapFS{}}.ReadFile("f.csv")
		if says == "options" {
			says = "64"
		}
		if err == nil || !strings.Contains(err.Error(), says) || report == nil {
			t.Errorf("%s: %v", says, err)
		}
	}
	if _, report, err := (Reader{}).ReadFile("f.csv"); err == nil || report == nil {
		t.Error("no dictionary at all")
	}
	if _, report, err := Open(fstest.MapFS{}, "absent.csv"); err == nil || len(report.Problems) != 1 {
		t.Errorf("absent dictionary: %v", err)
	}
}

func TestTables(t *testing.T) {
	table := caseFile.Tables()[0]
	if table.Title() != "Dictionnaire" || table.Len() != len(caseFile.Variables) {
		t.Fatalf("%s, %d rows", table.Title(), table.Len())
	}
	c, err := table.Texts("modalites")
	if err != nil || c.Show(3, "fr") != "adm = Administratif | jud = Judiciaire" {
		t.Errorf("levels %q, %v", c.Show(3, "fr"), err)
	}
}

// A whole number that can only be that of a year is shown as one.
func TestYears(t *testing.T) {
	book := &Dictionary{Variables: []Variable{
		{Name: "id", Key: true},
		{Name: "annee", Type: Whole, Min: "1995", Max: "2035"},
		{Name: "loyer", Type: Whole, Min: "1900", Max: "2100", Unit: "euros"},
		{Name: "jours", Type: Whole, Min: "0", Max: "2035"},
	}}
	files := fstest.MapFS{"f.csv": {Data: []byte("id;annee;loyer;jours\nE1;2019;2019;2019\n")}}
	table, _, err := Reader{Dictionary: book, Files: files}.ReadFile("f.csv")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"annee": "2019", "loyer": "2\u202f019", "jours": "2\u202f019"} {
		if c, err := table.Column(name); err != nil || c.Show(0, "") != want {
			t.Errorf("%s shows %q, want %q; %v", name, c.Show(0, ""), want, err)
		}
	}
}

// large is a case file of n rows with a column of each common type. Its codes
// rise, or do not.
func large(n int, shuffled bool) string {
	var text strings.Builder
	text.WriteString("id;cadre;age;score;debut;mna\n")
	for i := range n {
		id := i
		if shuffled {
			id = i * 7919 % n // a prime that divides no n used here
		}
		fmt.Fprintf(&text, "E%06d;%s;%d;%d,5;%02d/%02d/%d;%s\n", id, []string{"adm", "jud"}[i%2], i%20, i%100, 1+i%28, 1+i%12, 2000+i%20, []string{"oui", "non"}[i%2])
	}
	return text.String()
}

var largeDictionary = &Dictionary{Variables: []Variable{
	{Name: "id", Key: true},
	{Name: "cadre", Type: Nominal, Levels: stats.Levels("adm", "jud")},
	{Name: "age", Type: Whole, Min: "0", Max: "20"},
	{Name: "score", Type: Number},
	{Name: "debut", Type: Date},
	{Name: "mna", Type: Binary},
}}

// BenchmarkReader is to stay within three times BenchmarkEncodingCSV.
func BenchmarkReader(b *testing.B) {
	for name, shuffled := range map[string]bool{"rising": false, "shuffled": true} {
		b.Run(name, func(b *testing.B) {
			files := fstest.MapFS{"f.csv": {Data: []byte(large(300_000, shuffled))}}
			b.ReportAllocs()
			for b.Loop() {
				table, report, err := Reader{Dictionary: largeDictionary, Files: files}.ReadFile("f.csv")
				if err != nil || table.Len() != 300_000 || len(report.Problems) > 0 {
					b.Fatal(err, report.Problems)
				}
			}
		})
	}
}

// BenchmarkEncodingCSV is the same file through encoding/csv alone, untyped.
func BenchmarkEncodingCSV(b *testing.B) {
	text := large(300_000, false)
	b.ReportAllocs()
	for b.Loop() {
		r := csv.NewReader(strings.NewReader(text))
		r.Comma = ';'
		for {
			if _, err := r.Read(); err == io.EOF {
				break
			} else if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkWide reads 100,000 case files of 60 variables, and reports how much
// memory the program had from the system: it is to stay under 400 MB.
func BenchmarkWide(b *testing.B) {
	d := &Dictionary{Variables: []Variable{{Name: "id", Key: true}}}
	header, row := "id", ""
	for i := range 59 {
		v := Variable{Name: fmt.Sprintf("v%d", i)}
		var cell string
		switch i % 6 {
		case 0:
			v.Type, cell = Nominal, []string{"administratif", "judiciaire"}[i%2]
		case 1:
			v.Type, cell = Whole, fmt.Sprint(i)
		case 2:
			v.Type, cell = Binary, "oui"
		case 3:
			v.Type, cell = Date, "03/02/2021"
		case 4:
			v.Type, cell = Multiple, "AED, AEMO, placement"
		case 5:
			cell = fmt.Sprintf("note %d", i)
		}
		d.Variables = append(d.Variables, v)
		header, row = header+";"+v.Name, row+";"+cell
	}
	var text strings.Builder
	text.WriteString(header + "\n")
	for i := range 100_000 {
		fmt.Fprintf(&text, "E%06d%s\n", i, row)
	}
	files := fstest.MapFS{"f.csv": {Data: []byte(text.String())}}
	text.Reset()
	for b.Loop() {
		table, _, err := Reader{Dictionary: d, Files: files}.ReadFile("f.csv")
		if err != nil || table.Len() != 100_000 {
			b.Fatal(err)
		}
	}
	var memory runtime.MemStats
	runtime.ReadMemStats(&memory)
	b.ReportMetric(float64(memory.Sys)/(1<<20), "MB-peak")
}

// FuzzReader checks that no file and no dictionary makes it fail, and that
// what was read is accepted or rejected.
func FuzzReader(f *testing.F) {
	f.Add([]byte("variable;type;modalites;cle\nid;texte;;oui\nc;nominal;a|b;\nd;date;;\nm;multiple;;\nn;nombre;;\nx;binaire;;\n"),
		[]byte("id;c;d;m;n;x\nE1;a;03/02/2021;x, y;1,5;oui\nTotal;;;;;\n"))
	f.Add([]byte("variable;type\nx;ordinal\ny;mois\n"), []byte("x,y\n1,févr-21\n\"\n"))
	f.Add([]byte("variable;type;modalites;cle;alias;forme;posee_si;regle\nid;texte;;oui;code|no;;;\nq;binaire;;;;;;cumul\nm;multiple;a|b;;;cases;q=oui;cumul\nr;multiple;;;;rangs;toujours;\n"),
		[]byte("\"code\";\"q\";\"m[a]\";\"m[b]\";\"r_1\";\"r_2\"\r\n\"7\";\"oui\";\"Y\";\"\";\"x\";\"y\"\r\n\"8\";\"\";\"\";\"\";\"\";\"\"\r\n"))
	f.Fuzz(func(t *testing.T, description, file []byte) {
		files := fstest.MapFS{"d": {Data: description}, "f": {Data: file}}
		limits := interviews.Limits{File: 1 << 20, Inflated: 1 << 20}
		d, report, err := Open(files, "d")
		if report == nil {
			t.Fatal("no report")
		}
		if err != nil {
			return
		}
		if err := d.check(); err != nil {
			t.Fatalf("a dictionary that was accepted cannot be used: %v", err)
		}
		var again, rejects bytes.Buffer
		if err := d.WriteCSV(&again); err == nil {
			files["again"] = &fstest.MapFile{Data: again.Bytes()}
			if back, _, err := Open(files, "again"); err != nil || fmt.Sprint(back.Variables) != fmt.Sprint(d.Variables) {
				t.Fatalf("written and read again: %v\n%+v\n%+v", err, d, back)
			}
		}
		table, report, err := Reader{Dictionary: d, Files: files, Limits: limits, SheetAs: "feuille", Rejects: &rejects}.ReadFile("f")
		for _, s := range report.Sources {
			if s.Read != s.Accepted+s.Rejected || err == nil && s.Accepted != table.Len() && len(table.Columns()) > 0 {
				t.Fatalf("read %d, accepted %d, rejected %d", s.Read, s.Accepted, s.Rejected)
			}
		}
	})
}
