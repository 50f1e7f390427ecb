// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse schema: the JSON Schema of specs.
#include <CLI/App.hpp>

#include "lotse/proto/json_schema.h"
#include "tools/commands.h"
#include "tools/terminal.h"

namespace lotse::tools {

void AddSchemaCommand(CLI::App* tool, int* exit_code) {
  CLI::App* command = tool->add_subcommand(
      "schema", "Print the JSON Schema of specs, for editors and settings");
  command->footer(
      "Example:\n"
      "  lotse schema > engine_spec.schema.json");
  command->callback([exit_code] {
    Output out;
    out.Write(proto::EngineSpecJsonSchema());
    const absl::Status status = out.Flush();
    if (!status.ok()) {
      PrintError(status.message());
      *exit_code = kBadInput;
    }
  });
}

}  // namespace lotse::tools
