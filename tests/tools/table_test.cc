// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "tools/table.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <string>

namespace lotse::tools {
namespace {

// What `write` puts on standard output.
std::string Captured(const std::function<void(Output*)>& write) {
  ::testing::internal::CaptureStdout();
  {
    Output out;
    write(&out);
  }
  return ::testing::internal::GetCapturedStdout();
}

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth(""), 0u);
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("Größe"), 5u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(DisplayWidth("日本"), 4u);
}

TEST(TableWriter, AlignsColumns) {
  EXPECT_EQ(
      Captured([](Output* out) {
        TableWriter table({{"name", false, 4}, {"n", true, 0}, {"x"}}, out);
        table.Add({{"ä"}, {"100"}, {""}});
        table.Add({{"toolong"}, {"5"}, {"y"}}, {"  detail"});
        table.Finish();
      }),
      "name    n  x\n"
      "ä     100\n"
      "too…    5  y\n"
      "  detail\n");
}

TEST(TableWriter, WritesNothingWithoutRows) {
  EXPECT_EQ(Captured([](Output* out) { TableWriter({{"a"}}, out).Finish(); }),
            "");
}

TEST(TableWriter, GoesOnBeyondTheRowsItKeeps) {
  const std::string text = Captured([](Output* out) {
    TableWriter table({{"n", true, 0}}, out);
    for (int i = 0; i < 3000; ++i) table.Add({{std::to_string(i)}});
    table.Finish();
  });
  EXPECT_NE(text.find("\n999\n1000\n"), std::string::npos);
  EXPECT_NE(text.find("\n2999\n"), std::string::npos);
}

}  // namespace
}  // namespace lotse::tools
