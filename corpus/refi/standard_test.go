package refi_test

import (
	"bytes"
	"cmp"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus/refi"
)

// read reads a file that can be read.
func read(t testing.TB, name string, data []byte) *refi.Project {
	t.Helper()
	p, report, err := refi.Reader{Files: fstest.MapFS{name: {Data: data}}}.ReadFile(name)
	if err != nil {
		t.Fatalf("%v\n%v", err, report)
	}
	for _, s := range report.Sources {
		if s.Read != s.Accepted+s.Rejected {
			t.Errorf("%d read, %d accepted, %d rejected", s.Read, s.Accepted, s.Rejected)
		}
	}
	return p
}

func packed(t testing.TB, w refi.Writer, p *refi.Project) []byte {
	t.Helper()
	data, err := w.Project(p)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// valid checks a project or codebook against its schema.
func valid(t *testing.T, schema string, data []byte) {
	t.Helper()
	lint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("no xmllint to validate with: apt-get install libxml2-utils")
	}
	golden := cmp.Or(os.Getenv("VERBATIM_GOLDEN"), filepath.Join("..", "shared", "golden"))
	if !filepath.IsAbs(golden) {
		golden = filepath.Join("..", "..", golden)
	}
	schema = filepath.Join(golden, "..", "data", "refi", schema)
	if _, err := os.Stat(schema); err != nil {
		t.Skip("no schema to validate with: set VERBATIM_GOLDEN")
	}
	command := exec.Command(lint, "--nonet", "--noout", "--schema", schema, "-")
	command.Stdin = bytes.NewReader(data)
	if out, err := command.CombinedOutput(); err != nil {
		t.Errorf("not valid: %s", out)
	}
}

func TestStandardExample(t *testing.T) {
	data, err := os.ReadFile("testdata/standard_example.qdpx")
	if err != nil {
		t.Fatal(err)
	}
	p, report, err := refi.Reader{}.ReadFile("testdata/standard_example.qdpx")
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{"Code": len(p.Codes), "Set": len(p.Sets), "Note": len(p.Notes), "Link": len(p.Links), "User": len(p.Users), "Source": len(p.Sources)}
	for _, g := range p.Graphs {
		counts["Vertex"] += len(g.Vertices)
		counts["Edge"] += len(g.Edges)
	}
	places := map[string][2]int{}
	text := func(s *refi.Source) {
		if s == nil {
			return
		}
		counts["PlainTextSelection"] += len(s.Texts)
		for _, selection := range s.Texts {
			counts["Coding"] += len(selection.Codings)
			places[selection.Name] = [2]int{selection.Start.Value, selection.End.Value}
		}
	}
	for i := range p.Sources {
		s := &p.Sources[i]
		text(s)
		text(s.Representation)
		for _, transcript := range s.Transcripts {
			counts["SyncPoint"] += len(transcript.SyncPoints)
		}
		for _, list := range [][]refi.Selection{s.Pictures, s.PDFs, s.Audios, s.Videos} {
			for _, selection := range list {
				counts["Coding"] += len(selection.Codings)
			}
		}
	}
	want := map[string]int{
		"Code": 14, "Set": 16, "Note": 2, "Link": 1, "User": 3, "Source": 12, "Vertex": 3, "Edge": 2,
		"PlainTextSelection": 8, "Coding": 16, "SyncPoint": 13,
	}
	if !reflect.DeepEqual(counts, want) {
		t.Errorf("got %v\nwant %v", counts, want)
	}
	for name, place := range map[string][2]int{
		"Oh, that was great. See you tomorrow? Eleven thirty. Mm.":     {139, 195},
		"I did try the gluten free bread, but it was always so soggy,": {215, 275},
		"granola": {62, 69},
	} {
		if places[name] != place {
			t.Errorf("%q: %v, want %v", name, places[name], place)
		}
	}
	// Two passages of a PDF are there twice, on the page and in the text.
	segments := p.Segments()
	twice := 0
	for _, segment := range segments {
		twice += len(segment.GUIDs) - 1
	}
	if len(segments) != 14 || twice != 2 {
		t.Errorf("%d segments, %d of them twice", len(segments), twice)
	}
	if s := report.Sources[0]; s.Read != 16 || s.Accepted != 16 {
		t.Errorf("%d codings read, %d accepted", s.Read, s.Accepted)
	}

	written := packed(t, refi.Writer{}, p)
	if again := packed(t, refi.Writer{}, p); !bytes.Equal(written, again) {
		t.Error("written twice, it differs")
	}
	q := read(t, "again.qdpx", written)
	if !reflect.DeepEqual(p, q) {
		t.Error("written and read again, the project differs")
	}
	if again := packed(t, refi.Writer{}, q); !bytes.Equal(written, again) {
		t.Error("written, read and written again, it differs")
	}
	if same := read(t, "same.qdpx", data); !reflect.DeepEqual(p, same) {
		t.Error("read twice, it differs")
	}
	for _, private := range []string{"sebpe", "basePath", "currentPath"} {
		if bytes.Contains(entry(t, written, "project.qde"), []byte(private)) {
			t.Errorf("the project written has %q", private)
		}
	}
	for _, target := range []refi.Target{refi.AnyProgram, refi.MAXQDA, refi.ATLASti} {
		valid(t, "Project.xsd", entry(t, packed(t, refi.Writer{Target: target}, p), "project.qde"))
	}
}

func TestStandardExampleAttributes(t *testing.T) {
	p, _, err := refi.Reader{}.ReadFile("testdata/standard_example.qdpx")
	if err != nil {
		t.Fatal(err)
	}
	table := p.Attributes()
	row := map[string]int{}
	for i, s := range p.Sources {
		row[s.Name] = i
	}
	for _, test := range []struct{ source, column, want string }{
		{"Simon.docx", "gender", "male"},
		{"Simon.docx", "age", "67"},
		{"Mabel.txt", "gender", "female"},
		{"Mabel.txt", "age", "25"},
		{"Mabel.txt", "groupes", "Mabel ; Text files"},
		{"cornflakes-n-milk.jpg", "groupes", "Images"},
		{"cornflakes-n-milk.jpg", "age", "NR"},
	} {
		column, err := table.Column(test.column)
		if err != nil {
			t.Fatal(err)
		}
		if got := column.Show(row[test.source], "fr"); got != test.want {
			t.Errorf("%s of %s: %q, want %q", test.column, test.source, got, test.want)
		}
	}
}
