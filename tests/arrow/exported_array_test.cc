// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/exported_array.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "lotse/facts/lead_columns.h"

namespace lotse {
namespace {

ExportedType TypeOfPair() {
  ExportedType type{"", "+s"};
  type.children = {ExportedType{"number", "i"}, ExportedType{"text", "c"}};
  type.children[1].dictionary = {ExportedType{"", "u"}};
  return type;
}

ExportedColumn Pair() {
  ExportedColumn pair, number, text, entries;
  for (int32_t i = 0; i < 10; ++i) {
    pair.AppendStruct();
    number.Append(i);
    if (i % 3 == 0) {
      text.AppendNull(1);
    } else {
      text.Append(static_cast<int8_t>(i % 2));
    }
  }
  entries.AppendText<int32_t>("even");
  entries.AppendText<int32_t>("odd");
  text.SetDictionary(std::move(entries));
  pair.AddChild(std::move(number));
  pair.AddChild(std::move(text));
  return pair;
}

TEST(ExportedArray, HasTheBuffersOfItsFormat) {
  OwnedArrowArray array;
  ExportedColumn::Export(Pair(), TypeOfPair(), array.Receive());
  EXPECT_EQ(array->length, 10);
  EXPECT_EQ(array->n_buffers, 1);
  EXPECT_EQ(array->n_children, 2);
  const ArrowArray& number = *array->children[0];
  EXPECT_EQ(number.n_buffers, 2);
  EXPECT_EQ(number.null_count, 0);
  EXPECT_EQ(number.buffers[0], nullptr);
  EXPECT_EQ(LoadAt<int32_t>(number.buffers[1], 9), 9);
  const ArrowArray& text = *array->children[1];
  EXPECT_EQ(text.null_count, 4);
  EXPECT_EQ(*static_cast<const uint8_t*>(text.buffers[0]), 0xB6);
  ASSERT_NE(text.dictionary, nullptr);
  EXPECT_EQ(text.dictionary->n_buffers, 3);
  EXPECT_EQ(LoadAt<int32_t>(text.dictionary->buffers[1], 2), 7);
}

// Exports both columns and expects them to be the same.
void ExpectSame(ExportedColumn a, ExportedColumn b, const char* format,
                size_t value_bytes) {
  ExportedType type;
  type.format = format;
  OwnedArrowArray one, many;
  ExportedColumn::Export(std::move(a), type, one.Receive());
  ExportedColumn::Export(std::move(b), type, many.Receive());
  ASSERT_EQ(many->length, one->length);
  ASSERT_EQ(many->null_count, one->null_count);
  const auto rows = static_cast<size_t>(one->length);
  // A buffer without bytes may be null.
  const auto bytes_of = [](const OwnedArrowArray& array, size_t buffer,
                           size_t bytes) {
    return absl::string_view(static_cast<const char*>(array->buffers[buffer]),
                             bytes);
  };
  if (one->null_count > 0) {
    ASSERT_EQ(bytes_of(one, 0, (rows + 7) / 8),
              bytes_of(many, 0, (rows + 7) / 8));
  }
  ASSERT_EQ(bytes_of(one, 1, value_bytes), bytes_of(many, 1, value_bytes));
  if (one->n_buffers == 3) {
    const auto bytes =
        static_cast<size_t>(LoadAt<int32_t>(one->buffers[1], rows));
    ASSERT_EQ(bytes_of(one, 2, bytes), bytes_of(many, 2, bytes));
  }
}

TEST(ExportedArray, AppendsAColumnAsItAppendsItsValues) {
  for (size_t before = 0; before < 10; ++before) {
    for (size_t count : {0u, 1u, 7u, 8u, 9u, 30u}) {
      ExportedColumn singly, together, part;
      ExportedColumn texts, joined_texts, part_texts;
      const auto fill = [](size_t from, size_t to, ExportedColumn* numbers,
                           ExportedColumn* words) {
        for (size_t i = from; i < to; ++i) {
          if (i % 4 == 3) {
            numbers->AppendNull(2);
            words->AppendNullText<int32_t>();
          } else {
            numbers->Append(static_cast<int16_t>(i));
            words->AppendText<int32_t>(std::string(i % 5, 'x'));
          }
        }
      };
      fill(0, before + count, &singly, &texts);
      fill(0, before, &together, &joined_texts);
      fill(before, before + count, &part, &part_texts);
      together.AppendFixed(part);
      joined_texts.AppendColumn<int32_t>(part_texts);
      ExpectSame(std::move(singly), std::move(together), "s",
                 2 * (before + count));
      ExpectSame(std::move(texts), std::move(joined_texts), "u",
                 4 * (before + count + 1));
    }
  }
}

TEST(ExportedArray, AppendsTextsThatLieSideBySide) {
  const int64_t offsets[] = {2, 4, 4, 7};
  ExportedColumn singly, together;
  for (ExportedColumn* column : {&singly, &together}) {
    column->AppendText<int64_t>("AT");
  }
  for (const char* text : {"DE", "", "FRA"}) singly.AppendText<int64_t>(text);
  together.AppendTexts<int64_t>(offsets, 3, "__DEFRA");
  EXPECT_EQ(together.text_bytes(), 7u);
  ExpectSame(std::move(singly), std::move(together), "U", 8 * 5);
}

TEST(ExportedArray, IsWrittenAtAnyPlace) {
  ExportedColumn column = ExportedColumn::Zeroed(2, 10);
  const int16_t value = 7;
  std::memcpy(column.values() + 2 * 9, &value, sizeof(value));
  column.validity()[1] = 2;
  column.SetNulls(9);
  ExportedType type;
  type.format = "s";
  OwnedArrowArray array;
  ExportedColumn::Export(std::move(column), type, array.Receive());
  EXPECT_EQ(array->length, 10);
  EXPECT_EQ(array->null_count, 9);
  EXPECT_EQ(static_cast<const uint8_t*>(array->buffers[0])[1], 2);
  EXPECT_EQ(LoadAt<int16_t>(array->buffers[1], 9), 7);
}

TEST(ExportedArray, HasTextsThatAreAllMissing) {
  for (const size_t count : {size_t{0}, size_t{3}}) {
    OwnedArrowArray array;
    ExportedColumn::Export(ExportedColumn::MissingTexts(count),
                           ExportedType{"", "u"}, array.Receive());
    EXPECT_EQ(array->length, static_cast<int64_t>(count));
    EXPECT_EQ(array->null_count, static_cast<int64_t>(count));
    EXPECT_EQ(array->n_buffers, 3);
    EXPECT_EQ(LoadAt<int32_t>(array->buffers[1], count), 0);
  }
}

TEST(ExportedArray, LetsAChildBeMovedOut) {
  OwnedArrowArray child;
  {
    OwnedArrowArray array;
    ExportedColumn::Export(Pair(), TypeOfPair(), array.Receive());
    child = OwnedArrowArray(array->children[0]);
    EXPECT_EQ(array->children[0]->release, nullptr);
  }
  EXPECT_EQ(LoadAt<int32_t>(child->buffers[1], 9), 9);
}

TEST(ExportedArray, LetsAChildBeReleasedFirst) {
  OwnedArrowArray array;
  ExportedColumn::Export(Pair(), TypeOfPair(), array.Receive());
  array->children[1]->release(array->children[1]);
  EXPECT_EQ(array->children[1]->release, nullptr);
  OwnedArrowSchema schema;
  ExportType(TypeOfPair(), schema.Receive());
  EXPECT_EQ(std::string(schema->children[1]->dictionary->format), "u");
  schema->children[0]->release(schema->children[0]);
}

TEST(ExportedArray, HasAnOffsetWithoutRows) {
  OwnedArrowArray array;
  ExportedColumn::Export(ExportedColumn(), ExportedType{"", "U"},
                         array.Receive());
  EXPECT_EQ(LoadAt<int64_t>(array->buffers[1], 0), 0);
}

}  // namespace
}  // namespace lotse
