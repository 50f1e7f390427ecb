// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionProgram: what a ConditionSet compiles to. Internal to condition:
// written by assemble_program.cc, read by evaluate_conditions.cc.
//
// One evaluation goes: figures over activities; for each input its code; the
// code's row of predicate bits; then the inner nodes bottom-up. Bits are
// numbered so that the predicates of one input lie side by side, then come the
// nodes. Inputs that are read alike and whose bits lie in one word form a
// segment, and so do nodes of one depth whose own bits lie in one word: the
// executor gathers a segment's word in a register and, within a segment, does
// the same for each lead, so that the processor mispredicts no branch.
#ifndef LOTSE_SRC_CONDITION_CONDITION_PROGRAM_H_
#define LOTSE_SRC_CONDITION_CONDITION_PROGRAM_H_

#include <cstdint>
#include <cstring>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "lotse/condition/condition_set.h"
#include "src/condition/text_dictionary.h"

namespace lotse {

// What an input reads.
enum class InputSource : uint8_t {
  kFact,       // The value at a slot.
  kPresence,   // Whether there is a value at a slot.
  kAge,        // as_of minus the time at a slot.
  kAgeInDays,  // The UTC day of as_of minus the date at a slot.
  kAny,        // Each text of the list at a slot; true if one is.
  kAll,        // Each text of the list at a slot; true if all are.
  kFigure,     // A figure over activities.
  kFigureAge,  // as_of minus a figure that is a time.
  kConsent,    // The state of a consent.
};

inline bool IsFigure(InputSource source) {
  return source == InputSource::kFigure || source == InputSource::kFigureAge;
}

// How an input's value becomes a code. Code 0 is missing.
enum class InputCoding : uint8_t {
  kIntegers,  // 1 + the number of cuts that are not above the int64.
  kNumbers,   // The same for the NumberKey of a double.
  kTexts,     // 2 + the number in a dictionary; code 1 is any other text.
};

// An integer for a finite double; keys are ordered as the numbers are. -0 and 0
// have the key 0, and the next double's key is one more.
inline int64_t NumberKey(double number) {
  int64_t bits;
  std::memcpy(&bits, &number, sizeof(bits));
  const int64_t sign = bits >> 63;
  return ((bits & std::numeric_limits<int64_t>::max()) ^ sign) - sign;
}

// Cuts are counted by blocks of this many.
inline constexpr uint32_t kCutBlock = 4;
// What the last block is filled with; it counts for the greatest int64 only.
inline constexpr int64_t kNoCut = std::numeric_limits<int64_t>::max();

// Codes lo to hi, both included.
struct CodeRange {
  uint32_t lo;
  uint32_t hi;
};

struct ProgramInput {
  InputSource source = InputSource::kFact;
  InputCoding coding = InputCoding::kIntegers;
  // Texts are case-folded first.
  bool folded = false;
  // The type a fact must have; others read as missing.
  ValueType type = ValueType::kUnspecified;
  // Slot, figure or consent.
  uint32_t index = 0;
  // For money: the packed currency; else 0.
  uint32_t currency = 0;
  // Ascending cuts [cuts_begin, cuts_end), whole blocks; or the dictionary's
  // index.
  uint32_t cuts_begin = 0;
  uint32_t cuts_end = 0;
  uint32_t dictionary = 0;
  // Predicate bits [bits_begin, bits_end); the last of them, from
  // patterns_bit on, are the patterns [patterns_begin, ...).
  uint32_t bits_begin = 0;
  uint32_t patterns_bit = 0;
  uint32_t bits_end = 0;
  uint32_t patterns_begin = 0;
  // Words [word_begin, word_begin + words) hold the bits; an input that has
  // none (it is read for its class) counts as one with a word. Row `code` of
  // the table starts at table + code * words; kNoTable: too large, use the
  // ranges.
  uint32_t word_begin = 0;
  uint32_t words = 0;
  uint32_t table = 0;
  // Codes there are.
  uint32_t codes = 0;
};
inline constexpr uint32_t kNoTable = static_cast<uint32_t>(-1);

// starts with, ends with or contains.
struct TextPattern {
  PredicateOp op;
  std::string text;
};

// How the inputs of a segment are read. The first three read facts, need one
// word and a table, and take texts as they are and without patterns.
enum class SegmentKind : uint8_t {
  kIntegers,
  kNumbers,
  kTexts,
  kFigures,  // Figures over activities, all of them.
  kOther,
};

// Inputs [begin, end); their bits lie in `word`, except for the last two kinds.
struct InputSegment {
  SegmentKind kind = SegmentKind::kOther;
  uint32_t word = 0;
  uint32_t begin = 0;
  uint32_t end = 0;
};

// A node looks for a counterexample: a child that is false, for the conjunction
// of its children; a child that is true, for their disjunction, which holds if
// there is one. A term says which bits of a word a node looks at; a bit that
// differs from `expected` is a counterexample.
struct ProgramTerm {
  uint32_t word;
  uint64_t mask;
  uint64_t expected;
};

// Nodes that do not depend on each other. Their own bits are [bit, bit_end) of
// `word`; each has `terms` terms, one after the other from terms_begin on.
struct NodeSegment {
  uint32_t word = 0;
  uint32_t bit = 0;
  uint32_t bit_end = 0;
  uint32_t terms = 0;
  uint32_t terms_begin = 0;
  // The bits of the disjunctions.
  uint64_t flip = 0;
};

// A figure over activities.
struct ActivityFigure {
  Aggregate aggregate = Aggregate::kCount;
  // By kind; empty: all kinds.
  std::vector<bool> kinds;
  // Zero: of any age.
  Duration within;
  // For sums: the payload slot and its type.
  FactSlot payload = 0;
  ValueType type = ValueType::kUnspecified;
  // Index of its condition in `where`; -1: none.
  int32_t where = -1;
};

struct ConsentKey {
  std::string purpose;
  std::string channel;
};

struct ConditionProgram {
  // What a set was compiled to.
  static const ConditionProgram& Of(const ConditionSet& set) {
    return *set.program_;
  }

  std::vector<ProgramInput> inputs;
  std::vector<InputSegment> input_segments;
  // The inputs that change as time goes by: ages and consents.
  std::vector<uint32_t> timed_inputs;
  std::vector<int64_t> cuts;
  std::vector<TextDictionary> dictionaries;
  std::vector<TextPattern> patterns;
  std::vector<uint64_t> table;
  // The codes for which predicate bit b is true: ranges [range_begin[b],
  // range_begin[b + 1]). Kept only for inputs without a table.
  std::vector<CodeRange> ranges;
  std::vector<uint32_t> range_begin;
  std::vector<NodeSegment> node_segments;
  std::vector<ProgramTerm> terms;
  uint32_t words = 0;
  std::vector<ActivityFigure> figures;
  // By figure: whether it has a value (zero) for a lead without activities.
  std::vector<uint8_t> found_without_activities;
  // For a lead without activities: the codes of the figures' inputs, by input,
  // and the words of their bits.
  std::vector<uint32_t> codes_without_activities;
  std::vector<uint64_t> bits_without_activities;
  std::vector<ConsentKey> consents;
  // Conditions on activities, over payload slots.
  std::unique_ptr<ConditionSet> where;

  std::vector<uint32_t> results;
  std::vector<ConditionSet::Classes> classes;
  std::vector<std::vector<int32_t>> class_tables;

  // For explanations: the operand of each input as text, and the inputs that
  // each condition reads.
  std::vector<std::string> operands;
  std::vector<std::vector<uint32_t>> inputs_of_condition;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_CONDITION_PROGRAM_H_
