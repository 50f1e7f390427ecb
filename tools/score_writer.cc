// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The three writers of scores.
#include "tools/score_writer.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "lotse/import/csv_writer.h"
#include "lotse/proto/json.h"
#include "tools/explanation_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

constexpr size_t kMaxIdWidth = 40;

std::string ProbabilityText(const ScoreReport& report,
                            const std::string& language) {
  if (!report.probability.has_value()) return "";
  const std::string text = Percent(*report.probability);
  return language == "de" ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

// The points of a further score; unset if it does not apply to the lead.
std::optional<Points> PointsOf(const ScoreReport& report,
                               const std::string& name) {
  for (const NamedScoreReport& score : report.scores) {
    if (score.name == name) return score.points;
  }
  return std::nullopt;
}

class TableScoreWriter : public ScoreWriter {
 public:
  TableScoreWriter(std::string language, const Engine& engine, Output* out)
      : language_(std::move(language)),
        spec_(engine.spec()),
        scoring_(spec_.scoring),
        has_engagement_(!spec_.engagement.groups.empty()),
        out_(out),
        table_(Columns(), out) {}

  void Write(const ScoreReport& report) override {
    std::vector<TableCell> row = {{report.lead_id},
                                  {RoundPoints(report.points, language_)}};
    if (!scoring_.categories.empty()) {
      row.push_back({CategoryLabel(scoring_, report.category, language_),
                     CategoryStyle(scoring_, report.category)});
    }
    if (scoring_.grid.has_value()) {
      row.push_back({absl::StrCat(report.grid_row, report.grid_column)});
    }
    if (scoring_.assumed_probability.has_value()) {
      row.push_back({ProbabilityText(report, language_)});
    }
    if (has_engagement_) {
      row.push_back(
          {RoundPoints(report.engagement.value_or(Points()), language_)});
    }
    for (const NamedScore& score : spec_.scores) {
      const std::optional<Points> points = PointsOf(report, score.name);
      row.push_back(
          {points.has_value() ? RoundPoints(*points, language_) : ""});
    }
    if (!scoring_.vetoes.empty()) row.push_back({report.veto_reason});
    std::vector<std::string> details;
    for (const ReportedContribution& part : report.contributions) {
      details.push_back(Styled(absl::StrCat("    ", Printable(part.text)),
                               Style::kDim, out_->color()));
      for (std::string& line : PartLines(part.parts, 8, out_->color())) {
        details.push_back(std::move(line));
      }
    }
    table_.Add(std::move(row), std::move(details));
  }

  void Finish() override { table_.Finish(); }

 private:
  std::vector<TableColumn> Columns() const {
    std::vector<TableColumn> columns = {
        {Say(language_, "lead", "Lead"), false, kMaxIdWidth},
        {Say(language_, "points", "Punkte"), true, 0}};
    if (!scoring_.categories.empty()) {
      columns.push_back({Say(language_, "category", "Kategorie"), false, 0});
    }
    if (scoring_.grid.has_value()) {
      columns.push_back({Say(language_, "grid", "Raster"), false, 0});
    }
    if (scoring_.assumed_probability.has_value()) {
      columns.push_back({Say(language_, "assumed", "Annahme"), true, 0});
    }
    if (has_engagement_) {
      columns.push_back({"engagement", true, 0});
    }
    for (const NamedScore& score : spec_.scores) {
      columns.push_back({score.label.empty()
                             ? score.name
                             : std::string(score.label.In(language_)),
                         true, 30});
    }
    if (!scoring_.vetoes.empty()) {
      columns.push_back({Say(language_, "veto", "Ausschluss"), false, 60});
    }
    return columns;
  }

  std::string language_;
  const EngineSpec& spec_;
  const ScoringSpec& scoring_;
  const bool has_engagement_;
  Output* out_;
  TableWriter table_;
};

class JsonScoreWriter : public ScoreWriter {
 public:
  explicit JsonScoreWriter(Output* out) : out_(out) {}
  void Write(const ScoreReport& report) override {
    out_->Write(absl::StrCat(proto::ToJson(report), "\n"));
  }
  void Finish() override {}

 private:
  Output* out_;
};

class CsvScoreWriter : public ScoreWriter {
 public:
  CsvScoreWriter(std::string language, bool contributions,
                 const EngineSpec& spec, Output* out)
      : language_(std::move(language)),
        spec_(spec),
        delimiter_(language_ == "de" ? ';' : ','),
        contributions_(contributions),
        out_(out) {
    std::vector<absl::string_view> header = {"lead_id",
                                             "points",
                                             "category",
                                             "probability",
                                             "probability_assumed",
                                             "veto",
                                             "veto_reason",
                                             "as_of"};
    if (!spec_.engagement.groups.empty()) header.push_back("engagement");
    std::vector<std::string> names;
    for (const NamedScore& score : spec_.scores) {
      names.push_back(absl::StrCat("score.", score.name));
    }
    header.insert(header.end(), names.begin(), names.end());
    if (contributions_) header.push_back("contributions");
    WriteRow(header);
  }

  void Write(const ScoreReport& report) override {
    const bool known = report.probability.has_value();
    const std::string points = PlainPoints(report.points, language_);
    std::string probability =
        known ? absl::StrCat(*report.probability) : std::string();
    if (language_ == "de") {
      probability = absl::StrReplaceAll(probability, {{".", ","}});
    }
    const std::string as_of = report.as_of.ToString();
    std::vector<absl::string_view> row = {report.lead_id,
                                          points,
                                          report.category,
                                          probability,
                                          !known ? ""
                                          : report.probability_assumed
                                              ? "true"
                                              : "false",
                                          report.veto,
                                          report.veto_reason,
                                          as_of};
    std::vector<std::string> more;
    if (!spec_.engagement.groups.empty()) {
      more.push_back(
          PlainPoints(report.engagement.value_or(Points()), language_));
    }
    for (const NamedScore& score : spec_.scores) {
      const std::optional<Points> further = PointsOf(report, score.name);
      more.push_back(further.has_value() ? PlainPoints(*further, language_)
                                         : "");
    }
    row.insert(row.end(), more.begin(), more.end());
    std::string reasons;
    if (contributions_) {
      reasons = absl::StrJoin(
          report.contributions, "\n",
          [](std::string* text, const ReportedContribution& part) {
            absl::StrAppend(text, part.text);
          });
      row.push_back(reasons);
    }
    WriteRow(row);
  }

  void Finish() override {}

 private:
  void WriteRow(const std::vector<absl::string_view>& cells) {
    line_.clear();
    AppendCsvRow(cells, delimiter_, &line_);
    out_->Write(line_);
  }

  std::string language_;
  const EngineSpec& spec_;
  char delimiter_;
  bool contributions_;
  Output* out_;
  std::string line_;
};

}  // namespace

std::unique_ptr<ScoreWriter> MakeScoreWriter(const std::string& format,
                                             const std::string& language,
                                             bool contributions,
                                             const Engine& engine,
                                             Output* out) {
  if (format == "json") return std::make_unique<JsonScoreWriter>(out);
  if (format == "csv") {
    return std::make_unique<CsvScoreWriter>(language, contributions,
                                            engine.spec(), out);
  }
  return std::make_unique<TableScoreWriter>(language, engine, out);
}

std::string CategoryLabel(const ScoringSpec& spec, const std::string& id,
                          const std::string& language) {
  for (const Category& category : spec.categories) {
    if (category.id != id) continue;
    const absl::string_view label = category.label.In(language);
    return std::string(label.empty() ? absl::string_view(id) : label);
  }
  return id;
}

Style CategoryStyle(const ScoringSpec& spec, const std::string& id) {
  const size_t count = spec.categories.size();
  for (size_t i = 0; i < count; ++i) {
    if (spec.categories[i].id != id) continue;
    if (count > 1 && i + 1 == count) return Style::kRed;
    return i == 0 ? Style::kBlue : Style::kYellow;
  }
  return Style::kPlain;
}

std::string PlainPoints(Points points, const std::string& language) {
  std::string text = points.ToString();
  return language == "de" ? absl::StrReplaceAll(text, {{".", ","}}) : text;
}

Points ToHundredths(Points points) {
  constexpr int64_t kHundredth = 10000000;
  const int64_t nano = points.nano();
  return Points::FromNano((nano + (nano < 0 ? -kHundredth : kHundredth) / 2) /
                          kHundredth * kHundredth);
}

std::string RoundPoints(Points points, const std::string& language) {
  const Points rounded = ToHundredths(points);
  return PlainPoints(rounded == Points() ? points : rounded, language);
}

std::string SignedRoundPoints(Points points, const std::string& language) {
  return absl::StrCat(points > Points() ? "+" : "",
                      RoundPoints(points, language));
}

std::string SignedPoints(Points points, const std::string& language) {
  return absl::StrCat(points > Points() ? "+" : "",
                      PlainPoints(points, language));
}

}  // namespace lotse::tools
