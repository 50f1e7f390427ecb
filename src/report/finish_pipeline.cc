// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PipelineSummary::Finish: medians, age bands, and the few states and channels
// that a report can name.
#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "lotse/base/case_fold.h"
#include "lotse/base/wilson_interval.h"
#include "lotse/report/pipeline_summary.h"

namespace lotse {
namespace {

// Lower ends of the age bands, in days.
constexpr int64_t kBandDays[] = {0, 7, 30, 90, 365};
// States and channels that are named; what comes less often than kMinRepeats
// among more than kMaxShort different texts may be about a person.
constexpr size_t kMaxStates = 7;
constexpr size_t kMaxChannels = 8;
constexpr size_t kMaxShort = 12;
constexpr int64_t kMinRepeats = 5;
constexpr size_t kMaxNameDigits = 6;
constexpr size_t kMaxNameShown = 60;

SpanFigures FiguresOf(std::vector<int64_t> spans) {
  SpanFigures figures;
  figures.count = static_cast<int64_t>(spans.size());
  if (spans.empty()) return figures;
  std::sort(spans.begin(), spans.end());
  const size_t n = spans.size();
  const int64_t upper = spans[n / 2];
  const int64_t lower = spans[(n - 1) / 2];
  figures.median = Duration::Micros(lower + (upper - lower) / 2);
  figures.p90 = Duration::Micros(spans[(n * 9 + 9) / 10 - 1]);
  return figures;
}

int64_t AtMost(const std::vector<int64_t>& spans, Duration limit) {
  return std::count_if(spans.begin(), spans.end(),
                       [&](int64_t span) { return span <= limit.micros(); });
}

std::vector<AgeBand> BandsOf(const std::vector<int64_t>& ages) {
  std::vector<AgeBand> bands;
  for (size_t i = 0; i < std::size(kBandDays); ++i) {
    AgeBand& band = bands.emplace_back();
    band.from_days = kBandDays[i];
    band.to_days = i + 1 < std::size(kBandDays) ? kBandDays[i + 1] : 0;
    band.records = std::count_if(ages.begin(), ages.end(), [&](int64_t age) {
      const int64_t days = age / Duration::Days(1).micros();
      return days >= band.from_days &&
             (band.to_days == 0 || days < band.to_days);
    });
  }
  return bands;
}

int64_t Clamped(absl::int128 amount) {
  using Limits = std::numeric_limits<int64_t>;
  if (amount > absl::int128(Limits::max())) return Limits::max();
  if (amount < absl::int128(Limits::min())) return Limits::min();
  return static_cast<int64_t>(amount);
}

Money MoneyOf(absl::int128 amount, const std::string& currency) {
  return Money{Clamped(amount), currency};
}

bool MayBePersonal(absl::string_view text) {
  const auto digits = std::count_if(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
  return text.size() > kMaxNameShown || absl::StrContains(text, '@') ||
         static_cast<size_t>(digits) > kMaxNameDigits;
}

// A text of the export with what was counted for it, in all its spellings.
template <typename Tally>
struct Named {
  std::string name;
  bool rest = false;
  int64_t records = 0;
  Tally tally;
};

// The most frequent texts first, then those without one, then all others.
template <typename Tally, typename Count>
std::vector<Named<Tally>> NameFew(const std::map<std::string, Tally>& tallies,
                                  size_t max_names, Count count) {
  struct Group {
    Named<Tally> named;
    int64_t best = -1;  // Records of the most frequent spelling.
  };
  std::map<std::string, Group> groups;
  std::string folded;
  for (const auto& [text, tally] : tallies) {
    FoldCase(text, &folded);
    Group& group = groups[folded];
    const int64_t records = count(tally);
    if (records > group.best) {
      group.best = records;
      group.named.name = text;
    }
    group.named.records += records;
    group.named.tally.Merge(tally);
  }
  std::vector<Named<Tally>> names, none;
  Named<Tally> rest;
  rest.rest = true;
  const bool many = groups.size() > kMaxShort;
  for (auto& [key, group] : groups) {
    Named<Tally>& named = group.named;
    if (key.empty()) {
      none.push_back(std::move(named));
    } else if (MayBePersonal(named.name) ||
               (many && named.records < kMinRepeats)) {
      rest.records += named.records;
      rest.tally.Merge(named.tally);
    } else {
      names.push_back(std::move(named));
    }
  }
  std::stable_sort(names.begin(), names.end(),
                   [](const Named<Tally>& a, const Named<Tally>& b) {
                     return a.records > b.records;
                   });
  while (names.size() > max_names) {
    rest.records += names.back().records;
    rest.tally.Merge(names.back().tally);
    names.pop_back();
  }
  for (Named<Tally>& named : none) names.push_back(std::move(named));
  if (rest.records > 0) names.push_back(std::move(rest));
  return names;
}

int64_t Total(const OutcomeFigures& outcomes) {
  return outcomes.open + outcomes.won + outcomes.lost + outcomes.not_won +
         outcomes.unknown;
}

}  // namespace

PipelineFact PipelineSummary::StateAgeFrom() const {
  for (const PipelineFact fact :
       {PipelineFact::kStateSince, PipelineFact::kStageEntered,
        PipelineFact::kCreated, PipelineFact::kFirstWorked}) {
    if (scope_.Has(fact)) return fact;
  }
  return PipelineFact::kUnspecified;
}

std::vector<StateFigures> PipelineSummary::FinishStates() const {
  std::vector<StateFigures> states;
  for (auto& named : NameFew(states_, kMaxStates, [](const StateTally& tally) {
         return Total(tally.outcomes);
       })) {
    StateFigures& state = states.emplace_back();
    state.state = named.name;
    state.rest = named.rest;
    state.records = named.records;
    state.outcomes = named.tally.outcomes;
    state.age = FiguresOf(std::move(named.tally.ages));
    state.undated = named.tally.undated;
  }
  return states;
}

std::vector<ChannelFigures> PipelineSummary::FinishChannels() const {
  std::vector<ChannelFigures> channels;
  for (const auto& named :
       NameFew(channels_, kMaxChannels,
               [](const ChannelTally& tally) { return tally.records; })) {
    const ChannelTally& tally = named.tally;
    ChannelFigures& channel = channels.emplace_back();
    channel.channel = named.name;
    channel.rest = named.rest;
    channel.records = tally.records;
    channel.won = tally.won;
    channel.decided = tally.decided;
    channel.few = tally.decided < kFewRecords;
    const ShareInterval share = WilsonInterval(tally.won, tally.decided);
    channel.win_rate_low = share.low;
    channel.win_rate_high = share.high;
    if (tally.decided > 0) {
      channel.win_rate =
          static_cast<double>(tally.won) / static_cast<double>(tally.decided);
    }
    for (const auto& [currency, amount] : tally.won_value) {
      channel.won_value.push_back(MoneyOf(amount, currency));
      channel.value_per_record.push_back(
          MoneyOf(amount / tally.records, currency));
    }
  }
  // Won amounts in one currency can be compared.
  size_t currencies = 0;
  for (const auto& [currency, value] : values_) {
    if (value.won != 0) ++currencies;
  }
  const auto worth = [&](const ChannelFigures& channel) -> int64_t {
    if (currencies != 1) return 0;
    return channel.won_value.empty() ? 0 : channel.won_value[0].micros;
  };
  const auto last = [](const ChannelFigures& channel) {
    return channel.rest ? 2 : channel.channel.empty() ? 1 : 0;
  };
  std::stable_sort(channels.begin(), channels.end(),
                   [&](const ChannelFigures& a, const ChannelFigures& b) {
                     if (last(a) != last(b)) return last(a) < last(b);
                     if (worth(a) != worth(b)) return worth(a) > worth(b);
                     return a.won > b.won;
                   });
  return channels;
}

std::vector<WayFigures> PipelineSummary::FinishWays() const {
  std::vector<WayFigures> ways;
  for (size_t i = 0; i < kWayCount; ++i) {
    if (ways_[i].times.empty() && ways_[i].negative == 0) continue;
    WayFigures& way = ways.emplace_back();
    way.from = i == kCreatedToWon || i == kCreatedToLost
                   ? PipelineFact::kCreated
                   : PipelineFact::kFirstWorked;
    way.to = PipelineFact::kClosed;
    way.outcome = i == kCreatedToWon || i == kWorkedToWon
                      ? PipelineOutcome::kWon
                      : PipelineOutcome::kLost;
    way.time = FiguresOf(ways_[i].times);
    way.negative = ways_[i].negative;
  }
  for (const std::string& stage : scope_.stages) {
    const auto found = stays_.find(stage);
    if (found == stays_.end()) continue;
    const WayTally& stay = found->second;
    if (stay.times.empty() && stay.negative == 0) continue;
    WayFigures& way = ways.emplace_back();
    way.from = PipelineFact::kStageEntered;
    way.to = PipelineFact::kStageEntered;
    way.stage = stage;
    way.time = FiguresOf(stay.times);
    way.negative = stay.negative;
  }
  return ways;
}

std::vector<ValueFigures> PipelineSummary::FinishValues() const {
  std::vector<ValueFigures> values;
  for (const auto& [currency, tally] : values_) {
    ValueFigures& value = values.emplace_back();
    value.currency = currency;
    value.won = MoneyOf(tally.won, currency);
    value.lost = MoneyOf(tally.lost, currency);
    value.open = MoneyOf(tally.open, currency);
    value.open_unworked = MoneyOf(tally.open_unworked, currency);
    value.open_old = MoneyOf(tally.open_old, currency);
    value.records = tally.records;
  }
  std::stable_sort(values.begin(), values.end(),
                   [](const ValueFigures& a, const ValueFigures& b) {
                     return a.records > b.records;
                   });
  return values;
}

PipelineReport PipelineSummary::Finish() const {
  PipelineReport report;
  report.as_of = scope_.as_of;
  report.records = records_;
  report.future = future_;
  report.first = first_.value_or(Instant());
  report.last = last_.value_or(Instant());
  report.newest = newest_.value_or(Instant());
  report.closed_in_future = closed_in_future_;
  report.outcomes = outcomes_;

  // Words alone prove nothing if none of them says "new".
  const bool judged = ByDates() || never_worked_ > 0;
  if (judged) {
    UnworkedFigures& unworked = report.unworked;
    unworked.judged = records_;
    unworked.records = never_worked_;
    unworked.by_dates = ByDates();
    unworked.ages = BandsOf(never_ages_);
    unworked.undated = never_undated_;
    unworked.age = FiguresOf(never_ages_);
    unworked.lost_unworked = lost_unworked_;
  }
  ResponseFigures& response = report.response;
  response.time = FiguresOf(responses_);
  response.within_hour = AtMost(responses_, Duration::Hours(1));
  response.within_day = AtMost(responses_, Duration::Days(1));
  response.within_three_days = AtMost(responses_, Duration::Days(3));
  response.whole_days = !timed_creation_ || !timed_work_;
  response.negative = negative_responses_;

  report.open.records = outcomes_.open;
  report.open.ages = BandsOf(open_ages_);
  report.open.undated = open_undated_;
  report.open.age = FiguresOf(open_ages_);
  report.open.without_owner = without_owner_;

  report.state_age_from = StateAgeFrom();
  report.states = FinishStates();
  report.ways = FinishWays();
  report.channels = FinishChannels();
  report.values = FinishValues();
  return report;
}

}  // namespace lotse
