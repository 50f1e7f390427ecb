// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/exported_array.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

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

TEST(ExportedArray, AppendsManyAsItAppendsOne) {
  for (size_t before = 0; before < 10; ++before) {
    for (size_t count : {0u, 1u, 7u, 8u, 9u, 30u}) {
      ExportedColumn singly, together;
      for (ExportedColumn* column : {&singly, &together}) {
        for (size_t i = 0; i < before; ++i) column->Append<int16_t>(5);
      }
      for (size_t i = 0; i < count; ++i) singly.Append<int16_t>(7);
      together.AppendAll(std::vector<int16_t>(count, 7));
      for (size_t i = 0; i < count; ++i) singly.AppendNull(2);
      together.AppendNulls(2, count);
      singly.Append<int16_t>(9);
      together.Append<int16_t>(9);
      const size_t rows = before + 2 * count + 1;
      ExportedType type;
      type.format = "s";
      OwnedArrowArray one, many;
      ExportedColumn::Export(std::move(singly), type, one.Receive());
      ExportedColumn::Export(std::move(together), type, many.Receive());
      ASSERT_EQ(many->length, static_cast<int64_t>(rows));
      ASSERT_EQ(many->null_count, one->null_count);
      if (one->null_count > 0) {
        ASSERT_EQ(
            std::memcmp(one->buffers[0], many->buffers[0], (rows + 7) / 8), 0);
      }
      ASSERT_EQ(std::memcmp(one->buffers[1], many->buffers[1], 2 * rows), 0);
    }
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
