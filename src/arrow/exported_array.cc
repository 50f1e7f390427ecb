// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportType and ExportedColumn.
#include "exported_array.h"

#include <cstring>
#include <memory>
#include <new>
#include <utility>

namespace lotse {
namespace {

// The structures of children: released unless somebody moved them out.
template <typename T>
struct Children {
  std::vector<T> owned;
  std::vector<T*> pointers;
  T dictionary = {};

  void Reserve(size_t count) {
    owned.resize(count);
    for (T& child : owned) pointers.push_back(&child);
  }
  void Release() {
    for (T& child : owned) {
      if (child.release != nullptr) child.release(&child);
    }
    if (dictionary.release != nullptr) dictionary.release(&dictionary);
  }
};

struct SchemaMemory {
  std::string name;
  std::string format;
  Children<ArrowSchema> children;
};

void ReleaseSchema(ArrowSchema* schema) {
  auto* const memory = static_cast<SchemaMemory*>(schema->private_data);
  memory->children.Release();
  delete memory;
  schema->release = nullptr;
}

struct ArrayMemory {
  ExportedColumn column;
  const void* buffers[3] = {};
  Children<ArrowArray> children;
};

void ReleaseArray(ArrowArray* array) {
  auto* const memory = static_cast<ArrayMemory*>(array->private_data);
  memory->children.Release();
  delete memory;
  array->release = nullptr;
}

ZeroedMemory NewZeroed(size_t bytes) {
  // Large blocks come zeroed from the system, page by page as they are used.
  ZeroedMemory memory(
      static_cast<char*>(std::calloc(bytes == 0 ? 1 : bytes, 1)));
  if (memory == nullptr) {
    // Fails as all other memory does.
    memory = ZeroedMemory(static_cast<char*>(::operator new(bytes)),
                          FreeZeroed{true});
    std::memset(memory.get(), 0, bytes);
  }
  return memory;
}

}  // namespace

void ExportType(ExportedType type, ArrowSchema* schema) {
  auto memory = std::make_unique<SchemaMemory>();
  memory->name = std::move(type.name);
  memory->format = std::move(type.format);
  memory->children.Reserve(type.children.size());
  for (size_t i = 0; i < type.children.size(); ++i) {
    ExportType(std::move(type.children[i]), memory->children.pointers[i]);
  }
  *schema = {};
  if (!type.dictionary.empty()) {
    schema->dictionary = &memory->children.dictionary;
    ExportType(std::move(type.dictionary[0]), schema->dictionary);
  }
  schema->format = memory->format.c_str();
  schema->name = memory->name.c_str();
  schema->flags = type.nullable ? ARROW_FLAG_NULLABLE : 0;
  schema->n_children = static_cast<int64_t>(type.children.size());
  schema->children =
      type.children.empty() ? nullptr : memory->children.pointers.data();
  schema->release = ReleaseSchema;
  schema->private_data = memory.release();
}

void ExportedColumn::AppendValid(bool valid, size_t count) {
  // To the next byte bit by bit, then bytes.
  for (; count > 0 && length_ % 8 != 0; --count) AppendValid(valid);
  validity_.resize(validity_.size() + count / 8,
                   static_cast<uint8_t>(valid ? 0xff : 0));
  length_ += static_cast<int64_t>(count / 8 * 8);
  nulls_ += valid ? 0 : static_cast<int64_t>(count / 8 * 8);
  for (count %= 8; count > 0; --count) AppendValid(valid);
}

void ExportedColumn::AppendValidity(const ExportedColumn& other) {
  const auto count = static_cast<size_t>(other.length_);
  if (length_ % 8 == 0) {
    validity_.insert(validity_.end(), other.validity_.begin(),
                     other.validity_.end());
    length_ += other.length_;
    nulls_ += other.nulls_;
    return;
  }
  for (size_t i = 0; i < count; ++i) {
    AppendValid((other.validity_[i / 8] >> i % 8 & 1) != 0);
  }
}

void ExportedColumn::AppendFixed(const ExportedColumn& other) {
  values_.insert(values_.end(), other.values_.begin(), other.values_.end());
  AppendValidity(other);
}

ExportedColumn ExportedColumn::Zeroed(size_t width, size_t count) {
  ExportedColumn column;
  column.length_ = static_cast<int64_t>(count);
  column.nulls_ = column.length_;
  column.zeroed_values_ = NewZeroed(width * count);
  column.zeroed_validity_ = NewZeroed((count + 7) / 8);
  return column;
}

ExportedColumn ExportedColumn::MissingTexts(size_t count) {
  ExportedColumn column = Zeroed(sizeof(int32_t), count + 1);
  column.length_ = static_cast<int64_t>(count);
  column.nulls_ = column.length_;
  return column;
}

void ExportedColumn::Export(ExportedColumn column, const ExportedType& type,
                            ArrowArray* array) {
  auto memory = std::make_unique<ArrayMemory>();
  const bool text = type.format == "u" || type.format == "U";
  const bool list = type.format == "+l";
  const bool zeroed = column.zeroed_values_ != nullptr;
  // An empty column has its first offset.
  if (!zeroed && (text || list) && column.values_.empty()) {
    column.values_.resize(type.format == "U" ? sizeof(int64_t)
                                             : sizeof(int32_t));
  }
  std::vector<ExportedColumn> children = std::move(column.children_);
  std::vector<ExportedColumn> dictionary = std::move(column.dictionary_);
  memory->column = std::move(column);
  ExportedColumn& kept = memory->column;
  *array = {};
  array->length = kept.length_;
  array->null_count = kept.nulls_;
  if (kept.nulls_ > 0) {
    memory->buffers[0] = zeroed ? kept.validity() : kept.validity_.data();
  }
  memory->buffers[1] = zeroed ? kept.values() : kept.values_.data();
  memory->buffers[2] = kept.bytes_.data();
  array->n_buffers = type.format == "+s" ? 1 : text ? 3 : 2;
  array->buffers = memory->buffers;
  memory->children.Reserve(children.size());
  for (size_t i = 0; i < children.size(); ++i) {
    Export(std::move(children[i]), type.children[i],
           memory->children.pointers[i]);
  }
  array->n_children = static_cast<int64_t>(children.size());
  array->children =
      children.empty() ? nullptr : memory->children.pointers.data();
  if (!dictionary.empty()) {
    array->dictionary = &memory->children.dictionary;
    Export(std::move(dictionary[0]), type.dictionary[0], array->dictionary);
  }
  array->release = ReleaseArray;
  array->private_data = memory.release();
}

}  // namespace lotse
