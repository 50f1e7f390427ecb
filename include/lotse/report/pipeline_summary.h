// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// PipelineSummary: counts the records of a CRM, in as many parts as one likes.
//
//   PipelineSummary summary({as_of, {PipelineFact::kCreated,
//                                    PipelineFact::kOutcome}});
//   summary.Add(record);                  // for each
//   summary.Merge(other_part);            // of the same scope
//   PipelineReport report = summary.Finish();
//
// Parts in any split and order give the same report: everything is counted in
// whole numbers, and lengths of time are sorted at the end. Memory: eight bytes
// for each length of time (at most seven a record), and one entry for each
// different state and channel. Not thread-safe.
#ifndef LOTSE_REPORT_PIPELINE_SUMMARY_H_
#define LOTSE_REPORT_PIPELINE_SUMMARY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/numeric/int128.h"
#include "absl/strings/string_view.h"
#include "lotse/base/money.h"
#include "lotse/base/time.h"
#include "lotse/report/pipeline_report.h"

namespace lotse {

// A stage that a record entered.
struct StageEntry {
  std::string stage;
  Instant at;
};

// What a state such as "new" or "contacted" says.
enum class PipelineProgress : uint8_t {
  kUnspecified = 0,
  kNew = 1,     // Nobody has worked on it.
  kWorked = 2,  // Somebody has.
};

// What an export says of one record. Everything may be missing.
struct PipelineRecord {
  std::optional<Instant> created;
  std::optional<Instant> first_worked;
  std::optional<Instant> last_worked;
  // Of a won or lost record; of others it is what somebody hopes for.
  std::optional<Instant> closed;
  std::string state;
  // What the words of the state say about work, where they say anything.
  PipelineProgress progress = PipelineProgress::kUnspecified;
  std::optional<Instant> state_since;
  // In any order.
  std::vector<StageEntry> stages;
  PipelineOutcome outcome = PipelineOutcome::kUnspecified;
  std::string channel;
  // An amount of 0 is taken for missing.
  std::optional<Money> value;
  bool has_owner = false;
};

// What is the same for all records of an export.
struct PipelineScope {
  // Later facts do not exist yet; ages are counted up to here.
  Instant as_of;
  // What the export can say at all: a record without a date of work was never
  // worked on only if the export has such dates.
  std::vector<PipelineFact> facts;
  // The stages of kStageEntered, in the order to report them.
  std::vector<std::string> stages;

  bool Has(PipelineFact fact) const;
};

class PipelineSummary {
 public:
  explicit PipelineSummary(PipelineScope scope);

  void Add(const PipelineRecord& record);
  // Adds all records of `other`, which has the same scope.
  void Merge(const PipelineSummary& other);

  // `source` is left empty. Texts that may be about a person (with an @, with
  // many digits, very long, or hardly ever repeated among many) are no states
  // or channels of the report: they are counted in its "rest".
  PipelineReport Finish() const;

  const PipelineScope& scope() const { return scope_; }

 private:
  using Spans = std::vector<int64_t>;  // Microseconds, in any order.
  using Amounts = std::map<std::string, absl::int128>;  // By currency.

  struct StateTally {
    OutcomeFigures outcomes;
    Spans ages;
    int64_t undated = 0;
    void Merge(const StateTally& other);
  };
  struct ChannelTally {
    int64_t records = 0;
    int64_t won = 0;
    int64_t decided = 0;
    Amounts won_value;
    void Merge(const ChannelTally& other);
  };
  struct ValueTally {
    absl::int128 won = 0, lost = 0, open = 0, open_unworked = 0, open_old = 0;
    int64_t records = 0;
    void Merge(const ValueTally& other);
  };
  struct WayTally {
    Spans times;
    int64_t negative = 0;
    void Merge(const WayTally& other);
  };
  // The ways that are measured, in the order they are reported.
  enum Way : size_t {
    kCreatedToWon,
    kCreatedToLost,
    kWorkedToWon,
    kWorkedToLost,
    kWayCount
  };

  bool ByDates() const;
  bool NeverWorked(const PipelineRecord& record) const;
  void AddDates(const PipelineRecord& record);
  void AddResponse(const PipelineRecord& record);
  void AddWays(const PipelineRecord& record);
  void AddStages(const PipelineRecord& record);
  void AddState(const PipelineRecord& record);
  void AddOpen(const PipelineRecord& record);
  void AddValue(const PipelineRecord& record, bool never_worked,
                ChannelTally* channel);
  void AddSpan(Instant from, Instant to, Spans* spans, int64_t* negative) const;
  PipelineFact StateAgeFrom() const;
  std::vector<StateFigures> FinishStates() const;
  std::vector<ChannelFigures> FinishChannels() const;
  std::vector<WayFigures> FinishWays() const;
  std::vector<ValueFigures> FinishValues() const;

  PipelineScope scope_;
  int64_t records_ = 0;
  int64_t future_ = 0;
  int64_t closed_in_future_ = 0;
  std::optional<Instant> first_, last_, newest_;
  // Whether any such date has a time of day.
  bool timed_creation_ = false, timed_work_ = false;
  OutcomeFigures outcomes_;

  int64_t never_worked_ = 0;
  int64_t never_undated_ = 0;
  int64_t lost_unworked_ = 0;
  Spans never_ages_;
  Spans responses_;
  int64_t negative_responses_ = 0;
  int64_t open_undated_ = 0;
  int64_t without_owner_ = 0;
  Spans open_ages_;

  WayTally ways_[kWayCount];
  std::map<std::string, WayTally> stays_;  // By stage.
  std::map<std::string, StateTally> states_;
  std::map<std::string, ChannelTally> channels_;
  std::map<std::string, ValueTally> values_;
};

}  // namespace lotse

#endif  // LOTSE_REPORT_PIPELINE_SUMMARY_H_
