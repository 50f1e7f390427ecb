// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MakePipelinePage: the head of the page and the order of its blocks. The
// blocks are made in pipeline_blocks.cc, the sentences stand in
// pipeline_phrases.h.
#include "lotse/report/pipeline_page.h"

#include <utility>

#include "src/report/pipeline_blocks.h"
#include "src/report/pipeline_phrases.h"

namespace lotse {
namespace {

namespace phrases = pipeline_phrases;

// Shares from which on a finding is what to remember.
constexpr int64_t kUnworkedPercent = 10;
constexpr int64_t kManyUnworkedPercent = 20;
constexpr int64_t kOldPercent = 25;
constexpr int64_t kManyOldPercent = 50;

// "4 of 10": a share that people can picture.
struct Fraction {
  int64_t part = 1;
  int64_t whole = 10;
};
constexpr Fraction kFractions[] = {{1, 10}, {2, 10}, {1, 4},  {3, 10}, {1, 3},
                                   {4, 10}, {5, 10}, {6, 10}, {2, 3},  {7, 10},
                                   {3, 4},  {8, 10}, {9, 10}};

// Up to here the numbers themselves can be pictured.
constexpr int64_t kFew = 20;

// The nearest to part / whole; itself if it is of a few.
Fraction Nearest(int64_t part, int64_t whole) {
  if (whole <= kFew) return {part, whole};
  Fraction best = kFractions[0];
  double least = 1;
  for (const Fraction& fraction : kFractions) {
    const double difference =
        static_cast<double>(part) / static_cast<double>(whole) -
        static_cast<double>(fraction.part) /
            static_cast<double>(fraction.whole);
    const double distance = difference < 0 ? -difference : difference;
    if (distance >= least) continue;
    least = distance;
    best = fraction;
  }
  return best;
}

bool AtLeast(int64_t percent, int64_t part, int64_t whole) {
  return whole > 0 && part * 100 >= whole * percent;
}

std::string Headline(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  const UnworkedFigures& unworked = report.unworked;
  if (report.records == 0) return say.Say(phrases::kHeadNone);
  if (AtLeast(95, unworked.records, unworked.judged)) {
    return say.Say(phrases::kHeadAllUnworked, words.many);
  }
  const int64_t old = OldRecords(report.open);
  const bool many_old = AtLeast(kManyOldPercent, old, report.open.records);
  if (AtLeast(many_old ? kManyUnworkedPercent : kUnworkedPercent,
              unworked.records, unworked.judged)) {
    const Fraction share = Nearest(unworked.records, unworked.judged);
    return say.Say(unworked.judged <= kFew ? phrases::kHeadFewUnworked
                                           : phrases::kHeadUnworked,
                   say.Number(share.part), say.Number(share.whole),
                   words.of_many);
  }
  const ResponseFigures& response = report.response;
  if (!many_old && response.time.count > 0 &&
      !(response.time.median < Duration::Days(1))) {
    return say.Say(phrases::kHeadResponse, words.many,
                   say.Span(response.time.median, response.whole_days));
  }
  if (AtLeast(kOldPercent, old, report.open.records)) {
    const Fraction share = Nearest(old, report.open.records);
    return say.Say(
        report.open.records <= kFew ? phrases::kHeadFewOld : phrases::kHeadOld,
        say.Number(share.part), say.Number(share.whole), words.of_many,
        say.Number(kOldDays));
  }
  const OutcomeFigures& outcomes = report.outcomes;
  const int64_t decided = Decided(outcomes);
  if (decided > 0) {
    return say.Say(
        outcomes.not_won > 0 ? phrases::kHeadWonOfAll : phrases::kHeadWon,
        say.Number((outcomes.won * 100 + decided / 2) / decided),
        words.of_many);
  }
  return say.Say(phrases::kHeadLittle, say.Number(report.records), words.many);
}

std::vector<PageFigure> Figures(const PipelineReport& report,
                                const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  std::vector<PageFigure> figures;
  if (report.records == 0) return figures;
  const UnworkedFigures& unworked = report.unworked;
  if (unworked.judged > 0) {
    figures.push_back(
        {say.Percent(unworked.records, unworked.judged),
         say.Say(phrases::kFigureUnworked),
         AtLeast(kUnworkedPercent, unworked.records, unworked.judged)
             ? PageTone::kBad
             : PageTone::kGood});
  }
  const ResponseFigures& response = report.response;
  if (response.time.count > 0) {
    figures.push_back({say.Span(response.time.median, response.whole_days),
                       say.Say(phrases::kFigureResponse),
                       response.time.median < Duration::Days(1)
                           ? PageTone::kNeutral
                           : PageTone::kBad});
  }
  if (report.open.age.count > 0) {
    const int64_t old = OldRecords(report.open);
    figures.push_back({say.Percent(old, report.open.records),
                       say.Say(phrases::kFigureOld, say.Number(kOldDays)),
                       AtLeast(kOldPercent, old, report.open.records)
                           ? PageTone::kBad
                           : PageTone::kNeutral});
  }
  const int64_t decided = Decided(report.outcomes);
  if (decided > 0) {
    figures.push_back(
        {say.Percent(report.outcomes.won, decided),
         say.Say(report.outcomes.not_won > 0 ? phrases::kFigureWonOfAll
                                             : phrases::kFigureWon),
         PageTone::kNeutral});
  }
  if (!report.values.empty()) {
    const ValueFigures& value = report.values[0];
    if (value.open.micros > 0) {
      figures.push_back({say.Amount(value.open),
                         say.Say(phrases::kFigureOpenValue, words.of_many),
                         PageTone::kNeutral});
    } else if (value.won.micros > 0) {
      figures.push_back({say.Amount(value.won),
                         say.Say(phrases::kFigureWonValue),
                         PageTone::kNeutral});
    }
  }
  if (figures.size() < 4) {
    figures.insert(figures.begin(),
                   PageFigure{say.Number(report.records),
                              say.Say(phrases::kFigureRecords, words.many),
                              PageTone::kNeutral});
  }
  return figures;
}

std::string Subtitle(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  std::string text = say.Say(phrases::kSubtitle, report.source.name,
                             say.Number(report.records),
                             report.records == 1 ? words.one : words.many);
  if (report.last != Instant()) {
    text +=
        say.Say(phrases::kPeriod, say.Day(report.first), say.Day(report.last));
  }
  return text + say.Say(phrases::kAsOf, say.Day(report.as_of));
}

// Half blocks stand side by side; where one has no neighbour, the first of the
// page or else the last before a wide one takes both places.
void FillLines(std::vector<PageBlock>* blocks) {
  size_t begin = 0;
  for (size_t i = 0; i <= blocks->size(); ++i) {
    if (i < blocks->size() && !(*blocks)[i].wide) continue;
    if ((i - begin) % 2 == 1) (*blocks)[begin == 0 ? 0 : i - 1].wide = true;
    begin = i + 1;
  }
}

}  // namespace

ReportPage MakePipelinePage(const PipelineReport& report,
                            const PipelinePageOptions& options) {
  const PipelineWords words = WordsFor(options);
  ReportPage page;
  page.language = words.phrasing.german() ? "de" : "en";
  page.title = words.phrasing.Say(phrases::kTitle);
  page.subtitle = Subtitle(report, words);
  page.headline = Headline(report, words);
  page.figures = Figures(report, words);
  for (PageBlock& block : PipelineBlocks(report, words)) {
    page.blocks.push_back(std::move(block));
  }
  FillLines(&page.blocks);
  return page;
}

}  // namespace lotse
