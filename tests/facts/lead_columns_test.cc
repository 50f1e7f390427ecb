// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/facts/lead_columns.h"

#include <gtest/gtest.h>

#include <cstring>
#include <string>
#include <vector>

namespace lotse {
namespace {

TEST(LeadColumns, ReadsTextsByOffsetsOfBothWidths) {
  const std::string bytes = "DEATCH";
  const int32_t narrow[] = {9, 0, 2, 4, 6};
  const int64_t wide[] = {9, 0, 2, 4, 6};
  ColumnView texts;
  texts.type = ValueType::kText;
  texts.first = 1;
  texts.bytes = bytes.data();
  texts.layout = ColumnLayout::kText32;
  texts.offsets = narrow;
  EXPECT_EQ(TextAt(texts, 0), "DE");
  EXPECT_EQ(TextAt(texts, 2), "CH");
  texts.layout = ColumnLayout::kText64;
  texts.offsets = wide;
  EXPECT_EQ(TextAt(texts, 1), "AT");
}

TEST(LeadColumns, ReadsShortAndLongViews) {
  const std::string longer = "xx a text of more than 12 bytes";
  std::vector<char> views(32);
  const uint32_t size = 12;
  std::memcpy(views.data(), &size, 4);
  std::memcpy(views.data() + 4, "exactly 12 b", 12);
  const uint32_t rest[] = {28, 0, 1, 3};
  std::memcpy(views.data() + 16, rest, 16);
  const void* const buffers[] = {nullptr, longer.data()};
  ColumnView texts = ColumnView::Fixed(ValueType::kText,
                                       ColumnLayout::kTextViews, views.data());
  texts.buffers = buffers;
  EXPECT_EQ(TextAt(texts, 0), "exactly 12 b");
  EXPECT_EQ(TextAt(texts, 1), "a text of more than 12 bytes");
}

TEST(LeadColumns, KnowsWhatIsThereByBitsFromAnyPosition) {
  const uint8_t validity[] = {0x80, 0x01};
  const int8_t values[16] = {};
  ColumnView view = ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt8,
                                      values, validity);
  view.first = 6;
  EXPECT_FALSE(view.valid(0));
  EXPECT_TRUE(view.valid(1));
  EXPECT_TRUE(view.valid(2));
  EXPECT_FALSE(view.valid(3));
  EXPECT_FALSE(ColumnView().valid(0));
}

TEST(LeadColumns, ReadsIntegersOfEachWidthAtAnyAddress) {
  const int64_t wide = -5000000000;
  char room[9];
  std::memcpy(room + 1, &wide, 8);
  ColumnView view =
      ColumnView::Fixed(ValueType::kInteger, ColumnLayout::kInt64, room + 1);
  EXPECT_EQ(IntegerAt(view, 0), wide);
  const uint8_t bytes[] = {0xff, 0xff, 0xff, 0xff};
  const struct {
    ColumnLayout layout;
    int64_t expected;
  } kCases[] = {
      {ColumnLayout::kInt8, -1},      {ColumnLayout::kInt16, -1},
      {ColumnLayout::kInt32, -1},     {ColumnLayout::kUint8, 255},
      {ColumnLayout::kUint16, 65535}, {ColumnLayout::kUint32, 4294967295}};
  for (const auto& c : kCases) {
    view = ColumnView::Fixed(ValueType::kInteger, c.layout, bytes);
    EXPECT_EQ(IntegerAt(view, 0), c.expected);
  }
}

TEST(LeadColumns, ReadsTextsByWayOfADictionary) {
  const int32_t offsets[] = {0, 2, 5};
  ColumnView texts;
  texts.type = ValueType::kText;
  texts.layout = ColumnLayout::kText32;
  texts.offsets = offsets;
  texts.bytes = "DEAUT";
  EXPECT_EQ(TextInRow(texts, 1), "AUT");
  const int8_t indices[] = {1, 0};
  ColumnView coded =
      ColumnView::Fixed(ValueType::kText, ColumnLayout::kInt8, indices);
  coded.dictionary = &texts;
  coded.dictionary_rows = 2;
  EXPECT_EQ(TextInRow(coded, 0), "AUT");
  EXPECT_EQ(TextInRow(coded, 1), "DE");
}

TEST(LeadColumns, ReadsTheRangeOfAList) {
  const int64_t offsets[] = {0, 3, 3, 7};
  ColumnView lists;
  lists.type = ValueType::kList;
  lists.layout = ColumnLayout::kList64;
  lists.offsets = offsets;
  EXPECT_EQ(ElementsAt(lists, 1).begin, 3u);
  EXPECT_EQ(ElementsAt(lists, 1).end, 3u);
  EXPECT_EQ(ElementsAt(lists, 2).end, 7u);
}

}  // namespace
}  // namespace lotse
