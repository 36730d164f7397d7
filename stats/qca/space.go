package qca

import "slices"

// space is all combinations of the values of conditions, numbered from 1 with
// the last condition changing first, as in a truth table.
type space struct {
	levels, strides []int
	size            int
}

func newSpace(conditions []Condition) space {
	s := space{levels: make([]int, len(conditions)), strides: make([]int, len(conditions)), size: 1}
	for i := len(conditions) - 1; i >= 0; i-- {
		s.levels[i], s.strides[i] = conditions[i].Levels, s.size
		s.size *= conditions[i].Levels
	}
	return s
}

// numbers lists the combinations that cubes cover, in order.
func (s space) numbers(cubes ...cube) []int {
	covered := make([]bool, s.size)
	list := make([]int, 0, s.size)
	for _, c := range cubes {
		list = append(list[:0], 0)
		for i := range len(c) {
			if value := c[i]; value != absent && value != notApplicable {
				for j := range list {
					list[j] += int(value) * s.strides[i]
				}
				continue
			}
			for _, place := range list {
				for value := 1; value < s.levels[i]; value++ {
					list = append(list, place+value*s.strides[i])
				}
			}
		}
		for _, place := range list {
			covered[place] = true
		}
	}
	list = list[:0]
	for place, is := range covered {
		if is {
			list = append(list, place+1)
		}
	}
	return slices.Clone(list)
}

// corner is the combination of that number.
func (s space) corner(number int) cube {
	values := make([]byte, len(s.levels))
	for i := range values {
		values[i] = byte((number - 1) / s.strides[i] % s.levels[i])
	}
	return cube(values)
}

// corners are those of the numbers.
func (s space) corners(numbers []int) []cube {
	list := make([]cube, len(numbers))
	for i, number := range numbers {
		list[i] = s.corner(number)
	}
	return list
}

// outside lists the combinations that are not among sorted numbers.
func (s space) outside(numbers []int) []cube {
	rest := make([]cube, 0, s.size-len(numbers))
	at := 0
	for number := 1; number <= s.size; number++ {
		if at < len(numbers) && numbers[at] == number {
			at++
			continue
		}
		rest = append(rest, s.corner(number))
	}
	return rest
}

// less lists the sorted numbers of a that are not in b.
func less(a, b []int) []int {
	return slices.DeleteFunc(slices.Clone(a), func(n int) bool { _, found := slices.BinarySearch(b, n); return found })
}
