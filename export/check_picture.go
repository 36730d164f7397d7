package export

import (
	"bytes"
	"encoding/binary"
	"encoding/xml"
	"io"
	"path"
	"slices"
	"strings"
)

// checkRelations reads which parts lead to which: all must be in the file.
func (c *checker) checkRelations(names []string) {
	for _, name := range names {
		if path.Ext(name) != ".rels" {
			continue
		}
		c.walk(name, func(e xml.StartElement) {
			target := attribute(e, "Target")
			switch {
			case attribute(e, "TargetMode") == "External":
				c.fault("part %q leads out of the file", name)
			case e.Name.Local == "Relationship" && c.parts[resolved(name, target)] == nil:
				c.fault("part %q leads to %q, which is not in the file", name, target)
			}
		}, nil)
	}
}

// resolved is the part that a part with relations names.
func resolved(relations, target string) string {
	if part, absolute := strings.CutPrefix(target, "/"); absolute {
		return part
	}
	return path.Join(path.Dir(path.Dir(relations)), target)
}

// checkPictures reads the drawings, each picture of which must say what it
// shows, and the images.
func (c *checker) checkPictures(names []string) {
	for _, name := range names {
		switch {
		case path.Dir(name) == "xl/drawings":
			c.walk(name, func(e xml.StartElement) {
				switch e.Name.Local {
				case "cNvPr":
					if strings.TrimSpace(attribute(e, "descr")) == "" {
						c.fault("part %q: %q has no alternative text", name, attribute(e, "name"))
					}
				case "hlinkClick":
					c.fault("part %q: a picture is a link", name)
				}
			}, nil)
		case path.Dir(name) == "xl/media":
			c.checkImage(name)
		}
	}
}

// imageParts are all that an image of ours is made of: no words, no date.
var imageParts = []string{"IHDR", "PLTE", "tRNS", "pHYs", "IDAT", "IEND"}

func (c *checker) checkImage(name string) {
	reader, err := c.parts[name].Open()
	if err != nil {
		c.fault("part %q: %w", name, err)
		return
	}
	defer func() { _ = reader.Close() }() // it was read to its end
	data, err := io.ReadAll(reader)
	if err != nil {
		c.fault("part %q: %w", name, err)
		return
	}
	rest, is := bytes.CutPrefix(data, []byte("\x89PNG\r\n\x1a\n"))
	if !is {
		c.fault("part %q is no PNG image", name)
		return
	}
	// Of each part: its length, its name, what it holds, a sum.
	const around = 12
	for len(rest) > 0 {
		if len(rest) < around || uint64(len(rest)-around) < uint64(binary.BigEndian.Uint32(rest)) {
			c.fault("part %q ends too soon", name)
			return
		}
		if kind := string(rest[4:8]); !slices.Contains(imageParts, kind) {
			c.fault("part %q: an image part %q", name, kind)
		}
		rest = rest[around+int(binary.BigEndian.Uint32(rest)):]
	}
}
