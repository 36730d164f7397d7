package transcript

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"

	"github.com/askoria/verbatim/interviews"
)

const dialogue = "Entretien C03\n\nE : Ça a commencé comment ?\nMère : Ben… c’est l’école. (rires)\nÀ deux, ils sont venus.\n"

func TestEncodings(t *testing.T) {
	latin, err := charmap.Windows1252.NewEncoder().String(dialogue)
	if err != nil {
		t.Fatal(err)
	}
	var wide strings.Builder
	wide.WriteString("\xff\xfe")
	for _, r := range dialogue {
		wide.WriteByte(byte(r))
		wide.WriteByte(byte(r >> 8))
	}
	for name, data := range map[string]string{
		"UTF-8": dialogue, "UTF-8 (BOM)": "\xef\xbb\xbf" + dialogue, "Windows-1252 (deviné)": latin, "UTF-16 LE (BOM)": wide.String(),
	} {
		for _, end := range []string{"\n", "\r\n", "\r"} {
			if name == "UTF-16 LE (BOM)" {
				end = "\n"
			}
			t.Run(fmt.Sprintf("%s %q", name, end), func(t *testing.T) {
				files := fstest.MapFS{"C03.txt": {Data: []byte(strings.ReplaceAll(data, "\n", end))}}
				got, report, err := Reader{Files: files}.ReadFile("C03.txt")
				if err != nil {
					t.Fatal(err)
				}
				if got.Text != dialogue || len(got.Turns) != 2 || len(report.Problems) != 0 {
					t.Errorf("text %q, %d turns, problems %v", got.Text, len(got.Turns), report.Problems)
				}
				check(t, got)
				if s := report.Sources[0]; s.Encoding != name || s.Read != 1 || s.Accepted != 1 || s.Rejected != 0 {
					t.Errorf("source is %+v", s)
				}
				sum := sha256.Sum256([]byte(dialogue))
				if got.SHA256 != hex.EncodeToString(sum[:]) || got.Source != "C03.txt" {
					t.Errorf("source %s, sum %s", got.Source, got.SHA256)
				}
			})
		}
	}
}

// Each file has nothing to read: one clear line, in the error and the report,
// and not a word of the file.
func TestRefused(t *testing.T) {
	ole := "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("\x00", 600)
	locked := ole + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	word := string(wordFile(t, paragraphsOf(dialogue), nil))
	open := string(openFile(t, "", openParagraphs(dialogue), ""))
	deep := strings.Repeat("<w:sdt>", 2000) + strings.Repeat("</w:sdt>", 2000)
	for _, c := range []struct{ name, data, want string }{
		{"absent.docx", "", "n'existe pas"},
		{"vide.docx", "", "est vide"},
		{"ancien.docx", ole, "ancien fichier Office"},
		{"protege.docx", locked, "mot de passe"},
		{"imprime.docx", "%PDF-1.7 E : un", "est abîmé"},
		{"coupe.pdf", string(printedFile(t, "E : un")[:600]), "est abîmé"},
		{"sans_page.pdf", "%PDF-1.7\n1 0 obj << /Type /Catalog /Pages 9 0 R >> endobj trailer << /Root 1 0 R >> %%EOF", "est abîmé"},
		{"sans_racine.pdf", "%PDF-1.7\nstartxref 0 %%EOF", "est abîmé"},
		{"protege.pdf", string(pdfOf("/Encrypt << /Filter /Standard >>", "<< /Type /Catalog >>")), "mot de passe"},
		{"image.pdf", string(pdfPages("q 1 0 0 1 0 0 cm /Im Do Q", "")), "ses pages sont des images"},
		{"illisible.pdf", string(pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R /Resources << /Font << /F << /Subtype /Type0 >> >> >> >>",
			pdfPacked("", "BT /F 10 Tf <00410042> Tj ET"))), "ne se lisent pas"},
		{"bombe.pdf", string(pdfPages(strings.Repeat(" ", 40<<20))), "une fois décompressé"},
		{"cercle.pdf", string(pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [2 0 R 2 0 R] >>")), "est abîmé"},
		{"renvois.pdf", string(pdfOf("", "2 0 R", "1 0 R")), "est abîmé"},
		{"profond.pdf", string(pdfOf("", "<< /Pages 2 0 R >>", strings.Repeat("[", 1<<16))), "est abîmé"},
		{"filtre.pdf", string(pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R >>", "<< /Filter /LZWDecode /Length 1 >> stream\nx\nendstream")), "est abîmé"},
		{"formes.pdf", string(pdfOf("", "<< /Pages 2 0 R >>", "<< /Kids [3 0 R] >>", "<< /Contents 4 0 R /Resources << /XObject << /X 4 0 R >> >> >>",
			pdfPacked("/Subtype /Form", strings.Repeat("/X Do ", 1000)))), "une fois décompressé"},
		{"classeur.docx", string(zipFile(t, "xl/workbook.xml", "<x/>")), "c'est un classeur Excel"},
		{"tableur.odt", string(zipFile(t, "META-INF/manifest.xml", "<x/>", "content.xml", "<office:document-content"+openNames+"><office:body><office:spreadsheet/></office:body></office:document-content>")), "qui n'est pas un texte"},
		{"sans_corps.odt", string(zipFile(t, "META-INF/manifest.xml", "<x/>")), "est abîmé"},
		{"coupe.odt", open[:len(open)/2], "est abîmé"},
		{"protege.odt", string(zipFile(t, "META-INF/manifest.xml", "<manifest:encryption-data/>", "content.xml", "\x01\x02")), "mot de passe"},
		{"profond.odt", string(openFile(t, "", strings.Repeat("<text:span>", 2000)+strings.Repeat("</text:span>", 2000), "")), "est abîmé"},
		{"styles.odt", string(openFile(t, "", "<text:p/>", strings.Repeat("<style:a>", 2000)+strings.Repeat("</style:a>", 2000))), "est abîmé"},
		{"bombe.odt", string(openFile(t, "", "<text:p>"+strings.Repeat("a", 4<<20)+"</text:p>", "")), "bombe zip"},
		{"archive.docx", string(zipFile(t, "photo.jpg", "x")), "c'est une archive zip"},
		{"diapos.docx", string(zipFile(t, "_rels/.rels", links1("officeDocument", "ppt/p.xml"), "ppt/p.xml", "<p/>")), "c'est une archive zip"},
		{"coupe.docx", word[:len(word)/2], "est abîmé"},
		{"sans_corps.docx", string(zipFile(t, "_rels/.rels", links1("officeDocument", "word/document.xml"))), "est abîmé"},
		{"xml.docx", string(wordFile(t, "<w:p><w:r></w:p>", nil)), "est abîmé"},
		{"entite.docx", string(wordFile(t, "<w:p>"+run("&secret;")+"</w:p>", nil)), "est abîmé"},
		{"liens.docx", string(zipFile(t, "_rels/.rels", "<Relationships>")), "est abîmé"},
		{"commentaires.docx", string(wordFile(t, "<w:p/>", [][2]string{{"comments", "<w:comment>"}})), "est abîmé"},
		{"profond.docx", string(wordFile(t, deep, nil)), "est abîmé"},
		{"bombe.docx", string(wordFile(t, "<w:p>"+run(strings.Repeat("a", 4<<20))+"</w:p>", nil)), "bombe zip"},
		{"coupe.rtf", `{\rtf1 E : un\par {\b Mère`, "est abîmé"},
		{"coupe2.rtf", `{\rtf1 E : un\`, "est abîmé"},
		{"coupe3.rtf", `{\rtf1 E : un\'e`, "est abîmé"},
		{"binaire.rtf", `{\rtf1 E : un\bin999999 }`, "est abîmé"},
		{"negatif.rtf", `{\rtf1 E : un\bin-5 }`, "est abîmé"},
		{"profond.rtf", `{\rtf1` + strings.Repeat("{", 2000) + strings.Repeat("}", 2001), "est abîmé"},
		{"binaire.html", "<html>\x00\x01\x00</html>", "n'est pas un fichier de texte"},
		{"binaire.txt", "E : un\x00\x01\x02\x00\x00", "n'est pas un fichier de texte"},
	} {
		t.Run(c.name, func(t *testing.T) {
			files := fstest.MapFS{}
			if c.name != "absent.docx" {
				files["d/"+c.name] = &fstest.MapFile{Data: []byte(c.data)}
			}
			reader := Reader{Files: files}
			if strings.HasSuffix(c.name, ".pdf") {
				reader.Limits.Inflated = 16 << 20
			}
			got, report, err := reader.ReadFile("d/" + c.name)
			if got != nil || err == nil || !strings.Contains(err.Error(), c.want) || !strings.HasPrefix(err.Error(), c.name) {
				t.Fatalf("got %v, %v; want %q", got, err, c.want)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Error("the error has more than one line")
			}
			if len(report.Problems) != 1 || report.Problems[0].Error() != err.Error() || report.Problems[0].Severity != interviews.Rejected {
				t.Errorf("problems are %v", report.Problems)
			}
			for _, s := range report.Sources {
				if s.Read != s.Accepted+s.Rejected || s.Accepted != 0 {
					t.Errorf("source is %+v", s)
				}
			}
			if missing := errors.Is(err, fs.ErrNotExist); missing != (c.name == "absent.docx") {
				t.Errorf("errors.Is(err, fs.ErrNotExist) is %t", missing)
			}
		})
	}
}

// What the reader was unsure of, and what it found, is said.
func TestReportSays(t *testing.T) {
	files := fstest.MapFS{"a.txt": {Data: []byte("\xef\xbb\xbfE : \xe9t\xe9\nR :\nE : oui\n")}}
	_, report, err := Reader{Files: files}.ReadFile("a.txt")
	if err != nil || len(report.Problems) != 1 || !strings.Contains(report.Problems[0].Summary, "UTF-8") {
		t.Fatalf("got %v, %v", report, err)
	}
	if got := strings.Join(report.Sources[0].Notes, "; "); got != "lu comme un texte; 3 tours, dont 2 de l'enquêteur; 1 tour sans parole" {
		t.Errorf("notes are %q", got)
	}
}

func TestLimits(t *testing.T) {
	files := fstest.MapFS{"a.txt": {Data: []byte(dialogue)}}
	_, _, err := Reader{Files: files, Limits: interviews.Limits{File: 10}}.ReadFile("a.txt")
	if err == nil {
		t.Error("a file above the limit was read")
	}
}

// Labels may be names: a problem shows one only when it is nearly a long word
// that is declared. "Marie" is nearly "Mari".
func TestProblemsKeepNames(t *testing.T) {
	text := "E : un\n" + strings.Repeat("Mme Durand : secret\n", 3) + strings.Repeat("Marie : secret\n", 3) + "Lucie : secret\n"
	reader := Reader{
		Files: fstest.MapFS{"a.txt": {Data: []byte(text)}},
		Roles: interviews.Roles{{Role: "mari", Informant: interviews.Parent}},
	}
	_, report, err := reader.ReadFile("a.txt")
	if err != nil || len(report.Problems) != 3 {
		t.Fatalf("got %v, %v", report, err)
	}
	for _, word := range []string{"Durand", "Marie", "Lucie", "secret"} {
		if strings.Contains(report.String(), word) {
			t.Errorf("the report says %q:\n%s", word, report)
		}
	}
}

// The codes of the persons in the table of interviews are labels too.
func TestCodesAsLabels(t *testing.T) {
	reader := Reader{Files: fstest.MapFS{"a.txt": {Data: []byte("AB : un\nI07 : deux\n")}}}
	got, report, err := reader.read("a.txt", &interviews.Interview{Interviewer: "AB", Informant: interviews.Person{ID: "I07", Role: "père"}})
	if err != nil || len(report.Problems) != 0 {
		t.Fatalf("got %v, %v", report, err)
	}
	if !got.Turns[0].Interviewer || got.Turns[1].Role != "père" {
		t.Errorf("turns are %+v", got.Turns)
	}
}
