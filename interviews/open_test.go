package interviews

import (
	"archive/zip"
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

const french = "id;lieu\nE1;l’école où ça s’est passé, cœur à 5 €\n"

func encoded(t *testing.T, enc interface{ Bytes([]byte) ([]byte, error) }, text string) []byte {
	t.Helper()
	data, err := enc.Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func TestText(t *testing.T) {
	utf16le := unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM).NewEncoder()
	utf16be := unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM).NewEncoder()
	// The first accent comes late: a guess from the beginning would be wrong.
	late := strings.Repeat("a;b\n", 1000) + french
	for name, test := range map[string]struct {
		data           []byte
		want, encoding string
	}{
		"plain":          {[]byte("a;b"), "a;b", "UTF-8"},
		"UTF-8":          {[]byte(french), french, "UTF-8"},
		"UTF-8 and mark": {[]byte("\xef\xbb\xbf" + french), french, "UTF-8 (BOM)"},
		"late accent":    {[]byte(late), late, "UTF-8"},
		"Windows":        {encoded(t, charmap.Windows1252.NewEncoder(), french), french, "Windows-1252 (deviné)"},
		"Windows, …":     {[]byte("Ben\x85 oui"), "Ben… oui", "Windows-1252 (deviné)"},
		"Windows, œ":     {[]byte("s\x9cur"), "sœur", "Windows-1252 (deviné)"},
		"Macintosh":      {encoded(t, charmap.Macintosh.NewEncoder(), french), french, "Macintosh (deviné)"},
		"DOS":            {encoded(t, charmap.CodePage850.NewEncoder(), "où ça s'est passé"), "où ça s'est passé", "DOS CP850 (deviné)"},
		"UTF-16 LE mark": {append([]byte("\xff\xfe"), encoded(t, utf16le, french)...), french, "UTF-16 LE (BOM)"},
		"UTF-16 BE mark": {append([]byte("\xfe\xff"), encoded(t, utf16be, french)...), french, "UTF-16 BE (BOM)"},
		"UTF-16 LE":      {encoded(t, utf16le, french), french, "UTF-16 LE (deviné)"},
		"UTF-16 BE":      {encoded(t, utf16be, french), french, "UTF-16 BE (deviné)"},
		"line ends":      {[]byte("a\r\nb\rc\nd"), "a\nb\nc\nd", "UTF-8"},
	} {
		text, err := (&File{Name: "x", Data: test.data}).Text()
		if err != nil || text.Content != test.want || text.Encoding != test.encoding || text.Doubt != "" {
			t.Errorf("%s: %q (%s, %q), %v", name, text.Content, text.Encoding, text.Doubt, err)
		}
	}
	mixed := append(encoded(t, charmap.Windows1252.NewEncoder(), "é\nb\n"), "é"...)
	if text, err := (&File{Data: mixed}).Text(); err != nil || !strings.Contains(text.Doubt, "ligne 3") {
		t.Errorf("mixed encodings: %+v, %v", text, err)
	}
	for name, data := range map[string]string{"one NUL": "a;b\x00c;d", "binary": "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"} {
		if _, err := (&File{Name: "x", Data: []byte(data)}).Text(); err == nil {
			t.Errorf("%s: is no text", name)
		}
	}
}

// zipOf makes an archive of entries of the given sizes, of zeros.
func zipOf(t *testing.T, entries map[string]int) []byte {
	t.Helper()
	var data bytes.Buffer
	w := zip.NewWriter(&data)
	for name, size := range entries {
		entry, err := w.Create(name)
		if err == nil {
			_, err = entry.Write(make([]byte, size))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return data.Bytes()
}

const oldOffice = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

func TestFormat(t *testing.T) {
	encrypted := oldOffice + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e\x00"
	for name, test := range map[string]struct {
		data string
		want Format
		says string
	}{
		"workbook":  {string(zipOf(t, map[string]int{"xl/workbook.xml": 5})), Workbook, "classeur Excel"},
		"document":  {string(zipOf(t, map[string]int{"word/document.xml": 5})), WordDocument, "document Word"},
		"open":      {string(zipOf(t, map[string]int{"META-INF/manifest.xml": 5})), OpenDocument, "LibreOffice"},
		"archive":   {string(zipOf(t, map[string]int{"a": 5})), Archive, "archive zip"},
		"cut zip":   {"PK\x03\x04abc", Archive, "archive zip"},
		"encrypted": {encrypted, Encrypted, "mot de passe"},
		"old":       {oldOffice + "Workbook", Office97, "ancien"},
		"PDF":       {"%PDF-1.7", PDF, "PDF"},
		"text":      {"a;b", PlainText, "fichier texte"},
	} {
		file, err := Opener{Files: fstest.MapFS{"f.csv": {Data: []byte(test.data)}}}.Open("f.csv")
		if err != nil || file.Format != test.want {
			t.Errorf("%s: %v, %v", name, file, err)
			continue
		}
		if says := file.Refuse("un tableau").String(); !strings.HasPrefix(says, "f.csv : ") || !strings.Contains(says, test.says) || !strings.Contains(says, " ; ") {
			t.Errorf("%s: %q", name, says)
		}
	}
}

func TestOpenRefuses(t *testing.T) {
	files := fstest.MapFS{
		"vide.csv":  {Data: nil},
		"grand.csv": {Data: make([]byte, 100)},
		"dossier":   {Mode: fs.ModeDir},
	}
	for name, says := range map[string]string{
		"absent.csv": "absent.csv : n'existe pas",
		"vide.csv":   "vide.csv : est vide",
		"grand.csv":  "grand.csv : dépasse la limite",
		"dossier":    "dossier : ne peut pas être lu",
	} {
		_, err := Opener{Files: files, Limits: Limits{File: 99}}.Open(name)
		if err == nil || !strings.HasPrefix(err.Error(), says) {
			t.Errorf("%s: %v", name, err)
		}
		if missing := errors.Is(err, fs.ErrNotExist); missing != (name == "absent.csv") {
			t.Errorf("%s: ErrNotExist is %v", name, missing)
		}
	}
	path := filepath.Join(t.TempDir(), "sous", "x.csv")
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte("a"), 0o600); err != nil {
		t.Fatal(err)
	}
	if file, err := (Opener{}).Open(path); err != nil || file.Name != "x.csv" || len(file.SHA256) != 64 {
		t.Errorf("from the operating system: %+v, %v", file, err)
	}
}

func TestArchiveLimits(t *testing.T) {
	data := zipOf(t, map[string]int{"a": 3 << 20, "b": 10, "c": 10})
	for name, test := range map[string]struct {
		limits Limits
		says   string
	}{
		"loose":   {Limits{Ratio: 1e6}, ""},
		"entries": {Limits{Entries: 2}, "3 éléments"},
		"entry":   {Limits{Entry: 2 << 20}, "plus de 2 Mo"},
		"all":     {Limits{Inflated: 2 << 20}, "dépasse 2 Mo"},
		"ratio":   {Limits{}, "bombe zip"},
	} {
		file, err := Opener{Files: fstest.MapFS{"f.docx": {Data: data}}, Limits: test.limits}.Open("f.docx")
		if err != nil {
			t.Fatal(err)
		}
		archive, err := file.Archive()
		if (err == nil) != (test.says == "") || err != nil && !strings.Contains(err.Error(), test.says) {
			t.Errorf("%s: %v", name, err)
		}
		if err == nil {
			if b, err := file.ReadEntry(archive, "b"); err != nil || len(b) != 10 {
				t.Errorf("entry b: %d bytes, %v", len(b), err)
			}
			if none, err := file.ReadEntry(archive, "z"); err != nil || none != nil {
				t.Errorf("no such entry: %v, %v", none, err)
			}
		}
	}
	if _, err := (&File{Data: []byte("PK\x03\x04abc")}).Archive(); err == nil {
		t.Error("a cut archive opens")
	}
}

func TestIdentifies(t *testing.T) {
	for _, cell := range []string{
		"06 12 34 56 78", "0612345678", "06.12.34.56.78", "+33 6 12 34 56 78", "voir au 02-99-00-00-00", "+33 (0)6 12 34 56 78",
		"a.b@exemple.fr", "écrire à camille@exemple.org svp", "2 85 05 78 006 084 36", "185057800608436", "1 85 05 2A 006 084",
	} {
		if _, found := Identifies(cell); !found {
			t.Errorf("%q is not seen", cell)
		}
		if Quote(cell) != "" {
			t.Errorf("%q is quoted", cell)
		}
	}
	for _, cell := range []string{"", "E0001", "12,5", "31/01/2006", "35238", "1 234 567", "2021-02-03 10:12:00", "AED, AEMO", "12345678901234567890", "@", "0,612345678"} {
		if what, found := Identifies(cell); found {
			t.Errorf("%q is taken for %s", cell, what)
		}
	}
}

func TestNamesPerson(t *testing.T) {
	for _, column := range []string{
		"nom", "Prénom", "nom_referent", "NOM DE L'ENFANT", "Téléphone mère", "mail", "Courriel", "adresse", "NIR",
		"firstname", "attribute_token", "numéro de sécurité sociale", "date de naissance", "date_naissance", "Naissance", "tel. portable",
	} {
		if !NamesPerson(column) {
			t.Errorf("%q is not seen", column)
		}
	}
	for _, column := range []string{"nombre_enfants", "nb_enfants", "pays_naissance", "rang_naissance", "motif", "denomination", "id_enfant", "cdas", "", "telescope"} {
		if NamesPerson(column) {
			t.Errorf("%q is refused", column)
		}
	}
}

func TestQuote(t *testing.T) {
	for cell, want := range map[string]string{
		" a\nb ": "a b", "\xff": "?", strings.Repeat("é", 50): strings.Repeat("é", 39) + "…", strings.Repeat("é", 40): strings.Repeat("é", 40),
	} {
		if got := Quote(cell); got != want {
			t.Errorf("Quote(%q) = %q", cell, got)
		}
	}
}
