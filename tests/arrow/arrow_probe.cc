// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// A shared library for producers_test.py: takes the addresses of Arrow
// structures and says what LeadImporter reads from them, or scores them.
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "lead_text.h"
#include "lotse/arrow/lead_importer.h"
#include "lotse/arrow/lead_stream.h"
#include "lotse/arrow/score_exporter.h"
#include "lotse/base/time.h"
#include "lotse/condition/condition_text.h"
#include "lotse/score/column_scorer.h"
#include "lotse/score/scorer.h"

namespace {

lotse::FactCatalog Catalog() {
  return *lotse::CompileFactCatalog(lotse::ArrowTestSchema());
}

// Two rules, two categories.
lotse::Scorer TestScorer(const lotse::FactCatalog& catalog) {
  lotse::ScoringSpec spec;
  spec.groups.push_back({"fit"});
  const auto add_rule = [&](const char* id, const char* when, double points) {
    lotse::Rule rule;
    rule.id = id;
    rule.when = *lotse::ParseCondition(when);
    rule.points = lotse::Points::FromDouble(points);
    spec.groups[0].rules.push_back(std::move(rule));
  };
  add_rule("large", "company.employees >= 50", 20);
  add_rule("named", "company.name = \"Acme\"", 12.5);
  spec.categories = {{"cold"}, {"warm"}};
  spec.categories[1].from = lotse::Points::FromDouble(15);
  return *lotse::CompileScorer(spec, catalog);
}

// The caller frees it by lotse_probe_free.
char* Give(const std::string& text) {
  char* const given = static_cast<char*>(std::malloc(text.size() + 1));
  if (given != nullptr) std::memcpy(given, text.c_str(), text.size() + 1);
  return given;
}

std::string ErrorText(const absl::Status& status) {
  return absl::StrCat("error: ", std::string(status.message()), "\n");
}

}  // namespace

extern "C" {

#define PROBE __attribute__((visibility("default")))

PROBE void lotse_probe_free(char* text) { std::free(text); }

// One array of leads; `activities` (may be null) is a table to attach.
PROBE char* lotse_probe_array(ArrowSchema* schema, ArrowArray* array,
                              ArrowSchema* activity_schema,
                              ArrowArray* activities) {
  const lotse::FactCatalog catalog = Catalog();
  lotse::OwnedArrowSchema owned(schema);
  lotse::OwnedArrowSchema owned_activities(activity_schema);
  const auto importer = lotse::LeadImporter::Make(catalog, *owned);
  if (!importer.ok()) return Give(ErrorText(importer.status()));
  auto leads = importer->Import(array);
  if (!leads.ok()) return Give(ErrorText(leads.status()));
  if (activities != nullptr) {
    const absl::Status status =
        importer->AttachActivities(*owned_activities, activities, &*leads);
    if (!status.ok()) return Give(ErrorText(status));
  }
  return Give(lotse::LeadsText(*leads, catalog));
}

// All arrays of a stream.
PROBE char* lotse_probe_stream(ArrowArrayStream* stream) {
  const lotse::FactCatalog catalog = Catalog();
  auto leads = lotse::LeadStream::Open(catalog, stream);
  if (!leads.ok()) return Give(ErrorText(leads.status()));
  std::string text;
  while (true) {
    const auto next = leads->Next();
    if (!next.ok()) return Give(text + ErrorText(next.status()));
    if (!next->has_value()) return Give(text);
    text += lotse::LeadsText(**next, catalog);
  }
}

// Scores one array; `*schema` and `*scores` are filled. Gives an error or null.
PROBE char* lotse_probe_score(ArrowSchema* lead_schema, ArrowArray* array,
                              ArrowSchema* schema, ArrowArray* scores) {
  const lotse::FactCatalog catalog = Catalog();
  lotse::OwnedArrowSchema owned(lead_schema);
  const auto importer = lotse::LeadImporter::Make(catalog, *owned);
  if (!importer.ok()) return Give(ErrorText(importer.status()));
  const auto leads = importer->Import(array);
  if (!leads.ok()) return Give(ErrorText(leads.status()));
  const lotse::Scorer scorer = TestScorer(catalog);
  const lotse::PreviousCategories previous =
      lotse::ReadPreviousCategories(*leads, scorer);
  lotse::ColumnScoreOptions options;
  options.contributions = true;
  if (!previous.category.empty()) {
    options.previous_category = previous.category.data();
    options.previous_category_since = previous.since.data();
  }
  lotse::ColumnScorer columns(scorer, leads->columns(),
                              *lotse::Instant::Parse("2026-11-23"), options);
  lotse::ScoreColumns out;
  columns.Score(0, leads->rows(), &out);
  const lotse::ScoreExporter exporter(scorer, leads->id_format(), true);
  exporter.ExportSchema(schema);
  lotse::ScoredRows rows;
  rows.count = leads->rows();
  rows.ids = leads->ids().has_value() ? &*leads->ids() : nullptr;
  rows.errors = leads->errors();
  const absl::Status status = exporter.Export(out, rows, scores);
  return status.ok() ? nullptr : Give(ErrorText(status));
}

}  // extern "C"
