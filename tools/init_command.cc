// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse init: a spec to begin with, from a preset or from the columns of a CSV
// file.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/presets.h"
#include "lotse/engine/questionnaire_presets.h"
#include "lotse/import/byte_source.h"
#include "lotse/import/infer_csv.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/output_file.h"
#include "tools/table.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct InitOptions {
  std::string preset;
  // A questionnaire to add to the preset. Empty: none.
  std::string questionnaire;
  std::string from_csv;
  std::string out = "spec.json";
  std::string mapping;
  std::string language = "en";
  bool force = false;
};

// Some conditions over the inferred attributes, as they would stand in a rule.
std::vector<std::string> ExampleConditions(const CsvInference& found) {
  std::vector<std::string> examples;
  bool boolean = false, number = false, text = false;
  for (const AttributeSpec& attribute : found.spec.schema.lead) {
    if (attribute.not_for_scoring || attribute.personal) continue;
    const std::string name = absl::StrCat("lead.", attribute.key);
    if (attribute.type == ValueType::kBoolean && !boolean) {
      boolean = true;
      examples.push_back(name);
    } else if ((attribute.type == ValueType::kInteger ||
                attribute.type == ValueType::kNumber) &&
               !number) {
      number = true;
      examples.push_back(absl::StrCat(name, " >= 10"));
    } else if (!attribute.options.empty() && !text) {
      text = true;
      Value option;
      option.kind = attribute.options[0].key;
      examples.push_back(absl::StrCat(name, " = ", option.ToString()));
    }
  }
  return examples;
}

std::string JsonString(absl::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted.push_back('\\');
    quoted.push_back(c);
  }
  return absl::StrCat(quoted, "\"");
}

void PrintColumns(const CsvInference& found) {
  Output out;
  TableWriter table({{"column", false, 40},
                     {"fact", false, 0},
                     {"type", false, 0},
                     {"filled", true, 0}},
                    &out);
  for (const InferredColumn& column : found.columns) {
    std::vector<std::string> details;
    for (const std::string& hint : column.hints) {
      details.push_back(
          absl::StrCat("    ", Styled(absl::StrCat("- ", Printable(hint)),
                                      Style::kDim, out.color())));
    }
    table.Add(
        {{column.column},
         {column.fact.empty() ? "(not read)" : column.fact},
         {column.type == ValueType::kUnspecified ? "" : NameOf(column.type)},
         {found.rows == 0 ? ""
                          : Percent(static_cast<double>(column.filled) /
                                    static_cast<double>(found.rows))}},
        std::move(details));
  }
  table.Finish();
  out.Write("\n");
}

void PrintNextSteps(const InitOptions& options, const CsvInference& found) {
  Output out;
  const auto write = [&](absl::string_view line) {
    out.Write(absl::StrCat(line, "\n"));
  };
  write(absl::StrCat(options.out, " has the schema of ", Grouped(found.rows),
                     " rows and gives no points yet."));
  for (const std::string& hint : found.hints) write(absl::StrCat("- ", hint));
  write("");
  write("What to do next:");
  write(
      "1. Read the types and options in \"schema\"; mend what was guessed "
      "wrong.");
  write("2. Give points: put rules into the group \"fit\", such as");
  write("     \"rules\": [");
  const std::vector<std::string> examples = ExampleConditions(found);
  for (size_t i = 0; i < examples.size(); ++i) {
    write(absl::StrCat("       {\"id\": \"rule_", i + 1, "\", \"when\": ",
                       JsonString(examples[i]), ", \"points\": 10}",
                       i + 1 < examples.size() ? "," : ""));
  }
  write("     ]");
  write(
      "   The points above are examples; which leads deserve them is yours "
      "to say.");
  write("3. Set \"from\" of warm (now 30) and hot (now 60) to suit them.");
  const std::string mapping =
      options.mapping.empty() ? ""
                              : absl::StrCat(" --mapping ", options.mapping);
  write(absl::StrCat("4. lotse check ", options.out, " --leads ",
                     options.from_csv, mapping));
  write(absl::StrCat("5. lotse score ", options.out, " ", options.from_csv,
                     mapping));
}

absl::Status RunFromCsv(const InitOptions& options) {
  absl::StatusOr<std::unique_ptr<ByteSource>> file =
      OpenByteSource(options.from_csv);
  absl::StatusOr<CsvInference> found =
      file.ok() ? InferCsv(*std::move(file)) : file.status();
  if (!found.ok()) {
    return absl::Status(
        found.status().code(),
        absl::StrCat(options.from_csv, ": ", found.status().message()));
  }
  if (options.language == "de") {
    for (AttributeSpec& attribute : found->spec.schema.lead) {
      attribute.label.de.swap(attribute.label.en);
    }
  }
  absl::Status status = WriteNewFile(
      options.out, proto::ToJson(found->spec, proto::JsonStyle::kReadable),
      options.force);
  if (status.ok() && !options.mapping.empty()) {
    status =
        WriteNewFile(options.mapping,
                     proto::ToJson(found->mapping, proto::JsonStyle::kReadable),
                     options.force);
  }
  if (!status.ok()) return status;
  PrintColumns(*found);
  PrintNextSteps(options, *found);
  return absl::OkStatus();
}

absl::Status RunFromPreset(const InitOptions& options) {
  absl::StatusOr<EngineSpec> spec =
      Preset(options.preset.empty() ? "b2b" : options.preset);
  if (!spec.ok()) return spec.status();
  if (!options.questionnaire.empty()) {
    LOTSE_ASSIGN_OR_RETURN(QuestionnaireSpec questionnaire,
                           QuestionnairePreset(options.questionnaire));
    LOTSE_RETURN_IF_ERROR(
        AddQuestionnairePreset(options.questionnaire, &spec->schema));
    spec->questionnaires.push_back(std::move(questionnaire));
  }
  const absl::Status status = WriteNewFile(
      options.out, proto::ToJson(*spec, proto::JsonStyle::kReadable),
      options.force);
  if (!status.ok()) return status;
  Output out;
  out.Write(absl::StrCat(
      options.out, " has the preset ",
      options.preset.empty() ? "b2b" : options.preset,
      ".\n\nWhat to do next:\n"
      "1. Read it; points and categories are opinions to be edited.\n"
      "2. lotse check ",
      options.out,
      " --leads leads.csv\n"
      "3. lotse score ",
      options.out,
      " leads.csv\n"
      "Columns are matched by the keys and labels of the schema; others are "
      "named in a mapping\n(--mapping). \"lotse init --from-csv leads.csv\" "
      "begins with your columns instead.\n"));
  return absl::OkStatus();
}

}  // namespace

void AddInitCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<InitOptions>();
  CLI::App* command =
      tool->add_subcommand("init", "Write a spec to begin with");
  CLI::Option* preset = command->add_option(
      "--preset", options->preset,
      absl::StrCat("Begin with a preset: ", absl::StrJoin(PresetNames(), ", "),
                   " (default)"));
  CLI::Option* questionnaire = command->add_option(
      "--questionnaire", options->questionnaire,
      absl::StrCat("Add questions to the preset: ",
                   absl::StrJoin(QuestionnairePresetNames(), ", ")));
  command
      ->add_option("--from-csv", options->from_csv,
                   "Begin with the columns of a CSV file")
      ->excludes(preset)
      ->excludes(questionnaire);
  command->add_option("-o,--out", options->out, "The spec to write")
      ->capture_default_str();
  command->add_option("--mapping", options->mapping,
                      "With --from-csv: also write how the columns are read");
  command
      ->add_option("--language", options->language,
                   "Language of the file's headers, which become labels")
      ->check(CLI::IsMember({"en", "de"}))
      ->capture_default_str();
  command->add_flag("--force", options->force, "Overwrite files that exist");
  command->footer(
      "Examples:\n"
      "  lotse init --preset b2b -o spec.json\n"
      "  lotse init --from-csv leads.csv -o spec.json --mapping mapping.json");
  command->callback([options, exit_code] {
    const absl::Status status = options->from_csv.empty()
                                    ? RunFromPreset(*options)
                                    : RunFromCsv(*options);
    if (!status.ok()) {
      PrintError(status.message());
      *exit_code = kBadInput;
    }
  });
}

}  // namespace lotse::tools
