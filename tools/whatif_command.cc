// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse whatif: a lead's score if other facts were known, or what other rules
// would mean for all leads.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/fields.h"
#include "lotse/engine/spec_comparison.h"
#include "lotse/engine/what_if.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/explanation_writer.h"
#include "tools/fact_assignment.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/lead_search.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string id;
  std::vector<std::string> set;
  std::string new_spec;
  int64_t top = 10;
  std::string as_of;
  std::string audience;
  std::string format;
  std::string language = "en";
};

int Finish(Output* out, int exit_code) {
  const absl::Status written = out->Flush();
  if (written.ok()) return exit_code;
  PrintError(written.message());
  return kBadInput;
}

int AssumeFacts(const CommandOptions& options, const Engine& engine,
                Instant as_of) {
  Assumptions assumptions;
  for (const std::string& text : options.set) {
    const absl::Status added = AddAssignment(engine, text, &assumptions);
    if (!added.ok()) {
      PrintError(added.message());
      return kUsage;
    }
  }
  const absl::StatusOr<FoundLead> lead =
      FindLead(options.leads, engine.spec().schema, options.id);
  if (!lead.ok()) {
    PrintError(lead.status().message());
    return kBadInput;
  }
  ScoreOptions how;
  how.language = options.language;
  how.contributions = true;
  how.audience = AudienceOf(options.audience);
  const absl::StatusOr<WhatIfReport> report =
      WhatIf(engine, lead->record.facts, assumptions, as_of, how);
  if (!report.ok()) {
    PrintError(absl::StrCat(lead->place, ": ", report.status().message()));
    return kBadInput;
  }
  Output out;
  if (options.format == "json") {
    out.Write(proto::ToJson(*report, proto::JsonStyle::kReadable));
  } else {
    WriteDiff(report->diff, engine, options.language, &out);
  }
  return Finish(&out, kOk);
}

// Reads the same leads for two specs; each reader takes what its schema has.
class LeadPairs {
 public:
  absl::Status Open(const LeadOptions& options, const Schema& before,
                    const Schema& after) {
    absl::StatusOr<LeadSource> first = OpenLeads(options, before);
    if (!first.ok()) return first.status();
    first_ = *std::move(first);
    // NDJSON has all facts whatever the schema.
    if (first_->csv == nullptr || before == after) return absl::OkStatus();
    if (options.path == "-") {
      return absl::InvalidArgumentError(
          "the specs have different schemas, so CSV must be read twice: give "
          "a file instead of standard input");
    }
    absl::StatusOr<LeadSource> second = OpenLeads(options, after);
    if (!second.ok()) return second.status();
    second_ = *std::move(second);
    return absl::OkStatus();
  }

  bool Next() {
    return first_->reader->Next(&before_) &&
           (!second_.has_value() || second_->reader->Next(&after_));
  }
  const LeadRecord& before() const { return before_; }
  const LeadRecord& after() const {
    return second_.has_value() ? after_ : before_;
  }
  const LeadSource& source() const { return *first_; }

 private:
  std::optional<LeadSource> first_;
  std::optional<LeadSource> second_;
  LeadRecord before_;
  LeadRecord after_;
};

int CompareSpecs(const CommandOptions& options, const Engine& before,
                 Instant as_of) {
  const absl::StatusOr<Engine> after = ReadEngine(options.new_spec);
  if (!after.ok()) {
    PrintError(after.status().message());
    return kBadInput;
  }
  LeadPairs leads;
  const absl::Status opened =
      leads.Open(options.leads, before.spec().schema, after->spec().schema);
  if (!opened.ok()) {
    PrintError(opened.message());
    return kBadInput;
  }
  SpecComparison comparison;
  comparison.max_movers = options.top == 0 ? -1 : options.top;
  BadRows bad(leads.source().name);
  EngineScratch scratch;
  {
    Progress progress("leads");
    const auto refuse = [&](const absl::Status& status) {
      progress.Clear();
      bad.Add(status);
    };
    while (leads.Next()) {
      progress.Step();
      if (!leads.before().status.ok() || !leads.after().status.ok()) {
        refuse(leads.before().status.ok() ? leads.after().status
                                          : leads.before().status);
        continue;
      }
      const Facts& facts = leads.before().facts;
      const absl::StatusOr<ScoreReport> old_report =
          before.Score(facts, as_of, {}, &scratch);
      const absl::StatusOr<ScoreReport> new_report =
          after->Score(leads.after().facts, as_of, {}, &scratch);
      if (!old_report.ok() || !new_report.ok()) {
        refuse(AtLine(leads.before().line, old_report.ok()
                                               ? new_report.status()
                                               : old_report.status()));
        continue;
      }
      comparison.Add(*old_report, *new_report,
                     facts.lead.outcome.has_value()
                         ? facts.lead.outcome->kind
                         : OutcomeKind::kUnspecified);
    }
  }
  bad.Finish();
  const absl::Status read = leads.source().reader->status();
  if (!read.ok()) {
    PrintError(absl::StrCat(leads.source().name, ": ", read.message()));
    return kBadInput;
  }
  const SpecComparisonReport report =
      comparison.Report(before.spec().scoring, after->spec().scoring);
  Output out;
  if (options.format == "json") {
    out.Write(proto::ToJson(report, proto::JsonStyle::kReadable));
  } else {
    WriteComparison(report, before, *after, options.language, &out);
  }
  return Finish(&out, bad.count() == 0 ? kOk : kBadInput);
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  if (options.new_spec.empty() && (options.id.empty() || options.set.empty())) {
    PrintError(
        "say what to assume: --id and --set for one lead, or --spec for all "
        "leads");
    PrintNote("Try \"lotse whatif --help\".");
    return kUsage;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  return options.new_spec.empty() ? AssumeFacts(options, *engine, *as_of)
                                  : CompareSpecs(options, *engine, *as_of);
}

}  // namespace

void AddWhatIfCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "whatif", "Say what other facts or other rules would change");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  CLI::Option* id =
      command->add_option("--id", options->id, "The lead that --set is about");
  CLI::Option* set =
      command
          ->add_option("--set", options->set,
                       "A fact as NAME=VALUE, as often as you like; nothing "
                       "behind = means not known")
          ->needs(id)
          ->take_all();
  CLI::Option* spec =
      command
          ->add_option("--spec", options->new_spec,
                       "Other rules (JSON): who would move between categories")
          ->excludes(set)
          ->excludes(id);
  command
      ->add_option("--top", options->top,
                   "With --spec: how many of the leads that move most to list")
      ->check(CLI::Range(int64_t{0}, int64_t{10000}))
      ->needs(spec)
      ->capture_default_str();
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  AddAudience(command, &options->audience)->excludes(spec);
  AddFormat(command, &options->format, {"table", "json"});
  AddLanguage(command, &options->language);
  command->footer(
      "Nothing is stored: neither the spec nor the leads change.\n\n"
      "Examples:\n"
      "  lotse whatif spec.json leads.csv --id L-17 --set "
      "company.employees=200 \\\n"
      "    --set answer.budget=approved\n"
      "  lotse whatif spec.json history.csv --spec new_spec.json --as-of "
      "2026-01-01\n"
      "  lotse whatif spec.json history.csv --spec new_spec.json --format "
      "json");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
