package dictionary

// Rule makes one value of those that the documents of a case give.
type Rule uint8

const (
	// Agree is the value that all documents give which give one; there is none
	// where they contradict one another.
	Agree Rule = iota
	// First is the value of the earliest document that has one.
	First
	// Last is the value of the latest document that has one.
	Last
	// Highest is the largest number, the latest day or the highest level.
	Highest
	// Collected is yes where a document says yes; of multiple response, all that
	// documents tick.
	Collected
)

var ruleNames = [...]string{"accord", "premier", "dernier", "maximum", "cumul"}

// String is the French name, as dictionaries write it: "accord", "premier",
// "dernier", "maximum", "cumul".
func (r Rule) String() string { return ruleNames[r] }

// fits tells whether the rule means something for a type.
func (r Rule) fits(t Type) bool {
	switch r {
	case Highest:
		return t == Ordinal || t == Whole || t == Number || t == Date || t == Month
	case Collected:
		return t == Binary || t == Multiple
	}
	return true
}
