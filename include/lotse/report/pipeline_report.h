// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PipelineReport: what the records of a CRM say about the work on them, in
// figures. PipelineSummary (pipeline_summary.h) counts them, MakePipelinePage
// (pipeline_page.h) says them in sentences. Nothing in it is about a person:
// no name, no address, no figure of an owner.
//
// All times are calendar time, nights and weekends included. A median is exact:
// the middle value, or the mean of the two middle ones, rounded down; the 90th
// percentile is the smallest value that at least 90 % do not exceed.
#ifndef LOTSE_REPORT_PIPELINE_REPORT_H_
#define LOTSE_REPORT_PIPELINE_REPORT_H_

#include <cstdint>
#include <string>
#include <vector>

#include "lotse/base/fields.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"

namespace lotse {

// What an export may say of a record.
enum class PipelineFact : uint8_t {
  kUnspecified = 0,
  kCreated = 1,       // When it came in.
  kFirstWorked = 2,   // When somebody first worked on it.
  kLastWorked = 3,    // When somebody last did.
  kClosed = 4,        // When it was won or lost.
  kState = 5,         // Its status or stage.
  kStateSince = 6,    // Since when it has that.
  kStageEntered = 7,  // When it entered a stage, one column for each.
  kOutcome = 8,       // How it ended.
  kChannel = 9,       // Where it came from.
  kValue = 10,        // What it is worth.
  kOwner = 11,        // Whether somebody is in charge. Never who.
};

template <>
struct EnumNames<PipelineFact> {
  static constexpr const char* kPrefix = "PIPELINE_FACT_";
  static constexpr EnumName<PipelineFact> kNames[] = {
      {PipelineFact::kCreated, "created"},
      {PipelineFact::kFirstWorked, "first_worked"},
      {PipelineFact::kLastWorked, "last_worked"},
      {PipelineFact::kClosed, "closed"},
      {PipelineFact::kState, "state"},
      {PipelineFact::kStateSince, "state_since"},
      {PipelineFact::kStageEntered, "stage_entered"},
      {PipelineFact::kOutcome, "outcome"},
      {PipelineFact::kChannel, "channel"},
      {PipelineFact::kValue, "value"},
      {PipelineFact::kOwner, "owner"}};
};

// How a record ended.
enum class PipelineOutcome : uint8_t {
  kUnspecified = 0,  // The export does not say.
  kOpen = 1,
  kWon = 2,
  kLost = 3,
  kNotWon = 4,  // Lost or open: the export only says that it is not won.
};

template <>
struct EnumNames<PipelineOutcome> {
  static constexpr const char* kPrefix = "PIPELINE_OUTCOME_";
  static constexpr EnumName<PipelineOutcome> kNames[] = {
      {PipelineOutcome::kOpen, "open"},
      {PipelineOutcome::kWon, "won"},
      {PipelineOutcome::kLost, "lost"},
      {PipelineOutcome::kNotWon, "not_won"}};
};

// Many lengths of time.
struct SpanFigures {
  // How many there are. 0: the others mean nothing.
  int64_t count = 0;
  Duration median;
  Duration p90;

  static constexpr auto Fields() {
    return FieldList(Field{1, "count", &SpanFigures::count},
                     Field{2, "median", &SpanFigures::median},
                     Field{3, "p90", &SpanFigures::p90});
  }
};

// How many records are this old.
struct AgeBand {
  // Whole days: `from_days` <= age < `to_days`. to_days 0: no upper end.
  int64_t from_days = 0;
  int64_t to_days = 0;
  int64_t records = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from_days", &AgeBand::from_days},
                     Field{2, "to_days", &AgeBand::to_days},
                     Field{3, "records", &AgeBand::records});
  }
};

struct OutcomeFigures {
  int64_t open = 0;
  int64_t won = 0;
  int64_t lost = 0;
  // Not won, and nobody knows whether lost or open.
  int64_t not_won = 0;
  int64_t unknown = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "open", &OutcomeFigures::open},
                     Field{2, "won", &OutcomeFigures::won},
                     Field{3, "lost", &OutcomeFigures::lost},
                     Field{4, "not_won", &OutcomeFigures::not_won},
                     Field{5, "unknown", &OutcomeFigures::unknown});
  }
};

// Records that nobody ever worked on. Where the export has dates of work: not
// won or lost, without any such date, and in no state that says otherwise
// ("contacted"). Where it has none: in a state that says "new".
struct UnworkedFigures {
  // Records of which this can be said: 0 where the export has neither dates of
  // work nor states.
  int64_t judged = 0;
  int64_t records = 0;
  // Whether dates of work decided, or else the words of the state.
  bool by_dates = false;
  // By time since they came in; those without that date are in `undated`.
  std::vector<AgeBand> ages;
  int64_t undated = 0;
  SpanFigures age;
  // Records that were lost without any date of work. 0 without such dates.
  int64_t lost_unworked = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "judged", &UnworkedFigures::judged},
        Field{2, "records", &UnworkedFigures::records},
        Field{3, "by_dates", &UnworkedFigures::by_dates},
        Field{4, "ages", &UnworkedFigures::ages},
        Field{5, "undated", &UnworkedFigures::undated},
        Field{6, "age", &UnworkedFigures::age},
        Field{7, "lost_unworked", &UnworkedFigures::lost_unworked});
  }
};

// From coming in to being worked on for the first time, of those that were.
struct ResponseFigures {
  SpanFigures time;
  // How many took at most so long. An hour means nothing if `whole_days`.
  int64_t within_hour = 0;
  int64_t within_day = 0;
  int64_t within_three_days = 0;
  // The export has days only, no times of day.
  bool whole_days = false;
  // Worked on before they came in: left out, because one date is wrong.
  int64_t negative = 0;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "time", &ResponseFigures::time},
        Field{2, "within_hour", &ResponseFigures::within_hour},
        Field{3, "within_day", &ResponseFigures::within_day},
        Field{4, "within_three_days", &ResponseFigures::within_three_days},
        Field{5, "whole_days", &ResponseFigures::whole_days},
        Field{6, "negative", &ResponseFigures::negative});
  }
};

// Records that are open.
struct OpenFigures {
  int64_t records = 0;
  // By time since they came in, or since the first work where the export does
  // not say when they came in; those without a date are in `undated`.
  std::vector<AgeBand> ages;
  int64_t undated = 0;
  SpanFigures age;
  // Nobody is in charge.
  int64_t without_owner = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "records", &OpenFigures::records},
                     Field{2, "ages", &OpenFigures::ages},
                     Field{3, "undated", &OpenFigures::undated},
                     Field{4, "age", &OpenFigures::age},
                     Field{5, "without_owner", &OpenFigures::without_owner});
  }
};

struct StateFigures {
  // As the export writes it. Empty: none given, or all others if `rest`.
  std::string state;
  bool rest = false;
  int64_t records = 0;
  OutcomeFigures outcomes;
  // How long its open records have been in it. `undated`: nobody knows.
  SpanFigures age;
  int64_t undated = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "state", &StateFigures::state},
                     Field{2, "rest", &StateFigures::rest},
                     Field{3, "records", &StateFigures::records},
                     Field{4, "outcomes", &StateFigures::outcomes},
                     Field{5, "age", &StateFigures::age},
                     Field{6, "undated", &StateFigures::undated});
  }
};

// From one dated fact to another.
struct WayFigures {
  // created, first_worked or stage_entered; closed or stage_entered.
  PipelineFact from = PipelineFact::kUnspecified;
  PipelineFact to = PipelineFact::kUnspecified;
  // The stage that was entered and left again.
  std::string stage;
  // Only records that ended like this. Unspecified: all.
  PipelineOutcome outcome = PipelineOutcome::kUnspecified;
  SpanFigures time;
  // The end lies before the beginning: left out, because one date is wrong.
  int64_t negative = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "from", &WayFigures::from},
                     Field{2, "to", &WayFigures::to},
                     Field{3, "stage", &WayFigures::stage},
                     Field{4, "outcome", &WayFigures::outcome},
                     Field{5, "time", &WayFigures::time},
                     Field{6, "negative", &WayFigures::negative});
  }
};

struct ChannelFigures {
  // As the export writes it. Empty: none given, or all others if `rest`.
  std::string channel;
  bool rest = false;
  int64_t records = 0;
  int64_t won = 0;
  // Won, lost or not won: what the win rate is a share of.
  int64_t decided = 0;
  // won / decided with its 95 % interval (lotse/base/wilson_interval.h); 0, 0
  // and 1 if nothing is decided.
  double win_rate = 0;
  double win_rate_low = 0;
  double win_rate_high = 0;
  // Fewer than kFewRecords are decided: chance may have made the rate.
  bool few = false;
  // One amount per currency, by its code.
  std::vector<Money> won_value;
  // won_value / records, to whole micro-units.
  std::vector<Money> value_per_record;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "channel", &ChannelFigures::channel},
        Field{2, "rest", &ChannelFigures::rest},
        Field{3, "records", &ChannelFigures::records},
        Field{4, "won", &ChannelFigures::won},
        Field{5, "decided", &ChannelFigures::decided},
        Field{6, "win_rate", &ChannelFigures::win_rate},
        Field{7, "win_rate_low", &ChannelFigures::win_rate_low},
        Field{8, "win_rate_high", &ChannelFigures::win_rate_high},
        Field{9, "few", &ChannelFigures::few},
        Field{10, "won_value", &ChannelFigures::won_value},
        Field{11, "value_per_record", &ChannelFigures::value_per_record});
  }
};

// Below so many decided records a rate is marked.
inline constexpr int64_t kFewRecords = 30;

// Amounts in one currency. Amounts of 0 count as not given: exports write them
// for lost records.
struct ValueFigures {
  // ISO 4217; kNoCurrency where the export does not say which.
  std::string currency;
  Money won;
  Money lost;
  Money open;
  // Of `open`: never worked on, and older than kOldDays.
  Money open_unworked;
  Money open_old;
  // Records with an amount.
  int64_t records = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "currency", &ValueFigures::currency},
                     Field{2, "won", &ValueFigures::won},
                     Field{3, "lost", &ValueFigures::lost},
                     Field{4, "open", &ValueFigures::open},
                     Field{5, "open_unworked", &ValueFigures::open_unworked},
                     Field{6, "open_old", &ValueFigures::open_old},
                     Field{7, "records", &ValueFigures::records});
  }
};

// An open record is old from this age on.
inline constexpr int64_t kOldDays = 90;
// ISO 4217's code for "no currency": three times the letter X.
inline constexpr char kNoCurrency[] = {'X', 'X', 'X', '\0'};

// A column of the export and what it was taken for.
struct ColumnUse {
  PipelineFact fact = PipelineFact::kUnspecified;
  std::string column;
  // Cells that are no such thing; they count as empty.
  int64_t unreadable = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "fact", &ColumnUse::fact},
                     Field{2, "column", &ColumnUse::column},
                     Field{3, "unreadable", &ColumnUse::unreadable});
  }
};

// Where the records came from.
struct SourceFigures {
  // What to call the export.
  std::string name;
  std::vector<ColumnUse> columns;
  // Rows that could not be read.
  int64_t bad_rows = 0;
  // Lines that are no records: empty ones, totals, text above and below the
  // table.
  int64_t other_lines = 0;

  static constexpr auto Fields() {
    return FieldList(Field{1, "name", &SourceFigures::name},
                     Field{2, "columns", &SourceFigures::columns},
                     Field{3, "bad_rows", &SourceFigures::bad_rows},
                     Field{4, "other_lines", &SourceFigures::other_lines});
  }
};

struct PipelineReport {
  SourceFigures source;
  Instant as_of;
  // Records that are counted below.
  int64_t records = 0;
  // Records that came in after `as_of`: they do not exist yet.
  int64_t future = 0;
  // When the first and the last record came in, or were first worked on where
  // the export does not say. The epoch if nothing is dated.
  Instant first;
  Instant last;
  // The newest date of all that is not after `as_of`.
  Instant newest;
  // Won or lost, but closed only after `as_of`.
  int64_t closed_in_future = 0;

  OutcomeFigures outcomes;
  UnworkedFigures unworked;
  ResponseFigures response;
  OpenFigures open;
  // The age of open records in a state counts from this fact.
  PipelineFact state_age_from = PipelineFact::kUnspecified;
  // Most records first.
  std::vector<StateFigures> states;
  std::vector<WayFigures> ways;
  // Best first: by won value if it is in one currency, else by wins.
  std::vector<ChannelFigures> channels;
  // Most records first.
  std::vector<ValueFigures> values;

  static constexpr auto Fields() {
    return FieldList(
        Field{1, "source", &PipelineReport::source},
        Field{2, "as_of", &PipelineReport::as_of},
        Field{3, "records", &PipelineReport::records},
        Field{4, "future", &PipelineReport::future},
        Field{5, "first", &PipelineReport::first},
        Field{6, "last", &PipelineReport::last},
        Field{7, "newest", &PipelineReport::newest},
        Field{8, "closed_in_future", &PipelineReport::closed_in_future},
        Field{9, "outcomes", &PipelineReport::outcomes},
        Field{10, "unworked", &PipelineReport::unworked},
        Field{11, "response", &PipelineReport::response},
        Field{12, "open", &PipelineReport::open},
        Field{13, "state_age_from", &PipelineReport::state_age_from},
        Field{14, "states", &PipelineReport::states},
        Field{15, "ways", &PipelineReport::ways},
        Field{16, "channels", &PipelineReport::channels},
        Field{17, "values", &PipelineReport::values});
  }
};

}  // namespace lotse

#endif  // LOTSE_REPORT_PIPELINE_REPORT_H_
