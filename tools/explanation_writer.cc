// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The writers of explanations.
#include "tools/explanation_writer.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lotse/engine/describe_score.h"
#include "tools/score_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

// Appends lines of a tree of entries with `text` and `parts`.
template <typename Entry>
void AddLines(const std::vector<Entry>& entries, size_t indent, bool color,
              std::vector<std::string>* lines) {
  for (const Entry& entry : entries) {
    lines->push_back(
        Styled(absl::StrCat(std::string(indent, ' '), Printable(entry.text)),
               Style::kDim, color));
    AddLines(entry.parts, indent + 4, color, lines);
  }
}

class Lines {
 public:
  explicit Lines(Output* out) : out_(out) {}

  void Add(absl::string_view text = "") {
    out_->Write(absl::StrCat(text, "\n"));
  }
  void AddBold(absl::string_view text) {
    Add(Styled(text, Style::kBold, out_->color()));
  }
  // "Points:       32.5", values below each other.
  void AddValue(absl::string_view name, absl::string_view value) {
    std::string line = absl::StrCat(name, ":");
    line.resize(std::max(line.size() + 1, width_), ' ');
    Add(absl::StrCat(line, value));
  }
  void set_width(size_t width) { width_ = width; }

 private:
  Output* out_;
  size_t width_ = 14;
};

std::string PercentText(double share, const std::string& language) {
  std::string percent = Percent(share);
  return language == "de" ? absl::StrReplaceAll(percent, {{".", ","}})
                          : percent;
}

TableCell CategoryCell(const Engine& engine, const std::string& id,
                       const std::string& language) {
  if (id.empty()) return {"-"};
  return {CategoryLabel(engine.spec().scoring, id, language),
          CategoryStyle(engine.spec().scoring, id)};
}

// A further score by its label, or name.
std::string NameOfScore(const Engine& engine, const std::string& name,
                        const std::string& language) {
  for (const NamedScore& score : engine.spec().scores) {
    if (score.name == name && !score.label.empty()) {
      return std::string(score.label.In(language));
    }
  }
  return name;
}

void AddContributions(const std::vector<ReportedContribution>& contributions,
                      const std::string& language, Output* out) {
  TableWriter table({{Say(language, "points", "Punkte"), true, 0},
                     {Say(language, "sum", "Summe"), true, 0},
                     {Say(language, "reason", "Grund"), false, 0}},
                    out);
  Points sum;
  for (const ReportedContribution& part : contributions) {
    sum += part.points;
    table.Add({{SignedRoundPoints(part.points, language)},
               {RoundPoints(sum, language)},
               {part.text}},
              PartLines(part.parts, 8, out->color()));
  }
  table.Finish();
}

}  // namespace

std::vector<std::string> PartLines(
    const std::vector<ReportedContribution>& parts, size_t indent, bool color) {
  std::vector<std::string> lines;
  AddLines(parts, indent, color, &lines);
  return lines;
}

void WriteReport(const ScoreReport& report, const Engine& engine,
                 const std::string& language, Output* out) {
  const ScoringSpec& scoring = engine.spec().scoring;
  Lines lines(out);
  lines.set_width(language == "de" ? 20 : 14);
  lines.AddBold(absl::StrCat(
      Say(language, "Lead ", "Lead "), Printable(report.lead_id),
      Say(language, " as of ", ", Stand "), report.as_of.ToString()));
  lines.Add();
  if (report.contributions.empty()) {
    lines.Add(Say(language, "Nothing gave or took points.",
                  "Nichts gab oder nahm Punkte."));
  } else {
    AddContributions(report.contributions, language, out);
  }
  lines.Add();
  lines.AddValue(Say(language, "Points", "Punkte"),
                 RoundPoints(report.points, language));
  if (!report.category.empty()) {
    lines.AddValue(
        Say(language, "Category", "Kategorie"),
        Styled(CategoryLabel(scoring, report.category, language),
               CategoryStyle(scoring, report.category), out->color()));
  }
  if (!report.grid_row.empty()) {
    lines.AddValue(Say(language, "Grid", "Raster"),
                   absl::StrCat(report.grid_row, report.grid_column));
  }
  if (!report.veto.empty()) {
    lines.AddValue(Say(language, "Veto", "Ausschluss"),
                   Printable(report.veto_reason));
  }
  if (report.probability.has_value()) {
    lines.AddValue(
        Say(language, "Probability", "Wahrscheinlichkeit"),
        absl::StrCat(
            PercentText(*report.probability, language),
            !report.probability_assumed
                ? ""
                : Say(language,
                      " (an assumption of the spec, not learned from outcomes)",
                      " (eine Annahme der Konfiguration, nicht aus Ergebnissen "
                      "gelernt)")));
  }
  if (report.engagement.has_value()) {
    lines.AddValue(Say(language, "Engagement", "Engagement"),
                   RoundPoints(*report.engagement, language));
  }
  if (report.next_check_at != Instant()) {
    lines.AddValue(Say(language, "Next change", "Neu bewerten"),
                   report.next_check_at.ToString());
  }
  for (const NamedScoreReport& score : report.scores) {
    lines.Add();
    lines.AddBold(absl::StrCat(
        Printable(NameOfScore(engine, score.name, language)), ": ",
        RoundPoints(score.points, language),
        score.grid_row.empty()
            ? ""
            : absl::StrCat(" ", score.grid_row, score.grid_column),
        score.category.empty() ? "" : absl::StrCat(" ", score.category),
        score.veto.empty()
            ? ""
            : absl::StrCat(" (", Printable(score.veto_reason), ")")));
    if (!score.contributions.empty()) {
      AddContributions(score.contributions, language, out);
    }
  }
}

void WriteDiff(const ScoreDiff& diff, const Engine& engine,
               const std::string& language, Output* out) {
  const ScoringSpec& scoring = engine.spec().scoring;
  Lines lines(out);
  lines.AddBold(
      absl::StrCat("Lead ", Printable(diff.lead_id), ": ", diff.text));
  lines.Add();
  if (diff.changes.empty()) {
    lines.Add(Say(language, "Nothing that counts has changed.",
                  "Nichts, was zählt, hat sich geändert."));
    return;
  }
  const auto moment = [&](const ScoreMoment& at) {
    return absl::StrCat(
        DescribeDate(at.at.date(), language),
        at.category.empty()
            ? ""
            : absl::StrCat(", ", CategoryLabel(scoring, at.category, language)),
        !at.probability.has_value()
            ? ""
            : absl::StrCat(", ", PercentText(*at.probability, language)));
  };
  TableWriter table(
      {{Say(language, "points", "Punkte"), true, 0},
       {Say(language, "sum", "Summe"), true, 0},
       {Say(language, "what changed", "was sich änderte"), false, 0}},
      out);
  Points sum = diff.before.points;
  table.Add({{""}, {RoundPoints(sum, language)}, {moment(diff.before)}});
  for (const ScoreChange& change : diff.changes) {
    sum += change.points;
    std::vector<std::string> details;
    AddLines(change.contributions, 8, out->color(), &details);
    table.Add({{SignedRoundPoints(change.points, language)},
               {RoundPoints(sum, language)},
               {change.text}},
              std::move(details));
  }
  table.Add(
      {{""}, {RoundPoints(diff.after.points, language)}, {moment(diff.after)}});
  table.Finish();
}

void WriteReasons(const ScoreReport& report, const ReasonSummary& reasons,
                  const Engine& engine, const std::string& language,
                  Output* out) {
  Lines lines(out);
  lines.AddBold(absl::StrCat(
      "Lead ", Printable(report.lead_id), ": ",
      RoundPoints(report.points, language), Say(language, " points", " Punkte"),
      report.category.empty()
          ? ""
          : absl::StrCat(", ", CategoryLabel(engine.spec().scoring,
                                             report.category, language)),
      report.veto.empty()
          ? ""
          : absl::StrCat(" (", Printable(report.veto_reason), ")")));
  const auto add = [&](const std::vector<Reason>& list, const char* title) {
    if (list.empty()) return;
    lines.Add();
    lines.Add(title);
    for (const Reason& reason : list) {
      lines.Add(absl::StrCat("  - ", Printable(reason.text)));
    }
  };
  add(reasons.in_favour, Say(language, "Speaks for it:", "Dafür spricht:"));
  add(reasons.against, Say(language, "Speaks against it:", "Dagegen spricht:"));
  add(reasons.limits, Say(language, "Limits:", "Grenzen:"));
  if (reasons.in_favour.empty() && reasons.against.empty()) {
    lines.Add();
    lines.Add(Say(language, "Nothing gave or took points.",
                  "Nichts gab oder nahm Punkte."));
  }
}

namespace {

void WriteMoves(const SpecComparisonReport& report, const Engine& before,
                const Engine& after, const std::string& language, Output* out) {
  TableWriter table({{Say(language, "before", "vorher"), false, 0},
                     {Say(language, "after", "nachher"), false, 0},
                     {Say(language, "leads", "Leads"), true, 0},
                     {Say(language, "won", "gewonnen"), true, 0},
                     {Say(language, "lost", "verloren"), true, 0}},
                    out);
  for (const CategoryMove& move : report.moves) {
    table.Add({CategoryCell(before, move.before, language),
               CategoryCell(after, move.after, language),
               {Grouped(move.leads)},
               {Grouped(move.won)},
               {Grouped(move.lost)}});
  }
  table.Finish();
}

void WriteConversions(const SpecComparisonReport& report, const Engine& before,
                      const Engine& after, const std::string& language,
                      Output* out) {
  TableWriter table(
      {{Say(language, "rules", "Regeln"), false, 0},
       {Say(language, "category", "Kategorie"), false, 0},
       {Say(language, "leads", "Leads"), true, 0},
       {Say(language, "won", "gewonnen"), true, 0},
       {Say(language, "share", "Anteil"), true, 0},
       {Say(language, "95 % interval", "95-%-Intervall"), true, 0}},
      out);
  const auto add = [&](const std::vector<CategoryConversion>& conversions,
                       const Engine& engine, const char* rules) {
    for (const CategoryConversion& c : conversions) {
      const bool known = c.won + c.lost > 0;
      table.Add({{rules},
                 CategoryCell(engine, c.category, language),
                 {Grouped(c.leads)},
                 {Grouped(c.won)},
                 {known ? PercentText(c.share, language) : "-"},
                 {known ? absl::StrCat(PercentText(c.share_low, language),
                                       Say(language, " to ", " bis "),
                                       PercentText(c.share_high, language))
                        : "-"}});
    }
  };
  add(report.before, before, Say(language, "before", "vorher"));
  add(report.after, after, Say(language, "after", "nachher"));
  table.Finish();
}

// "Of 60 leads that were won, the old rules call 15 Hot and the new ones 18."
void WriteHighest(const SpecComparisonReport& report, const Engine& after,
                  const std::string& language, Lines* lines) {
  const std::vector<Category>& categories = after.spec().scoring.categories;
  if (categories.empty() || report.won + report.lost == 0) return;
  const std::string hot =
      CategoryLabel(after.spec().scoring, categories.back().id, language);
  const auto line = [&](int64_t all, int64_t before_count, int64_t after_count,
                        const char* en, const char* de) {
    if (all == 0) return;
    if (language == "de") {
      lines->Add(absl::StrCat("Von ", Grouped(all), " ", de,
                              " Leads sind "
                              "nach den alten Regeln ",
                              Grouped(before_count), " ", hot,
                              ", nach den neuen ", Grouped(after_count), "."));
    } else {
      lines->Add(absl::StrCat("Of ", Grouped(all), " leads that were ", en,
                              ", the old rules call ", Grouped(before_count),
                              " ", hot, " and the new ones ",
                              Grouped(after_count), "."));
    }
  };
  line(report.won, report.won_in_highest_before, report.won_in_highest_after,
       "won", "gewonnenen");
  line(report.lost, report.lost_in_highest_before, report.lost_in_highest_after,
       "lost", "verlorenen");
}

}  // namespace

void WriteComparison(const SpecComparisonReport& report, const Engine& before,
                     const Engine& after, const std::string& language,
                     Output* out) {
  Lines lines(out);
  lines.AddBold(absl::StrCat(
      Grouped(report.leads),
      report.leads == 1 ? Say(language, " lead: ", " Lead: ")
                        : Say(language, " leads: ", " Leads: "),
      Grouped(report.risen), Say(language, " rise, ", " steigen, "),
      Grouped(report.fallen), Say(language, " fall", " fallen"),
      report.renamed == 0
          ? ""
          : absl::StrCat(", ", Grouped(report.renamed),
                         Say(language, " get another category",
                             " bekommen eine andere Kategorie")),
      Say(language, "; points change by ", "; die Punkte ändern sich um "),
      // A mean has no end of decimals, however small it is.
      SignedRoundPoints(ToHundredths(Points::FromDouble(report.mean_change)),
                        language),
      Say(language, " on average", " im Mittel")));
  lines.Add();
  WriteMoves(report, before, after, language, out);
  lines.Add();
  WriteConversions(report, before, after, language, out);
  lines.Add();
  WriteHighest(report, after, language, &lines);
  if (report.movers.empty()) return;
  lines.Add();
  lines.Add(Say(language, "The leads that move most:",
                "Die Leads, die sich am meisten bewegen:"));
  lines.Add();
  TableWriter table({{Say(language, "lead", "Lead"), false, 40},
                     {Say(language, "before", "vorher"), true, 0},
                     {Say(language, "after", "nachher"), true, 0},
                     {Say(language, "change", "Änderung"), true, 0},
                     {Say(language, "category", "Kategorie"), false, 0},
                     {Say(language, "in the end", "am Ende"), false, 0}},
                    out);
  for (const MovedLead& lead : report.movers) {
    const std::string from =
        CategoryCell(before, lead.category_before, language).text;
    const TableCell to = CategoryCell(after, lead.category_after, language);
    table.Add(
        {{lead.lead_id},
         {RoundPoints(lead.before, language)},
         {RoundPoints(lead.after, language)},
         {SignedRoundPoints(lead.after - lead.before, language)},
         {from == to.text ? from : absl::StrCat(from, " > ", to.text),
          to.style},
         {lead.outcome == OutcomeKind::kWon ? Say(language, "won", "gewonnen")
          : lead.outcome == OutcomeKind::kLost
              ? Say(language, "lost", "verloren")
              : "-"}});
  }
  table.Finish();
}

}  // namespace lotse::tools
