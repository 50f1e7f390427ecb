// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Builds schemas and arrays from any bytes: formats, lengths, offsets, buffers
// and children as they come, only that a buffer that is given is as large as
// its array says. Import refuses them or reads them, every value may be looked
// at, and everything is released once.
//
// Arrow does not say how large a buffer is, so no reader can see that one is
// too small; the arrays here do not lie about that.
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <deque>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/facts/fact_catalog.h"
#include "lotse/facts/lead_columns.h"
#include "tests/arrow/lead_text.h"

namespace {

int released = 0;

void ReleaseSchema(ArrowSchema* schema) {
  ++released;
  schema->release = nullptr;
}

void ReleaseArray(ArrowArray* array) {
  ++released;
  array->release = nullptr;
}

constexpr const char* kNames[] = {"company.employees",
                                  "revenue",
                                  "name",
                                  "active",
                                  "founded",
                                  "seen",
                                  "tags",
                                  "budget",
                                  "id",
                                  "activities",
                                  "consents",
                                  "kind",
                                  "occurred_at",
                                  "amount",
                                  "purpose",
                                  "event",
                                  "at",
                                  "lead",
                                  "lead.offer",
                                  "other"};
constexpr const char* kFormats[] = {
    "n",    "b",         "c",    "C",    "s",     "S",
    "i",    "I",         "l",    "L",    "e",     "f",
    "g",    "u",         "U",    "vu",   "tdD",   "tdm",
    "tss:", "tsm:",      "tsu:", "tsn:", "d:9,2", "+l",
    "+L",   "d:9,2,256", "z",    "+w:2", "+w:0",  "+w:2147483647"};
constexpr size_t kMaxElements = 64;

class Builder {
 public:
  Builder(const uint8_t* data, size_t size) : data_(data), size_(size) {}

  size_t Byte() { return size_ == 0 ? 0 : (--size_, *data_++); }

  // A small number; seldom one that is far off.
  int64_t Count(int64_t usual) {
    const size_t byte = Byte();
    if (byte < 0xF0) return usual;
    constexpr int64_t kOdd[] = {-1, 0,         1,         2,
                                5,  INT64_MIN, INT64_MAX, 1LL << 40};
    return kOdd[byte % 8];
  }

  const void* Buffer(size_t bytes) {
    if (Byte() >= 0xFC) return nullptr;
    buffers_.emplace_back(new char[bytes]());
    char* const buffer = buffers_.back().get();
    const size_t given = bytes < size_ ? bytes : size_;
    if (given > 0) std::memcpy(buffer, data_, given);
    data_ += given;
    size_ -= given;
    return buffer;
  }

  template <typename Offset>
  const void* Offsets(size_t count, size_t limit) {
    buffers_.emplace_back(new char[(count + 1) * sizeof(Offset)]());
    char* const buffer = buffers_.back().get();
    Offset offset = 0;
    for (size_t i = 0; i <= count; ++i) {
      const size_t byte = Byte();
      // Mostly ascending, and never beyond the bytes.
      offset =
          byte >= 0xFC
              ? static_cast<Offset>(-1)
              : static_cast<Offset>(offset + static_cast<Offset>(byte % 3));
      if (offset > static_cast<Offset>(limit)) {
        offset = static_cast<Offset>(limit);
      }
      std::memcpy(buffer + i * sizeof(Offset), &offset, sizeof(Offset));
    }
    return buffer;
  }

  // A column of `needed` elements, more or less.
  void Column(int depth, size_t needed, const std::string& format,
              const char* name, ArrowSchema* schema, ArrowArray* array) {
    texts_.push_back(format);
    *schema = {};
    schema->format = texts_.back().c_str();
    schema->name = name;
    schema->release = ReleaseSchema;
    *array = {};
    array->release = Byte() >= 0xFE ? nullptr : ReleaseArray;
    const size_t offset = Byte() % 4;
    const size_t all = needed + offset;
    array->offset = static_cast<int64_t>(offset);
    array->length = static_cast<int64_t>(needed);
    // Shorter than its buffers is no lie.
    if (Byte() >= 0xF0 && needed > 0) --array->length;
    const int64_t nulls = Count(-1);
    std::vector<const void*> pointers;
    if (format != "n") {
      pointers.push_back(Byte() % 2 == 0 ? nullptr : Buffer(all / 8 + 1));
    }
    const size_t text_bytes = 2 * (all + 1);
    std::vector<size_t> children;
    if (format == "u" || format == "+l") {
      pointers.push_back(Offsets<int32_t>(all, text_bytes));
    } else if (format == "U" || format == "+L") {
      pointers.push_back(Offsets<int64_t>(all, text_bytes));
    } else if (format != "n" && format[0] != '+') {
      pointers.push_back(Buffer(32 * all));
    }
    if (format == "u" || format == "U") pointers.push_back(Buffer(text_bytes));
    if (format == "vu") {
      pointers.push_back(Buffer(text_bytes));
      buffers_.emplace_back(new char[8]());
      const auto bytes = static_cast<int64_t>(text_bytes);
      std::memcpy(buffers_.back().get(), &bytes, sizeof(bytes));
      pointers.push_back(buffers_.back().get());
    }
    if (Byte() >= 0xFC && !pointers.empty()) pointers.pop_back();
    pointers_.push_back(std::move(pointers));
    array->null_count = nulls;
    array->n_buffers = static_cast<int64_t>(pointers_.back().size());
    array->buffers = pointers_.back().data();
    size_t count = 0;
    if (format == "+s") count = depth == 0 ? 6 : 4;
    if (format[0] == '+' && format[1] != 's') count = 1;
    if (count > 0 && depth < 4) {
      auto* const schemas = NewArray<ArrowSchema>(count, &schemas_);
      auto* const arrays = NewArray<ArrowArray>(count, &arrays_);
      schema_pointers_.emplace_back();
      array_pointers_.emplace_back();
      auto& schema_pointers = schema_pointers_.back();
      auto& array_pointers = array_pointers_.back();
      const bool list = format[1] != 's';
      for (size_t i = 0; i < count; ++i) {
        schema_pointers.push_back(schemas + i);
        array_pointers.push_back(Byte() >= 0xFF ? nullptr : arrays + i);
        const size_t which = Byte();
        const std::string child =
            list && which % 2 == 0
                ? "+s"
                : kFormats[Byte() % (sizeof(kFormats) / sizeof(*kFormats))];
        Column(depth + 1, list ? text_bytes : all, child,
               kNames[which % (sizeof(kNames) / sizeof(*kNames))], schemas + i,
               arrays + i);
      }
      schema->children = schema_pointers.data();
      array->children = array_pointers.data();
      schema->n_children = static_cast<int64_t>(count);
      array->n_children = Count(static_cast<int64_t>(count));
      if (array->n_children > static_cast<int64_t>(count)) {
        array->n_children = -1;
      }
    }
    constexpr absl::string_view kIntegers = "cCsSiIlL";
    if (format.size() == 1 &&
        kIntegers.find(format[0]) != absl::string_view::npos && depth < 4 &&
        Byte() % 2 == 0) {
      schema->dictionary = NewArray<ArrowSchema>(1, &schemas_);
      array->dictionary = NewArray<ArrowArray>(1, &arrays_);
      constexpr const char* kTexts[] = {"u", "U", "vu", "i"};
      Column(4, Byte() % 8, kTexts[Byte() % 4], "", schema->dictionary,
             array->dictionary);
    }
  }

 private:
  template <typename T>
  T* NewArray(size_t count, std::deque<std::vector<T>>* kept) {
    kept->emplace_back(count);
    return kept->back().data();
  }

  const uint8_t* data_;
  size_t size_;
  std::deque<std::string> texts_;
  std::deque<std::unique_ptr<char[]>> buffers_;
  std::deque<std::vector<const void*>> pointers_;
  std::deque<std::vector<ArrowSchema>> schemas_;
  std::deque<std::vector<ArrowArray>> arrays_;
  std::deque<std::vector<ArrowSchema*>> schema_pointers_;
  std::deque<std::vector<ArrowArray*>> array_pointers_;
};

uint64_t sum = 0;

void LookAtText(absl::string_view text) {
  for (const char c : text) sum += static_cast<uint8_t>(c);
}

void LookAt(const lotse::ColumnView& column, size_t row) {
  using lotse::ColumnLayout;
  if (!column.valid(row)) return;
  const size_t i = column.first + row;
  switch (column.layout) {
    case ColumnLayout::kBits:
      sum += static_cast<const uint8_t*>(column.values)[i / 8];
      return;
    case ColumnLayout::kFloat:
      sum += lotse::LoadAt<uint32_t>(column.values, i);
      return;
    case ColumnLayout::kDouble:
      sum += lotse::LoadAt<uint64_t>(column.values, i);
      return;
    case ColumnLayout::kText32:
    case ColumnLayout::kText64:
    case ColumnLayout::kTextViews:
      return LookAtText(lotse::TextAt(column, row));
    case ColumnLayout::kList32:
    case ColumnLayout::kList64: {
      const lotse::ElementRange range = lotse::ElementsAt(column, row);
      for (size_t e = range.begin; e < range.end; ++e) {
        if (column.elements->valid(e)) LookAt(*column.elements, e);
      }
      return;
    }
    default:
      break;
  }
  const int64_t value = lotse::IntegerAt(column, row);
  sum += static_cast<uint64_t>(value);
  if (column.dictionary == nullptr) return;
  if (value < 0 || static_cast<size_t>(value) >= column.dictionary_rows) {
    __builtin_trap();
  }
  LookAt(*column.dictionary, static_cast<size_t>(value));
}

void LookAtAll(const lotse::ImportedLeads& leads) {
  const lotse::LeadColumns& columns = leads.columns();
  for (size_t row = 0; row < columns.rows; ++row) {
    for (const lotse::ColumnView& column : columns.values) LookAt(column, row);
    if (leads.ids().has_value()) LookAt(*leads.ids(), row);
    if (columns.activities.begin != nullptr) {
      for (auto i = columns.activities.begin[row];
           i < columns.activities.begin[row + 1]; ++i) {
        const auto event = static_cast<size_t>(i);
        sum += columns.activities.kinds[event];
        sum += static_cast<uint64_t>(columns.activities.occurred_at[event]);
        for (const lotse::ColumnView& column : columns.activities.payload) {
          LookAt(column, event);
        }
      }
    }
    if (columns.consents.begin != nullptr) {
      for (auto i = columns.consents.begin[row];
           i < columns.consents.begin[row + 1]; ++i) {
        LookAtText(columns.consents.entries[i].purpose);
        LookAtText(columns.consents.entries[i].channel);
      }
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  static const lotse::FactCatalog catalog =
      *lotse::CompileFactCatalog(lotse::ArrowTestSchema());
  Builder builder(data, size);
  ArrowSchema schema, table_schema;
  ArrowArray array, table;
  builder.Column(0, builder.Byte() % kMaxElements, "+s", "", &schema, &array);
  const bool has_table = builder.Byte() % 2 == 0;
  if (has_table) {
    builder.Column(0, builder.Byte() % kMaxElements, "+s", "", &table_schema,
                   &table);
  }
  const auto importer = lotse::LeadImporter::Make(catalog, schema);
  if (!importer.ok()) return 0;
  released = 0;
  int given = array.release == nullptr ? 0 : 1;
  {
    auto leads = importer->Import(&array);
    if (leads.ok()) {
      if (has_table) {
        given += table.release == nullptr ? 0 : 1;
        (void)importer->AttachActivities(table_schema, &table, &*leads);
      }
      LookAtAll(*leads);
    }
  }
  // Children are their parents' to release, which these do not do.
  if (released != given) __builtin_trap();
  return 0;
}
