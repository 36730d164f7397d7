package qda_test

import (
	"fmt"
	"strings"
	"testing"
)

func rqdaProject(t testing.TB) string {
	code := func(table string, cid int, words string, status int) string {
		from, to := span(emojiText, words, codePoints)
		return fmt.Sprintf("insert into %s values (%d, 1, %s, %d.0, %d.0, %d, 'rqdaUser', 'Thu Mar  6 10:11:12 2025', NULL)", table, cid, quoted(words), from, to, status)
	}
	return database(t, "projet.rqda",
		"create table project (databaseversion text, date text, dateM text, memo text, about text, imageDir text)",
		"create table source (name text, id integer, file text, memo text, owner text, date text, dateM text, status integer)",
		"create table freecode (name text, memo text, owner text, date text, dateM text, id integer, status integer, color text)",
		"create table codecat (name text, cid integer, catid integer, owner text, date text, dateM text, memo text, status integer)",
		"create table treecode (cid integer, catid integer, date text, dateM text, memo text, status integer, owner text)",
		"create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text)",
		"create table coding2 (cid integer, fid integer, seltext text, selfirst real, selend real, status integer, owner text, date text, memo text)",
		"create table cases (name text, memo text, owner text, date text, dateM text, id integer, status integer)",
		"create table caselinkage (caseid integer, fid integer, selfirst real, selend real, status integer, owner text, date text, memo text)",
		"create table attributes (name text, status integer, date text, dateM text, owner text, memo text, class text)",
		"create table caseAttr (variable text, value text, caseID integer, date text, dateM text, owner text, status integer)",
		"create table fileAttr (variable text, value text, fileID integer, date text, dateM text, owner text, status integer)",
		"create table journal (name text, journal text, date text, dateM text, owner text, status integer)",
		"create table annotation (fid integer, position integer, annotation text, owner text, date text, dateM text, status integer)",
		"insert into project values ('0.2.2', 'Wed Mar  5 09:00:00 2025', NULL, '', '', '')",
		"insert into source values ('C01', 1, "+quoted(emojiText)+", NULL, 'rqdaUser', '', '', 1), ('effacé', 2, 'x', '', '', '', '', 0)",
		"insert into freecode values ('Lien', 'définition', '', '', '', 1, 1, '#0000FF'), ('Suite', '', '', '', '', 2, 1, 'antiquewhite1'), ('effacé', '', '', '', '', 3, 0, NULL)",
		"insert into codecat values ('Thème', NULL, 1, '', '', '', '', 1), ('Autre', NULL, 2, '', '', '', '', 1)",
		"insert into treecode values (1, 1, '', '', '', 1, ''), (1, 2, '', '', '', 1, '')",
		code("coding", 1, "C’est bien", 1), code("coding", 2, "voilà la suite", 1), code("coding", 1, "oui", 0), code("coding2", 1, "C’est bien", 1),
		"insert into cases values ('Cas 1', '', '', '', '', 1, 1)", "insert into caselinkage values (1, 1, 0.0, 300.0, 1, '', '', '')",
		"insert into attributes values ('age', 1, '', '', '', '', 'numeric')",
		"insert into caseAttr values ('age', '15', 1, '', '', '', 1)", "insert into fileAttr values ('role', 'mère', 1, '', '', '', 1)",
		"insert into journal values ('j', 'x', '', '', '', 1)", "insert into annotation values (1, 12, 'à vérifier', 'rqdaUser', '', '', 1)")
}

func TestRQDA(t *testing.T) {
	p, report := read(t, rqdaProject(t))
	same(t, "codes", strings.Split(strings.TrimSpace(outline(p.Codes)), "\n"),
		[]string{"Thème/", "  Lien #0000FF définition", "Autre/", "Suite"})
	same(t, "codings", passages(t, p), []string{
		"C01|C’est bien|Lien|rqdaUser||", "C01|C’est bien|Lien|rqdaUser (coding2)||", "C01|voilà la suite|Suite|rqdaUser||",
	})
	mentions(t, report, "1 code est dans plusieurs catégories", "1 couleur nommée en R", "1 note de journal", "3 lignes supprimées dans RQDA")
	if got := p.Segments()[0].Date.Format("2006-01-02 15:04:05"); got != "2025-03-06 10:11:12" {
		t.Errorf("date %s", got)
	}
	for _, want := range [][2]string{{"cas", "Cas 1"}, {"age", "15"}, {"role", "mère"}} {
		column, err := p.Attributes().Column(want[0])
		if err != nil || column.Show(0, "fr") != want[1] {
			t.Errorf("%s: %v", want[0], err)
		}
	}
	if len(p.Sets) != 2 || len(p.Sets[0].Codes) != 1 || len(p.Sets[1].Codes) != 1 || len(p.Notes) != 1 {
		t.Errorf("sets %+v, notes %d", p.Sets, len(p.Notes))
	}
}

// Text of an old project in Windows-1252 is told, and its places hold.
func TestRQDAOldEncoding(t *testing.T) {
	file := database(t, "vieux.rqda", "create table source (name text, id integer, file text, status integer)",
		"create table freecode (name text, id integer, status integer)", "create table coding (cid integer, fid integer, seltext text, selfirst real, selend real, status integer)",
		"insert into source values ('A', 1, cast(x'4c27e974e920e02070617269732c206d61206de872652e' as text), 1)",
		"insert into freecode values ('X', 1, 1)", "insert into coding values (1, 1, cast(x'6d61206de87265' as text), 15, 22, 1)")
	p, report := read(t, file)
	same(t, "codings", passages(t, p), []string{"A|ma mère|X|||"})
	mentions(t, report, "ne sont pas en UTF-8")
}
