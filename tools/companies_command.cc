// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse companies: the scores of the companies whose leads are in a file.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/company_scoring.h"
#include "tools/commands.h"
#include "tools/company_writer.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

constexpr int64_t kTableTop = 20;

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string as_of;
  int64_t top = -1;
  std::string format;
  std::string language = "en";
  std::string audience;
};

absl::StatusOr<CompanyEntry> EntryOf(const Engine& engine, const Facts& facts,
                                     Instant as_of, EngineScratch* scratch) {
  LOTSE_ASSIGN_OR_RETURN(const ScoreReport score,
                         engine.Score(facts, as_of, {}, scratch));
  return MakeCompanyEntry(engine, facts, score);
}

// "12 companies from 40 leads; 3 leads are of no company". `companies`: of how
// many the list has the first.
void PrintSummary(const CompanyScoreList& list, size_t companies, size_t leads,
                  int64_t bad) {
  const auto count = [](int64_t n, const char* one, const char* several) {
    return absl::StrCat(Grouped(n), " ", n == 1 ? one : several);
  };
  std::string text = absl::StrCat(
      count(static_cast<int64_t>(companies), "company", "companies"), " from ",
      count(static_cast<int64_t>(leads), "lead", "leads"));
  if (list.without_company > 0) {
    absl::StrAppend(&text, "; ",
                    count(list.without_company, "lead is of no company",
                          "leads are of no company"));
  }
  if (list.without_score > 0) {
    absl::StrAppend(&text, "; the score does not apply to ",
                    count(list.without_score, "lead", "leads"));
  }
  if (bad > 0) {
    absl::StrAppend(&text, "; ",
                    count(bad, "bad row left out", "bad rows left out"));
  }
  const size_t shown = list.companies.size();
  if (shown < companies) {
    absl::StrAppend(&text, "; the first ",
                    shown == 1 ? "is" : absl::StrCat(shown, " are"),
                    " shown (--top 0 shows all)");
  }
  PrintNote(text);
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  if (!engine->spec().company_score.has_value()) {
    PrintError(absl::StrCat(
        options.spec,
        ": has no company_score; \"company_score\": {} adds up the main score "
        "of all people"));
    return kBadInput;
  }
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine->spec().schema);
  if (!source.ok()) {
    PrintError(source.status().message());
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  std::vector<CompanyEntry> entries;
  BadRows bad(source->name);
  {
    Progress progress("leads");
    LeadRecord record;
    EngineScratch scratch;
    while (source->reader->Next(&record)) {
      progress.Step();
      absl::Status status = record.status;
      if (status.ok()) {
        absl::StatusOr<CompanyEntry> entry =
            EntryOf(*engine, record.facts, *as_of, &scratch);
        if (entry.ok()) {
          entries.push_back(*std::move(entry));
          continue;
        }
        status = AtLine(record.line, entry.status());
      }
      progress.Clear();
      bad.Add(status);
    }
  }
  absl::StatusOr<CompanyScoreList> list =
      ScoreCompanies(*engine, entries, *as_of,
                     {options.language, AudienceOf(options.audience)});
  if (!list.ok()) {
    PrintError(list.status().message());
    return kBadInput;
  }
  const auto top = static_cast<size_t>(options.top >= 0            ? options.top
                                       : options.format == "table" ? kTableTop
                                                                   : 0);
  const size_t companies = list->companies.size();
  if (top > 0 && top < companies) list->companies.resize(top);
  Output out;
  WriteCompanies(*list, options.format, options.language, &out);
  const absl::Status written = out.Flush();
  if (!written.ok()) {
    PrintError(written.message());
    return kBadInput;
  }
  bad.Finish();
  const absl::Status read = source->reader->status();
  if (!read.ok()) {
    PrintError(absl::StrCat(source->name, ": ", read.message()));
  }
  if (!out.closed()) {
    PrintSummary(*list, companies, entries.size(), bad.count());
  }
  return read.ok() && bad.count() == 0 ? kOk : kBadInput;
}

}  // namespace

void AddCompaniesCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "companies", "Add up the scores of each company's people");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  command
      ->add_option("--top", options->top,
                   "Only the first N companies; 0: all. Default: 20 for "
                   "tables, else 0")
      ->check(CLI::Range(int64_t{0}, int64_t{1000000}));
  AddFormat(command, &options->format, {"table", "json", "csv"});
  AddLanguage(command, &options->language);
  AddAudience(command, &options->audience);
  command->footer(
      "Each person counts once, with the weight of the role and no further "
      "than a cap, as\n"
      "company_score of the spec says (docs/scoring.md). json writes one "
      "lotse.v1.CompanyScoreList.\n\n"
      "Examples:\n"
      "  lotse companies spec.json leads.ndjson --top 10\n"
      "  lotse companies spec.json leads.csv --as-of 2026-11-23 --format csv > "
      "companies.csv");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
