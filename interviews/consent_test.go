package interviews

import (
	"slices"
	"testing"
	"time"
)

func TestLacks(t *testing.T) {
	roles := DefaultRoles()
	mother, _ := roles.Rule("mère")
	youth, _ := roles.Rule("jeune")
	day := time.Date(2023, 4, 12, 0, 0, 0, 0, time.UTC)
	for name, test := range map[string]struct {
		consent Consent
		rule    RoleRule
		on      time.Time
		want    []string
	}{
		"adult, all":             {Consent{Informed: Yes, Written: Yes}, mother, day, nil},
		"adult, nothing":         {Consent{}, mother, day, []string{"info_remise", "consentement_ecrit"}},
		"adult, refused":         {Consent{Informed: Yes, Written: No}, mother, day, []string{"consentement_ecrit"}},
		"adult, not required":    {Consent{Informed: Yes, Written: NotRequired}, mother, day, []string{"consentement_ecrit"}},
		"minor, all":             {Consent{Informed: Yes, Assent: Yes, Parent1: Yes, Parent2: Yes}, youth, day, nil},
		"minor, written is none": {Consent{Informed: Yes, Written: Yes}, youth, day, []string{"assentiment_mineur", "autorisation_parent_1", "autorisation_parent_2"}},
		"minor, one parent":      {Consent{Informed: Yes, Assent: Yes, Parent1: Yes, Parent2: NotRequired}, youth, day, nil},
		"minor, other parent":    {Consent{Informed: Yes, Assent: Yes, Parent1: NotRequired, Parent2: Yes}, youth, day, nil},
		"minor, no parent":       {Consent{Informed: Yes, Assent: Yes, Parent1: NotRequired, Parent2: NotRequired}, youth, day, []string{"autorisation_parent_1", "autorisation_parent_2"}},
		"minor, one forgotten":   {Consent{Informed: Yes, Assent: Yes, Parent1: Yes}, youth, day, []string{"autorisation_parent_2"}},
		"minor, assent waived":   {Consent{Informed: Yes, Assent: NotRequired, Parent1: Yes, Parent2: Yes}, youth, day, []string{"assentiment_mineur"}},
		"of age":                 {Consent{Informed: Yes, Written: Yes}, youth.For(Person{AgeBand: "18-20"}), day, nil},
		"of age, nothing":        {Consent{Informed: Yes}, youth.For(Person{AgeBand: "18 ans et plus"}), day, []string{"consentement_ecrit"}},
		"maybe a minor":          {Consent{Informed: Yes, Written: Yes}, youth.For(Person{AgeBand: "15-20"}), day, []string{"assentiment_mineur", "autorisation_parent_1", "autorisation_parent_2"}},
		"age unknown":            {Consent{Informed: Yes, Written: Yes}, youth.For(Person{}), day, []string{"assentiment_mineur", "autorisation_parent_1", "autorisation_parent_2"}},
		"withdrawn":              {Consent{Informed: Yes, Written: Yes, Withdrawn: day}, mother, day, []string{"date_retrait"}},
		"withdraws later":        {Consent{Informed: Yes, Written: Yes, Withdrawn: day.AddDate(0, 0, 1)}, mother, day, nil},
		"withdraws, any day":     {Consent{Informed: Yes, Written: Yes, Withdrawn: day.AddDate(9, 0, 0)}, mother, time.Time{}, []string{"date_retrait"}},
		"misspelt rule":          {Consent{Informed: Yes}, RoleRule{Consents: []string{"info_remis"}}, day, []string{"info_remis"}},
	} {
		if got := test.consent.Lacks(test.rule, test.on); !slices.Equal(got, test.want) {
			t.Errorf("%s: lacks %v, want %v", name, got, test.want)
		}
	}
}

func TestRoles(t *testing.T) {
	roles := DefaultRoles()
	for label, want := range map[string]Role{"Mère": "mère", "MERE": "mère", "maman": "mère", "Référente MEP": "référent MEP", "beau pere": "beau-parent", "Jeune": "jeune"} {
		if got, ok := roles.Find(label); !ok || got != want {
			t.Errorf("%q is %q", label, got)
		}
	}
	if role, ok := roles.Find("voisin"); ok {
		t.Errorf("a neighbour is %q", role)
	}
	if roles.Informant("psychologue") != Professional || roles.Informant("voisin") != NoInformant {
		t.Error("sides are wrong")
	}
	if _, ok := roles.Rule("voisin"); ok {
		t.Error("there is no rule for a neighbour")
	}
	seen := map[string]Role{}
	for _, rule := range roles {
		for _, label := range append(rule.Labels, string(rule.Role)) {
			if other, twice := seen[label]; twice {
				t.Errorf("%q stands for %q and %q", label, other, rule.Role)
			}
			seen[label] = rule.Role
		}
	}
}
