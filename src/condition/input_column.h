// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InputColumn: one input of the conditions, read from its column block by
// block. Internal to condition.
//
// What its column looks like decides which of these ways it is read:
//
//   kCuts   ordered values with few cuts: one slice says which rows have a
//           value, one slice for each cut which values are not below it
//   kCodes  one byte a row: what the value is for the predicates, found in a
//           table by its index in a dictionary, or by searching
//   kWide   everything else: a code and the words of predicate bits for each
//           row, as the row executor has them
//   kNever  there is no such column: missing in each row
#ifndef LOTSE_SRC_CONDITION_INPUT_COLUMN_H_
#define LOTSE_SRC_CONDITION_INPUT_COLUMN_H_

#include <cstddef>
#include <cstdint>
#include <tuple>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "lotse/condition/condition_columns.h"
#include "src/condition/column_block.h"
#include "src/condition/figure_columns.h"

namespace lotse {

class InputColumn {
 public:
  // Input `number` of the block's program. `figures` is needed for inputs that
  // read one. Both must outlive this.
  InputColumn(ColumnBlock* block, const FigureColumns* figures,
              uint32_t number);
  InputColumn(const InputColumn&) = delete;
  InputColumn& operator=(const InputColumn&) = delete;

  // Asks for the slice of predicate `bit` of the input; before the first Read.
  const uint64_t* Require(uint32_t bit);
  // As ConditionColumns::RequireInput.
  ConditionColumns::InputValue Require(absl::Span<const int64_t> by_code);

  // Reads the rows of the block.
  void Read();

 private:
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

  // For kCuts: the rows whose code is at least `code`, which is not 0.
  const uint64_t* AtLeast(uint32_t code) const {
    return code == 1 ? present_ : cuts_ + (code - 2) * kBlockWords;
  }

  void PlanColumn();
  void PlanCuts();
  bool ReadsDoubles() const;
  void PlanCodes();
  void PlanWide();
  void PlanDictionary();
  void PlanConsent();
  Entry EntryOfCode(uint32_t code) const;
  Entry EntryOfText(absl::string_view text);
  void ReadPresent() const;
  void PresentOf(const ColumnView& view, uint64_t* present) const;
  void ReadCuts();
  template <typename T, typename Cut>
  void InWholeWords(const ColumnView& view, T* room, Cut cut);
  void OrderedValues();
  void SliceCuts() const;
  void ReadCodes();
  template <typename Give>
  void EachOrderedCode(Give give);
  void ReadDictionary();
  template <typename Index>
  void MapIndices(const ColumnView& view, const uint8_t* table,
                  uint8_t* codes) const;
  void SliceCodes();
  bool EntryHasBit(const Entry& entry, uint32_t bit) const;
  void SliceConstants() const;
  void ReadWide();
  void ReadList(const ColumnView& view, size_t row, uint64_t* out);
  void SliceWide() const;
  absl::Span<const ConsentView> ConsentsOf(size_t row) const;

  ColumnBlock& block_;
  const FigureColumns* const figures_;
  const ProgramInput& input_;
  const ColumnView* view_ = nullptr;
  Way way_ = Way::kNever;
  std::vector<NeededBit> needed_;

  // kCuts. Cuts before first_cut_ hold for all that are there, those from
  // end_cut_ on for none.
  uint64_t* present_ = nullptr;
  uint64_t* cuts_ = nullptr;
  size_t cut_count_ = 0;
  size_t first_cut_ = 0;
  size_t end_cut_ = 0;
  // Whether values are read as int32; else as int64 or double.
  bool narrow_ = false;
  std::vector<double> double_cuts_;
  std::vector<float> float_cuts_;
  std::vector<int64_t> int64_cuts_;
  std::vector<int32_t> int32_cuts_;

  // kCodes. Byte b stands for entries_[b]; of_dictionary_ is the byte of each
  // row of the dictionary, padded to what a byte can index. kNever has one
  // entry.
  std::vector<Entry> entries_;
  std::vector<uint8_t> codes_;
  std::vector<uint8_t> of_dictionary_;

  // kWide.
  std::vector<uint32_t> wide_codes_;
  std::vector<uint64_t> wide_bits_;
  // Of a dictionary: the entry of each row.
  std::vector<Entry> dictionary_entries_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_CONDITION_INPUT_COLUMN_H_
