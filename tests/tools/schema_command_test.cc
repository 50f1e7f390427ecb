// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "lotse/base/version.h"
#include "lotse/proto/json_schema.h"
#include "tests/tools/run_tool.h"

namespace lotse::tools {
namespace {

using ::testing::HasSubstr;

TEST(SchemaCommand, PrintsTheJsonSchema) {
  const ToolRun run = ToolFolder().Run({"schema"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out, proto::EngineSpecJsonSchema());
}

TEST(Tool, TellsItsVersion) {
  const ToolRun run = ToolFolder().Run({"--version"});
  EXPECT_EQ(run.exit_code, 0);
  EXPECT_EQ(run.out, "lotse " LOTSE_VERSION_STRING "\n");
}

TEST(Tool, EveryCommandHasHelpWithExamples) {
  const ToolFolder folder;
  const ToolRun help = folder.Run({"--help"});
  EXPECT_EQ(help.exit_code, 0);
  for (const char* command : {"init", "check", "score", "explain", "schema"}) {
    EXPECT_THAT(help.out, HasSubstr(command));
    const ToolRun run = folder.Run({command, "--help"});
    EXPECT_EQ(run.exit_code, 0) << command;
    EXPECT_THAT(run.out, HasSubstr("Example")) << command;
  }
}

}  // namespace
}  // namespace lotse::tools
