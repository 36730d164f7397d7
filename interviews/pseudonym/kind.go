package pseudonym

// Kind is a sort of thing that is masked.
type Kind uint8

const (
	// NoKind is the zero value: in a Known, a first name.
	NoKind Kind = iota
	// FirstName is a first name.
	FirstName
	// Surname is a family name, or a proper name of which no more is known.
	Surname
	// Nickname is a name that only some people use.
	Nickname
	// Commune is a town or village.
	Commune
	// Place is any other place: a quarter, a locality.
	Place
	// Department is a French department.
	Department
	// Region is a French region, masked only when Masker.Wide is set.
	Region
	// Country is a country, masked only when Masker.Wide is set.
	Country
	// Institution is the name of a school, a home, a hospital; not its type.
	Institution
	// Address is a street with or without a number.
	Address
	// PostalCode is a postal code.
	PostalCode
	// Date is a day of the calendar.
	Date
	// BirthDate is the day on which somebody was born.
	BirthDate
	// Phone is a phone number.
	Phone
	// Mail is an e-mail address.
	Mail
	// Web is a web address or the name of an account.
	Web
	// SocialSecurity is a French social security number (NIR).
	SocialSecurity

	kinds = int(SocialSecurity) + 1
)

var kindNames = [kinds]struct{ tag, fr, en string }{
	FirstName:      {"PRÉNOM", "prénom", "first name"},
	Surname:        {"NOM", "nom", "surname"},
	Nickname:       {"SURNOM", "surnom", "nickname"},
	Commune:        {"COMMUNE", "commune", "commune"},
	Place:          {"LIEU", "lieu", "place"},
	Department:     {"DÉPARTEMENT", "département", "department"},
	Region:         {"RÉGION", "région", "region"},
	Country:        {"PAYS", "pays", "country"},
	Institution:    {"ÉTABLISSEMENT", "établissement", "institution"},
	Address:        {"ADRESSE", "adresse", "address"},
	PostalCode:     {"CP", "code postal", "postal code"},
	Date:           {"DATE", "date", "date"},
	BirthDate:      {"NAISSANCE", "date de naissance", "date of birth"},
	Phone:          {"TÉL", "téléphone", "phone number"},
	Mail:           {"MAIL", "adresse électronique", "e-mail address"},
	Web:            {"WEB", "adresse ou compte internet", "web address or account"},
	SocialSecurity: {"NIR", "numéro de sécurité sociale", "social security number"},
}

// Tag is the word that stands in tags: PRÉNOM in [PRÉNOM_1].
func (k Kind) Tag() string { return kindNames[k].tag }

// Label names the kind in French, or in English when lang is "en".
func (k Kind) Label(lang string) string {
	if lang == "en" {
		return kindNames[k].en
	}
	return kindNames[k].fr
}

// String is the English label.
func (k Kind) String() string { return k.Label("en") }

// personal tells kinds that name a person: they are told apart by the words
// around, so that one name can be taken for another of them.
func (k Kind) personal() bool { return k == FirstName || k == Surname || k == Nickname }

func kindOfTag(word string) (Kind, bool) {
	for kind, names := range kindNames {
		if names.tag == word && word != "" {
			return Kind(kind), true
		}
	}
	return NoKind, false
}

// Rule says by what a passage was found, in French, as the audit shows it.
type Rule string

// The rules of the masker. A number next to them in the code is a confidence:
// how sure one may be, from 0 to 1, that the words name somebody or a place.
const (
	ByKnown     Rule = "nom connu du cas"
	ByVariant   Rule = "partie d'un nom connu du cas"
	ByLowerCase Rule = "nom connu du cas, sans majuscule"
	ByNear      Rule = "à une lettre d'un nom connu du cas"
	ByFirstName Rule = "lexique des prénoms"
	BySurname   Rule = "lexique des noms"
	ByPlace     Rule = "lexique des lieux"
	ByPlaceWord Rule = "après un mot de lieu"
	BySaint     Rule = "nom en Saint"
	ByTitle     Rule = "après un titre"
	ByInitial   Rule = "initiale"
	ByKin       Rule = "après un lien ou un métier"
	ByNaming    Rule = "après « s'appelle »"
	ByNext      Rule = "suite d'un nom"
	ByCut       Rule = "amorce d'un nom"
	BySeen      Rule = "déjà trouvé dans le cas"
	ByCapital   Rule = "majuscule dans la phrase"
	ByStart     Rule = "majuscule en début de phrase"
	ByStreet    Rule = "voie"
	BySchool    Rule = "établissement"
	ByPostal    Rule = "code postal"
	ByDate      Rule = "date"
	ByBirth     Rule = "date de naissance"
	ByPhone     Rule = "numéro de téléphone"
	BySpoken    Rule = "numéro ou adresse dits en lettres"
	ByMail      Rule = "adresse électronique"
	ByWeb       Rule = "adresse internet"
	ByAccount   Rule = "nom de compte"
	ByNIR       Rule = "NIR, clé juste"
	ByNIRLoose  Rule = "NIR sans clé ou clé fausse"
)
