package interviews

import (
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/askoria/verbatim/stats"
)

// Reader reads the table of interviews from a CSV file. It is also the consent
// gate: an interview without the consents that its role needs, or whose person
// has withdrawn, is left out, and the report keeps its code and the day.
// Columns: id_entretien;id_cas;id_enfant;role;id_informateur;tranche;sexe;date;
// lieu;duree_min;enqueteur;info_remise;consentement_ecrit;assentiment_mineur;
// autorisation_parent_1;autorisation_parent_2;accord_enregistrement;
// accord_citation;date_retrait. Those of consent must all be there, so that an
// absent column never reads as an agreement.
type Reader struct {
	Files  fs.FS // nil: the operating system
	Limits Limits
	Roles  Roles // nil: DefaultRoles
	// On is the day on which the data are used: who withdrew later is still in.
	// Zero: whoever withdrew, at any date, is out.
	On time.Time
}

type interviewRecord struct {
	ID          string     `csv:"id_entretien" cell:"required"`
	Case        string     `csv:"id_cas" cell:"required"`
	Child       string     `csv:"id_enfant"`
	Role        string     `csv:"role" cell:"required"`
	Informant   string     `csv:"id_informateur" cell:"optional"`
	AgeBand     string     `csv:"tranche,tranche_age" cell:"optional"`
	Sex         string     `csv:"sexe" cell:"optional"`
	Date        DayCell    `csv:"date"`
	Place       string     `csv:"lieu" cell:"optional"`
	Minutes     WholeCell  `csv:"duree_min" cell:"optional"`
	Interviewer string     `csv:"enqueteur" cell:"optional"`
	Informed    AnswerCell `csv:"info_remise"`
	Written     AnswerCell `csv:"consentement_ecrit"`
	Assent      AnswerCell `csv:"assentiment_mineur"`
	Parent1     AnswerCell `csv:"autorisation_parent_1"`
	Parent2     AnswerCell `csv:"autorisation_parent_2"`
	Recording   AnswerCell `csv:"accord_enregistrement"`
	Quotation   AnswerCell `csv:"accord_citation"`
	Withdrawn   DayCell    `csv:"date_retrait"`
}

// ReadFile reads the interviews that may be used, in the order of the file.
func (r Reader) ReadFile(name string) ([]*Interview, *Report, error) {
	roles := r.Roles
	if roles == nil {
		roles = DefaultRoles()
	}
	var list []*Interview
	lines := map[string]int{}
	report, err := ReadRecords(Opener{r.Files, r.Limits}, name, func(record interviewRecord, row *Row) {
		// Codes name files too, where case does not always count.
		id := strings.ToLower(record.ID)
		if first, twice := lines[id]; twice {
			row.Reject("id_entretien", fmt.Sprintf("est déjà l'identifiant de la ligne %d", first), "donner à chaque entretien un identifiant à lui")
			return
		}
		lines[id] = row.Line
		interview := record.interview()
		role, known := roles.Find(record.Role)
		if !known {
			row.Reject("role", "n'est pas un rôle de l'étude", roleHint(record.Role, roles))
			return
		}
		interview.Informant.Role = role
		if record.Withdrawn.Wrong {
			// A date that cannot be read still says that somebody withdrew.
			row.Reject(consentWithdrawn, "signale un retrait : l'entretien n'est pas utilisé", "corriger la date de retrait, ou vider la cellule s'il n'y a pas eu de retrait")
			return
		}
		rule, _ := roles.Rule(role)
		r.gate(interview, rule.For(interview.Informant), row)
		if !row.rejected {
			list = append(list, interview)
		}
	})
	if err != nil {
		return nil, report, err
	}
	return list, report, nil
}

// gate leaves the interview out when it lacks a consent, in one problem that
// names them all.
func (r Reader) gate(interview *Interview, rule RoleRule, row *Row) {
	lacking := interview.Consent.Lacks(rule, r.On)
	if len(lacking) == 0 {
		return
	}
	if lacking[0] == consentWithdrawn {
		row.Reject(consentWithdrawn, "est la date d'un retrait : l'entretien n'est plus utilisé",
			"supprimer aussi l'enregistrement et la transcription")
		return
	}
	who := "ce rôle"
	if rule.Minor {
		who = "un mineur"
	}
	row.Reject(lacking[0], fmt.Sprintf("ne donne pas le consentement qu'il faut pour %s (manque : %s)", who, strings.Join(lacking, ", ")),
		"obtenir ce consentement et écrire oui, ou ne pas utiliser cet entretien")
}

func roleHint(found string, roles Roles) string {
	known := roles.Names()
	if nearest, ok := stats.Nearest(found, known); ok {
		return fmt.Sprintf("écrire « %s » ?", nearest)
	}
	return "écrire l'un de : " + strings.Join(known, ", ")
}

func (r interviewRecord) interview() *Interview {
	return &Interview{
		ID: r.ID, Case: r.Case, Child: r.Child,
		Informant: Person{ID: r.Informant, AgeBand: strings.TrimSpace(strings.TrimSuffix(r.AgeBand, "ans")), Sex: r.Sex},
		Date:      r.Date.Time, Place: r.Place, Minutes: r.Minutes.Value, Interviewer: r.Interviewer,
		Consent: Consent{
			Informed: r.Informed.Answer, Written: r.Written.Answer, Assent: r.Assent.Answer,
			Parent1: r.Parent1.Answer, Parent2: r.Parent2.Answer, Recording: r.Recording.Answer,
			Quotation: r.Quotation.Answer, Withdrawn: r.Withdrawn.Time,
		},
	}
}
