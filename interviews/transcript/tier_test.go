package transcript

import "testing"

func TestTierSpeaker(t *testing.T) {
	for name, want := range map[string]string{
		"Mère": "Mère", " E ": "E", "tx@Mère": "Mère", "Mère - words": "Mère", "Mère - phones": "", "Turns": "", "Sections": "",
		"Commentaires": "", "phones2": "", "Thème": "", "Notes": "", "Notaire": "Notaire", "Pausé": "", "": "",
	} {
		if got, speaks := tierSpeaker(name); got != want || speaks != (want != "" || name == "") {
			t.Errorf("%q is %q, %t", name, got, speaks)
		}
	}
}
