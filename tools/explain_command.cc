// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse explain: one lead's score with everything that it adds up from, what
// changed in it, its strongest reasons, or what to tell the person.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lotse/base/status_macros.h"
#include "lotse/engine/score_diff.h"
#include "lotse/engine/subject_explanation.h"
#include "lotse/engine/top_reasons.h"
#include "lotse/proto/json.h"
#include "tools/commands.h"
#include "tools/explanation_writer.h"
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
  std::string as_of;
  std::string since;
  int64_t top = 0;
  bool subject = false;
  std::string consequences;
  std::string audience;
  std::string format;
  std::string language = "en";
};

template <typename T>
void WriteJson(const T& result, Output* out) {
  out->Write(proto::ToJson(result, proto::JsonStyle::kReadable));
}

// Writes what was asked for. Error: what is wrong with the lead.
absl::Status Explain(const CommandOptions& options, const Engine& engine,
                     const Facts& facts, Instant since, Instant as_of,
                     Output* out) {
  const bool json = options.format == "json";
  if (options.subject) {
    SubjectOptions how;
    how.language = options.language;
    how.consequences = options.consequences;
    LOTSE_ASSIGN_OR_RETURN(const SubjectExplanation explanation,
                           ExplainToSubject(engine, facts, as_of, how));
    if (json) {
      WriteJson(explanation, out);
    } else {
      out->Write(ToMarkdown(explanation, options.language));
    }
    return absl::OkStatus();
  }
  ScoreOptions how;
  how.language = options.language;
  how.contributions = true;
  how.audience = AudienceOf(options.audience);
  if (!options.since.empty()) {
    LOTSE_ASSIGN_OR_RETURN(
        const ScoreDiff diff,
        DiffScores(engine, engine, facts, since, as_of, how));
    if (json) {
      WriteJson(diff, out);
    } else {
      WriteDiff(diff, engine, options.language, out);
    }
    return absl::OkStatus();
  }
  how.next_check = options.top == 0;
  LOTSE_ASSIGN_OR_RETURN(const ScoreReport report,
                         engine.Score(facts, as_of, how));
  if (options.top > 0) {
    const ReasonSummary reasons =
        TopReasons(report, static_cast<size_t>(options.top), options.language);
    if (json) {
      WriteJson(reasons, out);
    } else {
      WriteReasons(report, reasons, engine, options.language, out);
    }
  } else if (json) {
    WriteJson(report, out);
  } else {
    WriteReport(report, engine, options.language, out);
  }
  return absl::OkStatus();
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  Instant since;
  if (!options.since.empty()) {
    const absl::StatusOr<Instant> parsed = Instant::Parse(options.since);
    if (!parsed.ok() || *as_of < *parsed) {
      PrintError(!parsed.ok()
                     ? "--diff: write a date or a time with its zone, such as "
                       "2026-11-02"
                     : "--diff: is later than --as-of; give the earlier "
                       "instant to --diff and the later one to --as-of");
      return kUsage;
    }
    since = *parsed;
  }
  const absl::StatusOr<FoundLead> lead =
      FindLead(options.leads, engine->spec().schema, options.id);
  if (!lead.ok()) {
    PrintError(lead.status().message());
    return kBadInput;
  }
  Output out;
  const absl::Status explained =
      Explain(options, *engine, lead->record.facts, since, *as_of, &out);
  if (!explained.ok()) {
    PrintError(absl::StrCat(lead->place, ": ", explained.message()));
    return kBadInput;
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
  AddLeads(command, &options->leads);
  command->add_option("--id", options->id, "The lead's id")->required();
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  CLI::Option* diff = command->add_option(
      "--diff", options->since,
      "Why the score differs from what it was at this date or time");
  CLI::Option* top =
      command
          ->add_option("--top", options->top,
                       "Only the N strongest reasons for and against")
          ->check(CLI::Range(int64_t{1}, int64_t{1000}))
          ->excludes(diff);
  CLI::Option* subject =
      command
          ->add_flag("--subject", options->subject,
                     "For the person who asks how they were rated (GDPR Art. "
                     "15): Markdown, or JSON")
          ->excludes(diff)
          ->excludes(top);
  command
      ->add_option("--consequences", options->consequences,
                   "With --subject: what follows from a score in your house, "
                   "in full sentences")
      ->needs(subject);
  AddAudience(command, &options->audience)->excludes(subject);
  AddFormat(command, &options->format, {"table", "json"});
  AddLanguage(command, &options->language);
  command->footer(
      "Examples:\n"
      "  lotse explain spec.json leads.csv --id L-17\n"
      "  lotse explain spec.json leads.csv --id L-17 --language de --as-of "
      "2026-11-23\n"
      "  lotse explain spec.json leads.ndjson --id L-17 --diff 2026-11-02\n"
      "  lotse explain spec.json leads.csv --id L-17 --top 3\n"
      "  lotse explain spec.json leads.csv --id L-17 --subject --language de > "
      "letter.md");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
