package refi

import (
	"archive/zip"
	"bytes"
	"cmp"
	"encoding/xml"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Target is the program that a project is written for.
type Target uint8

// The programs.
const (
	// AnyProgram: as the standard says.
	AnyProgram Target = iota
	// MAXQDA gets texts with CR LF at the ends of lines, which places count as
	// two, and the attributes of a single source as those of the document.
	MAXQDA
	// ATLASti gets attributes as groups of documents as well: "role: jeune".
	ATLASti
)

// Writer writes projects and codebooks. The same project gives the same bytes.
// Paths on somebody's disk are never written.
type Writer struct {
	Target Target
}

// WriteFile writes a project to a file .qdpx, or its codes to a file .qdc. The
// file appears whole or not at all.
func (w Writer) WriteFile(p *Project, name string) (err error) {
	var data []byte
	switch ext := strings.ToLower(filepath.Ext(name)); ext {
	case ".qdpx":
		data, err = w.Project(p)
	case ".qdc":
		data, err = w.Codebook(p)
	default:
		err = fmt.Errorf("refi: a file of a project ends in .qdpx, of a codebook in .qdc, not in %q", ext)
	}
	if err != nil {
		return err
	}
	// In the same folder, because only there a file can be renamed at once.
	draft := filepath.Join(filepath.Dir(name), "."+filepath.Base(name)+"."+strconv.Itoa(os.Getpid())+".tmp")
	if err = os.WriteFile(draft, data, 0o600); err == nil {
		err = os.Rename(draft, name)
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft))
	}
	return nil
}

// Codebook is the codes of a project as a file .qdc. It fails when there are
// none, for which the format has no file.
func (w Writer) Codebook(p *Project) ([]byte, error) {
	if len(p.Codes) == 0 {
		return nil, errors.New("refi: a codebook needs a code")
	}
	return encode(wiredCodebook(p), xml.Name{Space: codebookSpace, Local: "CodeBook"})
}

// Project is a project as a file .qdpx.
func (w Writer) Project(p *Project) ([]byte, error) {
	q := w.suited(p)
	project, err := encode(wired(q), xml.Name{Space: projectSpace, Local: "Project"})
	if err != nil {
		return nil, err
	}
	files := map[string][]byte{"project.qde": project}
	for name, data := range p.Files {
		if filepath.Base(name) != name {
			return nil, fmt.Errorf("refi: the name of file %q of the package has a folder", name)
		}
		files["sources/"+name] = data
	}
	q.each(func(s *Source) {
		if name, inside := internal(s.PlainTextPath); inside && s.Content != nil {
			text := *s.Content
			if w.Target == MAXQDA {
				text = strings.ReplaceAll(text, "\n", "\r\n")
			}
			files["sources/"+name] = []byte(text)
		}
	})
	return pack(files)
}

func encode(content any, name xml.Name) ([]byte, error) {
	var file bytes.Buffer
	file.WriteString(xml.Header)
	e := xml.NewEncoder(&file)
	e.Indent("", "  ")
	if err := e.EncodeElement(content, xml.StartElement{Name: name}); err != nil {
		return nil, fmt.Errorf("refi: %w", err)
	}
	file.WriteByte('\n')
	return file.Bytes(), nil
}

// pack makes an archive in which nothing depends on the day it was made.
func pack(files map[string][]byte) ([]byte, error) {
	names := make([]string, 0, len(files))
	for name := range files {
		names = append(names, name)
	}
	slices.Sort(names)
	var archive bytes.Buffer
	z := zip.NewWriter(&archive)
	for _, name := range names {
		entry, err := z.CreateHeader(&zip.FileHeader{
			Name: name, Method: zip.Deflate, Modified: time.Date(1980, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err == nil {
			_, err = entry.Write(files[name])
		}
		if err != nil {
			return nil, fmt.Errorf("refi: %w", err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("refi: %w", err)
	}
	return archive.Bytes(), nil
}

// suited is the project as the program wants it; the one given stays as it was.
func (w Writer) suited(p *Project) *Project {
	q := *p
	switch w.Target {
	case MAXQDA:
		q.Sources = each(p.Sources, twice)
		q.Notes = each(p.Notes, twice)
		q.Cases = each(p.Cases, func(c Case) Case {
			if len(c.Sources) == 1 && len(c.Selections)+len(c.CodeRefs) == 0 {
				c.Name = ""
			}
			return c
		})
	case ATLASti:
		q.Sets = append(slices.Clip(slices.Clone(p.Sets)), p.attributeSets()...)
	}
	return &q
}

func each[T any](list []T, change func(T) T) []T {
	if list == nil {
		return nil
	}
	changed := make([]T, len(list))
	for i, item := range list {
		changed[i] = change(item)
	}
	return changed
}

// twice is a source whose places count the end of a line as two, wherever its
// text is in a file.
func twice(s Source) Source {
	within := func(inner *Source) *Source {
		if inner == nil {
			return nil
		}
		changed := twice(*inner)
		return &changed
	}
	s.TextDescription, s.Representation = within(s.TextDescription), within(s.Representation)
	s.Transcripts = each(s.Transcripts, twice)
	s.PDFs = each(s.PDFs, func(p Selection) Selection {
		p.Representation = within(p.Representation)
		return p
	})
	if s.PlainTextPath == "" || s.Content == nil {
		return s
	}
	offsets := (&original{text: *s.Content}).offsets(CodePoints, AsTwo)
	moved := func(n Number) Number {
		if n.Given {
			n.Value = offsets[min(max(n.Value, 0), len(offsets)-1)]
		}
		return n
	}
	s.Texts = each(s.Texts, func(p Selection) Selection {
		p.Start, p.End = moved(p.Start), moved(p.End)
		return p
	})
	s.SyncPoints = each(s.SyncPoints, func(p SyncPoint) SyncPoint {
		p.Position = moved(p.Position)
		return p
	})
	return s
}

// attributeSets are the attributes of sources as sets of them: "role: jeune".
func (p *Project) attributeSets() []Set {
	names := map[GUID]string{}
	for _, v := range p.Variables {
		names[v.GUID] = v.Name
	}
	members := map[string]*Set{}
	var order []*Set
	put := func(v Value, sources []Ref) {
		if v.Type == "" || names[v.Variable] == "" || len(sources) == 0 {
			return
		}
		name := names[v.Variable] + ": " + v.Text
		set := members[name]
		if set == nil {
			set = &Set{GUID: NewGUID("attribute", name), Name: name}
			members[name] = set
			order = append(order, set)
		}
		for _, source := range sources {
			if !slices.Contains(set.Sources, source) {
				set.Sources = append(set.Sources, source)
			}
		}
	}
	for _, c := range p.Cases {
		for _, v := range c.Values {
			put(v, c.Sources)
		}
	}
	for i := range p.Sources {
		for _, v := range p.Sources[i].Values {
			put(v, []Ref{{p.Sources[i].GUID}})
		}
	}
	var sets []Set
	for _, set := range order {
		there := func(s Set) bool { return s.Name == set.Name }
		if !slices.ContainsFunc(p.Sets, there) {
			sets = append(sets, *set)
		}
	}
	slices.SortStableFunc(sets, func(a, b Set) int { return cmp.Compare(a.Name, b.Name) })
	return sets
}
