// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "src/arrow/arrow_type.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "hand_made_array.h"
#include "lotse/base/limits.h"
#include "tests/testing/status_matchers.h"

namespace lotse {
namespace {

using ::testing::HasSubstr;

absl::StatusOr<ArrowType> Read(const HandMadeArray& made) {
  OwnedArrowSchema schema;
  ExportHandMade(made, schema.Receive(), nullptr, nullptr);
  return ReadArrowType(*schema);
}

ArrowType Read(const char* format) {
  HandMadeArray made;
  made.format = format;
  return *Read(made);
}

TEST(ArrowType, KnowsFormats) {
  EXPECT_EQ(Read("n").kind, ArrowKind::kNull);
  EXPECT_EQ(Read("C").kind, ArrowKind::kUint8);
  EXPECT_EQ(Read("vu").kind, ArrowKind::kTextViews);
  EXPECT_EQ(Read("tsn:Europe/Berlin").kind, ArrowKind::kTimestamp);
  EXPECT_EQ(Read("tsn:").ticks_per_second, 1000000000);
  EXPECT_EQ(Read("d:19,10").decimal_bytes, 16);
  EXPECT_EQ(Read("d:40,-3,256").decimal_bytes, 32);
  EXPECT_EQ(Read("d:40,-3,256").decimal_scale, -3);
  EXPECT_EQ(BytesOf(Read("e")), 2u);
  EXPECT_EQ(BytesOf(Read("d:5,1,32")), 4u);
  EXPECT_EQ(BytesOf(Read("u")), 0u);
}

TEST(ArrowType, TakesOtherFormatsAsOther) {
  for (const char* format :
       {"",     "z",   "Z",     "vz",    "w:3",      "tdX",    "ts",
        "tsx:", "d:",  "d:5",   "d:5,x", "d:5,1,77", "d:5,77", "d:1,2,3,4",
        "+m",   "+w:", "+w:-1", "+ud:1", "+vl",      "tts"}) {
    EXPECT_EQ(Read(format).kind, ArrowKind::kOther) << format;
  }
}

TEST(ArrowType, ReadsChildrenAndDictionaries) {
  ASSERT_OK_AND_ASSIGN(const ArrowType type,
                       Read(StructOf("", 0,
                                     {ListsOf("a", {0}, TextsOf("item", {})),
                                      DictionaryOf(FixedOf<int>("b", "i", {}),
                                                   TextsOf("", {}))})));
  EXPECT_EQ(type.FindChild("b"), 1);
  EXPECT_EQ(type.FindChild("c"), -1);
  EXPECT_TRUE(IsList(type.children[0].kind));
  EXPECT_TRUE(HoldsTexts(type.children[0].children[0]));
  EXPECT_TRUE(HoldsTexts(type.children[1]));
}

TEST(ArrowType, RefusesBadSchemas) {
  HandMadeArray made = FixedOf<int>("a", "i", {});
  made.children.push_back(made);
  EXPECT_THAT(Read(StructOf("", 0, {made})),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "a: has children, which its format has not"));
  made = ListsOf("a", {0}, TextsOf("item", {}));
  made.children.clear();
  EXPECT_THAT(Read(made), StatusIs(absl::StatusCode::kInvalidArgument,
                                   HasSubstr("has 0 children")));
  EXPECT_THAT(Read(DictionaryOf(TextsOf("a", {}), TextsOf("", {}))),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("must be integers")));
  EXPECT_THAT(Read(FixedOf<int>("\xFF", "i", {})),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("no valid UTF-8")));
  HandMadeArray deep = TextsOf("a", {});
  for (size_t i = 0; i <= kMaxDepth; ++i) deep = ListsOf("a", {0}, deep);
  EXPECT_THAT(Read(deep), StatusIs(absl::StatusCode::kInvalidArgument,
                                   HasSubstr("nested too deeply")));
}

TEST(ArrowType, RefusesNullPointers) {
  OwnedArrowSchema schema;
  ExportHandMade(StructOf("", 0, {TextsOf("a", {})}), schema.Receive(), nullptr,
                 nullptr);
  ArrowSchema bad = *schema;
  bad.format = nullptr;
  EXPECT_FALSE(ReadArrowType(bad).ok());
  bad = *schema;
  bad.children = nullptr;
  EXPECT_FALSE(ReadArrowType(bad).ok());
  bad = *schema;
  bad.n_children = -1;
  EXPECT_FALSE(ReadArrowType(bad).ok());
  bad = *schema;
  ArrowSchema* none = nullptr;
  bad.children = &none;
  EXPECT_FALSE(ReadArrowType(bad).ok());
}

}  // namespace
}  // namespace lotse
