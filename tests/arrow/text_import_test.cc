// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gtest/gtest.h>

#include <cstdint>
#include <string>
#include <vector>

#include "import_hand_made.h"
#include "lotse/base/limits.h"

namespace lotse {
namespace {

constexpr const char* kFormats[] = {"u", "U", "vu"};
const char* const kLong = "a text of more than twelve bytes";

std::string Name(const std::string& value) {
  return "company.name=" + value + "\n";
}

TEST(TextImport, ReadsEveryLayoutOfTexts) {
  for (const char* format : kFormats) {
    SCOPED_TRACE(format);
    const HandMadeArray column =
        TextsOf("company.name", {"", "Müller", kLong, "x"}, format);
    const std::string expected =
        Name("") + Name("Müller") + Name(kLong) + Name("x");
    EXPECT_EQ(TextOrError(ImportColumns({column})), expected);
    EXPECT_EQ(TextOrError(ImportColumns({column.Shifted(3)})), expected);
    HandMadeArray missing = column.Shifted(9);
    missing.WithValidity({true, true, false, true});
    EXPECT_EQ(TextOrError(ImportColumns({missing})),
              Name("") + Name("Müller") + "\n" + Name("x"));
  }
}

TEST(TextImport, ReadsDictionariesWithIndicesOfEveryWidth) {
  for (const char* format : kFormats) {
    const HandMadeArray texts = TextsOf("", {"x", kLong}, format);
    const std::string expected = Name(kLong) + Name("x") + Name(kLong);
    const auto expect = [&](const HandMadeArray& indices) {
      SCOPED_TRACE(indices.format);
      EXPECT_EQ(TextOrError(ImportColumns({DictionaryOf(indices, texts)})),
                expected);
      EXPECT_EQ(
          TextOrError(ImportColumns({DictionaryOf(indices.Shifted(5), texts)})),
          expected);
    };
    expect(FixedOf<int8_t>("company.name", "c", {1, 0, 1}));
    expect(FixedOf<uint8_t>("company.name", "C", {1, 0, 1}));
    expect(FixedOf<int16_t>("company.name", "s", {1, 0, 1}));
    expect(FixedOf<uint16_t>("company.name", "S", {1, 0, 1}));
    expect(FixedOf<int32_t>("company.name", "i", {1, 0, 1}));
    expect(FixedOf<uint32_t>("company.name", "I", {1, 0, 1}));
    expect(FixedOf<int64_t>("company.name", "l", {1, 0, 1}));
    expect(FixedOf<uint64_t>("company.name", "L", {1, 0, 1}));
  }
}

TEST(TextImport, TakesAMissingEntryOfADictionaryAsMissing) {
  HandMadeArray texts = TextsOf("", {"x", "y"});
  texts.WithValidity({true, false});
  EXPECT_EQ(
      TextOrError(ImportColumns({DictionaryOf(
          FixedOf<int8_t>("company.name", "c", {1, 0}).Shifted(3), texts)})),
      "\n" + Name("x"));
}

TEST(TextImport, RefusesRowsWithTextsThatAreTooLongOrNoUtf8) {
  const std::string too_long(kMaxTextBytes + 1, 'x');
  for (const char* format : kFormats) {
    SCOPED_TRACE(format);
    const std::vector<std::string> texts = {"x", "\xFF", too_long};
    const std::string expected =
        Name("x") + "error: company.name: is no valid UTF-8\n" +
        "error: company.name: has more than 1048576 bytes\n";
    EXPECT_EQ(
        TextOrError(ImportColumns({TextsOf("company.name", texts, format)})),
        expected);
    EXPECT_EQ(TextOrError(ImportColumns(
                  {DictionaryOf(FixedOf<int8_t>("company.name", "c", {0, 1, 2}),
                                TextsOf("", texts, format))})),
              expected);
  }
}

TEST(TextImport, DoesNotLookAtTextsThatAreMissing) {
  HandMadeArray column = TextsOf("company.name", {"\xFF", "x"});
  column.WithValidity({false, true});
  EXPECT_EQ(TextOrError(ImportColumns({column})), "\n" + Name("x"));
}

TEST(TextImport, TakesEmptyTextsOfBuiltInFactsAsMissing) {
  for (const char* format : kFormats) {
    EXPECT_EQ(TextOrError(ImportColumns(
                  {TextsOf("lead.offer", {"a", ""}, format).Shifted(2)})),
              "lead.offer=a\n\n");
    EXPECT_EQ(TextOrError(ImportColumns(
                  {DictionaryOf(FixedOf<int8_t>("lead.offer", "c", {0, 1}),
                                TextsOf("", {"a", ""}, format))})),
              "lead.offer=a\n\n");
  }
}

TEST(TextImport, ReadsListsOfTexts) {
  for (const char* list_format : {"+l", "+L"}) {
    for (const char* format : kFormats) {
      SCOPED_TRACE(format);
      const HandMadeArray items =
          TextsOf("item", {"unused", "a", kLong, "c"}, format);
      const HandMadeArray lists =
          ListsOf("company.tags", {1, 3, 3, 4}, items, list_format);
      const std::string expected = std::string("company.tags=(a,") + kLong +
                                   ")\ncompany.tags=()\ncompany.tags=(c)\n";
      EXPECT_EQ(TextOrError(ImportColumns({lists})), expected);
      HandMadeArray shifted = lists.Shifted(3);
      shifted.children[0] = items.Shifted(2);
      EXPECT_EQ(TextOrError(ImportColumns({shifted})), expected);
    }
  }
}

HandMadeArray FixedListsOf(int64_t length, const char* format,
                           HandMadeArray items) {
  HandMadeArray lists;
  lists.name = "company.tags";
  lists.format = format;
  lists.length = length;
  lists.buffers = {std::nullopt};
  lists.children.push_back(std::move(items));
  return lists;
}

TEST(TextImport, ReadsListsOfOneSize) {
  const HandMadeArray items = TextsOf("item", {"a", "b", "c", "d", "e", "f"});
  EXPECT_EQ(TextOrError(ImportColumns({FixedListsOf(3, "+w:2", items)})),
            "company.tags=(a,b)\ncompany.tags=(c,d)\ncompany.tags=(e,f)\n");
  HandMadeArray second = FixedListsOf(2, "+w:2", items);
  second.offset = 1;
  second.WithValidity({false, true});
  EXPECT_EQ(TextOrError(ImportColumns({second})), "\ncompany.tags=(e,f)\n");
  EXPECT_EQ(TextOrError(ImportColumns({FixedListsOf(
                1, "+w:0", TextsOf("item", std::vector<std::string>()))})),
            "company.tags=()\n");
}

TEST(TextImport, RefusesListsOfOneSizeWithoutTheirElements) {
  const HandMadeArray items = TextsOf("item", {"a", "b", "c"});
  EXPECT_EQ(TextOrError(ImportColumns({FixedListsOf(2, "+w:2", items)})),
            "!company.tags: has fewer elements than its lists need");
  HandMadeArray far = FixedListsOf(1, "+w:2147483647", items);
  far.offset = int64_t{1} << 47;
  EXPECT_EQ(TextOrError(ImportColumns({far})),
            "!company.tags: has fewer elements than its lists need");
  HandMadeArray more = FixedListsOf(1, "+w:2", items);
  more.buffers.push_back(BytesOfValues(std::vector<int32_t>{0, 1}));
  EXPECT_EQ(TextOrError(ImportColumns({more})),
            "!company.tags: has 2 buffers; \"+w:2\" needs 1");
  EXPECT_EQ(TextOrError(ImportColumns({FixedListsOf(1, "+w:-2", items)})),
            "!company.tags: must be a list of texts; the column's Arrow format "
            "is \"+w:-2\"");
}

TEST(TextImport, ReadsListsOfDictionaryTexts) {
  for (const char* format : kFormats) {
    const HandMadeArray items =
        DictionaryOf(FixedOf<int8_t>("item", "c", {0, 1, 0, 1}),
                     TextsOf("", {"x", kLong}, format));
    EXPECT_EQ(TextOrError(ImportColumns(
                  {ListsOf("company.tags", {1, 3, 4}, items).Shifted(2)})),
              std::string("company.tags=(") + kLong + ",x)\ncompany.tags=(" +
                  kLong + ")\n");
  }
}

TEST(TextImport, ReadsOneTextForAList) {
  for (const char* format : kFormats) {
    HandMadeArray column =
        TextsOf("company.tags", {"a", "b", kLong}, format).Shifted(3);
    column.WithValidity({true, false, true});
    const std::string expected =
        std::string("company.tags=(a)\n\ncompany.tags=(") + kLong + ")\n";
    EXPECT_EQ(TextOrError(ImportColumns({column})), expected);
    HandMadeArray indices = FixedOf<int8_t>("company.tags", "c", {0, 0, 1});
    indices.WithValidity({true, false, true});
    EXPECT_EQ(TextOrError(ImportColumns(
                  {DictionaryOf(indices, TextsOf("", {"a", kLong}, format))})),
              expected);
  }
}

TEST(TextImport, RefusesRowsWithBadLists) {
  HandMadeArray items = TextsOf("item", {"a", "\xFF", "b", "c"});
  items.WithValidity({true, true, false, true});
  EXPECT_EQ(TextOrError(ImportColumns(
                {ListsOf("company.tags", {0, 1, 2, 3, 4}, items)})),
            "company.tags=(a)\n"
            "error: company.tags: is no valid UTF-8\n"
            "error: company.tags: must be a list of texts\n"
            "company.tags=(c)\n");
  const std::vector<std::string> many(kMaxListValues + 1, "x");
  EXPECT_EQ(TextOrError(ImportColumns(
                {ListsOf("company.tags", {0, static_cast<int64_t>(many.size())},
                         TextsOf("item", many))})),
            "error: company.tags: has more than 10000 entries\n");
}

TEST(TextImport, DoesNotLookAtListsThatAreMissing) {
  HandMadeArray lists =
      ListsOf("company.tags", {0, 1, 2}, TextsOf("item", {"\xFF", "b"}));
  lists.WithValidity({false, true});
  EXPECT_EQ(TextOrError(ImportColumns({lists})), "\ncompany.tags=(b)\n");
}

TEST(TextImport, ReadsListsOfNothing) {
  HandMadeArray nothing;
  nothing.name = "item";
  nothing.format = "n";
  nothing.length = 1;
  EXPECT_EQ(
      TextOrError(ImportColumns({ListsOf("company.tags", {0, 0, 1}, nothing)})),
      "company.tags=()\n"
      "error: company.tags: must be a list of texts\n");
}

}  // namespace
}  // namespace lotse
