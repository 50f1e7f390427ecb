// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse score: the scores of all leads of a file, or of the best ones.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/lead_scoring.h"
#include "tools/score_writer.h"
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
  bool contributions = false;
  int threads = 1;
};

// The best leads seen so far, in memory for no more than these. Of equal points
// the earlier lead comes first.
class BestLeads {
 public:
  explicit BestLeads(size_t capacity) : capacity_(capacity) {}

  void Add(ScoreReport report) {
    Entry entry{std::move(report), count_++};
    if (heap_.size() == capacity_) {
      if (!Better(entry, heap_.front())) return;
      std::pop_heap(heap_.begin(), heap_.end(), &Better);
      heap_.back() = std::move(entry);
    } else {
      heap_.push_back(std::move(entry));
    }
    std::push_heap(heap_.begin(), heap_.end(), &Better);
  }

  // Best first.
  std::vector<ScoreReport> Take() {
    std::sort(heap_.begin(), heap_.end(), &Better);
    std::vector<ScoreReport> reports;
    for (Entry& entry : heap_) reports.push_back(std::move(entry.report));
    return reports;
  }

 private:
  struct Entry {
    ScoreReport report;
    int64_t order;
  };
  static bool Better(const Entry& a, const Entry& b) {
    if (a.report.points != b.report.points) {
      return b.report.points < a.report.points;
    }
    return a.order < b.order;
  }

  size_t capacity_;
  int64_t count_ = 0;
  std::vector<Entry> heap_;  // The worst one in front.
};

// "41,188 leads scored: 12 hot, 300 warm, 40,876 cold".
void PrintSummary(const CommandOptions& options, const Engine& engine,
                  const std::map<std::string, int64_t>& counts, int64_t scored,
                  int64_t shown, int64_t bad) {
  std::string text = absl::StrCat(Grouped(scored),
                                  scored == 1 ? " lead" : " leads", " scored");
  const std::vector<Category>& categories = engine.spec().scoring.categories;
  for (auto it = categories.rbegin(); it != categories.rend(); ++it) {
    const auto found = counts.find(it->id);
    absl::StrAppend(
        &text, it == categories.rbegin() ? ": " : ", ",
        Grouped(found == counts.end() ? 0 : found->second), " ",
        CategoryLabel(engine.spec().scoring, it->id, options.language));
  }
  if (bad > 0) {
    absl::StrAppend(&text, "; ", Grouped(bad),
                    bad == 1 ? " bad row left out" : " bad rows left out");
  }
  if (shown < scored) {
    absl::StrAppend(&text, "; the best ",
                    shown == 1 ? "is" : absl::StrCat(shown, " are"),
                    " shown (--top 0 shows all)");
  }
  PrintNote(text);
  const ScoringSpec& scoring = engine.spec().scoring;
  const bool pointless = std::all_of(
      scoring.groups.begin(), scoring.groups.end(), [](const Group& group) {
        return group.rules.empty() && group.bands.empty() &&
               group.options.empty();
      });
  if (pointless) {
    PrintNote(
        absl::StrCat("The spec gives no points yet: add rules to "
                     "scoring.groups in ",
                     options.spec, "."));
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
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  const int64_t top = options.top >= 0            ? options.top
                      : options.format == "table" ? kTableTop
                                                  : 0;
  ScoreOptions how;
  how.language = options.language;
  how.contributions = options.contributions;
  Output out;
  const std::unique_ptr<ScoreWriter> writer = MakeScoreWriter(
      options.format, options.language, options.contributions, *engine, &out);
  BestLeads best(static_cast<size_t>(top));
  BadRows bad(source->name);
  std::map<std::string, int64_t> counts;
  int64_t scored = 0;
  {
    Progress progress("leads");
    ScoreLeads(*engine, *as_of, how, static_cast<size_t>(options.threads),
               source->reader.get(), [&](absl::StatusOr<ScoreReport> report) {
                 progress.Step();
                 if (!report.ok()) {
                   progress.Clear();
                   bad.Add(report.status());
                   return !out.closed();
                 }
                 ++scored;
                 ++counts[report->category];
                 if (top > 0) {
                   best.Add(*std::move(report));
                 } else {
                   writer->Write(*report);
                 }
                 return !out.closed();
               });
  }
  int64_t shown = scored;
  if (top > 0) {
    const std::vector<ScoreReport> reports = best.Take();
    shown = static_cast<int64_t>(reports.size());
    for (const ScoreReport& report : reports) writer->Write(report);
  }
  writer->Finish();
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
    PrintSummary(options, *engine, counts, scored, shown, bad.count());
  }
  return read.ok() && bad.count() == 0 ? kOk : kBadInput;
}

}  // namespace

void AddScoreCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command =
      tool->add_subcommand("score", "Score the leads of a file");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  AddLeads(command, &options->leads);
  AddLeadOptions(command, &options->leads);
  AddAsOf(command, &options->as_of);
  command
      ->add_option("--top", options->top,
                   "Only the best N leads, best first; 0: all, in the order of "
                   "the file. Default: 20 for tables, else 0")
      ->check(CLI::Range(int64_t{0}, int64_t{1000000}));
  AddFormat(command, &options->format, {"table", "json", "csv"});
  AddLanguage(command, &options->language);
  command->add_flag("--contributions", options->contributions,
                    "Also what the points add up from");
  command
      ->add_option("--threads", options->threads,
                   "How many threads decode and score; the results are the "
                   "same")
      ->check(CLI::Range(1, 1024))
      ->capture_default_str();
  command->footer(
      "json writes one lotse.v1.ScoreReport a line. Rows that cannot be read "
      "are named\n"
      "and left out; the exit code is then 1.\n\n"
      "Examples:\n"
      "  lotse score spec.json leads.csv\n"
      "  lotse score spec.json leads.csv --as-of 2026-11-23 --format csv > "
      "scores.csv\n"
      "  zcat leads.ndjson.gz | lotse score spec.json - --format json --top "
      "100");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
