// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportedType and ExportedColumn: schemas and arrays with memory of their own,
// to be given away. Every child may be moved out and released by itself, as the
// specification demands.
#ifndef LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_
#define LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <new>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/arrow/c_data.h"

namespace lotse {

struct ExportedType {
  std::string name;
  std::string format;
  bool nullable = true;
  std::vector<ExportedType> children;
  // One or none.
  std::vector<ExportedType> dictionary;
};

// `*schema` is the caller's to release.
void ExportType(ExportedType type, ArrowSchema* schema);

// Memory of the system that is zero.
struct FreeZeroed {
  // Whether it came from operator new instead.
  bool made_by_new = false;
  void operator()(char* memory) const {
    made_by_new ? ::operator delete(memory) : std::free(memory);
  }
};
using ZeroedMemory = std::unique_ptr<char, FreeZeroed>;

// One column while it is filled: value after value, or with Zeroed at any
// place, by several threads at once.
class ExportedColumn {
 public:
  // `count` values of `width` bytes in values(), all zero, and their bits in
  // validity(), all missing. They take no time until they are written or read.
  static ExportedColumn Zeroed(size_t width, size_t count);
  // The same for texts with offsets of 32 bits: all missing.
  static ExportedColumn MissingTexts(size_t count);

  // Of a Zeroed column. Bytes of different addresses may be written at once.
  char* values() { return zeroed_values_.get(); }
  uint8_t* validity() {
    return reinterpret_cast<uint8_t*>(zeroed_validity_.get());
  }
  // Says how many bits of validity() are 0.
  void SetNulls(int64_t nulls) { nulls_ = nulls; }

  // Appends a value of a fixed width.
  template <typename T>
  void Append(T value) {
    const size_t size = values_.size();
    values_.resize(size + sizeof(T));
    Store(size, &value, sizeof(T));
    AppendValid(true);
  }
  // A missing value of `width` bytes.
  void AppendNull(size_t width) {
    values_.resize(values_.size() + width);
    AppendValid(false);
  }
  // Texts with offsets of 32 or 64 bits (`Offset`).
  template <typename Offset>
  void AppendText(absl::string_view text) {
    BeginOffsets<Offset>();
    bytes_.append(text.data(), text.size());
    Append(static_cast<Offset>(bytes_.size()));
  }
  template <typename Offset>
  void AppendNullText() {
    BeginOffsets<Offset>();
    const auto end = static_cast<Offset>(bytes_.size());
    const size_t size = values_.size();
    values_.resize(size + sizeof(Offset));
    Store(size, &end, sizeof(Offset));
    AppendValid(false);
  }
  // Appends `count` texts that are all there: text i ends at byte
  // offsets[i + 1] of those that begin at offsets[0].
  template <typename Offset>
  void AppendTexts(const void* offsets, size_t count, const char* bytes) {
    BeginOffsets<Offset>();
    const auto first = Load<Offset>(offsets, 0);
    const auto shift =
        static_cast<Offset>(static_cast<Offset>(bytes_.size()) - first);
    AppendOffsets<Offset>(offsets, count, shift);
    bytes_.append(bytes + first,
                  static_cast<size_t>(Load<Offset>(offsets, count) - first));
    AppendValid(true, count);
  }
  // A list of 32-bit offsets that ends at element `end` of the child.
  void AppendList(int32_t end, bool valid) {
    BeginOffsets<int32_t>();
    const size_t size = values_.size();
    values_.resize(size + sizeof(end));
    Store(size, &end, sizeof(end));
    AppendValid(valid);
  }
  // A struct.
  void AppendStruct() { AppendValid(true); }
  void AppendStructs(size_t count) { AppendValid(true, count); }

  // Appends all values of a column that was filled in the same way, value after
  // value: of a fixed width, or with offsets of the type Offset. Offsets of
  // lists must be those of the other's child.
  void AppendFixed(const ExportedColumn& other);
  template <typename Offset>
  void AppendColumn(const ExportedColumn& other) {
    if (other.length_ == 0) return;
    BeginOffsets<Offset>();
    Offset before;
    std::memcpy(&before, values_.data() + values_.size() - sizeof(Offset),
                sizeof(Offset));
    AppendOffsets<Offset>(other.values_.data(),
                          static_cast<size_t>(other.length_), before);
    bytes_ += other.bytes_;
    AppendValidity(other);
  }

  void AddChild(ExportedColumn child) { children_.push_back(std::move(child)); }
  void SetDictionary(ExportedColumn dictionary) {
    dictionary_.push_back(std::move(dictionary));
  }

  int64_t length() const { return length_; }
  size_t text_bytes() const { return bytes_.size(); }

  // Gives the column away; `format` decides which buffers there are. `*array`
  // is the caller's to release.
  static void Export(ExportedColumn column, const ExportedType& type,
                     ArrowArray* array);

 private:
  template <typename Offset>
  void BeginOffsets() {
    if (values_.empty()) values_.resize(sizeof(Offset));
  }
  void Store(size_t at, const void* value, size_t size) {
    std::memcpy(values_.data() + at, value, size);
  }
  void AppendValid(bool valid) {
    const auto bit = static_cast<size_t>(length_++ % 8);
    if (bit == 0) validity_.push_back(0);
    validity_.back() =
        static_cast<uint8_t>(validity_.back() | (valid ? 1u << bit : 0u));
    nulls_ += valid ? 0 : 1;
  }
  void AppendValid(bool valid, size_t count);
  void AppendValidity(const ExportedColumn& other);
  template <typename Offset>
  static Offset Load(const void* offsets, size_t i) {
    Offset offset;
    std::memcpy(&offset, static_cast<const char*>(offsets) + i * sizeof(Offset),
                sizeof(Offset));
    return offset;
  }
  // Offsets 1 to `count`, each `shift` more.
  template <typename Offset>
  void AppendOffsets(const void* offsets, size_t count, Offset shift) {
    const size_t size = values_.size();
    values_.resize(size + count * sizeof(Offset));
    char* const out = values_.data() + size;
    for (size_t i = 0; i < count; ++i) {
      const auto end =
          static_cast<Offset>(Load<Offset>(offsets, i + 1) + shift);
      std::memcpy(out + i * sizeof(Offset), &end, sizeof(Offset));
    }
  }

  int64_t length_ = 0;
  int64_t nulls_ = 0;
  std::vector<uint8_t> validity_;
  std::vector<char> values_;
  std::string bytes_;
  std::vector<ExportedColumn> children_;
  std::vector<ExportedColumn> dictionary_;
  // Of a Zeroed column, instead of the vectors.
  ZeroedMemory zeroed_values_;
  ZeroedMemory zeroed_validity_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_
