// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssembleProgram: gives every input its codes, every predicate its bit and
// every code its row of bits.
#include <algorithm>
#include <numeric>
#include <utility>

#include "src/condition/condition_draft.h"

namespace lotse {
namespace {

// A table of rows larger than this many words is not built; the predicates of
// such an input are looked up in their code ranges instead.
constexpr size_t kMaxTableWords = size_t{1} << 15;

// The tables of classes of one input share its codes, unless they were larger
// than this many entries together; then each gets an input of its own.
constexpr size_t kMaxSharedClasses = size_t{1} << 18;

using Ranges = std::vector<CodeRange>;

// The codes from 1 to `max` that are not in `ranges` (sorted, disjoint).
Ranges Complement(const Ranges& ranges, uint32_t max) {
  Ranges out;
  uint32_t next = 1;
  for (const CodeRange& range : ranges) {
    if (range.lo > next) out.push_back({next, range.lo - 1});
    next = range.hi + 1;
  }
  if (next <= max) out.push_back({next, max});
  return out;
}

template <typename T>
uint32_t RankOf(const std::vector<T>& sorted, const T& value) {
  return static_cast<uint32_t>(
      std::lower_bound(sorted.begin(), sorted.end(), value) - sorted.begin());
}

template <typename T>
void SortUnique(std::vector<T>* values) {
  std::sort(values->begin(), values->end());
  values->erase(std::unique(values->begin(), values->end()), values->end());
}

// The codes of an ordered value relative to threshold number i of k: below it
// 1 to 2i+1, at it 2i+2, above it 2i+3 to 2k+1.
template <typename T>
Ranges RangesOfOrdered(const DraftTest& test, const std::vector<T>& values,
                       const std::vector<T>& thresholds) {
  const uint32_t max = static_cast<uint32_t>(2 * thresholds.size() + 1);
  const auto at = [&](size_t i) {
    return 2 * RankOf(thresholds, values[i]) + 2;
  };
  switch (test.op) {
    case PredicateOp::kEqual:
      return {{at(0), at(0)}};
    case PredicateOp::kNotEqual:
      return Complement({{at(0), at(0)}}, max);
    case PredicateOp::kLess:
      return {{1, at(0) - 1}};
    case PredicateOp::kLessEqual:
      return {{1, at(0)}};
    case PredicateOp::kGreater:
      return {{at(0) + 1, max}};
    case PredicateOp::kGreaterEqual:
      return {{at(0), max}};
    case PredicateOp::kBetween:
      return {{at(0), at(1)}};
    case PredicateOp::kIn:
    case PredicateOp::kNotIn: {
      std::vector<uint32_t> codes;
      for (size_t i = 0; i < values.size(); ++i) codes.push_back(at(i));
      SortUnique(&codes);
      Ranges ranges;
      for (uint32_t code : codes) ranges.push_back({code, code});
      return test.op == PredicateOp::kIn ? ranges : Complement(ranges, max);
    }
    case PredicateOp::kIsMissing:
      return {{0, 0}};
    default:  // kIsNotMissing.
      return {{1, max}};
  }
}

// Texts: 0 missing, 1 another text, 2 + number in the dictionary.
Ranges RangesOfTexts(const DraftTest& test,
                     const std::vector<std::string>& dictionary) {
  const uint32_t max = static_cast<uint32_t>(dictionary.size() + 1);
  if (test.op == PredicateOp::kIsMissing) return {{0, 0}};
  if (test.op == PredicateOp::kIsNotMissing) return {{1, max}};
  std::vector<uint32_t> codes;
  for (const std::string& text : test.texts) {
    codes.push_back(RankOf(dictionary, text) + 2);
  }
  SortUnique(&codes);
  Ranges ranges;
  for (uint32_t code : codes) ranges.push_back({code, code});
  const bool negated =
      test.op == PredicateOp::kNotEqual || test.op == PredicateOp::kNotIn;
  return negated ? Complement(ranges, max) : ranges;
}

bool IsPattern(PredicateOp op) {
  return op == PredicateOp::kStartsWith || op == PredicateOp::kEndsWith ||
         op == PredicateOp::kContains;
}

class Assembler {
 public:
  explicit Assembler(ConditionDraft draft) : draft_(std::move(draft)) {}

  std::shared_ptr<const ConditionProgram> Run() {
    SplitLargeClasses();
    // Inputs of one kind side by side keep the executor's branches predictable.
    std::vector<uint32_t> order(draft_.inputs.size());
    std::iota(order.begin(), order.end(), 0u);
    std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
      const DraftInput& x = draft_.inputs[a];
      const DraftInput& y = draft_.inputs[b];
      return std::tie(x.source, x.coding, x.folded) <
             std::tie(y.source, y.coding, y.folded);
    });
    position_.resize(order.size());
    for (uint32_t i = 0; i < order.size(); ++i) position_[order[i]] = i;
    bit_of_test_.resize(order.size());
    program_.inputs.resize(order.size());
    program_.operands.resize(order.size());
    classes_of_input_.resize(order.size());
    for (size_t c = 0; c < draft_.classes.size(); ++c) {
      classes_of_input_[draft_.classes[c].input].push_back(c);
    }
    program_.class_tables.resize(draft_.classes.size());
    for (uint32_t input : order) AddInput(input);
    AddNodes();
    program_.words = (next_bit_ + 63) / 64;
    for (const DraftRef& ref : draft_.results) {
      program_.results.push_back(BitOf(ref) << 1 | (ref.negated ? 1 : 0));
    }
    for (size_t c = 0; c < draft_.classes.size(); ++c) {
      program_.classes.push_back({position_[draft_.classes[c].input],
                                  program_.class_tables[c].data()});
    }
    for (std::vector<uint32_t>& inputs : draft_.inputs_of_condition) {
      for (uint32_t& input : inputs) input = position_[input];
      SortUnique(&inputs);
    }
    program_.inputs_of_condition = std::move(draft_.inputs_of_condition);
    program_.figures = std::move(draft_.figures);
    program_.consents = std::move(draft_.consents);
    program_.where = std::move(draft_.where);
    return std::make_shared<const ConditionProgram>(std::move(program_));
  }

 private:
  static size_t LiteralsOf(const DraftClasses& classes) {
    return classes.intervals.size() + classes.options.size() + 1;
  }

  void SplitLargeClasses() {
    std::vector<size_t> literals(draft_.inputs.size());
    std::vector<size_t> tables(draft_.inputs.size());
    for (size_t i = 0; i < draft_.inputs.size(); ++i) {
      for (const DraftTest& test : draft_.inputs[i].tests) {
        literals[i] +=
            test.integers.size() + test.numbers.size() + test.texts.size();
      }
    }
    for (const DraftClasses& classes : draft_.classes) {
      literals[classes.input] += LiteralsOf(classes);
      ++tables[classes.input];
    }
    for (DraftClasses& classes : draft_.classes) {
      const size_t shared = classes.input;
      if (tables[shared] * literals[shared] <= kMaxSharedClasses) continue;
      const DraftInput& input = draft_.inputs[shared];
      DraftInput own;
      own.source = input.source;
      own.coding = input.coding;
      own.folded = input.folded;
      own.type = input.type;
      own.index = input.index;
      own.currency = input.currency;
      own.operand = input.operand;
      classes.input = static_cast<uint32_t>(draft_.inputs.size());
      draft_.inputs.push_back(std::move(own));
    }
  }

  void AddInput(uint32_t number) {
    const DraftInput& draft = draft_.inputs[number];
    ProgramInput& input = program_.inputs[position_[number]];
    input.source = draft.source;
    input.coding = draft.coding;
    input.folded = draft.folded;
    input.type = draft.type;
    input.index = draft.index;
    input.currency = draft.currency;
    program_.operands[position_[number]] = draft.operand;

    std::vector<Ranges> ranges(draft.tests.size());
    switch (draft.coding) {
      case InputCoding::kIntegers: {
        std::vector<int64_t> thresholds;
        for (const DraftTest& test : draft.tests) {
          thresholds.insert(thresholds.end(), test.integers.begin(),
                            test.integers.end());
        }
        for (size_t c : classes_of_input_[number]) {
          for (const DraftClasses::Bounds& b : draft_.classes[c].intervals) {
            if (b.has_from) thresholds.push_back(b.from_integer);
            if (b.has_below) thresholds.push_back(b.below_integer);
          }
        }
        SortUnique(&thresholds);
        for (size_t t = 0; t < draft.tests.size(); ++t) {
          ranges[t] = RangesOfOrdered(draft.tests[t], draft.tests[t].integers,
                                      thresholds);
        }
        AddClasses(number, thresholds, &DraftClasses::Bounds::from_integer,
                   &DraftClasses::Bounds::below_integer);
        AddThresholds(thresholds, &program_.integers, &input);
        break;
      }
      case InputCoding::kNumbers: {
        std::vector<double> thresholds;
        for (const DraftTest& test : draft.tests) {
          thresholds.insert(thresholds.end(), test.numbers.begin(),
                            test.numbers.end());
        }
        for (size_t c : classes_of_input_[number]) {
          for (const DraftClasses::Bounds& b : draft_.classes[c].intervals) {
            if (b.has_from) thresholds.push_back(b.from_number);
            if (b.has_below) thresholds.push_back(b.below_number);
          }
        }
        SortUnique(&thresholds);
        for (size_t t = 0; t < draft.tests.size(); ++t) {
          ranges[t] = RangesOfOrdered(draft.tests[t], draft.tests[t].numbers,
                                      thresholds);
        }
        AddClasses(number, thresholds, &DraftClasses::Bounds::from_number,
                   &DraftClasses::Bounds::below_number);
        AddThresholds(thresholds, &program_.numbers, &input);
        break;
      }
      case InputCoding::kTexts: {
        std::vector<std::string> texts;
        for (const DraftTest& test : draft.tests) {
          if (IsPattern(test.op)) continue;
          texts.insert(texts.end(), test.texts.begin(), test.texts.end());
        }
        for (size_t c : classes_of_input_[number]) {
          const std::vector<std::string>& options = draft_.classes[c].options;
          texts.insert(texts.end(), options.begin(), options.end());
        }
        SortUnique(&texts);
        for (size_t t = 0; t < draft.tests.size(); ++t) {
          if (!IsPattern(draft.tests[t].op)) {
            ranges[t] = RangesOfTexts(draft.tests[t], texts);
          }
        }
        for (size_t c : classes_of_input_[number]) {
          std::vector<int32_t>& table = program_.class_tables[c];
          table.assign(texts.size() + 2, ConditionSet::kNoClass);
          table[0] = ConditionSet::kMissingClass;
          const std::vector<std::string>& options = draft_.classes[c].options;
          for (size_t i = 0; i < options.size(); ++i) {
            table[RankOf(texts, options[i]) + 2] = static_cast<int32_t>(i);
          }
        }
        input.dictionary = static_cast<uint32_t>(program_.dictionaries.size());
        program_.dictionaries.emplace_back();
        program_.dictionaries.back().Build(texts);
        input.codes = static_cast<uint32_t>(texts.size() + 2);
        break;
      }
    }
    AddBits(number, ranges, &input);
  }

  template <typename T>
  void AddThresholds(const std::vector<T>& thresholds, std::vector<T>* all,
                     ProgramInput* input) {
    input->thresholds_begin = static_cast<uint32_t>(all->size());
    all->insert(all->end(), thresholds.begin(), thresholds.end());
    input->thresholds_end = static_cast<uint32_t>(all->size());
    input->codes = static_cast<uint32_t>(2 * thresholds.size() + 2);
  }

  template <typename T>
  void AddClasses(uint32_t number, const std::vector<T>& thresholds,
                  T DraftClasses::Bounds::*from,
                  T DraftClasses::Bounds::*below) {
    for (size_t c : classes_of_input_[number]) {
      std::vector<int32_t>& table = program_.class_tables[c];
      table.assign(2 * thresholds.size() + 2, ConditionSet::kNoClass);
      table[0] = ConditionSet::kMissingClass;
      const auto& intervals = draft_.classes[c].intervals;
      for (size_t i = 0; i < intervals.size(); ++i) {
        const DraftClasses::Bounds& b = intervals[i];
        const uint32_t lo =
            b.has_from ? 2 * RankOf(thresholds, b.*from) + 2 : 1;
        const uint32_t end = b.has_below ? 2 * RankOf(thresholds, b.*below) + 2
                                         : static_cast<uint32_t>(table.size());
        for (uint32_t code = lo; code < end; ++code) {
          table[code] = static_cast<int32_t>(i);
        }
      }
    }
  }

  // Gives the tests of an input their bits (patterns last) and the codes their
  // rows.
  void AddBits(uint32_t number, const std::vector<Ranges>& ranges,
               ProgramInput* input) {
    const DraftInput& draft = draft_.inputs[number];
    const uint32_t count = static_cast<uint32_t>(draft.tests.size());
    // Bits of one input share a word where they fit into one.
    if (count <= 64 && next_bit_ % 64 + count > 64) {
      next_bit_ = (next_bit_ + 63) / 64 * 64;
    }
    input->bits_begin = next_bit_;
    std::vector<uint32_t>& bits = bit_of_test_[number];
    bits.resize(count);
    for (const bool patterns : {false, true}) {
      if (patterns) {
        input->patterns_bit = next_bit_;
        input->patterns_begin = static_cast<uint32_t>(program_.patterns.size());
      }
      for (uint32_t t = 0; t < count; ++t) {
        if (IsPattern(draft.tests[t].op) != patterns) continue;
        bits[t] = next_bit_++;
        if (patterns) {
          program_.patterns.push_back(
              {draft.tests[t].op, draft.tests[t].texts.front()});
        }
      }
    }
    input->bits_end = next_bit_;
    input->word_begin = input->bits_begin / 64;
    input->words =
        count == 0 ? 0 : (next_bit_ - 1) / 64 - input->word_begin + 1;
    program_.range_begin.resize(next_bit_ + 1,
                                static_cast<uint32_t>(program_.ranges.size()));
    if (size_t{input->codes} * input->words <= kMaxTableWords) {
      input->table = static_cast<uint32_t>(program_.table.size());
      program_.table.resize(program_.table.size() +
                            size_t{input->codes} * input->words);
      for (uint32_t t = 0; t < count; ++t) {
        const uint32_t bit = bits[t] - input->word_begin * 64;
        for (const CodeRange& range : ranges[t]) {
          for (uint32_t code = range.lo; code <= range.hi; ++code) {
            program_.table[input->table + code * input->words + bit / 64] |=
                uint64_t{1} << bit % 64;
          }
        }
      }
      return;
    }
    input->table = kNoTable;
    for (uint32_t t = 0; t < count; ++t) {
      if (IsPattern(draft.tests[t].op)) continue;
      // Bits were given in the order of the tests.
      program_.range_begin[bits[t]] =
          static_cast<uint32_t>(program_.ranges.size());
      program_.ranges.insert(program_.ranges.end(), ranges[t].begin(),
                             ranges[t].end());
      program_.range_begin[bits[t] + 1] =
          static_cast<uint32_t>(program_.ranges.size());
    }
    program_.range_begin.back() = static_cast<uint32_t>(program_.ranges.size());
  }

  uint32_t BitOf(const DraftRef& ref) const {
    return ref.is_node ? program_.nodes[ref.number].bit
                       : bit_of_test_[ref.input][ref.number];
  }

  void AddNodes() {
    for (const DraftNode& draft : draft_.nodes) {
      ProgramNode node;
      node.any = draft.any;
      node.terms_begin = static_cast<uint32_t>(program_.terms.size());
      std::vector<std::pair<uint32_t, bool>> bits;
      for (const DraftRef& child : draft.children) {
        bits.emplace_back(BitOf(child), child.negated);
      }
      SortUnique(&bits);
      for (size_t i = 0; i < bits.size();) {
        const uint32_t word = bits[i].first / 64;
        uint64_t mask = 0;
        uint64_t flip = 0;
        for (; i < bits.size() && bits[i].first / 64 == word; ++i) {
          const uint64_t one = uint64_t{1} << bits[i].first % 64;
          if ((mask & one) != 0) break;  // Also negated: a term of its own.
          mask |= one;
          if (bits[i].second) flip |= one;
        }
        program_.terms.push_back({word, mask, flip});
      }
      node.terms_end = static_cast<uint32_t>(program_.terms.size());
      node.bit = next_bit_++;
      program_.nodes.push_back(node);
    }
  }

  ConditionDraft draft_;
  ConditionProgram program_;
  uint32_t next_bit_ = 0;
  // By number of the draft's input.
  std::vector<uint32_t> position_;
  std::vector<std::vector<uint32_t>> bit_of_test_;
  std::vector<std::vector<size_t>> classes_of_input_;
};

}  // namespace

std::shared_ptr<const ConditionProgram> AssembleProgram(ConditionDraft draft) {
  return Assembler(std::move(draft)).Run();
}

}  // namespace lotse
