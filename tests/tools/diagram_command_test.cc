// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::StartsWith;

TEST(DiagramCommand, DrawsThePreset) {
  const ToolFolder folder;
  ASSERT_EQ(folder.Run({"init", "--preset", "b2b_lifecycle", "-o", "s.json"})
                .exit_code,
            0);
  const ToolRun mermaid = folder.Run({"diagram", "s.json"});
  EXPECT_EQ(mermaid.exit_code, 0) << mermaid.err;
  EXPECT_THAT(mermaid.out, StartsWith("stateDiagram-v2\n"));
  EXPECT_THAT(mermaid.out, HasSubstr("demoted to lead"));
  const ToolRun dot =
      folder.Run({"diagram", "s.json", "--format", "dot", "--language", "de"});
  EXPECT_EQ(dot.exit_code, 0) << dot.err;
  EXPECT_THAT(dot.out, StartsWith("digraph lifecycle {\n"));
  EXPECT_THAT(dot.out, HasSubstr("zum Lead zurückgestuft"));
}

TEST(DiagramCommand, HasGraphvizDrawAPicture) {
  if (std::system("command -v dot >/dev/null 2>&1") != 0) {
    GTEST_SKIP() << "skipped: Graphviz is not installed";
  }
  const ToolFolder folder;
  folder.Run({"init", "--preset", "b2b_lifecycle", "-o", "s.json"});
  const ToolRun svg =
      folder.Run({"diagram", "s.json", "--format", "svg", "--language", "de"});
  EXPECT_EQ(svg.exit_code, 0) << svg.err;
  EXPECT_THAT(svg.out, StartsWith("<?xml"));
  EXPECT_THAT(svg.out, HasSubstr("zum Lead zurückgestuft"));
}

TEST(DiagramCommand, SaysWhereGraphvizIsMissing) {
  const ToolFolder folder;
  folder.Run({"init", "--preset", "b2b_lifecycle", "-o", "s.json"});
  const std::string path = std::getenv("PATH");
  setenv("PATH", "/nonexistent", 1);
  const ToolRun svg = folder.Run({"diagram", "s.json", "--format", "svg"});
  setenv("PATH", path.c_str(), 1);
  EXPECT_EQ(svg.exit_code, 1);
  EXPECT_THAT(svg.out, IsEmpty());
  EXPECT_THAT(svg.err,
              HasSubstr("Graphviz, which draws SVG, is not installed"));
}

TEST(DiagramCommand, SaysWhatIsMissing) {
  const ToolFolder folder;
  ASSERT_EQ(folder.Run({"init", "--preset", "b2b", "-o", "b2b.json"}).exit_code,
            0);
  const ToolRun none = folder.Run({"diagram", "b2b.json"});
  EXPECT_EQ(none.exit_code, 1);
  EXPECT_THAT(none.err, HasSubstr("has no lifecycle"));
  ASSERT_EQ(folder.Run({"init", "--preset", "b2b_lifecycle", "-o", "s.json"})
                .exit_code,
            0);
  const ToolRun other =
      folder.Run({"diagram", "s.json", "--lifecycle", "standart"});
  EXPECT_EQ(other.exit_code, 1);
  EXPECT_THAT(other.err, HasSubstr("did you mean \"standard\"?"));
  EXPECT_EQ(folder.Run({"diagram", "s.json", "--format", "png"}).exit_code, 2);
}

}  // namespace
}  // namespace lotse::tools
