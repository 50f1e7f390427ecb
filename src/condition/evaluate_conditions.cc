// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSet::Evaluate, the row executor.
#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "absl/strings/match.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/decimal.h"
#include "src/condition/condition_program.h"

namespace lotse {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

int64_t SaturatedDifference(int64_t a, int64_t b) {
  const absl::int128 difference = absl::int128(a) - b;
  if (difference > kMax) return kMax;
  if (difference < kMin) return kMin;
  return static_cast<int64_t>(difference);
}

// 1 + 2 * (thresholds below x) + (x is a threshold). Few thresholds are counted
// without branches, many are searched.
template <typename T>
uint32_t RankCode(const T* begin, const T* end, T x) {
  uint32_t below = 0;
  if (end - begin <= 16) {
    uint32_t equal = 0;
    for (const T* t = begin; t != end; ++t) {
      below += *t < x ? 1 : 0;
      equal |= *t == x ? 1 : 0;
    }
    return 1 + 2 * below + equal;
  }
  const T* t = std::lower_bound(begin, end, x);
  below = static_cast<uint32_t>(t - begin);
  return 1 + 2 * below + (t != end && *t == x ? 1 : 0);
}

bool Matches(const TextPattern& pattern, absl::string_view text) {
  switch (pattern.op) {
    case PredicateOp::kStartsWith:
      return absl::StartsWith(text, pattern.text);
    case PredicateOp::kEndsWith:
      return absl::EndsWith(text, pattern.text);
    default:
      return absl::StrContains(text, pattern.text);
  }
}

class Evaluation {
 public:
  Evaluation(const ConditionProgram& program, const LeadView& view,
             Instant as_of, ConditionScratch* scratch)
      : program_(program), view_(view), as_of_(as_of), scratch_(*scratch) {}

  void Run() {
    scratch_.bits.assign(program_.words, 0);
    scratch_.codes.resize(program_.inputs.size());
    if (!program_.figures.empty()) ComputeFigures();
    uint64_t* const bits = scratch_.bits.data();
    uint32_t* code = scratch_.codes.data();
    for (const ProgramInput& input : program_.inputs) {
      *code++ = Read(input, bits + input.word_begin);
    }
    for (const ProgramNode& node : program_.nodes) {
      bool holds = !node.any;
      for (uint32_t t = node.terms_begin; t < node.terms_end; ++t) {
        const ProgramTerm& term = program_.terms[t];
        const uint64_t word = (bits[term.word] ^ term.flip) & term.mask;
        holds = node.any ? holds | (word != 0) : holds & (word == term.mask);
      }
      bits[node.bit / 64] |= static_cast<uint64_t>(holds) << node.bit % 64;
    }
  }

 private:
  // The value at a slot, or missing if it is not of the input's type.
  ValueView ValueAt(const ProgramInput& input) const {
    if (input.index >= view_.values.size()) return ValueView();
    const ValueView value = view_.values[input.index];
    return value.type() == input.type ? value : ValueView();
  }

  // Adds the input's predicate bits to `out` and returns its code.
  uint32_t Read(const ProgramInput& input, uint64_t* out) {
    switch (input.source) {
      case InputSource::kFact: {
        const ValueView value = ValueAt(input);
        if (value.missing()) return Take(input, 0, out);
        switch (input.coding) {
          case InputCoding::kIntegers:
            if (input.currency != 0 && value.currency() != input.currency) {
              return Take(input, 0, out);
            }
            return Take(input, IntegerCode(input, value.integer()), out);
          case InputCoding::kNumbers: {
            const double* const thresholds = program_.numbers.data();
            return Take(
                input,
                RankCode(thresholds + input.thresholds_begin,
                         thresholds + input.thresholds_end, value.number()),
                out);
          }
          case InputCoding::kTexts:
            return TakeText(input, value.text(), out);
        }
        return 0;
      }
      case InputSource::kPresence:
        return Take(input, ValueAt(input).missing() ? 0 : 1, out);
      case InputSource::kAge: {
        const ValueView value = ValueAt(input);
        if (value.missing()) return Take(input, 0, out);
        const int64_t age =
            SaturatedDifference(as_of_.micros(), value.integer());
        return Take(input, IntegerCode(input, age), out);
      }
      case InputSource::kAgeInDays: {
        const ValueView value = ValueAt(input);
        if (value.missing()) return Take(input, 0, out);
        const int64_t age =
            SaturatedDifference(as_of_.date().days(), value.integer());
        return Take(input, IntegerCode(input, age), out);
      }
      case InputSource::kAny:
      case InputSource::kAll:
        return ReadList(input, out);
      case InputSource::kFigure:
      case InputSource::kFigureAge: {
        if (!scratch_.found[input.index]) return Take(input, 0, out);
        int64_t figure = scratch_.figures[input.index];
        if (input.source == InputSource::kFigureAge) {
          figure = SaturatedDifference(as_of_.micros(), figure);
        }
        return Take(input, IntegerCode(input, figure), out);
      }
      case InputSource::kConsent: {
        const ConsentKey& key = program_.consents[input.index];
        return TakeText(
            input,
            NameOf(ConsentAt(view_.consents, key.purpose, key.channel, as_of_)),
            out);
      }
    }
    return 0;
  }

  uint32_t IntegerCode(const ProgramInput& input, int64_t value) const {
    const int64_t* const thresholds = program_.integers.data();
    return RankCode(thresholds + input.thresholds_begin,
                    thresholds + input.thresholds_end, value);
  }

  // Adds the bits that hold for `code`.
  uint32_t Take(const ProgramInput& input, uint32_t code, uint64_t* out) const {
    if (input.table != kNoTable) {
      const uint64_t* const row =
          program_.table.data() + input.table + size_t{code} * input.words;
      for (uint32_t w = 0; w < input.words; ++w) out[w] |= row[w];
      return code;
    }
    for (uint32_t bit = input.bits_begin; bit < input.patterns_bit; ++bit) {
      const CodeRange* const begin =
          program_.ranges.data() + program_.range_begin[bit];
      const CodeRange* const end =
          program_.ranges.data() + program_.range_begin[bit + 1];
      const CodeRange* const range = std::lower_bound(
          begin, end, code,
          [](const CodeRange& r, uint32_t c) { return r.hi < c; });
      if (range != end && range->lo <= code) SetBit(input, bit, out);
    }
    return code;
  }

  static void SetBit(const ProgramInput& input, uint32_t bit, uint64_t* out) {
    const uint32_t in_row = bit - input.word_begin * 64;
    out[in_row / 64] |= uint64_t{1} << in_row % 64;
  }

  uint32_t TakeText(const ProgramInput& input, absl::string_view text,
                    uint64_t* out) {
    if (input.folded) {
      FoldCase(text, &scratch_.folded);
      text = scratch_.folded;
    }
    const int32_t number = program_.dictionaries[input.dictionary].Find(text);
    for (uint32_t bit = input.patterns_bit; bit < input.bits_end; ++bit) {
      const TextPattern& pattern =
          program_.patterns[input.patterns_begin + bit - input.patterns_bit];
      if (Matches(pattern, text)) SetBit(input, bit, out);
    }
    return Take(input, static_cast<uint32_t>(number + 2), out);
  }

  // Ors (any) or ands (all) the rows of the list's texts. Code 1 stands for a
  // list that is there.
  uint32_t ReadList(const ProgramInput& input, uint64_t* out) {
    const ValueView value = ValueAt(input);
    if (value.missing()) return 0;
    if (input.source == InputSource::kAny) {
      for (absl::string_view text : value.list()) TakeText(input, text, out);
      return 1;
    }
    std::vector<uint64_t>& row = scratch_.row;
    row.assign(size_t{input.words} * 2, 0);
    uint64_t* const all = row.data();
    uint64_t* const one = row.data() + input.words;
    for (uint32_t bit = input.bits_begin; bit < input.bits_end; ++bit) {
      SetBit(input, bit, all);
    }
    for (absl::string_view text : value.list()) {
      std::fill(one, one + input.words, uint64_t{0});
      TakeText(input, text, one);
      for (uint32_t w = 0; w < input.words; ++w) all[w] &= one[w];
    }
    for (uint32_t w = 0; w < input.words; ++w) out[w] |= all[w];
    return 1;
  }

  void ComputeFigures() {
    const size_t count = program_.figures.size();
    scratch_.figures.assign(count, 0);
    scratch_.found.assign(count, 0);
    for (size_t f = 0; f < count; ++f) {
      scratch_.found[f] = program_.figures[f].aggregate != Aggregate::kLast;
    }
    if (program_.where != nullptr && scratch_.where == nullptr) {
      scratch_.where = std::make_unique<ConditionScratch>();
    }
    scratch_.sums.assign(count, 0);
    for (const ActivityView& activity : view_.activities) {
      if (activity.occurred_at > as_of_) continue;
      if (program_.where != nullptr) {
        LeadView payload;
        payload.values = activity.payload;
        program_.where->Evaluate(payload, as_of_, scratch_.where.get());
      }
      for (size_t f = 0; f < count; ++f) {
        if (Counts(program_.figures[f], activity)) AddTo(f, activity);
      }
    }
    for (size_t f = 0; f < count; ++f) {
      if (program_.figures[f].aggregate != Aggregate::kSum) continue;
      const absl::int128 sum = scratch_.sums[f];
      scratch_.figures[f] = sum > kMax   ? kMax
                            : sum < kMin ? kMin
                                         : static_cast<int64_t>(sum);
    }
  }

  bool Counts(const ActivityFigure& figure,
              const ActivityView& activity) const {
    if (!figure.kinds.empty() && (activity.kind >= figure.kinds.size() ||
                                  !figure.kinds[activity.kind])) {
      return false;
    }
    if (figure.within != Duration() &&
        SaturatedDifference(as_of_.micros(), activity.occurred_at.micros()) >=
            figure.within.micros()) {
      return false;
    }
    return figure.where < 0 ||
           program_.where->Holds(*scratch_.where,
                                 static_cast<size_t>(figure.where));
  }

  void AddTo(size_t f, const ActivityView& activity) {
    const ActivityFigure& figure = program_.figures[f];
    int64_t& total = scratch_.figures[f];
    switch (figure.aggregate) {
      case Aggregate::kCount:
        ++total;
        break;
      case Aggregate::kLast:
        if (!scratch_.found[f] || activity.occurred_at.micros() > total) {
          total = activity.occurred_at.micros();
          scratch_.found[f] = 1;
        }
        break;
      default: {
        if (figure.payload >= activity.payload.size()) break;
        const ValueView value = activity.payload[figure.payload];
        if (value.type() != figure.type) break;
        const double amount = figure.type == ValueType::kInteger
                                  ? static_cast<double>(value.integer())
                                  : value.number();
        scratch_.sums[f] += ScaleDouble(amount, 9);
        break;
      }
    }
  }

  const ConditionProgram& program_;
  const LeadView& view_;
  const Instant as_of_;
  ConditionScratch& scratch_;
};

}  // namespace

void ConditionSet::Evaluate(const LeadView& view, Instant as_of,
                            ConditionScratch* scratch) const {
  Evaluation(*program_, view, as_of, scratch).Run();
}

}  // namespace lotse
