// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse: the command line tool. Exit codes: 0 ok, 1 bad input, 2 usage.
#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "lotse/base/spec_issue.h"
#include "lotse/base/version.h"
#include "tools/commands.h"
#include "tools/terminal.h"

namespace {

// What is wrong with the command's name; empty if it exists.
std::string CommandError(const CLI::App& tool, absl::string_view name) {
  std::vector<std::string> names;
  for (const CLI::App* command :
       tool.get_subcommands([](const CLI::App*) { return true; })) {
    if (name == command->get_name()) return "";
    names.push_back(command->get_name());
  }
  return absl::StrCat("there is no command \"", name, "\"",
                      lotse::DidYouMean(name, {names.begin(), names.end()}));
}

}  // namespace

int main(int argc, char** argv) {
  using namespace lotse::tools;
  CLI::App tool{
      "Score leads, exactly and with reasons.\n\n"
      "A spec (JSON) says how; leads come from CSV or NDJSON files."};
  tool.name("lotse");
  tool.set_version_flag("--version",
                        absl::StrCat("lotse ", lotse::LinkedVersion()));
  tool.require_subcommand(1);
  tool.get_formatter()->column_width(34);
  tool.footer(
      "Examples:\n"
      "  lotse init --from-csv leads.csv -o spec.json\n"
      "  lotse check spec.json --leads leads.csv\n"
      "  lotse score spec.json leads.csv --top 20\n"
      "  lotse explain spec.json leads.csv --id L-17\n\n"
      "\"lotse COMMAND --help\" tells more. Exit codes: 0 ok, 1 bad input,\n"
      "2 wrong usage.");

  int exit_code = kOk;
  AddInitCommand(&tool, &exit_code);
  AddCheckCommand(&tool, &exit_code);
  AddScoreCommand(&tool, &exit_code);
  AddExplainCommand(&tool, &exit_code);
  AddWhatIfCommand(&tool, &exit_code);
  AddEvaluateCommand(&tool, &exit_code);
  AddGenerateCommand(&tool, &exit_code);
  AddWorklistCommand(&tool, &exit_code);
  AddCompaniesCommand(&tool, &exit_code);
  AddReportCommand(&tool, &exit_code);
  AddDiagramCommand(&tool, &exit_code);
  AddDecideCommand(&tool, &exit_code);
  AddReplayCommand(&tool, &exit_code);
  AddFunnelCommand(&tool, &exit_code);
  AddAdoptCommand(&tool, &exit_code);
  AddMigrateCommand(&tool, &exit_code);
  AddSchemaCommand(&tool, &exit_code);
  if (argc > 1 && argv[1][0] != '-') {
    const std::string error = CommandError(tool, argv[1]);
    if (!error.empty()) {
      PrintError(error);
      PrintNote("Try \"lotse --help\".");
      return kUsage;
    }
  }
  try {
    tool.parse(argc, argv);
  } catch (const CLI::Success& success) {  // --help and --version
    return tool.exit(success);
  } catch (const CLI::ParseError& error) {
    PrintError(error.what());
    const auto commands = tool.get_subcommands();
    PrintNote(absl::StrCat(
        "Try \"lotse ",
        commands.empty() ? "" : absl::StrCat(commands[0]->get_name(), " "),
        "--help\"."));
    return kUsage;
  }
  return exit_code;
}
