package qda_test

import (
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/qda"
	"github.com/askoria/verbatim/corpus/refi"
)

// The tables of QualCoder that are read, as its version 4 has them.
var qualcoderTables = []string{
	"create table project (databaseversion text, date text, memo text, about text)",
	"create table source (id integer primary key, name text, fulltext text, mediapath text, memo text, owner text, date text, av_text_id integer)",
	"create table code_cat (catid integer primary key, name text, owner text, date text, memo text, supercatid integer)",
	"create table code_name (cid integer primary key, name text, memo text, catid integer, owner text, date text, color text, supercid integer)",
	"create table code_text (ctid integer primary key, cid integer, fid integer, seltext text, pos0 integer, pos1 integer, owner text, date text, memo text, avid integer, important integer)",
	"create table annotation (anid integer primary key, fid integer, pos0 integer, pos1 integer, memo text, owner text, date text)",
	"create table cases (caseid integer primary key, name text, memo text, owner text, date text)",
	"create table case_text (id integer primary key, caseid integer, fid integer, pos0 integer, pos1 integer, owner text, date text, memo text)",
	"create table attribute_type (name text primary key, date text, owner text, memo text, caseOrFile text, valuetype text)",
	"create table attribute (attrid integer primary key, name text, attr_type text, value text, id integer, date text, owner text)",
	"create table code_image (imid integer primary key, id integer, cid integer)",
	"create table code_av (avid integer primary key, id integer, cid integer)",
	"create table journal (jid integer primary key, name text, jentry text)",
}

const (
	plainText = "Ma référente m’écoute.\nÀ l’école, ça va mieux."
	emojiText = "C’est bien 😀 oui. Et après 👍🏽 voilà la suite."
)

// span is where words stand in a text, counted by size.
func span(text, words string, size func(string) int) (from, to int) {
	at := strings.Index(text, words)
	return size(text[:at]), size(text[:at]) + size(words)
}

func codePoints(s string) int { return len([]rune(s)) }

func utf16Units(s string) int {
	n := 0
	for _, r := range s {
		if n++; r > 0xffff {
			n++
		}
	}
	return n
}

func utf8Bytes(s string) int { return len(s) }

func qualcoderProject(t testing.TB) string {
	code := func(id, fid, cid int, text, words string, size func(string) int, coder string) string {
		from, to := span(text, words, size)
		return fmt.Sprintf("insert into code_text (ctid, cid, fid, seltext, pos0, pos1, owner, date, memo) values (%d, %d, %d, %s, %d, %d, '%s', '2025-03-0%d 10:00:00', 'note %d')",
			id, cid, fid, quoted(words), from, to, coder, id, id)
	}
	statements := append(append([]string{}, qualcoderTables...),
		"insert into project values ('v12', '2025-03-01 09:00:00', 'Étude inventée', 'QualCoder')",
		"insert into source (id, name, fulltext, memo, owner) values (1, 'C01-jeune.txt', "+quoted(plainText)+", 'au domicile', 'AB')",
		"insert into source (id, name, fulltext, mediapath) values (2, 'C02-mere.docx', "+quoted(emojiText)+", '/docs/C02-mere.docx')",
		"insert into source (id, name, mediapath) values (3, 'plan.png', '/images/plan.png'), (4, 'voix.mp3', 'audio:voix.mp3')",
		"insert into code_cat (catid, name, memo, supercatid) values (1, 'Relations', 'qui compte', null), (2, 'Professionnels', '', 1)",
		"insert into code_name (cid, name, memo, catid, color) values (1, 'Référente', 'celle qui suit', 2, '#ff0000'), (2, 'École', '', null, '#00FF00')",
		"insert into code_name (cid, name, catid, color, supercid) values (3, 'Écoute', 2, 'rouge', 1)",
		code(1, 1, 1, plainText, "Ma référente", codePoints, "AB"),
		code(2, 1, 2, plainText, "À l’école", codePoints, "CD"),
		code(3, 2, 3, emojiText, "voilà la suite", utf16Units, "AB"), // by hand, in Qt
		code(4, 2, 3, emojiText, "Et après", codePoints, "CD"),       // by a script
		// The text was changed since: the words stand once elsewhere, or nowhere.
		"insert into code_text (ctid, cid, fid, seltext, pos0, pos1, owner) values (5, 1, 1, 'ça va mieux', 0, 11, 'AB'), (6, 1, 1, 'disparu', 3, 10, 'AB')",
		"insert into code_text (ctid, cid, fid, seltext, pos0, pos1, owner) values (7, 9, 1, 'Ma', 0, 2, 'AB'), (8, 1, 9, 'Ma', 0, 2, 'AB'), (9, 1, 1, '', 900, 950, 'AB'), (10, 1, 1, 'Ma', null, null, 'AB')",
		"insert into annotation values (1, 1, 0, 2, 'à relire', 'AB', '2025-03-02 10:00:00')",
		"insert into cases (caseid, name, memo) values (1, 'C01', 'fratrie'), (2, 'C02', '')",
		fmt.Sprintf("insert into case_text (id, caseid, fid, pos0, pos1) values (1, 1, 1, 0, %d), (2, 2, 2, 0, 5), (3, 2, 3, 0, 0)", codePoints(plainText)-1),
		"insert into attribute_type values ('âge', '', '', '', 'case', 'numeric'), ('role', '', '', '', 'file', 'character')",
		"insert into attribute (attrid, name, attr_type, value, id) values (1, 'âge', 'case', '15', 1), (2, 'role', 'file', 'jeune', 1), (3, 'role', 'file', '', 2)",
		"insert into code_image values (1, 3, 1), (2, 3, 1)", "insert into code_av values (1, 4, 1)", "insert into journal values (1, 'Jour 1', 'texte')",
		"update code_text set important = 1 where ctid = 2")
	return database(t, "data.qda", statements...)
}

func TestQualCoder(t *testing.T) {
	p, report := read(t, qualcoderProject(t))
	if got, want := outline(p.Codes), `Relations/ qui compte
  Professionnels/
    Référente #FF0000 celle qui suit
      Écoute
École #00FF00
`; got != want {
		t.Errorf("codes:\n%s\nwant\n%s", got, want)
	}
	same(t, "codings", passages(t, p), []string{
		"C01-jeune.txt|Ma référente|Référente|AB|note 1|",
		"C01-jeune.txt|référen|Référente|AB||douteux",
		"C01-jeune.txt|À l’école|École|CD|note 2|",
		"C01-jeune.txt|ça va mieux|Référente|AB||",
		"C02-mere.docx|Et après|Écoute|CD|note 4|",
		"C02-mere.docx|voilà la suite|Écoute|AB|note 3|",
	})
	mentions(t, report, "feuille « code_text », ligne 5 : n'est pas à la place de ses mots", "ligne 6 : est à une place",
		"ligne 7 : porte un code", "ligne 8 : code un texte", "ligne 9 : sort du texte", "ligne 10 : n'a pas de positions",
		"1 image : pas repris", "1 enregistrement : pas repris", "2 codages d'images", "1 codage d'enregistrement", "1 note de journal", "1 marque « important »")
	if strings.Contains(problems(report), "disparu") || strings.Contains(problems(report), "mieux") {
		t.Error("the report quotes an interview")
	}
	if s := report.Sources[0]; s.Read != 10 || s.Accepted != 6 || s.Rejected != 4 {
		t.Errorf("%+v", s)
	}
	if len(p.Notes) != 1 || len(p.Links) != 1 || *p.Notes[0].Content != "à relire" {
		t.Errorf("notes %+v, links %+v", p.Notes, p.Links)
	}
	attributes := p.Attributes()
	for _, want := range [][2]string{{"cas", "C01"}, {"âge", "15"}, {"role", "jeune"}} {
		column, err := attributes.Column(want[0])
		if err != nil || column.Show(0, "fr") != want[1] {
			t.Errorf("%s: %v, want %s", want[0], err, want[1])
		}
	}
	if p.Name != "data" || p.Description != "Étude inventée" || p.Origin != "QualCoder" {
		t.Errorf("project %q of %s: %q", p.Name, p.Origin, p.Description)
	}
	if len(p.Cases[1].Sources) != 0 || len(p.Cases[1].Selections) != 1 {
		t.Errorf("a case that is a part of a text: %+v", p.Cases[1])
	}
}

// What is read goes on to codings, and to a package that reads back the same.
func TestQualCoderGoesOn(t *testing.T) {
	p, _ := read(t, qualcoderProject(t))
	imported, report, err := refi.Import{}.Of(p)
	if err != nil {
		t.Fatal(err)
	}
	if len(imported.Codings) != 5 { // one overlaps another of its coder and code
		t.Errorf("%d codings: %s", len(imported.Codings), problems(report))
	}
	first := imported.Codings[0]
	if first.Coder != "AB" || first.Memo != "note 1" || first.Date.Day() != 1 || strings.Join(first.Path, " > ") != "Relations > Professionnels > Référente" {
		t.Errorf("%+v", first)
	}
	mentions(t, report, "1 codage est à une place douteuse", "réuni")

	file := filepath.Join(t.TempDir(), "projet.qdpx")
	if err := (refi.Writer{}).WriteFile(p, file); err != nil {
		t.Fatal(err)
	}
	again, _, err := refi.Reader{}.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(again.Segments()) != len(p.Segments()) || outline(again.Codes) != outline(p.Codes) {
		t.Errorf("written and read: %d segments, want %d\n%s", len(again.Segments()), len(p.Segments()), outline(again.Codes))
	}
}

// Older versions have fewer columns; the folder is the project.
func TestQualCoderOldVersion(t *testing.T) {
	file := database(t, "data.qda",
		"create table source (id integer, name text, fulltext text)", "create table code_name (cid integer, name text)",
		"create table code_text (cid integer, fid integer, seltext text, pos0 integer, pos1 integer)",
		"insert into source values (1, 'A', 'Une phrase.')", "insert into code_name values (1, 'X')",
		"insert into code_text values (1, 1, 'phrase', 4, 10)")
	p, report, err := qda.Reader{}.ReadFile(filepath.Dir(file))
	if err != nil {
		t.Fatal(err, problems(report))
	}
	same(t, "codings", passages(t, p), []string{"A|phrase|X|||"})
}

// A byte order mark and Windows ends of lines count or not, as the words tell.
func TestPlacesByTheWords(t *testing.T) {
	const words = "troisième"
	clean := "Un.\nDeux.\nLe troisième jour."
	stored := "\ufeff" + strings.ReplaceAll(clean, "\n", "\r\n")
	for name, test := range map[string]struct {
		stored string
		shift  int
	}{
		"plain": {clean, 0}, "mark and pairs": {stored, 3}, "mark alone": {stored, 1}, "pairs alone": {stored, 2}, "neither": {stored, 0},
	} {
		from, to := span(clean, words, codePoints)
		file := database(t, "data.qda", "create table source (id, name, fulltext)", "create table code_name (cid, name)",
			"create table code_text (ctid, cid, fid, seltext, pos0, pos1)", "insert into code_name values (1, 'X')",
			"insert into source values (1, 'A', "+quoted(test.stored)+")",
			fmt.Sprintf("insert into code_text values (1, 1, 1, '%s', %d, %d)", words, from+test.shift, to+test.shift))
		p, report := read(t, file)
		if *p.Sources[0].Content != clean {
			t.Errorf("%s: %q", name, *p.Sources[0].Content)
		}
		same(t, name, passages(t, p), []string{"A|" + words + "|X|||"})
		if len(report.Problems) > 0 {
			t.Errorf("%s: %s", name, problems(report))
		}
	}
}

// A category above itself, or one that is not there, loses no code.
func TestTreeInACircle(t *testing.T) {
	file := database(t, "data.qda", append(append([]string{}, qualcoderTables...),
		"insert into code_cat (catid, name, supercatid) values (1, 'A', 2), (2, 'B', 1), (3, 'C', 3)",
		"insert into code_name (cid, name, catid) values (1, 'x', 1), (2, 'y', 7)")...)
	p, report := read(t, file)
	names := strings.Fields(strings.ReplaceAll(outline(p.Codes), "/", ""))
	if len(names) != 5 {
		t.Errorf("%q", names)
	}
	mentions(t, report, "n'ont pas leur place dans la hiérarchie")
}
