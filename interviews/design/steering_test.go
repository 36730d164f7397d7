package design_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/askoria/verbatim/interviews/design"
	"github.com/askoria/verbatim/stats"
)

// half is a study of which half the time has passed on 1 July.
func half() design.Design {
	day := func(month time.Month) time.Time { return time.Date(2023, month, 1, 0, 0, 0, 0, time.UTC) }
	return design.Design{Start: day(time.January), End: day(time.July).AddDate(0, 0, 181)}
}

var july = time.Date(2023, 7, 1, 0, 0, 0, 0, time.UTC)

func known(x float64) stats.Estimate { return stats.Estimate{Value: x} }

func TestSteeringStates(t *testing.T) {
	before := 3.0
	tests := map[string]struct {
		indicator design.Indicator
		light     design.Light
		hidden    bool
	}{
		"half is expected at half time":      {design.Indicator{Value: known(10), Min: 20}, design.Green, false},
		"80 % of it":                         {design.Indicator{Value: known(8), Min: 20}, design.Orange, false},
		"below":                              {design.Indicator{Value: known(7.9), Min: 20}, design.Red, false},
		"a rate is due from the start":       {design.Indicator{Value: known(0.6), Min: 0.8, Fixed: true}, design.Red, false},
		"no target":                          {design.Indicator{Value: known(3)}, design.NoLight, false},
		"not known":                          {design.Indicator{Value: stats.Estimate{Reason: "pas encore"}, Min: 20}, design.NoLight, false},
		"a small count of a territory":       {design.Indicator{Label: "Dossiers du CDAS de Redon", Value: known(3), Min: 2}, design.NoLight, true},
		"accents and capitals do not matter": {design.Indicator{Label: "Dossiers, FOUGERES", Value: known(1)}, design.NoLight, true},
		"a small count of the year before":   {design.Indicator{Label: "Dossiers de Redon", Value: known(30), Before: &before}, design.NoLight, true},
		"none is no small count":             {design.Indicator{Label: "Dossiers de Redon", Value: known(0)}, design.NoLight, false},
		"a percentage is no count":           {design.Indicator{Label: "Dossiers de Redon", Unit: "%", Value: known(3)}, design.NoLight, false},
		"a small count without a name":       {design.Indicator{Value: known(3), Min: 3}, design.Green, false},
	}
	for name, c := range tests {
		if c.indicator.Label == "" {
			c.indicator.Label = name
		}
		s, err := design.SteeringCommittee{Design: half(), On: july, Indicators: []design.Indicator{c.indicator}, Territories: []string{"Redon", "Fougères"}}.Of()
		if err != nil {
			t.Fatal(err)
		}
		if got := s.States[0]; got.Light != c.light || got.Hidden != c.hidden {
			t.Errorf("%s: light %d, hidden %v", name, got.Light, got.Hidden)
		}
		if value, _ := s.Tables()[0].Column("valeur"); c.hidden != (value.Missing(0) == stats.Secret) {
			t.Errorf("%s: the value is %s", name, value.Show(0, "fr"))
		}
	}
}

func TestSteeringErrors(t *testing.T) {
	for want, c := range map[string]design.SteeringCommittee{
		"13 indicators":     {Indicators: make([]design.Indicator, 13)},
		"1 has no label":    {Indicators: make([]design.Indicator, 1)},
		"no words of":       {Indicators: []design.Indicator{{Label: strings.Repeat("elle a dit ", 12)}}},
		"2: label and sour": {Indicators: []design.Indicator{{Label: "a"}, {Label: "b", Source: strings.Repeat("x", 121)}}},
	} {
		if _, err := c.Of(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %q", err, want)
		}
	}
	s, err := design.SteeringCommittee{Lang: "en"}.Of()
	if err != nil || s.Tables()[0].Len() != 0 {
		t.Errorf("no indicator: %v, %v", s, err)
	}
}

func ExampleSteeringCommittee() {
	s, err := design.SteeringCommittee{
		Design: half(), On: july,
		Indicators: []design.Indicator{
			{Label: "Entretiens réalisés", Unit: "entretiens", Value: stats.Estimate{Value: 9}, Min: 20, Max: 25, Source: "rapport 2022"},
			{Label: "Accord entre codeurs", Unit: "alpha", Value: stats.Estimate{Value: 0.81}, Min: 0.8, Fixed: true, Source: "double codage"},
		},
	}.Of()
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, i := range s.States {
		fmt.Printf("%s : %g, attendu %g, %s\n", i.Label, i.Value.Value, i.Expected.Value, i.Light.Label("fr"))
	}
	// Output:
	// Entretiens réalisés : 9, attendu 10, orange
	// Accord entre codeurs : 0.81, attendu 0.8, vert
}
