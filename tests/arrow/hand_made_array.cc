// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// HandMadeArray and the arrays that are made most.
#include "hand_made_array.h"

#include <memory>
#include <utility>

namespace lotse {
namespace {

struct Memory {
  HandMadeArray made;
  std::vector<std::unique_ptr<char[]>> buffers;
  std::vector<const void*> pointers;
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray> arrays;
  std::vector<ArrowArray*> array_pointers;
  ArrowSchema schema_dictionary = {};
  ArrowArray array_dictionary = {};
  ReleaseCount* count = nullptr;
};

template <typename T>
void ReleaseOne(T* value) {
  if (value->release != nullptr) value->release(value);
}

void ReleaseMadeSchema(ArrowSchema* schema) {
  auto* const memory = static_cast<Memory*>(schema->private_data);
  for (ArrowSchema& child : memory->schemas) ReleaseOne(&child);
  ReleaseOne(&memory->schema_dictionary);
  if (memory->count != nullptr) ++memory->count->released;
  delete memory;
  schema->release = nullptr;
}

void ReleaseMadeArray(ArrowArray* array) {
  auto* const memory = static_cast<Memory*>(array->private_data);
  for (ArrowArray& child : memory->arrays) ReleaseOne(&child);
  ReleaseOne(&memory->array_dictionary);
  if (memory->count != nullptr) ++memory->count->released;
  delete memory;
  array->release = nullptr;
}

void MakeSchema(const HandMadeArray& made, ArrowSchema* schema,
                ReleaseCount* count) {
  auto* const memory = new Memory;
  memory->made = made;
  memory->count = count;
  if (count != nullptr) ++count->given;
  memory->schemas.resize(made.children.size());
  for (size_t i = 0; i < made.children.size(); ++i) {
    MakeSchema(made.children[i], &memory->schemas[i], count);
    memory->schema_pointers.push_back(&memory->schemas[i]);
  }
  *schema = {};
  if (!made.dictionary.empty()) {
    MakeSchema(made.dictionary[0], &memory->schema_dictionary, count);
    schema->dictionary = &memory->schema_dictionary;
  }
  schema->format = memory->made.format.c_str();
  schema->name = memory->made.name.c_str();
  schema->flags = ARROW_FLAG_NULLABLE;
  schema->n_children = static_cast<int64_t>(made.children.size());
  schema->children = memory->schema_pointers.data();
  schema->release = ReleaseMadeSchema;
  schema->private_data = memory;
}

void MakeArray(const HandMadeArray& made, ArrowArray* array,
               ReleaseCount* count) {
  *array = {};
  if (made.released) return;
  auto* const memory = new Memory;
  memory->count = count;
  if (count != nullptr) ++count->given;
  for (const auto& buffer : made.buffers) {
    if (!buffer.has_value()) {
      memory->pointers.push_back(nullptr);
      continue;
    }
    memory->buffers.push_back(std::make_unique<char[]>(buffer->size()));
    if (!buffer->empty()) {
      std::memcpy(memory->buffers.back().get(), buffer->data(), buffer->size());
    }
    memory->pointers.push_back(memory->buffers.back().get());
  }
  memory->arrays.resize(made.children.size());
  for (size_t i = 0; i < made.children.size(); ++i) {
    MakeArray(made.children[i], &memory->arrays[i], count);
    memory->array_pointers.push_back(&memory->arrays[i]);
  }
  if (!made.dictionary.empty()) {
    MakeArray(made.dictionary[0], &memory->array_dictionary, count);
    array->dictionary = &memory->array_dictionary;
  }
  array->length = made.length;
  array->null_count = made.null_count;
  array->offset = made.offset;
  array->n_buffers = static_cast<int64_t>(memory->pointers.size());
  array->buffers = memory->pointers.data();
  array->n_children = static_cast<int64_t>(made.children.size());
  array->children = memory->array_pointers.data();
  array->release = ReleaseMadeArray;
  array->private_data = memory;
}

std::vector<char> BitsOf(const std::vector<bool>& bits, size_t offset) {
  std::vector<char> bytes((bits.size() + offset + 7) / 8);
  for (size_t i = 0; i < bits.size(); ++i) {
    char& byte = bytes[(i + offset) / 8];
    if (bits[i]) byte = static_cast<char>(byte | 1 << (i + offset) % 8);
  }
  return bytes;
}

template <typename Offset>
std::vector<char> OffsetsOf(const std::vector<std::string>& texts) {
  std::vector<Offset> offsets = {0};
  for (const std::string& text : texts) {
    offsets.push_back(
        static_cast<Offset>(offsets.back() + static_cast<Offset>(text.size())));
  }
  return BytesOfValues(offsets);
}

}  // namespace

HandMadeArray& HandMadeArray::WithValidity(const std::vector<bool>& valid) {
  if (buffers.empty()) buffers.resize(1);
  buffers[0] = BitsOf(valid, static_cast<size_t>(offset));
  null_count = -1;
  return *this;
}

HandMadeArray HandMadeArray::Shifted(size_t count) const {
  HandMadeArray shifted = *this;
  shifted.offset += static_cast<int64_t>(count);
  const auto shift_bits = [&](std::vector<char>* bits) {
    std::vector<bool> values;
    for (int64_t i = 0; i < length; ++i) {
      values.push_back(
          ((*bits)[static_cast<size_t>(i + offset) / 8] >> (i + offset) % 8 &
           1) != 0);
    }
    *bits = BitsOf(values, static_cast<size_t>(shifted.offset));
  };
  if (!buffers.empty() && buffers[0].has_value()) {
    shift_bits(&*shifted.buffers[0]);
  }
  if (format == "b") shift_bits(&*shifted.buffers[1]);
  if (format == "b") return shifted;
  // Values, offsets and views have the same number of bytes each; the first
  // one, again and again, is as good as any. Offsets are one more.
  const bool offsets =
      format == "u" || format == "U" || format == "+l" || format == "+L";
  std::vector<char>& data = *shifted.buffers[1];
  const size_t width =
      data.size() / static_cast<size_t>(length + offset + (offsets ? 1 : 0));
  const std::vector<char> first(data.begin(),
                                data.begin() + static_cast<ptrdiff_t>(width));
  for (size_t i = 0; i < count; ++i) {
    data.insert(data.begin(), first.begin(), first.end());
  }
  return shifted;
}

void ExportHandMade(const HandMadeArray& made, ArrowSchema* schema,
                    ArrowArray* array, ReleaseCount* count) {
  if (schema != nullptr) MakeSchema(made, schema, count);
  if (array != nullptr) MakeArray(made, array, count);
}

HandMadeArray TextsOf(const char* name, const std::vector<std::string>& texts,
                      const char* format) {
  HandMadeArray array;
  array.name = name;
  array.format = format;
  array.length = static_cast<int64_t>(texts.size());
  std::vector<char> bytes;
  for (const std::string& text : texts) {
    bytes.insert(bytes.end(), text.begin(), text.end());
  }
  if (array.format == "u") {
    array.buffers = {std::nullopt, OffsetsOf<int32_t>(texts), bytes};
    return array;
  }
  if (array.format == "U") {
    array.buffers = {std::nullopt, OffsetsOf<int64_t>(texts), bytes};
    return array;
  }
  std::vector<char> views(texts.size() * 16);
  size_t at = 0;
  for (size_t i = 0; i < texts.size(); ++i) {
    const auto size = static_cast<int32_t>(texts[i].size());
    char* const view = views.data() + i * 16;
    std::memcpy(view, &size, 4);
    if (texts[i].size() <= 12) {
      std::memcpy(view + 4, texts[i].data(), texts[i].size());
    } else {
      const int32_t place[] = {0, static_cast<int32_t>(at)};
      std::memcpy(view + 4, texts[i].data(), 4);
      std::memcpy(view + 8, place, 8);
    }
    at += texts[i].size();
  }
  const std::vector<int64_t> sizes = {static_cast<int64_t>(bytes.size())};
  array.buffers = {std::nullopt, views, bytes, BytesOfValues(sizes)};
  return array;
}

HandMadeArray BooleansOf(const char* name, const std::vector<bool>& values) {
  HandMadeArray array;
  array.name = name;
  array.format = "b";
  array.length = static_cast<int64_t>(values.size());
  array.buffers = {std::nullopt, BitsOf(values, 0)};
  return array;
}

HandMadeArray ListsOf(const char* name, const std::vector<int64_t>& offsets,
                      HandMadeArray items, const char* format) {
  HandMadeArray array;
  array.name = name;
  array.format = format;
  array.length = static_cast<int64_t>(offsets.size()) - 1;
  if (array.format == "+L") {
    array.buffers = {std::nullopt, BytesOfValues(offsets)};
  } else {
    array.buffers = {std::nullopt, BytesOfValues(std::vector<int32_t>(
                                       offsets.begin(), offsets.end()))};
  }
  array.children.push_back(std::move(items));
  return array;
}

HandMadeArray StructOf(const char* name, int64_t length,
                       std::vector<HandMadeArray> children) {
  HandMadeArray array;
  array.name = name;
  array.format = "+s";
  array.length = length;
  array.buffers.resize(1);
  array.children = std::move(children);
  return array;
}

HandMadeArray DictionaryOf(HandMadeArray indices, HandMadeArray texts) {
  indices.dictionary.push_back(std::move(texts));
  return indices;
}

}  // namespace lotse
