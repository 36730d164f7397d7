package corpus_test

import (
	"bytes"
	"fmt"
	"log"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"github.com/askoria/verbatim/corpus"
	"github.com/askoria/verbatim/interviews"
)

// long is a turn that no cell holds, with letters of several units and marks.
var long = strings.Repeat("Après l’école 👩‍👧, ça va — « où » ? ", 3000)

func sheetCorpus(t testing.TB) *corpus.Corpus {
	return newCorpus(t, append(invented(),
		conversation("C03-jeune", "C03", "E0003", "jeune",
			"Et après ?", long,
			"Sans espace ?", strings.Repeat("é👩🏽‍🚀", 12000),
			"Oui ?", "Oui. Non. Oui, =1+1 😀 e\u0301te\u0301 \u0001fin.  ",
			"Fini ?", "Oui #2 oui.\nEt voilà."))...)
}

func written(t testing.TB, w *corpus.CodingWorkbook) []byte {
	t.Helper()
	var out bytes.Buffer
	if n, err := w.WriteTo(&out); err != nil || n != int64(out.Len()) {
		t.Fatalf("%d bytes of %d, %v", n, out.Len(), err)
	}
	return out.Bytes()
}

// edited changes a workbook as a coder does.
func edited(t testing.TB, data []byte, change func(*excelize.File)) []byte {
	t.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	change(book)
	var out bytes.Buffer
	if _, err := book.WriteTo(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// content is all that a coding says.
func content(codings corpus.Codings) []string {
	var lines []string
	for _, c := range codings {
		lines = append(lines, fmt.Sprintf("%s turn %d %s %v by %s %d %s %q %d words, %q", c.Segment(), c.Turn, c.Code, c.Path,
			c.Coder, c.Valence, c.Certainty, c.Memo, c.Words, c.Quote[:min(len(c.Quote), 60)]))
	}
	slices.Sort(lines)
	return lines
}

// sheetCodings are hard ones: parts of words, of rows that are cut, repeats.
func sheetCodings(t testing.TB, c *corpus.Corpus, book *corpus.Codebook) corpus.Codings {
	var codings corpus.Codings
	add := func(document, code string, start, end int) {
		d, _ := c.Document(document)
		coding, err := d.Coding(code, start, end)
		if err != nil {
			t.Fatal(err)
		}
		coding.Path, coding.Coder = book.Path(code), "AB"
		n := len(codings)
		coding.Valence, coding.Certainty = corpus.Valence(n%4), corpus.Certainty(n%3)
		coding.Memo = []string{"", "à revoir, éventuellement 👀", "=1+1"}[n%3]
		codings = append(codings, coding)
	}
	for _, d := range c.Documents() {
		for i, turn := range d.Turns() {
			code := book.IDs()[i%6]
			add(d.ID(), code, turn.Start, turn.End) // the whole turn
			middle := (turn.Start + turn.End) / 2
			add(d.ID(), book.IDs()[(i+1)%6], middle-2, middle+3)
			add(d.ID(), book.IDs()[(i+2)%6], turn.End-4, turn.End)
			if turn.End-turn.Start > 40000 {
				add(d.ID(), book.IDs()[(i+3)%6], turn.Start+10, turn.End-10) // over all cuts
			}
		}
	}
	return codings
}

func TestCodingSheetRoundTrip(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	codings := sheetCodings(t, c, book)
	for _, sentences := range []bool{false, true} {
		spec := corpus.CodingSheet{Codebook: book, Sentences: sentences, Codings: codings}
		w, err := spec.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		data := written(t, w)
		if !bytes.Equal(data, written(t, w)) {
			t.Error("two writings, other bytes")
		}
		read, report, err := corpus.CodingSheetReader{
			Files: fstest.MapFS{"AB.xlsx": {Data: data}}, Codebook: book, Corpus: c,
		}.ReadFile("AB.xlsx")
		if err != nil || len(report.Problems) > 0 {
			t.Fatalf("%v\n%s", err, report)
		}
		if !sentences && len(w.Left) > 0 {
			t.Errorf("%d codings left out of a sheet of turns", len(w.Left))
		}
		got, want := content(append(read, w.Left...)), content(codings)
		if !slices.Equal(got, want) {
			t.Errorf("sentences %v: %d codings in, %d out, %d left", sentences, len(codings), len(read), len(w.Left))
			for i := range min(len(got), len(want)) {
				if got[i] != want[i] {
					t.Fatalf("\n got %s\nwant %s", got[i], want[i])
				}
			}
		}
		s := report.Sources[0]
		if s.Read != s.Accepted || s.Rejected != 0 {
			t.Errorf("%+v", s)
		}
	}
}

// The rows of a turn, put together, are its text; none is more than a cell.
func TestCodingSheetCutsLongTurns(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	w, err := corpus.CodingSheet{Codebook: book, Documents: []string{"C03-jeune"}}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(written(t, w)))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	rows, err := file.GetRows("Codage", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	joined := map[string]string{}
	for _, row := range rows[1:] {
		if units := len(utf16.Encode([]rune(row[6]))); units > 32767 {
			t.Errorf("a cell of %d units", units)
		}
		joined[row[1]] += row[6]
	}
	d, _ := c.Document("C03-jeune")
	for _, turn := range d.Turns() {
		if got := joined[fmt.Sprint(turn.Number)]; got != strings.ReplaceAll(turn.Text, "\u0001", "") {
			t.Errorf("turn %d: %d bytes instead of %d", turn.Number, len(got), len(turn.Text))
		}
	}
	if w.Rows <= 8 {
		t.Errorf("%d rows: nothing was cut", w.Rows)
	}
	for _, row := range rows[1:] { // no letter is parted from what is put on it
		if first := []rune(row[6])[0]; first == '\u200d' || first == '🏽' || first == '\u0301' {
			t.Errorf("a row begins with %q", first)
		}
	}
}

func TestCodingSheetReader(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	w, err := corpus.CodingSheet{Codebook: book, Coder: "AB", Documents: []string{"C01-jeune"}}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, w)
	// Row 3 is the turn with school, row 5 the one with the parents; H is code
	// 1, I its words, J valence, K certainty, L memo, M code 2.
	for _, test := range []struct {
		name           string
		cells          map[string]string
		read, rejected int
		quotes         []string
		problems       []string
	}{
		{"nothing coded", nil, 0, 0, nil, nil},
		{"whole row, chosen from the list", map[string]string{"H5": "M4.1 Conflit parental"}, 1, 0, []string{"Mes parents crient. Chez mon père je ne parle pas de ma mère."}, nil},
		{"by name, by path, by label", map[string]string{"H5": "M4.1", "M5": "M2 > M2.1", "R5": "ecole"}, 3, 0, nil, nil},
		{"words, other apostrophe", map[string]string{"H3": "M2.1", "I3": "elle m'écoute", "J3": "−1", "K3": "Forte"}, 1, 0, []string{"elle m’écoute"}, nil},
		{"words said once with their rank", map[string]string{"H5": "M2.1", "I5": "mon père #1"}, 1, 0, []string{"mon père"}, nil},
		{"words said twice", map[string]string{"H5": "M2.1", "I5": "p"}, 1, 1, nil, []string{"5 mots 1 Rejected sont 4 fois"}},
		{"words not there", map[string]string{"H5": "M2.1", "I5": "jamais dit"}, 1, 1, nil, []string{"5 mots 1 Rejected ne sont pas dans le texte"}},
		{"unknown code", map[string]string{"H5": "M4.11"}, 1, 1, nil, []string{"5 code 1 Rejected n'est pas un code de la grille ; choisir un code dans la liste : « M4.1 » ?"}},
		{"memo without a code", map[string]string{"L5": "à voir"}, 1, 1, nil, []string{"5 code 1 Rejected est vide"}},
		{"no valence, no certainty", map[string]string{"H5": "M4.1", "J5": "2", "K5": "oui"}, 1, 0, nil, []string{"5 valence 1 Blanked", "5 certitude 1 Blanked"}},
		{"twice the same", map[string]string{"H5": "M4.1", "M5": "M4.1"}, 2, 1, nil, []string{"5 code 2 Rejected répète un codage (AB.xlsx, ligne 5)"}},
		{"overlap", map[string]string{"H5": "M4.1", "M5": "M4.1", "N5": "Mes parents"}, 2, 0, []string{"Mes parents crient. Chez mon père je ne parle pas de ma mère."}, []string{"5 code 2 Notice chevauche"}},
		{"text edited", map[string]string{"G5": "Mes parents ne crient pas.", "H5": "M4.1"}, 1, 0, []string{"Mes parents crient. Chez mon père je ne parle pas de ma mère."}, []string{"5 texte Notice a été modifié"}},
		{"text edited, nothing coded", map[string]string{"G5": "Autre."}, 0, 0, nil, []string{"5 texte Notice a été modifié"}},
		{"another interview", map[string]string{"A5": "C09", "H5": "M4.1"}, 1, 1, nil, []string{"5 document Rejected n'est pas un entretien lu"}},
		{"place changed", map[string]string{"D5": "9999", "H5": "M4.1"}, 1, 1, nil, []string{"5 empreinte Rejected"}},
	} {
		t.Run(test.name, func(t *testing.T) {
			changed := edited(t, data, func(book *excelize.File) {
				for cell, text := range test.cells {
					if err := book.SetCellStr("Codage", cell, text); err != nil {
						t.Fatal(err)
					}
				}
			})
			codings, report, err := corpus.CodingSheetReader{
				Files: fstest.MapFS{"AB.xlsx": {Data: changed}}, Codebook: book, Corpus: c,
			}.ReadFile("AB.xlsx")
			if err != nil {
				t.Fatal(err)
			}
			checkReport(t, report, test.read, test.rejected)
			wantProblems(t, report, test.problems)
			for _, p := range report.Problems {
				if strings.HasPrefix(p.Column, "texte") || strings.HasPrefix(p.Column, "mots") {
					if p.Found != "" {
						t.Errorf("the problem quotes: %q", p.Found)
					}
				}
			}
			for i, quote := range test.quotes {
				if codings[i].Quote != quote || codings[i].Coder != "AB" {
					t.Errorf("%q by %s, want %q", codings[i].Quote, codings[i].Coder, quote)
				}
			}
		})
	}
}

func TestCodingSheetReaderFails(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	w, err := corpus.CodingSheet{Codebook: book, Documents: []string{"C01-mere"}}.Of(c)
	if err != nil {
		t.Fatal(err)
	}
	data := written(t, w)
	files := fstest.MapFS{
		"personne.xlsx": {Data: data},
		"texte.xlsx":    {Data: []byte("document;tour")},
		"zip.xlsx":      {Data: data[:len(data)/2]},
		"feuille.xlsx":  {Data: edited(t, data, func(f *excelize.File) { _ = f.SetSheetName("Codage", "Feuil1") })},
		"colonne.xlsx":  {Data: edited(t, data, func(f *excelize.File) { _ = f.SetCellStr("Codage", "E1", "") })},
	}
	for name, want := range map[string]string{
		"personne.xlsx": "ne dit pas qui a codé", "texte.xlsx": "n'est pas un classeur", "zip.xlsx": "c'est une archive zip",
		"feuille.xlsx": "n'a pas de feuille", "colonne.xlsx": "introuvable", "absent.xlsx": "n'existe pas",
	} {
		_, report, err := corpus.CodingSheetReader{Files: files, Codebook: book, Corpus: c}.ReadFile(name)
		if err == nil || !strings.Contains(err.Error(), want) || len(report.Problems) != 1 {
			t.Errorf("%s: %v", name, err)
		}
	}
	// Who codes can be told by the program.
	if _, _, err := (corpus.CodingSheetReader{Files: files, Codebook: book, Corpus: c, Coder: "CD"}).ReadFile("personne.xlsx"); err != nil {
		t.Error(err)
	}
}

func TestCodingSheetMergesTwoCoders(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	coder := func(name, cell, code string) *fstest.MapFile {
		w, err := corpus.CodingSheet{Codebook: book, Coder: name, Documents: []string{"C01-jeune"}}.Of(c)
		if err != nil {
			t.Fatal(err)
		}
		return &fstest.MapFile{Data: edited(t, written(t, w), func(f *excelize.File) { _ = f.SetCellStr("Codage", cell, code) })}
	}
	files := fstest.MapFS{"a.xlsx": coder("AB", "H5", "M4.1"), "b.xlsx": coder("CD", "H5", "M4.1"), "c.xlsx": coder("AB", "H5", "M4.1")}
	reader := corpus.CodingSheetReader{Files: files, Codebook: book, Corpus: c}
	codings, report, err := reader.ReadFiles("a.xlsx", "b.xlsx")
	if err != nil || len(codings) != 2 || strings.Join(codings.Coders(), " ") != "AB CD" || len(report.Problems) > 0 {
		t.Errorf("%d codings by %v, %v\n%s", len(codings), codings.Coders(), err, report)
	}
	codings, report, err = reader.ReadFiles("a.xlsx", "c.xlsx", "absent.xlsx")
	if err == nil || len(codings) != 1 {
		t.Errorf("%d codings, %v", len(codings), err)
	}
	wantProblems(t, report, []string{"0  Notice est aussi le codeur de a.xlsx", "5 code 1 Rejected répète un codage (a.xlsx, ligne 5)", "0  Rejected n'existe pas"})
}

func TestCodingSheetWorkbook(t *testing.T) {
	codes := make([]corpus.Code, 300) // far more than 255 signs
	for i := range codes {
		codes[i] = corpus.Code{ID: fmt.Sprintf("T%03d", i), Label: "Thème évoqué"}
	}
	book, err := corpus.NewCodebook(codes...)
	if err != nil {
		t.Fatal(err)
	}
	w, err := corpus.CodingSheet{Codebook: book, Coder: "AB", Slots: 2}.Of(newCorpus(t, invented()...))
	if err != nil {
		t.Fatal(err)
	}
	file, err := excelize.OpenReader(bytes.NewReader(written(t, w)))
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lists, err := file.GetDataValidations("Codage")
	if err != nil || len(lists) != 6 || lists[0].Formula1 != "'Grille'!$A$2:$A$301" || lists[0].Sqref != "H2:H11" {
		t.Errorf("%v, %+v", err, lists)
	}
	panes, err := file.GetPanes("Codage")
	if err != nil || !panes.Freeze || panes.YSplit != 1 {
		t.Errorf("panes %+v, %v", panes, err)
	}
	for cell, locked := range map[string]bool{"E2": true, "G2": true, "H2": false, "L11": false} {
		id, err := file.GetCellStyle("Codage", cell)
		if err != nil {
			t.Fatal(err)
		}
		style, err := file.GetStyle(id)
		if err != nil {
			t.Fatal(err)
		}
		if open := style.Protection != nil && !style.Protection.Locked; open == locked || !style.Alignment.WrapText {
			t.Errorf("%s: open %v, %+v", cell, open, style.Alignment)
		}
	}
}

func TestCodingSheetRefuses(t *testing.T) {
	c, book := sheetCorpus(t), newCodebook(t)
	one := coded(t, c, book, "C01-jeune", "M2.1", "AB", "elle m’écoute")
	two := one
	two.Coder = "CD"
	for _, test := range []struct {
		spec corpus.CodingSheet
		want string
	}{
		{corpus.CodingSheet{}, "no Codebook"},
		{corpus.CodingSheet{Codebook: book, Documents: []string{"C01-jeun"}}, `did you mean "C01-jeune"`},
		{corpus.CodingSheet{Codebook: book, Documents: []string{}}, "no turn"},
		{corpus.CodingSheet{Codebook: book, Codings: corpus.Codings{one, two}}, "2 coders"},
		{corpus.CodingSheet{Codebook: book, Coder: "EF", Codings: corpus.Codings{one}}, `by "AB"`},
		{corpus.CodingSheet{Codebook: book, Codings: corpus.Codings{{Coder: "AB"}}}, "not of a document"},
	} {
		if _, err := test.spec.Of(c); err == nil || !strings.Contains(err.Error(), test.want) {
			t.Errorf("got %v, want %q", err, test.want)
		}
	}
	// With too few slots, and outside the documents, nothing is lost.
	again := one
	again.Code, again.Path = "M4.1", book.Path("M4.1")
	other := coded(t, c, book, "C01-mere", "M2.1", "AB", "j’ai confiance")
	w, err := corpus.CodingSheet{Codebook: book, Slots: 1, Documents: []string{"C01-jeune"}, Codings: corpus.Codings{one, again, other}}.Of(c)
	if err != nil || len(w.Left) != 2 || len(w.Warnings) != 1 {
		t.Errorf("%v, %+v", err, w)
	}
}

// Whatever the file, nothing panics and records add up.
func FuzzCodingSheetReader(f *testing.F) {
	c, err := corpus.New([]*interviews.Interview{conversation("C01", "", "", "jeune", "Oui ?", "Oui, oui 👀.")}, nil)
	if err != nil {
		f.Fatal(err)
	}
	book := newCodebook(f)
	w, err := corpus.CodingSheet{Codebook: book, Coder: "AB"}.Of(c)
	if err != nil {
		f.Fatal(err)
	}
	data := written(f, w)
	f.Add("M2.1", "oui", "1", "forte", "C01", "19")
	f.Add("M2.1", "Oui #1", "-1", "3", "C01", "6")
	f.Add("", "#0", "x", "", "", "-1")
	f.Fuzz(func(t *testing.T, code, words, valence, certainty, document, end string) {
		changed := edited(t, data, func(file *excelize.File) {
			for cell, text := range map[string]string{"H3": code, "I3": words, "J3": valence, "K3": certainty, "A2": document, "D2": end, "M3": code} {
				_ = file.SetCellStr("Codage", cell, text)
			}
		})
		codings, report, err := corpus.CodingSheetReader{Files: fstest.MapFS{"x.xlsx": {Data: changed}}, Codebook: book, Corpus: c}.ReadFile("x.xlsx")
		if err != nil {
			return
		}
		s := report.Sources[0]
		if s.Read != s.Accepted+s.Rejected || len(codings) > s.Accepted {
			t.Fatalf("%+v, %d codings", s, len(codings))
		}
		for _, coding := range codings {
			if coding.Quote == "" || coding.Quote != coding.Document.Slice(coding.Start, coding.End) {
				t.Fatalf("%+v", coding)
			}
		}
	})
}

func ExampleCodingSheet() {
	c, book, codings := smallStudy()
	w, err := corpus.CodingSheet{Codebook: book, Coder: "AB", Codings: codings}.Of(c)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer // or a file: os.Create("codage-AB.xlsx")
	if _, err := w.WriteTo(&out); err != nil {
		log.Fatal(err)
	}
	fmt.Println(w.Rows, len(w.Left))
	// Output: 10 0
}

func ExampleCodingSheetReader() {
	c, book, codings := smallStudy()
	w, err := corpus.CodingSheet{Codebook: book, Codings: codings}.Of(c)
	if err != nil {
		log.Fatal(err)
	}
	var out bytes.Buffer
	if _, err := w.WriteTo(&out); err != nil {
		log.Fatal(err)
	}
	files := fstest.MapFS{"codage-AB.xlsx": {Data: out.Bytes()}}
	read, report, err := corpus.CodingSheetReader{Files: files, Codebook: book, Corpus: c}.ReadFiles("codage-AB.xlsx")
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(read), read[0].Segment() == codings[0].Segment(), len(report.Problems))
	// Output: 3 true 0
}
