// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

namespace lotse {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Each row as "line: a|b", or "line: ! message".
std::vector<std::string> Rows(const std::string& text,
                              const CsvOptions& options = {}) {
  std::vector<std::string> rows;
  auto reader = CsvReader::Create(TextByteSource(text), options).value();
  CsvRow row;
  while (reader->Next(&row)) {
    rows.push_back(absl::StrCat(
        row.line, ": ",
        row.status.ok() ? absl::StrJoin(row.cells, "|")
                        : absl::StrCat("! ", row.status.message())));
  }
  EXPECT_TRUE(reader->status().ok());
  return rows;
}

TEST(CsvReader, ReadsRowsWithTheirLines) {
  EXPECT_THAT(Rows("a,b\n1,2\n\n3,4"),
              ElementsAre("1: a|b", "2: 1|2", "4: 3|4"));
  EXPECT_THAT(Rows("a,b\r\n1,2\r\n\r\n3,4\r\n"),
              ElementsAre("1: a|b", "2: 1|2", "4: 3|4"));
  EXPECT_THAT(Rows("a,b\r1,2\r3,4\r"),
              ElementsAre("1: a|b", "2: 1|2", "3: 3|4"));
  EXPECT_THAT(Rows(""), ElementsAre());
}

TEST(CsvReader, QuotedCellsMayHoldAnything) {
  EXPECT_THAT(Rows("a,b\n\"x,\"\"y\"\"\nz\",2\n3,4\n"),
              ElementsAre("1: a|b", "2: x,\"y\"\nz|2", "4: 3|4"));
}

TEST(CsvReader, DropsBlanksAroundUnquotedCellsOnly) {
  EXPECT_THAT(Rows("a,b\n  x , \" y \"\n"), ElementsAre("1: a|b", "2: x| y "));
}

TEST(CsvReader, TakesQuotesInsideUnquotedCellsAsTheyAre) {
  EXPECT_THAT(Rows("a,b\n5\" pipe,2\n"),
              ElementsAre("1: a|b", "2: 5\" pipe|2"));
}

TEST(CsvReader, FindsTheDelimiter) {
  EXPECT_THAT(Rows("a;b\n1,5;2,5\n"), ElementsAre("1: a|b", "2: 1,5|2,5"));
  EXPECT_THAT(Rows("a\tb\n1\t\n"), ElementsAre("1: a|b", "2: 1|"));
  EXPECT_THAT(Rows("a|b\n1|2\n"), ElementsAre("1: a|b", "2: 1|2"));
  EXPECT_THAT(Rows("only\none\n"), ElementsAre("1: only", "2: one"));
  EXPECT_THAT(Rows("sep=;\r\na;b\r\n1,2;3\r\n"),
              ElementsAre("2: a|b", "3: 1,2|3"));
  EXPECT_EQ(SniffDelimiter("\"a;b;c\",d\n\"e;f;g\",h\n"), ',');
  EXPECT_EQ(SniffDelimiter("name, first;age\nx;1\ny;2\n"), ';');
}

TEST(CsvReader, BadBytesSpoilTheirRowOnly) {
  const std::vector<std::string> rows = Rows("a,b\n1,\xFF\n3,4\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[1],
              HasSubstr("2: ! the row holds bytes that are not UTF-8"));
  EXPECT_EQ(rows[2], "3: 3|4");
}

TEST(CsvReader, LimitsSpoilTheirRowOnly) {
  CsvOptions options;
  options.max_cell_bytes = 100;
  options.max_row_bytes = 250;
  options.max_cells = 5;
  const std::string cell(99, 'x');
  const std::string text =
      absl::StrCat("a,b\n", cell, cell, ",1\n1,2\n", cell, ",", cell, ",", cell,
                   "\n3,4\n1,2,3,4,5,6\n5,6\n");
  const std::vector<std::string> rows = Rows(text, options);
  ASSERT_EQ(rows.size(), 7u);
  EXPECT_THAT(rows[1], HasSubstr("2: ! a cell is longer than 100 bytes"));
  EXPECT_EQ(rows[2], "3: 1|2");
  EXPECT_THAT(rows[3], HasSubstr("4: ! the row is longer than 250 bytes"));
  EXPECT_EQ(rows[4], "5: 3|4");
  EXPECT_THAT(rows[5], HasSubstr("6: ! the row has more than 5 cells"));
  EXPECT_EQ(rows[6], "7: 5|6");
}

TEST(CsvReader, HostileCellsNeedNoMemory) {
  CsvOptions options;
  options.max_cell_bytes = 1000;
  for (const char filler : {'x', ' ', '"'}) {
    const std::string giant(3000000, filler);
    for (const std::string& cell :
         {giant, absl::StrCat("\"", giant, "\""), absl::StrCat("\"x\"", giant),
          absl::StrCat("x", giant, "x")}) {
      const std::vector<std::string> rows =
          Rows(absl::StrCat("a,b\n", cell, ",1\n3,4\n"), options);
      ASSERT_GE(rows.size(), 2u);
      for (const std::string& row : rows) EXPECT_LT(row.size(), 3000u);
    }
  }
}

TEST(CsvReader, NamesTheLineOfAQuoteThatIsNeverClosed) {
  const std::vector<std::string> rows = Rows("a,b\n1,2\n\"3,4\n5,6\n");
  ASSERT_EQ(rows.size(), 3u);
  EXPECT_THAT(rows[2], HasSubstr("3: ! a quote is opened here"));
  CsvOptions options;
  options.max_cell_bytes = 100;
  const std::vector<std::string> cut =
      Rows(absl::StrCat("a,b\n\"1,2\n", std::string(500, 'x')), options);
  ASSERT_EQ(cut.size(), 2u);
  EXPECT_THAT(cut[1], HasSubstr("2: ! "));
}

TEST(CsvReader, RowsLongerThanItsBuffersStayWhole) {
  std::string text = "a,b\n";
  for (int i = 0; i < 50; ++i) {
    absl::StrAppend(&text, i, ",\"", std::string(30000, 'x'), "\n\"\n");
  }
  const std::vector<std::string> rows = Rows(text);
  ASSERT_EQ(rows.size(), 51u);
  for (size_t i = 0; i < 50; ++i) {
    EXPECT_EQ(rows[i + 1], absl::StrCat(2 + 2 * i, ": ", i, "|",
                                        std::string(30000, 'x'), "\n"));
  }
}

}  // namespace
}  // namespace lotse
