package qda_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/askoria/verbatim/corpus/qda"
)

var taguetteTables = []string{
	"create table users (login varchar(30) primary key, email varchar(256), hashed_password varchar(192))",
	"create table projects (id integer primary key, name varchar(200), description text, created datetime)",
	"create table documents (id integer primary key, name varchar(200), description text, filename varchar(200), created datetime, project_id integer, text_direction varchar, contents text)",
	"create table highlights (id integer primary key, document_id integer, start_offset integer, end_offset integer, snippet text)",
	"create table tags (id integer primary key, project_id integer, path varchar(200), description text)",
	"create table highlight_tags (highlight_id integer, tag_id integer, primary key (highlight_id, tag_id))",
	"create table commands (id integer primary key, date datetime, user_login varchar(30), project_id integer, document_id integer, payload text)",
}

// The page, and what Taguette counts of it.
const (
	page     = "<h1>Entretien d’été 😀</h1>\n<p>Ma <em>référente</em> m’écoute &amp; aide.</p><p>À l’école, ça va.</p>"
	pageText = "Entretien d’été 😀\nMa référente m’écoute & aide.À l’école, ça va."
)

func taguetteProject(t testing.TB, more ...string) string {
	mark := func(id int, words, snippet string) string {
		from, to := span(pageText, words, utf8Bytes)
		return fmt.Sprintf("insert into highlights values (%d, 1, %d, %d, %s)", id, from, to, quoted(snippet))
	}
	return database(t, "projet.sqlite3", append(append(append([]string{}, taguetteTables...),
		"insert into users values ('marie', 'marie@exemple.fr', 'secret')",
		"insert into projects values (1, 'Étude', 'inventée', '2025-03-01 09:00:00.000000')",
		"insert into documents values (1, 'C01', 'au domicile', 'c01.html', '2025-03-01 10:00:00', 1, 'LEFT_TO_RIGHT', "+quoted(page)+")",
		"insert into tags values (1, 1, 'proches', 'qui compte'), (2, 1, 'proches.pro', ''), (3, 1, 'prochesse', ''), (4, 1, 'école', '')",
		mark(1, "Ma référente m’écoute", "<p>Ma <em>référente</em> m’écoute</p>"), mark(2, "aide.À l’école", "<p>aide.</p><p>À l’école</p>"), mark(3, "été 😀", "<h1>été 😀</h1>"),
		mark(4, "Entretien", "<p>ça va.</p>"), mark(5, "Ma", "<p>Ma</p>"),
		"insert into highlight_tags values (1, 2), (1, 1), (2, 4), (3, 4), (4, 1)",
		`insert into commands values (1, '2025-03-02 08:00:00', 'marie', 1, 1, '{"type":"highlight_add","highlight_id":1,"start_offset":0,"end_offset":2,"tags":[2]}')`,
		`insert into commands values (2, '2025-03-03 08:00:00', 'jean', 1, 1, '{"type":"highlight_add","highlight_id":1,"start_offset":0,"end_offset":2,"tags":[1,2]}')`,
		`insert into commands values (3, '2025-03-03 09:00:00', 'jean', 1, 1, '{"type":"highlight_add","highlight_id":2,"tags":[9]}')`,
		`insert into commands values (4, '2025-03-04 08:00:00', 'marie', 1, null, '{"type":"tag_merge","src_tag_id":9,"dest_tag_id":4}')`,
		`insert into commands values (5, '2025-03-04 08:00:00', 'marie', 1, null, 'not json')`,
	), more...)...)
}

func TestTaguette(t *testing.T) {
	p, report := read(t, taguetteProject(t))
	if got, want := *p.Sources[0].Content, "Entretien d’été 😀\nMa référente m’écoute & aide.\nÀ l’école, ça va.\n"; got != want {
		t.Errorf("text %q, want %q", got, want)
	}
	same(t, "codes", strings.Split(strings.TrimSpace(outline(p.Codes)), "\n"), []string{"proches qui compte", "  proches.pro", "prochesse", "école"})
	same(t, "codings", passages(t, p), []string{
		"C01|été 😀|école|||",
		"C01|Ma référente m’écoute|proches|jean||",
		"C01|Ma référente m’écoute|proches.pro|marie||",
		"C01|aide.\nÀ l’école|école|jean||",
		"C01|ça va.|proches|||",
	})
	mentions(t, report, "feuille « highlights », ligne 4 : n'est pas à la place de ses mots", "1 passage surligné sans étiquette")
	if got := p.Segments()[2].Date.Format("2006-01-02 15:04"); got != "2025-03-02 08:00" {
		t.Errorf("date %s", got)
	}
	if strings.Contains(fmt.Sprintf("%+v", p), "secret") || strings.Contains(fmt.Sprintf("%+v", p), "exemple.fr") {
		t.Error("accounts were read")
	}
}

func TestTaguetteSeveralProjects(t *testing.T) {
	file := taguetteProject(t, "insert into projects values (2, 'Autre', '', '')",
		"insert into documents (id, name, project_id, contents) values (2, 'D', 2, '<p>Autre texte.</p>')",
		"insert into tags values (7, 2, 'autre', '')", "insert into highlights values (7, 2, 0, 5, '<p>Autre</p>')", "insert into highlight_tags values (7, 7)")
	if _, _, err := (qda.Reader{}).ReadFile(file); err == nil || !strings.Contains(err.Error(), "« Étude », « Autre »") {
		t.Errorf("two projects: %v", err)
	}
	if _, _, err := (qda.Reader{Project: "Rien"}).ReadFile(file); err == nil || !strings.Contains(err.Error(), "choisir parmi") {
		t.Errorf("none of that name: %v", err)
	}
	p, report, err := qda.Reader{Project: "Autre"}.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "codings", passages(t, p), []string{"D|Autre|autre|||"})
	if report.Sources[0].Read != 1 {
		t.Errorf("%+v", report.Sources)
	}
}
