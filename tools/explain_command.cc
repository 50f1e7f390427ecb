// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse explain: one lead's score with everything that it adds up from.
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/score_writer.h"
#include "tools/table.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  LeadOptions leads;
  std::string id;
  std::string as_of;
  std::string format;
  std::string language = "en";
};

void WriteReport(const ScoreReport& report, const Engine& engine,
                 const std::string& language, Output* out) {
  const ScoringSpec& scoring = engine.spec().scoring;
  const auto line = [&](absl::string_view text) {
    out->Write(absl::StrCat(text, "\n"));
  };
  line(Styled(
      absl::StrCat(Say(language, "Lead ", "Lead "), Printable(report.lead_id),
                   Say(language, " as of ", ", Stand "),
                   report.as_of.ToString()),
      Style::kBold, out->color()));
  line("");
  if (report.contributions.empty()) {
    line(Say(language, "Nothing gave or took points.",
             "Nichts gab oder nahm Punkte."));
  } else {
    TableWriter table({{Say(language, "points", "Punkte"), true, 0},
                       {Say(language, "sum", "Summe"), true, 0},
                       {Say(language, "reason", "Grund"), false, 0}},
                      out);
    Points sum;
    for (const ReportedContribution& part : report.contributions) {
      sum += part.points;
      table.Add({{SignedPoints(part.points, language)},
                 {PlainPoints(sum, language)},
                 {part.text}});
    }
    table.Finish();
  }
  line("");
  line(absl::StrCat(Say(language, "Points:       ", "Punkte:             "),
                    PlainPoints(report.points, language)));
  if (!report.category.empty()) {
    line(absl::StrCat(
        Say(language, "Category:     ", "Kategorie:          "),
        Styled(CategoryLabel(scoring, report.category, language),
               CategoryStyle(scoring, report.category), out->color())));
  }
  if (!report.grid_row.empty()) {
    line(absl::StrCat(Say(language, "Grid:         ", "Raster:             "),
                      report.grid_row, report.grid_column));
  }
  if (!report.veto.empty()) {
    line(absl::StrCat(Say(language, "Veto:         ", "Ausschluss:         "),
                      Printable(report.veto_reason)));
  }
  if (report.probability.has_value()) {
    std::string percent = Percent(*report.probability);
    if (language == "de") percent = absl::StrReplaceAll(percent, {{".", ","}});
    line(absl::StrCat(
        Say(language, "Probability:  ", "Wahrscheinlichkeit: "), percent,
        !report.probability_assumed
            ? ""
            : Say(language,
                  " (an assumption of the spec, not learned from outcomes)",
                  " (eine Annahme der Konfiguration, nicht aus Ergebnissen "
                  "gelernt)")));
  }
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  absl::StatusOr<LeadSource> source =
      OpenLeads(options.leads, engine->spec().schema);
  if (!source.ok()) {
    PrintError(source.status().message());
    return kBadInput;
  }
  LeadRecord record;
  bool found = false;
  int64_t read = 0, bad = 0;
  {
    Progress progress("leads");
    while (!found && source->reader->Next(&record)) {
      progress.Step();
      ++read;
      if (!record.status.ok()) {
        ++bad;
        continue;
      }
      found = record.facts.lead.id == options.id;
    }
  }
  if (!source->reader->status().ok()) {
    PrintError(
        absl::StrCat(source->name, ": ", source->reader->status().message()));
    return kBadInput;
  }
  if (!found) {
    PrintError(absl::StrCat(
        source->name, ": none of the ", Grouped(read), " leads has this id",
        bad > 0 ? absl::StrCat("; ", Grouped(bad), " rows could not be read")
                : "",
        source->csv != nullptr
            ? "; is the right column the id (--id-column)? Leads without an id "
              "are called \"line 2\" and so on"
            : ""));
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  ScoreOptions how;
  how.language = options.language;
  how.contributions = true;
  const absl::StatusOr<ScoreReport> report =
      engine->Score(record.facts, *as_of, how);
  if (!report.ok()) {
    PrintError(absl::StrCat(source->name, ": line ", record.line, ": ",
                            report.status().message()));
    return kBadInput;
  }
  Output out;
  if (options.format == "json") {
    out.Write(proto::ToJson(*report, proto::JsonStyle::kReadable));
  } else {
    WriteReport(*report, *engine, options.language, &out);
  }
  const absl::Status written = out.Flush();
  if (written.ok()) return kOk;
  PrintError(written.message());
  return kBadInput;
}

}  // namespace

void AddExplainCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command =
      tool->add_subcommand("explain", "Say why one lead has its score");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  command
      ->add_option("leads", options->leads.path,
                   "CSV or NDJSON, also gzipped; - is standard input")
      ->capture_default_str();
  command->add_option("--id", options->id, "The lead's id")->required();
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  AddFormat(command, &options->format, {"table", "json"});
  AddLanguage(command, &options->language);
  command->footer(
      "Examples:\n"
      "  lotse explain spec.json leads.csv --id L-17\n"
      "  lotse explain spec.json leads.csv --id L-17 --language de --as-of "
      "2026-11-23");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
