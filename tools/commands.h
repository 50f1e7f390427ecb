// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The commands of the tool. Each function adds one to `tool`; when the command
// line names it, it runs while the line is parsed and leaves its exit code in
// `*exit_code`, which outlives the parsing.
#ifndef LOTSE_TOOLS_COMMANDS_H_
#define LOTSE_TOOLS_COMMANDS_H_

namespace CLI {
class App;
}

namespace lotse::tools {

void AddInitCommand(CLI::App* tool, int* exit_code);
void AddCheckCommand(CLI::App* tool, int* exit_code);
void AddScoreCommand(CLI::App* tool, int* exit_code);
void AddExplainCommand(CLI::App* tool, int* exit_code);
void AddWhatIfCommand(CLI::App* tool, int* exit_code);
void AddEvaluateCommand(CLI::App* tool, int* exit_code);
void AddGenerateCommand(CLI::App* tool, int* exit_code);
void AddWorklistCommand(CLI::App* tool, int* exit_code);
void AddCompaniesCommand(CLI::App* tool, int* exit_code);
void AddReportCommand(CLI::App* tool, int* exit_code);
void AddDiagramCommand(CLI::App* tool, int* exit_code);
void AddDecideCommand(CLI::App* tool, int* exit_code);
void AddReplayCommand(CLI::App* tool, int* exit_code);
void AddFunnelCommand(CLI::App* tool, int* exit_code);
void AddAdoptCommand(CLI::App* tool, int* exit_code);
void AddMigrateCommand(CLI::App* tool, int* exit_code);
void AddSchemaCommand(CLI::App* tool, int* exit_code);

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_COMMANDS_H_
