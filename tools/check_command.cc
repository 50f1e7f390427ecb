// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse check: what is wrong with a spec, and how well leads fit it.
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/facts/fact_binder.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_census.h"
#include "tools/lead_options.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string as_of;
};

// "8 attributes, 12 rules and tables in 2 groups, 3 categories".
std::string Contents(const EngineSpec& spec) {
  const Schema& schema = spec.schema;
  const size_t attributes = schema.person.size() + schema.company.size() +
                            schema.lead.size() + schema.opportunity.size() +
                            schema.activity.size() + schema.answer.size();
  size_t parts = 0;
  for (const Group& group : spec.scoring.groups) {
    parts += group.rules.size() + group.bands.size() + group.options.size() +
             group.weights.size();
  }
  const auto counted = [](size_t count, const char* one, const char* many) {
    return absl::StrCat(count, " ", count == 1 ? one : many);
  };
  return absl::StrCat(
      counted(attributes, "attribute", "attributes"), ", ",
      counted(parts, "rule or table", "rules and tables"), " in ",
      counted(spec.scoring.groups.size(), "group", "groups"), ", ",
      counted(spec.scoring.vetoes.size(), "veto", "vetoes"), ", ",
      counted(spec.scoring.categories.size(), "category", "categories"));
}

void WriteColumns(const CsvLeadReader& csv, Output* out) {
  std::vector<std::string> unread;
  for (const CsvColumnUse& use : csv.columns()) {
    if (use.fact.empty() && !use.column.empty()) {
      unread.push_back(absl::StrCat("\"", Printable(use.column), "\""));
    }
  }
  const CsvFormat& format = csv.format();
  out->Write(absl::StrCat(
      "Read as CSV: delimiter ",
      format.delimiter == '\t' ? std::string("tab")
                               : std::string(1, format.delimiter),
      ", ", NameOf(format.encoding), ", decimal ", NameOf(format.decimal_mark),
      format.date_order == DateOrder::kUnspecified
          ? ""
          : absl::StrCat(", dates ", NameOf(format.date_order)),
      "; ", csv.columns().size() - unread.size(), " of ", csv.columns().size(),
      " columns are facts\n"));
  if (!unread.empty()) {
    out->Write(absl::StrCat("Not read: ", absl::StrJoin(unread, ", "), "\n"));
  }
  out->Write("\n");
}

int CheckLeads(const CommandOptions& options, const Engine& engine) {
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine.spec().schema);
  if (!source.ok()) {
    PrintError(source.status().message());
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  Output out;
  if (source->csv != nullptr) WriteColumns(*source->csv, &out);
  LeadCensus census(engine.spec().schema);
  BadRows bad(source->name);
  BindBuffer buffer;
  LeadRecord record;
  {
    Progress progress("leads");
    while (source->reader->Next(&record)) {
      progress.Step();
      if (!record.status.ok()) {
        progress.Clear();
        bad.Add(record.status);
        continue;
      }
      const absl::Status bound =
          engine.binder().Bind(record.facts, *as_of, &buffer).status();
      if (!bound.ok()) {
        progress.Clear();
        bad.Add(AtLine(record.line, bound));
        continue;
      }
      census.Add(record.facts);
    }
  }
  bad.Finish();
  census.Write(&out);
  out.Write(absl::StrCat(census.leads() > 0 ? "\n" : "", source->name, ": ",
                         Grouped(census.leads()),
                         census.leads() == 1 ? " good lead, " : " good leads, ",
                         Grouped(bad.count()),
                         bad.count() == 1 ? " bad row\n" : " bad rows\n"));
  const absl::Status written = out.Flush();
  if (!written.ok()) PrintError(written.message());
  const absl::Status read = source->reader->status();
  if (!read.ok()) PrintError(absl::StrCat(source->name, ": ", read.message()));
  return written.ok() && read.ok() && bad.count() == 0 ? kOk : kBadInput;
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  {
    Output out;
    out.Write(absl::StrCat(options.spec, ": ",
                           Styled("good", Style::kGreen, out.color()), ": ",
                           Contents(engine->spec()), "\n"));
    if (!engine->spec().engagement.groups.empty()) {
      out.Write(absl::StrCat(
          "The state of a lead's engagement takes at most ",
          Grouped(static_cast<int64_t>(engine->engagement().MaxStateBytes())),
          " bytes.\n"));
    }
  }
  return options.leads.path.empty() ? kOk : CheckLeads(options, *engine);
}

}  // namespace

void AddCheckCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  options->leads.path.clear();
  CLI::App* command = tool->add_subcommand(
      "check", "Find what is wrong with a spec, and how well leads fit it");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  command->add_option("--leads", options->leads.path,
                      "CSV or NDJSON, also gzipped; - is standard input");
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  command->footer(
      "Every problem is named with its path, such as "
      "scoring.groups[0].rules[2].when.\n\n"
      "Examples:\n"
      "  lotse check spec.json\n"
      "  lotse check spec.json --leads leads.csv --mapping mapping.json");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
