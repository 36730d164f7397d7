package material

import (
	"slices"
	"testing"
)

func TestPlanted(t *testing.T) {
	head := "# Données\n\n| méthode | objet | attendu |\n|---|---|---|\n"
	got, err := Planted([]byte(head + "| mot | élu | cadre |\n| plus suivi | | A2.3 |\n\nAprès.\n"))
	if want := []Finding{{"mot", "élu", "cadre"}, {"plus suivi", "", "A2.3"}}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v", got, err)
	}
	for _, page := range []string{"# Données\n", head + "| mot | élu |\n"} {
		if _, err := Planted([]byte(page)); err == nil {
			t.Errorf("%q was taken", page)
		}
	}
}
