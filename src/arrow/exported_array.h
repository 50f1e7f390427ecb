// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportedType and ExportedColumn: schemas and arrays with memory of their own,
// to be given away. Every child may be moved out and released by itself, as the
// specification demands.
#ifndef LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_
#define LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
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

// One column while it is filled.
class ExportedColumn {
 public:
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
  // Appends values of a fixed width that are all there.
  template <typename T>
  void AppendAll(const std::vector<T>& values) {
    const size_t size = values_.size();
    values_.resize(size + values.size() * sizeof(T));
    if (!values.empty()) {
      Store(size, values.data(), values.size() * sizeof(T));
    }
    AppendValid(true, values.size());
  }
  // Appends `count` missing values of `width` bytes.
  void AppendNulls(size_t width, size_t count) {
    values_.resize(values_.size() + width * count);
    AppendValid(false, count);
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
  template <typename Offset>
  void AppendNullTexts(size_t count) {
    BeginOffsets<Offset>();
    const std::vector<Offset> ends(count, static_cast<Offset>(bytes_.size()));
    const size_t size = values_.size();
    values_.resize(size + count * sizeof(Offset));
    if (count > 0) Store(size, ends.data(), count * sizeof(Offset));
    AppendValid(false, count);
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

  int64_t length_ = 0;
  int64_t nulls_ = 0;
  std::vector<uint8_t> validity_;
  std::vector<char> values_;
  std::string bytes_;
  std::vector<ExportedColumn> children_;
  std::vector<ExportedColumn> dictionary_;
};

}  // namespace lotse

#endif  // LOTSE_SRC_ARROW_EXPORTED_ARRAY_H_
