// Package crossed sets accounts side by side. Each method answers one question:
//
//   - Situations: what do a youth, a parent and a professional say of one
//     situation, and do they agree? Sheet shows one with the quotes side by side.
//   - Framework: what is each situation about, theme by theme, in the analyst's
//     words?
//   - Saturation: what does one more interview still teach?
//   - Recourse: who knows, uses, avoids or bypasses which place, and why?
//   - Calendar: in which order was lived what is told?
//   - Findings: what becomes of findings from one period to the next?
//
// Situations, Framework, Saturation and Calendar read coded interviews, Recourse
// and Findings tables:
//
//	m, err := crossed.Situations{Codebook: book}.Of(c, codings)
//
// Whoever was not interviewed, was not asked, or keeps silent
// is never taken for another of the three.
package crossed
