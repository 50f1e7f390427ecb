// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PipelineBlocks: one function for each block; an empty one is left out.
#include "src/report/pipeline_blocks.h"

#include <algorithm>
#include <utility>

#include "src/report/pipeline_phrases.h"

namespace lotse {
namespace {

namespace phrases = pipeline_phrases;

// What a median is worth saying for.
constexpr int64_t kFewAges = 5;

double Share(int64_t part, int64_t whole) {
  return whole == 0 ? 0
                    : static_cast<double>(part) / static_cast<double>(whole);
}

// A number and what it is of all: "12 (34.5 %)".
std::string WithShare(int64_t part, int64_t whole, const PagePhrasing& say) {
  return say.Number(part) + " (" + say.Percent(part, whole) + ")";
}

PageChart AgeChart(const std::vector<AgeBand>& bands, int64_t undated,
                   int64_t whole, const PagePhrasing& say) {
  PageChart chart;
  int64_t most = undated;
  for (const AgeBand& band : bands) most = std::max(most, band.records);
  for (const AgeBand& band : bands) {
    PageBar bar;
    bar.label = band.to_days == 0 ? say.Say(phrases::kBandLast)
                : band.from_days == 0
                    ? say.Say(phrases::kBandFirst, say.Number(band.to_days))
                    : say.Say(phrases::kBand, say.Number(band.from_days),
                              say.Number(band.to_days));
    bar.value = WithShare(band.records, whole, say);
    bar.share = Share(band.records, most);
    bar.tone = band.from_days >= kOldDays ? PageTone::kBad : PageTone::kNeutral;
    chart.bars.push_back(std::move(bar));
  }
  if (undated > 0) {
    chart.bars.push_back({say.Say(phrases::kAgeUnknown),
                          WithShare(undated, whole, say), Share(undated, most),
                          PageTone::kMuted});
  }
  return chart;
}

// part of each hundred, or as it is if there is no hundred.
int64_t OfHundred(int64_t part, int64_t whole) {
  return whole < 100 ? part : (part * 100 + whole / 2) / whole;
}

PageBlock OutcomeBlock(const PipelineReport& report,
                       const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  PageBlock block = NewBlock("outcomes", phrases::kOutcomesTitle, say);
  const OutcomeFigures& outcomes = report.outcomes;
  const int64_t all = report.records;
  const int64_t worked = report.unworked.judged - report.unworked.records;
  const std::string whole = say.Number(OfHundred(all, all));
  if (report.unworked.judged > 0) {
    block.headline = say.Say(phrases::kFunnelWorked, whole, words.of_many,
                             say.Number(OfHundred(worked, all)),
                             say.Number(OfHundred(outcomes.won, all)));
  } else {
    block.headline = say.Say(phrases::kFunnel, whole, words.of_many,
                             say.Number(OfHundred(outcomes.won, all)));
  }
  PageChart funnel;
  funnel.kind = PageChartKind::kFunnel;
  const auto step = [&](const Phrase& label, int64_t records, PageTone tone) {
    funnel.bars.push_back({say.Say(label), WithShare(records, all, say),
                           Share(records, all), tone});
  };
  step(phrases::kBarAll, all, PageTone::kMuted);
  if (report.unworked.judged > 0) {
    step(phrases::kBarWorked, worked, PageTone::kNeutral);
  }
  if (outcomes.lost > 0) {
    step(phrases::kBarDecided, outcomes.won + outcomes.lost,
         PageTone::kNeutral);
  }
  step(phrases::kWon, outcomes.won, PageTone::kGood);
  PageChart mix;
  mix.kind = PageChartKind::kStack;
  const auto part = [&](const Phrase& label, int64_t records, PageTone tone) {
    if (records == 0) return;
    mix.bars.push_back(
        {say.Say(label), say.Percent(records, all), Share(records, all), tone});
  };
  part(phrases::kWon, outcomes.won, PageTone::kGood);
  part(phrases::kLost, outcomes.lost, PageTone::kBad);
  part(phrases::kOpen, outcomes.open, PageTone::kNeutral);
  part(phrases::kNotWon, outcomes.not_won, PageTone::kMuted);
  part(phrases::kUnknown, outcomes.unknown, PageTone::kMuted);
  block.charts = {std::move(funnel), std::move(mix)};
  if (outcomes.not_won > 0) {
    block.notes.push_back(say.Say(phrases::kNotWonNote));
  }
  return block;
}

PageBlock UnworkedBlock(const PipelineReport& report,
                        const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  const UnworkedFigures& unworked = report.unworked;
  PageBlock block = NewBlock("unworked", phrases::kUnworkedTitle, say);
  const std::string& noun = unworked.records == 1 ? words.one : words.many;
  if (unworked.records == 0) {
    block.headline = say.Say(phrases::kUnworkedNone);
  } else if (unworked.age.count >= kFewAges) {
    block.headline =
        say.Say(phrases::kUnworkedAged, say.Number(unworked.records), noun,
                say.Span(unworked.age.median, false));
  } else {
    block.headline =
        say.Say(phrases::kUnworked, say.Number(unworked.records), noun);
  }
  if (unworked.age.count > 0) {
    block.charts.push_back(
        AgeChart(unworked.ages, unworked.undated, unworked.records, say));
  } else if (unworked.records > 0) {
    const int64_t all = unworked.judged;
    const int64_t worked = all - unworked.records;
    PageChart shares;
    shares.kind = PageChartKind::kStack;
    shares.bars = {
        {say.Say(phrases::kBarNeverWorked), say.Percent(unworked.records, all),
         Share(unworked.records, all), PageTone::kBad},
        {say.Say(phrases::kBarWorked), say.Percent(worked, all),
         Share(worked, all), PageTone::kNeutral}};
    block.charts.push_back(std::move(shares));
  }
  block.notes.push_back(say.Say(unworked.by_dates ? phrases::kUnworkedByDates
                                                  : phrases::kUnworkedByState));
  if (unworked.lost_unworked > 0) {
    block.notes.push_back(
        say.Say(phrases::kLostUnworked, say.Number(unworked.lost_unworked)));
  }
  return block;
}

PageBlock ResponseBlock(const PipelineReport& report,
                        const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  const ResponseFigures& response = report.response;
  PageBlock block = NewBlock("response", phrases::kResponseTitle, say);
  const SpanFigures& time = response.time;
  const bool days = response.whole_days;
  const Duration day = Duration::Days(1);
  if (days && time.p90 < day) {
    block.headline = say.Say(phrases::kResponseFast);
  } else if (days && time.median < day) {
    block.headline =
        say.Say(phrases::kResponseSameDay, say.Span(time.p90, days));
  } else {
    block.headline = say.Say(phrases::kResponse, say.Span(time.median, days),
                             say.Span(time.p90, days));
  }
  PageChart chart;
  const auto bar = [&](const Phrase& label, int64_t records, PageTone tone) {
    chart.bars.push_back({say.Say(label), WithShare(records, time.count, say),
                          Share(records, time.count), tone});
  };
  if (!days) {
    bar(phrases::kWithinHour, response.within_hour, PageTone::kGood);
  }
  bar(phrases::kWithinDay, response.within_day, PageTone::kNeutral);
  bar(phrases::kWithinThreeDays, response.within_three_days,
      PageTone::kNeutral);
  bar(phrases::kLater, time.count - response.within_three_days, PageTone::kBad);
  block.charts.push_back(std::move(chart));
  block.notes.push_back(
      say.Say(phrases::kResponseNote, say.Number(time.count)));
  if (days) block.notes.back() += " " + say.Say(phrases::kWholeDaysNote);
  if (response.negative > 0) {
    block.notes.push_back(
        say.Say(phrases::kNegativeNote, say.Number(response.negative)));
  }
  return block;
}

bool Knows(const PipelineReport& report, PipelineFact fact) {
  return std::any_of(report.source.columns.begin(), report.source.columns.end(),
                     [&](const ColumnUse& use) { return use.fact == fact; });
}

PageBlock OpenBlock(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  const OpenFigures& open = report.open;
  PageBlock block = NewBlock("open", phrases::kOpenTitle, say);
  const std::string records = say.Number(open.records);
  if (open.age.count >= kFewAges) {
    block.headline = say.Say(phrases::kOpenAged, records, words.many,
                             say.Span(open.age.median, false));
  } else if (open.records == 1) {
    block.headline = say.Say(phrases::kOpenOne, records, words.one);
  } else {
    block.headline = say.Say(phrases::kOpenUnaged, records, words.many);
  }
  if (open.age.count > 0) {
    block.charts.push_back(
        AgeChart(open.ages, open.undated, open.records, say));
    block.notes.push_back(say.Say(
        phrases::kOpenFrom, FactLabel(Knows(report, PipelineFact::kCreated)
                                          ? PipelineFact::kCreated
                                          : PipelineFact::kFirstWorked,
                                      say)));
  }
  if (open.without_owner > 0) {
    block.notes.push_back(
        say.Say(phrases::kWithoutOwner, say.Number(open.without_owner)));
  } else if (Knows(report, PipelineFact::kOwner)) {
    block.notes.push_back(say.Say(phrases::kOwnersAll));
  }
  return block;
}

PageBlock StateBlock(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  PageBlock block = NewBlock("states", phrases::kStatesTitle, say);
  const StateFigures* slowest = nullptr;
  bool aged = false;
  for (const StateFigures& state : report.states) {
    aged |= state.age.count > 0;
    if (state.rest || state.state.empty() || state.age.count < kFewAges) {
      continue;
    }
    if (slowest == nullptr || slowest->age.median < state.age.median) {
      slowest = &state;
    }
  }
  const StateFigures& largest = report.states[0];
  block.headline =
      slowest != nullptr
          ? say.Say(phrases::kStatesSlowest, say.Quoted(slowest->state),
                    say.Span(slowest->age.median, false))
          : say.Say(phrases::kStatesLargest,
                    say.Quoted(NameOfGroup(largest.state, largest.rest, say)),
                    say.Percent(largest.records, report.records));
  PageTable& table = block.table;
  table.columns = {{say.Say(phrases::kColumnState), false},
                   {say.Say(phrases::kColumnRecords), true},
                   {say.Say(phrases::kColumnOpen), true}};
  if (aged) {
    table.columns.push_back({say.Say(phrases::kColumnMedianAge), true});
    table.columns.push_back({say.Say(phrases::kColumnP90), true});
  }
  // States with open records first.
  std::vector<StateFigures> states = report.states;
  std::stable_partition(
      states.begin(), states.end(),
      [](const StateFigures& state) { return state.outcomes.open > 0; });
  for (const StateFigures& state : states) {
    PageRow row;
    row.cells = {{NameOfGroup(state.state, state.rest, say), {}},
                 {say.Number(state.records), {}},
                 {say.Number(state.outcomes.open), {}}};
    if (aged) {
      const bool known = state.age.count > 0;
      row.cells.push_back(
          {known ? say.Span(state.age.median, false) : std::string("-"), {}});
      row.cells.push_back(
          {known ? say.Span(state.age.p90, false) : std::string("-"), {}});
    }
    row.muted = state.outcomes.open == 0;
    table.rows.push_back(std::move(row));
  }
  if (aged) {
    const PipelineFact from = report.state_age_from;
    const bool exact = from == PipelineFact::kStateSince ||
                       from == PipelineFact::kStageEntered;
    block.notes.push_back(
        say.Say(exact ? phrases::kStateAgeSince : phrases::kStateAgeUpper,
                FactLabel(from, say)));
  }
  return block;
}

std::string WayLabel(const WayFigures& way, const PagePhrasing& say) {
  if (way.from == PipelineFact::kStageEntered) {
    return say.Say(phrases::kInStage, say.Quoted(way.stage));
  }
  const bool won = way.outcome == PipelineOutcome::kWon;
  if (way.from == PipelineFact::kCreated) {
    return say.Say(won ? phrases::kEntryToWin : phrases::kEntryToLoss);
  }
  return say.Say(won ? phrases::kWorkToWin : phrases::kWorkToLoss);
}

PageBlock WayBlock(const PipelineReport& report, const PipelineWords& words) {
  const PagePhrasing& say = words.phrasing;
  PageBlock block = NewBlock("ways", phrases::kWaysTitle, say);
  const WayFigures *won = nullptr, *lost = nullptr, *slowest = nullptr;
  int64_t negative = 0;
  PageTable& table = block.table;
  table.columns = {{say.Say(phrases::kColumnWay), false},
                   {say.Say(phrases::kColumnCount), true},
                   {say.Say(phrases::kColumnMedian), true},
                   {say.Say(phrases::kColumnP90), true}};
  for (const WayFigures& way : report.ways) {
    negative += way.negative;
    if (way.time.count == 0) continue;
    const bool stage = way.to == PipelineFact::kStageEntered;
    if (way.outcome == PipelineOutcome::kWon && won == nullptr) won = &way;
    if (way.outcome == PipelineOutcome::kLost && won != nullptr &&
        won->from == way.from) {
      lost = &way;
    }
    if (stage && way.time.count >= kFewAges &&
        (slowest == nullptr || slowest->time.median < way.time.median)) {
      slowest = &way;
    }
    PageRow row;
    row.cells = {{WayLabel(way, say), {}},
                 {say.Number(way.time.count), {}},
                 {say.Span(way.time.median, false), {}},
                 {say.Span(way.time.p90, false), {}}};
    table.rows.push_back(std::move(row));
  }
  if (slowest != nullptr) {
    block.headline = say.Say(phrases::kSlowestStage, say.Quoted(slowest->stage),
                             say.Span(slowest->time.median, false));
  } else if (won != nullptr && lost != nullptr) {
    block.headline =
        say.Say(phrases::kWonAndLost, say.Span(won->time.median, false),
                say.Span(lost->time.median, false));
  } else if (won != nullptr) {
    block.headline =
        say.Say(phrases::kWonTakes, say.Span(won->time.median, false));
  }
  if (negative > 0) {
    block.notes.push_back(say.Say(phrases::kWayNegative, say.Number(negative)));
  }
  return block;
}

}  // namespace

PageBlock NewBlock(const char* id, const Phrase& title,
                   const PagePhrasing& say) {
  PageBlock block;
  block.id = id;
  block.title = say.Say(title);
  return block;
}

std::string NameOfGroup(const std::string& name, bool rest,
                        const PagePhrasing& say) {
  if (rest) return say.Say(phrases::kAllOthers);
  return name.empty() ? say.Say(phrases::kNoneGiven) : name;
}

PipelineWords WordsFor(const PipelinePageOptions& options) {
  const PagePhrasing say(options.language);
  for (const phrases::NounPhrases& noun : phrases::kNouns) {
    if (noun.noun == options.noun) {
      return {say, say.Say(noun.many), say.Say(noun.of_many),
              say.Say(noun.one)};
    }
  }
  return {say, "", "", ""};
}

std::string FactLabel(PipelineFact fact, const PagePhrasing& say) {
  for (const phrases::FactPhrases& known : phrases::kFacts) {
    if (known.fact == fact) return say.Say(known.label);
  }
  return "";
}

int64_t Decided(const OutcomeFigures& outcomes) {
  return outcomes.won + outcomes.lost + outcomes.not_won;
}

int64_t OldRecords(const OpenFigures& open) {
  int64_t old = 0;
  for (const AgeBand& band : open.ages) {
    if (band.from_days >= kOldDays) old += band.records;
  }
  return old;
}

std::vector<PageBlock> PipelineBlocks(const PipelineReport& report,
                                      const PipelineWords& words) {
  std::vector<PageBlock> blocks;
  if (report.outcomes.unknown < report.records) {
    blocks.push_back(OutcomeBlock(report, words));
  }
  if (report.unworked.judged > 0) {
    blocks.push_back(UnworkedBlock(report, words));
  }
  if (report.response.time.count > 0) {
    blocks.push_back(ResponseBlock(report, words));
  }
  if (report.open.records > 0) blocks.push_back(OpenBlock(report, words));
  if (!report.states.empty()) blocks.push_back(StateBlock(report, words));
  if (std::any_of(report.ways.begin(), report.ways.end(),
                  [](const WayFigures& way) { return way.time.count > 0; })) {
    blocks.push_back(WayBlock(report, words));
  }
  if (!report.channels.empty()) blocks.push_back(ChannelBlock(report, words));
  if (!report.values.empty()) blocks.push_back(ValueBlock(report, words));
  blocks.push_back(SourceBlock(report, words));
  return blocks;
}

}  // namespace lotse
