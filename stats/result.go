package stats

// Estimate is a number with its confidence interval. Where the number does not
// exist Reason says why, and the other fields mean nothing. Where only the
// interval does not exist, Confidence is 0.
type Estimate struct {
	Value      float64
	Low, High  float64
	Confidence float64 // of the interval, 0.95; 0 when there is none
	Reason     string  // why the number is undefined; "" when it is defined
}

// Defined tells whether the number exists.
func (e Estimate) Defined() bool { return e.Reason == "" }

// Test is a test of a hypothesis. Where it does not exist Reason says why, and
// the numbers mean nothing.
type Test struct {
	Name      string  // "Khi-2 de Pearson", "Fisher exact"
	Statistic float64 // 0 for tests that have none
	DF        float64 // degrees of freedom, 0 for tests that have none
	DF2       float64 // those of the denominator of an F, else 0
	P         float64 // two-sided unless the name says otherwise
	Reason    string  // why there is no test; "" when there is one
}

// Defined tells whether the test exists.
func (t Test) Defined() bool { return t.Reason == "" }

// Distancer says how far cases are from each other: At is zero or above, and the
// same both ways. It is called side by side unless Workers is 1.
type Distancer interface {
	Len() int
	At(i, j int) float64
}

// Counts is a table of counts of persons with its margins, as secrecy rules
// see it: any cell of it can give somebody away.
type Counts struct {
	Title string
	Rows  []string // labels of the rows, without the total
	Cols  []string // labels of the columns, without the total; one, "", for a simple count
	// RowsOf and ColsOf name the variables whose levels the rows and columns
	// are, "variable=option" for an option of a set; "" where they are none. Tables
	// of one variable share its totals, and are protected together.
	RowsOf, ColsOf string
	// Cells has one row more than Rows and, when there are two columns or
	// more, one column more than Cols: the totals. They add up.
	Cells [][]int
	// Measured tells that no cell is shown, only figures made of all of them, such
	// as a test.
	Measured bool
	// FreeRows marks rows that need no protection by themselves, such as "non
	// renseigné"; they may still be hidden to protect others. Nil: none.
	FreeRows []bool
}

// Mask says which cells of Counts are hidden; it has the shape of Cells.
type Mask [][]bool

// Any tells whether a cell is hidden.
func (m Mask) Any() bool {
	for _, row := range m {
		for _, hidden := range row {
			if hidden {
				return true
			}
		}
	}
	return false
}

// Counted is a result made of counts of persons. It can be shown with some of
// them hidden: the cells named and all that would give them back (percentages,
// residuals, tests) read Secret.
type Counted interface {
	Tabler
	// Counts lists the tables of counts behind the result.
	Counts() []Counts
	// Hide is the result with one mask for each table of Counts.
	Hide(masks []Mask) Tabler
}
