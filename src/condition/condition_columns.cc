// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ConditionColumns: the column executor.
//
// Each input that is needed gets one of three readings, by what its column
// looks like:
//
//   kCuts   ordered values with few cuts: one slice says which rows have a
//           value, one slice for each cut which values are not below it
//   kCodes  one byte a row: what the value is for the predicates, found in a
//           table by its index in a dictionary, or by searching
//   kWide   everything else: a code and the words of predicate bits for each
//           row, as the row executor has them
//
// From these come the slices of the predicates, from those the nodes'.
#include "lotse/condition/condition_columns.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <deque>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "lotse/base/decimal.h"
#include "src/base/column_kernels.h"
#include "src/condition/code_bits.h"
#include "src/condition/condition_program.h"

namespace lotse {
namespace {

static_assert(ConditionColumns::kMaxRows == kBlockRows,
              "the kernels' blocks are the public ones");

constexpr int64_t kMax64 = std::numeric_limits<int64_t>::max();
constexpr int64_t kMin64 = std::numeric_limits<int64_t>::min();
constexpr int64_t kMax32 = std::numeric_limits<int32_t>::max();
constexpr int64_t kMin32 = std::numeric_limits<int32_t>::min();

constexpr std::array<uint64_t, kBlockWords> AllRows() {
  std::array<uint64_t, kBlockWords> rows = {};
  for (size_t w = 0; w < kBlockWords; ++w) rows[w] = ~uint64_t{0};
  return rows;
}
constexpr std::array<uint64_t, kBlockWords> kAllRows = AllRows();

// More cuts than this are searched for.
constexpr uint32_t kMaxCutSlices = 32;

// The double whose NumberKey is `key`.
double NumberOfKey(int64_t key) {
  const int64_t sign = key >> 63;
  const int64_t bits =
      ((key ^ sign) - sign) | (sign & std::numeric_limits<int64_t>::min());
  double number;
  std::memcpy(&number, &bits, sizeof(number));
  return number;
}

// The lowest float that is not below `number`; a float is at least the one if
// it is at least the other.
float FloatNotBelow(double number) {
  constexpr float kMaxFloat = std::numeric_limits<float>::max();
  constexpr float kInfinity = std::numeric_limits<float>::infinity();
  if (number > static_cast<double>(kMaxFloat)) return kInfinity;
  if (number < -static_cast<double>(kMaxFloat)) return -kMaxFloat;
  const float nearest = static_cast<float>(number);
  return static_cast<double>(nearest) < number
             ? std::nextafter(nearest, kInfinity)
             : nearest;
}

bool IsInteger(ColumnLayout layout) {
  return layout >= ColumnLayout::kInt8 && layout <= ColumnLayout::kUint32;
}
bool IsText(ColumnLayout layout) {
  return layout == ColumnLayout::kText32 || layout == ColumnLayout::kText64 ||
         layout == ColumnLayout::kTextViews;
}
bool IsTextColumn(const ColumnView& view) {
  return view.dictionary != nullptr ? IsInteger(view.layout)
                                    : IsText(view.layout);
}

// Whether a column can hold values of `type`; others read as missing.
bool Fits(const ColumnView& view, ValueType type) {
  if (view.type != type) return false;
  switch (type) {
    case ValueType::kBoolean:
      return view.layout == ColumnLayout::kBits;
    case ValueType::kInteger:
    case ValueType::kTime:
    case ValueType::kDate:
    case ValueType::kMoney:
      return IsInteger(view.layout) && view.dictionary == nullptr;
    case ValueType::kNumber:
      return (IsInteger(view.layout) || view.layout == ColumnLayout::kFloat ||
              view.layout == ColumnLayout::kDouble) &&
             view.dictionary == nullptr;
    case ValueType::kText:
      return IsTextColumn(view);
    case ValueType::kList:
      return view.layout == ColumnLayout::kList32 ||
             view.layout == ColumnLayout::kList64;
    case ValueType::kUnspecified:
      break;
  }
  return false;
}

constexpr bool kLittleEndian = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;

// Words of bits [first, first + rows) of a bitmap. Reads no byte beyond the
// last of these bits.
void CopyBits(const uint8_t* bits, size_t first, size_t rows, uint64_t* out) {
  const size_t words = (rows + 63) / 64;
  const size_t shift = first % 8;
  const uint8_t* const begin = bits + first / 8;
  const size_t bytes = (shift + rows + 7) / 8;
  for (size_t w = 0; w < words; ++w) {
    uint64_t word = 0;
    if (kLittleEndian && 8 * w + 8 <= bytes) {
      word = LoadAt<uint64_t>(begin, w);
    } else {
      for (size_t k = 8 * w; k < std::min(bytes, 8 * w + 8); ++k) {
        word |= uint64_t{begin[k]} << 8 * (k - 8 * w);
      }
    }
    const uint64_t next = 8 * w + 8 < bytes ? begin[8 * w + 8] : 0;
    out[w] = word >> shift | next << (63 - shift) << 1;
  }
}

bool GetBit(const uint64_t* slice, size_t row) {
  return (slice[row / 64] >> row % 64 & 1) != 0;
}

template <typename From, typename To>
void Widen(const void* from, size_t first, size_t rows, To* to) {
  const char* const data =
      static_cast<const char*>(from) + first * sizeof(From);
  for (size_t i = 0; i < rows; ++i) {
    to[i] = static_cast<To>(LoadAt<From>(data, i));
  }
}

// The values of rows as To, in the machine's own integers or doubles.
template <typename To>
void WidenColumn(const ColumnView& view, size_t begin, size_t rows, To* to) {
  const size_t first = view.first + begin;
  switch (view.layout) {
    case ColumnLayout::kInt8:
      return Widen<int8_t>(view.values, first, rows, to);
    case ColumnLayout::kInt16:
      return Widen<int16_t>(view.values, first, rows, to);
    case ColumnLayout::kInt32:
      return Widen<int32_t>(view.values, first, rows, to);
    case ColumnLayout::kInt64:
      return Widen<int64_t>(view.values, first, rows, to);
    case ColumnLayout::kUint8:
      return Widen<uint8_t>(view.values, first, rows, to);
    case ColumnLayout::kUint16:
      return Widen<uint16_t>(view.values, first, rows, to);
    case ColumnLayout::kUint32:
      return Widen<uint32_t>(view.values, first, rows, to);
    case ColumnLayout::kFloat:
      return Widen<float>(view.values, first, rows, to);
    case ColumnLayout::kDouble:
      return Widen<double>(view.values, first, rows, to);
    default:
      return;
  }
}

}  // namespace

class ConditionColumns::Impl {
 public:
  Impl(const ConditionSet& set, std::shared_ptr<const ConditionProgram> program,
       const LeadColumns& columns, Instant as_of, InstructionSet instructions)
      : set_(set),
        program_(std::move(program)),
        columns_(columns),
        as_of_(as_of),
        kernels_(KernelsOf(instructions)),
        input_readings_(program_->inputs.size(), nullptr),
        bit_slices_(size_t{program_->words} * 64, nullptr) {
    if (program_->where != nullptr && columns.activities.begin != nullptr) {
      activity_leads_.rows =
          static_cast<size_t>(columns.activities.begin[columns.rows]);
      activity_leads_.values = columns.activities.payload;
      where_ = std::make_unique<ConditionColumns>(
          *program_->where, activity_leads_, as_of, instructions);
      where_slices_.resize(program_->where->size());
    }
    node_of_bit_.assign(bit_slices_.size(), kNoNode);
    for (const NodeSegment& segment : program_->node_segments) {
      uint32_t terms = segment.terms_begin;
      for (uint32_t bit = segment.bit; bit < segment.bit_end; ++bit) {
        const uint32_t number = segment.word * 64 + bit;
        node_of_bit_[number] = static_cast<uint32_t>(nodes_.size());
        nodes_.push_back(
            {terms, terms + segment.terms, (segment.flip >> bit & 1) != 0});
        terms += segment.terms;
      }
    }
    input_of_bit_.assign(bit_slices_.size(), 0);
    for (uint32_t i = 0; i < program_->inputs.size(); ++i) {
      const ProgramInput& input = program_->inputs[i];
      for (uint32_t bit = input.bits_begin; bit < input.bits_end; ++bit) {
        input_of_bit_[bit] = i;
      }
    }
  }

  const uint64_t* Require(size_t condition) {
    const uint32_t ref = program_->results[condition];
    const uint64_t* const slice = RequireBit(ref >> 1);
    if ((ref & 1) == 0) return slice;
    Negation& negation = negations_.emplace_back();
    negation.of = slice;
    negation.slice = NewSlices(1);
    return negation.slice;
  }

  InputValue RequireInput(uint32_t input, absl::Span<const int64_t> by_code) {
    Reading& reading = RequireReading(input);
    InputValue value;
    switch (reading.way) {
      case Way::kNever:
        value.start = by_code[0];
        value.slices.push_back({NewSlices(1), 0});
        break;
      case Way::kCuts:
        value.start = by_code[0];
        value.slices.push_back({reading.present, by_code[1] - by_code[0]});
        for (size_t c = 0; c < reading.cut_count; ++c) {
          value.slices.push_back({reading.cuts + c * kBlockWords,
                                  by_code[c + 2] - by_code[c + 1]});
        }
        break;
      case Way::kCodes:
        for (const Entry& entry : reading.entries) {
          value.by_code.push_back(by_code[entry.code]);
        }
        value.codes8 = reading.codes.data();
        break;
      case Way::kWide:
        value.by_code.assign(by_code.begin(), by_code.end());
        value.codes32 = reading.wide_codes.data();
        break;
    }
    return value;
  }

  void Evaluate(size_t begin, size_t rows) {
    begin_ = begin;
    rows_ = rows;
    words_ = (rows + 63) / 64;
    if (rows == 0) return;
    if (figures_needed_) ComputeFigures();
    for (Reading& reading : readings_) Read(&reading);
    for (const NodePlan& node : node_plans_) EvaluateNode(node);
    for (const Negation& negation : negations_) {
      for (size_t w = 0; w < words_; ++w) negation.slice[w] = ~negation.of[w];
    }
  }

 private:
  static constexpr uint32_t kNoNode = static_cast<uint32_t>(-1);

  enum class Way : uint8_t { kNever, kCuts, kCodes, kWide };

  // What a byte of kCodes stands for.
  struct Entry {
    uint32_t code = 0;
    std::vector<uint64_t> bits;

    friend bool operator<(const Entry& a, const Entry& b) {
      return std::tie(a.code, a.bits) < std::tie(b.code, b.bits);
    }
  };

  // A predicate bit that is needed, and where its slice is.
  struct NeededBit {
    uint32_t bit = 0;
    uint64_t* slice = nullptr;
    // For kCuts: the codes at which its truth changes, ascending from false.
    std::vector<uint32_t> flips;
  };

  // How one input is read.
  struct Reading {
    uint32_t input = 0;
    const ColumnView* view = nullptr;
    Way way = Way::kNever;
    std::vector<NeededBit> bits;

    // kCuts. Cuts before first_cut hold for all that are there, those from
    // end_cut on for none.
    uint64_t* present = nullptr;
    uint64_t* cuts = nullptr;
    size_t cut_count = 0;
    size_t first_cut = 0;
    size_t end_cut = 0;
    // Whether values are read as int32; else as int64 or double.
    bool narrow = false;
    std::vector<double> double_cuts;
    std::vector<float> float_cuts;
    std::vector<int64_t> int64_cuts;
    std::vector<int32_t> int32_cuts;

    // kCodes. Byte b stands for entries[b]; of_dictionary is the byte of each
    // row of the dictionary, padded to what a byte can index.
    std::vector<Entry> entries;
    std::vector<uint8_t> codes;
    std::vector<uint8_t> of_dictionary;

    // kWide.
    std::vector<uint32_t> wide_codes;
    std::vector<uint64_t> wide_bits;
    // Of a dictionary: the entry of each row.
    std::vector<Entry> dictionary_entries;
  };

  struct Node {
    uint32_t terms_begin;
    uint32_t terms_end;
    bool any;
  };
  // A node that is needed: its children and whether each is expected.
  struct NodePlan {
    bool any = false;
    uint64_t* slice = nullptr;
    std::vector<std::pair<const uint64_t*, bool>> children;
  };
  struct Negation {
    const uint64_t* of;
    uint64_t* slice;
  };

  uint64_t* NewSlices(size_t count) {
    return slices_.emplace_back(count * kBlockWords, 0).data();
  }

  // -------------------------------------------------------------------------
  // Planning.

  const uint64_t* RequireBit(uint32_t bit) {
    if (bit_slices_[bit] != nullptr) return bit_slices_[bit];
    if (node_of_bit_[bit] == kNoNode) {
      Reading& reading = RequireReading(input_of_bit_[bit]);
      NeededBit needed;
      needed.bit = bit;
      if (reading.way == Way::kCuts) {
        const ProgramInput& input = program_->inputs[reading.input];
        bool before = false;
        for (uint32_t code = 0; code < input.codes; ++code) {
          if (CodeHasBit(*program_, input, code, bit) == before) continue;
          before = !before;
          needed.flips.push_back(code);
        }
        if (needed.flips.size() == 1 && needed.flips[0] > 0) {
          return bit_slices_[bit] = AtLeast(reading, needed.flips[0]);
        }
      }
      needed.slice = NewSlices(1);
      bit_slices_[bit] = needed.slice;
      reading.bits.push_back(std::move(needed));
      return bit_slices_[bit];
    }
    const Node& node = nodes_[node_of_bit_[bit]];
    NodePlan plan;
    plan.any = node.any;
    for (uint32_t t = node.terms_begin; t < node.terms_end; ++t) {
      const ProgramTerm& term = program_->terms[t];
      for (uint32_t b = 0; b < 64; ++b) {
        if ((term.mask >> b & 1) == 0) continue;
        plan.children.emplace_back(RequireBit(term.word * 64 + b),
                                   (term.expected >> b & 1) != 0);
      }
    }
    plan.slice = NewSlices(1);
    bit_slices_[bit] = plan.slice;
    node_plans_.push_back(std::move(plan));  // After its children.
    return bit_slices_[bit];
  }

  // For kCuts: the rows whose code is at least `code`, which is not 0.
  static const uint64_t* AtLeast(const Reading& reading, uint32_t code) {
    return code == 1 ? reading.present
                     : reading.cuts + (code - 2) * kBlockWords;
  }

  Reading& RequireReading(uint32_t number) {
    if (input_readings_[number] != nullptr) return *input_readings_[number];
    Reading& reading = readings_.emplace_back();
    input_readings_[number] = &reading;
    reading.input = number;
    const ProgramInput& input = program_->inputs[number];
    switch (input.source) {
      case InputSource::kFact:
      case InputSource::kPresence:
      case InputSource::kAge:
      case InputSource::kAgeInDays:
      case InputSource::kAny:
      case InputSource::kAll:
        if (input.index < columns_.values.size() &&
            Fits(columns_.values[input.index], input.type)) {
          reading.view = &columns_.values[input.index];
          PlanColumn(&reading, input);
        }
        break;
      case InputSource::kFigure:
      case InputSource::kFigureAge:
        RequireFigures();
        PlanCuts(&reading, input);
        break;
      case InputSource::kConsent:
        PlanConsent(&reading, input);
        break;
    }
    if (reading.way == Way::kNever) {
      // Missing in every row: the predicates' bits never change. Those of a
      // list are all false then.
      Entry& missing = reading.entries.emplace_back();
      missing.bits.resize(input.words);
      if (input.source != InputSource::kAny &&
          input.source != InputSource::kAll) {
        AddCodeBits(*program_, input, 0, missing.bits.data());
      }
    }
    return reading;
  }

  void PlanColumn(Reading* reading, const ProgramInput& input) {
    if (input.source == InputSource::kAny ||
        input.source == InputSource::kAll) {
      return PlanWide(reading, input);
    }
    if (input.source == InputSource::kPresence ||
        input.coding != InputCoding::kTexts) {
      return PlanCuts(reading, input);
    }
    if (reading->view->dictionary != nullptr) {
      return PlanDictionary(reading, input);
    }
    if (input.folded || input.patterns_bit != input.bits_end ||
        input.codes > 256) {
      return PlanWide(reading, input);
    }
    PlanCodes(reading, input);
  }

  void PlanCuts(Reading* reading, const ProgramInput& input) {
    // Code 0 is missing and code 1 has no cut.
    const size_t count = input.codes - 2;
    if (count > kMaxCutSlices) {
      return input.codes <= 256 ? PlanCodes(reading, input)
                                : PlanWide(reading, input);
    }
    reading->way = Way::kCuts;
    reading->present = NewSlices(1);
    reading->cuts = NewSlices(std::max<size_t>(count, 1));
    reading->cut_count = count;
    reading->first_cut = 0;
    reading->end_cut = count;
    const int64_t* const cuts = program_->cuts.data() + input.cuts_begin;
    if (ReadsDoubles(input)) {
      for (size_t c = 0; c < count; ++c) {
        reading->double_cuts.push_back(NumberOfKey(cuts[c]));
        reading->float_cuts.push_back(FloatNotBelow(NumberOfKey(cuts[c])));
      }
      return;
    }
    reading->narrow = input.source == InputSource::kFact &&
                      reading->view->layout != ColumnLayout::kInt64 &&
                      reading->view->layout != ColumnLayout::kUint32;
    const int64_t lowest = reading->narrow ? kMin32 : kMin64;
    const int64_t highest = reading->narrow ? kMax32 : kMax64;
    while (reading->first_cut < count && cuts[reading->first_cut] <= lowest) {
      ++reading->first_cut;
    }
    while (reading->end_cut > reading->first_cut &&
           cuts[reading->end_cut - 1] > highest) {
      --reading->end_cut;
    }
    for (size_t c = reading->first_cut; c < reading->end_cut; ++c) {
      reading->int64_cuts.push_back(cuts[c]);
      reading->int32_cuts.push_back(
          static_cast<int32_t>(std::min(cuts[c], kMax32)));
    }
  }

  // Whether the values are compared as doubles; presence must look at them,
  // because a number that is not finite is missing.
  static bool ReadsDoubles(const ProgramInput& input) {
    return input.coding == InputCoding::kNumbers ||
           (input.source == InputSource::kPresence &&
            input.type == ValueType::kNumber);
  }

  void PlanCodes(Reading* reading, const ProgramInput& input) {
    reading->way = Way::kCodes;
    reading->codes.resize(kBlockRows);
    for (uint32_t code = 0; code < input.codes; ++code) {
      reading->entries.push_back(EntryOfCode(input, code));
    }
  }

  void PlanWide(Reading* reading, const ProgramInput& input) {
    reading->way = Way::kWide;
    reading->wide_codes.resize(kBlockRows);
    reading->wide_bits.resize(kBlockRows * input.words);
  }

  void PlanDictionary(Reading* reading, const ProgramInput& input) {
    const ColumnView& dictionary = *reading->view->dictionary;
    std::vector<Entry> of_rows(reading->view->dictionary_rows);
    for (size_t row = 0; row < of_rows.size(); ++row) {
      of_rows[row] = EntryOfText(input, TextAt(dictionary, row));
    }
    std::map<Entry, size_t> numbers;
    reading->entries.push_back(EntryOfCode(input, 0));
    numbers.emplace(reading->entries[0], 0);
    std::vector<size_t> number_of_row;
    for (const Entry& entry : of_rows) {
      const auto [it, added] = numbers.emplace(entry, reading->entries.size());
      if (added) reading->entries.push_back(entry);
      number_of_row.push_back(it->second);
    }
    if (reading->entries.size() > 256) {
      PlanWide(reading, input);
      reading->dictionary_entries = std::move(of_rows);
      return;
    }
    reading->way = Way::kCodes;
    reading->codes.resize(kBlockRows);
    for (size_t number : number_of_row) {
      reading->of_dictionary.push_back(static_cast<uint8_t>(number));
    }
    reading->of_dictionary.resize(
        std::max<size_t>(reading->of_dictionary.size(), 256));
  }

  void PlanConsent(Reading* reading, const ProgramInput& input) {
    reading->way = Way::kCodes;
    reading->codes.resize(kBlockRows);
    for (int state = 0; state <= static_cast<int>(ConsentState::kExpired);
         ++state) {
      reading->entries.push_back(
          EntryOfText(input, NameOf(static_cast<ConsentState>(state))));
    }
  }

  Entry EntryOfCode(const ProgramInput& input, uint32_t code) const {
    Entry entry;
    entry.code = code;
    entry.bits.resize(input.words);
    AddCodeBits(*program_, input, code, entry.bits.data());
    return entry;
  }

  Entry EntryOfText(const ProgramInput& input, absl::string_view text) {
    Entry entry;
    entry.bits.resize(input.words);
    entry.code =
        AddTextBits(*program_, input, text, &folded_, entry.bits.data());
    return entry;
  }

  void RequireFigures() {
    if (figures_needed_) return;
    figures_needed_ = true;
    const size_t count = program_->figures.size();
    figures_.assign(count * kBlockRows, 0);
    found_.assign(count * kBlockWords, 0);
    sums_.assign(count, 0);
    if (where_ == nullptr) return;
    for (const ActivityFigure& figure : program_->figures) {
      if (figure.where < 0) continue;
      const size_t condition = static_cast<size_t>(figure.where);
      if (where_slices_[condition] == nullptr) {
        where_slices_[condition] = where_->Require(condition);
      }
    }
  }

  // -------------------------------------------------------------------------
  // One block.

  void Read(Reading* reading) {
    const ProgramInput& input = program_->inputs[reading->input];
    switch (reading->way) {
      case Way::kNever:
        SliceConstants(*reading, input);
        break;
      case Way::kCuts:
        ReadPresent(*reading, input);
        ReadCuts(reading, input);
        SliceCuts(*reading);
        break;
      case Way::kCodes:
        ReadCodes(reading, input);
        SliceCodes(*reading, input);
        break;
      case Way::kWide:
        ReadWide(reading, input);
        SliceWide(*reading, input);
        break;
    }
  }

  void ReadPresent(const Reading& reading, const ProgramInput& input) const {
    if (input.source == InputSource::kFigure ||
        input.source == InputSource::kFigureAge) {
      std::copy_n(found_.data() + input.index * kBlockWords, words_,
                  reading.present);
      return;
    }
    PresentOf(*reading.view, reading.present);
  }

  void PresentOf(const ColumnView& view, uint64_t* present) const {
    if (view.validity == nullptr) {
      std::fill_n(present, words_, ~uint64_t{0});
    } else {
      CopyBits(view.validity, view.first + begin_, rows_, present);
    }
  }

  void ReadCuts(Reading* reading, const ProgramInput& input) {
    for (size_t c = 0; c < reading->first_cut; ++c) {
      std::copy_n(reading->present, words_, reading->cuts + c * kBlockWords);
    }
    for (size_t c = reading->end_cut; c < reading->cut_count; ++c) {
      std::fill_n(reading->cuts + c * kBlockWords, words_, uint64_t{0});
    }
    uint64_t* const slices = reading->cuts + reading->first_cut * kBlockWords;
    const size_t count = reading->end_cut - reading->first_cut;
    if (ReadsDoubles(input)) {
      if (reading->view->layout == ColumnLayout::kFloat) {
        InWholeWords(*reading->view, floats_,
                     [&](const float* values, size_t w, size_t words) {
                       kernels_.cut_floats(values, words,
                                           reading->float_cuts.data(), count,
                                           reading->present + w, slices + w);
                     });
        return;
      }
      if (reading->view->layout != ColumnLayout::kDouble) {
        WidenColumn(*reading->view, begin_, rows_, doubles_);
        kernels_.cut_doubles(doubles_, words_, reading->double_cuts.data(),
                             count, reading->present, slices);
        return;
      }
      InWholeWords(*reading->view, doubles_,
                   [&](const double* values, size_t w, size_t words) {
                     kernels_.cut_doubles(values, words,
                                          reading->double_cuts.data(), count,
                                          reading->present + w, slices + w);
                   });
      return;
    }
    if (count == 0) return;
    if (input.source == InputSource::kFact &&
        reading->view->layout == ColumnLayout::kBits) {
      // The cuts that are left are in 1 to the highest; only 1 can hold. (Zero
      // and below hold for both.)
      uint64_t* const bits = bits_;
      CopyBits(static_cast<const uint8_t*>(reading->view->values),
               reading->view->first + begin_, rows_, bits);
      for (size_t c = 0; c < count; ++c) {
        const int64_t cut = reading->int64_cuts[c];
        for (size_t w = 0; w < words_; ++w) {
          slices[c * kBlockWords + w] = cut <= 0 ? reading->present[w]
                                        : cut == 1
                                            ? bits[w] & reading->present[w]
                                            : 0;
        }
      }
      return;
    }
    if (reading->narrow) {
      const auto cut = [&](const int32_t* values, size_t w, size_t words) {
        kernels_.cut_int32s(values, words, reading->int32_cuts.data(), count,
                            reading->present + w, slices + w);
      };
      if (reading->view->layout == ColumnLayout::kInt32) {
        return InWholeWords(*reading->view, int32s_, cut);
      }
      WidenColumn(*reading->view, begin_, rows_, int32s_);
      return cut(int32s_, 0, words_);
    }
    const auto cut = [&](const int64_t* values, size_t w, size_t words) {
      kernels_.cut_int64s(values, words, reading->int64_cuts.data(), count,
                          reading->present + w, slices + w);
    };
    if (input.source == InputSource::kFact &&
        reading->view->layout == ColumnLayout::kInt64) {
      return InWholeWords(*reading->view, int64s_, cut);
    }
    OrderedValues(*reading, input);
    cut(int64s_, 0, words_);
  }

  // Calls cut(values, first word, words) with values where they are, and with
  // those of the last word, if it is not whole, from `room`.
  template <typename T, typename Cut>
  void InWholeWords(const ColumnView& view, T* room, Cut cut) {
    const T* const values =
        static_cast<const T*>(view.values) + view.first + begin_;
    const size_t whole = rows_ / 64;
    if (whole > 0) cut(values, 0, whole);
    if (rows_ % 64 == 0) return;
    std::memcpy(room, values + whole * 64, rows_ % 64 * sizeof(T));
    cut(room, whole, 1);
  }

  // int64s_: what the cuts of an ordered input that is no number stand for.
  void OrderedValues(const Reading& reading, const ProgramInput& input) {
    switch (input.source) {
      case InputSource::kFigure:
      case InputSource::kFigureAge: {
        const int64_t* const figures =
            figures_.data() + input.index * kBlockRows;
        std::copy_n(figures, rows_, int64s_);
        break;
      }
      default:
        if (reading.view->layout == ColumnLayout::kBits) {
          CopyBits(static_cast<const uint8_t*>(reading.view->values),
                   reading.view->first + begin_, rows_, bits_);
          for (size_t i = 0; i < rows_; ++i) int64s_[i] = GetBit(bits_, i);
        } else {
          WidenColumn(*reading.view, begin_, rows_, int64s_);
        }
        break;
    }
    if (input.source == InputSource::kAge ||
        input.source == InputSource::kFigureAge) {
      for (size_t i = 0; i < rows_; ++i) {
        int64s_[i] = SaturatedDifference(as_of_.micros(), int64s_[i]);
      }
    } else if (input.source == InputSource::kAgeInDays) {
      const int64_t today = as_of_.date().days();
      for (size_t i = 0; i < rows_; ++i) {
        int64s_[i] = SaturatedDifference(today, int64s_[i]);
      }
    }
  }

  // The slices of predicates: unions of intervals of codes.
  void SliceCuts(const Reading& reading) const {
    for (const NeededBit& needed : reading.bits) {
      std::fill_n(needed.slice, kBlockWords, uint64_t{0});
      for (uint32_t code : needed.flips) {
        if (code == 0) {
          std::fill_n(needed.slice, kBlockWords, ~uint64_t{0});
          continue;
        }
        const uint64_t* const from = AtLeast(reading, code);
        for (size_t w = 0; w < kBlockWords; ++w) needed.slice[w] ^= from[w];
      }
    }
  }

  void ReadCodes(Reading* reading, const ProgramInput& input) {
    uint8_t* const codes = reading->codes.data();
    if (input.source == InputSource::kConsent) {
      const ConsentKey& key = program_->consents[input.index];
      for (size_t i = 0; i < rows_; ++i) {
        codes[i] = static_cast<uint8_t>(ConsentAt(
            ConsentsOf(begin_ + i), key.purpose, key.channel, as_of_));
      }
      return;
    }
    if (!reading->of_dictionary.empty()) return ReadDictionary(reading);
    if (input.coding == InputCoding::kTexts) {
      const TextDictionary& dictionary =
          program_->dictionaries[input.dictionary];
      const ColumnView& view = *reading->view;
      PresentOf(view, bits_);
      for (size_t i = 0; i < rows_; ++i) {
        codes[i] = GetBit(bits_, i)
                       ? static_cast<uint8_t>(
                             dictionary.Find(TextAt(view, begin_ + i)) + 2)
                       : 0;
      }
      return;
    }
    EachOrderedCode(*reading, input, [&](size_t i, uint32_t code) {
      codes[i] = static_cast<uint8_t>(code);
    });
  }

  // Calls give(i, code) with the code of each row of an ordered input that is
  // searched for.
  template <typename Give>
  void EachOrderedCode(const Reading& reading, const ProgramInput& input,
                       Give give) {
    const bool is_number = ReadsDoubles(input);
    if (reading.view == nullptr) {
      std::copy_n(found_.data() + input.index * kBlockWords, words_, bits_);
    } else if (!is_number && reading.view->layout == ColumnLayout::kBits) {
      OrderedValues(reading, input);  // Uses bits_ for the values.
      PresentOf(*reading.view, bits_);
    } else {
      PresentOf(*reading.view, bits_);
    }
    if (is_number) {
      WidenColumn(*reading.view, begin_, rows_, doubles_);
    } else if (reading.view == nullptr ||
               reading.view->layout != ColumnLayout::kBits) {
      OrderedValues(reading, input);
    }
    const int64_t* const begin = program_->cuts.data() + input.cuts_begin;
    const int64_t* const end = begin + (input.codes - 2);
    for (size_t i = 0; i < rows_; ++i) {
      bool there = GetBit(bits_, i);
      int64_t key = int64s_[i];
      if (is_number) {
        there = there && doubles_[i] - doubles_[i] == 0;
        key = there ? NumberKey(doubles_[i]) : 0;
      }
      give(i, there ? static_cast<uint32_t>(std::upper_bound(begin, end, key) -
                                            begin + 1)
                    : 0);
    }
  }

  void ReadDictionary(Reading* reading) {
    const ColumnView& view = *reading->view;
    const uint8_t* const table = reading->of_dictionary.data();
    uint8_t* const codes = reading->codes.data();
    PresentOf(view, bits_);
    if (view.dictionary_rows <= 256) {
      // An index that is there fits a byte.
      const uint8_t* bytes =
          static_cast<const uint8_t*>(view.values) + view.first + begin_;
      if ((view.layout != ColumnLayout::kInt8 &&
           view.layout != ColumnLayout::kUint8) ||
          rows_ % 64 != 0) {
        WidenColumn(view, begin_, rows_, bytes_);
        bytes = bytes_;
      }
      kernels_.map_bytes(bytes, words_, bits_, table,
                         std::max<size_t>(view.dictionary_rows, 1), codes);
      return;
    }
    switch (view.layout) {
      case ColumnLayout::kInt8:
      case ColumnLayout::kUint8:
        return MapIndices<uint8_t>(view, table, codes);
      case ColumnLayout::kInt16:
      case ColumnLayout::kUint16:
        return MapIndices<uint16_t>(view, table, codes);
      case ColumnLayout::kInt32:
      case ColumnLayout::kUint32:
        return MapIndices<uint32_t>(view, table, codes);
      default:
        return MapIndices<uint64_t>(view, table, codes);
    }
  }

  // codes[i] = table[index of row i], 0 where there is none. Indices of missing
  // values may be anything and are read as 0.
  template <typename Index>
  void MapIndices(const ColumnView& view, const uint8_t* table,
                  uint8_t* codes) const {
    const char* const data = static_cast<const char*>(view.values) +
                             (view.first + begin_) * sizeof(Index);
    for (size_t w = 0; w < words_; ++w) {
      const size_t end = std::min<size_t>(64 * (w + 1), rows_);
      if (bits_[w] == ~uint64_t{0}) {
        for (size_t i = 64 * w; i < end; ++i) {
          codes[i] = table[LoadAt<Index>(data, i)];
        }
        continue;
      }
      for (size_t i = 64 * w; i < end; ++i) {
        const uint64_t there = bits_[w] >> i % 64 & 1;
        const Index index = static_cast<Index>(LoadAt<Index>(data, i) &
                                               static_cast<Index>(-there));
        codes[i] =
            static_cast<uint8_t>(table[index] & static_cast<uint8_t>(-there));
      }
    }
  }

  // Eight bits at a time.
  void SliceCodes(const Reading& reading, const ProgramInput& input) {
    const std::vector<NeededBit>& bits = reading.bits;
    uint8_t table[256];
    for (size_t b = 0; b < bits.size(); b += 8) {
      const size_t count = std::min<size_t>(8, bits.size() - b);
      std::memset(table, 0, sizeof(table));
      for (size_t e = 0; e < reading.entries.size(); ++e) {
        for (size_t k = 0; k < count; ++k) {
          if (EntryHasBit(reading.entries[e], input, bits[b + k].bit)) {
            table[e] = static_cast<uint8_t>(table[e] | 1u << k);
          }
        }
      }
      kernels_.map_bytes(reading.codes.data(), words_, kAllRows.data(), table,
                         reading.entries.size(), bytes_);
      kernels_.slice_bytes(bytes_, words_, count, eight_);
      for (size_t k = 0; k < count; ++k) {
        std::copy_n(eight_ + k * kBlockWords, words_, bits[b + k].slice);
      }
    }
  }

  static bool EntryHasBit(const Entry& entry, const ProgramInput& input,
                          uint32_t bit) {
    const uint32_t in_row = bit - input.word_begin * 64;
    return (entry.bits[in_row / 64] >> in_row % 64 & 1) != 0;
  }

  void SliceConstants(const Reading& reading, const ProgramInput& input) const {
    for (const NeededBit& needed : reading.bits) {
      std::fill_n(needed.slice, words_,
                  EntryHasBit(reading.entries[0], input, needed.bit)
                      ? ~uint64_t{0}
                      : 0);
    }
  }

  void ReadWide(Reading* reading, const ProgramInput& input) {
    std::fill(reading->wide_bits.begin(), reading->wide_bits.end(), 0);
    uint64_t* out = reading->wide_bits.data();
    uint32_t* const codes = reading->wide_codes.data();
    if (input.coding != InputCoding::kTexts) {
      EachOrderedCode(*reading, input, [&](size_t i, uint32_t code) {
        codes[i] = code;
        AddCodeBits(*program_, input, code, out + i * input.words);
      });
      return;
    }
    const ColumnView& view = *reading->view;
    const bool is_list = input.source != InputSource::kFact;
    for (size_t i = 0; i < rows_; ++i, out += input.words) {
      const size_t row = begin_ + i;
      if (!view.valid(row)) {
        codes[i] = 0;
        // The predicates of a missing list are all false, as in ReadList of
        // the row executor.
        if (!is_list) AddCodeBits(*program_, input, 0, out);
      } else if (is_list) {
        codes[i] = 1;
        ReadList(view, row, input, out);
      } else if (view.dictionary != nullptr) {
        const Entry& entry =
            reading
                ->dictionary_entries[static_cast<size_t>(IntegerAt(view, row))];
        codes[i] = entry.code;
        std::copy(entry.bits.begin(), entry.bits.end(), out);
      } else {
        codes[i] =
            AddTextBits(*program_, input, TextAt(view, row), &folded_, out);
      }
    }
  }

  void ReadList(const ColumnView& view, size_t row, const ProgramInput& input,
                uint64_t* out) {
    const ElementRange range = ElementsAt(view, row);
    const ColumnView& elements = *view.elements;
    if (input.source == InputSource::kAll) SetAllBits(input, out);
    for (size_t e = range.begin; e < range.end; ++e) {
      // A missing element is no text of the list.
      if (!elements.valid(e)) continue;
      absl::string_view text;
      if (elements.dictionary == nullptr) {
        text = TextAt(elements, e);
      } else {
        text = TextAt(*elements.dictionary,
                      static_cast<size_t>(IntegerAt(elements, e)));
      }
      if (input.source == InputSource::kAny) {
        AddTextBits(*program_, input, text, &folded_, out);
        continue;
      }
      one_.assign(input.words, 0);
      AddTextBits(*program_, input, text, &folded_, one_.data());
      for (uint32_t w = 0; w < input.words; ++w) out[w] &= one_[w];
    }
  }

  void SliceWide(const Reading& reading, const ProgramInput& input) const {
    for (const NeededBit& needed : reading.bits) {
      const uint32_t in_row = needed.bit - input.word_begin * 64;
      const uint64_t* const words = reading.wide_bits.data() + in_row / 64;
      std::fill_n(needed.slice, words_, uint64_t{0});
      for (size_t i = 0; i < rows_; ++i) {
        needed.slice[i / 64] |= (words[i * input.words] >> in_row % 64 & 1)
                                << i % 64;
      }
    }
  }

  void EvaluateNode(const NodePlan& node) const {
    uint64_t counterexamples[kBlockWords] = {};
    for (const auto& [child, expected] : node.children) {
      const uint64_t flip = expected ? ~uint64_t{0} : 0;
      for (size_t w = 0; w < kBlockWords; ++w) {
        counterexamples[w] |= child[w] ^ flip;
      }
    }
    const uint64_t flip = node.any ? 0 : ~uint64_t{0};
    for (size_t w = 0; w < kBlockWords; ++w) {
      node.slice[w] = counterexamples[w] ^ flip;
    }
  }

  absl::Span<const ConsentView> ConsentsOf(size_t row) const {
    const ConsentColumns& consents = columns_.consents;
    if (consents.begin == nullptr) return {};
    return absl::MakeConstSpan(
        consents.entries + consents.begin[row],
        static_cast<size_t>(consents.begin[row + 1] - consents.begin[row]));
  }

  // -------------------------------------------------------------------------
  // Figures over activities: one fold over the activities of the block's leads.

  void ComputeFigures() {
    const size_t count = program_->figures.size();
    std::fill(figures_.begin(), figures_.end(), 0);
    for (size_t f = 0; f < count; ++f) {
      const bool always = program_->figures[f].aggregate != Aggregate::kLast;
      std::fill_n(found_.data() + f * kBlockWords, kBlockWords,
                  always ? ~uint64_t{0} : 0);
    }
    const ActivityColumns& activities = columns_.activities;
    if (activities.begin == nullptr) return;
    // The activities whose `where` is known.
    size_t known_begin = 0;
    size_t known_end = 0;
    const size_t end = static_cast<size_t>(activities.begin[begin_ + rows_]);
    for (size_t i = 0; i < rows_; ++i) {
      const size_t row = begin_ + i;
      std::fill(sums_.begin(), sums_.end(), 0);
      for (size_t a = static_cast<size_t>(activities.begin[row]);
           a < static_cast<size_t>(activities.begin[row + 1]); ++a) {
        if (where_ != nullptr && a >= known_end) {
          known_begin = a;
          known_end = std::min(end, a + kBlockRows);
          where_->Evaluate(known_begin, known_end - known_begin);
        }
        const Instant at = Instant::FromMicros(activities.occurred_at[a]);
        if (at > as_of_ || activities.kinds[a] == ActivityColumns::kNoKind) {
          continue;
        }
        for (size_t f = 0; f < count; ++f) {
          if (Counts(program_->figures[f], a, a - known_begin)) {
            AddTo(f, i, a);
          }
        }
      }
      for (size_t f = 0; f < count; ++f) {
        if (program_->figures[f].aggregate != Aggregate::kSum) continue;
        const absl::int128 sum = sums_[f];
        figures_[f * kBlockRows + i] = sum > kMax64 ? kMax64
                                       : sum < kMin64
                                           ? kMin64
                                           : static_cast<int64_t>(sum);
      }
    }
  }

  bool Counts(const ActivityFigure& figure, size_t activity,
              size_t in_where) const {
    const uint32_t kind = columns_.activities.kinds[activity];
    if (!figure.kinds.empty() &&
        (kind >= figure.kinds.size() || !figure.kinds[kind])) {
      return false;
    }
    if (figure.within != Duration() &&
        SaturatedDifference(as_of_.micros(),
                            columns_.activities.occurred_at[activity]) >=
            figure.within.micros()) {
      return false;
    }
    return figure.where < 0 ||
           GetBit(where_slices_[static_cast<size_t>(figure.where)], in_where);
  }

  void AddTo(size_t f, size_t i, size_t activity) {
    const ActivityFigure& figure = program_->figures[f];
    int64_t& total = figures_[f * kBlockRows + i];
    switch (figure.aggregate) {
      case Aggregate::kCount:
        ++total;
        break;
      case Aggregate::kLast: {
        uint64_t& found = found_[f * kBlockWords + i / 64];
        const uint64_t bit = uint64_t{1} << i % 64;
        const int64_t at = columns_.activities.occurred_at[activity];
        if ((found & bit) == 0 || at > total) total = at;
        found |= bit;
        break;
      }
      default: {
        const absl::Span<const ColumnView> payload =
            columns_.activities.payload;
        if (figure.payload >= payload.size()) break;
        const ColumnView& view = payload[figure.payload];
        if (!Fits(view, figure.type) || !view.valid(activity)) break;
        double amount = 0;
        WidenColumn(view, activity, 1, &amount);
        if (amount - amount != 0) break;  // Not finite: missing.
        sums_[f] += ScaleDouble(amount, 9);
        break;
      }
    }
  }

  const ConditionSet set_;
  const std::shared_ptr<const ConditionProgram> program_;
  const LeadColumns columns_;
  const Instant as_of_;
  const ColumnKernels& kernels_;

  std::deque<Reading> readings_;
  std::vector<Reading*> input_readings_;
  std::vector<const uint64_t*> bit_slices_;
  std::vector<uint32_t> input_of_bit_;
  std::vector<Node> nodes_;
  std::vector<uint32_t> node_of_bit_;
  std::vector<NodePlan> node_plans_;
  std::vector<Negation> negations_;
  std::deque<std::vector<uint64_t>> slices_;

  bool figures_needed_ = false;
  LeadColumns activity_leads_;
  std::unique_ptr<ConditionColumns> where_;
  std::vector<const uint64_t*> where_slices_;
  // Figure f of row i: figures_[f * kBlockRows + i].
  std::vector<int64_t> figures_;
  std::vector<uint64_t> found_;
  std::vector<absl::int128> sums_;

  // The block that is evaluated.
  size_t begin_ = 0;
  size_t rows_ = 0;
  size_t words_ = 0;

  std::string folded_;
  std::vector<uint64_t> one_;
  // Room for the values of one block.
  double doubles_[kBlockRows] = {};
  float floats_[64] = {};
  int64_t int64s_[kBlockRows] = {};
  int32_t int32s_[kBlockRows] = {};
  uint8_t bytes_[kBlockRows] = {};
  uint64_t bits_[kBlockWords] = {};
  uint64_t eight_[8 * kBlockWords] = {};
};

ConditionColumns::ConditionColumns(const ConditionSet& set,
                                   const LeadColumns& columns, Instant as_of,
                                   InstructionSet instructions)
    : impl_(std::make_unique<Impl>(set, set.program_, columns, as_of,
                                   instructions)) {}
ConditionColumns::~ConditionColumns() = default;

const uint64_t* ConditionColumns::Require(size_t condition) {
  return impl_->Require(condition);
}

ConditionColumns::InputValue ConditionColumns::RequireInput(
    uint32_t input, absl::Span<const int64_t> by_code) {
  return impl_->RequireInput(input, by_code);
}

void ConditionColumns::Evaluate(size_t begin, size_t rows) {
  impl_->Evaluate(begin, rows);
}

}  // namespace lotse
