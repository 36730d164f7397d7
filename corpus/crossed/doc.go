// Package crossed sets accounts side by side: what a youth, a parent and a
// professional say of one situation, what young people make of the places
// around them, what an interview more still teaches, and what becomes of
// findings and of lives from one period to the next.
//
// Whoever was not interviewed, was not asked, or keeps silent is never taken
// for another of the three.
package crossed
