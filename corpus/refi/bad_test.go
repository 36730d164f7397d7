package refi_test

import (
	"archive/zip"
	"bytes"
	"io"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
)

func files(name string, data []byte) fs.FS { return fstest.MapFS{name: {Data: data}} }

// archive packs files as they are named.
func archive(content map[string]string) []byte {
	var packed bytes.Buffer
	z := zip.NewWriter(&packed)
	for _, name := range slices.Sorted(maps.Keys(content)) {
		entry, err := z.Create(name)
		if err == nil {
			_, err = io.WriteString(entry, content[name])
		}
		if err != nil {
			panic(err)
		}
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return packed.Bytes()
}

func entry(t testing.TB, packed []byte, name string) []byte {
	t.Helper()
	z, err := zip.NewReader(bytes.NewReader(packed), int64(len(packed)))
	if err != nil {
		t.Fatal(err)
	}
	data, err := fs.ReadFile(z, name)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

const (
	empty   = `<Project xmlns="urn:QDA-XML:project:1.0" name="p"/>`
	guidA   = "00000000-0000-0000-0000-00000000000a"
	guidB   = "00000000-0000-0000-0000-00000000000b"
	guidC   = "00000000-0000-0000-0000-00000000000c"
	guidD   = "00000000-0000-0000-0000-00000000000d"
	project = `<Project xmlns="urn:QDA-XML:project:1.0" name="p">`
)

func TestRefused(t *testing.T) {
	for _, test := range []struct {
		name string
		data []byte
		want string
	}{
		{"empty", nil, "est vide"},
		{"not XML", []byte("bonjour"), "n'est ni un projet ni une grille REFI-QDA"},
		{"other XML", []byte("<html/>"), "n'est ni un projet ni une grille REFI-QDA"},
		{"cut XML", []byte(project + "<Users>"), "est abîmé"},
		{"deep XML", []byte(project + strings.Repeat("<Code>", 500) + strings.Repeat("</Code>", 500) + "</Project>"), "emboîte plus de 400"},
		{"cut archive", []byte("PK\x03\x04abc"), "est abîmé"},
		{"PDF", []byte("%PDF-1.4"), "n'est pas un projet REFI-QDA"},
		{"no project", archive(map[string]string{"a.txt": "a"}), "ne contient pas de projet"},
		{"two projects", archive(map[string]string{"a.qde": empty, "b.qde": empty}), "contient 2 projets"},
		{"two projects of one name", archive(map[string]string{"Project.qde": empty, "project.QDE": empty}), "contient 2 projets"},
		{"outside", archive(map[string]string{"project.qde": empty, "../x": "a"}), "sortirait de son dossier"},
		{"outside, deeper", archive(map[string]string{"project.qde": empty, "sources/../../x": "a"}), "sortirait de son dossier"},
		{"outside, other slash", archive(map[string]string{"project.qde": empty, `..\x`: "a"}), "sortirait de son dossier"},
		{"absolute", archive(map[string]string{"project.qde": empty, "/etc/x": "a"}), "sortirait de son dossier"},
		{"drive", archive(map[string]string{"project.qde": empty, "C:/x": "a"}), "sortirait de son dossier"},
		{"bomb", archive(map[string]string{"project.qde": empty + strings.Repeat(" ", 4<<20)}), "bombe zip"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, report, err := refi.Reader{Files: files("p.qdpx", test.data)}.ReadFile("p.qdpx")
			if err == nil || !strings.Contains(err.Error(), test.want) || !strings.HasPrefix(err.Error(), "p.qdpx : ") {
				t.Fatalf("%v, want %q", err, test.want)
			}
			if len(report.Problems) != 1 || report.Problems[0].Severity != interviews.Rejected {
				t.Errorf("the report is %v", report)
			}
		})
	}
}

func TestMended(t *testing.T) {
	codes := `<CodeBook><Codes><Code guid="{` + strings.ToUpper(guidA) + `}" name="a" isCodable="1" color="#f00"/></Codes></CodeBook>`
	source := func(inside string) string {
		return project + codes + `<Sources><TextSource guid="` + guidB + `" name="t"><PlainTextContent>Il a peur.</PlainTextContent>` + inside + `</TextSource></Sources></Project>`
	}
	coding := func(code string) string {
		return `<Coding guid="` + guidD + `"><CodeRef targetGUID="` + code + `"/></Coding>`
	}
	selection := func(at, inside string) string {
		return `<PlainTextSelection guid="` + guidC + `" ` + at + `>` + inside + `</PlainTextSelection>`
	}
	for _, test := range []struct {
		name, data string
		want       string // in the report, "" for a clean one
		see        func(p *refi.Project) bool
	}{
		{
			"braces and case", source(selection(`startPosition="5" endPosition="9"`, coding(guidA))), "",
			func(p *refi.Project) bool { return len(p.Segments()) == 1 && p.Codes[0].Color == "#FF0000" },
		},
		{
			"mark before the declaration", "\ufeff<?xml version=\"1.0\" encoding=\"utf-8\"?>" + source(""), "",
			func(p *refi.Project) bool { return *p.Sources[0].Content == "Il a peur." },
		},
		{
			"other version", strings.Replace(source(""), "project:1.0", "project:0:10", 1), "autre version",
			func(p *refi.Project) bool { return len(p.Codes) == 1 },
		},
		{
			"unknown code", source(selection(`startPosition="5" endPosition="9"`, coding(guidB))), "n'est pas dans le projet",
			func(p *refi.Project) bool { return len(p.Segments()) == 0 && len(p.Sources[0].Texts) == 1 },
		},
		{
			"outside the text", source(selection(`startPosition="5" endPosition="900"`, coding(guidA))), "ramené au plus près",
			func(p *refi.Project) bool { return p.Sources[0].Texts[0].End.Value == 10 && len(p.Segments()) == 1 },
		},
		{
			"nothing selected", source(selection(`startPosition="5" endPosition="5"`, coding(guidA))), "est vide",
			func(p *refi.Project) bool { return len(p.Sources[0].Texts) == 1 },
		},
		{
			"no places", source(selection(``, coding(guidA))), "est vide",
			func(p *refi.Project) bool { return p.Sources[0].Texts[0].Start.Given },
		},
		{
			"whole source", source(coding(guidA)), "",
			func(p *refi.Project) bool {
				s := p.Segments()
				return len(s) == 1 && s[0].Selection == nil && s[0].Start == 0 && s[0].End == 10
			},
		},
		{
			"coder of the selection", source(selection(`startPosition="5" endPosition="9" creatingUser="`+guidD+`"`, coding(guidA))), "",
			func(p *refi.Project) bool { return p.Segments()[0].Coder == guidD },
		},
		{
			"code below itself", project + `<CodeBook><Codes><Code guid="` + guidA + `" name="a"><Code guid="` + guidA + `" name="a"><Code guid="` + guidB + `" name="b"/></Code></Code></Codes></CodeBook></Project>`,
			"porte l'identifiant d'un autre",
			func(p *refi.Project) bool {
				book, err := p.Codebook()
				return err == nil && book.PathName("b") == "a > b" && len(book.Codes()) == 2
			},
		},
		{
			"two names alike", project + `<CodeBook><Codes><Code guid="` + guidA + `" name="x"><Code guid="` + guidB + `" name="autre"/></Code><Code guid="` + guidC + `" name="y"><Code guid="` + guidD + `" name="autre"/></Code></Codes></CodeBook></Project>`,
			"",
			func(p *refi.Project) bool {
				book, err := p.Codebook()
				_, first := book.Code("autre")
				_, second := book.Code("y > autre")
				return err == nil && first && second
			},
		},
		{
			"corners and times the other way", project + `<Sources><PictureSource guid="` + guidA + `"><PictureSelection guid="` + guidB + `" firstX="9" firstY="186" secondX="20" secondY="3"/></PictureSource>` +
				`<AudioSource guid="` + guidC + `"><AudioSelection guid="` + guidD + `" begin="30" end="20"/></AudioSource></Sources></Project>`, "",
			func(p *refi.Project) bool {
				s := p.Sources[0].Pictures[0]
				return s.FirstY.Value == 3 && s.SecondY.Value == 186 && s.FirstX.Value == 9 && p.Sources[1].Audios[0].Begin.Value == 20
			},
		},
		{
			"elements in another order", project + `<Sources/><Users><User guid="` + guidA + `" name="AB"/></Users></Project>`, "",
			func(p *refi.Project) bool { return len(p.Users) == 1 },
		},
		{
			"no GUID", project + `<Users><User name="AB"/></Users></Project>`, "n'a pas d'identifiant",
			func(p *refi.Project) bool { return len(p.Users[0].GUID) == 36 },
		},
		{
			"path on a disk", project + `<Sources><TextSource guid="` + guidA + `" plainTextPath="absolute:///C:/Users/x/a.txt"/></Sources></Project>`, "sur le disque de l'auteur",
			func(p *refi.Project) bool { return p.Sources[0].PlainTextPath == "" },
		},
		{
			"day without a zone", project + `<Users><User guid="` + guidA + `"/></Users><Sources><TextSource guid="` + guidB + `" creationDateTime="2019-03-18T10:00:00"/></Sources></Project>`, "",
			func(p *refi.Project) bool { return p.Sources[0].Created.Hour() == 10 },
		},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, report, err := refi.Reader{Files: files("p.qde", []byte(test.data))}.ReadFile("p.qde")
			if err != nil {
				t.Fatal(err)
			}
			if test.want == "" && len(report.Problems) > 0 || !strings.Contains(report.String(), test.want) {
				t.Errorf("the report is %v, want %q", report, test.want)
			}
			if !test.see(p) {
				t.Errorf("read as %+v", p)
			}
			if s := report.Sources[0]; s.Read != s.Accepted+s.Rejected {
				t.Errorf("%d read, %d accepted, %d rejected", s.Read, s.Accepted, s.Rejected)
			}
			valid(t, "Project.xsd", entry(t, packed(t, refi.Writer{}, p), "project.qde"))
		})
	}
}

// Names of files and folders are written in many ways.
func TestPackage(t *testing.T) {
	source := func(path string) string {
		return project + `<Sources><TextSource guid="` + guidA + `" plainTextPath="` + path + `"/></Sources></Project>`
	}
	for name, content := range map[string]map[string]string{
		"as the standard": {"project.qde": source("internal://a.txt"), "sources/a.txt": "Oui."},
		"capitals":        {"Project.qde": source("internal://A.TXT"), "Sources/a.txt": "Oui."},
		"other name":      {"Essai.qde": source("internal://a.txt"), "sources/a.txt": "Oui."},
		"no scheme":       {"project.qde": source("a.txt"), "sources/a.txt": "Oui.", "sources/": ""},
		"empty entry":     {"project.qde": source("internal:///a.txt"), "sources/a.txt": "Oui.", "sources/.root": ""},
		"one of two":      {"project.qde": source("internal://a.txt"), "autre.qde": empty, "sources/a.txt": "Oui."},
		"Windows text":    {"project.qde": source("internal://a.txt"), "sources/a.txt": "Oui."},
	} {
		if p := read(t, "p.qdpx", archive(content)); p.Sources[0].Content == nil || *p.Sources[0].Content != "Oui." {
			t.Errorf("%s: the text was not found", name)
		}
	}
	p := read(t, "p.qdpx", archive(map[string]string{"project.qde": source("internal://a.txt"), "sources/a.txt": "\xc9t\xe9"}))
	if got := *p.Sources[0].Content; got != "Été" {
		t.Errorf("Windows-1252 read as %q", got)
	}
}

func FuzzReader(f *testing.F) {
	f.Add([]byte(empty))
	f.Add(spoken(refi.Reading{}, told, true))
	f.Add([]byte(project + `<CodeBook><Codes><Code guid="a" name="a"/></Codes></CodeBook><Cases><Case guid="b"><VariableValue><VariableRef targetGUID="c"/><FloatValue>1e3</FloatValue></VariableValue></Case></Cases></Project>`))
	f.Add([]byte(`<CodeBook xmlns="urn:QDA-XML:codebook:0:4"><Codes><Code guid="a" name="a" isCodable="true"/></Codes><Sets/></CodeBook>`))
	f.Fuzz(func(t *testing.T, data []byte) {
		p, report, err := refi.Reader{Files: files("p", data), Limits: interviews.Limits{Inflated: 1 << 20}}.ReadFile("p")
		if report == nil {
			t.Fatal("no report")
		}
		if err != nil {
			return
		}
		if s := report.Sources[0]; s.Read != s.Accepted+s.Rejected {
			t.Fatalf("%d read, %d accepted, %d rejected", s.Read, s.Accepted, s.Rejected)
		}
		p.Attributes()
		if _, err := p.Codebook(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := (refi.Import{}).Of(p); err != nil {
			t.Fatal(err)
		}
		written, err := refi.Writer{}.Project(p)
		if err != nil {
			t.Fatal(err)
		}
		q, _, err := refi.Reader{Files: files("q.qdpx", written)}.ReadFile("q.qdpx")
		if err != nil {
			t.Fatal(err)
		}
		if len(q.Segments()) != len(p.Segments()) {
			t.Fatalf("%d segments, written and read again %d", len(p.Segments()), len(q.Segments()))
		}
	})
}
