// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/event_import.h"

#include <gtest/gtest.h>

#include "hand_made_array.h"

namespace lotse {
namespace {

TEST(EventImport, CountsFromTheFirstElementOfTheLists) {
  OwnedArrowSchema schema;
  OwnedArrowArray array;
  ExportHandMade(ListsOf("a", {2, 3, 3, 5}, StructOf("item", 5, {})),
                 schema.Receive(), array.Receive(), nullptr);
  const ArrowType type = *ReadArrowType(*schema);
  ImportBuffers buffers;
  const ColumnSource column = {type, *array, 1, 2};
  const ColumnView lists = ViewOfLists(column, &buffers);
  const EventSpan span = SpanOfLists(column, lists, &buffers);
  EXPECT_EQ(span.source.begin, 3u);
  EXPECT_EQ(span.source.count, 2u);
  EXPECT_EQ(span.rows, 2u);
  EXPECT_EQ(span.starts[0], 0);
  EXPECT_EQ(span.starts[1], 0);
  EXPECT_EQ(span.starts[2], 2);
  EXPECT_TRUE(span.counts(0));
}

}  // namespace
}  // namespace lotse
