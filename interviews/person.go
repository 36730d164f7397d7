package interviews

// Role is the part that a person plays in the study, as the files of the study
// name it: "jeune", "mère", "référent MEP".
type Role string

// Informant is the side from which somebody tells of a situation.
type Informant uint8

const (
	// NoInformant is somebody whose words are not material: the interviewer,
	// an interpreter, an unknown speaker.
	NoInformant Informant = iota
	// Youth is the child or young person.
	Youth
	// Parent is a mother, a father or whoever stands in their place.
	Parent
	// Professional is whoever works with the family.
	Professional
)

var informantNames = [...]string{"", "jeune", "parent", "professionnel"}

// String is the French name: jeune, parent, professionnel, or "".
func (i Informant) String() string { return informantNames[i] }

// Person is somebody who was interviewed, without anything that names them.
type Person struct {
	ID      string // code of the person in the study
	Role    Role
	AgeBand string // "15-17"
	Sex     string
}

// Label is how a quote is signed: role and age band only.
func (p Person) Label() string {
	if p.AgeBand == "" {
		return string(p.Role)
	}
	return string(p.Role) + ", " + p.AgeBand + " ans"
}
