package transcript

import (
	"strings"
	"unicode/utf8"

	"github.com/askoria/verbatim/interviews"
	"github.com/askoria/verbatim/stats"
)

// Speaker declares who speaks behind some labels of the transcripts.
type Speaker struct {
	// Labels are the spellings found at the start of turns, slips of the pen
	// among them; the first names the speaker. Case, accents and spaces do not
	// matter. "–" stands for a dash at the start of a line.
	Labels []string
	Role   interviews.Role // "" for somebody who is none of the study's roles: an interpreter
	// Interviewer marks who asks; Role is left out then.
	Interviewer bool
}

// interviewerLabels are the usual labels of who asks; otherLabels those of who
// neither asks nor tells. Reader.Speakers go before them.
var (
	interviewerLabels = [...]string{
		"E", "Enq", "Enquêteur", "Enquêtrice", "Interviewer", "Intervieweur",
		"Intervieweuse", "Chercheur", "Chercheuse", "Q", "Question", "I",
	}
	otherLabels = [...]string{"Interprète", "Traducteur", "Traductrice"}
)

// informantLabels are what transcripts write for the person interviewed, on
// whatever side, and for one of a side. They say who only where the interview
// is known.
var informantLabels = [...]struct {
	label string
	side  interviews.Informant
}{
	{"R", interviews.NoInformant},
	{"Réponse", interviews.NoInformant},
	{"Répondant", interviews.NoInformant},
	{"Répondante", interviews.NoInformant},
	{"Interviewé", interviews.NoInformant},
	{"Interviewée", interviews.NoInformant},
	{"Enquêté", interviews.NoInformant},
	{"Enquêtée", interviews.NoInformant},
	{"Informateur", interviews.NoInformant},
	{"Informatrice", interviews.NoInformant},
	{"Participant", interviews.NoInformant},
	{"Participante", interviews.NoInformant},
	{"Parent", interviews.Parent},
	{"Pro", interviews.Professional},
	{"Professionnel", interviews.Professional},
	{"Professionnelle", interviews.Professional},
}

// voice is whoever speaks behind a label.
type voice struct {
	name        string
	role        interviews.Role
	interviewer bool
}

// cast knows who stands behind the labels of one transcript.
type cast struct {
	voices map[string]voice // by key
	labels []string         // declared, in order
	// informant is the role of the one person interviewed, "" where the
	// interview is not known.
	informant interviews.Role
	roles     interviews.Roles
}

// newCast gathers what is declared; the first declaration of a label wins.
func (r Reader) newCast(of *interviews.Interview) *cast {
	roles := r.Roles
	if roles == nil {
		roles = interviews.DefaultRoles()
	}
	c := &cast{voices: map[string]voice{}, roles: roles}
	for _, s := range r.Speakers {
		c.speaker(s)
	}
	var side interviews.Informant
	if of != nil {
		c.informant = of.Informant.Role
		side = roles.Informant(c.informant)
		// Some write codes of persons as labels.
		c.declare(of.Interviewer, voice{name: of.Interviewer, interviewer: true})
		c.declare(of.Informant.ID, voice{name: of.Informant.ID, role: c.informant})
	}
	for _, l := range interviewerLabels {
		c.declare(l, voice{name: l, interviewer: true})
	}
	for _, l := range otherLabels {
		c.declare(l, voice{name: l})
	}
	for _, l := range informantLabels {
		if l.side == interviews.NoInformant || l.side == side {
			c.declare(l.label, voice{name: l.label, role: c.informant})
		}
	}
	for _, rule := range roles {
		c.declare(string(rule.Role), voice{name: capital(string(rule.Role)), role: rule.Role})
	}
	for _, rule := range roles {
		for _, l := range rule.Labels {
			c.declare(l, voice{name: capital(l), role: rule.Role})
		}
	}
	return c
}

// group tells whether several roles of the informant's side speak: a group is
// one informant in whose turns each has a role of his or her own.
func (c *cast) group(turns []interviews.Turn) bool {
	var first interviews.Role
	for i := range turns {
		role := turns[i].Role
		if role == "" || c.roles.Informant(role) != c.roles.Informant(c.informant) {
			continue
		}
		if first != "" && role != first {
			return true
		}
		first = role
	}
	return false
}

func (c *cast) speaker(s Speaker) {
	for _, l := range s.Labels {
		v := voice{name: s.Labels[0], role: s.Role, interviewer: s.Interviewer}
		if v.interviewer {
			v.role = ""
		}
		c.declare(l, v)
	}
}

func (c *cast) declare(label string, v voice) {
	k := key(label)
	if _, done := c.voices[k]; done || k == "" {
		return
	}
	c.voices[k] = v
	c.labels = append(c.labels, label)
}

// find is who stands behind a label, where that was declared. A number after a
// declared label makes another person of the same part: "Pro 2", "E2"; but a
// letter and several digits are the code of a person, unless they number
// questions and answers.
func (c *cast) find(l label) (voice, bool) {
	if v, ok := c.voices[l.key]; ok {
		return v, true
	}
	base := strings.TrimRight(l.key, "0123456789")
	if len(base) == 1 && len(l.key) > 2 && base != "q" && base != "r" {
		return voice{name: l.name}, false
	}
	v, ok := c.voices[base]
	v.name = l.name
	return v, ok
}

func (c *cast) knows(l label) bool {
	_, known := c.find(l)
	return known
}

// nearest is the declared label that another may be a slip of, "" where there
// is none: one letter away for every four, since short labels are near many
// first names. Another number is another person.
func (c *cast) nearest(l label) string {
	near, ok := stats.Nearest(l.name, c.labels)
	if !ok || stats.EditDistance(l.key, key(near)) > utf8.RuneCountInString(l.key)/4 {
		return ""
	}
	const digits = "0123456789"
	if strings.TrimRight(l.key, digits) == strings.TrimRight(key(near), digits) {
		return ""
	}
	return capital(near)
}

func capital(label string) string {
	first, size := utf8.DecodeRuneInString(label)
	return strings.ToUpper(string(first)) + label[size:]
}
