package refi_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/corpus/refi"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// conversation makes an interview of questions and answers.
func conversation(id, situation string, role interviews.Role, speech ...string) *interviews.Interview {
	transcript := &interviews.Transcript{Source: id + ".txt"}
	for i, said := range speech {
		turn := interviews.Turn{Number: i + 1, Speaker: "E", Interviewer: i%2 == 0, Text: said}
		if i%2 == 1 {
			turn.Speaker, turn.Role = string(role), role
		}
		transcript.Text += turn.Speaker + " : "
		turn.Start = utf8.RuneCountInString(transcript.Text)
		transcript.Text += said
		turn.End = utf8.RuneCountInString(transcript.Text)
		transcript.Text += "\n"
		transcript.Turns = append(transcript.Turns, turn)
	}
	return &interviews.Interview{
		ID: id, Case: situation, Child: "E0001", Place: "domicile", Interviewer: "ENQ1", Transcript: transcript,
		Informant: interviews.Person{ID: "P-" + id, Role: role, AgeBand: "15-17", Sex: "F"},
	}
}

// study is two invented interviews of one situation, with their codings.
func study(t testing.TB) (*corpus.Corpus, *corpus.Codebook, corpus.Codings) {
	t.Helper()
	c, err := corpus.New([]*interviews.Interview{
		conversation("C01-jeune", "C01", "jeune", "Comment ça se passe ?", "J’y vais plus trop 😀.\nMes parents crient, à l’école aussi.", "Et chez toi ?", "Ça va."),
		conversation("C01-mere", "C01", "mère", "Le juge ?", "Le juge a décidé. L’éducatrice, j’ai confiance."),
	}, nil)
	if err != nil {
		t.Fatal(err)
	}
	book, err := corpus.NewCodebook(
		corpus.Code{
			ID: "M2", Label: "Relation", Definition: "Ce qui est dit du lien.\nInclure : n'est pas ici un titre.", Include: "la confiance & la peur",
			Exclude: "le conflit <M4>", Example: "« j’ai confiance »",
		},
		corpus.Code{ID: "M2.1", Parent: "M2", Label: "Confiance"},
		corpus.Code{ID: "conflit"})
	if err != nil {
		t.Fatal(err)
	}
	var codings corpus.Codings
	for _, mark := range []struct {
		document, words, code, coder string
	}{
		{"C01-jeune", "J’y vais plus trop 😀", "M2", "AB"},
		{"C01-jeune", "Mes parents crient", "conflit", "AB"},
		{"C01-jeune", "Mes parents crient", "conflit", "CD"},
		{"C01-jeune", "Mes parents crient", "M2", "CD"},
		{"C01-mere", "L’éducatrice, j’ai confiance", "M2.1", "AB"},
	} {
		d, _ := c.Document(mark.document)
		start := utf8.RuneCountInString(d.Text()[:strings.Index(d.Text(), mark.words)])
		coding, err := d.Coding(mark.code, start, start+utf8.RuneCountInString(mark.words))
		if err != nil {
			t.Fatal(err)
		}
		coding.Coder, coding.Path = mark.coder, book.Path(mark.code)
		coding.Date = time.Date(2023, 5, 1, 9, 30, 0, 0, time.UTC)
		codings = append(codings, coding)
	}
	codings[0].Valence, codings[0].Certainty, codings[0].Memo = corpus.Negative, corpus.Unsure, "à revoir\nValence : 1"
	codings[1].Valence = corpus.Neutral
	codings[4].Valence, codings[4].Batch = corpus.Positive, "règle M2.1 : confiance"
	return c, book, codings
}

// listed is codings by what must survive.
func listed(codings corpus.Codings) []string {
	lines := make([]string, len(codings))
	for i, c := range codings {
		lines[i] = fmt.Sprint(c.Segment(), c.Turn, c.Words, c.Code, c.Path, c.Coder, c.Valence, c.Certainty, c.Batch, c.Date, c.Memo, c.Quote)
	}
	slices.Sort(lines)
	return lines
}

func exported(t testing.TB, x refi.Export, c *corpus.Corpus, codings corpus.Codings) *refi.Project {
	t.Helper()
	p, report, err := x.Of(c, codings)
	if err != nil {
		t.Fatal(err)
	}
	if s := report.Sources[0]; s.Read != s.Accepted+s.Rejected {
		t.Errorf("%d read, %d accepted, %d rejected", s.Read, s.Accepted, s.Rejected)
	}
	return p
}

func TestExchange(t *testing.T) {
	c, book, codings := study(t)
	cases, err := stats.NewTable("Dossiers",
		stats.Variable{Name: "id_enfant"}.Texts([]string{"E0001"}, nil),
		stats.Variable{Name: "nom", Identifying: true}.Texts([]string{"Dupont"}, nil),
		stats.Variable{Name: "mesures"}.Numbers([]float64{2}, nil),
		stats.Variable{Name: "debut"}.Dates([]time.Time{time.Date(2022, 3, 1, 0, 0, 0, 0, time.UTC)}, nil),
		stats.Variable{Name: "placement"}.Flags([]bool{true}, nil))
	if err != nil {
		t.Fatal(err)
	}
	x := refi.Export{Name: "Étude", Codebook: book, Cases: cases, Memos: true}
	p := exported(t, x, c, codings)
	for name, target := range map[string]refi.Target{"any": refi.AnyProgram, "MAXQDA": refi.MAXQDA, "ATLAS.ti": refi.ATLASti} {
		t.Run(name, func(t *testing.T) {
			w := refi.Writer{Target: target}
			written := packed(t, w, p)
			if !bytes.Equal(written, packed(t, w, exported(t, x, c, codings))) {
				t.Error("exported twice, it differs")
			}
			xml := string(entry(t, written, "project.qde"))
			for _, secret := range []string{"E0001", "Dupont"} {
				if strings.Contains(xml, secret) {
					t.Errorf("%q goes along", secret)
				}
			}
			q := read(t, "p.qdpx", written)
			if target == refi.AnyProgram {
				for i := range q.Sources {
					if !q.Sources[i].Calibration.Reading.Standard() || q.Sources[i].Calibration.Score != 1 {
						t.Errorf("calibrated as %v", q.Sources[i].Calibration)
					}
					q.Sources[i].Calibration = nil
				}
				if !reflect.DeepEqual(p, q) {
					t.Errorf("exported and read again:\n%+v\n%+v", p, q)
				}
			}
			for _, with := range []*corpus.Corpus{c, nil} {
				back, report, err := refi.Import{Corpus: with}.Of(q)
				if err != nil {
					t.Fatal(err)
				}
				if got, want := listed(back.Codings), listed(codings); !slices.Equal(got, want) {
					t.Errorf("got\n%s\nwant\n%s\n%v", strings.Join(got, "\n"), strings.Join(want, "\n"), report)
				}
				if !reflect.DeepEqual(back.Codebook.Codes(), book.Codes()) {
					t.Errorf("codes %+v", back.Codebook.Codes())
				}
				for i, d := range back.Corpus.Documents() {
					before := c.Documents()[i]
					if d.ID() != before.ID() || d.Text() != before.Text() || d.Case() != before.Case() || !reflect.DeepEqual(d.Turns(), before.Turns()) {
						t.Errorf("document %s: turns %+v", d.ID(), d.Turns())
					}
				}
				for column, want := range map[string]string{"mesures": "numbers", "debut": "dates", "placement": "flags", "role": "categories"} {
					got, err := back.Attributes.Column(column)
					if err != nil || stats.KindOf(got) != want {
						t.Errorf("%s: %v", column, err)
					}
				}
			}
			valid(t, "Project.xsd", []byte(xml))
		})
	}
	// In a file for MAXQDA, places count CR LF as two.
	written := packed(t, refi.Writer{Target: refi.MAXQDA}, p)
	text := entry(t, written, "sources/"+string(p.Sources[0].GUID)+".txt")
	if !bytes.Contains(text, []byte("😀.\r\nMes")) {
		t.Errorf("the text is %q", text)
	}
	if q := read(t, "p.qdpx", written); !q.Sources[0].Calibration.Reading.Standard() {
		t.Errorf("read as %v", q.Sources[0].Calibration.Reading)
	}
}

func TestExportLosses(t *testing.T) {
	c, book, codings := study(t)
	_, report, err := refi.Export{Codebook: book}.Of(c, append(codings, codings[0]))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"1 mémo ne part pas", "1 codage en répète un autre"} {
		if !strings.Contains(report.String(), want) {
			t.Errorf("no %q in %v", want, report)
		}
	}
	if s := report.Sources[0]; s.Read != 6 || s.Rejected != 1 {
		t.Errorf("%d read, %d rejected", s.Read, s.Rejected)
	}
	p := exported(t, refi.Export{Codebook: book}, c, codings)
	for _, note := range p.Notes {
		if strings.Contains(*note.Content, "à revoir") {
			t.Error("a memo goes along that was not asked for")
		}
	}

	withdrawn := c.Interviews()[0]
	withdrawn.Consent.Withdrawn = time.Date(2024, 1, 1, 0, 0, 0, 0, time.UTC)
	p = exported(t, refi.Export{Codebook: book}, c, codings)
	if len(p.Sources) != 1 || len(p.Cases) != 1 || p.Sources[0].Name != "C01-mere" {
		t.Errorf("%d sources, %d cases after a withdrawal", len(p.Sources), len(p.Cases))
	}

	short, err := corpus.NewCodebook(corpus.Code{ID: "M2"})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := (refi.Export{Codebook: short}).Of(c, codings); err == nil || !strings.Contains(err.Error(), `no code "conflit"`) {
		t.Errorf("a code that is not in the codebook: %v", err)
	}
}

// What comes back changed is not put where it was.
func TestImportOntoCorpus(t *testing.T) {
	c, book, codings := study(t)
	p := exported(t, refi.Export{Codebook: book}, c, codings)
	other := "Tout autre chose."
	p.Sources[0].Content = &other
	p.Sources[1].Name = "inconnu.txt"
	back, report, err := refi.Import{Corpus: c}.Of(p)
	if err != nil {
		t.Fatal(err)
	}
	both := exported(t, refi.Export{Codebook: book}, c, codings)
	again := both.Sources[0]
	again.GUID, again.Name = guidA, again.Name+".txt"
	again.Texts = slices.Clone(again.Texts)
	for i := range again.Texts {
		again.Texts[i].GUID = refi.GUID(fmt.Sprintf("30000000-0000-0000-0000-%012d", i))
	}
	again.PlainTextPath = ""
	both.Sources = append(both.Sources, again)
	if twice, _, err := (refi.Import{Corpus: c}).Of(both); err != nil || len(twice.Codings) != len(codings) {
		t.Errorf("an interview that is there twice: %d codings, %v", len(twice.Codings), err)
	}
	if len(back.Codings) != 0 || report.Sources[0].Rejected != 5 {
		t.Errorf("%d codings, %v", len(back.Codings), report)
	}
	for _, want := range []string{"1 texte a été modifié", "1 texte n'est celui d'aucun entretien"} {
		if !strings.Contains(report.String(), want) {
			t.Errorf("no %q in %v", want, report)
		}
	}
}

// What one coder coded twice is one coding; two who agree are two.
func TestImportOverlaps(t *testing.T) {
	coding := func(n int, who string) string {
		return fmt.Sprintf(`<Coding guid="20000000-0000-0000-0000-%012d" creatingUser="%s"><CodeRef targetGUID="%s"/></Coding>`, n, who, guidA)
	}
	selection := func(n, start, end int, who string) string {
		return fmt.Sprintf(`<PlainTextSelection guid="30000000-0000-0000-0000-%012d" startPosition="%d" endPosition="%d">%s</PlainTextSelection>`, n, start, end, coding(n, who))
	}
	data := project + `<Users><User guid="` + guidC + `" name="AB"/><User guid="` + guidD + `" name="CD"/></Users><CodeBook><Codes><Code guid="` + guidA + `" name="a" isCodable="true"/></Codes></CodeBook>` +
		`<Sources><TextSource guid="` + guidB + `" name="t.txt"><PlainTextContent>un deux trois quatre cinq` + "\n\n" + `six</PlainTextContent>` +
		selection(1, 3, 13, guidC) + selection(2, 8, 20, guidC) + selection(3, 3, 13, guidD) + selection(4, 3, 13, guidC) +
		selection(5, 20, 25, guidC) + selection(6, 25, 27, guidC) + `</TextSource></Sources></Project>`
	back, report, err := refi.Import{}.Of(read(t, "p.qde", []byte(data)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, c := range back.Codings {
		got = append(got, c.Coder+" "+c.Segment()+" "+c.Quote)
	}
	want := []string{"AB t:3-20 deux trois quatre", "CD t:3-13 deux trois", "AB t:21-25 cinq"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q\n%v", got, want, report)
	}
}

func TestCodebookFile(t *testing.T) {
	_, book, _ := study(t)
	data, err := refi.Writer{}.Codebook(refi.FromCodebook(book))
	if err != nil {
		t.Fatal(err)
	}
	back, err := read(t, "g.qdc", data).Codebook()
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(back.Codes(), book.Codes()) {
		t.Errorf("got %+v\nwant %+v", back.Codes(), book.Codes())
	}
	if _, err := (refi.Writer{}).Codebook(refi.FromCodebook(nil)); err == nil {
		t.Error("a codebook without codes was written")
	}
	// Sets of codes survive, though their members are written otherwise.
	p := read(t, "g.qdc", []byte(`<CodeBook xmlns="urn:QDA-XML:codebook:1.0" origin="x"><Codes><Code guid="`+guidA+`" name="a" isCodable="true"/></Codes>`+
		`<Sets><Set guid="`+guidB+`" name="s"><MemberCode guid="`+guidA+`"/></Set></Sets></CodeBook>`))
	again, err := refi.Writer{}.Codebook(p)
	if err != nil {
		t.Fatal(err)
	}
	if q := read(t, "g.qdc", again); len(q.Sets) != 1 || len(q.Sets[0].Codes) != 1 || !reflect.DeepEqual(p, q) {
		t.Errorf("%+v", q.Sets)
	}
	valid(t, "Codebook.xsd", data)
	valid(t, "Codebook.xsd", again)
}

func TestWriteFile(t *testing.T) {
	_, book, _ := study(t)
	p := refi.FromCodebook(book)
	for name, ok := range map[string]bool{"a.qdpx": true, "A.QDC": true, "a.xml": false} {
		name := filepath.Join(t.TempDir(), name)
		if err := (refi.Writer{}).WriteFile(p, name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(name); (err == nil) != ok {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// The four ways to write attributes, and the order in which they go.
func TestAttributes(t *testing.T) {
	value := func(text string) string {
		return `<VariableValue><VariableRef targetGUID="` + guidA + `"/><IntegerValue>` + text + `</IntegerValue></VariableValue>`
	}
	source := func(n int, inside string) string {
		return fmt.Sprintf(`<TextSource guid="40000000-0000-0000-0000-%012d" name="t%d">%s</TextSource>`, n, n, inside)
	}
	ref := func(kind string, n int) string {
		return fmt.Sprintf(`<%s targetGUID="40000000-0000-0000-0000-%012d"/>`, kind, n)
	}
	data := project + `<Variables><Variable guid="` + guidA + `" name="age" typeOfVariable="Integer"/></Variables><Cases>` +
		`<Case guid="` + guidB + `" name="Famille">` + value("10") + ref("SourceRef", 1) + ref("SourceRef", 2) + ref("SourceRef", 3) + `</Case>` +
		`<Case guid="` + guidC + `">` + value("20") + ref("SourceRef", 2) + `</Case></Cases>` +
		`<Sources>` + source(1, "") + source(2, "") + source(3, value("30")) + source(4, "") + `</Sources>` +
		`<Sets><Set guid="50000000-0000-0000-0000-000000000001" name="sexe: F">` + ref("MemberSource", 1) + `</Set>` +
		`<Set guid="50000000-0000-0000-0000-000000000002" name="sexe: M">` + ref("MemberSource", 4) + `</Set>` +
		`<Set guid="50000000-0000-0000-0000-000000000003" name="à relire: vite">` + ref("MemberSource", 4) + `</Set></Sets></Project>`
	table := read(t, "p.qde", []byte(data)).Attributes()
	want := map[string][]string{
		"source": {"t1", "t2", "t3", "t4"}, "cas": {"Famille", "Famille", "Famille", "SO"}, "age": {"10", "20", "30", "NR"},
		"sexe": {"F", "NR", "NR", "M"}, "groupes": {"SO", "SO", "SO", "à relire: vite"},
	}
	if names := table.Names(); !slices.Equal(names, []string{"source", "cas", "age", "sexe", "groupes"}) {
		t.Fatal(names)
	}
	for _, column := range table.Columns() {
		for row, cell := range want[column.Variable().Name] {
			if got := column.Show(row, "fr"); got != cell {
				t.Errorf("%s, row %d: %q, want %q", column.Variable().Name, row, got, cell)
			}
		}
	}
	if _, err := table.Numbers("age"); err != nil {
		t.Error(err)
	}
}

func BenchmarkReader(b *testing.B) {
	c, book, codings := study(b)
	p := exported(b, refi.Export{Codebook: book}, c, codings)
	long := strings.Repeat(*p.Sources[0].Content, 500)
	p.Sources[0].Content = &long
	one := p.Sources[0].Texts
	p.Sources[0].Texts = nil
	for i := range 500 {
		for _, s := range one {
			s.GUID = refi.GUID(fmt.Sprintf("%08x%s", i, s.GUID[8:]))
			length := utf8.RuneCountInString(long) / 500
			s.Start.Value, s.End.Value = s.Start.Value+i*length, s.End.Value+i*length
			p.Sources[0].Texts = append(p.Sources[0].Texts, s)
		}
	}
	data := packed(b, refi.Writer{}, p)
	for b.Loop() {
		read(b, "p.qdpx", data)
	}
}

// Programs tie notes to a passage in three ways: all become memos.
func TestImportNotes(t *testing.T) {
	note := func(guid, text string) string {
		return `<Note guid="` + guid + `"><PlainTextContent>` + text + `</PlainTextContent></Note>`
	}
	data := project + `<CodeBook><Codes><Code guid="` + guidA + `" name="a" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="` + guidB + `" name="t">` +
		`<PlainTextContent>Il a peur.</PlainTextContent><PlainTextSelection guid="` + guidC + `" startPosition="5" endPosition="9"><Description>un</Description>` +
		`<Coding guid="` + guidD + `"><CodeRef targetGUID="` + guidA + `"/></Coding><NoteRef targetGUID="60000000-0000-0000-0000-000000000001"/></PlainTextSelection></TextSource></Sources>` +
		`<Notes>` + note("60000000-0000-0000-0000-000000000001", "deux") + note("60000000-0000-0000-0000-000000000002", "trois") + `</Notes>` +
		`<Links><Link guid="60000000-0000-0000-0000-000000000003" originGUID="60000000-0000-0000-0000-000000000002" targetGUID="` + guidC + `"/></Links></Project>`
	back, _, err := refi.Import{}.Of(read(t, "p.qde", []byte(data)))
	if err != nil {
		t.Fatal(err)
	}
	if c := back.Codings[0]; c.Memo != "un ; deux ; trois" || c.Coder != "inconnu" {
		t.Errorf("memo %q, coder %q", c.Memo, c.Coder)
	}
}

// A text that is a source and the transcript of a recording is coded once.
func TestSegmentsOfTranscript(t *testing.T) {
	coding := func(n int) string {
		return fmt.Sprintf(`<Coding guid="70000000-0000-0000-0000-%012d"><CodeRef targetGUID="%s"/></Coding>`, n, guidA)
	}
	point := func(n, at int) string {
		return fmt.Sprintf(`<SyncPoint guid="80000000-0000-0000-0000-%012d" timeStamp="%d" position="%d"/>`, n, at*100, at)
	}
	data := archive(map[string]string{
		"project.qde": project + `<CodeBook><Codes><Code guid="` + guidA + `" name="a" isCodable="true"/></Codes></CodeBook><Sources>` +
			`<TextSource guid="` + guidB + `" plainTextPath="internal://a.txt"><PlainTextSelection guid="` + guidC + `" startPosition="5" endPosition="9">` + coding(1) + `</PlainTextSelection></TextSource>` +
			`<AudioSource guid="` + guidD + `"><Transcript guid="90000000-0000-0000-0000-000000000000" plainTextPath="internal://a.txt">` + point(1, 5) + point(2, 9) +
			`<TranscriptSelection guid="90000000-0000-0000-0000-000000000001" fromSyncPoint="80000000-0000-0000-0000-000000000001" toSyncPoint="80000000-0000-0000-0000-000000000002">` +
			coding(2) + `</TranscriptSelection></Transcript></AudioSource></Sources></Project>`,
		"sources/a.txt": "Il a peur.",
	})
	segments := read(t, "p.qdpx", data).Segments()
	if len(segments) != 1 || len(segments[0].GUIDs) != 2 || segments[0].Source.GUID != guidB {
		t.Errorf("%+v", segments)
	}
}
