// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// AssembleProgram: gives every input its codes, every predicate its bit and
// every code its row of bits.
#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <utility>

#include "src/condition/code_bits.h"
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

// The values of a test, or the bounds of classes, in the order of the keys that
// the executor compares.
std::vector<int64_t> KeysOf(const DraftTest& test) {
  std::vector<int64_t> keys = test.integers;
  for (double number : test.numbers) keys.push_back(NumberKey(number));
  return keys;
}

struct KeyInterval {
  // x >= from, x < below; absent bounds are open.
  std::optional<int64_t> from;
  std::optional<int64_t> below;
};

// At and above this key every key is greater than `key`; nullopt: there is
// none.
std::optional<int64_t> After(int64_t key) {
  if (key == std::numeric_limits<int64_t>::max()) return std::nullopt;
  return key + 1;
}

// The keys for which a test of an ordered value is true, or false if `negated`:
// ascending intervals.
std::vector<KeyInterval> IntervalsOf(const DraftTest& test, bool* negated) {
  std::vector<int64_t> keys = KeysOf(test);
  *negated =
      test.op == PredicateOp::kNotEqual || test.op == PredicateOp::kNotIn;
  switch (test.op) {
    case PredicateOp::kLess:
      return {{std::nullopt, keys[0]}};
    case PredicateOp::kLessEqual:
      return {{std::nullopt, After(keys[0])}};
    case PredicateOp::kGreater:
      if (!After(keys[0]).has_value()) return {};
      return {{After(keys[0]), std::nullopt}};
    case PredicateOp::kGreaterEqual:
      return {{keys[0], std::nullopt}};
    case PredicateOp::kBetween:
      return {{keys[0], After(keys[1])}};
    case PredicateOp::kIsMissing:
      return {};
    case PredicateOp::kIsNotMissing:
      return {{}};
    default: {  // = and != one value, in and not in several.
      SortUnique(&keys);
      std::vector<KeyInterval> intervals;
      for (int64_t key : keys) intervals.push_back({key, After(key)});
      return intervals;
    }
  }
}

// The codes of an interval of an ordered value. With k cuts, keys below the
// first have code 1 and keys from the last on have code k + 1.
CodeRange CodesOf(const KeyInterval& interval,
                  const std::vector<int64_t>& cuts) {
  CodeRange codes{1, static_cast<uint32_t>(cuts.size() + 1)};
  if (interval.from.has_value()) codes.lo = RankOf(cuts, *interval.from) + 2;
  if (interval.below.has_value()) codes.hi = RankOf(cuts, *interval.below) + 1;
  return codes;
}

Ranges RangesOfOrdered(const DraftTest& test,
                       const std::vector<int64_t>& cuts) {
  if (test.op == PredicateOp::kIsMissing) return {{0, 0}};
  bool negated = false;
  Ranges ranges;
  for (const KeyInterval& interval : IntervalsOf(test, &negated)) {
    ranges.push_back(CodesOf(interval, cuts));
  }
  return negated ? Complement(ranges, static_cast<uint32_t>(cuts.size() + 1))
                 : ranges;
}

// The interval of a class.
KeyInterval IntervalOf(const DraftClasses::Bounds& bounds, InputCoding coding) {
  KeyInterval interval;
  const auto key = [&](int64_t integer, double number) {
    return coding == InputCoding::kNumbers ? NumberKey(number) : integer;
  };
  if (bounds.has_from) {
    interval.from = key(bounds.from_integer, bounds.from_number);
  }
  if (bounds.has_below) {
    interval.below = key(bounds.below_integer, bounds.below_number);
  }
  return interval;
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
    AddInputSegments();
    AddNodes();
    // One more than the bits need, for an input without bits after the last.
    program_.words = next_bit_ / 64 + 1;
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
    for (const ActivityFigure& figure : program_.figures) {
      program_.found_without_activities.push_back(figure.aggregate !=
                                                  Aggregate::kLast);
    }
    AddWithoutActivities();
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
    if (draft.type == ValueType::kMoney) input.currency = draft.currency;
    program_.operands[position_[number]] = draft.operand;

    AddBits(number,
            draft.coding == InputCoding::kTexts ? AddTexts(number, &input)
                                                : AddCuts(number, &input),
            &input);
  }

  // The cuts of an ordered input; returns the codes of its tests.
  std::vector<Ranges> AddCuts(uint32_t number, ProgramInput* input) {
    const DraftInput& draft = draft_.inputs[number];
    std::vector<int64_t> cuts;
    const auto add = [&](const KeyInterval& interval) {
      if (interval.from.has_value()) cuts.push_back(*interval.from);
      if (interval.below.has_value()) cuts.push_back(*interval.below);
    };
    bool negated = false;
    for (const DraftTest& test : draft.tests) {
      for (const KeyInterval& i : IntervalsOf(test, &negated)) add(i);
    }
    for (size_t c : classes_of_input_[number]) {
      for (const DraftClasses::Bounds& bounds : draft_.classes[c].intervals) {
        add(IntervalOf(bounds, draft.coding));
      }
    }
    SortUnique(&cuts);
    input->codes = static_cast<uint32_t>(cuts.size() + 2);

    std::vector<Ranges> ranges;
    for (const DraftTest& test : draft.tests) {
      ranges.push_back(RangesOfOrdered(test, cuts));
    }
    for (size_t c : classes_of_input_[number]) {
      std::vector<int32_t>& table = program_.class_tables[c];
      table.assign(input->codes, ConditionSet::kNoClass);
      table[0] = ConditionSet::kMissingClass;
      const auto& intervals = draft_.classes[c].intervals;
      for (size_t i = 0; i < intervals.size(); ++i) {
        const CodeRange codes =
            CodesOf(IntervalOf(intervals[i], draft.coding), cuts);
        for (uint32_t code = codes.lo; code <= codes.hi; ++code) {
          table[code] = static_cast<int32_t>(i);
        }
      }
    }
    input->cuts_begin = static_cast<uint32_t>(program_.cuts.size());
    program_.cuts.insert(program_.cuts.end(), cuts.begin(), cuts.end());
    while (program_.cuts.size() % kCutBlock != 0) {
      program_.cuts.push_back(kNoCut);
    }
    input->cuts_end = static_cast<uint32_t>(program_.cuts.size());
    return ranges;
  }

  // The dictionary of a text input; returns the codes of its tests.
  std::vector<Ranges> AddTexts(uint32_t number, ProgramInput* input) {
    const DraftInput& draft = draft_.inputs[number];
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
    input->codes = static_cast<uint32_t>(texts.size() + 2);

    std::vector<Ranges> ranges(draft.tests.size());
    for (size_t t = 0; t < draft.tests.size(); ++t) {
      if (!IsPattern(draft.tests[t].op)) {
        ranges[t] = RangesOfTexts(draft.tests[t], texts);
      }
    }
    for (size_t c : classes_of_input_[number]) {
      std::vector<int32_t>& table = program_.class_tables[c];
      table.assign(input->codes, ConditionSet::kNoClass);
      table[0] = ConditionSet::kMissingClass;
      const std::vector<std::string>& options = draft_.classes[c].options;
      for (size_t i = 0; i < options.size(); ++i) {
        table[RankOf(texts, options[i]) + 2] = static_cast<int32_t>(i);
      }
    }
    input->dictionary = static_cast<uint32_t>(program_.dictionaries.size());
    program_.dictionaries.emplace_back();
    program_.dictionaries.back().Build(texts);
    return ranges;
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
        count == 0 ? 1 : (next_bit_ - 1) / 64 - input->word_begin + 1;
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
    return ref.is_node ? bit_of_node_[ref.number]
                       : bit_of_test_[ref.input][ref.number];
  }

  // Nodes by depth; those of one depth by how many terms they have.
  void AddNodes() {
    const std::vector<DraftNode>& drafts = draft_.nodes;
    bit_of_node_.resize(drafts.size());
    std::vector<uint32_t> depths(drafts.size());
    std::vector<std::vector<uint32_t>> by_depth;
    for (uint32_t n = 0; n < drafts.size(); ++n) {
      for (const DraftRef& child : drafts[n].children) {
        if (child.is_node) {
          depths[n] = std::max(depths[n], depths[child.number] + 1);
        }
      }
      if (by_depth.size() <= depths[n]) by_depth.resize(depths[n] + 1);
      by_depth[depths[n]].push_back(n);
    }
    for (const std::vector<uint32_t>& nodes : by_depth) {
      // Their children have their bits, and so the terms are known.
      std::map<size_t, std::vector<std::pair<uint32_t, Terms>>> by_terms;
      for (uint32_t n : nodes) {
        Terms terms = TermsOf(drafts[n]);
        const size_t count = terms.size();
        by_terms[count].emplace_back(n, std::move(terms));
      }
      for (const auto& [count, alike] : by_terms) {
        AddNodeSegments(static_cast<uint32_t>(count), alike);
      }
    }
  }

  using Terms = std::vector<ProgramTerm>;

  void AddNodeSegments(uint32_t count,
                       const std::vector<std::pair<uint32_t, Terms>>& nodes) {
    for (size_t i = 0; i < nodes.size(); ++i) {
      const auto& [n, terms] = nodes[i];
      const uint32_t bit = next_bit_++;
      bit_of_node_[n] = bit;
      if (i == 0 || bit % 64 == 0) {
        NodeSegment segment;
        segment.word = bit / 64;
        segment.bit = bit % 64;
        segment.terms = count;
        segment.terms_begin = static_cast<uint32_t>(program_.terms.size());
        program_.node_segments.push_back(segment);
      }
      NodeSegment& segment = program_.node_segments.back();
      segment.bit_end = bit % 64 + 1;
      if (draft_.nodes[n].any) segment.flip |= uint64_t{1} << bit % 64;
      program_.terms.insert(program_.terms.end(), terms.begin(), terms.end());
    }
  }

  Terms TermsOf(const DraftNode& draft) const {
    std::vector<std::pair<uint32_t, bool>> bits;
    for (const DraftRef& child : draft.children) {
      bits.emplace_back(BitOf(child), child.negated);
    }
    SortUnique(&bits);
    Terms terms;
    for (size_t i = 0; i < bits.size();) {
      const uint32_t word = bits[i].first / 64;
      uint64_t mask = 0;
      uint64_t expected = 0;
      for (; i < bits.size() && bits[i].first / 64 == word; ++i) {
        const uint64_t one = uint64_t{1} << bits[i].first % 64;
        if ((mask & one) != 0) break;  // Also negated: a term of its own.
        mask |= one;
        // A conjunction expects its children to be true, a disjunction false.
        if (bits[i].second == draft.any) expected |= one;
      }
      terms.push_back({word, mask, expected});
    }
    return terms;
  }

  // To be called when the inputs have their bits.
  void AddInputSegments() {
    std::vector<InputSegment>& segments = program_.input_segments;
    for (uint32_t i = 0; i < program_.inputs.size(); ++i) {
      const ProgramInput& input = program_.inputs[i];
      if (IsTimed(input.source)) program_.timed_inputs.push_back(i);
      const SegmentKind kind = KindOf(input);
      if (segments.empty() || segments.back().kind != kind ||
          (segments.back().word != input.word_begin &&
           kind != SegmentKind::kFigures)) {
        segments.push_back({kind, input.word_begin, i, i});
      }
      segments.back().end = i + 1;
    }
  }

  static bool IsTimed(InputSource source) {
    return source == InputSource::kAge || source == InputSource::kAgeInDays ||
           source == InputSource::kFigureAge || source == InputSource::kConsent;
  }

  // What all figures are without activities: 0, or not found.
  void AddWithoutActivities() {
    program_.codes_without_activities.resize(program_.inputs.size());
    program_.bits_without_activities.resize(program_.words);
    for (size_t i = 0; i < program_.inputs.size(); ++i) {
      const ProgramInput& input = program_.inputs[i];
      if (!IsFigure(input.source)) continue;
      const uint32_t code = program_.found_without_activities[input.index]
                                ? CodeOfKey(program_, input, 0)
                                : 0;
      program_.codes_without_activities[i] = code;
      AddCodeBits(program_, input, code,
                  program_.bits_without_activities.data() + input.word_begin);
    }
  }

  static SegmentKind KindOf(const ProgramInput& input) {
    if (IsFigure(input.source)) return SegmentKind::kFigures;
    if (input.source != InputSource::kFact || input.words != 1 ||
        input.table == kNoTable || input.folded ||
        input.patterns_bit != input.bits_end) {
      return SegmentKind::kOther;
    }
    switch (input.coding) {
      case InputCoding::kIntegers:
        return SegmentKind::kIntegers;
      case InputCoding::kNumbers:
        return SegmentKind::kNumbers;
      default:
        return SegmentKind::kTexts;
    }
  }

  ConditionDraft draft_;
  ConditionProgram program_;
  uint32_t next_bit_ = 0;
  // By number of the draft's input.
  std::vector<uint32_t> position_;
  std::vector<std::vector<uint32_t>> bit_of_test_;
  // By number of the draft's node.
  std::vector<uint32_t> bit_of_node_;
  std::vector<std::vector<size_t>> classes_of_input_;
};

}  // namespace

std::shared_ptr<const ConditionProgram> AssembleProgram(ConditionDraft draft) {
  return Assembler(std::move(draft)).Run();
}

}  // namespace lotse
