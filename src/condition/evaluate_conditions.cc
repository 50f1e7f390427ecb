// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionSet::Evaluate, the row executor.
//
// What a lead has is as good as random to the processor, and each branch that
// depends on it and is mispredicted costs as much as reading two attributes. So
// facts are read without such branches: missing values, ranks and texts become
// codes by arithmetic, and loops run as often for each lead (see the segments
// in condition_program.h). Lists, patterns, figures and consents, whose work
// does depend on the lead, take the plain way through Read.
#include <algorithm>
#include <limits>

#include "absl/numeric/int128.h"
#include "lotse/base/decimal.h"
#include "src/condition/code_bits.h"
#include "src/condition/condition_program.h"

namespace lotse {
namespace {

constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin = std::numeric_limits<int64_t>::min();

constexpr ValueView kMissingValue;
constexpr absl::string_view kNoText("", 0);

// Above this many cuts a search is quicker than counting.
constexpr uint32_t kMaxCounted = 16;

// How many of the cuts are not above `key`.
uint32_t CountCuts(const int64_t* cuts, uint32_t count, int64_t key) {
  uint32_t below = 0;
  while (count > kMaxCounted) {
    // Whole blocks, so that what is left can be counted.
    const uint32_t half = count / (2 * kCutBlock) * kCutBlock;
    const uint32_t step = cuts[half - 1] <= key ? half : 0;
    cuts += step;
    below += step;
    count -= half;
  }
  for (uint32_t i = 0; i < count; i += kCutBlock) {
    const int64_t* const c = cuts + i;
    below += static_cast<uint32_t>(c[0] <= key) +
             static_cast<uint32_t>(c[1] <= key) +
             static_cast<uint32_t>(c[2] <= key) +
             static_cast<uint32_t>(c[3] <= key);
  }
  return below;
}
static_assert(kCutBlock == 4, "CountCuts is written out for blocks of 4");

class Evaluation {
 public:
  Evaluation(const ConditionProgram& program, const LeadView& view,
             Instant as_of, ConditionScratch* scratch)
      : program_(program), view_(view), as_of_(as_of), scratch_(*scratch) {}

  void Run() {
    scratch_.bits.resize(program_.words);
    scratch_.codes.resize(program_.inputs.size());
    uint64_t* const bits = scratch_.bits.data();
    const bool active = !view_.activities.empty();
    for (uint32_t w = 0; w < program_.words; ++w) {
      bits[w] = active ? 0 : program_.bits_without_activities[w];
    }
    if (!program_.figures.empty()) ComputeFigures();
    for (const InputSegment& segment : program_.input_segments) {
      switch (segment.kind) {
        case SegmentKind::kIntegers:
          bits[segment.word] |= ReadSegment(
              segment,
              [this](const ProgramInput& input, const ValueView& value) {
                return CodeOf(input, value.integer());
              });
          break;
        case SegmentKind::kNumbers:
          bits[segment.word] |= ReadSegment(
              segment,
              [this](const ProgramInput& input, const ValueView& value) {
                return CodeOf(input, NumberKey(value.number()));
              });
          break;
        case SegmentKind::kTexts:
          bits[segment.word] |= ReadTexts(segment);
          break;
        case SegmentKind::kFigures:
          if (!active) {
            for (uint32_t i = segment.begin; i < segment.end; ++i) {
              scratch_.codes[i] = program_.codes_without_activities[i];
            }
            break;
          }
          [[fallthrough]];
        case SegmentKind::kOther:
          for (uint32_t i = segment.begin; i < segment.end; ++i) {
            const ProgramInput& input = program_.inputs[i];
            scratch_.codes[i] = Read(input, bits + input.word_begin);
          }
          break;
      }
    }
    for (const NodeSegment& segment : program_.node_segments) {
      bits[segment.word] |= segment.terms == 1 ? EvaluateNodes<1>(segment, bits)
                            : segment.terms == 2
                                ? EvaluateNodes<2>(segment, bits)
                                : EvaluateNodes<0>(segment, bits);
    }
  }

 private:
  // Sets the codes of a segment's inputs, ordered facts, and returns the word
  // of their bits. code_of(input, value) is only used if the value is there.
  template <typename CodeOf>
  uint64_t ReadSegment(const InputSegment& segment, CodeOf code_of) {
    const ProgramInput* const inputs = program_.inputs.data();
    const uint64_t* const table = program_.table.data();
    uint32_t* const codes = scratch_.codes.data();
    uint64_t word = 0;
    for (uint32_t i = segment.begin; i < segment.end; ++i) {
      const ProgramInput& input = inputs[i];
      const ValueView& value = SlotOf(input);
      // Only money has a currency; it is 0 on both sides for others.
      const uint32_t differs =
          static_cast<uint32_t>(value.type() != input.type) |
          (value.currency() ^ input.currency);
      const bool there = differs == 0;
      const uint32_t code = code_of(input, value) & Mask(there);
      codes[i] = code;
      word |= table[input.table + code];
    }
    return word;
  }

  uint64_t ReadTexts(const InputSegment& segment) {
    const ProgramInput* const inputs = program_.inputs.data();
    const uint64_t* const table = program_.table.data();
    uint32_t* const codes = scratch_.codes.data();
    uint64_t word = 0;
    for (uint32_t i = segment.begin; i < segment.end; ++i) {
      const ProgramInput& input = inputs[i];
      const ValueView& value = SlotOf(input);
      const bool there = value.type() == ValueType::kText;
      const absl::string_view text = there ? value.text() : kNoText;
      const int32_t number = program_.dictionaries[input.dictionary].Find(text);
      const uint32_t code = static_cast<uint32_t>(number + 2) & Mask(there);
      codes[i] = code;
      word |= table[input.table + code];
    }
    return word;
  }

  // The word of a segment's nodes. kTerms: how many terms each has; 0: as many
  // as the segment says.
  template <uint32_t kTerms>
  uint64_t EvaluateNodes(const NodeSegment& segment,
                         const uint64_t* bits) const {
    const uint32_t terms = kTerms != 0 ? kTerms : segment.terms;
    const ProgramTerm* term = program_.terms.data() + segment.terms_begin;
    uint64_t word = 0;
    for (uint32_t bit = segment.bit; bit < segment.bit_end; ++bit) {
      uint64_t counterexamples = 0;
      for (uint32_t t = 0; t < terms; ++t, ++term) {
        counterexamples |= (bits[term->word] ^ term->expected) & term->mask;
      }
      word |= uint64_t{counterexamples == 0} << bit;
    }
    return word ^ segment.flip;
  }

  static uint32_t Mask(bool set) { return 0 - static_cast<uint32_t>(set); }

  // The value at the input's slot, of whatever type it is.
  const ValueView& SlotOf(const ProgramInput& input) const {
    return input.index < view_.values.size() ? view_.values[input.index]
                                             : kMissingValue;
  }

  // 1 + the cuts that are not above `key`. The greatest int64 also counts what
  // fills the last block.
  uint32_t CodeOf(const ProgramInput& input, int64_t key) const {
    const uint32_t below = CountCuts(program_.cuts.data() + input.cuts_begin,
                                     input.cuts_end - input.cuts_begin, key);
    return std::min(below + 1, input.codes - 1);
  }

  // The value at the input's slot, or missing if it is not of its type.
  ValueView ValueAt(const ProgramInput& input) const {
    const ValueView& value = SlotOf(input);
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
            if (value.currency() != input.currency) return Take(input, 0, out);
            return Take(input, CodeOf(input, value.integer()), out);
          case InputCoding::kNumbers:
            return Take(input, CodeOf(input, NumberKey(value.number())), out);
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
        return Take(input, CodeOf(input, age), out);
      }
      case InputSource::kAgeInDays: {
        const ValueView value = ValueAt(input);
        if (value.missing()) return Take(input, 0, out);
        const int64_t age =
            SaturatedDifference(as_of_.date().days(), value.integer());
        return Take(input, CodeOf(input, age), out);
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
        return Take(input, CodeOf(input, figure), out);
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

  // Adds the bits that hold for `code`.
  uint32_t Take(const ProgramInput& input, uint32_t code, uint64_t* out) const {
    AddCodeBits(program_, input, code, out);
    return code;
  }

  uint32_t TakeText(const ProgramInput& input, absl::string_view text,
                    uint64_t* out) {
    return AddTextBits(program_, input, text, &scratch_.folded, out);
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
    SetAllBits(input, all);
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
    scratch_.found = program_.found_without_activities;
    if (view_.activities.empty()) return;
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
