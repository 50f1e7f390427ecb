// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteFunnel.
#include "tools/funnel_writer.h"

#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "tools/decision_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

class FunnelWriter {
 public:
  FunnelWriter(const LifecycleMetrics& metrics, const std::string& language,
               Output* out)
      : metrics_(metrics), language_(language), out_(out) {}

  void Write() {
    Title(absl::StrCat(Label(metrics_.label), ": ", Grouped(metrics_.leads),
                       metrics_.leads == 1 ? " lead" : " leads", ", ",
                       metrics_.began_at.date().ToString(), " to ",
                       metrics_.as_of.date().ToString()));
    WriteSteps();
    WriteStates();
    WriteLoops();
    WriteHandOvers();
    WriteClocks();
  }

 private:
  std::string Label(const LocalText& label) const {
    return Printable(label.In(language_));
  }
  void Title(const std::string& text) {
    out_->Write(absl::StrCat(Styled(text, Style::kBold, out_->color()), "\n"));
  }
  void Line(const std::string& text) { out_->Write(absl::StrCat(text, "\n")); }

  static std::string Share(const ShareFigure& share) {
    return share.of == 0 ? "-" : Percent(share.share);
  }
  static std::string Interval(const ShareFigure& share) {
    return share.of == 0
               ? ""
               : absl::StrCat(Percent(share.low), " to ", Percent(share.high));
  }
  static std::string Median(const LengthFigure& length) {
    return length.cases == 0 ? "-" : LengthOf(length.median);
  }
  static std::string P90(const LengthFigure& length) {
    return length.cases == 0 ? "-" : LengthOf(length.p90);
  }

  void WriteSteps() {
    TableWriter table({{"step"},
                       {"reached", true},
                       {"now", true},
                       {"goes on", true},
                       {"95 % interval", true}},
                      out_);
    for (const FunnelStep& step : metrics_.funnel) {
      table.Add({{Label(step.label)},
                 {Grouped(step.leads)},
                 {Grouped(step.now)},
                 {Share(step.went_on)},
                 {Interval(step.went_on)}});
    }
    table.Finish();
  }

  void WriteStates() {
    Title("\nTime in each state (stays that have ended)");
    TableWriter table({{"state"},
                       {"leads", true},
                       {"visits", true},
                       {"now", true},
                       {"median", true},
                       {"nine of ten", true}},
                      out_);
    for (const PlaceFigure& state : metrics_.states) {
      if (state.leads == 0) continue;
      table.Add({{Label(state.label)},
                 {Grouped(state.leads)},
                 {Grouped(state.visits)},
                 {Grouped(state.now)},
                 {Median(state.stay)},
                 {P90(state.stay)}});
    }
    table.Finish();
  }

  void WriteLoops() {
    const LoopFigures& loops = metrics_.loops;
    Title("\nOpportunities that became leads again");
    if (loops.demoted.of == 0) return Line("No lead was an opportunity.");
    Line(absl::StrCat("demoted: ", Grouped(loops.demoted.hits), " of ",
                      Grouped(loops.demoted.of), ", ", Share(loops.demoted),
                      " (", Interval(loops.demoted), "); once ",
                      Grouped(loops.once), ", twice ", Grouped(loops.twice),
                      ", more often ", Grouped(loops.more)));
    if (loops.demotions == 0) return;
    Line(absl::StrCat("after: ", Median(loops.until_demotion),
                      " as an opportunity (median), nine of ten within ",
                      P90(loops.until_demotion)));
    std::string why;
    for (const ReasonFigure& reason : loops.reasons) {
      absl::StrAppend(
          &why, why.empty() ? "" : ", ",
          reason.reason.empty() ? "other or none" : Printable(reason.reason),
          " ", Grouped(reason.demotions));
    }
    Line(absl::StrCat("why: ", why));
    Line(absl::StrCat("promoted again: ", Grouped(loops.promoted_again.hits),
                      ", ", Share(loops.promoted_again)));
    Line(absl::StrCat("in the end: won ", Grouped(loops.won),
                      ", closed otherwise ", Grouped(loops.closed),
                      ", opportunity now ", Grouped(loops.opportunity_now),
                      ", lead now ", Grouped(loops.lead_now)));
  }

  void WriteHandOvers() {
    // Of the step after the first one that hands over.
    if (metrics_.funnel.size() < 3) return;
    Title(
        "\nBy what was known at the hand-over (completeness of the questions)");
    TableWriter table(
        {{"known"},
         {"hand-overs", true},
         {absl::StrCat("on to ", Label(metrics_.funnel[2].label)), true},
         {"median", true},
         {"demoted", true},
         {"95 % interval", true},
         {"won", true}},
        out_);
    for (const HandOverFigure& band : metrics_.hand_overs) {
      if (band.hand_overs == 0) continue;
      table.Add(
          {{band.below_percent == 0 ? "unknown"
                                    : absl::StrCat(band.from_percent, " to ",
                                                   band.below_percent, " %")},
           {Grouped(band.hand_overs)},
           {Share(band.went_on)},
           {Median(band.to_next)},
           {Share(band.demoted)},
           {Interval(band.demoted)},
           {Share(band.won)}});
    }
    table.Finish();
  }

  void WriteClocks() {
    Title("\nClocks (working time)");
    TableWriter table({{"clock"},
                       {"started", true},
                       {"in time", true},
                       {"95 % interval", true},
                       {"late", true},
                       {"overdue", true},
                       {"overdue, ended", true},
                       {"median", true}},
                      out_);
    for (const ClockFigure& clock : metrics_.clocks) {
      table.Add({{Label(clock.label)},
                 {Grouped(clock.started)},
                 {Share(clock.in_time)},
                 {Interval(clock.in_time)},
                 {Grouped(clock.met_late)},
                 {Grouped(clock.breached_open)},
                 {Grouped(clock.breached_cancelled)},
                 {Median(clock.to_meet)}});
    }
    table.Finish();
  }

  const LifecycleMetrics& metrics_;
  const std::string& language_;
  Output* out_;
};

std::string Describe(const TimeFigure& figure) {
  return absl::StrCat(LengthOf(figure.median), " (median), nine of ten within ",
                      LengthOf(figure.p90), "; ", Grouped(figure.cases),
                      figure.cases == 1 ? " lead" : " leads");
}

void WriteGroups(const char* title, const std::vector<OwnerTimeGroup>& groups,
                 Output* out) {
  if (groups.empty()) return;
  TableWriter table({{title},
                     {"leads", true},
                     {"to the person", true},
                     {"to the first work", true}},
                    out);
  for (const OwnerTimeGroup& group : groups) {
    table.Add({{Printable(group.id)},
               {Grouped(group.to_owner.cases)},
               {LengthOf(group.to_owner.median)},
               {group.to_first_work.has_value()
                    ? LengthOf(group.to_first_work->median)
                    : "-"}});
  }
  table.Finish();
}

}  // namespace

void WriteFunnel(const HistoryReport& report, const std::string& language,
                 Output* out) {
  for (size_t i = 0; i < report.lifecycles.size(); ++i) {
    if (i > 0) out->Write("\n");
    FunnelWriter(report.lifecycles[i], language, out).Write();
  }
  if (!report.owner_times.has_value()) return;
  const OwnerTimes& times = *report.owner_times;
  out->Write(absl::StrCat(
      "\n",
      Styled("Time to the responsible person (working time)", Style::kBold,
             out->color()),
      "\nfrom the first contact: ", Describe(times.to_owner), "\n"));
  if (times.to_first_work.has_value()) {
    out->Write(absl::StrCat("from there to the first work: ",
                            Describe(*times.to_first_work), "\n"));
  }
  WriteGroups("team", times.teams, out);
  WriteGroups("person", times.people, out);
}

}  // namespace lotse::tools
