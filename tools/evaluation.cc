// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Evaluation.
#include "tools/evaluation.h"

#include <algorithm>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "lotse/base/decimal.h"
#include "nlohmann/json.hpp"
#include "tools/score_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

using Json = nlohmann::ordered_json;

constexpr size_t kReasons = 3;

std::vector<std::string> CategoryNames(const ScoringSpec& scoring,
                                       const std::string& language) {
  std::vector<std::string> names;
  for (const Category& category : scoring.categories) {
    names.push_back(CategoryLabel(scoring, category.id, language));
  }
  return names;
}

// Rules and tables are reasons; the start value and caps are arithmetic.
bool IsReason(const ReportedContribution& contribution) {
  return absl::StrContains(contribution.path, "].");
}

const char* WordOf(OutcomeKind outcome) {
  return outcome == OutcomeKind::kWon ? "bought" : "did not buy";
}

}  // namespace

Evaluation::Evaluation(const Engine& engine, Instant as_of,
                       std::string language, size_t top)
    : engine_(engine),
      as_of_(as_of),
      language_(std::move(language)),
      top_(top),
      outcomes_(CategoryNames(engine.spec().scoring, language_)) {}

absl::Status Evaluation::Add(const LeadRecord& record) {
  if (++rows_ <= skip_) {
    ++skipped_;
    return absl::OkStatus();
  }
  if (!record.status.ok()) {
    ++bad_;
    return record.status;
  }
  const std::optional<Outcome>& outcome = record.facts.lead.outcome;
  if (!outcome.has_value() || outcome->kind == OutcomeKind::kUnspecified) {
    ++open_;
    return absl::OkStatus();
  }
  const absl::StatusOr<ScoreReport> report =
      engine_.Score(record.facts, as_of_, {}, &scratch_);
  if (!report.ok()) {
    ++bad_;
    return report.status();
  }
  if (outcome->at != Instant() && outcome->at <= as_of_) ++known_before_;
  const std::vector<Category>& categories = engine_.spec().scoring.categories;
  for (size_t i = 0; i < categories.size(); ++i) {
    if (categories[i].id == report->category) {
      outcomes_.Add(i, outcome->kind == OutcomeKind::kWon);
    }
  }
  List(record.facts, report->points);
  return absl::OkStatus();
}

void Evaluation::List(const Facts& facts, Points points) {
  if (top_ == 0) return;
  if (listed_.size() == top_ && points <= listed_.back().points) return;
  // Of equal points the earlier lead comes first.
  const auto place = std::find_if(
      listed_.begin(), listed_.end(),
      [points](const Listed& other) { return other.points < points; });
  listed_.insert(place, Listed{facts, points});
  if (listed_.size() > top_) listed_.pop_back();
}

std::vector<Evaluation::Reasoned> Evaluation::TopLeads() const {
  std::vector<Reasoned> leads;
  ScoreOptions how;
  how.language = language_;
  how.contributions = true;
  for (const Listed& listed : listed_) {
    absl::StatusOr<ScoreReport> report =
        engine_.Score(listed.facts, as_of_, how);
    if (!report.ok()) continue;  // It was scored before.
    Reasoned lead;
    lead.outcome = listed.facts.lead.outcome->kind;
    for (const ReportedContribution& contribution : report->contributions) {
      if (lead.reasons.size() < kReasons && IsReason(contribution)) {
        lead.reasons.push_back(contribution.text);
      }
    }
    lead.report = *std::move(report);
    leads.push_back(std::move(lead));
  }
  return leads;
}

void Evaluation::WriteCounts(Output* out) const {
  const CategoryOutcome all = outcomes_.All();
  TableWriter table({{"records"}, {Grouped(rows_), /*right=*/true}}, out);
  const auto add = [&](const char* what, int64_t count) {
    if (count > 0) table.Add({{what}, {Grouped(count)}});
  };
  add("  skipped at the start", skipped_);
  add("  could not be read", bad_);
  add("  without an outcome", open_);
  table.Add({{"  evaluated"}, {Grouped(all.leads)}});
  table.Finish();
  out->Write("\n");
  if (known_before_ > 0) {
    out->Write(absl::StrCat(
        "Take care: ", Grouped(known_before_),
        known_before_ == 1 ? " outcome was" : " outcomes were", " known on ",
        as_of_.ToString(), " already; facts may give it away.\n\n"));
  }
}

void Evaluation::WriteOutcomes(Output* out) const {
  const ScoringSpec& scoring = engine_.spec().scoring;
  TableWriter table({{"category"},
                     {"leads", /*right=*/true},
                     {"bought", /*right=*/true},
                     {"share", /*right=*/true},
                     {"95 % interval", /*right=*/true}},
                    out);
  const auto add = [&](const CategoryOutcome& row, Style style) {
    const ShareInterval interval = row.interval();
    const bool some = row.leads > 0;
    table.Add({{row.name, style},
               {Grouped(row.leads)},
               {Grouped(row.won)},
               {some ? Percent(row.share()) : "-", Style::kBold},
               {some ? absl::StrCat(Percent(interval.low), " to ",
                                    // Keeps "to" in one column.
                                    interval.high < 0.0995 ? " " : "",
                                    Percent(interval.high))
                     : "-"}});
  };
  for (size_t i = scoring.categories.size(); i-- > 0;) {
    add(outcomes_.categories()[i],
        CategoryStyle(scoring, scoring.categories[i].id));
  }
  add(outcomes_.All(), Style::kPlain);
  table.Finish();
  const Judgement judgement = outcomes_.Judge();
  const Style style = judgement.verdict == Verdict::kConfirmed ? Style::kGreen
                      : judgement.verdict == Verdict::kContradicted
                          ? Style::kRed
                          : Style::kYellow;
  out->Write(absl::StrCat(
      "\n", Styled(Printable(judgement.text), style, out->color()), "\n"));
}

void Evaluation::WriteTop(Output* out) const {
  const std::vector<Reasoned> leads = TopLeads();
  if (leads.empty()) return;
  const ScoringSpec& scoring = engine_.spec().scoring;
  out->Write(absl::StrCat("\nThe ", leads.size(),
                          " leads with the most points, and why:\n\n"));
  TableWriter table({{"lead", /*right=*/false, 40},
                     {"category"},
                     {"points", /*right=*/true},
                     {"probability", /*right=*/true},
                     {"in the end"}},
                    out);
  for (const Reasoned& lead : leads) {
    std::vector<std::string> details;
    for (const std::string& reason : lead.reasons) {
      details.push_back(absl::StrCat(
          "    ", Styled(Printable(reason), Style::kDim, out->color())));
    }
    const ScoreReport& report = lead.report;
    table.Add(
        {{report.lead_id, Style::kBold},
         {CategoryLabel(scoring, report.category, language_),
          CategoryStyle(scoring, report.category)},
         {PlainPoints(report.points, language_)},
         {report.probability.has_value() ? Percent(*report.probability) : ""},
         {WordOf(lead.outcome)}},
        std::move(details));
  }
  table.Finish();
  if (scoring.assumed_probability.has_value()) {
    out->Write(
        "\nThe probabilities rest on an assumption that the spec declares, not "
        "on outcomes.\n");
  }
}

void Evaluation::WriteTable(Output* out) const {
  WriteCounts(out);
  WriteOutcomes(out);
  WriteTop(out);
}

void Evaluation::WriteJson(Output* out) const {
  const ScoringSpec& scoring = engine_.spec().scoring;
  const auto row = [](const CategoryOutcome& counted) {
    Json json;
    json["leads"] = counted.leads;
    json["won"] = counted.won;
    if (counted.leads > 0) {
      json["share"] = counted.share();
      json["low"] = counted.interval().low;
      json["high"] = counted.interval().high;
    }
    return json;
  };
  Json json;
  json["as_of"] = as_of_.ToString();
  json["rows"] = rows_;
  json["skipped"] = skipped_;
  json["bad"] = bad_;
  json["open"] = open_;
  json["known_before"] = known_before_;
  json["all"] = row(outcomes_.All());
  json["categories"] = Json::array();
  for (size_t i = 0; i < scoring.categories.size(); ++i) {
    Json category;
    category["id"] = scoring.categories[i].id;
    category.update(row(outcomes_.categories()[i]));
    json["categories"].push_back(std::move(category));
  }
  const Judgement judgement = outcomes_.Judge();
  json["confirmed"] = judgement.verdict == Verdict::kConfirmed;
  json["verdict"] = judgement.text;
  if (top_ > 0) {
    json["top"] = Json::array();
    for (const Reasoned& lead : TopLeads()) {
      Json item;
      item["lead_id"] = lead.report.lead_id;
      item["category"] = lead.report.category;
      item["points"] = lead.report.points.ToDouble();
      if (lead.report.probability.has_value()) {
        item["probability"] = *lead.report.probability;
      }
      item["won"] = lead.outcome == OutcomeKind::kWon;
      item["reasons"] = lead.reasons;
      json["top"].push_back(std::move(item));
    }
  }
  out->Write(absl::StrCat(
      json.dump(2, ' ', false, Json::error_handler_t::replace), "\n"));
}

}  // namespace lotse::tools
