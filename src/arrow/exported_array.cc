// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ExportType and ExportedColumn::Export.
#include "exported_array.h"

#include <cstring>
#include <memory>
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
  std::vector<uint8_t> validity;
  std::vector<char> values;
  std::string bytes;
  const void* buffers[3] = {};
  Children<ArrowArray> children;
};

void ReleaseArray(ArrowArray* array) {
  auto* const memory = static_cast<ArrayMemory*>(array->private_data);
  memory->children.Release();
  delete memory;
  array->release = nullptr;
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

void ExportedColumn::Export(ExportedColumn column, const ExportedType& type,
                            ArrowArray* array) {
  auto memory = std::make_unique<ArrayMemory>();
  *array = {};
  array->length = column.length_;
  array->null_count = column.nulls_;
  const bool text = type.format == "u" || type.format == "U";
  const bool list = type.format == "+l";
  // An empty column has its first offset.
  if ((text || list) && column.values_.empty()) {
    column.values_.resize(type.format == "U" ? sizeof(int64_t)
                                             : sizeof(int32_t));
  }
  memory->validity = std::move(column.validity_);
  memory->values = std::move(column.values_);
  memory->bytes = std::move(column.bytes_);
  memory->buffers[0] = column.nulls_ == 0 ? nullptr : memory->validity.data();
  memory->buffers[1] = memory->values.data();
  memory->buffers[2] = memory->bytes.data();
  array->n_buffers = type.format == "+s" ? 1 : text ? 3 : 2;
  array->buffers = memory->buffers;
  memory->children.Reserve(column.children_.size());
  for (size_t i = 0; i < column.children_.size(); ++i) {
    Export(std::move(column.children_[i]), type.children[i],
           memory->children.pointers[i]);
  }
  array->n_children = static_cast<int64_t>(column.children_.size());
  array->children =
      column.children_.empty() ? nullptr : memory->children.pointers.data();
  if (!column.dictionary_.empty()) {
    array->dictionary = &memory->children.dictionary;
    Export(std::move(column.dictionary_[0]), type.dictionary[0],
           array->dictionary);
  }
  array->release = ReleaseArray;
  array->private_data = memory.release();
}

}  // namespace lotse
