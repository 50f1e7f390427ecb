// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionProgram: what a ConditionSet compiles to. Internal to condition:
// written by assemble_program.cc, read by evaluate_conditions.cc.
//
// One evaluation goes: figures over activities; for each input its code; the
// code's row of predicate bits; then the inner nodes bottom-up. Bits are
// numbered so that the predicates of one input lie side by side, then come the
// nodes.
#ifndef LOTSE_SRC_CONDITION_CONDITION_PROGRAM_H_
#define LOTSE_SRC_CONDITION_CONDITION_PROGRAM_H_

#include <cstdint>
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

// How an input's value becomes a code. Code 0 is missing.
enum class InputCoding : uint8_t {
  kIntegers,  // Rank among int64 thresholds.
  kNumbers,   // Rank among double thresholds.
  kTexts,     // Number in a dictionary; code 1 is any other text.
};

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
  // For money: the packed currency.
  uint32_t currency = 0;
  // Thresholds [begin, end) of integers or numbers; or the dictionary's index.
  uint32_t thresholds_begin = 0;
  uint32_t thresholds_end = 0;
  uint32_t dictionary = 0;
  // Predicate bits [bits_begin, bits_end); the last of them, from
  // patterns_bit on, are the patterns [patterns_begin, ...).
  uint32_t bits_begin = 0;
  uint32_t patterns_bit = 0;
  uint32_t bits_end = 0;
  uint32_t patterns_begin = 0;
  // Words [word_begin, word_begin + words) hold the bits. Row `code` of the
  // table starts at table + code * words; kNoTable: too large, use the ranges.
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

// A node: the conjunction or disjunction of terms, each some bits of one word.
struct ProgramTerm {
  uint32_t word;
  // Bits to look at, and those among them that count negated.
  uint64_t mask;
  uint64_t flip;
};
struct ProgramNode {
  bool any = false;
  // Its own bit.
  uint32_t bit = 0;
  uint32_t terms_begin = 0;
  uint32_t terms_end = 0;
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
  std::vector<ProgramInput> inputs;
  std::vector<int64_t> integers;
  std::vector<double> numbers;
  std::vector<TextDictionary> dictionaries;
  std::vector<TextPattern> patterns;
  std::vector<uint64_t> table;
  // The codes for which predicate bit b is true: ranges [range_begin[b],
  // range_begin[b + 1]). Kept only for inputs without a table.
  std::vector<CodeRange> ranges;
  std::vector<uint32_t> range_begin;
  std::vector<ProgramNode> nodes;
  std::vector<ProgramTerm> terms;
  uint32_t words = 0;
  std::vector<ActivityFigure> figures;
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
