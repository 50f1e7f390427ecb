// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/csv_writer.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "lotse/import/csv_reader.h"

namespace lotse {
namespace {

std::string Row(std::vector<absl::string_view> cells, char delimiter = ',') {
  std::string out;
  AppendCsvRow(cells, delimiter, &out);
  return out;
}

TEST(CsvWriter, QuotesAsRfc4180) {
  EXPECT_EQ(Row({"a", "b c", ""}), "a,b c,\r\n");
  EXPECT_EQ(Row({"a,b", "c\"d", "e\nf", " g"}),
            "\"a,b\",\"c\"\"d\",\"e\nf\",\" g\"\r\n");
  EXPECT_EQ(Row({"a,b", "c;d"}, ';'), "a,b;\"c;d\"\r\n");
}

TEST(CsvWriter, PutsAnApostropheBeforeFormulas) {
  for (const char* formula : {"=1+1", "+cmd|' /C calc'!A0", "-2+3+cmd",
                              "@SUM(A1)", "=", "-", "--1", "+49 40 1", "-1e"}) {
    EXPECT_EQ(Row({formula}).substr(0, 1), "'") << formula;
  }
  EXPECT_EQ(Row({"\t=1"}), "\"'\t=1\"\r\n");
  EXPECT_EQ(Row({"\r=1"}), "\"'\r=1\"\r\n");
}

TEST(CsvWriter, LeavesPlainNumbersAlone) {
  for (const char* number : {"-12.5", "-3", "+7", "-1,5", "-1e-05", "0.25"}) {
    std::string cell = Row({number}, ';');
    EXPECT_EQ(cell, std::string(number) + "\r\n");
  }
}

TEST(CsvWriter, WhatItWritesReadsBack) {
  const std::vector<absl::string_view> cells = {"a,b", "\"", "x\r\ny",
                                                " z ", "",   "ü"};
  auto reader = CsvReader::Create(TextByteSource(Row(cells)), {}).value();
  CsvRow row;
  ASSERT_TRUE(reader->Next(&row));
  ASSERT_EQ(row.cells.size(), cells.size());
  for (size_t i = 0; i < cells.size(); ++i) EXPECT_EQ(row.cells[i], cells[i]);
}

}  // namespace
}  // namespace lotse
