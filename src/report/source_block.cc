// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// SourceBlock: which column was taken for what, what is missing and what that
// costs, and what of the export was left out.
#include <algorithm>

#include "absl/strings/str_join.h"
#include "src/report/pipeline_blocks.h"
#include "src/report/pipeline_phrases.h"

namespace lotse {
namespace {

namespace phrases = pipeline_phrases;

// An export whose newest date is this much older is of another day.
constexpr int64_t kOldExportDays = 60;

// "came in = Created Date", each fact with all its columns.
std::vector<std::string> ReadAs(const SourceFigures& source,
                                const PagePhrasing& say) {
  std::vector<std::string> parts;
  for (const phrases::FactPhrases& fact : phrases::kFacts) {
    std::vector<std::string> columns;
    for (const ColumnUse& use : source.columns) {
      if (use.fact == fact.fact) columns.push_back(say.Quoted(use.column));
    }
    if (columns.empty()) continue;
    parts.push_back(say.Say(phrases::kFactIs, say.Say(fact.label),
                            absl::StrJoin(columns, ", ")));
  }
  return parts;
}

bool Has(const SourceFigures& source, PipelineFact fact) {
  return std::any_of(source.columns.begin(), source.columns.end(),
                     [&](const ColumnUse& use) { return use.fact == fact; });
}

std::vector<std::string> NotFound(const SourceFigures& source,
                                  const PagePhrasing& say) {
  std::vector<std::string> parts;
  for (const phrases::FactPhrases& fact : phrases::kFacts) {
    if (fact.cost.en == nullptr || Has(source, fact.fact)) continue;
    // A stage that was entered says as much.
    if (fact.fact == PipelineFact::kStateSince &&
        (Has(source, PipelineFact::kStageEntered) ||
         !Has(source, PipelineFact::kState))) {
      continue;
    }
    const bool counted_from_work = fact.fact == PipelineFact::kCreated &&
                                   Has(source, PipelineFact::kFirstWorked);
    parts.push_back(say.Say(
        phrases::kFactCost, say.Say(fact.label),
        say.Say(counted_from_work ? phrases::kNoEntryCost : fact.cost)));
  }
  return parts;
}

}  // namespace

PageBlock SourceBlock(const PipelineReport& report,
                      const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  const SourceFigures& source = report.source;
  PageBlock block = NewBlock("source", phrases::kSourceTitle, say);
  const auto note = [&](const Phrase& phrase, int64_t count) {
    if (count > 0) block.notes.push_back(say.Say(phrase, say.Number(count)));
  };
  const std::vector<std::string> read_as = ReadAs(source, say);
  if (!read_as.empty()) {
    block.notes.push_back(
        say.Say(phrases::kReadAs, absl::StrJoin(read_as, "; ")));
  }
  const std::vector<std::string> not_found = NotFound(source, say);
  if (!not_found.empty()) {
    block.notes.push_back(
        say.Say(phrases::kNotFound, absl::StrJoin(not_found, "; ")));
  }
  note(phrases::kBadRows, source.bad_rows);
  for (const ColumnUse& use : source.columns) {
    if (use.unreadable == 0) continue;
    block.notes.push_back(say.Say(phrases::kUnreadable,
                                  say.Number(use.unreadable),
                                  say.Quoted(use.column)));
  }
  note(phrases::kOtherLines, source.other_lines);
  if (report.future > 0) {
    block.notes.push_back(say.Say(phrases::kFuture, say.Number(report.future),
                                  say.Day(report.as_of)));
  }
  if (report.closed_in_future > 0) {
    block.notes.push_back(say.Say(phrases::kClosedInFuture,
                                  say.Number(report.closed_in_future),
                                  say.Day(report.as_of)));
  }
  if (report.newest != Instant() &&
      report.newest + Duration::Days(kOldExportDays) < report.as_of) {
    block.notes.push_back(say.Say(phrases::kOldExport, say.Day(report.newest),
                                  say.Day(report.as_of)));
  }
  block.notes.push_back(say.Say(phrases::kNoPersons));
  return block;
}

}  // namespace lotse
