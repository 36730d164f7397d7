package main

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/askoria/verbatim/examples/internal/material"
	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/interviews/dictionary"
)

// The documentation names the line and the column where the dirt lies.
func TestDirtIsWhereItSays(t *testing.T) {
	sheet := invented(t).caseFile()
	header := slices.Clone(sheet.header)
	list := sheet.soil()
	if len(list) != 20 {
		t.Errorf("%d dirty places", len(list))
	}
	lines := strings.Split(material.CSV(sheet.rows()), "\n")
	for _, d := range list {
		if d.row == 1 || d.column == "" {
			continue
		}
		first, _, _ := strings.Cut(d.found, "\n")
		cells := strings.Split(lines[d.row-1], ";")
		if at := slices.Index(header, d.column); strings.Trim(strings.TrimSuffix(cells[at], "\r"), `"`) != first {
			t.Errorf("line %d, %s: %q, want %q", d.row, d.column, cells[at], first)
		}
	}
}

// The library refuses the dirt, all of it, and nothing else.
func TestLibraryReadsTheStudy(t *testing.T) {
	made, err := recipe()
	if err != nil {
		t.Fatal(err)
	}
	folder := fstest.MapFS{}
	for _, f := range made {
		folder[f.Name] = &fstest.MapFile{Data: f.Bytes}
	}
	variables, report, err := dictionary.Open(folder, "dictionnaire.csv")
	if err != nil || len(report.Problems) > 0 {
		t.Fatal(err, report)
	}
	cases, report, err := dictionary.Reader{Dictionary: variables, Files: folder}.ReadFile("dossiers.csv")
	if err != nil {
		t.Fatal(err)
	}
	if s := report.Sources[0]; cases.Len() != 240 || s.Accepted != 240 || s.Rejected != 4 {
		t.Errorf("%d case files, %d accepted, %d rejected", cases.Len(), s.Accepted, s.Rejected)
	}
	place := func(row int, column string) string { return fmt.Sprintf("line %d, column %q", max(row, 1), column) }
	var want, got []string
	for _, d := range invented(t).caseFile().soil() {
		if !d.read {
			want = append(want, place(d.row, d.column))
		}
	}
	for _, p := range report.Problems {
		got = append(got, place(p.Row, p.Column))
	}
	slices.Sort(want)
	slices.Sort(got)
	if !slices.Equal(got, want) {
		t.Errorf("refused at\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}

	episodes, report, err := interviews.EpisodeReader{Files: folder}.ReadFile("episodes.csv")
	if err != nil || len(report.Problems) != len(overlaps)+len(holes) || report.Sources[0].Rejected != 0 {
		t.Errorf("%d episodes, %d problems, %v", len(episodes), len(report.Problems), err)
	}
	met, report, err := interviews.Reader{Files: folder}.ReadFile("entretiens.csv")
	if err != nil || len(met) != 51 || len(report.Problems) != 2 {
		t.Errorf("%d interviews, %v: %v", len(met), err, report)
	}
	for _, i := range met {
		if i.ID == refused || i.ID == withdrawn {
			t.Errorf("%s came in without consent", i.ID)
		}
	}
}
