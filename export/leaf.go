package export

import (
	"errors"
	"fmt"
	"iter"
	"math"
)

// leaf is a sheet ready to be written.
type leaf struct {
	name   string
	widths []float64
	length int // rows
	rows   iter.Seq[row]
	blocks []*block
	links  []jump
	charts []chart
	// list is the only block of the sheet where it is a long list: its header
	// stays in view, can be filtered and is printed on each page.
	list *block
}

// across is the number of pages that the sheet is wide in print.
func (p *leaf) across() int {
	total := 0.0
	for _, width := range p.widths {
		total += width
	}
	return max(1, int(math.Ceil(total/legible)))
}

// jump leads from a cell to a cell of another sheet.
type jump struct{ from, sheet, to string }

// leaves lays out all sheets, from left to right.
func (b *Workbook) leaves() ([]*leaf, error) {
	sheets, err := b.withOwn()
	if err != nil {
		return nil, err
	}
	var leaves []*leaf
	var failures []error
	for _, s := range sheets {
		p := &leaf{name: s.name}
		top := 1
		for _, e := range s.entries {
			title := e.table.Title()
			if e.number > 0 {
				title = b.called(e) + " – " + title
			}
			k, err := b.block(e, title, top)
			if err != nil {
				failures = append(failures, fmt.Errorf("sheet %q: %w", s.name, err))
				continue
			}
			p.blocks = append(p.blocks, k)
			p.length = k.next() - 1
			top = k.next() + 2
		}
		if p.widths = fit(p.blocks); len(p.widths) == 0 {
			p.widths = []float64{paper} // pictures alone
		}
		p.rows = stacked(p.blocks)
		if len(p.blocks) == 1 && p.blocks[0].listing() {
			p.list = p.blocks[0]
		}
		leaves = append(leaves, p)
	}
	if len(failures) > 0 {
		return nil, errors.Join(failures...)
	}
	if p := b.chartLeaf(leaves); b.Charts && p != nil {
		leaves = append(leaves, p)
	}
	return append([]*leaf{b.readme(), b.contents(leaves)}, leaves...), nil
}

// stacked are the rows of blocks, each in its place, with empty rows between.
func stacked(blocks []*block) iter.Seq[row] {
	return func(yield func(row) bool) {
		number := 0
		for _, k := range blocks {
			for ; number < k.top-1; number++ {
				if !yield(row{}) {
					return
				}
			}
			for r := range k.rows() {
				if number++; !yield(r) {
					return
				}
			}
		}
	}
}
